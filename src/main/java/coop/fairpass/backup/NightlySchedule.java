package coop.fairpass.backup;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every few minutes whether a backup is due, while a site is open that is no demonstration: on a thread of its
 * own, for a backup may take longer than the day's other work can wait.
 */
@Component
@ConditionalOnProperty(name = "fairpass.nightly-backup", havingValue = "true")
class NightlySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NightlySchedule.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    /** People first: a site that has just opened answers them before it copies anything. */
    private static final Duration AFTER_OPENING = Duration.ofMinutes(2);

    private final NightlyBackup nightly;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("backup").daemon().factory());
    private volatile boolean running;

    NightlySchedule(NightlyBackup nightly) {
        this.nightly = nightly;
    }

    @Override
    public boolean isAutoStartup() {
        return false; // once the site is open
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(
                this::look, AFTER_OPENING.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        try {
            nightly.expect();
            nightly.look();
        } catch (RuntimeException e) {
            // An executor forgets a task that threw; the next look comes whatever happened.
            LOG.error("the nightly backup could not be looked after", e);
        }
    }

    /** A backup that is being taken is given up, and taken again at the next opening. */
    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        try {
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
