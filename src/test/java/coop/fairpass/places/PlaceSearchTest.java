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
import coop.fairpass.money.Money;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
        ground.offer(near, MAIL, cents(15_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.offer(near, OTHER_SERVICE, cents(30_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.offer(far, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.offer(regulated, MAIL, cents(20_00), true, Optional.of(ServiceFormat.INDIVIDUAL));
        place("Sans offre", new Point(47.3221, 5.0416));
        ground.present(far, "Tu 09:00-12:00", Set.of(Care.WALKING, Care.HEARING), List.of());
        ground.present(near, "Mo-Fr 14:00-18:00", Set.of(Care.WALKING), List.of());
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private PlaceId place(String name, Point at) {
        return ground.open(name, "21231", Optional.of(at), Optional.empty());
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
    @DisplayName("un lieu itinérant est trouvé là où il s’arrête, à cette distance et aux heures de cet arrêt")
    void where_it_stops() {
        var bus = place("Bus", new Point(46.6000, 5.0420));
        ground.offer(bus, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.present(
                bus,
                "Tu 14:00-16:00",
                Set.of(),
                List.of(
                        new Presentation.Stop("Place du Marché", "21231", "Tu 09:00-12:00"),
                        new Presentation.Stop("Place Carnot, Beaune", "21054", "We 09:00-12:00")));
        var all = search.find(around(20)).places();
        // The stop is at the centre of its commune.
        assertThat(all).extracting(one -> one.place().name()).containsExactly("Près", "Bus", "Réglementé", "Loin");
        var found = all.get(1);
        assertThat(found.stop()).map(NearStop::address).contains("Place du Marché, Dijon");
        assertThat(found.address()).isEqualTo("Place du Marché, Dijon");
        assertThat(found.metres())
                .hasValueSatisfying(metres -> assertThat(metres).isLessThan(3_000));
        assertThat(found.now().state()).isEqualTo(OpenState.OPEN);
        assertThat(found.position()).isEqualTo(found.stop().map(NearStop::at));
        // Both its stops are near enough: it is one place, at the nearest.
        assertThat(names(around(50))).containsOnlyOnce("Bus");
        var everywhere = new PlaceSearch.Question(
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Set.of(), false, 0, 10);
        assertThat(search.find(everywhere).places().getFirst().stop()).isEmpty();
        ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(bus, true, ADMIN));
    }

    @Test
    @DisplayName("qu’il y en ait assez tout près ou non, chaque page continue la précédente")
    void pages_follow_each_other() {
        var one = new PlaceSearch.Question(
                around(20).around(), Set.of(), Optional.empty(), Optional.empty(), Set.of(), false, 0, 1);
        var names = IntStream.range(0, 3)
                .mapToObj(skipped -> new PlaceSearch.Question(
                        one.around(), one.path(), one.mostCharge(), one.format(), one.care(), false, skipped, 1))
                .map(search::find)
                .toList();
        assertThat(names)
                .extracting(answer -> answer.places().getFirst().place().name())
                .containsExactly("Près", "Réglementé", "Loin");
        assertThat(names).extracting(PlaceSearch.Answer::hasMore).containsExactly(true, true, false);
    }

    private PlaceListPage letter(String... fields) {
        return ground.rooms
                .bean(FindPlaces.class)
                .handle(new FindPlaces.Command(sent(fields), "/lieux/lettre", 3, true))
                .page();
    }

    private static List<String> names(PlaceListPage page) {
        return page.answer().orElseThrow().places().stream()
                .map(found -> found.place().name())
                .toList();
    }

    @Test
    @DisplayName("R-075 : la lettre en a trois, quitte à chercher plus loin que demandé, et dit jusqu’où")
    void a_letter_has_three() {
        var near = letter("near", "Dijon", "within", "20");
        assertThat(names(near)).containsExactly("Près", "Réglementé", "Loin");
        assertThat(near.beyond()).isEmpty();
        var further = letter("near", "Dijon", "within", "5");
        assertThat(names(further)).containsExactly("Près", "Réglementé", "Loin");
        assertThat(further.beyond())
                .contains("2 lieux sont à moins de 5 km. Nous avons cherché plus loin : le dernier est à 8,6 km.");
        var none = letter("near", "Beaune", "within", "10");
        assertThat(names(none)).hasSize(3);
        assertThat(none.beyond())
                .hasValueSatisfying(said -> assertThat(said).startsWith("Aucun lieu n’est à moins de 10 km."));
        // Nobody goes so far.
        assertThat(names(letter("near", "Brest"))).isEmpty();
    }

    @Test
    @DisplayName("R-075 : la lettre garde tout ce qui était demandé, et le dit : le service, le prix, pour qui")
    void a_letter_keeps_what_was_asked() {
        var dear = letter("near", "Dijon", "within", "5", "service", OTHER_SERVICE.value());
        assertThat(names(dear)).containsExactly("Près");
        assertThat(dear.asked()).hasSize(1).doesNotContain(OTHER_SERVICE.value());
        assertThat(dear.elsewhere().letter())
                .isEqualTo("/lieux/lettre?near=Dijon&within=5&service=" + OTHER_SERVICE.value());
        var free = letter("near", "Dijon", "charge", "0", "care", "WALKING", "service", MAIL.value());
        assertThat(names(free)).containsExactly("Loin");
        assertThat(free.asked())
                .hasSize(3)
                .contains("rien à payer en plus", "Les personnes qui marchent difficilement ou en fauteuil");
    }

    @Test
    @DisplayName("« autour » s’accorde avec le nom de la commune")
    void around_a_town() {
        assertThat(letter("near", "Autun").where()).isEqualTo("Autour d’Autun (71)");
        assertThat(letter("near", "Le Creusot").where()).isEqualTo("Autour du Creusot (71)");
        assertThat(letter("near", "Dijon").where()).isEqualTo("Autour de Dijon (21)");
    }

    @Test
    @DisplayName("caché, fermé ou trop ancien, un lieu n’est pas trouvé")
    void what_is_off_the_map() {
        var hidden = place("Caché", DIJON);
        ground.offer(hidden, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(hidden, true, ADMIN));
        var closed = place("Fermé", DIJON);
        ground.offer(closed, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.rooms.bean(ClosePlace.class).handle(new ClosePlace.Command(closed, TODAY, ADMIN));
        var old = place("Ancien", DIJON);
        ground.offer(old, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
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

    private static LinkedMultiValueMap<String, String> sent(String... fields) {
        var sent = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            sent.add(fields[i], fields[i + 1]);
        }
        return sent;
    }

    private SearchForm.Read read(String... fields) {
        return ground.rooms
                .bean(SearchForm.class)
                .read(
                        sent(fields),
                        20,
                        false,
                        ground.rooms.bean(ServicesNow.class).on(TODAY));
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
        "page, 501, page",
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
