package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
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
                    Language.say("Décider des recours", "Decide on the appeals"),
                    Language.say(
                            Plural.of(contested, "rejet contesté.", "rejets contestés."),
                            Plural.english(contested, "rejection disputed.", "rejections disputed.")),
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
                                    Language.say("Décider des chèques en attente", "Decide on the vouchers on hold"),
                                    Language.say("%s ; voici le jour du premier.", "%s; this is the day of the first.")
                                            .formatted(vouchers(waiting.size())),
                                    "/cheques/attente",
                                    Optional.of(first))
                            : new Waiting(
                                    Language.say(
                                            "Des chèques attendent une vérification", "Vouchers are being checked"),
                                    Language.say("%s. Vous pouvez dire pourquoi.", "%s. You can say why.")
                                            .formatted(vouchers(waiting.size())),
                                    "/cheques/accepter#attente"));
        }
        if (isDesk) {
            var today = Paris.today(clock);
            long open = appeals.of(actor).stream()
                    .filter(one -> one.isOpenOn(today))
                    .count();
            if (open > 0) {
                work.add(new Waiting(
                        Language.say("Des chèques sont rejetés", "Vouchers are rejected"),
                        Language.say("%s. Vous pouvez contester, une fois.", "%s. You can dispute this, once.")
                                .formatted(vouchers(open)),
                        "/cheques/accepter#rejets"));
            }
        }
        return work;
    }

    private static String vouchers(long count) {
        return Language.say(Plural.of(count, "chèque", "chèques"), Plural.english(count, "voucher", "vouchers"));
    }
}
