package coop.fairpass.territory;

import coop.fairpass.postgres.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The communes of France, written once into what each test’s database is copied from: to write them takes seconds. */
public final class TestTerritory {

    private TestTerritory() {}

    /** Writes them as the application would, in one transaction. */
    public static void load(Database database) {
        try (var owner = database.owner()) {
            var load = new LoadTerritory(
                    JdbcClient.create(owner), Clock.fixed(Instant.parse("2026-09-01T08:00:00Z"), ZoneOffset.UTC));
            new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(_ -> load.handle());
        }
    }
}
