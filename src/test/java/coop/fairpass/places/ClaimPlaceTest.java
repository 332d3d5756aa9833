package coop.fairpass.places;

import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.FOREIGN_ADMIN;
import static coop.fairpass.places.Ground.OTHER;
import static coop.fairpass.places.Ground.PROVIDER;
import static coop.fairpass.places.Ground.REVIEWER;
import static coop.fairpass.places.Ground.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Telephone;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.WorkWaiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** It is 10 November 2026. */
@DisplayName("« C’est notre lieu » : un lieu recensé se demande, une personne répond, et sa liste ne l’écrase plus")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimPlaceTest {

    private static final String HEADER = "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,"
            + "telephone,horaires,date_maj,source,presentation_resume,prise_en_charge_specifique\n";

    private final Ground ground;
    private final ListedPlaces listed;
    private final PlaceClaims claims;
    private final Places places;
    private final ClaimPlace claimPlace;
    private final DecidePlaceClaim decide;

    ClaimPlaceTest(Db db) {
        ground = new Ground(db);
        listed = ground.rooms.bean(ListedPlaces.class);
        claims = ground.rooms.bean(PlaceClaims.class);
        places = ground.rooms.bean(Places.class);
        claimPlace = ground.rooms.bean(ClaimPlace.class);
        decide = ground.rooms.bean(DecidePlaceClaim.class);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(offenders()).isEmpty();
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private List<String> offenders() {
        return new PlacesInvariants()
                .all().stream()
                        .flatMap(one -> ground.db.jdbc().sql(one.offenders()).query(String.class).list().stream()
                                .map(id -> one.code() + " " + id))
                        .toList();
    }

    private static String row(String id, String name, String street, String hours, String source) {
        return "%s,00000000000000,%s,Dijon,21000,21231,%s,47.32,5.04,0380000001,%s,2026-01-01,%s,On apprend ici.,\n"
                .formatted(id, name, street, hours, source);
    }

    private ListImport take(String list, String... rows) {
        var outcome = ground.rooms
                .bean(ImportPlaceList.class)
                .handle(new ImportPlaceList.Command(
                        UUID.randomUUID(),
                        list,
                        (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8),
                        REVIEWER));
        return ((ImportPlaceList.Outcome.Imported) outcome).report();
    }

    private UUID idOf(String source, String id) {
        return ground.db
                .jdbc()
                .sql("SELECT id FROM places.listed WHERE source = :source AND source_id = :id")
                .param("source", source)
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    private ClaimPlace.Outcome ask(UUID id, UUID place, String words, Actor by) {
        return claimPlace.handle(new ClaimPlace.Command(id, place, words, by));
    }

    private PlaceClaim asked(UUID place, Actor by) {
        var outcome = ask(UUID.randomUUID(), place, "Nous y sommes depuis 2015.", by);
        assertThat(outcome).isInstanceOf(ClaimPlace.Outcome.Claimed.class);
        return ((ClaimPlace.Outcome.Claimed) outcome).claim();
    }

    private DecidePlaceClaim.Outcome answer(UUID claim, ClaimDecision decision, String reason) {
        return decide.handle(
                new DecidePlaceClaim.Command(claim, decision, reason, Optional.empty(), Optional.empty(), REVIEWER));
    }

    private static ClaimPlace.Outcome notAsked(PlaceClaimReason reason) {
        return new ClaimPlace.Outcome.Refused(reason);
    }

    private static DecidePlaceClaim.Outcome notDecided(PlaceClaimReason reason) {
        return new DecidePlaceClaim.Outcome.Refused(reason);
    }

    private long openPlaces(String name) {
        return ground.db
                .jdbc()
                .sql("SELECT count(*) FROM places.place WHERE name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName(
            "accepté, il garde son numéro et ce que sa liste disait ; la structure le tient, et un nouvel import ne change ni ne double rien")
    void accepted_then_read_again() {
        take("suite", row("a1", "Atelier du Pont", "1 rue du Pont", "Mo-Fr 09:00-12:00", "s"));
        var id = idOf("s", "a1");
        var claim = asked(id, ADMIN);
        assertThat(answer(claim.id(), ClaimDecision.ACCEPTED, "Le bail est à leur nom."))
                .isInstanceOfSatisfying(
                        DecidePlaceClaim.Outcome.Decided.class,
                        decided -> assertThat(decided.place()).contains(new PlaceId(id)));
        var place = places.get(new PlaceId(id));
        assertThat(place.provider()).isEqualTo(PROVIDER);
        assertThat(place.openingHours()).isEqualTo("Mo-Fr 09:00-12:00");
        assertThat(place.telephone()).contains(Telephone.of("0380000001"));
        assertThat(place.isPositionExact()).isTrue();
        assertThat(place.knownOn()).as("confirmed that day (R-121)").isEqualTo(Ground.TODAY);
        var said = ground.rooms.bean(Presentations.class).find(place.id()).orElseThrow();
        assertThat(said.summary()).isEqualTo("On apprend ici.");

        ground.present(place.id(), "Sa 10:00-17:00", Set.of(), List.of());
        var again = take("suite", row("a1", "Autre nom", "9 rue du Pont", "Mo 08:00-09:00", "s"));
        assertThat(again.changed()).isEqualTo(1);
        assertThat(again.proposed()).as("no double is proposed").isZero();
        var kept = places.get(place.id());
        assertThat(kept.openingHours()).isEqualTo("Sa 10:00-17:00");
        assertThat(kept.name()).isEqualTo("Atelier du Pont");
        assertThat(listed.find(id).orElseThrow().name()).as("the list goes on").isEqualTo("Autre nom");
        assertThat(listed.of(place.id())).singleElement().satisfies(one -> {
            assertThat(one.sourceId()).isEqualTo("a1");
            assertThat(one.source()).isEqualTo("s");
        });
        take("suite", row("a2", "Autre", "2 rue", "", "s"));
        assertThat(places.get(place.id()).closedOn()).as("gone from the list").isEmpty();
        assertThat(openPlaces("Atelier du Pont")).isEqualTo(1);
        assertThat(ask(UUID.randomUUID(), id, "À nous.", FOREIGN_ADMIN))
                .isEqualTo(notAsked(PlaceClaimReason.PLACE_HELD));
    }

    private List<String> told(UUID claim) {
        return ground.rooms.bean(Notices.class).lastOf(PROVIDER, 20).stream()
                .filter(notice -> notice.key().endsWith(claim.toString()))
                .map(Notice::text)
                .toList();
    }

    @Test
    @DisplayName(
            "refusé, le motif est écrit à la structure ; elle peut demander encore, et la même réponse deux fois n’en fait qu’une")
    void refused_with_a_reason() {
        take("refus", row("b1", "Salle du Lac", "1 quai", "", "refus"));
        var id = idOf("refus", "b1");
        var claim = asked(id, ADMIN);
        var refused = answer(claim.id(), ClaimDecision.REFUSED, "Une autre structure y est");
        assertThat(refused).isInstanceOfSatisfying(DecidePlaceClaim.Outcome.Decided.class, decided -> {
            assertThat(decided.place()).isEmpty();
            assertThat(decided.claim().isRefused()).isTrue();
        });
        assertThat(told(claim.id())).singleElement().asString().contains("Motif : Une autre structure y est.");
        assertThat(answer(claim.id(), ClaimDecision.REFUSED, "Une autre structure y est"))
                .isEqualTo(refused);
        assertThat(answer(claim.id(), ClaimDecision.ACCEPTED, "Si, finalement"))
                .isEqualTo(notDecided(PlaceClaimReason.ALREADY_DECIDED));
        assertThat(told(claim.id())).hasSize(1);
        assertThat(places.find(new PlaceId(id))).isEmpty();
        var second = asked(id, ADMIN);
        assertThat(claims.of(PROVIDER, id)).extracting(PlaceClaim::id).contains(claim.id(), second.id());
        answer(second.id(), ClaimDecision.ACCEPTED, "Ils ont montré le bail.");
        assertThat(places.get(new PlaceId(id)).provider()).isEqualTo(PROVIDER);
        assertThat(ground.db
                        .jdbc()
                        .sql("SELECT what || ' ' || detail FROM places.act WHERE subject = :subject ORDER BY at, what")
                        .param("subject", "place/" + id)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "PLACE_CLAIMED ",
                        "PLACE_CLAIMED ",
                        "PLACE_CLAIM_DECIDED places:ClaimDecision.REFUSED",
                        "PLACE_CLAIM_DECIDED places:ClaimDecision.ACCEPTED");
    }

    @Test
    @DisplayName(
            "deux structures demandent le même lieu : elles sont lues ensemble, une seule l’obtient, l’autre a sa réponse")
    void two_claim_one_place() {
        take("deux", row("c1", "Tiers-lieu de la Gare", "3 place", "", "deux"));
        var id = idOf("deux", "c1");
        var first = asked(id, ADMIN);
        var second = asked(id, FOREIGN_ADMIN);
        var one = ground.rooms.bean(PlaceClaimDesk.class).open(100).stream()
                .filter(found -> found.place().id().equals(id))
                .toList();
        assertThat(one)
                .singleElement()
                .satisfies(found -> assertThat(found.sides())
                        .extracting(side -> side.organisation().id())
                        .containsExactlyInAnyOrder(PROVIDER, OTHER));
        assertThat(waiting(REVIEWER)).contains("/lieux-demandes");
        assertThat(waiting(ADMIN)).doesNotContain("/lieux-demandes");
        answer(second.id(), ClaimDecision.ACCEPTED, "Le bail est à leur nom.");
        assertThat(answer(first.id(), ClaimDecision.ACCEPTED, "Eux aussi."))
                .isEqualTo(notDecided(PlaceClaimReason.PLACE_HELD));
        assertThat(claims.find(first.id()).orElseThrow().isOpen()).isTrue();
        assertThat(answer(first.id(), ClaimDecision.REFUSED, "Le bail est à une autre."))
                .isInstanceOf(DecidePlaceClaim.Outcome.Decided.class);
        assertThat(places.get(new PlaceId(id)).provider()).isEqualTo(OTHER);
    }

    private List<String> waiting(Actor by) {
        return ground.rooms.bean(PlaceWork.class).waitingFor(by).stream()
                .map(WorkWaiting.Waiting::path)
                .toList();
    }

    @Test
    @DisplayName("qui peut demander, et avec quels mots : dans l’ordre existence, droits, état")
    void who_may_ask() {
        take("qui", row("d1", "Maison des Mots", "4 rue", "", "qui"));
        var id = idOf("qui", "d1");
        var claim = UUID.randomUUID();
        assertThat(ask(claim, UUID.randomUUID(), "", STAFF)).isEqualTo(notAsked(PlaceClaimReason.UNKNOWN_PLACE));
        assertThat(ask(claim, id, "À nous.", STAFF)).isEqualTo(notAsked(PlaceClaimReason.NOT_ALLOWED));
        assertThat(ask(claim, id, "À nous.", REVIEWER)).isEqualTo(notAsked(PlaceClaimReason.NOT_ALLOWED));
        var program = new Actor("key/1", "Programme", Optional.of(PROVIDER), Set.of(Role.PROVIDER_ADMIN));
        assertThat(ask(claim, id, "À nous.", program)).isEqualTo(notAsked(PlaceClaimReason.NOT_A_PERSON));
        assertThat(ask(claim, id, " \n", ADMIN)).isEqualTo(notAsked(PlaceClaimReason.WORDS_MISSING));
        assertThat(ask(claim, id, "x".repeat(1_001), ADMIN)).isEqualTo(notAsked(PlaceClaimReason.WORDS_TOO_LONG));
        var asked = ask(claim, id, "À nous.", ADMIN);
        assertThat(asked).isInstanceOf(ClaimPlace.Outcome.Claimed.class);
        assertThat(ask(claim, id, " À nous. ", ADMIN)).as("twice is once").isEqualTo(asked);
        assertThat(ask(claim, id, "Autre chose.", ADMIN)).isEqualTo(notAsked(PlaceClaimReason.ID_TAKEN));
        assertThat(ask(claim, id, "À nous.", FOREIGN_ADMIN)).isEqualTo(notAsked(PlaceClaimReason.ID_TAKEN));
        assertThat(ask(UUID.randomUUID(), id, "À nous.", ADMIN)).isEqualTo(notAsked(PlaceClaimReason.CLAIM_PENDING));
    }

    @Test
    @DisplayName("qui répond, et comment : une instructrice, en personne, avec un motif")
    void who_may_answer() {
        take("repond", row("e1", "Cyberbase", "5 rue", "", "repond"));
        var claim = asked(idOf("repond", "e1"), ADMIN).id();
        for (var by : List.of(ADMIN, FOREIGN_ADMIN, STAFF)) {
            assertThat(decide.handle(new DecidePlaceClaim.Command(
                            claim, ClaimDecision.ACCEPTED, "Oui.", Optional.empty(), Optional.empty(), by)))
                    .isEqualTo(notDecided(PlaceClaimReason.NOT_ALLOWED));
        }
        var program = new Actor("key/1", "Programme", Optional.empty(), Set.of(Role.COOP_REVIEWER));
        assertThat(decide.handle(new DecidePlaceClaim.Command(
                        claim, ClaimDecision.ACCEPTED, "Oui.", Optional.empty(), Optional.empty(), program)))
                .isEqualTo(notDecided(PlaceClaimReason.NOT_A_PERSON));
        assertThat(answer(UUID.randomUUID(), ClaimDecision.REFUSED, "Non."))
                .isEqualTo(notDecided(PlaceClaimReason.UNKNOWN_CLAIM));
        assertThat(answer(claim, ClaimDecision.REFUSED, "  ")).isEqualTo(notDecided(PlaceClaimReason.REASON_MISSING));
        assertThat(claims.find(claim).orElseThrow().isOpen()).isTrue();
    }

    @Test
    @DisplayName(
            "deux listes du même lieu, reconnu par une personne, sont toutes deux au lieu ; rien ne reste à départager")
    void both_lists_are_tied() {
        take("une", row("f1", "Espace public du Canal", "7 quai du Canal", "", "une"));
        take("autre", row("f2", "ESPACE PUBLIC DU CANAL", "7 quai du canal", "", "autre"));
        var lists = ground.rooms.bean(PlaceLists.class);
        var pair = lists.toDecide(200).stream()
                .filter(one -> one.listed().name().equalsIgnoreCase("Espace public du Canal"))
                .findFirst()
                .orElseThrow();
        ground.rooms
                .bean(DecideLikeness.class)
                .handle(new DecideLikeness.Command(
                        pair.listed().id(), pair.other().id(), true, REVIEWER));
        var id = idOf("une", "f1");
        answer(asked(id, ADMIN).id(), ClaimDecision.ACCEPTED, "Oui.");
        assertThat(listed.of(new PlaceId(id))).extracting(ListedPlace::source).containsExactly("autre", "une");
        assertThat(ask(UUID.randomUUID(), idOf("autre", "f2"), "À nous.", FOREIGN_ADMIN))
                .isEqualTo(notAsked(PlaceClaimReason.PLACE_HELD));

        var third = take("tierce", row("f3", "Espace public du canal", "7 Quai du Canal", "", "tierce"));
        assertThat(third.proposed()).as("to its place, or to rows of two lists").isPositive();
        var row = idOf("tierce", "f3");
        var other = lists.toDecide(200).stream()
                .filter(one -> isOf(one, row))
                .findFirst()
                .orElseThrow();
        ground.rooms
                .bean(DecideLikeness.class)
                .handle(new DecideLikeness.Command(
                        other.listed().id(), other.other().id(), true, REVIEWER));
        assertThat(listed.of(new PlaceId(id))).hasSize(3);
        assertThat(lists.toDecide(200)).as("what is tied waits no more").noneMatch(one -> isOf(one, row));
    }

    private static boolean isOf(PlaceLists.Likeness pair, UUID row) {
        return pair.listed().id().equals(row) || pair.other().id().equals(row);
    }

    @Test
    @DisplayName("quand la structure a déjà ce lieu parmi les siens, il lui est rattaché et rien n’est doublé")
    void into_a_place_that_they_have() {
        var ours = ground.open("Bibliothèque du Parc", "21231");
        take("deja", row("g1", "Bibliotheque Parc", "40 avenue du Parc", "", "deja"));
        var id = idOf("deja", "g1");
        var claim = asked(id, ADMIN).id();
        assertThat(decide.handle(new DecidePlaceClaim.Command(
                        asked(id, FOREIGN_ADMIN).id(),
                        ClaimDecision.ACCEPTED,
                        "Oui.",
                        Optional.of(ours),
                        Optional.empty(),
                        REVIEWER)))
                .isEqualTo(notDecided(PlaceClaimReason.PLACE_OF_ANOTHER));
        assertThat(decide.handle(new DecidePlaceClaim.Command(
                        claim, ClaimDecision.ACCEPTED, "Oui.", Optional.of(ours), Optional.empty(), REVIEWER)))
                .isInstanceOfSatisfying(
                        DecidePlaceClaim.Outcome.Decided.class,
                        decided -> assertThat(decided.place()).contains(ours));
        assertThat(places.find(new PlaceId(id))).as("no second one").isEmpty();
        assertThat(listed.find(id).orElseThrow().place()).contains(ours);
    }

    @Test
    @DisplayName("sans commune dans la liste, l’instructrice la donne ; sans elle, rien n’est ouvert")
    void a_place_without_commune() {
        take(
                "sans",
                row("h1", "Lieu sans commune", "8 rue", "", "sans").replace("Dijon,21000,21231", "Nullepart,99999,"));
        var id = idOf("sans", "h1");
        assertThat(listed.find(id).orElseThrow().commune()).isEmpty();
        var claim = asked(id, ADMIN).id();
        assertThat(answer(claim, ClaimDecision.ACCEPTED, "Oui."))
                .isEqualTo(notDecided(PlaceClaimReason.COMMUNE_UNKNOWN));
        decide.handle(new DecidePlaceClaim.Command(
                claim, ClaimDecision.ACCEPTED, "Oui.", Optional.empty(), Optional.of(InseeCode.of("21231")), REVIEWER));
        assertThat(places.get(new PlaceId(id)).commune()).isEqualTo(InseeCode.of("21231"));
    }

    @Test
    @DisplayName("les invariants voient un lieu obtenu qui n’est plus à sa structure")
    void the_doctor_sees_it() {
        take("docteur", row("i1", "Lieu du docteur", "9 rue", "", "docteur"));
        var id = idOf("docteur", "i1");
        var claim = asked(id, ADMIN).id();
        answer(claim, ClaimDecision.ACCEPTED, "Oui.");
        var owner = JdbcClient.create(ground.db.owner());
        owner.sql("UPDATE places.listed SET place = NULL WHERE id = '%s'".formatted(id))
                .update();
        assertThat(offenders()).containsExactlyInAnyOrder("PLACES-04 " + claim, "PLACES-06 " + id);
        owner.sql("UPDATE places.listed SET place = id WHERE id = '%s'".formatted(id))
                .update();
    }
}
