package coop.fairpass.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the rooms for their figures, at most every thirty seconds whoever reads them, and keeps the answers. Without a
 * database every figure is unknown, for as long; what counts in memory goes on being told.
 */
@Component
@ConditionalOnWebApplication
class Figures implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Figures.class);
    private static final long KEPT_FOR = Duration.ofSeconds(30).toNanos();
    private static final int PATIENCE_SECONDS = 5;

    /** @param at by the timer of the machine, which nobody moves back */
    private record Seen(long at, Map<String, Double> values) {

        boolean isFresh() {
            return System.nanoTime() - at < KEPT_FOR;
        }
    }

    private final List<Watched> rooms;
    private final TransactionTemplate reading;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen seen = new Seen(System.nanoTime() - KEPT_FOR, Map.of());

    Figures(List<Watched> rooms, PlatformTransactionManager transactions) {
        this.rooms = rooms;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setTimeout(PATIENCE_SECONDS);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var room : rooms) {
            for (var figure : room.figures()) {
                Gauge.builder(figure.name(), () -> value(figure.name()))
                        .baseUnit(figure.unit().isEmpty() ? null : figure.unit())
                        .description(figure.meaning())
                        .register(registry);
            }
        }
    }

    /** A figure of the last look; whoever comes while another looks takes what was seen before. */
    double value(String name) {
        if (!seen.isFresh() && looking.tryLock()) {
            try {
                if (!seen.isFresh()) {
                    seen = new Seen(System.nanoTime(), look());
                }
            } finally {
                looking.unlock();
            }
        }
        return seen.values().getOrDefault(name, Double.NaN);
    }

    private Map<String, Double> look() {
        try {
            return reading.execute(_ -> {
                var values = new HashMap<String, Double>();
                for (var room : rooms) {
                    var figures = room.figures();
                    var found = room.look();
                    for (int i = 0; i < figures.size(); i++) {
                        values.put(figures.get(i).name(), found.get(i));
                    }
                }
                return values;
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn("figures to watch are unknown: the database does not answer", e);
            return Map.of();
        }
    }
}
