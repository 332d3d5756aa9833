package coop.fairpass.site;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.OrganisationId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName(
        "R-075 : la lettre des trois lieux les plus proches s’imprime sur une feuille, si longs que soient les noms")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongestLetterTest {

    private static final String LETTER = "/lieux/lettre?commune=21231";

    /** Another place of the first provider, in the same commune. */
    private static final UUID THIRD = UUID.fromString("77777777-0000-4000-8000-000000000077");

    private final JdbcClient owner;
    private OpenSite site;
    private Chromium chromium;

    LongestLetterTest(Db db) {
        this.owner = JdbcClient.create(db.owner());
    }

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home);
        chromium = new Chromium();
        owner.sql("""
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude,
                               longitude, is_position_exact, telephone, opening_hours, opened_on, recorded_at,
                               recorded_by)
                        SELECT :third, provider, 'Troisième lieu', street, postal_code, town, commune, latitude,
                               longitude, is_position_exact, telephone, opening_hours, opened_on, recorded_at,
                               recorded_by
                          FROM places.place
                         WHERE id = :first
                        """).param("third", THIRD).param("first", FIRST_PLACE.value()).update();
        owner.sql("""
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by)
                        SELECT gen_random_uuid(), :third, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by
                          FROM places.offer
                         WHERE place = :first
                        """).param("third", THIRD).param("first", FIRST_PLACE.value()).update();
    }

    @AfterAll
    void close() {
        chromium.close();
        site.close();
    }

    /** As long as forms accept it. */
    private static String words(String first, int letters) {
        var text = new StringBuilder(first);
        while (text.length() < letters) {
            text.append(" intercommunale pour la médiation numérique");
        }
        return text.substring(0, letters - 1) + "x";
    }

    private void lengthen(UUID place, String hours) {
        owner.sql("""
                        UPDATE places.place
                           SET name = :name, street = :street, town = :town, opening_hours = :hours,
                               telephone = '+33380000000'
                         WHERE id = :id
                        """)
                .param("id", place)
                .param("name", words("Lieu " + place, 200))
                .param("street", words("Rue " + place, 200))
                .param("town", words("Ville " + place, 100))
                .param("hours", hours)
                .update();
    }

    private void name(OrganisationId provider) {
        owner.sql("""
                        INSERT INTO places.identity (provider, name, colour, recorded_at, recorded_by)
                        VALUES (:provider, :name, '#8a1c4a', '2026-09-01T00:00Z', 'test')
                        """)
                .param("provider", provider.value())
                .param("name", words("Structure " + provider, 120))
                .update();
    }

    /** As a browser prints it on A4 paper. */
    private byte[] printed() {
        try (var page = chromium.page(1_000)) {
            page.navigate(site.address(LETTER));
            page.evaluate("() => document.fonts.ready.then(() => true)");
            return page.pdf(new com.microsoft.playwright.Page.PdfOptions()
                    .setFormat("A4")
                    .setPreferCSSPageSize(true));
        }
    }

    private static int pages(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0\u202f]+", " ");
        }
    }

    @ParameterizedTest(name = "{0} groupes de jours, un nom de {1} lettres")
    @CsvSource({"1, 30", "2, 30", "2, 60", "3, 30", "4, 60", "5, 30", "5, 90", "7, 40", "8, 90", "10, 40", "12, 120"})
    @DisplayName("entre les deux, une feuille aussi, dans le plus gros caractère qui y tient")
    void in_between(int groups, int letters) throws IOException {
        owner.sql("UPDATE places.place SET name = :name, opening_hours = :hours, telephone = '+33380000000'")
                .param("name", words("Lieu", letters))
                .param("hours", "Mo-Fr 09:00-12:00,14:00-18:30;".repeat(groups - 1) + "Sa 09:00-12:00")
                .update();
        owner.sql("UPDATE places.place SET street = '12 rue de la Gare', town = 'Exemple'")
                .update();
        assertThat(pages(printed())).isEqualTo(1);
    }

    @Test
    @DisplayName("les noms, les adresses et les horaires les plus longs : une feuille, et rien de perdu")
    void the_longest() throws IOException {
        name(FIRST);
        name(SECOND);
        var week = "Mo-Fr 09:00-12:00,14:00-18:30;".repeat(9);
        lengthen(FIRST_PLACE.value(), week + "Sa off");
        lengthen(SECOND_PLACE.value(), words("Sur rendez-vous,", 2_000));
        lengthen(THIRD, week + "PH off \"" + words("Demandez", 1_500) + "\"");
        var pdf = printed();
        assertThat(pages(pdf)).isEqualTo(1);
        var text = text(pdf);
        assertThat(text).contains(words("Structure " + FIRST, 120), words("Structure " + SECOND, 120));
        for (var place : List.of(FIRST_PLACE.value(), SECOND_PLACE.value(), THIRD)) {
            assertThat(text)
                    .contains(words("Lieu " + place, 200), words("Rue " + place, 200), words("Ville " + place, 100));
        }
        assertThat(text).contains("Sur rendez-vous, intercommunale", "…", "samedi : fermé");
        owner.sql("DELETE FROM places.identity").update();
    }
}
