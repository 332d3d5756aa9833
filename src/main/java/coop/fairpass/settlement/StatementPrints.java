package coop.fairpass.settlement;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.Party;
import coop.fairpass.invoicing.StatementPrint;
import coop.fairpass.invoicing.StatementPrint.Adjustment;
import coop.fairpass.invoicing.StatementPrint.Contribution;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.qualification.Subscriptions.SetOff;
import coop.fairpass.settlement.Repayments.Repayment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a statement prints: each voucher, then how face value became the amount paid. */
final class StatementPrints {

    private StatementPrints() {}

    static StatementPrint of(
            Statement statement,
            StatementAmounts amounts,
            Turnover turnover,
            List<Statements.Line> lines,
            List<Repayment> repaid,
            List<SetOff> setOffs,
            Rate contributionRate,
            Money eligible,
            Optional<StatementPrint.Transfer> transfer,
            Party issuer,
            Party recipient) {
        return new StatementPrint(
                DocumentNumber.parse(statement.number()),
                statement.month(),
                statement.month().atEndOfMonth(),
                issuer,
                recipient,
                lines.stream()
                        .map(line -> new StatementPrint.Line(
                                line.serviceOn(),
                                line.placeName().isBlank() ? "-" : line.placeName(),
                                line.serviceLabel(),
                                new VoucherNumber(line.voucher()).serial(),
                                line.face()))
                        .toList(),
                statement.carriedBefore(repaid),
                amounts.fees(),
                amounts.contribution().isPositive()
                        ? Optional.of(new Contribution(contributionRate, eligible, amounts.contribution()))
                        : Optional.empty(),
                adjustments(amounts, repaid, setOffs),
                statement.net(),
                statement.dueOn(),
                statement.feeInvoice().map(DocumentNumber::parse),
                transfer,
                mentions(statement, turnover.sentence()));
    }

    private static List<Adjustment> adjustments(
            StatementAmounts amounts, List<Repayment> repaid, List<SetOff> setOffs) {
        var adjustments = new ArrayList<Adjustment>();
        repaid.forEach(repayment -> adjustments.add(new Adjustment(repayment.label(), repayment.amount())));
        setOffs.forEach(part -> adjustments.add(new Adjustment(
                "Abonnement %s, par compensation".formatted(part.invoice()),
                part.amount().negated())));
        if (amounts.corrections().isPositive()) {
            adjustments.add(new Adjustment(
                    "Services repris, après avoir sur frais",
                    amounts.corrections().negated()));
        }
        return adjustments;
    }

    private static List<String> mentions(Statement statement, String turnover) {
        return switch (statement.state()) {
            case WITHHELD ->
                List.of(
                        turnover,
                        "Paiement retenu : votre compte bancaire n’est pas validé. Il sera versé au premier virement qui suit sa validation.");
            case CARRIED_OVER ->
                List.of(turnover, "Aucun virement ce mois-ci : le solde est reporté sur le relevé suivant.");
            case ISSUED, APPROVED, SENT, PAID, RETURNED ->
                List.of(
                        turnover,
                        "Si ce virement revient, le suivant porte une autre référence, que votre espace donne avec son jour.");
        };
    }
}
