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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-075 : la lettre des trois lieux les plus proches s’imprime sur une feuille, si longs que soient les noms")
@ExtendWith(TestDatabase.class)
class LongestLetterTest {

    private static final String LETTER = "/lieux/lettre?commune=21231";

    /** Another place of the first provider, in the same commune. */
    private static final UUID THIRD = UUID.fromString("77777777-0000-4000-8000-000000000077");

    private final JdbcClient owner;
    private OpenSite site;

    LongestLetterTest(Db db) {
        this.owner = JdbcClient.create(db.owner());
    }

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home);
        owner.sql("""
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude,
                               longitude, is_position_exact, telephone, opening_hours, opened_on, recorded_at,
                               recorded_by)
                        SELECT :third, provider, 'Troisième lieu', street, postal_code, town, commune, latitude,
                               longitude, is_position_exact, telephone, opening_hours, opened_on, recorded_at,
                               recorded_by
                          FROM places.place
                         WHERE id = :first
                        """)
                .param("third", THIRD)
                .param("first", FIRST_PLACE.value())
                .update();
        owner.sql("""
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by)
                        SELECT gen_random_uuid(), :third, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by
                          FROM places.offer
                         WHERE place = :first
                        """)
                .param("third", THIRD)
                .param("first", FIRST_PLACE.value())
                .update();
    }

    @AfterEach
    void close() {
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
                           SET name = :name, street = :street, town = :town, opening_hours = :hours
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
        try (var chromium = new Chromium()) {
            var page = chromium.page(1_000);
            page.navigate(site.address(LETTER));
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

    @Test
    @DisplayName("trois lieux ordinaires, en très gros caractères")
    void ordinary_places() throws IOException {
        var pdf = printed();
        assertThat(pages(pdf)).isEqualTo(1);
        assertThat(text(pdf)).contains("Premier lieu", "Second lieu", "Troisième lieu");
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
                    .contains(
                            words("Lieu " + place, 200),
                            words("Rue " + place, 200),
                            words("Ville " + place, 100));
        }
        assertThat(text).contains("Sur rendez-vous, intercommunale", "…", "samedi : fermé");
    }
}
