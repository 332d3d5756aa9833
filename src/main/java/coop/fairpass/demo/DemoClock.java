package coop.fairpass.demo;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of the program. On a demonstration's database it shows what it was set to, and goes on from there at its
 * natural pace; {@code ./fairpass advance} sets it from another process, and an open site follows within a second. On
 * any other database it is the machine's, and nothing is asked of the database after the start.
 */
final class DemoClock extends Clock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoClock.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private record Setting(Instant shows, Instant setAt) {}

    private final JdbcClient jdbc;
    private final Clock machine;
    private volatile @Nullable Setting setting;
    private @Nullable ScheduledExecutorService looker;

    DemoClock(JdbcClient jdbc, Clock machine) {
        this.jdbc = jdbc;
        this.machine = machine;
        read().ifPresent(this::follow);
    }

    /** Whether the database is a demonstration's. */
    boolean isDemonstration() {
        return setting != null;
    }

    /**
     * Sets the time that the clock shows, for every process of this database; from now on it is a demonstration's.
     *
     * @throws IllegalArgumentException when it would go back
     */
    void set(Instant shows) {
        if (isDemonstration() && shows.isBefore(instant())) {
            throw new IllegalArgumentException("the clock shows %s: %s is in its past".formatted(instant(), shows));
        }
        var next = new Setting(shows, machine.instant());
        jdbc.sql("INSERT INTO demo.clock (shows, set_at) VALUES (:shows, :set_at)")
                .param("shows", utc(next.shows()))
                .param("set_at", utc(next.setAt()))
                .update();
        follow(next);
    }

    @Override
    public Instant instant() {
        var known = setting;
        return known == null
                ? machine.instant()
                : known.shows().plus(Duration.between(known.setAt(), machine.instant()));
    }

    @Override
    public ZoneId getZone() {
        return Paris.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("every day is judged in Paris");
    }

    @Override
    public synchronized void close() {
        if (looker != null) {
            looker.shutdownNow();
        }
    }

    private synchronized void follow(Setting next) {
        setting = next;
        if (looker == null) {
            looker = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("demo-clock").daemon().factory());
            var _ = looker.scheduleWithFixedDelay(
                    this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            read().filter(read -> !read.shows().isBefore(instant())).ifPresent(read -> setting = read);
        } catch (DataAccessException e) {
            LOG.warn("the demonstration's clock cannot be read, it goes on from its last setting", e);
        }
    }

    private Optional<Setting> read() {
        return jdbc.sql("SELECT shows, set_at FROM demo.clock ORDER BY place DESC LIMIT 1")
                .query((row, _) -> new Setting(
                        row.getObject("shows", OffsetDateTime.class).toInstant(),
                        row.getObject("set_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
