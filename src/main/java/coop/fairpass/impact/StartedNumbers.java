package coop.fairpass.impact;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a distributor learns of the booklets it handed over: how many were begun, how many sleep. */
@Component
class StartedNumbers implements LivesBy {

    private static final int RANK = 30;

    private final StartedBooklets started;

    StartedNumbers(StartedBooklets started) {
        this.started = started;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT)) {
            return List.of();
        }
        return actor.organisation().map(this::panel).stream().toList();
    }

    private Panel panel(OrganisationId distributor) {
        var counted = started.of(distributor);
        var of = counted.started();
        return new Panel(
                RANK,
                Language.say("Ce que deviennent les carnets remis", "What becomes of the booklets handed over"),
                List.of(
                        new Figure(
                                of.percent(),
                                Language.say(
                                                "des carnets remis sont commencés : %s sur %s",
                                                "of the booklets handed over are started: %s of %s")
                                        .formatted(Language.say(of.numerator()), Language.say(of.denominator())),
                                DormantBookletPages.PATH),
                        new Figure(
                                Language.say(counted.dormant()),
                                Language.say(
                                                Plural.words(counted.dormant(), "carnet dort", "carnets dorment")
                                                        + " depuis %d jours ou plus",
                                                Plural.englishWords(
                                                                counted.dormant(),
                                                                "booklet dormant",
                                                                "booklets dormant")
                                                        + " for %d days or more")
                                        .formatted(StartedBooklets.DORMANT_DAYS),
                                DormantBookletPages.PATH)),
                List.of(),
                List.of(Language.say(
                        "Parmi les carnets remis dont les chèques peuvent encore servir.",
                        "Among the booklets handed over whose vouchers can still be used.")));
    }
}
