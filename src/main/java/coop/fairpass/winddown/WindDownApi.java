package coop.fairpass.winddown;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether vouchers are still issued, and who decided it, open to all; people decide, never programs. */
@RestController
@RequestMapping("/api/v1/wind-down")
@Tag(name = "Arrêt progressif")
class WindDownApi {

    /** Where the instance stands. */
    enum StandingAnswer {
        OPEN,
        ANNOUNCED,
        STOPPED
    }

    record DecisionAnswer(
            UUID id,
            DecisionKind kind,
            Optional<UUID> revokes,
            String decidedBy,
            LocalDate decidedOn,
            String minutes,
            String text,
            LocalDate effectiveOn,
            LocalDate inForceOn) {}

    /** {@code from} is the day on which issuing stops or stopped. */
    record WindDownAnswer(StandingAnswer standing, Optional<LocalDate> from, List<DecisionAnswer> decisions) {}

    private final WindDown windDown;

    WindDownApi(WindDown windDown) {
        this.windDown = windDown;
    }

    @GetMapping
    @Operation(
            summary = "Si la coopérative délivre encore des chèques, et qui l’a décidé",
            description = "Whether vouchers are still issued, with every confirmed decision.")
    WindDownAnswer standing() {
        var decisions = windDown.decisions().stream()
                .flatMap(one -> one.confirmed().stream().map(by -> answer(one, by)))
                .toList();
        return switch (windDown.standing()) {
            case WindDown.Standing.Open() -> new WindDownAnswer(StandingAnswer.OPEN, Optional.empty(), decisions);
            case WindDown.Standing.Announced(var _, var from) ->
                new WindDownAnswer(StandingAnswer.ANNOUNCED, Optional.of(from), decisions);
            case WindDown.Standing.Stopped(var _, var since) ->
                new WindDownAnswer(StandingAnswer.STOPPED, Optional.of(since), decisions);
        };
    }

    private static DecisionAnswer answer(WindDownDecision one, WindDownDecision.Confirmation by) {
        return new DecisionAnswer(
                one.id(),
                one.kind(),
                one.revokes(),
                one.decision().body(),
                one.decision().decidedOn(),
                one.decision().minutes(),
                one.text(),
                one.effectiveOn(),
                by.inForceOn());
    }
}
