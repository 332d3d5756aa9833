package coop.fairpass.places;

import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.FOREIGN_ADMIN;
import static coop.fairpass.places.Ground.PROVIDER;
import static coop.fairpass.places.Ground.STAFF;
import static coop.fairpass.places.Ground.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("R-121 : une page de lieu se confirme tous les six mois, et la structure en est prévenue")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceDueDatesTest {

    private final Ground ground;
    private final PlaceDueDates dueDates;

    PlaceDueDatesTest(Db db) {
        ground = new Ground(db);
        dueDates = ground.rooms.bean(PlaceDueDates.class);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @Test
    @DisplayName("à confirmer, marquée, hors de la carte : chaque étape est dite une fois, même rattrapée deux fois")
    void each_step_is_told_once() {
        var place = ground.open("Lieu à confirmer", "21231");
        dueDates.run(TODAY.plusMonths(6).minusDays(1));
        assertThat(told(place)).isZero();
        dueDates.run(TODAY.plusMonths(6));
        dueDates.run(TODAY.plusMonths(6).plusDays(1));
        assertThat(told(place)).isEqualTo(1);
        dueDates.run(TODAY.plusMonths(7).plusDays(5));
        assertThat(told(place)).isEqualTo(2);
        dueDates.run(TODAY.plusMonths(9));
        dueDates.run(TODAY.plusMonths(10));
        assertThat(told(place)).isEqualTo(3);
        assertThat(ground.rooms.bean(Notices.class).lastOf(PROVIDER, 10))
                .extracting(Notice::subject)
                .contains("Un lieu a quitté la carte");
    }

    private long told(PlaceId place) {
        return ground.rooms.bean(Notices.class).lastOf(PROVIDER, 50).stream()
                .filter(notice -> notice.key().contains(place.toString()))
                .count();
    }

    @Test
    @DisplayName("seul un administrateur de la structure confirme ; pour une autre, le lieu n’existe pas")
    void who_confirms() {
        var place = ground.open("Lieu confirmé", "21231");
        assertThat(confirm(place, FOREIGN_ADMIN))
                .isEqualTo(new ConfirmPlace.Outcome.Refused(PresentationReason.UNKNOWN_PLACE));
        assertThat(confirm(place, STAFF)).isEqualTo(new ConfirmPlace.Outcome.Refused(PresentationReason.NOT_ALLOWED));
        ground.clock.set("2026-12-24T10:00");
        try {
            assertThat(confirm(place, ADMIN)).isInstanceOf(ConfirmPlace.Outcome.Confirmed.class);
            assertThat(ground.rooms.bean(Places.class).get(place).knownOn()).isEqualTo(LocalDate.of(2026, 12, 24));
        } finally {
            ground.clock.set("2026-11-10T10:00");
        }
    }

    private ConfirmPlace.Outcome confirm(PlaceId place, Actor by) {
        return ground.rooms.bean(ConfirmPlace.class).handle(new ConfirmPlace.Command(place, by));
    }
}
