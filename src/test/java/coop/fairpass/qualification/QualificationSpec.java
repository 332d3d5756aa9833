package coop.fairpass.qualification;

import static coop.fairpass.qualification.QualificationState.ENDED;
import static coop.fairpass.qualification.QualificationState.NOT_QUALIFIED;
import static coop.fairpass.qualification.QualificationState.QUALIFIED;
import static coop.fairpass.qualification.QualificationState.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce qu’est le droit d’un prestataire, jour par jour")
class QualificationSpec {

    private static final Decision DECISION = new Decision("Comité", LocalDate.of(2026, 10, 1), "CQ-1");
    private static final Recorded RECORDED = new Recorded("person/1", LocalDate.of(2026, 10, 1));

    private static Suspension suspension(String from, Optional<String> until) {
        return new Suspension(
                new SuspensionId(UUID.randomUUID()),
                LocalDate.parse(from),
                until.map(LocalDate::parse),
                "Plaintes",
                Optional.empty(),
                RECORDED);
    }

    private static Qualification qualification(Optional<String> endedOn, Suspension... suspensions) {
        return new Qualification(
                new QualificationId(UUID.randomUUID()),
                new OrganisationId(UUID.randomUUID()),
                LocalDate.parse("2026-10-05"),
                DECISION,
                RECORDED,
                List.of(suspensions),
                endedOn.map(day -> new Qualification.End(LocalDate.parse(day), EndKind.WITHDRAWN, "Départ", RECORDED)));
    }

    @DisplayName("le premier jour est compris ; le jour de la suspension, de sa levée et de la fin change le droit")
    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "2026-10-04, NOT_QUALIFIED",
        "2026-10-05, QUALIFIED",
        "2026-11-09, QUALIFIED",
        "2026-11-10, SUSPENDED",
        "2026-11-19, SUSPENDED",
        "2026-11-20, QUALIFIED",
        "2026-12-31, QUALIFIED",
        "2027-01-01, ENDED",
        "2030-01-01, ENDED"
    })
    void both_sides_of_each_day(LocalDate day, QualificationState expected) {
        var one = qualification(Optional.of("2027-01-01"), suspension("2026-11-10", Optional.of("2026-11-20")));
        assertThat(one.stateOn(day)).isEqualTo(expected);
    }

    @Test
    @DisplayName("une suspension décidée sans terme court jusqu’à ce qu’on la lève ; la fin l’emporte sur elle")
    void without_term() {
        var one = qualification(Optional.of("2027-01-01"), suspension("2026-11-10", Optional.empty()));
        assertThat(one.stateOn(LocalDate.parse("2026-12-31"))).isEqualTo(SUSPENDED);
        assertThat(one.stateOn(LocalDate.parse("2027-01-01"))).isEqualTo(ENDED);
        assertThat(qualification(Optional.empty()).stateOn(LocalDate.parse("2050-01-01")))
                .isEqualTo(QUALIFIED);
    }

    @Test
    @DisplayName("une suspension levée le jour où elle commençait n’a pas eu lieu")
    void lifted_at_once() {
        var one = qualification(Optional.empty(), suspension("2026-11-10", Optional.of("2026-11-10")));
        assertThat(one.stateOn(LocalDate.parse("2026-11-10"))).isEqualTo(QUALIFIED);
    }

    @DisplayName("une fin avance, mais ce que le comité a retiré ne se change plus sans lui")
    @ParameterizedTest(name = "{0} au 10, puis {1} au {2} : {3}")
    @CsvSource({
        "WITHDRAWN, WITHDRAWN, 9, true",
        "WITHDRAWN, WITHDRAWN, 10, false",
        "WITHDRAWN, LAPSED, 9, true",
        "WITHDRAWN, DISQUALIFIED, 10, true",
        "LAPSED, WITHDRAWN, 9, true",
        "LAPSED, WITHDRAWN, 10, false",
        "DISQUALIFIED, WITHDRAWN, 9, false",
        "DISQUALIFIED, LAPSED, 9, false",
        "DISQUALIFIED, DISQUALIFIED, 9, true"
    })
    void which_end_replaces_which(EndKind kind, EndKind next, int day, boolean replaces) {
        var end = new Qualification.End(LocalDate.of(2027, 1, 10), kind, "Motif", RECORDED);
        assertThat(end.mayBeReplacedBy(LocalDate.of(2027, 1, day), next)).isEqualTo(replaces);
    }

    @Test
    @DisplayName("une décision nomme qui décide et le compte rendu")
    void a_decision_is_whole() {
        var day = LocalDate.of(2026, 10, 1);
        assertThatThrownBy(() -> new Decision(" ", day, "CQ-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision("Comité", day, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("sans aucune décision, personne n’est qualifié")
    void before_the_beginning() {
        assertThat(qualification(Optional.empty()).stateOn(LocalDate.MIN)).isEqualTo(NOT_QUALIFIED);
    }
}
