package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.MAIL;
import static coop.fairpass.places.Ground.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

@DisplayName("R-080, R-092 : chercher où utiliser un chèque")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceSearchTest {

    private static final Point DIJON = new Point(47.3220, 5.0415);
    private static final ServiceCode OTHER_SERVICE = ServiceCode.of("FP-COM-003");

    private final Ground ground;
    private final PlaceSearch search;
    private PlaceId near;
    private PlaceId far;
    private PlaceId regulated;

    PlaceSearchTest(Db db) {
        ground = new Ground(db);
        search = ground.rooms.bean(PlaceSearch.class);
    }

    @BeforeAll
    void open() {
        near = place("Près", new Point(47.3230, 5.0420));
        far = place("Loin", new Point(47.4000, 5.0420));
        regulated = place("Réglementé", new Point(47.3300, 5.0420));
        offer(near, MAIL, cents(15_00), false, ServiceFormat.INDIVIDUAL);
        offer(near, OTHER_SERVICE, cents(30_00), false, ServiceFormat.INDIVIDUAL);
        offer(far, MAIL, cents(10_00), false, ServiceFormat.INDIVIDUAL);
        offer(regulated, MAIL, cents(20_00), true, ServiceFormat.INDIVIDUAL);
        place("Sans offre", new Point(47.3221, 5.0416));
        present(far, "Tu 09:00-12:00", Set.of(Care.WALKING, Care.HEARING));
        present(near, "Mo-Fr 14:00-18:00", Set.of(Care.WALKING));
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private PlaceId place(String name, Point at) {
        return ground.open(name, "21231", Optional.of(at), Optional.empty());
    }

    private void offer(PlaceId place, ServiceCode service, Money price, boolean isRegulated, ServiceFormat format) {
        var outcome = ground.rooms
                .bean(AddOffer.class)
                .handle(new AddOffer.Command(
                        new OfferId(UUID.randomUUID()),
                        place,
                        service,
                        price,
                        isRegulated,
                        Optional.of(format),
                        TODAY,
                        Optional.empty(),
                        ADMIN));
        assertThat(outcome).isInstanceOf(AddOffer.Outcome.Added.class);
    }

    private void present(PlaceId place, String hours, Set<Care> care) {
        var none = Presentation.none(TODAY);
        var said = new Presentation(
                "",
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                List.of(),
                care.stream().map(Care::standard).sorted().toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                none.updatedOn(),
                List.of());
        assertThat(ground.rooms
                        .bean(PresentPlace.class)
                        .handle(new PresentPlace.Command(
                                place, Optional.of(Telephone.of("0380000000")), Optional.empty(), hours, said, ADMIN)))
                .isInstanceOf(PresentPlace.Outcome.Presented.class);
    }

    private static PlaceSearch.Question around(int kilometres) {
        return new PlaceSearch.Question(
                Optional.of(new PlaceSearch.Around(DIJON, kilometres * 1_000)),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                0,
                10);
    }

    private List<String> names(PlaceSearch.Question question) {
        return search.find(question).places().stream()
                .map(found -> found.place().name())
                .toList();
    }

    @Test
    @DisplayName("du plus proche au plus loin, dans le rayon demandé, et seulement là où quelque chose est offert")
    void by_distance() {
        assertThat(names(around(20))).containsExactly("Près", "Réglementé", "Loin");
        assertThat(names(around(5))).containsExactly("Près", "Réglementé");
    }

    @Test
    @DisplayName("sans lieu de départ, par nom dans toute la France, page après page")
    void by_name() {
        var all = new PlaceSearch.Question(
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Set.of(), false, 0, 2);
        var first = search.find(all);
        assertThat(first.places()).extracting(found -> found.place().name()).containsExactly("Loin", "Près");
        assertThat(first.hasMore()).isTrue();
        var second = search.find(new PlaceSearch.Question(
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Set.of(), false, 2, 2));
        assertThat(second.places()).extracting(found -> found.place().name()).containsExactly("Réglementé");
        assertThat(second.hasMore()).isFalse();
    }

    @Test
    @DisplayName("R-090 : le reste à payer montré est le plus petit ; zéro au tarif réglementé, avec deux chèques")
    void the_least_charge_is_shown() {
        var found = search.find(around(20)).places();
        assertThat(found.get(0).least().charge().remaining()).isEqualTo(cents(5_00));
        assertThat(found.get(0).services()).isEqualTo(2);
        assertThat(found.get(1).least().charge().remaining()).isEqualTo(Money.ZERO);
        assertThat(found.get(1).least().charge().vouchers()).isEqualTo(2);
    }

    @Test
    @DisplayName("par service, par reste à payer, par format, par accessibilité : une même offre répond à tout")
    void every_filter() {
        var base = around(20);
        assertThat(names(with(base, Set.of(OTHER_SERVICE), Optional.empty(), Optional.empty(), Set.of(), false)))
                .containsExactly("Près");
        assertThat(names(with(base, Set.of(MAIL), Optional.of(Money.ZERO), Optional.empty(), Set.of(), false)))
                .containsExactly("Réglementé", "Loin");
        assertThat(names(with(base, Set.of(MAIL), Optional.of(cents(5_00)), Optional.empty(), Set.of(), false)))
                .containsExactly("Près", "Réglementé", "Loin");
        // The dear offer of « Près » is not the one that costs five euros.
        assertThat(names(
                        with(base, Set.of(OTHER_SERVICE), Optional.of(cents(5_00)), Optional.empty(), Set.of(), false)))
                .isEmpty();
        assertThat(names(
                        with(base, Set.of(), Optional.empty(), Optional.of(ServiceFormat.COLLECTIVE), Set.of(), false)))
                .isEmpty();
        assertThat(names(
                        with(base, Set.of(), Optional.empty(), Optional.of(ServiceFormat.INDIVIDUAL), Set.of(), false)))
                .hasSize(3);
        assertThat(names(with(
                        base, Set.of(), Optional.empty(), Optional.empty(), Set.of(Care.WALKING.standard()), false)))
                .containsExactly("Près", "Loin");
        assertThat(names(with(
                        base,
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(Care.WALKING.standard(), Care.HEARING.standard()),
                        false)))
                .containsExactly("Loin");
    }

    @Test
    @DisplayName("ouvert maintenant : mardi 10 novembre à 10 heures, ceux du matin et non ceux de l’après-midi")
    void open_now() {
        assertThat(names(with(around(20), Set.of(), Optional.empty(), Optional.empty(), Set.of(), true)))
                .containsExactly("Réglementé", "Loin");
    }

    @Test
    @DisplayName("caché, fermé ou trop ancien, un lieu n’est pas trouvé")
    void what_is_off_the_map() {
        var hidden = place("Caché", DIJON);
        offer(hidden, MAIL, cents(10_00), false, ServiceFormat.INDIVIDUAL);
        ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(hidden, true, ADMIN));
        var closed = place("Fermé", DIJON);
        offer(closed, MAIL, cents(10_00), false, ServiceFormat.INDIVIDUAL);
        ground.rooms.bean(ClosePlace.class).handle(new ClosePlace.Command(closed, TODAY, ADMIN));
        var old = place("Ancien", DIJON);
        offer(old, MAIL, cents(10_00), false, ServiceFormat.INDIVIDUAL);
        setKnownOn(old, TODAY.minusMonths(8).minusDays(1));
        assertThat(names(around(20))).containsExactly("Près", "Réglementé", "Loin");
        ground.rooms.bean(ConfirmPlace.class).handle(new ConfirmPlace.Command(old, ADMIN));
        assertThat(names(around(20))).containsExactly("Ancien", "Près", "Réglementé", "Loin");
        ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(old, true, ADMIN));
    }

    private void setKnownOn(PlaceId place, LocalDate day) {
        ground.db
                .jdbc()
                .sql("UPDATE places.place SET confirmed_on = :day WHERE id = :id")
                .param("day", day)
                .param("id", place.value())
                .update();
    }

    private static PlaceSearch.Question with(
            PlaceSearch.Question base,
            Set<ServiceCode> path,
            Optional<Money> charge,
            Optional<ServiceFormat> format,
            Set<String> care,
            boolean isOpenNow) {
        return new PlaceSearch.Question(
                base.around(), path, charge, format, care, isOpenNow, base.skipped(), base.most());
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Dijon                                   | 21231
            dijon                                   | 21231
            21000                                   | 21231
            Dijon 21000                             | 21231
            12 rue des Forges, 21000 Dijon          | 21231
            12 rue de la Liberté Dijon              | 21231
            8 place du Théâtre 21000 DIJON CEDEX 2  | 21231
            Beauva                                  | 60057
            St-Denis 97400                          | 97411
            13 rue de Lyon, 75012 Paris             | 75056
            Paris 12                                | 75056
            Arbignieu                               | 01015
            """)
    void an_address_ends_with_its_commune(String near, String commune) {
        var read = read("near", near);
        assertThat(read.commune().map(found -> found.code().value())).contains(commune);
        assertThat(read.question()).isPresent();
    }

    private SearchForm.Read read(String... fields) {
        var sent = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            sent.add(fields[i], fields[i + 1]);
        }
        return ground.rooms
                .bean(SearchForm.class)
                .read(sent, 20, false, ground.rooms.bean(ServicesNow.class).on(TODAY));
    }

    @ParameterizedTest(name = "{0} = {1} : {2}")
    @CsvSource({
        "near, Villequinexistepas, near",
        "commune, 99999, near",
        "commune, pas un code, commune",
        "within, loin, within",
        "within, 5000, within",
        "service, FP-XXX-999, service",
        "service, <script>, service",
        "charge, -1, charge",
        "format, DEBOUT, format",
        "care, TOUT, care",
        "page, 0, page",
        "page, 51, page",
        "open, 1, near",
    })
    void a_bad_field_is_told_beside_it(String field, String value, String told) {
        var read = read(field, value);
        assertThat(read.question()).isEmpty();
        assertThat(read.told().isRefused()).isTrue();
        assertThat(read.told().isWrong(told)).as(read.told().toString()).isTrue();
    }

    @Test
    @DisplayName("l’adresse d’une recherche se garde et s’envoie : elle redonne la même recherche")
    void an_address_can_be_kept() {
        var read = read("near", "Dijon", "care", "WALKING", "care", "HEARING", "within", "10", "other", "x");
        assertThat(read.address("/lieux", Map.of("page", "2")))
                .isEqualTo("/lieux?near=Dijon&care=WALKING%7CHEARING&within=10&page=2");
        assertThat(read("near", "Dijon", "care", "WALKING|HEARING", "within", "10")
                        .question())
                .isEqualTo(read.question());
    }
}
