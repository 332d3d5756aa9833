package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.command.CommandLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

@DisplayName("./fairpass : ce qu’il dit sans Java")
class LauncherTest {

    /** What a run said on each stream, and its exit code. */
    private record Answer(int code, String out, String err) {}

    @Test
    @DisplayName("l’aide donne toutes les commandes du programme, et celles que lui seul connaît")
    void help_lists_every_command() throws Exception {
        var known = new ArrayList<>(List.of("help", "build", "test", "bench", "translations"));
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(CommandLine.class));
        for (var definition : scanner.findCandidateComponents("coop.fairpass")) {
            known.add(Class.forName(definition.getBeanClassName())
                    .getAnnotation(CommandLine.class)
                    .name());
        }

        var answer = fairpass("help");

        assertThat(answer.code()).isZero();
        assertThat(Pattern.compile("(?m)^  ([a-z]+) ")
                        .matcher(answer.out())
                        .results()
                        .map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(known);
        assertThat(fairpass("--help")).isEqualTo(answer);
    }

    @Test
    @DisplayName("sans commande : l’aide sur la sortie d’erreur, code 2")
    void nothing_typed() throws Exception {
        assertThat(fairpass()).isEqualTo(new Answer(2, "", fairpass("help").out()));
    }

    @Test
    @DisplayName("« test --help » dit ce qu’il faut avoir")
    void help_of_test() throws Exception {
        assertThat(fairpass("test", "--help").out()).contains("Chromium").contains("hledger");
        assertThat(fairpass("help", "test")).isEqualTo(fairpass("test", "--help"));
    }

    @Test
    @DisplayName("« bench --help » dit ce qui se mesure ; une mesure inconnue : une ligne, code 2")
    void help_of_bench() throws Exception {
        assertThat(fairpass("bench", "--help").out()).contains("redeem", "issue", "settle", "ledger", "pgbench");
        assertThat(fairpass("help", "bench")).isEqualTo(fairpass("bench", "--help"));
        assertThat(fairpass("bench", "vitesse").code()).isEqualTo(2);
    }

    @Test
    @DisplayName("une suite de tests inconnue : une ligne, code 2")
    void an_unknown_suite() throws Exception {
        var answer = fairpass("test", "hah");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).singleElement().asString().contains("suite de tests inconnue « hah »");
    }

    private static Answer fairpass(String... words) throws Exception {
        var command =
                new ArrayList<>(List.of(Path.of("fairpass").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        var path = builder.environment().get("PATH");
        builder.environment().clear(); // no JAVA_HOME, no locale
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().put("HOME", "/nonexistent");
        var process = builder.start();
        var out = process.inputReader().readAllAsString();
        var err = process.errorReader().readAllAsString();
        return new Answer(process.waitFor(), out, err);
    }
}
