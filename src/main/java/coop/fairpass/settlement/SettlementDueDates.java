package coop.fairpass.settlement;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.settlement.Statement.StatementState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar says of settlement: months that wait to be closed, statements not sent by the fifth
 * business day, and the public dates of the coming twelve months.
 */
@Component
public class SettlementDueDates implements DailyTask {

    /** Business days after a month's end by which its statements are sent. */
    static final int ALERT_AFTER = 5;

    /** The public dates of one month: frozen after its last instant, paid on its due date, alert after the last day. */
    public record MonthDates(YearMonth month, LocalDate frozenAfter, LocalDate paidOn, LocalDate latestOn) {}

    private final MonthsToSettle monthsToSettle;
    private final Statements statements;
    private final Organisations organisations;
    private final Notices notices;
    private final TransactionTemplate transaction;

    SettlementDueDates(
            MonthsToSettle monthsToSettle,
            Statements statements,
            Organisations organisations,
            Notices notices,
            TransactionTemplate transaction) {
        this.monthsToSettle = monthsToSettle;
        this.statements = statements;
        this.organisations = organisations;
        this.notices = notices;
        this.transaction = transaction;
    }

    /** The dates of twelve months from one on. */
    public static List<MonthDates> from(YearMonth first) {
        return IntStream.range(0, 12)
                .mapToObj(first::plusMonths)
                .map(month -> new MonthDates(month, month.atEndOfMonth(), SettleMonth.dueOn(month), latestFor(month)))
                .toList();
    }

    static LocalDate latestFor(YearMonth month) {
        return BusinessDays.after(month.atEndOfMonth(), ALERT_AFTER);
    }

    @Override
    public String name() {
        return "settlement: months and statements that wait";
    }

    @Override
    public void run(LocalDate today) {
        var cooperative = organisations.cooperative();
        if (cooperative.isEmpty()) {
            return;
        }
        for (var waiting : monthsToSettle.all()) {
            var month = waiting.month();
            transaction.executeWithoutResult(_ -> notices.tell(
                    cooperative.get().id(),
                    "month-waits/" + month,
                    "Un mois est à arrêter",
                    "Le mois %s est terminé : arrêtez-le et préparez les virements.".formatted(Paris.ofFrench(month))));
        }
        var late = Stream.of(StatementState.ISSUED, StatementState.APPROVED)
                .flatMap(state -> statements.in(state).stream())
                .filter(statement -> today.isAfter(latestFor(statement.month())))
                .toList();
        for (var statement : late) {
            transaction.executeWithoutResult(_ -> {
                notices.tell(
                        cooperative.get().id(),
                        "statement-late/" + statement.number(),
                        "Un relevé n’est pas payé à temps",
                        "Relevé %s : attendu au plus tard le %s."
                                .formatted(statement.number(), Paris.french(latestFor(statement.month()))));
                notices.tell(
                        statement.provider(),
                        "statement-late/" + statement.number(),
                        "Votre paiement a du retard",
                        "Relevé %s : il devait être envoyé à la banque le %s au plus tard. La coopérative est alertée."
                                .formatted(statement.number(), Paris.french(latestFor(statement.month()))));
            });
        }
    }
}
