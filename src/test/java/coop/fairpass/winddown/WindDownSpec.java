package coop.fairpass.winddown;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.World;
import coop.fairpass.tariff.Decision;
import coop.fairpass.winddown.WindDown.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-206 : quand l’arrêt progressif est en vigueur, et ce qui s’enregistre")
class WindDownSpec {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 15);
    private static final Decision BOARD = new Decision("Conseil d’administration", LocalDate.of(2026, 10, 1), "CA-7");

    private static WindDownDecision decision(
            DecisionKind kind, Optional<UUID> revokes, LocalDate on, boolean isConfirmed, boolean isAbandoned) {
        return new WindDownDecision(
                UUID.randomUUID(),
                kind,
                revokes,
                BOARD,
                "Arrêt.",
                on,
                Instant.EPOCH,
                "person/1",
                isConfirmed
                        ? Optional.of(new WindDownDecision.Confirmation(Instant.EPOCH, "person/2", on))
                        : Optional.empty(),
                isAbandoned);
    }

    private static WindDownDecision start(LocalDate on, boolean isConfirmed) {
        return decision(DecisionKind.START, Optional.empty(), on, isConfirmed, false);
    }

    private static WindDownDecision end(WindDownDecision start, LocalDate on, boolean isConfirmed) {
        return decision(DecisionKind.REVOCATION, Optional.of(start.id()), on, isConfirmed, false);
    }

    @Test
    @DisplayName("annoncé la veille, en vigueur le jour même et après ; sans confirmation, jamais")
    void both_sides_of_its_day() {
        var start = start(DAY, true);
        assertThat(WindDown.standingOn(List.of(start), DAY.minusDays(1))).isEqualTo(new Standing.Announced(start, DAY));
        assertThat(WindDown.standingOn(List.of(start), DAY)).isEqualTo(new Standing.Stopped(start, DAY));
        assertThat(WindDown.standingOn(List.of(start), DAY.plusYears(1))).isEqualTo(new Standing.Stopped(start, DAY));
        assertThat(WindDown.standingOn(List.of(start(DAY, false)), DAY)).isEqualTo(new Standing.Open());
        assertThat(WindDown.standingOn(List.of(decision(DecisionKind.START, Optional.empty(), DAY, false, true)), DAY))
                .isEqualTo(new Standing.Open());
        assertThat(WindDown.standingOn(List.of(), DAY)).isEqualTo(new Standing.Open());
    }

    @Test
    @DisplayName("annulé la veille de sa fin, il tient ; le jour de sa fin, non ; une fin pas confirmée ne compte pas")
    void both_sides_of_its_end() {
        var start = start(DAY, true);
        var end = end(start, DAY.plusDays(10), true);
        var both = List.of(end, start);
        assertThat(WindDown.standingOn(both, DAY.plusDays(9))).isEqualTo(new Standing.Stopped(start, DAY));
        assertThat(WindDown.standingOn(both, DAY.plusDays(10))).isEqualTo(new Standing.Open());
        assertThat(WindDown.standingOn(List.of(end(start, DAY, false), start), DAY))
                .isEqualTo(new Standing.Stopped(start, DAY));
        var again = start(DAY.plusDays(20), true);
        assertThat(WindDown.standingOn(List.of(again, end, start), DAY.plusDays(20)))
                .isEqualTo(new Standing.Stopped(again, DAY.plusDays(20)));
    }

    private static Optional<WindDownReason> refusal(
            DecisionKind kind, LocalDate decidedOn, LocalDate effectiveOn, List<WindDownDecision> all) {
        var command = new RecordWindDown.Command(
                UUID.randomUUID(),
                kind,
                new Decision("Conseil d’administration", decidedOn, "CA-8"),
                "Arrêt.",
                effectiveOn,
                World.COMMITTEE);
        return RecordWindDown.refusal(command, all, WindDown.standingOn(all, DAY), DAY);
    }

    @Test
    @DisplayName("R-262 : jamais avant le jour où elle est enregistrée ; R-261 : jamais décidée dans le futur")
    void its_dates() {
        assertThat(refusal(DecisionKind.START, DAY, DAY, List.of())).isEmpty();
        assertThat(refusal(DecisionKind.START, DAY, DAY.minusDays(1), List.of()))
                .hasValue(WindDownReason.RETROACTIVE);
        assertThat(refusal(DecisionKind.START, DAY.plusDays(1), DAY.plusDays(1), List.of()))
                .hasValue(WindDownReason.DECIDED_IN_THE_FUTURE);
    }

    @Test
    @DisplayName("un arrêt à la fois ; une fin seulement de ce qui est décidé, et une seule")
    void one_at_a_time() {
        var start = start(DAY, true);
        assertThat(refusal(DecisionKind.START, DAY, DAY, List.of(start))).hasValue(WindDownReason.ALREADY_DECIDED);
        assertThat(refusal(DecisionKind.START, DAY, DAY, List.of(start(DAY, false))))
                .hasValue(WindDownReason.ALREADY_DECIDED);
        assertThat(refusal(DecisionKind.REVOCATION, DAY, DAY, List.of())).hasValue(WindDownReason.NOTHING_TO_REVOKE);
        assertThat(refusal(DecisionKind.REVOCATION, DAY, DAY, List.of(start(DAY, false))))
                .hasValue(WindDownReason.NOTHING_TO_REVOKE);
        assertThat(refusal(DecisionKind.REVOCATION, DAY, DAY, List.of(start))).isEmpty();
        assertThat(refusal(DecisionKind.REVOCATION, DAY, DAY, List.of(end(start, DAY.plusDays(3), true), start)))
                .hasValue(WindDownReason.ALREADY_DECIDED);
    }
}
