package coop.fairpass.ledger;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
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
                broken.isPresent()
                        ? Language.say("⚠ Une preuve ne se recalcule pas", "⚠ A proof does not come out the same")
                        : Language.say("✓ Les preuves se recalculent", "✓ The proofs come out the same"),
                List.of(
                        new Figure(
                                last.map(seal -> Language.say(seal.number())).orElse("0"),
                                Language.say("scellés dans les livres", "seals in the books"),
                                "/fonds/preuves"),
                        new Figure(
                                last.map(seal -> Language.say(seal.sealedAt()))
                                        .orElseGet(() -> Language.say("Jamais", "Never")),
                                Language.say("dernier scellé", "last seal"),
                                "/fonds/preuves")),
                List.of(),
                List.of(Language.say(
                        "« ./fairpass doctor » examine tout le reste.", "“./fairpass doctor” examines all the rest.")));
    }
}
