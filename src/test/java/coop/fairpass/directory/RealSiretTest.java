package coop.fairpass.directory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les SIRET des fichiers publiés, fautes comprises (T26)")
class RealSiretTest {

    private static final Pattern PIVOT = Pattern.compile("\"pivot\"\\s*:\\s*\"?([^\",}]*)");

    @ParameterizedTest(name = "T26 : {0} : {1} valides, {2} inconnus, {3} arrondis, {4} amputés du zéro, {5} faux")
    @CsvSource({
        "conseillers-numeriques-permanences-2022-standard-0.1.json.gz, 2537, 2383, 0, 0, 10",
        // fifteen are invalid: fourteen by their key, and 00000000100000 by its zeros
        "data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz, 3796, 0, 1, 0, 14",
        "le-havre-2024-standard-0.1.json, 4, 0, 75, 1, 0",
    })
    void published_files(String file, long sound, long unknown, long rounded, long shortened, long wrong)
            throws IOException {
        var path = Path.of(Optional.ofNullable(System.getenv("FAIRPASS_SHARED_DATA"))
                        .orElse(System.getProperty("FAIRPASS_SHARED_DATA", "../shared/data")))
                .resolve("lieux")
                .resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: no sample at " + path.toAbsolutePath());
        Map<String, Long> counts;
        try (var content = open(path)) {
            counts = PIVOT.matcher(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(RealSiretTest::outcome)
                    .collect(groupingBy(outcome -> outcome, counting()));
        }
        assertThat(counts.getOrDefault("valid", 0L)).isEqualTo(sound);
        assertThat(counts.getOrDefault("ALL_ZEROS", 0L)).isEqualTo(unknown);
        assertThat(counts.getOrDefault("ROUNDED_BY_SPREADSHEET", 0L)).isEqualTo(rounded);
        assertThat(counts.getOrDefault("LEADING_ZERO_LOST", 0L)).isEqualTo(shortened);
        assertThat(counts.getOrDefault("SIRET_KEY", 0L)).isEqualTo(wrong);
    }

    private static InputStream open(Path path) throws IOException {
        var file = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
    }

    private static String outcome(MatchResult pivot) {
        return switch (Siret.check(pivot.group(1))) {
            case Checked.Valid<Siret>(var _) -> "valid";
            case Checked.Invalid<Siret>(var problem) -> problem.name();
        };
    }
}
