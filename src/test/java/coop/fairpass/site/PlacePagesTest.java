package coop.fairpass.site;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.places.ChooseIdentity;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.places.NearestPlaces;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.places.PresentationReason;
import coop.fairpass.qualification.Agreement;
import coop.fairpass.qualification.AgreementId;
import coop.fairpass.qualification.NamingConsents;
import coop.fairpass.qualification.SignAgreement;
import coop.fairpass.site.Visitor.Seen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trouver un lieu, lire sa page, signaler un changement, tenir ses pages")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacePagesTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, FIRST_STAFF, REVIEWER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Seen sound(Seen seen) {
        assertThat(seen.status()).as(seen.path() + " " + seen.text()).isEqualTo(200);
        assertThat(PageReading.faults(seen.html())).as(seen.path()).isEmpty();
        return seen;
    }

    private Place place() {
        return site.bean(Places.class).get(FIRST_PLACE);
    }

    @Test
    @DisplayName("R-080, R-092 : sans compte ni script, une liste autour d’une commune, avec prix et reste à payer")
    void the_list() {
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/lieux?near=Dijon&within=20"));
            assertThat(seen.text())
                    .contains(
                            "Autour de Dijon (21) : 1 lieu",
                            place().name(),
                            "Prix : 10,00 €",
                            "Reste à payer : 0,00 €",
                            "1 chèque");
            assertThat(seen.raw().headers().allValues("Set-Cookie")).isEmpty();
            // The one script reads the page aloud, where the browser can.
            assertThat(seen.html()).doesNotContainPattern("<script(?! src=\"/scripts/aloud.js\")");
            assertThat(sound(visitor.read("/lieux")).text()).contains("Dans toute la France");
            assertThat(sound(visitor.read("/lieux?near=Brest")).text()).contains("Aucun lieu ne correspond.");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/lieux?near=Villequinexistepas",
                "/lieux?within=loin",
                "/lieux?service=%3Cscript%3E",
                "/lieux?open=1",
                "/carte?charge=-4",
                "/lieux/lettre",
            })
    @DisplayName("une mauvaise adresse est dite, et le formulaire reste rempli")
    void bad_questions(String path) {
        try (var visitor = site.visitor()) {
            var seen = visitor.read(path);
            assertThat(seen.status()).isEqualTo(400);
            assertThat(PageReading.faults(seen.html())).isEmpty();
            assertThat(seen.html()).contains("role=\"alert\"").doesNotContain("<script>");
        }
    }

    @Test
    @DisplayName(
            "R-167 : la page d’un lieu ne nomme qu’un médiateur lié au lieu qui l’a voulu, et plus dès qu’il retire")
    void named_only_with_consent() {
        var person = new UUID(167, 1);
        var mediator = new Actor("person/" + person, "Médiatrice Exemple", Optional.of(FIRST), Set.of(Role.MEDIATOR));
        site.bean(People.class).enter(person, mediator.label(), Optional.empty());
        site.bean(People.class).grant(person, FIRST, Role.MEDIATOR, FIRST_ADMIN);
        var terms = new Agreement.Terms(person, FIRST_PLACE, FIRST, Set.of(), site.world.today(), Optional.empty());
        for (var side : Agreement.Side.values()) {
            assertThat(site.bean(SignAgreement.class)
                            .handle(new SignAgreement.Command(
                                    new AgreementId(new UUID(167, 2)),
                                    terms,
                                    side,
                                    side == Agreement.Side.PLACE ? FIRST_ADMIN : mediator)))
                    .isInstanceOf(SignAgreement.Outcome.Signed.class);
        }
        var address = "/lieux/" + FIRST_PLACE;
        var consents = site.bean(NamingConsents.class);
        try (var visitor = site.visitor()) {
            assertThat(sound(visitor.read(address)).text()).doesNotContain("Pour vous aider");
            consents.give(UUID.randomUUID(), "Prénom E.", mediator);
            assertThat(sound(visitor.read(address)).text())
                    .contains("Pour vous aider : Prénom E.")
                    .doesNotContain(mediator.label());
            assertThat(sound(visitor.read("/lieux/" + SECOND_PLACE)).text()).doesNotContain("Prénom E.");
            consents.withdraw(mediator);
            assertThat(sound(visitor.read(address)).text()).doesNotContain("Pour vous aider", "Prénom E.");
        }
    }

    @Test
    @DisplayName("R-090, R-093, R-117 : la page d’un lieu dit tout avant d’y aller, et zéro au tarif réglementé")
    void the_page_of_a_place() {
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/lieux/" + FIRST_PLACE));
            assertThat(seen.text())
                    .contains(
                            place().name(),
                            "lundi au vendredi : 9 h à 12 h",
                            "tarif réglementé",
                            "0,00 €",
                            "15,00 €",
                            "1 chèque et 5,00 €",
                            "On ne rend pas la monnaie",
                            "ni papier d’identité, ni compte, ni adresse électronique",
                            "Signaler un changement");
            assertThat(visitor.read("/lieux/" + UUID.randomUUID()).status()).isEqualTo(404);
            assertThat(visitor.read("/lieux/rien").status()).isEqualTo(404);
        }
    }

    private ChooseIdentity.Outcome choose(String colour, byte[] logo) {
        return site.bean(ChooseIdentity.class)
                .handle(new ChooseIdentity.Command(
                        FIRST, "La Maison d’Exemple", Optional.of(colour), Optional.of(logo), FIRST_ADMIN));
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(960, 240, BufferedImage.TYPE_INT_ARGB), "png", png);
        return png.toByteArray();
    }

    @Test
    @DisplayName("R-118 : le nom, la couleur et le logo de la structure viennent avant la marque commune")
    void own_mark_first() throws IOException {
        try (var admin = site.as(FIRST_ADMIN);
                var visitor = site.visitor()) {
            var mine = sound(admin.read("/mes-lieux"));
            assertThat(mine.text()).contains(place().name(), "Sur la carte");
            assertThat(mine.html()).contains("action=\"/mes-lieux/identite\"");
            assertThat(choose("#8A1C4A", "pas une image".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(new ChooseIdentity.Outcome.Refused(PresentationReason.PICTURE_INVALID));
            assertThat(choose("rouge", picture()))
                    .isEqualTo(new ChooseIdentity.Outcome.Refused(PresentationReason.COLOUR_INVALID));
            assertThat(choose("#8A1C4A", picture())).isInstanceOf(ChooseIdentity.Outcome.Chosen.class);
            var html = sound(visitor.read("/lieux/" + FIRST_PLACE)).html();
            assertThat(html.indexOf("La Maison d’Exemple")).isLessThan(html.indexOf("class=\"brand\""));
            assertThat(visitor.read("/lieux/couleurs/" + FIRST + ".css").html())
                    .contains("--own: #8a1c4a", "--own-ink: #ffffff");
            assertThat(visitor.read("/lieux/couleurs/" + SECOND + ".css").html())
                    .isEmpty();
            var logo = visitor.read("/lieux/logos/" + FIRST + ".png").raw();
            assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(ImageIO.read(new ByteArrayInputStream(logo.body())).getWidth())
                    .isEqualTo(480);
            assertThat(visitor.read("/lieux/logos/" + SECOND + ".png").status()).isEqualTo(404);
            assertThat(visitor.read("/carte/lieux.json?near=Dijon").html()).contains("La Maison d’Exemple", "#8a1c4a");
        }
    }

    @Test
    @DisplayName("R-081 : n’importe qui signale, la structure est prévenue, la coopérative et elle répondent")
    void signalling() {
        try (var visitor = site.visitor();
                var reviewer = site.as(REVIEWER);
                var admin = site.as(FIRST_ADMIN);
                var staff = site.as(FIRST_STAFF)) {
            var path = "/lieux/" + FIRST_PLACE + "/signaler";
            var form = sound(visitor.read(path));
            var done = visitor.send(form, path, Map.of("kind", "HOURS", "words", "Fermé le mardi, dit l’affiche."));
            assertThat(done.text()).contains("Merci.");
            // The same form sent again tells nothing more.
            visitor.send(form, path, Map.of("kind", "HOURS", "words", "Fermé le mardi, dit l’affiche."));
            assertThat(site.bean(Notices.class).lastOf(FIRST, 10))
                    .filteredOn(notice -> notice.subject().equals("Un changement est signalé"))
                    .hasSize(1);
            assertThat(sound(admin.read("/")).text()).contains("1 changement signalé");
            var queue = sound(reviewer.read("/signalements"));
            assertThat(queue.text()).contains(place().name(), "Fermé le mardi, dit l’affiche.");
            assertThat(staff.read("/signalements").status()).isEqualTo(403);
            var action = queue.html().replaceAll("(?s).*?action=\"(/signalements/[^\"]+)\".*", "$1");
            assertThat(reviewer.send(queue, action, Map.of("state", "CORRECTED"))
                            .text())
                    .contains("Répondu", "Rien n’attend de réponse.");
            assertThat(visitor.send(form, path, Map.of("kind", "OTHER", "words", ""))
                            .status())
                    .isEqualTo(422);
            assertThat(visitor.send(form, path, Map.of("kind", "NIMPORTE")).status())
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("R-081 : dix signalements par heure d’une même adresse, pas un de plus")
    void signals_are_limited() {
        try (var visitor = site.visitor()) {
            var path = "/lieux/" + SECOND_PLACE + "/signaler";
            int refused = 0;
            for (int i = 0; i < 12; i++) {
                if (visitor.send(visitor.read(path), path, Map.of("kind", "CLOSED", "words", "n° " + i))
                                .status()
                        == 429) {
                    refused++;
                }
            }
            assertThat(refused).isBetween(2, 12);
            site.world.clock.advance(Duration.ofHours(1));
            assertThat(visitor.send(visitor.read(path), path, Map.of("kind", "CLOSED"))
                            .text())
                    .contains("Merci.");
        }
    }

    @Test
    @DisplayName("R-117, R-119, R-121 : une structure change sa page, la confirme, ajoute et retire un service")
    void a_provider_keeps_its_pages() {
        try (var admin = site.as(FIRST_ADMIN);
                var visitor = site.visitor()) {
            var path = "/mes-lieux/" + FIRST_PLACE;
            var form = sound(admin.read(path));
            var saved = admin.send(
                    form,
                    path,
                    List.of(
                            List.of("telephone", "03 80 00 00 01"),
                            List.of("openingHours", "lundi au vendredi 9h-12h ; jours fériés fermé"),
                            List.of("summary", "On apprend à son rythme."),
                            List.of("care", "Handicaps moteurs"),
                            List.of("languages", "fsl"),
                            List.of("moves", "Itinérant"),
                            List.of("stops", "21054 Place Carnot [samedi 9h-12h]")));
            assertThat(sound(saved).text()).contains("La page est enregistrée");
            assertThat(site.world
                            .bean(Places.class)
                            .find(FIRST_PLACE)
                            .orElseThrow()
                            .openingHours())
                    .isEqualTo("Mo-Fr 09:00-12:00; PH off");
            assertThat(sound(admin.read(path)).html().replaceAll("[\\u00a0\\u202f]", " "))
                    .as("asked again in the words it was told in")
                    .contains("value=\"lundi au vendredi : 9 h à 12 h ; jours fériés : fermé\"")
                    .contains("21054 Place Carnot [samedi : 9 h à 12 h]");
            assertThat(sound(visitor.read("/lieux/" + FIRST_PLACE)).text())
                    .contains(
                            "On apprend à son rythme.",
                            "03 80 00 00 01",
                            "jours fériés : fermé",
                            "fauteuil",
                            "langue des signes française",
                            "Ce lieu se déplace",
                            "Place Carnot, Beaune samedi : 9 h à 12 h");
            assertThat(admin.send(form, path, List.of(List.of("website", "javascript:alert(1)")))
                            .text())
                    .contains("Une adresse de site n’est pas complète");
            assertThat(admin.send(form, path, List.of(List.of("stops", "Beaune")))
                            .text())
                    .contains("Un arrêt s’écrit");
            var added = admin.send(
                    sound(admin.read(path)),
                    path + "/offres",
                    Map.of("service", "FP-COM-002", "price", "12,00", "ledBy", "EMPLOYEE"));
            assertThat(added.text()).contains("Ajouté");
            assertThat(admin.send(
                                    added,
                                    path + "/offres",
                                    Map.of("service", "FP-COM-004", "price", "3,00", "ledBy", "EMPLOYEE"))
                            .text())
                    .contains("inférieur à la valeur d’un chèque");
            var withdrawal = added.html()
                    .replaceAll(
                            "(?s).*<th scope=\"row\"><span lang=\"fr\">Lire, répondre.*?action=\"(/mes-lieux/[^\"]+/retrait)\".*",
                            "$1");
            assertThat(admin.send(added, withdrawal, Map.of()).text()).contains("Retiré");
            assertThat(admin.read("/mes-lieux/" + SECOND_PLACE).status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "R-092 : une structure dit où est son lieu, avec ce qu’une carte donne à copier ; rien de tapé n’est perdu")
    void a_provider_puts_its_place_on_the_map() {
        try (var admin = site.as(FIRST_ADMIN);
                var visitor = site.visitor()) {
            var edit = admin.read("/mes-lieux/" + FIRST_PLACE);
            assertThat(edit.text()).contains("Dire où il est");
            var path = "/mes-lieux/" + FIRST_PLACE + "/position";
            var form = sound(admin.read(path));
            assertThat(form.text()).contains("dessiné au centre de Dijon");
            assertThat(form.raw().headers().firstValue("Permissions-Policy").orElseThrow())
                    .contains("geolocation=(self)");
            assertThat(edit.raw().headers().firstValue("Permissions-Policy").orElseThrow())
                    .contains("geolocation=()");
            var unread = sound(admin.send(form, path, Map.of("coordinates", "47.32, 5.04")));
            assertThat(unread.text()).contains("au moins trois décimales");
            assertThat(unread.html()).contains("value=\"47.32, 5.04\"");
            assertThat(admin.send(form, path, Map.of("coordinates", "48.85661, 2.35222"))
                            .text())
                    .contains("loin de la commune");
            var saved = sound(admin.send(form, path, Map.of("coordinates", "47,33104 5,04151")));
            assertThat(saved.text())
                    .contains("La position est enregistrée")
                    .containsPattern("dessiné à sa place, à [0-9,]+ k?m du centre de Dijon");
            assertThat(admin.read("/mes-lieux/" + FIRST_PLACE).text()).contains("Changer sa position");
            assertThat(visitor.read("/lieux/" + FIRST_PLACE).html())
                    .contains("mlat=47.33104&amp;mlon=5.04151")
                    .doesNotContain("(centre de la commune)");
        }
    }

    @Test
    @DisplayName("les données ouvertes sont à des adresses qui ne changent pas, sans clé")
    void open_data() {
        try (var visitor = site.visitor()) {
            sound(visitor.read("/donnees"));
            for (var file : List.of(
                    "/donnees/lieux.csv",
                    "/donnees/lieux.json",
                    "/donnees/data-inclusion/structures.json",
                    "/donnees/data-inclusion/services.json")) {
                var seen = visitor.read(file);
                assertThat(seen.status()).as(file).isEqualTo(200);
                assertThat(seen.html()).contains(FIRST_PLACE.toString());
                assertThat(seen.raw().headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                assertThat(seen.raw().headers().allValues("Set-Cookie")).isEmpty();
            }
            assertThat(visitor.read("/donnees/lieux.csv").raw().headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value)
                            .contains("20261001-cheques-exemple-coop-lieux-de-mediation-numerique-france.csv"));
        }
    }

    @Test
    @DisplayName("la carte ne demande rien à personne, et un autre site peut la tenir dans sa page")
    void the_map() {
        try (var visitor = site.visitor()) {
            var map = sound(visitor.read("/carte?near=Dijon"));
            var policy =
                    map.raw().headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy).contains("img-src 'self' data:;", "frame-ancestors 'none'");
            assertThat(map.html()).contains("/scripts/leaflet/leaflet.js", "data-tiles=\"\"", "/lieux?near=Dijon");
            var embedded = visitor.read("/carte/integrer?near=Dijon");
            assertThat(embedded.raw()
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElseThrow())
                    .contains("frame-ancestors *");
            // The older header has no word for « everywhere »: browsers that know no policy would refuse the frame.
            assertThat(embedded.raw().headers().firstValue("X-Frame-Options")).isEmpty();
            assertThat(map.raw().headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(visitor.read("/lieux").raw().headers().firstValue("X-Frame-Options"))
                    .contains("DENY");
            assertThat(PageReading.faults(embedded.html())).isEmpty();
            var outlines = visitor.read("/carte/contours.json");
            assertThat(outlines.html())
                    .contains("\"type\":\"MultiLineString\",\"coordinates\":[[[", "\"name\":\"Dijon\"");
            assertThat(outlines.html().length()).isBetween(20_000, 400_000);
            assertThat(visitor.read("/scripts/leaflet/leaflet.js").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "R-075, R-093 : en un clic, les trois lieux les plus proches en grands caractères, pour qui est à l’accueil")
    void the_letter() {
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/lieux/lettre?commune=21231"));
            assertThat(seen.text())
                    .contains(
                            place().name(),
                            "lundi au vendredi",
                            "On ne rend pas la monnaie",
                            "Prix : 10,00 €. Avec 1 chèque, il peut rester à payer : 0,00 €");
        }
    }

    @Test
    @DisplayName("R-075, R-093 : la lettre que la liste propose cherche la même chose, et plus loin s’il le faut")
    void the_letter_of_a_search() {
        var second = site.bean(Places.class).get(SECOND_PLACE).name();
        try (var visitor = site.visitor()) {
            var asked = "near=Dijon&within=5&service=FP-COM-001&charge=5";
            var list = sound(visitor.read("/lieux?" + asked));
            assertThat(list.text()).contains(place().name()).doesNotContain(second);
            assertThat(PageReading.unescaped(list.html())).contains("href=\"/lieux/lettre?" + asked + "\"");
            var letter = sound(visitor.read("/lieux/lettre?" + asked));
            assertThat(letter.text())
                    .contains(
                            "5 € au plus à payer en plus",
                            "1 lieu est à moins de 5 km. Nous avons cherché plus loin",
                            place().name(),
                            second);
            assertThat(PageReading.unescaped(letter.html())).contains("href=\"/lieux?" + asked + "\"");
        }
    }

    @Test
    @DisplayName("R-089, R-121 : la carte dit le prix et le reste à payer, et marque une page ancienne comme la liste")
    void what_a_pin_says() {
        try (var visitor = site.visitor()) {
            var pins = visitor.read("/carte/lieux.json?near=Dijon").text();
            assertThat(pins)
                    .contains("\"price\":\"Prix : 10,00 €\"", "\"charge\":\"Reste à payer : 0,00 €\"")
                    .doesNotContain("À vérifier");
            var known = place().knownOn();
            confirmedOn(site.world.today().minusMonths(6).minusDays(31));
            try {
                assertThat(visitor.read("/carte/lieux.json?near=Dijon").text())
                        .contains("\"late\":\"À vérifier : page ancienne\"");
                assertThat(visitor.read("/lieux?near=Dijon").text()).contains("À vérifier : page ancienne");
            } finally {
                confirmedOn(known);
            }
        }
    }

    private void confirmedOn(LocalDate day) {
        site.world
                .owner()
                .sql("UPDATE places.place SET confirmed_on = :day WHERE id = :place")
                .param("day", day)
                .param("place", FIRST_PLACE.value())
                .update();
    }

    @Test
    @DisplayName("un lieu dont la structure n’est plus acceptée n’est pas proposé, et sa page le dit")
    void a_provider_who_may_not_redeem() {
        var world = site.world;
        try (var visitor = site.visitor()) {
            assertThat(visitor.read("/lieux").text())
                    .contains(site.bean(Places.class).get(SECOND_PLACE).name());
            world.owner()
                    .sql("""
                            INSERT INTO qualification.suspension (id, qualification, suspended_from, reason, decided_by,
                                   decided_on, minutes, recorded_at, recorded_by)
                            SELECT gen_random_uuid(), id, :day, 'Essai', 'Comité', :day, 'CQ-2', recorded_at, recorded_by
                              FROM qualification.qualification
                             WHERE provider = :provider
                            """)
                    .param("day", world.today())
                    .param("provider", SECOND.value())
                    .update();
            assertThat(visitor.read("/lieux").text())
                    .doesNotContain(site.bean(Places.class).get(SECOND_PLACE).name());
            assertThat(sound(visitor.read("/lieux/" + SECOND_PLACE)).text())
                    .contains("n’accepte pas les chèques en ce moment");
            assertThat(visitor.read("/donnees/lieux.csv").html()).doesNotContain(SECOND_PLACE.toString());
            assertThat(nearestToTheSecond()).doesNotContain(SECOND_PLACE);
        } finally {
            world.owner().sql("DELETE FROM qualification.suspension").update();
        }
        assertThat(nearestToTheSecond()).contains(SECOND_PLACE);
    }

    /** As the API gives them. */
    private List<PlaceId> nearestToTheSecond() {
        return site
                .bean(NearestPlaces.class)
                .to(
                        site.bean(Places.class).get(SECOND_PLACE).commune(),
                        new NearestPlaces.Search(
                                new Places.Filter(site.world.today(), Set.of(), Set.of()),
                                Optional.empty(),
                                Money.cents(10_00),
                                1,
                                3))
                .stream()
                .map(near -> near.place().id())
                .toList();
    }

    @Test
    @DisplayName("la coopérative importe une liste et lit son rapport, ligne par ligne")
    void a_list_is_imported() {
        var file = """
                id,pivot,nom,commune,code_postal,adresse,date_maj,telephone,inconnue
                1,00000000000000,Lieu Exemple,Dijon,21000,1 rue Exemple,2026-01-01,12,x
                2,00000000000000,,Dijon,21000,1 rue Exemple,2026-01-01,,
                """;
        var id = UUID.randomUUID();
        site.bean(ImportPlaceList.class)
                .handle(new ImportPlaceList.Command(id, "exemple", file.getBytes(StandardCharsets.UTF_8), REVIEWER));
        try (var reviewer = site.as(REVIEWER);
                var admin = site.as(FIRST_ADMIN)) {
            assertThat(sound(reviewer.read("/listes-de-lieux")).text()).contains("exemple");
            var report = sound(reviewer.read("/listes-de-lieux/" + id));
            assertThat(report.text()).contains("refusée", "inconnue", "Ce champ est obligatoire");
            assertThat(reviewer.read("/listes-de-lieux/" + id + "/lignes.csv").html())
                    .contains("REQUIRED_EMPTY", "TELEPHONE_DROPPED");
            sound(reviewer.read("/listes-de-lieux/doublons"));
            assertThat(admin.read("/listes-de-lieux").status()).isEqualTo(403);
        }
    }
}
