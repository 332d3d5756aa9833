package coop.fairpass.settlement;

import coop.fairpass.money.Money;
import coop.fairpass.settlement.Statement.StatementState;
import java.util.List;
import java.util.function.Function;

/** A month's statements added up; {@code toPay} counts only nets above zero. */
public record MonthTotals(
        int statements,
        long vouchers,
        Money face,
        Money fee,
        Money vat,
        Money contribution,
        Money others,
        Money net,
        Money toPay,
        Money paid,
        Money stopped) {

    static MonthTotals of(List<StatementLine> lines) {
        return new MonthTotals(
                lines.size(),
                lines.stream().mapToLong(line -> line.statement().redemptions()).sum(),
                sum(lines, line -> line.statement().face()),
                sum(lines, line -> line.statement().fee()),
                sum(lines, line -> line.statement().vat()),
                sum(lines, line -> line.statement().contribution()),
                sum(lines, StatementLine::others),
                sum(lines, line -> line.statement().net()),
                sum(lines, line -> line.statement().net().max(Money.ZERO)),
                sum(in(lines, StatementState.PAID), line -> line.statement().net()),
                sum(in(lines, StatementState.WITHHELD), line -> line.statement().net())
                        .plus(sum(
                                in(lines, StatementState.RETURNED),
                                line -> line.statement().net())));
    }

    private static List<StatementLine> in(List<StatementLine> lines, StatementState state) {
        return lines.stream().filter(line -> line.statement().state() == state).toList();
    }

    private static Money sum(List<StatementLine> lines, Function<StatementLine, Money> amount) {
        return lines.stream().map(amount).collect(Money.sum());
    }
}
