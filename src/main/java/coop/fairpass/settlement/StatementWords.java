package coop.fairpass.settlement;

import coop.fairpass.bank.BankReason;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.BankAccounts.PayabilityReason;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What a statement's state means for who reads it, and how late it is. */
public final class StatementWords {

    private StatementWords() {}

    /** Why it stands where it stands, and what comes next, in one or two short sentences. */
    public static String why(Statement statement) {
        var due = Paris.frenchLong(statement.dueOn());
        return switch (statement.state()) {
            case ISSUED -> "Le paiement est prévu le %s.".formatted(due);
            case WITHHELD ->
                payability(statement.stateReason())
                        .map(reason -> Sentences.of(reason) + " Il sera payé au premier virement qui suit.")
                        .orElse("Le compte bancaire n’est pas utilisable. Il sera payé dès qu’il l’est.");
            case CARRIED_OVER -> "Rien n’est à payer ce mois-ci : le solde passe sur le relevé suivant.";
            case APPROVED -> "Deux personnes ont approuvé le virement. Il part à la banque.";
            case SENT -> "Le virement est à la banque. Il est payé quand la banque le confirme.";
            case PAID ->
                statement
                        .paidOn()
                        .map(day -> "Payé le %s.".formatted(Paris.frenchLong(day)))
                        .orElse("Payé.");
            case RETURNED ->
                "Le virement est revenu. Motif de la banque : %s Vérifiez votre compte bancaire."
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

    /** How late it is; empty when it is not. */
    public static String delay(Statement statement, LocalDate today) {
        var latest = SettlementDueDates.latestFor(statement.month());
        boolean isSent = statement.state() != StatementState.ISSUED && statement.state() != StatementState.APPROVED;
        return isSent || !today.isAfter(latest)
                ? ""
                : "En retard : il devait partir à la banque le %s au plus tard. La coopérative est alertée."
                        .formatted(Paris.frenchLong(latest));
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
