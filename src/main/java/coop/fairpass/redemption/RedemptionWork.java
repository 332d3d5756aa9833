package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.WorkWaiting;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What redemption has for its people: accept a voucher, answer for one that waits, decide on it. */
@Component
class RedemptionWork implements WorkWaiting {

    private final DecideHold holds;

    RedemptionWork(DecideHold holds) {
        this.holds = holds;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        boolean isDesk = actor.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                && actor.organisation().isPresent();
        boolean decides = actor.has(Role.COOP_CONTROLLER);
        if (!isDesk && !decides) {
            return work;
        }
        var waiting = holds.waiting(actor);
        if (!waiting.isEmpty()) {
            var first = waiting.getFirst().decideBy();
            work.add(
                    decides
                            ? new Waiting(
                                    "Décider des chèques en attente",
                                    "%d chèque(s), le premier avant le %s."
                                            .formatted(waiting.size(), Paris.frenchLong(first)),
                                    "/cheques/attente")
                            : new Waiting(
                                    "Des chèques attendent une vérification",
                                    "%d chèque(s). Vous pouvez dire pourquoi.".formatted(waiting.size()),
                                    "/cheques/accepter#attente"));
        }
        if (isDesk) {
            work.add(new Waiting("Accepter un chèque", "Après le service rendu.", "/cheques/accepter"));
        }
        return work;
    }
}
