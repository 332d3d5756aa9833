package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.redemption.Answer;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026. */
@DisplayName("De la structure qualifiée au lieu où un chèque s’accepte, sans script et sans programme")
@ExtendWith(TestDatabase.class)
class FirstPlaceTest {

    private static final String OPEN = "/mes-lieux/ouvrir";

    private OpenSite site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, FIRST_ADMIN, FIRST_STAFF);
    }

    @AfterEach
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    /** Who fills in the file of a structure that was just qualified, and can be paid. */
    private Actor qualified() {
        var candidates = new Candidates(site.world);
        var decided =
                candidates.decided(candidates.reviewed(Candidates.SIRET), DecideApplication.Choice.QUALIFY, COMMITTEE);
        var organisation = decided.organisation().orElseThrow();
        var accounts = site.world.bean(BankAccounts.class);
        accounts.validate(accounts.of(organisation).getFirst().id(), TREASURER);
        return site.world.bean(People.class).seatsIn(organisation).stream()
                .filter(seat -> seat.roles().contains(Role.PROVIDER_ADMIN))
                .findFirst()
                .orElseThrow()
                .actor();
    }

    private static List<List<String>> fields(Map<String, String> more) {
        var all = new ArrayList<List<String>>();
        Map.of(
                        "name", "Atelier du canal",
                        "street", "7 quai Exemple",
                        "postalCode", "21000",
                        "town", "Dijon",
                        "openingHours", "Mo-Fr 09:00-12:00",
                        "telephone", "03 80 00 00 01")
                .forEach((name, value) -> all.add(List.of(name, more.getOrDefault(name, value))));
        more.forEach((name, value) -> {
            if (all.stream().noneMatch(field -> field.getFirst().equals(name))) {
                all.add(List.of(name, value));
            }
        });
        return all;
    }

    private static Visitor.Seen opened(Visitor admin, Map<String, String> more) {
        return admin.send(admin.read(OPEN), OPEN, fields(more));
    }

    @Test
    @DisplayName("R-119, R-120 : l’accueil le dit, le lieu s’ouvre, ses services déclarés y prennent leur prix,"
            + " un chèque y est accepté")
    void from_qualified_to_redeeming() {
        var admin = qualified();
        var order = site.world.order(5);
        try (var visitor = site.as(admin)) {
            assertThat(visitor.read("/").text()).contains("Ouvrir votre premier lieu");
            assertThat(visitor.read("/mes-lieux").html()).contains("href=\"" + OPEN + "\"");

            var place = opened(visitor, Map.of("languages", "eng"));
            assertThat(place.path()).startsWith("/mes-lieux/");
            var id = new PlaceId(UUID.fromString(place.path().substring("/mes-lieux/".length())));
            assertThat(place.text())
                    .contains("« Atelier du canal » est ouvert", "7 quai Exemple", "Les services de votre dossier");
            assertThat(visitor.read("/").text()).doesNotContain("Ouvrir votre premier lieu");
            assertThat(site.world.bean(Places.class).get(id).commune().value()).isEqualTo("21231");

            var offers = place.path() + "/offres/declarees";
            assertThat(place.html())
                    .as("R-115: as its file says")
                    .containsPattern("name=\"declaredLeaders\" value=\"EMPLOYEE\" checked")
                    .doesNotContainPattern("name=\"declaredLeaders\" value=\"VOLUNTEER\" checked");
            var none = visitor.send(place, offers, Map.of());
            assertThat(none.text())
                    .contains(
                            "Cochez au moins un service.", "Dites qui conduit ce service : cochez au moins un statut.");
            var cheap = visitor.send(
                    none,
                    offers,
                    Map.of(
                            "declared",
                            World.TEN_EUROS,
                            "price-" + World.TEN_EUROS,
                            "9,00",
                            "declaredLeaders",
                            "PUBLIC_AGENT"));
            assertThat(cheap.text()).contains("Ce prix est inférieur à la valeur d’un chèque");
            assertThat(cheap.html())
                    .as("what was typed")
                    .contains("value=\"9,00\"")
                    .containsPattern("name=\"declaredLeaders\" value=\"PUBLIC_AGENT\" checked")
                    .doesNotContainPattern("name=\"declaredLeaders\" value=\"EMPLOYEE\" checked");
            var offered = visitor.send(
                    cheap,
                    offers,
                    Map.of(
                            "declared",
                            World.TEN_EUROS,
                            "price-" + World.TEN_EUROS,
                            "10,00",
                            "regulated-" + World.TEN_EUROS,
                            "1",
                            "declaredLeaders",
                            "EMPLOYEE"));
            assertThat(offered.text())
                    .contains("1 service ajouté.", "tarif réglementé", "Personne salariée")
                    .doesNotContain("Les services de votre dossier");

            assertThat(visitor.read("/cheques/accepter").text()).contains("Atelier du canal");
            assertThat(visitor.read("/lieux/" + id).text()).contains("Atelier du canal", "7 quai Exemple");
            assertThat(site.world.redeem(admin, id, site.world.given(site.world.handedOver(order, 1), 1)))
                    .extracting(ServiceAnswer::result)
                    .isEqualTo(Answer.Result.REDEEMED);

            var withdrawn = offered.html().replaceAll("(?s).*action=\"(/mes-lieux/[^\"]+/retrait)\".*", "$1");
            assertThat(visitor.send(offered, withdrawn, Map.of()).text())
                    .contains("Aucun service n’est offert ici", "Les services de votre dossier");
        }
    }

    @Test
    @DisplayName("R-115 : un service dit conduit par des bénévoles seuls ne se paie plus par chèque ce jour-là ;"
            + " ce qui fut donné avant reste payé, et une personne payée le rouvre")
    void volunteers_alone_are_not_paid_by_voucher() {
        var admin = qualified();
        var order = site.world.order(5);
        var booklet = site.world.handedOver(order, 3);
        try (var visitor = site.as(admin)) {
            var place = opened(visitor, Map.of());
            var id = new PlaceId(UUID.fromString(place.path().substring("/mes-lieux/".length())));
            var add = place.path() + "/offres";
            var volunteers = visitor.send(
                    place,
                    add,
                    List.of(
                            List.of("service", World.TEN_EUROS),
                            List.of("price", "10,00"),
                            List.of("ledBy", "VOLUNTEER"),
                            List.of("ledBy", "CIVIC_SERVICE")));
            assertThat(volunteers.text())
                    .contains("Un service payé par chèque est conduit par une personne payée pour ce travail");
            assertThat(volunteers.html())
                    .as("what was ticked")
                    .containsPattern("name=\"ledBy\" value=\"VOLUNTEER\" checked")
                    .containsPattern("name=\"ledBy\" value=\"CIVIC_SERVICE\" checked")
                    .doesNotContainPattern("name=\"ledBy\" value=\"EMPLOYEE\" checked");
            var offered = visitor.send(
                    volunteers,
                    add,
                    List.of(
                            List.of("service", World.TEN_EUROS),
                            List.of("price", "10,00"),
                            List.of("ledBy", "EMPLOYEE"),
                            List.of("ledBy", "VOLUNTEER")));
            assertThat(offered.text()).contains("Personne salariée, Bénévole");
            assertThat(site.world
                            .redeem(admin, id, site.world.given(booklet, 1))
                            .result())
                    .isEqualTo(Answer.Result.REDEEMED);

            var offer = offered.html().replaceAll("(?s).*/offres/([0-9a-f-]{36})/retrait.*", "$1");
            var statuses = add + "/conduites";
            assertThat(visitor.send(offered, statuses, Map.of("led", offer)).text())
                    .contains("Dites qui conduit ce service");
            var ended = visitor.send(offered, statuses, Map.of("led", offer, "leaders", "VOLUNTEER"));
            assertThat(ended.text())
                    .contains(
                            "1 service ne se paie plus par chèque à partir d’aujourd’hui",
                            "Aucun service n’est offert");
            assertThat(site.world
                            .redeem(admin, id, site.world.given(booklet, 2))
                            .reason())
                    .contains(RedeemReason.SERVICE_NOT_OFFERED);
            assertThat(site.world
                            .db
                            .jdbc()
                            .sql("SELECT state FROM redemption.redemption WHERE place = :place")
                            .param("place", id.value())
                            .query(String.class)
                            .list())
                    .as("given before")
                    .containsExactly("ACCEPTED");

            visitor.send(ended, add, Map.of("service", World.TEN_EUROS, "price", "10,00", "ledBy", "INDEPENDENT"));
            assertThat(site.world
                            .redeem(admin, id, site.world.given(booklet, 2))
                            .result())
                    .isEqualTo(Answer.Result.REDEEMED);
        }
    }

    @Test
    @DisplayName("R-102 : un second lieu s’ouvre sous la même qualification, et envoyer deux fois n’en ouvre qu’un")
    void a_second_place() {
        var admin = qualified();
        try (var visitor = site.as(admin)) {
            opened(visitor, Map.of());
            var form = visitor.read(OPEN);
            var second = visitor.send(form, OPEN, fields(Map.of("name", "Permanence du marché")));
            var again = visitor.send(form, OPEN, fields(Map.of("name", "Permanence du marché")));
            assertThat(again.path()).isEqualTo(second.path());
            assertThat(site.world.bean(Places.class).of(admin.organisation().orElseThrow()))
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("ce qui ne va pas est dit champ par champ, rien de ce qui fut tapé n’est perdu, et rien n’est ouvert")
    void what_is_wrong_is_said() {
        var admin = qualified();
        try (var visitor = site.as(admin)) {
            var wrong = opened(
                    visitor,
                    Map.of("town", "Besançon", "telephone", "12", "openingHours", "quand on peut", "languages", "eng"));
            assertThat(wrong.path()).isEqualTo(OPEN);
            assertThat(wrong.text())
                    .contains(
                            "Le lieu n’est pas ouvert.",
                            "Ce code postal et cette commune ne vont pas ensemble",
                            "Communes du 21000 : Dijon.");
            assertThat(wrong.html())
                    .contains(
                            "value=\"Atelier du canal\"",
                            "value=\"7 quai Exemple\"",
                            "value=\"Besançon\"",
                            "value=\"quand on peut\"")
                    .containsPattern("value=\"eng\" checked");
            var person =
                    visitor.send(wrong, OPEN, fields(Map.of("email", "jean.exemple@exemple.fr", "languages", "eng")));
            assertThat(person.text()).contains("Cette adresse semble celle d’une personne");
            assertThat(person.html()).contains("value=\"7 quai Exemple\"").containsPattern("value=\"eng\" checked");
            assertThat(site.world.bean(Places.class).of(admin.organisation().orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("un lieu se retire de la carte, s’y remet, ferme à un jour confirmé ; celui d’un autre n’existe pas")
    void off_the_map_and_closed() {
        var path = "/mes-lieux/" + FIRST_PLACE;
        try (var admin = site.as(FIRST_ADMIN);
                var staff = site.as(FIRST_STAFF)) {
            var hidden = admin.send(admin.read(path), path + "/carte", Map.of());
            assertThat(hidden.text()).contains("n’accepte plus de chèque", "Remettre sur la carte");
            assertThat(admin.read("/cheques/accepter").text()).doesNotContain("Premier lieu");
            var shown = admin.send(hidden, path + "/carte", Map.of());
            assertThat(shown.text()).contains("de nouveau sur la carte", "Retirer de la carte");

            var unsure = admin.send(shown, path + "/fermeture", Map.of("closedOn", "2026-10-15"));
            assertThat(unsure.text()).contains("Le lieu n’est pas fermé.", "Cochez la case pour fermer.");
            assertThat(unsure.html()).contains("value=\"2026-10-15\"");
            var past = admin.send(unsure, path + "/fermeture", Map.of("closedOn", "2026-09-15", "sure", "1"));
            assertThat(past.text()).contains("Un lieu ne se ferme pas dans le passé");
            var closing = admin.send(past, path + "/fermeture", Map.of("closedOn", "2026-10-15", "sure", "1"));
            assertThat(closing.text()).contains("ferme le 15 octobre 2026");
            var closed = admin.send(closing, path + "/fermeture", Map.of("closedOn", "2026-10-01", "sure", "1"));
            assertThat(closed.text()).contains("Fermé").doesNotContain("Fermer ce lieu");

            assertThat(admin.force(closing, "/mes-lieux/" + SECOND_PLACE + "/fermeture", Map.of())
                            .status())
                    .isEqualTo(404);
            assertThat(staff.read(OPEN).status()).isEqualTo(403);
            assertThat(staff.force(staff.read(path), path + "/carte", Map.of("do", "hide"))
                            .status())
                    .isEqualTo(403);
        }
    }
}
