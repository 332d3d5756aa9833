package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.FOREIGN_ADMIN;
import static coop.fairpass.places.Ground.MAIL;
import static coop.fairpass.places.Ground.PROVIDER;
import static coop.fairpass.places.Ground.REVIEWER;
import static coop.fairpass.places.Ground.STAFF;
import static coop.fairpass.places.Ground.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.money.Money;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Point;
import coop.fairpass.web.WorkWaiting;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Les lieux et leurs offres")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesTest {

    private static final String DIJON = "21231";

    private final Ground ground;
    private final Places places;

    PlacesTest(Db db) {
        this.ground = new Ground(db);
        this.places = ground.rooms.bean(Places.class);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @Test
    @DisplayName(
            "un lieu sans coordonnées se tient au centre de sa commune, et un ancien code mène à celle d’aujourd’hui")
    void stands_at_the_centre_of_its_commune() {
        var dijon = places.get(ground.open("Centre", DIJON));
        assertThat(dijon.position().orElseThrow().metresTo(new Point(47.32, 5.04)))
                .isLessThan(5_000);
        assertThat(dijon.isPositionExact()).isFalse();
        assertThat(places.get(ground.open("Bugey", "01340")).commune()).isEqualTo(InseeCode.of("01015"));
    }

    @Test
    @DisplayName("R-092 : une structure dit où est son lieu ; c’est dit une fois, et gardé")
    void says_where_it_is() {
        var id = ground.open("À sa place", DIJON);
        var here = new Point(47.32204, 5.04151);
        assertThat(locate(id, here, ADMIN)).isEqualTo(new LocatePlace.Outcome.Located(places.get(id)));
        assertThat(places.get(id).position()).contains(here);
        assertThat(places.get(id).isPositionExact()).isTrue();
        locate(id, here, ADMIN);
        locate(id, new Point(47.32304, 5.04151), REVIEWER);
        assertThat(ground.rooms
                        .bean(JdbcClient.class)
                        .sql("SELECT number || ' ' || said_by FROM places.position WHERE place = :id ORDER BY number")
                        .param("id", id.value())
                        .query(String.class)
                        .list())
                .as("saying the same again is saying nothing")
                .containsExactly("1 " + ADMIN.reference(), "2 " + REVIEWER.reference());
    }

    @Test
    @DisplayName("R-092 : un lieu ne se place ni loin de sa commune, ni par une autre structure, ni fermé")
    void is_not_put_anywhere() {
        var id = ground.open("Ailleurs", DIJON);
        var here = new Point(47.32204, 5.04151);
        assertThat(locate(id, new Point(5.04151, 47.32204), ADMIN))
                .isEqualTo(new LocatePlace.Outcome.Refused(PlaceReason.POSITION_ELSEWHERE));
        assertThat(locate(id, new Point(48.85661, 2.35222), ADMIN))
                .as("Paris is in the same land, and not near Dijon")
                .isEqualTo(new LocatePlace.Outcome.Refused(PlaceReason.POSITION_ELSEWHERE));
        assertThat(locate(id, here, FOREIGN_ADMIN))
                .isEqualTo(new LocatePlace.Outcome.Refused(PlaceReason.UNKNOWN_PLACE));
        assertThat(locate(id, here, STAFF)).isEqualTo(new LocatePlace.Outcome.Refused(PlaceReason.NOT_ALLOWED));
        close(id, TODAY, ADMIN);
        assertThat(locate(id, here, ADMIN)).isEqualTo(new LocatePlace.Outcome.Refused(PlaceReason.ALREADY_CLOSED));
        assertThat(places.get(id).isPositionExact()).isFalse();
    }

    private LocatePlace.Outcome locate(PlaceId id, Point at, Actor by) {
        return ground.rooms.bean(LocatePlace.class).handle(new LocatePlace.Command(id, at, by));
    }

    @Test
    @DisplayName("ouvrir deux fois est ouvrir une fois, même si le lieu a changé depuis ; un autre lieu est refusé")
    void opening_twice_is_opening_once() {
        var id = new PlaceId(UUID.randomUUID());
        var first = open(Ground.opening(id, "Deux fois", DIJON, Optional.empty(), Optional.of(5), ADMIN));
        assertThat(open(Ground.opening(id, "Deux fois", DIJON, Optional.empty(), Optional.of(5), ADMIN)))
                .isEqualTo(first);
        hide(id, true, ADMIN);
        assertThat(open(Ground.opening(id, "Deux fois", DIJON, Optional.empty(), Optional.of(5), ADMIN)))
                .isEqualTo(new OpenPlace.Outcome.Opened(places.get(id)));
        assertThat(open(Ground.opening(id, "Autre", DIJON, Optional.empty(), Optional.of(5), ADMIN)))
                .isEqualTo(new OpenPlace.Outcome.Refused(PlaceReason.ID_TAKEN));
    }

    @ParameterizedTest(name = "« {0} » à {1}, {2} ; {3}, {4} personnes : {5}")
    @CsvSource({
        "'', 21231, 47.3, 5.0, 10, NAME_MISSING",
        "Ailleurs, 21999, 47.3, 5.0, 10, UNKNOWN_COMMUNE",
        "Inversé, 21231, 5.0, 47.3, 10, POSITION_ELSEWHERE",
        "Réunion, 97411, 47.3, 5.0, 10, POSITION_ELSEWHERE",
        "Foule, 21231, 47.3, 5.0, 10001, CAPACITY_RANGE",
        "Personne, 21231, 47.3, 5.0, -1, CAPACITY_RANGE",
    })
    void refuses_what_cannot_be(
            String name, String commune, double latitude, double longitude, int people, PlaceReason reason) {
        assertThat(open(Ground.opening(
                        new PlaceId(UUID.randomUUID()),
                        name,
                        commune,
                        Optional.of(new Point(latitude, longitude)),
                        Optional.of(people),
                        ADMIN)))
                .isEqualTo(new OpenPlace.Outcome.Refused(reason));
    }

    @Test
    @DisplayName(
            "un lieu est à sa structure : pour une autre il n’existe pas, et un simple intervenant ne le change pas")
    void a_place_belongs_to_its_provider() {
        var id = new PlaceId(UUID.randomUUID());
        assertThat(open(Ground.opening(id, "x", DIJON, Optional.empty(), Optional.empty(), FOREIGN_ADMIN)))
                .isEqualTo(new OpenPlace.Outcome.Refused(PlaceReason.UNKNOWN_PROVIDER));
        assertThat(open(Ground.opening(id, "x", DIJON, Optional.empty(), Optional.empty(), STAFF)))
                .isEqualTo(new OpenPlace.Outcome.Refused(PlaceReason.NOT_ALLOWED));
        var mine = ground.open("Le mien", DIJON);
        assertThat(close(mine, TODAY, FOREIGN_ADMIN))
                .isEqualTo(new ClosePlace.Outcome.Refused(PlaceReason.UNKNOWN_PLACE));
        assertThat(close(mine, TODAY, STAFF)).isEqualTo(new ClosePlace.Outcome.Refused(PlaceReason.NOT_ALLOWED));
        assertThat(hide(mine, true, FOREIGN_ADMIN)).isEqualTo(new HidePlace.Outcome.Refused(PlaceReason.UNKNOWN_PLACE));
        var offer = ground.offer(mine, MAIL, cents(10_00));
        assertThat(withdraw(offer, TODAY, FOREIGN_ADMIN))
                .isEqualTo(new WithdrawOffer.Outcome.Refused(OfferReason.UNKNOWN_OFFER));
        assertThat(withdraw(offer, TODAY, STAFF)).isEqualTo(new WithdrawOffer.Outcome.Refused(OfferReason.NOT_ALLOWED));
        assertThat(add(mine, MAIL, cents(10_00), false, TODAY, Optional.empty(), FOREIGN_ADMIN))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.UNKNOWN_PLACE));
        assertThat(add(mine, MAIL, cents(10_00), false, TODAY, Optional.empty(), STAFF))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.NOT_ALLOWED));
    }

    @Test
    @DisplayName("un lieu ferme à partir d’un jour, jamais dans le passé, et son offre finit avec lui")
    void a_place_closes_from_a_day_on() {
        var place = ground.open("Fermeture", DIJON);
        ground.offer(place, MAIL, cents(12_00));
        assertThat(close(place, TODAY.minusDays(1), ADMIN))
                .isEqualTo(new ClosePlace.Outcome.Refused(PlaceReason.CLOSED_IN_THE_PAST));
        assertThat(close(place, LocalDate.of(2026, 12, 1), ADMIN)).isInstanceOf(ClosePlace.Outcome.Closed.class);
        assertThat(close(place, LocalDate.of(2026, 12, 1), ADMIN)).isInstanceOf(ClosePlace.Outcome.Closed.class);
        var closed = places.get(place);
        assertThat(closed.isOpenOn(LocalDate.of(2026, 11, 30))).isTrue();
        assertThat(closed.isOpenOn(LocalDate.of(2026, 12, 1))).isFalse();
        assertThat(closed.isOpenOn(LocalDate.of(2019, 12, 31))).isFalse();
        assertThat(offerPeriods(place)).containsExactly("FP-COM-001 1200 false 2026-11-10 2026-12-01");
        assertThat(placePeriod(place)).isEqualTo("2020-01-01 2026-12-01 false");
        assertThat(add(
                        place,
                        ServiceCode.of("FP-COM-002"),
                        cents(10_00),
                        false,
                        LocalDate.of(2026, 12, 1),
                        Optional.empty(),
                        ADMIN))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.PLACE_CLOSED));

        ground.clock.set("2026-12-01T08:00");
        try {
            assertThat(close(place, LocalDate.of(2026, 12, 2), ADMIN))
                    .isEqualTo(new ClosePlace.Outcome.Refused(PlaceReason.ALREADY_CLOSED));
        } finally {
            ground.clock.set("2026-11-10T10:00");
        }
    }

    @ParameterizedTest(name = "R-120 : {0} à {1} centimes, réglementé {2}, du {3} au {4} : {5}")
    @CsvSource({
        "FP-COM-001, 1000, true, 2026-11-10, , ",
        "FP-COM-001, 1200, true, 2026-11-10, , REGULATED_PRICE_NOT_WHOLE",
        "FP-COM-001, 999, false, 2026-11-10, , PRICE_BELOW_FACE_VALUE",
        "FP-COM-001, 1000, false, 2026-11-09, , IN_THE_PAST",
        "FP-COM-001, 1000, false, 2026-11-11, 2026-11-11, ENDS_BEFORE_IT_BEGINS",
        "FP-COM-001, 1000, false, 2026-11-11, 2026-11-12, ",
        "FP-ZZZ-001, 1000, false, 2026-11-10, , SERVICE_UNKNOWN",
    })
    void an_offer_is_of_the_catalogue_and_of_a_just_price(
            ServiceCode service, long price, boolean isRegulated, LocalDate from, LocalDate until, OfferReason reason) {
        var outcome = add(
                ground.open("Offre", DIJON),
                service,
                cents(price),
                isRegulated,
                from,
                Optional.ofNullable(until),
                ADMIN);
        if (reason == null) {
            assertThat(outcome).isInstanceOf(AddOffer.Outcome.Added.class);
        } else {
            assertThat(outcome).isEqualTo(new AddOffer.Outcome.Refused(reason));
        }
    }

    @Test
    @DisplayName("un service n’a qu’une offre à la fois dans un lieu ; retirée, une autre la suit le jour même")
    void one_offer_of_a_service_at_a_time() {
        var place = ground.open("Une à la fois", DIJON);
        var first = ground.offer(place, MAIL, cents(10_00));
        assertThat(add(place, MAIL, cents(12_00), false, LocalDate.of(2026, 12, 1), Optional.empty(), ADMIN))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.ALREADY_OFFERED));

        assertThat(withdraw(first, TODAY.minusDays(1), ADMIN))
                .isEqualTo(new WithdrawOffer.Outcome.Refused(OfferReason.IN_THE_PAST));
        assertThat(withdraw(first, LocalDate.of(2026, 12, 1), ADMIN))
                .isInstanceOf(WithdrawOffer.Outcome.Withdrawn.class);
        assertThat(withdraw(first, LocalDate.of(2026, 12, 2), ADMIN))
                .isEqualTo(new WithdrawOffer.Outcome.Refused(OfferReason.ALREADY_WITHDRAWN));
        assertThat(add(place, MAIL, cents(12_00), false, LocalDate.of(2026, 12, 1), Optional.empty(), ADMIN))
                .isInstanceOf(AddOffer.Outcome.Added.class);

        assertThat(places.offers(place, LocalDate.of(2026, 11, 30)))
                .extracting(Offer::price)
                .containsExactly(cents(10_00));
        assertThat(places.offers(place, LocalDate.of(2026, 12, 1)))
                .extracting(Offer::price)
                .containsExactly(cents(12_00));
        assertThat(offerPeriods(place))
                .containsExactly(
                        "FP-COM-001 1000 false 2026-11-10 2026-12-01", "FP-COM-001 1200 false 2026-12-01 null");
    }

    @Test
    @DisplayName("une offre retirée avant son premier jour n’a jamais été faite")
    void withdrawn_before_it_begins() {
        var place = ground.open("Jamais faite", DIJON);
        var added = add(place, MAIL, cents(10_00), false, LocalDate.of(2026, 12, 1), Optional.empty(), ADMIN);
        var offer = ((AddOffer.Outcome.Added) added).offer();
        assertThat(withdraw(offer.id(), LocalDate.of(2026, 11, 30), ADMIN))
                .isEqualTo(new WithdrawOffer.Outcome.Refused(OfferReason.ENDS_BEFORE_IT_BEGINS));
        assertThat(withdraw(offer.id(), LocalDate.of(2026, 12, 1), ADMIN))
                .isInstanceOf(WithdrawOffer.Outcome.Withdrawn.class);
        assertThat(offerPeriods(place)).isEmpty();
        ground.offer(place, MAIL, cents(12_00));
    }

    @Test
    @DisplayName("le référentiel dit sous quel format un service se donne")
    void the_catalogue_says_the_format() {
        var place = ground.open("Format", DIJON);
        var collective = ServiceCode.of(ground.db
                .jdbc()
                .sql("SELECT min(code) FROM catalogue.service_period WHERE format = 'COLLECTIVE'")
                .query(String.class)
                .single());
        var command = new AddOffer.Command(
                new OfferId(UUID.randomUUID()),
                place,
                collective,
                cents(10_00),
                false,
                Optional.of(ServiceFormat.INDIVIDUAL),
                TODAY,
                Optional.empty(),
                Set.of(WorkStatus.EMPLOYEE),
                ADMIN);
        assertThat(ground.rooms.bean(AddOffer.class).handle(command))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.FORMAT_NOT_POSSIBLE));
        assertThat(add(place, collective, cents(10_00), false, TODAY, Optional.empty(), ADMIN))
                .isInstanceOfSatisfying(
                        AddOffer.Outcome.Added.class,
                        added -> assertThat(added.offer().format()).isEqualTo(ServiceFormat.COLLECTIVE));
    }

    @Test
    @DisplayName(
            "R-115 : chaque offre dit le statut de qui la conduit ; sans personne payée elle n’est pas faite, ou s’arrête")
    void somebody_paid_leads() {
        var place = ground.open("Conduites", DIJON);
        assertThat(addLedBy(place, MAIL, Set.of()))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.LEADERS_NOT_SAID));
        assertThat(addLedBy(place, MAIL, Set.of(WorkStatus.VOLUNTEER, WorkStatus.CIVIC_SERVICE)))
                .isEqualTo(new AddOffer.Outcome.Refused(OfferReason.NOBODY_PAID_LEADS));
        assertThat(addLedBy(place, MAIL, Set.of(WorkStatus.VOLUNTEER, WorkStatus.INDEPENDENT)))
                .isInstanceOf(AddOffer.Outcome.Added.class);
        var offer = places.offers(place, TODAY).getFirst();
        assertThat(offer.ledBy()).containsExactlyInAnyOrder(WorkStatus.VOLUNTEER, WorkStatus.INDEPENDENT);

        assertThat(say(place, offer.id(), Set.of(WorkStatus.VOLUNTEER), FOREIGN_ADMIN))
                .isEqualTo(new SayWhoLeads.Outcome.Refused(OfferReason.UNKNOWN_PLACE));
        assertThat(say(place, offer.id(), Set.of(WorkStatus.VOLUNTEER), STAFF))
                .isEqualTo(new SayWhoLeads.Outcome.Refused(OfferReason.NOT_ALLOWED));
        assertThat(say(ground.open("Autre", DIJON), offer.id(), Set.of(WorkStatus.VOLUNTEER), ADMIN))
                .isEqualTo(new SayWhoLeads.Outcome.Refused(OfferReason.UNKNOWN_OFFER));
        assertThat(say(place, offer.id(), Set.of(), ADMIN))
                .isEqualTo(new SayWhoLeads.Outcome.Refused(OfferReason.LEADERS_NOT_SAID));
        assertThat(places.findOffer(offer.id())).contains(offer);

        say(place, offer.id(), Set.of(WorkStatus.PUBLIC_AGENT), ADMIN);
        say(place, offer.id(), Set.of(WorkStatus.PUBLIC_AGENT), ADMIN);
        assertThat(places.findOffer(offer.id()).orElseThrow().ledBy()).containsExactly(WorkStatus.PUBLIC_AGENT);
        assertThat(offerPeriods(place)).hasSize(1);
        var ended = say(place, offer.id(), Set.of(WorkStatus.VOLUNTEER), ADMIN);
        assertThat(ended)
                .isInstanceOfSatisfying(
                        SayWhoLeads.Outcome.Said.class,
                        said -> assertThat(said.offers().getFirst().validUntil())
                                .contains(TODAY));
        assertThat(say(place, offer.id(), Set.of(WorkStatus.VOLUNTEER), ADMIN)).isEqualTo(ended);
        assertThat(offerPeriods(place)).isEmpty();
        assertThat(said(offer.id())).as("each time it changes, and no more").isEqualTo(3);
        assertThat(say(place, offer.id(), Set.of(WorkStatus.EMPLOYEE), ADMIN))
                .as("an offer that is over is made anew")
                .isEqualTo(new SayWhoLeads.Outcome.Refused(OfferReason.ALREADY_WITHDRAWN));
        assertThat(addLedBy(place, MAIL, Set.of(WorkStatus.EMPLOYEE))).isInstanceOf(AddOffer.Outcome.Added.class);
    }

    @Test
    @DisplayName(
            "R-115 : une offre d’avant la question reste payée, et l’accueil de sa structure demande qui la conduit")
    void an_old_offer_is_asked_about() {
        var place = ground.open("Ancienne", DIJON);
        long before = places.withoutLeaders(Ground.PROVIDER, TODAY);
        var offer = ground.offer(place, MAIL, cents(12_00));
        assertThat(places.withoutLeaders(Ground.PROVIDER, TODAY)).isEqualTo(before);
        JdbcClient.create(ground.db.owner())
                .sql("DELETE FROM places.leaders WHERE offer = :offer")
                .param("offer", offer.value())
                .update();
        assertThat(offerPeriods(place)).hasSize(1);
        assertThat(places.findOffer(offer).orElseThrow().ledBy()).isEmpty();
        assertThat(places.withoutLeaders(Ground.PROVIDER, TODAY)).isEqualTo(before + 1);
        assertThat(ground.rooms.bean(PlaceWork.class).waitingFor(ADMIN))
                .extracting(WorkWaiting.Waiting::title)
                .anyMatch(title -> title.contains("sans statut"));
        say(place, offer, Set.of(WorkStatus.EMPLOYEE), ADMIN);
        assertThat(places.withoutLeaders(Ground.PROVIDER, TODAY)).isEqualTo(before);
    }

    private SayWhoLeads.Outcome say(PlaceId place, OfferId offer, Set<WorkStatus> leaders, Actor by) {
        return ground.rooms.bean(SayWhoLeads.class).handle(new SayWhoLeads.Command(place, Set.of(offer), leaders, by));
    }

    private long said(OfferId offer) {
        return ground.db
                .jdbc()
                .sql("SELECT count(*) FROM places.leaders WHERE offer = :offer")
                .param("offer", offer.value())
                .query(Long.class)
                .single();
    }

    private AddOffer.Outcome addLedBy(PlaceId place, ServiceCode service, Set<WorkStatus> leaders) {
        return ground.rooms
                .bean(AddOffer.class)
                .handle(new AddOffer.Command(
                        new OfferId(UUID.randomUUID()),
                        place,
                        service,
                        cents(12_00),
                        false,
                        Optional.empty(),
                        TODAY,
                        Optional.empty(),
                        leaders,
                        ADMIN));
    }

    @Test
    @DisplayName("R-121 : un lieu caché reste ouvert et quitte la carte")
    void a_hidden_place_stays_open() {
        var place = ground.open("Caché", "21054");
        var beaune = new Places.Filter(TODAY, Set.of(PerimeterCode.of("C:21054")), Set.of());
        assertThat(places.onTheMap(beaune, Optional.empty(), 10))
                .extracting(Place::id)
                .containsExactly(place);
        hide(place, true, REVIEWER);
        assertThat(places.onTheMap(beaune, Optional.empty(), 10)).isEmpty();
        assertThat(placePeriod(place)).isEqualTo("2020-01-01 null true");
        hide(place, false, REVIEWER);
        assertThat(places.onTheMap(beaune, Optional.empty(), 10)).hasSize(1);
    }

    @Test
    @DisplayName("la liste se lit page à page, par nom, dans un périmètre et pour un service")
    void is_read_page_by_page() {
        var first = ground.open("Page", "71014");
        var second = ground.open("Page", "71014");
        var third = ground.open("Pages", "71014");
        ground.offer(third, MAIL, cents(10_00));
        var filter = new Places.Filter(TODAY, Set.of(PerimeterCode.of("C:71014")), Set.of());
        var page = places.onTheMap(filter, Optional.empty(), 2);
        assertThat(page).extracting(Place::id).containsExactlyInAnyOrder(first, second);
        assertThat(places.onTheMap(filter, Optional.of(page.getLast().id()), 2))
                .extracting(Place::id)
                .containsExactly(third);
        assertThat(places.onTheMap(
                        new Places.Filter(TODAY, Set.of(PerimeterCode.of("D:71")), Set.of(MAIL)), Optional.empty(), 5))
                .extracting(Place::id)
                .containsExactly(third);
        assertThat(places.of(PROVIDER)).extracting(Place::id).contains(first, second, third);
    }

    @Test
    @DisplayName("un lieu est dans tout ce qui contient sa commune, et dans lui-même")
    void a_place_is_in_all_that_contains_it() {
        var place = ground.open("Codes", DIJON);
        assertThat(ground.db
                        .jdbc()
                        .sql("SELECT unnest(territory_codes) FROM places.place_period WHERE place = :id")
                        .param("id", place.value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("C:21231", "E:242100410", "D:21", "R:27", "P:" + place);
    }

    @Test
    @DisplayName(
            "les contraintes disent ce que le code dit : prix sous la valeur, tarif non entier, deux offres à la fois")
    void constraints_are_rules() {
        var place = ground.open("Contraintes", DIJON);
        ground.offer(place, MAIL, cents(10_00));
        for (var broken : List.of(
                "no_price_is_below_face_value: 999, false, 'FP-COM-002', '2026-11-10'",
                "a_regulated_price_is_whole_vouchers: 1200, true, 'FP-COM-002', '2026-11-10'",
                "no_offer_is_back_dated: 1000, false, 'FP-COM-002', '2026-11-09'",
                "a_service_has_one_offer_at_a_place_at_a_time: 1000, false, 'FP-COM-001', '2026-11-20'")) {
            var parts = broken.split(": ", 2);
            assertThatThrownBy(() -> ground.db
                            .jdbc()
                            .sql("""
                                    INSERT INTO places.offer (price_cents, is_regulated, service, valid_from, id, place,
                                           face_value_cents, format, recorded_at, recorded_by)
                                    VALUES (%s, gen_random_uuid(), :place, 1000, 'BOTH', '2026-11-10T10:00Z', 'x')
                                    """.formatted(parts[1]))
                            .param("place", place.value())
                            .update())
                    .hasMessageContaining(parts[0]);
        }
    }

    @Test
    @DisplayName("les invariants tiennent, et voient une commune, une structure ou un service qui n’existent pas")
    void invariants_see_what_is_missing() {
        ground.offer(ground.open("Invariants", DIJON), MAIL, cents(10_00));
        assertThat(offenders()).isEmpty();
        var owner = JdbcClient.create(ground.db.owner());
        var id = UUID.randomUUID();
        owner.sql("""
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune,
                               is_position_exact, opening_hours, opened_on, recorded_at, recorded_by)
                        VALUES (:id, :id, 'Nulle part', '', '21000', 'Nulle part', '21999', false, '', '2020-01-01',
                               '2026-11-10T10:00Z', 'x')
                        """).param("id", id).update();
        owner.sql("""
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by)
                        VALUES (:id, :id, 'FP-ZZZ-999', 1000, 1000, false, 'BOTH', '2026-11-10',
                               '2026-11-10T10:00Z', 'x')
                        """).param("id", id).update();
        assertThat(offenders()).containsExactly(id.toString(), id.toString(), id.toString());
        owner.sql("DELETE FROM places.offer WHERE id = :id").param("id", id).update();
        owner.sql("DELETE FROM places.place WHERE id = :id").param("id", id).update();
    }

    private List<String> offenders() {
        return new PlacesInvariants()
                .all().stream()
                        .flatMap(invariant ->
                                ground.db.jdbc().sql(invariant.offenders()).query(String.class).list().stream())
                        .toList();
    }

    private List<String> offerPeriods(PlaceId place) {
        return ground.db
                .jdbc()
                .sql("""
                        SELECT service || ' ' || price_cents || ' ' || is_regulated || ' ' || valid_from || ' '
                               || coalesce(valid_until::text, 'null')
                          FROM places.offer_period
                         WHERE place = :place
                         ORDER BY service, valid_from
                        """)
                .param("place", place.value())
                .query(String.class)
                .list();
    }

    private String placePeriod(PlaceId place) {
        return ground.db
                .jdbc()
                .sql("""
                        SELECT open_from || ' ' || coalesce(open_until::text, 'null') || ' ' || is_hidden
                          FROM places.place_period
                         WHERE place = :place
                        """)
                .param("place", place.value())
                .query(String.class)
                .single();
    }

    private OpenPlace.Outcome open(OpenPlace.Command command) {
        return ground.rooms.bean(OpenPlace.class).handle(command);
    }

    private ClosePlace.Outcome close(PlaceId place, LocalDate closedOn, Actor by) {
        return ground.rooms.bean(ClosePlace.class).handle(new ClosePlace.Command(place, closedOn, by));
    }

    private HidePlace.Outcome hide(PlaceId place, boolean isHidden, Actor by) {
        return ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(place, isHidden, by));
    }

    private WithdrawOffer.Outcome withdraw(OfferId offer, LocalDate until, Actor by) {
        return ground.rooms.bean(WithdrawOffer.class).handle(new WithdrawOffer.Command(offer, until, by));
    }

    private AddOffer.Outcome add(
            PlaceId place,
            ServiceCode service,
            Money price,
            boolean isRegulated,
            LocalDate from,
            Optional<LocalDate> until,
            Actor by) {
        return ground.rooms
                .bean(AddOffer.class)
                .handle(new AddOffer.Command(
                        new OfferId(UUID.randomUUID()),
                        place,
                        service,
                        price,
                        isRegulated,
                        Optional.empty(),
                        from,
                        until,
                        Set.of(WorkStatus.EMPLOYEE),
                        by));
    }
}
