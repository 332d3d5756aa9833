package coop.fairpass.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Starts {@code serve} from what the launcher prepared, once for each build: Spring's ahead-of-time processing writes
 * as classes which objects the program is made of, instead of finding it out again at each start
 * (docs/decisions/0024-a-start-is-prepared-ahead.md).
 *
 * <p>What depends upon a setting is frozen by it, so it serves only where no such setting differs from those of {@code
 * serve} alone. Elsewhere, or with nothing prepared, the program finds out by itself: the same site, a moment later.
 */
final class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    /**
     * A setting that decides whether an object of the program exists.
     *
     * @param having the only value that makes it exist; empty: any but {@code false}
     */
    record Deciding(String name, String having) {

        boolean isOn(@Nullable String value) {
            return value != null
                    && (having.isEmpty() ? !"false".equalsIgnoreCase(value) : having.equalsIgnoreCase(value));
        }
    }

    /** Every setting named by a {@code @ConditionalOnProperty} of ours; a test reads the sources. */
    static final List<Deciding> DECIDING = List.of(
            new Deciding("fairpass.demonstration", ""),
            new Deciding("fairpass.development-sign-in", ""),
            new Deciding("fairpass.due-work-every", ""),
            new Deciding("fairpass.mailbox", ""),
            new Deciding("fairpass.nightly-backup", "true"),
            new Deciding("fairpass.oidc.client-id", ""));

    /** Settings of the libraries, which decide of their own objects. No operator is told to use one. */
    private static final Pattern OF_A_LIBRARY =
            Pattern.compile("(spring|server|management|springdoc|gg)[._].*", Pattern.CASE_INSENSITIVE);

    private static final Set<String> SAID_BY_THE_OPERATOR = Set.of("systemProperties", "systemEnvironment");

    private static final Logger LOG = LoggerFactory.getLogger(PreparedStart.class);

    private final Class<?> application;
    private final CommandLine line;

    PreparedStart(Class<?> application, CommandLine line) {
        this.application = application;
        this.line = line;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (!ClassUtils.isPresent(
                application.getName() + "__ApplicationContextInitializer", application.getClassLoader())) {
            return;
        }
        var other = otherThanPrepared(event.getEnvironment(), line);
        if (other.isPresent()) {
            LOG.info("{} is set: the program starts without what was prepared", other.get());
            return;
        }
        LOG.debug("the program starts as it was prepared");
        SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }

    /** A setting by which the program is made of other objects than the command alone makes it of. */
    static Optional<String> otherThanPrepared(ConfigurableEnvironment environment, CommandLine line) {
        var prepared = Commands.settings(line);
        return Stream.concat(
                        DECIDING.stream()
                                .filter(setting -> setting.isOn(environment.getProperty(setting.name()))
                                        != setting.isOn((String) prepared.get(setting.name())))
                                .map(Deciding::name),
                        environment.getPropertySources().stream().flatMap(PreparedStart::deciding))
                .findFirst();
    }

    private static Stream<String> deciding(PropertySource<?> source) {
        if (source.getName().startsWith("Config resource")) {
            return source.getName().contains("class path resource") ? Stream.empty() : Stream.of(source.getName());
        }
        return SAID_BY_THE_OPERATOR.contains(source.getName()) && source instanceof EnumerablePropertySource<?> named
                ? Stream.of(named.getPropertyNames())
                        .filter(name -> OF_A_LIBRARY.matcher(name).matches())
                : Stream.empty();
    }
}
