package coop.fairpass.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does all that is due on a day, room after room. A task that fails is told and does not hold back the others; it is
 * tried again with the next run, because each asks the database what is still to do.
 */
@Component
public class DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    private final List<DailyTask> tasks;
    private final Clock clock;
    private volatile Instant lastWholeRun = Instant.EPOCH;

    DueWork(List<DailyTask> tasks, Clock clock) {
        this.tasks = tasks.stream()
                .sorted(Comparator.comparingInt(DailyTask::order).thenComparing(DailyTask::name))
                .toList();
        this.clock = clock;
    }

    /** Runs every task for today in Paris; false when one of them failed. */
    public boolean runToday() {
        boolean all = run(Paris.today(clock));
        if (all) {
            lastWholeRun = clock.instant();
        }
        return all;
    }

    /** When every task last ran without failing, in this program; 1970 before the first time. */
    public Instant lastWholeRun() {
        return lastWholeRun;
    }

    private boolean run(LocalDate today) {
        boolean all = true;
        for (var task : tasks) {
            try {
                task.run(today);
            } catch (RuntimeException e) {
                // One room's trouble must not stop another's deadlines; an operator acts on this line.
                LOG.error("due work failed: {}", task.name(), e);
                all = false;
            }
        }
        return all;
    }
}
