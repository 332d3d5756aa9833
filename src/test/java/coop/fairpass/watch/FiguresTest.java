package coop.fairpass.watch;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;

@DisplayName("Les nombres à surveiller sont demandés une fois, quel que soit le nombre de lecteurs")
@ExtendWith(TestDatabase.class)
class FiguresTest {

    private static final class Room implements Watched {
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean away;

        @Override
        public List<Figure> figures() {
            return List.of(new Figure("fairpass.one", "cents", "One."), new Figure("fairpass.other", "", "The other."));
        }

        @Override
        public List<Double> look() {
            looks.incrementAndGet();
            if (away) {
                throw new DataAccessResourceFailureException("away");
            }
            return List.of(1.0, 2.0);
        }
    }

    private final Room room = new Room();

    private static double read(SimpleMeterRegistry registry, String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    @DisplayName("mille lectures à la fois, une seule question à la base")
    void asked_once(Db db) {
        var registry = new SimpleMeterRegistry();
        new Figures(List.of(room), new JdbcTransactionManager(db.app())).bindTo(registry);
        assertThat(room.looks).as("nothing is asked before it is read").hasValue(0);
        assertThat(read(registry, "fairpass.one")).isEqualTo(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                var _ = threads.submit(() -> read(registry, "fairpass.other"));
            }
        }
        assertThat(read(registry, "fairpass.other")).isEqualTo(2);
        assertThat(room.looks).hasValue(1);
    }

    @Test
    @DisplayName("base absente : inconnus, sans être redemandés, et la lecture aboutit")
    void unknown_without_a_database(Db db) {
        room.away = true;
        var registry = new SimpleMeterRegistry();
        new Figures(List.of(room), new JdbcTransactionManager(db.app())).bindTo(registry);
        assertThat(read(registry, "fairpass.one")).isNaN();
        assertThat(read(registry, "fairpass.other")).isNaN();
        assertThat(room.looks).hasValue(1);
    }
}
