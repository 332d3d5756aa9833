package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an operator lives by: that the books are sealed, and their proofs hold. */
@Component
class SealNumbers implements LivesBy {

    private static final int RANK = 11;

    private final Seals seals;
    private final SegregatedFunds funds;

    SealNumbers(Seals seals, SegregatedFunds funds) {
        this.seals = seals;
        this.funds = funds;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        return actor.has(Role.OPERATOR) ? List.of(books()) : List.of();
    }

    private Panel books() {
        var last = seals.last();
        var broken = funds.firstBrokenProof();
        return new Panel(
                RANK,
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
