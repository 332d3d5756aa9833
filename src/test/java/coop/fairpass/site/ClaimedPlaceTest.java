package coop.fairpass.site;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.places.ListedPlaces;
import coop.fairpass.places.Place;
import coop.fairpass.places.Places;
import coop.fairpass.site.Visitor.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Par les pages : un lieu recensé, « c’est notre lieu », la réponse, les horaires, et la liste relue")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimedPlaceTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, FIRST_STAFF, REVIEWER);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private static Seen sound(Seen seen) {
        assertThat(seen.status()).as(seen.path() + " " + seen.text()).isEqualTo(200);
        assertThat(PageReading.faults(seen.html())).as(seen.path()).isEmpty();
        return seen;
    }

    private void take(String name, String hours) {
        var csv = """
                id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,horaires,date_maj,source
                a1,00000000000000,%s,Dijon,21000,21231,9 rue de la Liste,,,%s,2026-01-01,liste-exemple
                a2,00000000000000,Salle des Fêtes,Dijon,21000,21231,80 avenue Loin,,,,2026-01-01,liste-exemple
                """.formatted(name, hours);
        assertThat(site.bean(ImportPlaceList.class)
                        .handle(new ImportPlaceList.Command(
                                UUID.randomUUID(), "exemple", csv.getBytes(StandardCharsets.UTF_8), REVIEWER)))
                .isInstanceOf(ImportPlaceList.Outcome.Imported.class);
    }

    private String listed(String name) {
        return site.bean(ListedPlaces.class).unheldIn(InseeCode.of("21231"), 100).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    @Test
    @DisplayName("de la page du lieu recensé à celle que la structure tient, et que la liste n’écrase plus")
    void from_listed_to_kept() {
        take("Atelier recensé", "Mo-Fr 09:00-12:00");
        var address = "/lieux/" + listed("Atelier recensé");
        var claim = address + "/notre-lieu";
        try (var visitor = site.visitor();
                var admin = site.as(FIRST_ADMIN);
                var staff = site.as(FIRST_STAFF);
                var reviewer = site.as(REVIEWER)) {
            assertThat(sound(visitor.read("/lieux/recenses?near=Dijon")).html()).contains("href=\"" + address + "\"");
            assertThat(sound(visitor.read(address)).text())
                    .contains("Ce lieu n’accepte pas les chèques.", "lundi au vendredi : 9 h à 12 h", "liste-exemple");
            assertThat(sound(visitor.read(claim)).html())
                    .contains("/connexion?vers=%2Flieux%2F", "/devenir?lieu=" + address.substring("/lieux/".length()));
            assertThat(sound(visitor.read("/devenir?lieu=" + address.substring("/lieux/".length())))
                            .text())
                    .contains("Atelier recensé", "il sera demandé pour vous à la signature");
            assertThat(sound(staff.read(claim)).text()).contains("la personne qui administre ou représente");
            var form = sound(admin.read(claim));
            assertThat(staff.force(
                                    form,
                                    claim,
                                    Map.of("claim", UUID.randomUUID().toString(), "words", "À nous."))
                            .status())
                    .isEqualTo(403);
            var empty = admin.send(form, claim, Map.of("words", " "));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.text()).contains("Dites en quelques mots");
            var asked = sound(admin.send(form, claim, Map.of("words", "Nous y sommes depuis 2015.")));
            assertThat(asked.text()).contains("Votre demande est partie", "attend sa réponse");

            assertThat(reviewer.read("/").text()).contains("1 lieu demandé");
            var queue = sound(reviewer.read("/lieux-demandes"));
            assertThat(queue.text())
                    .contains("Atelier recensé", "Premier prestataire", "Nous y sommes depuis 2015.", "pas de SIRET");
            var id = queue.html().replaceAll("(?s).*action=\"/lieux-demandes/([^\"]+)\".*", "$1");
            var wrong = reviewer.send(queue, "/lieux-demandes/" + id, Map.of("decision", "ACCEPTED", "reason", ""));
            assertThat(wrong.text()).contains("Écrivez le motif");
            var given = reviewer.send(
                    wrong,
                    "/lieux-demandes/" + id,
                    Map.of("decision", "ACCEPTED", "reason", "Le bail est à leur nom."));
            assertThat(sound(given).text()).contains("« Atelier recensé » a sa structure.", "Acceptée");
            assertThat(admin.read("/lieux-demandes").status()).isEqualTo(403);

            keepHours(admin, address);
            assertThat(sound(visitor.read(address)).text()).contains("samedi : 10 h à 17 h");
            take("Nom de la liste", "Su 08:00-09:00");
            assertThat(sound(visitor.read(address)).text())
                    .contains("Atelier recensé", "samedi : 10 h à 17 h")
                    .doesNotContain("Nom de la liste", "dimanche");
            assertThat(site.bean(Places.class).of(FIRST))
                    .extracting(Place::name)
                    .containsOnlyOnce("Atelier recensé");
            assertThat(sound(visitor.read(claim)).text()).contains("Premier prestataire répond déjà de ce lieu.");
        }
    }

    private static void keepHours(Visitor admin, String address) {
        var mine = sound(admin.read("/mes-lieux"));
        assertThat(mine.text()).contains("Atelier recensé", "accepté", "Le bail est à leur nom.");
        var edit = address.replace("/lieux/", "/mes-lieux/");
        var page = sound(admin.read(edit));
        assertThat(page.text()).contains("Ce lieu vient de la liste exemple (source liste-exemple, identifiant a1).");
        assertThat(sound(admin.send(page, edit, Map.of("openingHours", "Sa 10:00-17:00")))
                        .text())
                .contains("confirmée pour six mois");
    }

    @Test
    @DisplayName(
            "refusée, la demande dit son motif sur la page du lieu et dans les avis de la structure, qui peut redemander")
    void refused() {
        take("Atelier refusé", "");
        var address = "/lieux/" + listed("Salle des Fêtes");
        var claim = address + "/notre-lieu";
        try (var admin = site.as(FIRST_ADMIN);
                var reviewer = site.as(REVIEWER)) {
            admin.send(admin.read(claim), claim, Map.of("words", "C’est à nous."));
            var queue = reviewer.read("/lieux-demandes");
            var id = queue.html().replaceAll("(?s).*?action=\"/lieux-demandes/([^\"]+)\".*", "$1");
            reviewer.send(
                    queue, "/lieux-demandes/" + id, Map.of("decision", "REFUSED", "reason", "La commune dit non."));
            var page = sound(admin.read(claim));
            assertThat(page.text()).contains("une personne a répondu non", "Motif : La commune dit non.");
            assertThat(page.html()).contains("name=\"words\"");
            assertThat(sound(admin.read("/mes-lieux")).text()).contains("Salle des Fêtes", "refusé");
            assertThat(site.bean(Notices.class).lastOf(FIRST, 20))
                    .extracting(Notice::text)
                    .anySatisfy(text -> assertThat(text).contains("La commune dit non."));
        }
    }
}
