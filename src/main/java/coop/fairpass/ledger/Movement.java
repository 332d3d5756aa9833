package coop.fairpass.ledger;

import static coop.fairpass.ledger.Account.*;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mouvement : every reason for which money may move, with the accounts it may move between (money-and-law §5).
 *
 * <p>What is not in this list cannot happen: PostgreSQL refuses a leg that its movement does not allow. No movement
 * takes face value to an income account.
 */
public enum Movement {
    M01("Frais amont facturés", Journal.VE, leg(PAYER_FEES, UPSTREAM_FEES), leg(PAYER_FEES, PENDING_VAT)),
    M02("Valeur faciale appelée", Journal.OD, leg(PAYER_CALLS, CALLED_NOT_ACTIVE)),
    M03("Valeur faciale reçue", Journal.BC, leg(SEGREGATED_BANK, PAYER_CALLS)),
    M04("Frais reçus", Journal.BQ, leg(OPERATING_BANK, PAYER_FEES)),
    M05("TVA exigible sur encaissement", Journal.OD, leg(PENDING_VAT, COLLECTED_VAT)),
    M06("Frais reçus sur le compte cantonné", Journal.BC, leg(SEGREGATED_BANK, PAYER_FEES)),
    M07("Valeur faciale reçue sur le compte d'exploitation", Journal.BQ, leg(OPERATING_BANK, PAYER_CALLS)),
    M08(
            "Encaissement à identifier",
            Journal.BC,
            leg(SEGREGATED_BANK, UNIDENTIFIED_SEGREGATED),
            leg(OPERATING_BANK, UNIDENTIFIED_OPERATING)),
    M09(
            "Encaissement identifié",
            Journal.OD,
            leg(UNIDENTIFIED_SEGREGATED, PAYER_CALLS),
            leg(UNIDENTIFIED_SEGREGATED, PAYER_FEES),
            leg(UNIDENTIFIED_OPERATING, PAYER_CALLS),
            leg(UNIDENTIFIED_OPERATING, PAYER_FEES),
            leg(UNIDENTIFIED_OPERATING, PROVIDER_SUBSCRIPTIONS),
            leg(UNIDENTIFIED_SEGREGATED, OWED_TO_PROVIDERS),
            leg(UNIDENTIFIED_SEGREGATED, INTEREST_RECEIVED),
            leg(UNIDENTIFIED_SEGREGATED, INTERNAL_TRANSFERS),
            leg(UNIDENTIFIED_OPERATING, INTERNAL_TRANSFERS)),
    M10(
            "Trop-perçu rendu",
            Journal.BC,
            leg(UNIDENTIFIED_SEGREGATED, SEGREGATED_BANK),
            leg(UNIDENTIFIED_OPERATING, OPERATING_BANK)),
    M11("Titres activés", Journal.OD, leg(CALLED_NOT_ACTIVE, IN_CIRCULATION)),
    M12(
            "Commande annulée avant paiement",
            Journal.VE,
            leg(UPSTREAM_FEES, PAYER_FEES),
            leg(PENDING_VAT, PAYER_FEES),
            leg(CALLED_NOT_ACTIVE, PAYER_CALLS)),
    M13("Commande annulée après paiement", Journal.OD, leg(CALLED_NOT_ACTIVE, OWED_TO_PAYERS)),
    M14("Frais annulés après paiement", Journal.VE, leg(UPSTREAM_FEES, PAYER_FEES), leg(COLLECTED_VAT, PAYER_FEES)),
    M14_REFUND("Frais remboursés", Journal.BQ, leg(PAYER_FEES, OPERATING_BANK)),
    M20("Services validés", Journal.OD, leg(IN_CIRCULATION, OWED_TO_PROVIDERS)),
    M21("Service annulé avant arrêté", Journal.OD, leg(OWED_TO_PROVIDERS, IN_CIRCULATION)),
    M22(
            "Frais aval facturés et compensés",
            Journal.VE,
            leg(OWED_TO_PROVIDERS, DOWNSTREAM_FEES),
            leg(OWED_TO_PROVIDERS, COLLECTED_VAT)),
    M23(
            "Abonnement facturé",
            Journal.VE,
            leg(PROVIDER_SUBSCRIPTIONS, SUBSCRIPTION_FEES),
            leg(PROVIDER_SUBSCRIPTIONS, PENDING_VAT)),
    M24("Abonnement compensé", Journal.OD, leg(OWED_TO_PROVIDERS, PROVIDER_SUBSCRIPTIONS)),
    M25("Abonnement reçu", Journal.BQ, leg(OPERATING_BANK, PROVIDER_SUBSCRIPTIONS)),
    M26("Contribution retenue", Journal.OD, leg(OWED_TO_PROVIDERS, CONTRIBUTIONS)),
    M27("Contrepaiement versé", Journal.BC, leg(OWED_TO_PROVIDERS, SEGREGATED_BANK)),
    M28("Virement rejeté", Journal.BC, leg(SEGREGATED_BANK, RETURNED_TRANSFERS)),
    M29("Virement réémis", Journal.BC, leg(RETURNED_TRANSFERS, SEGREGATED_BANK)),
    M30("Contributions versées au fonds", Journal.BC, leg(CONTRIBUTIONS, SEGREGATED_BANK)),
    M31("Service annulé après paiement", Journal.OD, leg(OWED_TO_PROVIDERS, IN_CIRCULATION)),
    M32(
            "Frais aval crédités",
            Journal.VE,
            leg(DOWNSTREAM_FEES, OWED_TO_PROVIDERS),
            leg(COLLECTED_VAT, OWED_TO_PROVIDERS)),
    M33("Dette remboursée par le prestataire", Journal.BC, leg(SEGREGATED_BANK, OWED_TO_PROVIDERS)),
    M34("Dette du prestataire abandonnée", Journal.OD, leg(BAD_DEBTS, OWED_TO_PROVIDERS)),
    M35(
            "Frais bancaires sur le compte cantonné",
            Journal.BC,
            leg(BANK_CHARGES, SEGREGATED_BANK),
            leg(DEDUCTIBLE_VAT, SEGREGATED_BANK)),
    M36("Intérêts du compte cantonné", Journal.BC, leg(SEGREGATED_BANK, INTEREST_RECEIVED)),
    M37(
            "Créance sur un prestataire recouvrée",
            Journal.OD,
            leg(OWED_TO_PROVIDERS, IN_CIRCULATION),
            leg(OWED_TO_PROVIDERS, OWED_TO_PAYERS)),
    M40("Titres expirés à rembourser", Journal.OD, leg(IN_CIRCULATION, OWED_TO_PAYERS)),
    M41("Titres expirés remboursés", Journal.BC, leg(OWED_TO_PAYERS, SEGREGATED_BANK)),
    M42("Titres expirés imputés sur une commande", Journal.OD, leg(OWED_TO_PAYERS, PAYER_CALLS)),
    M43("Service tardif admis avant remboursement", Journal.OD, leg(OWED_TO_PAYERS, OWED_TO_PROVIDERS)),
    M44("Service tardif admis après remboursement", Journal.OD, leg(OTHER_CHARGES, OWED_TO_PROVIDERS)),
    M45("Stock retiré à rembourser", Journal.OD, leg(IN_CIRCULATION, OWED_TO_PAYERS)),
    M46("Contribution reçue en plus", Journal.BC, leg(SEGREGATED_BANK, CONTRIBUTIONS)),
    M47("Don de la coopérative", Journal.BQ, leg(GIFTS, OPERATING_BANK)),
    M48("Ingénierie facturée", Journal.VE, leg(PAYER_FEES, ENGINEERING_FEES), leg(PAYER_FEES, PENDING_VAT)),
    M49("Ingénierie achetée", Journal.OD, leg(SUBCONTRACTING, SUPPLIERS), leg(DEDUCTIBLE_VAT, SUPPLIERS)),
    M50(
            "Balayage des frais gagnés",
            Journal.BC,
            leg(INTERNAL_TRANSFERS, SEGREGATED_BANK),
            leg(OPERATING_BANK, INTERNAL_TRANSFERS)),
    M51(
            "Valeur faciale portée au compte cantonné",
            Journal.BQ,
            leg(INTERNAL_TRANSFERS, OPERATING_BANK),
            leg(SEGREGATED_BANK, INTERNAL_TRANSFERS)),
    M52(
            "Avance de la coopérative",
            Journal.BQ,
            leg(INTERNAL_TRANSFERS, OPERATING_BANK),
            leg(SEGREGATED_BANK, INTERNAL_TRANSFERS)),
    M60("Frais de remplacement", Journal.VE, leg(PAYER_FEES, REPLACEMENT_FEES), leg(PAYER_FEES, PENDING_VAT)),
    M61("Écart de règlement sur frais", Journal.OD, leg(OTHER_CHARGES, PAYER_FEES), leg(PAYER_FEES, OTHER_INCOME)),
    M70(
            "Abonnements constatés d'avance",
            Journal.OD,
            leg(SUBSCRIPTION_FEES, DEFERRED_INCOME),
            leg(DEFERRED_INCOME, SUBSCRIPTION_FEES)),
    M80(
            "Parts sociales souscrites",
            Journal.OD,
            leg(CAPITAL_SUBSCRIBERS, CAPITAL_CALLED),
            leg(OPERATING_BANK, CAPITAL_SUBSCRIBERS),
            leg(CAPITAL_CALLED, CAPITAL_PAID)),
    M81(
            "Parts sociales remboursées",
            Journal.OD,
            leg(CAPITAL_PAID, CAPITAL_TO_REPAY),
            leg(CAPITAL_TO_REPAY, OPERATING_BANK)),
    M82(
            "Résultat affecté",
            Journal.OD,
            leg(PROFIT, LEGAL_RESERVE),
            leg(PROFIT, STATUTORY_RESERVE),
            leg(PROFIT, SHARE_INTEREST)),
    M83("Intérêts aux parts versés", Journal.BQ, leg(SHARE_INTEREST, OPERATING_BANK)),
    M84(
            "Titres participatifs",
            Journal.OD,
            leg(OPERATING_BANK, PARTICIPATING_SECURITIES),
            leg(INTEREST_PAID, ACCRUED_INTEREST),
            leg(ACCRUED_INTEREST, OPERATING_BANK));

    /** A debit and a credit that a movement may join. */
    public record Allowed(Account debit, Account credit) {}

    private final String label;
    private final Journal journal;

    @SuppressWarnings("ImmutableEnumChecker") // a List.of of records
    private final List<Allowed> allowed;

    Movement(String label, Journal journal, Allowed... allowed) {
        this.label = label;
        this.journal = journal;
        this.allowed = List.of(allowed);
    }

    private static Allowed leg(Account debit, Account credit) {
        return new Allowed(debit, credit);
    }

    public String label() {
        return label;
    }

    public List<Allowed> allowed() {
        return allowed;
    }

    /** The journal when no bank account moves. */
    public Journal defaultJournal() {
        return journal;
    }

    boolean allows(Account debit, Account credit) {
        return allowed.contains(new Allowed(debit, credit));
    }

    /**
     * The journal of a posting: a bank’s own as soon as that bank account moves, else the movement’s. A sale moves
     * income: the call of funds that M12 cancels beside a fee is not one.
     */
    Journal journal(Set<Account> moved) {
        if (moved.contains(SEGREGATED_BANK)) {
            return Journal.BC;
        }
        if (moved.contains(OPERATING_BANK)) {
            return Journal.BQ;
        }
        return journal == Journal.VE && moved.stream().noneMatch(Account::isResult) ? Journal.OD : journal;
    }

    /** The movements that touch a bank account, and so are posted only from a booked bank entry. */
    public static Set<Movement> ofTheBank() {
        return Arrays.stream(values())
                .filter(movement ->
                        movement.allowed.stream().anyMatch(leg -> isBank(leg.debit()) || isBank(leg.credit())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBank(Account account) {
        return account == SEGREGATED_BANK || account == OPERATING_BANK;
    }
}
