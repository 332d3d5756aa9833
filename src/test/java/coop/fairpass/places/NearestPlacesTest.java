package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.places.Ground.MAIL;
import static coop.fairpass.places.Ground.OTHER;
import static coop.fairpass.places.Ground.PROVIDER;
import static coop.fairpass.places.Ground.REVIEWER;
import static coop.fairpass.places.Ground.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PerimeterCoverage.Capacity;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les lieux les plus proches, et ceux qui restent trop loin")
@ExtendWith(TestDatabase.class)
class NearestPlacesTest {

    private static final ServiceCode OTHER_SERVICE = ServiceCode.of("FP-COM-002");
    private static final String BELFORT = "90010";
    private static final Point BELFORT_STATION = new Point(47.6327, 6.8545);

    private final Ground ground;
    private final NearestPlaces nearest;
    private final PerimeterCoverage coverage;
    private final Territories territories;

    NearestPlacesTest(Db db) {
        ground = new Ground(db);
        nearest = ground.rooms.bean(NearestPlaces.class);
        coverage = ground.rooms.bean(PerimeterCoverage.class);
        territories = ground.rooms.bean(Territories.class);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    @DisplayName("R-075, R-089 : les trois plus proches, avec distance, horaires, téléphone, prix et reste à payer")
    void the_three_nearest() {
        var here = offering("Ici", BELFORT, new Point(47.6330, 6.8545), 15_00);
        var near = offering("À côté", BELFORT, new Point(47.6400, 6.8545), 10_00);
        var further = offering("Plus loin", BELFORT, new Point(47.6600, 6.8545), 10_00);
        offering("Quatrième", BELFORT, new Point(47.7000, 6.8545), 10_00);
        var found = nearest.to(BELFORT_STATION, search("D:90"));
        assertThat(found).extracting(place -> place.place().id()).containsExactly(here, near, further);
        assertThat(found).extracting(NearestPlaces.NearPlace::metres).containsExactly(33L, 812L, 3036L);
        assertThat(found.getFirst().services())
                .containsExactly(new NearestPlaces.PricedOffer(
                        MAIL, found.getFirst().services().getFirst().label(), cents(15_00), false, cents(5_00)));
        assertThat(found.getFirst().services().getFirst().label()).isNotBlank();
        assertThat(found.getFirst().place().openingHours()).isEqualTo("Mo-Fr 09:00-12:00");
        assertThat(found.getFirst().place().telephone()).isPresent();
    }

    @Test
    @DisplayName(
            "ni fermé, ni caché, ni sans offre, ni hors du périmètre, ni d’un autre prestataire, ni d’un autre service")
    void only_those_where_the_voucher_can_be_used() {
        var usable = offering("Le bon", BELFORT, new Point(47.70, 6.85), 10_00);
        ground.open("Sans offre", BELFORT, Optional.of(BELFORT_STATION), Optional.empty());
        offering("Hors du périmètre", "68224", new Point(47.66, 6.90), 10_00);
        var hidden = offering("Caché", BELFORT, BELFORT_STATION, 10_00);
        ground.rooms.bean(HidePlace.class).handle(new HidePlace.Command(hidden, true, REVIEWER));
        var closed = offering("Fermé", BELFORT, BELFORT_STATION, 10_00);
        ground.rooms.bean(ClosePlace.class).handle(new ClosePlace.Command(closed, TODAY, REVIEWER));
        var other = ground.open("Autre service", BELFORT, Optional.of(BELFORT_STATION), Optional.empty());
        ground.offer(other, OTHER_SERVICE, cents(10_00));

        assertThat(nearest.to(BELFORT_STATION, search("D:90")))
                .extracting(place -> place.place().id())
                .containsExactly(usable);
        assertThat(nearest.to(BELFORT_STATION, search(Optional.of(Set.of(OTHER)), "D:90")))
                .isEmpty();
        assertThat(nearest.to(BELFORT_STATION, search(Optional.of(Set.of(OTHER, PROVIDER)), "D:90")))
                .hasSize(1);
        assertThat(nearest.to(BELFORT_STATION, search("P:" + usable))).hasSize(1);
        assertThat(nearest.to(BELFORT_STATION, search("D:21"))).isEmpty();
        assertThat(nearest.to(BELFORT_STATION, search())).hasSize(2);
    }

    @Test
    @DisplayName("d’une commune, on part de son centre ; à la Réunion, on ne propose pas Paris")
    void from_the_centre_of_a_commune() {
        offering("À Paris", "75056", new Point(48.8566, 2.3522), 10_00);
        assertThat(nearest.to(InseeCode.of("97411"), search())).isEmpty();
        assertThat(nearest.to(InseeCode.of("75056"), search())).hasSize(1);
        assertThat(nearest.to(InseeCode.of("21999"), search())).isEmpty();
    }

    @Test
    @DisplayName("R-075 : un lieu itinérant est proche là où il s’arrête ; l’adresse et l’heure sont celles de l’arrêt")
    void where_an_itinerant_place_stops() {
        var bus = offering("Bus", "25388", new Point(47.51, 6.80), 10_00);
        ground.present(
                bus, "Mo 09:00-12:00", Set.of(), List.of(new Presentation.Stop("La Gare", BELFORT, "Tu 14:00-16:00")));
        var found = nearest.to(BELFORT_STATION, search()).getFirst();
        assertThat(found.place().id()).isEqualTo(bus);
        assertThat(found.metres()).isLessThan(3_000);
        assertThat(found.address()).isEqualTo("La Gare, Belfort");
        assertThat(found.openingHours()).isEqualTo("Tu 14:00-16:00");
    }

    @Test
    @DisplayName("on cherche plus loin tant qu’il en manque, jusqu’à 150 kilomètres")
    void wider_and_wider() {
        offering("À six kilomètres", BELFORT, new Point(47.6330 + 0.055, 6.8545), 10_00);
        offering("À trente kilomètres", BELFORT, new Point(47.6330 + 0.27, 6.8545), 10_00);
        offering("À cent kilomètres", BELFORT, new Point(47.6330 + 0.9, 6.8545), 10_00);
        offering("À deux cents kilomètres", BELFORT, new Point(47.6330 + 1.8, 6.8545), 10_00);
        assertThat(nearest.to(BELFORT_STATION, search()))
                .extracting(near -> near.place().name())
                .containsExactly("À six kilomètres", "À trente kilomètres", "À cent kilomètres");
    }

    @Test
    @DisplayName("R-002, R-121 : un lieu que personne n’a confirmé depuis huit mois ne couvre plus personne")
    void a_stale_place_covers_nobody() {
        var place = offering("Ancien", BELFORT, BELFORT_STATION, 10_00);
        assertThat(coverage.of(question(520, 26, "D:90")).openPlaces()).isEqualTo(1);
        confirmed(place, TODAY.minusMonths(8));
        assertThat(coverage.of(question(520, 26, "D:90")).openPlaces()).isZero();
        assertThat(coverage.of(question(520, 26, "D:90")).inhabitantsCovered()).isZero();
        confirmed(place, TODAY.minusMonths(7));
        assertThat(coverage.of(question(520, 26, "D:90")).openPlaces()).isEqualTo(1);
    }

    private void confirmed(PlaceId place, LocalDate day) {
        ground.db
                .jdbc()
                .sql("UPDATE places.place SET confirmed_on = :day WHERE id = :id")
                .param("day", day)
                .param("id", place.value())
                .update();
    }

    @Test
    @DisplayName("R-002 : lieux ouverts, habitants couverts, capacité et communes oubliées, la plus peuplée d’abord")
    void coverage_before_a_quote() {
        offering("Belfort", BELFORT, BELFORT_STATION, 10_00);
        ground.offer(
                ground.open("Inconnue", BELFORT, Optional.of(BELFORT_STATION), Optional.empty()), MAIL, cents(10_00));
        ground.open("Sans offre", BELFORT, Optional.of(BELFORT_STATION), Optional.of(1_000));

        var covered = coverage.of(question(520, 26, "D:90"));
        assertThat(covered.openPlaces()).isEqualTo(2);
        assertThat(covered.placesOfUnknownCapacity()).isEqualTo(1);
        assertThat(covered.weeklyCapacity()).isEqualTo(20);
        assertThat(covered.capacity()).isEqualTo(520);
        assertThat(covered.inhabitants()).isBetween(130_000L, 150_000L);
        assertThat(covered.inhabitants())
                .isEqualTo(covered.inhabitantsCovered()
                        + covered.leftOut().stream()
                                .mapToLong(PerimeterCoverage.LeftOut::population)
                                .sum());
        assertThat(covered.leftOut())
                .extracting(PerimeterCoverage.LeftOut::name)
                .doesNotContain("Belfort");
        // 4 900 inhabitants at eighteen kilometres: more than ten
        assertThat(covered.leftOut().getFirst().name()).isEqualTo("Delle");
        assertThat(covered.leftOut())
                .isSortedAccordingTo((one, other) -> Long.compare(other.population(), one.population()));
    }

    @ParameterizedTest(name = "{0} chèques pour 520 accueils possibles : {1} %, {2}")
    @CsvSource({
        "521, 99, SHORT",
        "520, 100, TIGHT",
        "347, 149, TIGHT",
        "346, 150, AMPLE",
        "0, , AMPLE",
    })
    void the_capacity_ratio_has_two_edges(long vouchers, Long percent, Capacity verdict) {
        offering("Belfort", BELFORT, BELFORT_STATION, 10_00);
        var covered = coverage.of(question(vouchers, 26, "D:90"));
        assertThat(covered.capacityPercent()).isEqualTo(Optional.ofNullable(percent));
        assertThat(covered.verdict()).isEqualTo(verdict);
    }

    @Test
    @DisplayName(
            "hors du périmètre un lieu ne couvre rien ; un périmètre de lieux compte leurs communes, un vide la France")
    void a_perimeter_may_be_places_or_all() {
        var place = offering("Belfort", BELFORT, BELFORT_STATION, 10_00);
        assertThat(coverage.of(question(1, 1, "D:25")).inhabitantsCovered()).isZero();
        var one = coverage.of(question(1, 1, "P:" + place));
        assertThat(one.openPlaces()).isEqualTo(1);
        assertThat(one.inhabitants()).isEqualTo(one.inhabitantsCovered()).isBetween(40_000L, 50_000L);
        assertThat(one.leftOut()).isEmpty();
        assertThat(coverage.of(question(1, 1)).inhabitants()).isEqualTo(68_952_941);
        // a former commune stands for the one it joined
        assertThat(coverage.of(question(1, 1, "C:01340")).leftOut())
                .extracting(PerimeterCoverage.LeftOut::commune)
                .containsExactly(InseeCode.of("01015"));
    }

    @Test
    @DisplayName("le calcul de PostgreSQL est celui qu’on ferait à la main, commune par commune")
    void agrees_with_counting_by_hand() {
        var random = new Random(90);
        var places = new HashSet<Point>();
        for (int i = 0; i < 12; i++) {
            var point = new Point(47.45 + random.nextDouble() * 0.35, 6.78 + random.nextDouble() * 0.3);
            places.add(point);
            offering("Lieu " + i, "90093", point, 10_00);
        }
        var communes = territories.communesIn(Set.of(PerimeterCode.of("D:90"))).stream()
                .map(code -> territories.commune(code).orElseThrow())
                .toList();
        long byHand = communes.stream()
                .filter(commune -> commune.code().equals(InseeCode.of("90093"))
                        || places.stream().anyMatch(place -> isNear(commune, place)))
                .mapToLong(Commune::population)
                .sum();
        var covered = coverage.of(question(1, 1, "D:90"));
        assertThat(covered.inhabitantsCovered()).isEqualTo(byHand).isPositive();
        assertThat(covered.leftOut()).isNotEmpty();
    }

    private static boolean isNear(Commune commune, Point place) {
        int metres = commune.population() > 10_000 ? 5_000 : commune.population() > 2_000 ? 10_000 : 15_000;
        return commune.centre().orElseThrow().metresTo(place) <= metres;
    }

    private PlaceId offering(String name, String commune, Point position, long priceCents) {
        var place = ground.open(name, commune, Optional.of(position), Optional.of(20));
        ground.offer(place, MAIL, cents(priceCents));
        return place;
    }

    private static NearestPlaces.Search search(String... perimeter) {
        return search(Optional.empty(), perimeter);
    }

    private static NearestPlaces.Search search(Optional<Set<OrganisationId>> providers, String... perimeter) {
        return new NearestPlaces.Search(filter(perimeter), providers, cents(10_00), 1, 3);
    }

    private static PerimeterCoverage.Question question(long vouchers, long weeks, String... perimeter) {
        return new PerimeterCoverage.Question(filter(perimeter), Optional.empty(), vouchers, weeks);
    }

    private static Places.Filter filter(String... perimeter) {
        return new Places.Filter(
                TODAY, Arrays.stream(perimeter).map(PerimeterCode::of).collect(Collectors.toSet()), Set.of(MAIL));
    }
}
