package coop.fairpass;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * The whole program on a test's database and clock, open at a free port, for journeys.
 *
 * <pre>{@code
 * try (var site = TestApplication.start(db, MovableClock.at("2027-01-31T23:00"))) {
 *     page.navigate(site.url("/").toString());
 * }
 * }</pre>
 */
public final class TestApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestApplication start(Db db, Clock clock) {
        return start(db, clock, Map.of());
    }

    /** With settings of its own, as an operator would give them. */
    public static TestApplication start(Db db, Clock clock, Map<String, Object> settings) {
        return start(db, clock, settings, _ -> {});
    }

    /** The same, with beans that look at what happens within. */
    public static TestApplication start(
            Db db, Clock clock, Map<String, Object> settings, Consumer<GenericApplicationContext> watchers) {
        var database = db.database();
        var context = new SpringApplicationBuilder(Fairpass.class)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false) // a hook would outlive the test
                .initializers(start -> {
                    var beans = (GenericApplicationContext) start;
                    ClassesRead.giveToSpringBoot(beans);
                    beans.registerBean("testClock", Clock.class, () -> clock);
                    watchers.accept(beans);
                })
                .properties(Map.of(
                        "FAIRPASS_PORT", 0, // application.yaml, which has the last word, asks for it
                        "server.shutdown", "immediate", // nobody but the test is connected, and it has finished
                        "fairpass.home", db.home().toString(),
                        "fairpass.database.url", database.url(),
                        "fairpass.database.user", database.user(),
                        "fairpass.database.password", database.password()))
                .properties(settings) // the last word is the test's
                .run();
        return new TestApplication(context);
    }

    /** The address of a page: {@code url("/")} is the home page. */
    public URI url(String path) {
        return URI.create("http://localhost:%s%s"
                .formatted(context.getEnvironment().getRequiredProperty("local.server.port"), path));
    }

    /** A bean of the running program, to prepare what no page can. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The running program as Spring knows it, to call it without a network. */
    public WebApplicationContext context() {
        return (WebApplicationContext) context;
    }

    @Override
    public void close() {
        context.close();
    }
}
