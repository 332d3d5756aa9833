package coop.fairpass.bank;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.ledger.SegregatedFunds;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each morning stores the proof of coverage; without the bank's statement of the last day on which banks worked, the day is
 * not proven, whatever was proven before.
 */
@Component
class ProveCoverage implements DailyTask {

    private final SegregatedFunds funds;
    private final StatementChain chain;
    private final CoverageWatch watch;
    private final TransactionTemplate transaction;

    ProveCoverage(SegregatedFunds funds, StatementChain chain, CoverageWatch watch, TransactionTemplate transaction) {
        this.funds = funds;
        this.chain = chain;
        this.watch = watch;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "bank: the proof of what is held";
    }

    /** Last of the day's work: what that work posted is in it. */
    @Override
    public int order() {
        return 900;
    }

    @Override
    public void run(LocalDate today) {
        transaction.executeWithoutResult(_ -> {
            funds.prove(today, chain.isProvenOn(AccountKind.SEGREGATED, lastBankDayBefore(today)));
            watch.look();
        });
    }

    private static LocalDate lastBankDayBefore(LocalDate today) {
        var day = today.minusDays(1);
        while (!TargetCalendar.isOpen(day)) {
            day = day.minusDays(1);
        }
        return day;
    }
}
