package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** What production lives by: the lots in hand, by what is next with them. */
@Component
class MakingNumbers implements LivesBy {

    private static final int RANK = 10;

    private final LotsToMake lotsToMake;

    MakingNumbers(LotsToMake lotsToMake) {
        this.lotsToMake = lotsToMake;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.COOP_PRODUCTION)) {
            return List.of();
        }
        var lots = lotsToMake.now(actor);
        long booklets = lots.stream().mapToLong(LotToMake::booklets).sum();
        return List.of(new Panel(
                RANK,
                Language.say("Lots en cours", "Lots in hand"),
                List.of(
                        new Figure(
                                Language.say(lots.size()),
                                Language.say(
                                        Plural.words(lots.size(), "lot", "lots"),
                                        Plural.englishWords(lots.size(), "lot", "lots")),
                                "/carnets"),
                        new Figure(
                                Language.say(booklets),
                                Language.say(
                                        Plural.words(booklets, "carnet", "carnets"),
                                        Plural.englishWords(booklets, "booklet", "booklets")),
                                "/carnets")),
                lots.isEmpty()
                        ? List.of()
                        : List.of(new Bars(
                                Language.say("Lots, par ce qui vient ensuite", "Lots, by what comes next"),
                                Chart.Unit.COUNT,
                                Language.say("Étape", "Step"),
                                Arrays.stream(LotWork.values())
                                        .map(work -> new Bar(
                                                Sentences.of(work),
                                                lots.stream()
                                                        .filter(lot -> lot.work() == work)
                                                        .count(),
                                                isOurs(work) ? "keep" : "wait"))
                                        .toList())),
                List.of()));
    }

    private static boolean isOurs(LotWork work) {
        return switch (work) {
            case NUMBER, PRINT, EXPLAIN_PRINT_GAP, SHIP -> true;
            case WAIT_FOR_PROOF, PRINTER_HAS_IT, WAIT_FOR_RECEIPT -> false;
        };
    }
}
