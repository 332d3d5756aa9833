package coop.fairpass.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compte : one account of the chart (PCG, six digits). Third parties are told apart by their {@link Auxiliary}
 * (money-and-law §4).
 *
 * <p>Face value is money of third parties, a debt: it lives in 467 and never touches classes 6 and 7.
 */
public enum Account {
    CAPITAL_CALLED(101_200, "Capital appelé non versé", Side.CREDIT, Third.ASSOCIATE),
    CAPITAL_PAID(101_300, "Capital appelé versé", Side.CREDIT, Third.ASSOCIATE),
    LEGAL_RESERVE(106_100, "Réserve légale impartageable", Side.CREDIT, Third.NONE),
    STATUTORY_RESERVE(106_300, "Réserves statutaires impartageables", Side.CREDIT, Third.NONE),
    LOSSES_BROUGHT_FORWARD(119_000, "Report à nouveau débiteur", Side.DEBIT, Third.NONE),
    PROFIT(120_000, "Résultat de l'exercice (bénéfice)", Side.CREDIT, Third.NONE),
    LOSS(129_000, "Résultat de l'exercice (perte)", Side.DEBIT, Third.NONE),
    PARTICIPATING_SECURITIES(167_100, "Titres participatifs", Side.CREDIT, Third.ISSUE),
    ACCRUED_INTEREST(168_800, "Intérêts courus", Side.CREDIT, Third.ISSUE),
    SUPPLIERS(401_000, "Fournisseurs", Side.CREDIT, Third.SUPPLIER),
    PAYER_FEES(411_100, "Commanditaires - frais et prestations", Side.DEBIT, Third.PAYER),
    PAYER_CALLS(411_200, "Commanditaires - appels de fonds", Side.DEBIT, Third.ORDER),
    PROVIDER_SUBSCRIPTIONS(411_300, "Prestataires - abonnements et frais", Side.DEBIT, Third.PROVIDER),
    DEDUCTIBLE_VAT(445_660, "TVA déductible", Side.DEBIT, Third.NONE),
    COLLECTED_VAT(445_710, "TVA collectée", Side.CREDIT, Third.NONE),
    PENDING_VAT(445_740, "TVA en attente d'encaissement", Side.CREDIT, Third.NONE),
    CAPITAL_SUBSCRIBERS(456_200, "Associés - capital appelé", Side.DEBIT, Third.ASSOCIATE),
    CAPITAL_TO_REPAY(456_700, "Associés - capital à rembourser", Side.CREDIT, Third.ASSOCIATE),
    SHARE_INTEREST(457_000, "Associés - intérêts aux parts", Side.CREDIT, Third.ASSOCIATE),
    CALLED_NOT_ACTIVE(467_110, "Titres appelés, non activés", Side.CREDIT, Third.ORDER),
    IN_CIRCULATION(467_120, "Titres activés, en circulation", Side.CREDIT, Third.ORDER),
    OWED_TO_PROVIDERS(467_200, "Prestataires - titres à contrepayer", Side.CREDIT, Third.PROVIDER),
    CONTRIBUTIONS(467_300, "Contributions à reverser", Side.CREDIT, Third.FUND),
    OWED_TO_PAYERS(467_400, "Commanditaires - titres à rembourser", Side.CREDIT, Third.ORDER),
    RETURNED_TRANSFERS(467_900, "Virements rejetés à réémettre", Side.CREDIT, Third.PAYEE),
    UNIDENTIFIED_OPERATING(471_100, "Encaissements à identifier - exploitation", Side.CREDIT, Third.NONE),
    UNIDENTIFIED_SEGREGATED(471_200, "Encaissements à identifier - cantonnement", Side.CREDIT, Third.NONE),
    DEFERRED_INCOME(487_000, "Produits constatés d'avance", Side.CREDIT, Third.NONE),
    OPERATING_BANK(512_100, "Banque - exploitation", Side.DEBIT, Third.NONE),
    SEGREGATED_BANK(512_200, "Banque - cantonnement", Side.DEBIT, Third.NONE),
    INTERNAL_TRANSFERS(580_000, "Virements internes", Side.DEBIT, Third.NONE),
    SUBCONTRACTING(604_000, "Sous-traitance d'ingénierie", Side.DEBIT, Third.NONE),
    GIFTS(623_800, "Dons", Side.DEBIT, Third.NONE),
    BANK_CHARGES(627_000, "Services bancaires", Side.DEBIT, Third.NONE),
    BAD_DEBTS(654_000, "Créances irrécouvrables", Side.DEBIT, Third.NONE),
    OTHER_CHARGES(658_000, "Charges diverses - écarts", Side.DEBIT, Third.NONE),
    INTEREST_PAID(661_100, "Intérêts des titres participatifs", Side.DEBIT, Third.NONE),
    UPSTREAM_FEES(706_100, "Frais contributifs amont", Side.CREDIT, Third.NONE),
    DOWNSTREAM_FEES(706_200, "Frais contributifs aval", Side.CREDIT, Third.NONE),
    SUBSCRIPTION_FEES(706_300, "Abonnements", Side.CREDIT, Third.NONE),
    ENGINEERING_FEES(706_400, "Ingénierie", Side.CREDIT, Third.NONE),
    REPLACEMENT_FEES(706_500, "Frais de remplacement", Side.CREDIT, Third.NONE),
    OTHER_INCOME(758_000, "Produits divers - écarts", Side.CREDIT, Third.NONE),
    INTEREST_RECEIVED(768_000, "Produits financiers", Side.CREDIT, Third.NONE);

    /** The side on which the account normally stands. */
    public enum Side {
        DEBIT,
        CREDIT
    }

    /** What kind of third party the auxiliary account names, if any. */
    public enum Third {
        NONE,
        ASSOCIATE,
        FUND,
        ISSUE,
        /** A payer and one of its orders: {@code C0001-BC-2026-000001}. */
        ORDER,
        PAYER,
        /** A provider, or a payer's order: whoever a returned transfer was for. */
        PAYEE,
        PROVIDER,
        SUPPLIER
    }

    private static final Map<Integer, Account> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Account::code, Function.identity()));

    private final int code;
    private final String label;
    private final Side normalSide;
    private final Third third;

    Account(int code, String label, Side normalSide, Third third) {
        this.code = code;
        this.label = label;
        this.normalSide = normalSide;
        this.third = third;
    }

    /** The account of a six-digit code; throws when the chart has none. */
    public static Account of(int code) {
        var account = BY_CODE.get(code);
        if (account == null) {
            throw new IllegalArgumentException("the chart has no account " + code);
        }
        return account;
    }

    public int code() {
        return code;
    }

    public String label() {
        return label;
    }

    public Side normalSide() {
        return normalSide;
    }

    public Third third() {
        return third;
    }

    /** True for income and charges, classes 6 and 7. */
    public boolean isResult() {
        return code >= 600_000;
    }
}
