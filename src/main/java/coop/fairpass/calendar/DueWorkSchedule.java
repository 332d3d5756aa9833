package coop.fairpass.calendar;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs what is due while the site is open, at opening and then every few minutes; the day changes at some run after
 * midnight in Paris. Several servers may do so together: every task takes what it does under a lock of the database.
 */
@Component
@ConditionalOnProperty("fairpass.due-work-every")
class DueWorkSchedule implements SmartLifecycle {

    private final DueWork dueWork;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("due-work").daemon().factory());
    private volatile boolean running;

    DueWorkSchedule(DueWork dueWork, @Value("${fairpass.due-work-every}") Duration every) {
        this.dueWork = dueWork;
        this.every = every;
    }

    /** Not before the site is open: a command that has something to do first is left alone. */
    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(dueWork::runToday, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        try {
            // What has begun is in a transaction: left alone for a while, it ends whole.
            var _ = thread.awaitTermination(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
