package coop.fairpass.expiry;

import coop.fairpass.expiry.JointStatements.JointStatement;
import coop.fairpass.expiry.JointStatements.NumberedLine;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.JointStatementPrint;
import coop.fairpass.invoicing.Party;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.util.List;

/** What a joint statement prints. */
final class JointStatementPrints {

    /** Days a payer has to read it and answer. */
    private static final int ANSWER_DAYS = 30;

    private JointStatementPrints() {}

    static JointStatementPrint of(
            JointStatement statement, VoucherOrder order, List<Lot> lots, LocalDate on, Party issuer, Party recipient) {
        return new JointStatementPrint(
                DocumentNumber.parse(statement.number()),
                on,
                on.plusDays(ANSWER_DAYS),
                issuer,
                recipient,
                OrderDocuments.referencesOf(order),
                order.signedTerms().faceValue(),
                lots.stream().map(lot -> counts(statement, lot)).toList(),
                statement.lines().stream()
                        .map(line -> new JointStatementPrint.Outcome(
                                "Lot %d, %s : %s"
                                        .formatted(
                                                line.line().lot(),
                                                Sentences.french(line.line().outcome()),
                                                Plural.of(line.line().vouchers(), "chèque", "chèques")),
                                List.of(line.line().serials().split(" ; ", -1))))
                        .toList(),
                List.of());
    }

    private static JointStatementPrint.Lot counts(JointStatement statement, Lot lot) {
        return new JointStatementPrint.Lot(
                "Lot " + lot.place(),
                lot.vouchers(),
                lot.isActive() ? lot.vouchers() : 0,
                count(statement, lot, VoucherOutcome.REDEEMED),
                count(statement, lot, VoucherOutcome.HELD),
                count(statement, lot, VoucherOutcome.BLOCKED),
                count(statement, lot, VoucherOutcome.REPLACED),
                count(statement, lot, VoucherOutcome.WITHDRAWN),
                count(statement, lot, VoucherOutcome.EXPIRED));
    }

    private static long count(JointStatement statement, Lot lot, VoucherOutcome outcome) {
        return statement.lines().stream()
                .map(NumberedLine::line)
                .filter(line -> line.lot() == lot.place() && line.outcome() == outcome)
                .mapToLong(Outcomes.Line::vouchers)
                .sum();
    }
}
