package coop.fairpass.ledger;

import coop.fairpass.calendar.DueWork;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an operator lives by: that the day's work was done whole, and that the books are sealed and proven. */
@Component
class SealNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final Duration LONGEST = Duration.ofHours(26);

    private final DueWork dueWork;
    private final Seals seals;
    private final SegregatedFunds funds;
    private final Clock clock;

    SealNumbers(DueWork dueWork, Seals seals, SegregatedFunds funds, Clock clock) {
        this.dueWork = dueWork;
        this.seals = seals;
        this.funds = funds;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        return actor.has(Role.OPERATOR) ? List.of(work(), books()) : List.of();
    }

    private Panel work() {
        var last = dueWork.lastWholeRun();
        boolean isNever = last.equals(Instant.EPOCH);
        boolean isLate = isNever || Duration.between(last, clock.instant()).compareTo(LONGEST) > 0;
        return new Panel(
                RANK,
                isLate ? "⚠ Travaux du jour : à regarder" : "✓ Travaux du jour : faits",
                List.of(new Figure(
                        isNever ? "Jamais" : Paris.french(last),
                        "dernier passage où rien n’a échoué, depuis que ce programme tourne",
                        "")),
                List.of(),
                List.of("Ce qui a échoué est dans le journal, et sera refait au passage suivant."));
    }

    private Panel books() {
        var last = seals.last();
        var broken = funds.firstBrokenProof();
        return new Panel(
                RANK + 1,
                broken.isPresent() ? "⚠ Une preuve ne se recalcule pas" : "✓ Les preuves se recalculent",
                List.of(
                        new Figure(
                                last.map(seal -> Plural.number(seal.number())).orElse("0"),
                                "scellés dans les livres",
                                "/fonds/preuves"),
                        new Figure(
                                last.map(seal -> Paris.french(seal.sealedAt())).orElse("Jamais"),
                                "dernier scellé",
                                "/fonds/preuves")),
                List.of(),
                List.of("« ./fairpass doctor » examine tout le reste."));
    }
}
