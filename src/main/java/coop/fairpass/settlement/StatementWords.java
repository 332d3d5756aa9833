package coop.fairpass.settlement;

import coop.fairpass.bank.BankReason;
import coop.fairpass.directory.BankAccounts.PayabilityReason;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What a statement's state means for who reads it, and how late it is. */
public final class StatementWords {

    private StatementWords() {}

    /** Why it stands where it stands, and what comes next, in one or two short sentences. */
    public static String why(Statement statement) {
        return switch (statement.state()) {
            case ISSUED ->
                Language.say("Le paiement est prévu le %s.", "Payment is planned for %s.")
                        .formatted(Language.sayLong(statement.dueOn()));
            case WITHHELD ->
                payability(statement.stateReason())
                        .map(reason -> Sentences.of(reason)
                                + Language.say(
                                        " Il sera payé au premier virement qui suit.",
                                        " It will be paid with the first credit transfer that follows."))
                        .orElseGet(() -> Language.say(
                                "Le compte bancaire n’est pas utilisable. Il sera payé dès qu’il l’est.",
                                "The bank account cannot be used. It will be paid as soon as it can."));
            case CARRIED_OVER ->
                Language.say(
                        "Rien n’est à payer ce mois-ci : le solde passe sur le relevé suivant.",
                        "Nothing is to be paid this month: the balance goes to the next statement.");
            case APPROVED ->
                Language.say(
                        "Deux personnes ont approuvé le virement. Il part à la banque.",
                        "Two people have approved the credit transfer. It is going to the bank.");
            case SENT ->
                Language.say(
                        "Le virement est à la banque. Il est payé quand la banque le confirme.",
                        "The credit transfer is at the bank. It is paid when the bank confirms it.");
            case PAID ->
                statement
                        .paidOn()
                        .map(day -> Language.say("Payé le %s.", "Paid on %s.").formatted(Language.sayLong(day)))
                        .orElseGet(() -> Language.say("Payé.", "Paid."));
            case RETURNED ->
                Language.say(
                                "Le virement est revenu. Motif de la banque : %s Vérifiez votre compte bancaire.",
                                "The credit transfer came back. Reason of the bank: %s Check your bank account.")
                        .formatted(bankReason(statement.stateReason()));
        };
    }

    private static Optional<PayabilityReason> payability(String name) {
        return Arrays.stream(PayabilityReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }

    private static String bankReason(String code) {
        var known = Sentences.find(BankReason.of(code)).orElse(code);
        return known.endsWith(".") ? known : known + ".";
    }

    /** {@code 37 chèques}, {@code 37 vouchers}. */
    static String vouchers(long count) {
        return Language.say(Plural.of(count, "chèque", "chèques"), Plural.english(count, "voucher", "vouchers"));
    }

    /** How late it is; empty when it is not. */
    public static String delay(Statement statement, LocalDate today) {
        var latest = SettlementDueDates.latestFor(statement.month());
        boolean isSent = statement.state() != StatementState.ISSUED && statement.state() != StatementState.APPROVED;
        return isSent || !today.isAfter(latest)
                ? ""
                : Language.say(
                                "En retard : il devait partir à la banque le %s au plus tard. La coopérative est alertée.",
                                "Late: it was to go to the bank by %s at the latest. The cooperative is alerted.")
                        .formatted(Language.sayLong(latest));
    }

    /** How pages colour a state. */
    public static String style(StatementState state) {
        return switch (state) {
            case PAID -> "";
            case ISSUED, APPROVED, SENT, CARRIED_OVER -> "waits";
            case WITHHELD, RETURNED -> "stopped";
        };
    }
}
