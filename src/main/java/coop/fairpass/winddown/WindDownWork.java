package coop.fairpass.winddown;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Component;

/** A decision that one person recorded waits for another. */
@Component
class WindDownWork implements WorkWaiting {

    private final WindDown windDown;

    WindDownWork(WindDown windDown) {
        this.windDown = windDown;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        if (!ConfirmWindDown.mayConfirm(actor)) {
            return List.of();
        }
        return windDown.decisions().stream()
                .filter(WindDownDecision::waits)
                .filter(one -> !one.recordedBy().equals(actor.reference()))
                .map(one -> new Waiting(
                                switch (one.kind()) {
                                    case START ->
                                        Language.say(
                                                "Confirmer l’arrêt progressif, ou l’abandonner",
                                                "Confirm the wind-down, or give it up");
                                    case REVOCATION ->
                                        Language.say(
                                                "Confirmer la fin de l’arrêt progressif, ou l’abandonner",
                                                "Confirm the end of the wind-down, or give it up");
                                },
                                one.source() + ".",
                                WindDownPages.PATH)
                        .before(one.effectiveOn()))
                .toList();
    }
}
