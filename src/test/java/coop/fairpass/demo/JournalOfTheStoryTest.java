package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Le journal nomme les choses par leur numéro ou leur nom, et y mène qui peut les lire")
@ExtendWith(LivedDemo.Given.class)
class JournalOfTheStoryTest {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Za-z]+\\.[A-Z][A-Z_]+\\b");
    private static final Pattern SUBJECT = Pattern.compile("<td data-label=\"Sur\">(.*?)</td>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/journal\\?[^\"]+)\"");
    private static final Pattern ROWS = Pattern.compile("<tbody>.*</tbody>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]+>");

    private final LivedDemo demo;

    JournalOfTheStoryTest(LivedDemo demo) {
        this.demo = demo;
    }

    private Visit as(OrganisationId in, Role... roles) {
        return new Visit(demo, Optional.of(demo.newcomer(in, "Lectrice Exemple", Set.of(roles))));
    }

    /** What each line of the journal is about. */
    private static List<String> subjects(Visit reader) {
        var subjects = new ArrayList<String>();
        var address = Optional.of("/journal?du=2026-01-01&au=2028-12-31");
        while (address.isPresent()) {
            var page = reader.get(address.get()).text();
            var rows = ROWS.matcher(page);
            assertThat(rows.find()).as(page).isTrue();
            assertThat(UUIDS.matcher(TAG.matcher(rows.group()).replaceAll(" ")).results())
                    .as("an id that nobody knows is shown")
                    .isEmpty();
            assertThat(CONSTANT.matcher(TAG.matcher(rows.group()).replaceAll(" "))
                            .results()
                            .map(found -> found.group()))
                    .as("a constant without its sentence is shown")
                    .isEmpty();
            SUBJECT.matcher(rows.group()).results().forEach(found -> subjects.add(found.group(1)));
            address = NEXT.matcher(page)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .findFirst();
        }
        return subjects;
    }

    /** One link of each kind, by what it opens with. */
    private static Map<String, String> links(List<String> subjects) {
        var links = new LinkedHashMap<String, String>();
        subjects.forEach(subject -> LINK.matcher(subject)
                .results()
                .map(found -> found.group(1))
                .forEach(path -> links.putIfAbsent(path.replaceAll("/[^/]*\\d[^/]*", "/…"), path)));
        return links;
    }

    @Test
    @DisplayName(
            "R-327 : pour l’exploitation, le contrôle et qui dirige une structure, aucun identifiant brut, et aucun lien"
                    + " qui ne s’ouvre pas")
    void names_and_links() {
        var operator = as(Cast.COOPERATIVE.id(), Role.OPERATOR);
        var controller = as(Cast.COOPERATIVE.id(), Role.COOP_CONTROLLER);
        var readers = Map.of(
                "operator", operator,
                "controller", controller,
                "payer", as(Cast.DEPARTMENT.id(), Role.PAYER_BUYER),
                "distributor", as(Cast.DISTRIBUTORS.getFirst().id(), Role.DISTRIBUTOR_MANAGER),
                "provider", as(Cast.provider(1).id(), Role.PROVIDER_ADMIN));
        readers.forEach((who, reader) -> {
            var subjects = subjects(reader);
            assertThat(subjects).as(who).isNotEmpty();
            links(subjects)
                    .forEach((kind, path) -> assertThat(reader.get(path).status())
                            .as(who + " " + kind + " " + path)
                            .isEqualTo(200));
        });
        assertThat(links(subjects(operator)).keySet())
                .anyMatch(kind -> kind.startsWith("/commandes/"))
                .anyMatch(kind -> kind.startsWith("/equipe/"))
                .anyMatch(kind -> kind.startsWith("/organisations/"));
        assertThat(links(subjects(controller)).keySet())
                .anyMatch(kind -> kind.startsWith("/prestataires/"))
                .anyMatch(kind -> kind.startsWith("/releves/"))
                .anyMatch(kind -> kind.startsWith("/banque/ordres/"));
        assertThat(String.join(" ", subjects(operator))).contains("Commande ", "Chèque ", "Relevé REL-");
    }
}
