package coop.fairpass.directory;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes the last day on which each key was used, beside the call that used it: a call never waits for it, and never
 * fails with it. What could not be noted is noted with a later call of the day. A day is written once for each key,
 * however many programs note it.
 */
@Component
class KeyUses implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

    private final JdbcClient jdbc;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

    /** One at a time: notes hold one connection at most, whatever the calls. */
    private final ExecutorService one = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("key-uses").daemon().factory());

    KeyUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns at once; when the program is closing, nothing is noted any more. */
    void note(UUID key, LocalDate day) {
        if (!one.isShutdown() && waiting.add(key)) {
            try {
                one.execute(() -> write(key, day));
            } catch (RuntimeException e) {
                waiting.remove(key);
                LOG.warn("use of key {} not noted", key, e);
            }
        }
    }

    private void write(UUID key, LocalDate day) {
        try {
            jdbc.sql("""
                            UPDATE directory.api_key
                               SET last_used_on = :day
                             WHERE id = :id
                               AND (last_used_on IS NULL OR last_used_on < :day)
                            """).param("id", key).param("day", day).update();
        } catch (RuntimeException e) {
            // The database may be away: the next call that looks the key up notes it.
            LOG.warn("use of key {} not noted", key, e);
        } finally {
            waiting.remove(key);
        }
    }

    /** What waits is written, if the database answers. */
    @Override
    public void destroy() throws InterruptedException {
        one.shutdown();
        var _ = one.awaitTermination(5, TimeUnit.SECONDS);
    }
}
