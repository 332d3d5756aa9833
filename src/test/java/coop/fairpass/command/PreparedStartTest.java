package coop.fairpass.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@DisplayName("Un démarrage préparé : là où rien ne change ce dont le site est fait")
class PreparedStartTest {

    private static final CommandLine SERVE = ServeCommand.class.getAnnotation(CommandLine.class);

    @Test
    @DisplayName("« serve » tel quel, et les réglages d’un exploitant : oui")
    void an_operators_settings_matter_not() {
        assertThat(other(Map.of())).isEmpty();
        assertThat(other(Map.of(
                        "FAIRPASS_PORT", "80",
                        "FAIRPASS_SMTP_ADDRESS", "courriel:25",
                        "FAIRPASS_DATABASE_URL", "jdbc:postgresql://a,b/fairpass",
                        "FAIRPASS_LOG_FORMAT", "json",
                        "FAIRPASS_DUE_WORK_EVERY", "PT1M")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FAIRPASS_OIDC_CLIENT_ID,fairpass,fairpass.oidc.client-id",
        "FAIRPASS_NIGHTLY_BACKUP,false,fairpass.nightly-backup",
        "FAIRPASS_NIGHTLY_BACKUP,oui,fairpass.nightly-backup",
        "FAIRPASS_DUE_WORK_EVERY,false,fairpass.due-work-every",
        "FAIRPASS_DEVELOPMENT_SIGN_IN,true,fairpass.development-sign-in",
        "FAIRPASS_MAILBOX,true,fairpass.mailbox",
        "SPRING_PROFILES_ACTIVE,essai,SPRING_PROFILES_ACTIVE",
        "spring_main_lazy_initialization,true,spring_main_lazy_initialization",
        "MANAGEMENT_HEALTH_DEFAULTS_ENABLED,true,MANAGEMENT_HEALTH_DEFAULTS_ENABLED",
    })
    @DisplayName("un réglage qui ajoute ou retire un objet : non")
    void a_setting_that_decides(String name, String value, String said) {
        assertThat(other(Map.of(name, value))).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Config resource 'file [config/application.yaml]' via location 'optional:file:./config/'"})
    @DisplayName("un fichier de réglages de l’exploitant : non")
    void a_file(String source) {
        var environment = environment(Map.of());
        environment.getPropertySources().addLast(new MapPropertySource(source, Map.of("une.chose", "dite")));
        assertThat(PreparedStart.otherThanPrepared(environment, SERVE)).contains(source);
    }

    @Test
    @DisplayName("chaque réglage dont dépend un objet, dans nos sources, est de ceux que l’on regarde")
    void every_condition_is_known() throws IOException {
        var condition = Pattern.compile("@ConditionalOnProperty\\((.*?)\\)", Pattern.DOTALL);
        var other = Pattern.compile("@(?:Conditional(?!OnProperty|OnWebApplication|OnMissingBean)\\w*|Profile)\\b");
        var name = Pattern.compile("\"(fairpass[^\"]*)\"");
        var having = Pattern.compile("havingValue = \"([^\"]*)\"");
        var found = new HashMap<String, String>();
        var others = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var text = Files.readString(file).replaceAll("(?m)^\\s*(import|\\*|//).*$", "");
                condition.matcher(text).results().forEach(one -> {
                    var only = having.matcher(one.group(1));
                    var value = only.find() ? only.group(1) : "";
                    name.matcher(one.group(1)).results().forEach(named -> found.put(named.group(1), value));
                });
                other.matcher(text).results().forEach(one -> others.add(file.getFileName() + " " + one.group()));
            }
        }
        var known = new HashMap<String, String>();
        PreparedStart.DECIDING.forEach(setting -> known.put(setting.name(), setting.having()));
        assertThat(found).isEqualTo(known);
        assertThat(others).as("conditions of another kind").isEmpty();
    }

    private static Optional<String> other(Map<String, Object> variables) {
        return PreparedStart.otherThanPrepared(environment(variables), SERVE);
    }

    /** As the program sees it: the environment first, then its own file, then the command's settings. */
    private static StandardEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName())); // those of this machine
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        sources.addLast(new MapPropertySource(
                "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'",
                Map.of("spring.main.banner-mode", "off")));
        sources.addLast(new MapPropertySource("defaultProperties", Commands.settings(SERVE)));
        return environment;
    }
}
