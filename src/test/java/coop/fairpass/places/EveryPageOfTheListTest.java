package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.places.Ground.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

@DisplayName("R-080 : de page en page, la liste va jusqu’à son dernier lieu")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageOfTheListTest {

    private static final int PLACES = 1_101;

    private final Ground ground;

    EveryPageOfTheListTest(Db db) {
        ground = new Ground(db);
    }

    @BeforeAll
    void open() {
        var first = ground.open("Lieu 0000", "21231");
        ground.offer(first, MAIL, cents(15_00));
        ground.db
                .jdbc()
                .sql("""
                        WITH more AS (
                            INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude,
                                   longitude, is_position_exact, opening_hours, opened_on, recorded_at, recorded_by)
                            SELECT gen_random_uuid(), p.provider, 'Lieu ' || lpad(n::text, 4, '0'), p.street,
                                   p.postal_code, p.town, p.commune, p.latitude, p.longitude, p.is_position_exact,
                                   p.opening_hours, p.opened_on, p.recorded_at, p.recorded_by
                              FROM places.place p, generate_series(1, :more) n
                             WHERE p.id = :first
                            RETURNING id)
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, recorded_at, recorded_by)
                        SELECT gen_random_uuid(), more.id, o.service, o.price_cents, o.face_value_cents,
                               o.is_regulated, o.format, o.valid_from, o.recorded_at, o.recorded_by
                          FROM places.offer o, more
                         WHERE o.place = :first
                        """)
                .param("first", first.value())
                .param("more", PLACES - 1)
                .update();
    }

    @AfterAll
    void close() {
        ground.close();
    }

    /** Every page, by the link of the one before. */
    private List<PlaceListPage> walk(String from, int most) {
        var pages = new ArrayList<PlaceListPage>();
        for (var next = Optional.of(from);
                next.isPresent();
                next = pages.getLast().pages().next()) {
            var shown = ground.rooms
                    .bean(FindPlaces.class)
                    .handle(new FindPlaces.Command(asked(next.get()), "/lieux", most, false));
            assertThat(shown.isRefused()).as(next.get()).isFalse();
            pages.add(shown.page());
        }
        return pages;
    }

    private static MultiValueMap<String, String> asked(String address) {
        return UriComponentsBuilder.fromUriString(address).build().getQueryParams();
    }

    private static long differentPlaces(List<PlaceListPage> pages) {
        return pages.stream()
                .flatMap(page -> page.answer().orElseThrow().places().stream())
                .map(found -> found.place().id())
                .distinct()
                .count();
    }

    @Test
    @DisplayName("par nom ou autour d’une commune, chacun une fois, au-delà de la cinquantième page")
    void every_place_once() {
        for (var from : new String[] {"/lieux", "/lieux?near=Dijon"}) {
            var pages = walk(from, SearchForm.PAGE);
            assertThat(pages).hasSize(56);
            assertThat(differentPlaces(pages)).isEqualTo(PLACES);
            assertThat(pages.getLast().isCut()).isFalse();
            assertThat(pages.getLast().answer().orElseThrow().places()).hasSize(1);
        }
    }

    @Test
    @DisplayName("la dernière page permise ne mène pas à une erreur, et dit que la liste n’est pas finie")
    void where_it_is_cut() {
        var pages = walk("/lieux?page=498", 2);
        assertThat(pages).hasSize(3);
        assertThat(pages.getLast().pages().page()).isEqualTo(SearchForm.LAST_PAGE);
        assertThat(pages.getLast().isCut()).isTrue();
    }

    @Test
    @DisplayName("après la fin, la page est vide et ramène à la première")
    void after_the_end() {
        var beyond = walk("/lieux?near=Dijon&page=57", SearchForm.PAGE);
        assertThat(beyond).hasSize(1);
        assertThat(beyond.getFirst().answer().orElseThrow().places()).isEmpty();
        assertThat(beyond.getFirst().pages().first()).isEqualTo("/lieux?near=Dijon");
    }
}
