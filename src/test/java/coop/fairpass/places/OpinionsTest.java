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
import coop.fairpass.directory.Role;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-095 : un avis en trois réponses, d’un lieu et de personne")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpinionsTest {

    private static final Map<OpinionQuestion, OpinionAnswer> CONTENT = Map.of(
            OpinionQuestion.WELCOME, OpinionAnswer.YES,
            OpinionQuestion.HELP, OpinionAnswer.SO_SO,
            OpinionQuestion.AGAIN, OpinionAnswer.NO);

    private Ground ground;
    private PlaceId place;

    @BeforeAll
    void open(Db db) {
        ground = new Ground(db);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @BeforeEach
    void aPlace() {
        ground.clock.set("2026-11-10T10:00");
        place = ground.open("Lieu " + UUID.randomUUID(), "21231");
    }

    private GiveOpinion.Outcome give(
            UUID id, PlaceId of, Optional<YearMonth> month, OpinionWay way, Optional<Actor> by) {
        return ground.rooms.bean(GiveOpinion.class).handle(new GiveOpinion.Command(id, of, CONTENT, month, way, by));
    }

    private GiveOpinion.Outcome give(UUID id) {
        return give(id, place, Optional.empty(), OpinionWay.WEB, Optional.empty());
    }

    private GiveOpinion.Outcome copied(OpinionWay way, Actor by) {
        return give(UUID.randomUUID(), place, Optional.empty(), way, Optional.of(by));
    }

    private static GiveOpinion.Outcome refused(OpinionReason reason) {
        return new GiveOpinion.Outcome.Refused(reason);
    }

    private OpinionCounts counts() {
        return ground.rooms.bean(Opinions.class).of(place);
    }

    @Test
    @DisplayName("R-095 : chacun des trois est compté ; le même formulaire deux fois, une fois")
    void counted() {
        var id = UUID.randomUUID();
        assertThat(give(id)).isEqualTo(new GiveOpinion.Outcome.Kept());
        assertThat(give(id)).isEqualTo(new GiveOpinion.Outcome.Kept());
        give(UUID.randomUUID());
        assertThat(counts().total()).isEqualTo(2);
        assertThat(counts().copied()).isZero();
        assertThat(counts().count(OpinionQuestion.WELCOME, OpinionAnswer.YES)).isEqualTo(2);
        assertThat(counts().count(OpinionQuestion.HELP, OpinionAnswer.SO_SO)).isEqualTo(2);
        assertThat(counts().count(OpinionQuestion.AGAIN, OpinionAnswer.NO)).isEqualTo(2);
        assertThat(counts().count(OpinionQuestion.AGAIN, OpinionAnswer.YES)).isZero();
        var elsewhere = ground.open("Ailleurs", "21231");
        assertThat(give(id, elsewhere, Optional.empty(), OpinionWay.WEB, Optional.empty()))
                .isEqualTo(refused(OpinionReason.ID_TAKEN));
    }

    @Test
    @DisplayName("R-095 : ni heure, ni personne, ni chèque : le lieu, le jour de Paris et les réponses")
    void nothing_of_a_person() {
        ground.clock.set("2026-11-11T00:30");
        give(UUID.randomUUID());
        var owner = JdbcClient.create(ground.db.owner());
        assertThat(owner.sql("SELECT given_on::text FROM places.opinion WHERE place = :place")
                        .param("place", place.value())
                        .query(String.class)
                        .single())
                .isEqualTo("2026-11-11");
        assertThat(owner.sql("""
                                SELECT column_name
                                  FROM information_schema.columns
                                 WHERE table_schema = 'places'
                                   AND table_name = 'opinion'
                                """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "id", "place", "given_on", "welcome", "help", "again", "month", "way", "copied_by");
    }

    @Test
    @DisplayName("R-095 : une carte ou un appel est recopié par qui travaille là, ou par la coopérative, et marqué")
    void copied_by_a_desk() {
        assertThat(copied(OpinionWay.CARD, STAFF)).isEqualTo(new GiveOpinion.Outcome.Kept());
        assertThat(copied(OpinionWay.CARD, ADMIN)).isEqualTo(new GiveOpinion.Outcome.Kept());
        assertThat(copied(OpinionWay.TELEPHONE, REVIEWER)).isEqualTo(new GiveOpinion.Outcome.Kept());
        assertThat(copied(OpinionWay.CARD, FOREIGN_ADMIN)).isEqualTo(refused(OpinionReason.UNKNOWN_PLACE));
        var mediator = new Actor("person/m", "m", Optional.of(PROVIDER), Set.of(Role.MEDIATOR));
        assertThat(copied(OpinionWay.CARD, mediator)).isEqualTo(refused(OpinionReason.NOT_ALLOWED));
        assertThat(counts().total()).isEqualTo(3);
        assertThat(counts().copied()).isEqualTo(3);
    }

    @ParameterizedTest(name = "un service de {0} : {1}")
    @CsvSource({"2026-11,", "2025-11,", "2025-10,MONTH_NOT_POSSIBLE", "2026-12,MONTH_NOT_POSSIBLE"})
    void the_month_of_the_service(String month, OpinionReason reason) {
        assertThat(give(
                        UUID.randomUUID(),
                        place,
                        Optional.of(YearMonth.parse(month)),
                        OpinionWay.WEB,
                        Optional.empty()))
                .isEqualTo(reason == null ? new GiveOpinion.Outcome.Kept() : refused(reason));
    }

    @ParameterizedTest(name = "le {0}, l’avis du 10 novembre 2026 compte : {1}")
    @CsvSource({"2027-11-09T12:00, 1", "2027-11-10T12:00, 0"})
    void an_opinion_counts_a_year(String moment, long total) {
        give(UUID.randomUUID());
        ground.clock.set(moment);
        assertThat(counts().total()).isEqualTo(total);
    }

    @Test
    @DisplayName("un lieu que personne ne connaît ne reçoit pas d’avis ; chaque structure ne lit que ses lieux")
    void whose() {
        assertThat(give(
                        UUID.randomUUID(),
                        new PlaceId(UUID.randomUUID()),
                        Optional.empty(),
                        OpinionWay.WEB,
                        Optional.empty()))
                .isEqualTo(refused(OpinionReason.UNKNOWN_PLACE));
        give(UUID.randomUUID());
        var opinions = ground.rooms.bean(Opinions.class);
        assertThat(opinions.byPlace(Optional.of(PROVIDER), 100))
                .extracting(Opinions.OfPlace::place)
                .contains(place);
        assertThat(opinions.byPlace(Optional.of(OTHER), 100)).isEmpty();
        assertThat(opinions.byPlace(Optional.empty(), 100))
                .extracting(Opinions.OfPlace::place)
                .contains(place);
    }
}
