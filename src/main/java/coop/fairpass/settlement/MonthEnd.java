package coop.fairpass.settlement;

import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Fin de mois : all that a treasurer looks at when a month is over.
 *
 * @param waiting months that are over and not settled, the oldest first
 * @param toPay the total of statements that wait for a payment run
 * @param runs payment runs, the latest first
 * @param stopped statements withheld or returned, with why
 * @param late statements not sent to the bank by the fifth business day
 * @param sweepable earned fees that may leave the segregated account; negative when money must come in
 * @param incident what was missing, when a coverage incident is open
 */
public record MonthEnd(
        List<WaitingMonth> waiting,
        Money toPay,
        List<PaymentRuns.Run> runs,
        List<StatementLine> stopped,
        List<StatementLine> late,
        List<ClaimLine> claims,
        Money sweepable,
        Optional<Money> incident,
        List<SettledMonth> settled) {

    /** A month to settle. {@code isFrozen} when it was begun and not finished. */
    public record WaitingMonth(
            YearMonth month, long vouchers, Money face, long providers, LocalDate dueOn, boolean isFrozen) {}

    /** A month whose statements were made. */
    public record SettledMonth(YearMonth month, long statements, Money net) {}

    public MonthEnd {
        waiting = List.copyOf(waiting);
        runs = List.copyOf(runs);
        stopped = List.copyOf(stopped);
        late = List.copyOf(late);
        claims = List.copyOf(claims);
        settled = List.copyOf(settled);
    }
}
