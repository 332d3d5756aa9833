package coop.fairpass.site;

import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Ce que le site dit de son accessibilité, et le plan qui mène à toutes ses rubriques")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclarationTest {

    private static final Path REPORT = Path.of("docs/accessibility.md");
    private static final Pattern CRITERION =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+) \\| [^|]+ \\| (C|NC|NA) \\| ([^|]+) \\| [^|]*\\|$");
    private static final Pattern PAGE =
            Pattern.compile("(?m)^\\| \\d+ \\| [^|]+ \\| `[^|]+` \\| [^|]+ \\| (\\d+) / (\\d+) \\|$");

    /** How many criteria each of the thirteen themes of the RGAA has. */
    private static final List<Integer> THEMES = List.of(9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12);

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, TOWN_BUYER);
        site.world.order(3);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName(
            "R-328 : la déclaration est publiée avec le jour et le taux de l’auto-évaluation, ceux que comptent ses 106 critères")
    void the_declaration_says_what_was_found() throws IOException {
        var report = Files.readString(REPORT);
        var results = new LinkedHashMap<String, String>();
        CRITERION.matcher(report).results().forEach(row -> results.put(row.group(1), row.group(2)));
        for (int theme = 1; theme <= THEMES.size(); theme++) {
            for (int rank = 1; rank <= THEMES.get(theme - 1); rank++) {
                assertThat(results).containsKey(theme + "." + rank);
            }
        }
        assertThat(results).hasSize(106);
        var pages = PAGE.matcher(report).results().toList();
        var said = Evaluation.LAST;
        assertThat(count(results, "C")).isEqualTo(said.met());
        assertThat(count(results, "NC")).isEqualTo(said.notMet());
        assertThat(count(results, "NA")).isEqualTo(said.notApplicable());
        assertThat(pages).hasSize(said.pages());
        assertThat(Math.round(1000
                        * pages.stream()
                                .mapToDouble(
                                        page -> Double.parseDouble(page.group(1)) / Integer.parseInt(page.group(2)))
                                .average()
                                .orElseThrow()))
                .isEqualTo(said.meanTenths());
        assertThat(report)
                .contains("**" + said.rateText() + "**", "En moyenne par page, " + said.meanText(), said.reference());
        var state = said.notMet() == 0 ? "totalement conforme" : "partiellement conforme";
        assertThat(report).contains("État : " + state);
        try (var visitor = site.visitor()) {
            var page = visitor.read("/accessibilite");
            assertThat(Accessibility.faults(page.html())).isEmpty();
            assertThat(page.text())
                    .contains("ce site est " + state, "version " + said.reference(), "28 novembre 2026")
                    .contains(said.rateText() + " des critères")
                    .contains(said.met() + " sur " + said.applicable())
                    .contains("sur " + said.pages() + " pages");
            assertThat(report).startsWith("# Auto-évaluation de l’accessibilité\n\n28 novembre 2026");
            assertThat(visitor.read("/").text()).contains("Accessibilité : " + state);
        }
    }

    private static long count(Map<String, String> results, String result) {
        return results.values().stream()
                .filter(one -> Objects.equals(one, result))
                .count();
    }

    @Test
    @DisplayName("le plan du site mène à des pages qui existent, pour un visiteur et pour une personne entrée")
    void the_plan_leads_somewhere() {
        try (var visitor = site.visitor();
                var buyer = site.as(TOWN_BUYER)) {
            for (var reader : List.of(visitor, buyer)) {
                var plan = reader.read("/plan-du-site");
                assertThat(Accessibility.faults(plan.html())).isEmpty();
                var links = Pattern.compile("(?s)<main.*</main>")
                        .matcher(plan.html())
                        .results()
                        .flatMap(main -> Pattern.compile("href=\"([^\"]+)\"")
                                .matcher(main.group())
                                .results())
                        .map(link -> link.group(1))
                        .toList();
                assertThat(links).hasSizeGreaterThan(20);
                links.forEach(
                        link -> assertThat(reader.read(link).status()).as(link).isEqualTo(200));
            }
        }
    }
}
