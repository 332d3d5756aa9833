package coop.fairpass.qualification;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.TEN_EUROS;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mediator has a business of her own; the first provider proposes her an agreement. */
@DisplayName("La convention se propose, se signe et prend fin depuis une page")
@ExtendWith(TestDatabase.class)
class AgreementPagesTest {

    private static final String PATH = "/conventions";
    private static final String EMAIL = "mediation@exemple.fr";
    private static final OrganisationId BUSINESS = new OrganisationId(new UUID(8, 1));
    private static final UUID PERSON = new UUID(0xa000_0000_0000_4000L, 81);
    private static final Actor MEDIATOR =
            new Actor("person/" + PERSON, "Médiatrice", Optional.of(BUSINESS), Set.of(Role.MEDIATOR));
    private static final Actor OTHER = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 82),
            "Autre médiatrice",
            Optional.of(SECOND),
            Set.of(Role.MEDIATOR));

    private OpenSite site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, FIRST_STAFF, OTHER);
        site.world.register(BUSINESS, "Entreprise individuelle Exemple", LegalNature.PRIVATE, 31);
        site.world.account(BUSINESS, 81);
        var people = site.world.bean(People.class);
        people.enter(PERSON, "Médiatrice", Optional.of(EMAIL));
        people.grant(PERSON, BUSINESS, Role.MEDIATOR, FIRST_ADMIN);
    }

    @AfterEach
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private Map<String, String> terms(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "email",
                EMAIL,
                "place",
                FIRST_PLACE.toString(),
                "paid",
                "mediator",
                "service",
                TEN_EUROS,
                "validFrom",
                site.world.today().toString(),
                "lastDay",
                "2027-06-30"));
        all.putAll(more);
        return all;
    }

    private Visitor.Seen proposed(Visitor admin, Map<String, String> more) {
        return admin.send(admin.read(PATH), PATH, terms(more));
    }

    private Agreement only() {
        return site.world.bean(Agreements.class).ofMediator(PERSON).getFirst();
    }

    /** What she is answered at the place, in her own name. */
    private Result redeemed(OrderId order, int booklet) {
        var there = new Actor(MEDIATOR.reference(), MEDIATOR.label(), Optional.of(FIRST), MEDIATOR.roles());
        return site.world
                .redeem(there, FIRST_PLACE, site.world.given(site.world.handedOver(order, booklet), 1))
                .result();
    }

    @Test
    @DisplayName("R-164, R-163 : le lieu propose, la personne signe et peut valider ; la fin lui retire ce droit"
            + " le jour même")
    void proposed_signed_and_ended() {
        var order = site.world.order(5);
        try (var admin = site.as(FIRST_ADMIN);
                var mediator = site.as(MEDIATOR)) {
            var asked = proposed(admin, Map.of());
            assertThat(asked.text())
                    .contains(
                            "La convention est proposée",
                            "Attend la signature de la personne",
                            "Entreprise individuelle Exemple",
                            "30 juin 2027");
            assertThat(only().terms().paid()).isEqualTo(BUSINESS);
            assertThat(redeemed(order, 1)).as("not signed by both").isEqualTo(Result.REFUSED);

            assertThat(mediator.read("/").text()).contains("Signer une convention", "Premier lieu");
            var path = PATH + "/" + only().id().value();
            var page = mediator.read(PATH);
            assertThat(page.text()).contains("Premier lieu").doesNotContain("Proposer une convention");
            var signed = mediator.send(page, path + "/signature", Map.of());
            assertThat(signed.text()).contains("La convention est signée.", "En cours");
            assertThat(mediator.read("/").text()).doesNotContain("Signer une convention");
            assertThat(redeemed(order, 2)).isEqualTo(Result.REDEEMED);
            assertThat(admin.read("/equipe/" + FIRST).text())
                    .contains("Par convention, dans vos lieux", "Médiatrice, Premier lieu", "jusqu’au 30 juin 2027");

            var tomorrow = site.world.today().plusDays(1).toString();
            var silent = mediator.send(signed, path + "/fin", Map.of("endedOn", tomorrow, "reason", ""));
            assertThat(silent.text()).contains("La convention continue.", "En cours");
            var today = Map.of("endedOn", site.world.today().toString(), "reason", "Je déménage.");
            var begun = mediator.send(silent, path + "/fin", today);
            assertThat(begun.text()).contains("La journée en cours reste couverte", "En cours");
            assertThat(begun.html()).contains("Je déménage.");
            mediator.send(begun, path + "/fin", Map.of("endedOn", tomorrow, "reason", "Je déménage."));
            site.world.clock.set(tomorrow + "T10:00");
            var ended = mediator.read(PATH);
            assertThat(ended.text()).contains("Terminée", "Je déménage.").doesNotContain("Mettre fin");
            assertThat(admin.read(PATH).text()).contains("Terminée", "Je déménage.");
            assertThat(redeemed(order, 3)).as("that very day").isEqualTo(Result.REFUSED);
        }
    }

    @Test
    @DisplayName("ce qui ne va pas est dit sans rien perdre : personne inconnue, payé à choisir, terme avant le début")
    void what_is_wrong_is_said() {
        try (var admin = site.as(FIRST_ADMIN)) {
            var unknown = proposed(admin, Map.of("email", "inconnue@exemple.fr", "paid", ""));
            assertThat(unknown.text())
                    .contains("La convention n’est pas proposée.", "n’est pas connue comme médiatrice");
            assertThat(unknown.html()).contains("value=\"inconnue@exemple.fr\"", "value=\"2027-06-30\"");
            var backwards = admin.send(unknown, PATH, terms(Map.of("lastDay", "2026-09-01")));
            assertThat(backwards.text()).contains("Le terme de la convention doit suivre son premier jour.");
            assertThat(backwards.html()).contains("value=\"" + EMAIL + "\"", "value=\"2026-09-01\"");
            assertThat(site.world.bean(Agreements.class).ofMediator(PERSON)).isEmpty();
        }
    }

    @Test
    @DisplayName("chacun ne voit et ne signe que les siennes ; qui accueille sans répondre du lieu n’y entre pas")
    void each_their_own() {
        try (var admin = site.as(FIRST_ADMIN);
                var staff = site.as(FIRST_STAFF);
                var other = site.as(OTHER)) {
            proposed(admin, Map.of("paid", "place"));
            assertThat(only().terms().paid()).isEqualTo(FIRST);
            var path = PATH + "/" + only().id().value();
            var page = other.read(PATH);
            assertThat(page.text()).contains("Aucune convention").doesNotContain("Premier lieu");
            assertThat(other.force(page, path + "/signature", Map.of()).status())
                    .isEqualTo(404);
            assertThat(other.force(page, path + "/fin", Map.of("endedOn", "2026-10-01", "reason", "x"))
                            .status())
                    .isEqualTo(404);
            assertThat(other.force(page, PATH, terms(Map.of())).status()).isEqualTo(403);
            assertThat(staff.read(PATH).status()).isEqualTo(403);
            assertThat(admin.read("/equipe/" + FIRST).html()).contains("href=\"" + PATH + "\"");
        }
    }
}
