package coop.fairpass;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * A few rooms on a test's database and clock, wired and transactional as in the running program, without its web.
 *
 * <pre>{@code
 * try (var rooms = Rooms.open(db, clock, "directory", "territory", "catalogue", "places")) {
 *     rooms.bean(OpenPlace.class).handle(…);
 * }
 * }</pre>
 */
public final class Rooms implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private Rooms(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** The beans of those rooms and no others. */
    public static Rooms open(Db db, Clock clock, String... rooms) {
        var context = new AnnotationConfigApplicationContext();
        ClassesRead.giveTo(context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("fairpass.home", db.home().toString())));
        context.registerBean(DataSource.class, db::app);
        context.registerBean(JdbcClient.class, db::jdbc);
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.app()));
        context.registerBean(Clock.class, () -> clock);
        context.register(Transactional.class);
        for (var room : rooms) {
            context.scan("coop.fairpass." + room);
        }
        context.refresh();
        return new Rooms(context);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactional {}
}
