package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * After a service, somebody says in three answers how it was: by themselves on a page, or on a card or by telephone,
 * which a desk copies. The opinion is of a place and of nobody: neither who, nor when in the day, nor with
 * which voucher. The caller chose the id, so twice is once.
 */
@Component
public class GiveOpinion {

    /**
     * @param answers one to each question
     * @param month of the service, when it is told
     * @param by who copied it; nobody when whoever gives it wrote it
     */
    public record Command(
            UUID id,
            PlaceId place,
            Map<OpinionQuestion, OpinionAnswer> answers,
            Optional<YearMonth> month,
            OpinionWay way,
            Optional<Actor> by) {
        public Command {
            answers = Map.copyOf(answers);
            if (!answers.keySet().equals(EnumSet.allOf(OpinionQuestion.class))) {
                throw new IllegalArgumentException("an opinion answers each question: " + answers.keySet());
            }
            if ((way == OpinionWay.WEB) != by.isEmpty()) {
                throw new IllegalArgumentException("only what is copied has somebody who copied it");
            }
        }
    }

    public sealed interface Outcome {
        record Kept() implements Outcome {}

        record Refused(OpinionReason reason) implements Outcome {}
    }

    /** Beyond, nobody remembers. */
    static final int OLDEST_MONTHS = 12;

    private final Places places;
    private final Opinions opinions;
    private final Clock clock;

    GiveOpinion(Places places, Opinions opinions, Clock clock) {
        this.places = places;
        this.opinions = opinions;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.find(command.place())
                .filter(found -> command.by()
                        .map(by -> PlaceRights.sees(by, found.provider()))
                        .orElse(!found.isHidden()));
        if (place.isEmpty()) {
            return new Outcome.Refused(OpinionReason.UNKNOWN_PLACE);
        }
        if (command.by().filter(by -> !mayCopy(by)).isPresent()) {
            return new Outcome.Refused(OpinionReason.NOT_ALLOWED);
        }
        var today = Paris.today(clock);
        if (command.month()
                .filter(month -> !isPossible(month, YearMonth.from(today)))
                .isPresent()) {
            return new Outcome.Refused(OpinionReason.MONTH_NOT_POSSIBLE);
        }
        return opinions.add(command, today) ? new Outcome.Kept() : new Outcome.Refused(OpinionReason.ID_TAKEN);
    }

    /** Whoever works at a desk of the provider, or answers the telephone of the cooperative. */
    static boolean mayCopy(Actor actor) {
        return actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.COOP_REVIEWER);
    }

    /** This month, or one of those before that somebody still remembers. */
    static boolean isPossible(YearMonth month, YearMonth now) {
        return !month.isAfter(now) && !month.isBefore(now.minusMonths(OLDEST_MONTHS));
    }
}
