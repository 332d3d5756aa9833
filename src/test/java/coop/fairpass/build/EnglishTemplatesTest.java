package coop.fairpass.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("L’anglais des pages : chaque morceau d’un gabarit français, dit par un catalogue")
class EnglishTemplatesTest {

    @TempDir
    Path root;

    private Path templates;
    private Path catalogues;

    @BeforeEach
    void twoTemplates() throws IOException {
        templates = Files.createDirectories(root.resolve("jte/site"));
        catalogues = Files.createDirectories(root.resolve("po"));
        Files.writeString(templates.resolve("page.jte"), """
                @import coop.fairpass.web.Plural
                @param long places
                @template.site.layout(title = "Trouver un lieu", style = "wide place", content = @`
                <p class="lead">Dites <strong>où</strong> vous êtes.</p>
                @if(places > 0)
                  <p>${Plural.of(places, "lieu", "lieux")}@if(places > 9), au moins@endif : ${price.french()}</p>
                @endif
                `)
                """);
        Files.writeString(templates.resolve("layout.jte"), """
                @param String title
                <html lang="fr"><title>${title}</title></html>
                """);
        Files.writeString(catalogues.resolve("english.txt"), "site/*\n");
    }

    private List<String> make() throws IOException {
        return EnglishTemplates.make(root.resolve("jte"), catalogues, root.resolve("out"));
    }

    private void catalogue(Map<String, String> translations) throws IOException {
        EnglishTemplates.update(root.resolve("jte"), catalogues);
        var file = catalogues.resolve("site.po");
        var text = Files.readString(file);
        for (var one : translations.entrySet()) {
            var before = "msgid " + one.getKey() + "\nmsgstr \"\"";
            assertThat(text).contains(before);
            text = text.replace(before, "msgid " + one.getKey() + "\nmsgstr " + one.getValue());
        }
        Files.writeString(file, text);
    }

    @Test
    @DisplayName("le gabarit anglais ne diffère que par ses mots ; ce qui est dit en français l’est en anglais")
    void made() throws IOException {
        catalogue(
                Map.of(
                        "\"Trouver un lieu\"",
                        "\"Find a place\"",
                        "\"Dites <strong>où</strong> vous êtes.\"",
                        "\"Say <strong>where</strong> you are.\"",
                        "\"${Plural.of(places, \\\"lieu\\\", \\\"lieux\\\")}@if(places > 9), au moins@endif : ${price.french()}\"",
                        "\"${Plural.of(places, \\\"place\\\", \\\"places\\\")}@if(places > 9) or more@endif: ${price.french()}\""));

        assertThat(make()).isEmpty();
        assertThat(root.resolve("out/en/site/page.jte")).hasContent("""
                @import coop.fairpass.web.Plural
                @param long places
                @template.en.site.layout(title = "Find a place", style = "wide place", content = @`
                <p class="lead">Say <strong>where</strong> you are.</p>
                @if(places > 0)
                  <p>${Plural.english(places, "place", "places")}@if(places > 9) or more@endif: ${price.english()}</p>
                @endif
                `)
                """);
        assertThat(root.resolve("out/en/site/layout.jte")).content().contains("<html lang=\"en\">");
        assertThat(root.resolve("out/site/page.jte"))
                .hasContent(Files.readString(templates.resolve("page.jte")).replace("@endif : ${", "@endif\u00a0: ${"));
    }

    @Test
    @DisplayName(
            "en français, un signe ne commence pas une ligne ; le code, les attributs et les courriers ne changent pas")
    void frenchSpaces() throws IOException {
        var page = """
                @param boolean some
                <p title="Quoi ?">« Combien ? » <b>Lot</b> : ${some ? "a : b" : "c"} € ; 5 % !</p>
                  : reste
                <option value="Non : rien">Non : rien</option>
                <style>a > b : c</style>
                """;
        Files.createDirectories(root.resolve("jte/mail"));
        Files.writeString(root.resolve("jte/mail/letter.jte"), page);
        Files.writeString(templates.resolve("page.jte"), page);
        Files.writeString(catalogues.resolve("english.txt"), "");

        make();

        assertThat(root.resolve("out/site/page.jte")).hasContent("""
                @param boolean some
                <p title="Quoi ?">«~Combien~?~» <b>Lot</b>~: ${some ? "a : b" : "c"}~€~; 5~%~!</p>
                  : reste
                <option value="Non : rien">Non~: rien</option>
                <style>a > b : c</style>
                """.replace('~', '\u00a0'));
        assertThat(root.resolve("out/mail/letter.jte")).hasContent(page);
    }

    @Test
    @DisplayName("un morceau sans anglais arrête la construction, et est nommé")
    void missing() throws IOException {
        catalogue(Map.of("\"Trouver un lieu\"", "\"Find a place\""));

        assertThat(make())
                .hasSize(2)
                .anyMatch(said -> said.equals("site/page.jte: no English for: Dites <strong>où</strong> vous êtes."));
    }

    @Test
    @DisplayName("une page anglaise ne contient pas de morceau français d’un autre gabarit")
    void callsFrench() throws IOException {
        Files.writeString(catalogues.resolve("english.txt"), "site/page # the layout is forgotten\n");
        catalogue(Map.of("\"Trouver un lieu\"", "\"Find a place\""));

        assertThat(make()).anyMatch(said -> said.contains("calls site/layout, which is not in english.txt"));
    }

    @Test
    @DisplayName("reprendre le catalogue garde ce qui est traduit et ôte ce que nul gabarit ne dit plus")
    void update() throws IOException {
        catalogue(Map.of("\"Trouver un lieu\"", "\"Find a place\""));
        Files.writeString(
                templates.resolve("page.jte"),
                Files.readString(templates.resolve("page.jte")).replace("<strong>où</strong>", "d’où"));

        EnglishTemplates.update(root.resolve("jte"), catalogues);

        assertThat(catalogues.resolve("site.po"))
                .content()
                .contains("msgid \"Trouver un lieu\"\nmsgstr \"Find a place\"")
                .contains("msgid \"Dites d’où vous êtes.\"\nmsgstr \"\"")
                .doesNotContain("<strong>où</strong>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<p>Bonjour</p>|Bonjour",
                "<p><a href=\"/x\">Carnets</a></p>|Carnets",
                "<td>${one.number()}</td>|",
                "@if(a)<span>Oui</span>@else<span>Non</span>@endif|Oui/Non",
                "<input aria-label=\"Code du ${x}\" name=\"code\">|Code du ${x}",
                "<p>${n > 1 ? \"lieux\" : \"lieu\"}</p>|lieux/lieu",
                "<p class=\"${n > 1 ? \"wide\" : \"small\"}\">Ici</p>|Ici",
                "<p>${told.wrong(\"code\")}</p>|",
                "<script>alert(\"Bonjour\")</script>|",
                "<!-- Bonjour --><%-- Bonjour --%>|",
                "<p>Un<br>Deux</p>|Un<br>Deux"
            })
    @DisplayName("les morceaux")
    void pieces(String template, String pieces) {
        assertThat(Segments.of(template))
                .extracting(Segments.Segment::text)
                .containsExactly(pieces == null ? new String[0] : pieces.split("/(?![^<]*>)"));
    }
}
