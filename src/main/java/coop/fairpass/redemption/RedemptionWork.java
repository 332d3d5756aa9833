package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What redemption has that waits: to answer for a voucher that is looked at, to contest a rejection, to decide. */
@Component
class RedemptionWork implements WorkWaiting {

    private final DecideHold holds;
    private final AppealRejection appeals;
    private final Clock clock;

    RedemptionWork(DecideHold holds, AppealRejection appeals, Clock clock) {
        this.holds = holds;
        this.appeals = appeals;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        boolean isDesk = actor.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                && actor.organisation().isPresent();
        boolean decides = actor.has(Role.COOP_CONTROLLER);
        long contested = appeals.waiting(actor).stream()
                .filter(one -> !one.rejectedBy().equals(actor.reference()))
                .count();
        if (contested > 0) {
            work.add(new Waiting(
                    "Décider des recours",
                    Plural.of(contested, "rejet contesté.", "rejets contestés."),
                    "/cheques/attente#recours"));
        }
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
                                    "%s ; voici le jour du premier."
                                            .formatted(Plural.of(waiting.size(), "chèque", "chèques")),
                                    "/cheques/attente",
                                    Optional.of(first))
                            : new Waiting(
                                    "Des chèques attendent une vérification",
                                    "%s. Vous pouvez dire pourquoi."
                                            .formatted(Plural.of(waiting.size(), "chèque", "chèques")),
                                    "/cheques/accepter#attente"));
        }
        if (isDesk) {
            var today = Paris.today(clock);
            long open = appeals.of(actor).stream()
                    .filter(one -> one.isOpenOn(today))
                    .count();
            if (open > 0) {
                work.add(new Waiting(
                        "Des chèques sont rejetés",
                        "%s. Vous pouvez contester, une fois.".formatted(Plural.of(open, "chèque", "chèques")),
                        "/cheques/accepter#rejets"));
            }
        }
        return work;
    }
}
