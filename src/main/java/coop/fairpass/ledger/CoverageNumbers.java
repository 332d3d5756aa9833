package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a treasurer lives by before all: what is owed, and that it is there, to the cent. */
@Component
class CoverageNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final String PATH = "/fonds";

    private final SegregatedFunds funds;
    private final Clock clock;

    CoverageNumbers(SegregatedFunds funds, Clock clock) {
        this.funds = funds;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.TREASURER, Role.BOARD)) {
            return List.of();
        }
        var coverage = funds.coverage();
        return List.of(new Panel(
                RANK,
                coverage.holds()
                        ? "Tout est couvert"
                        : "⚠ Il manque %s".formatted(coverage.gap().negated().french()),
                List.of(
                        new Figure(coverage.protectedAmount().french(), "dus à d’autres", PATH),
                        new Figure(coverage.cash().french(), "sur le compte cantonné", PATH),
                        new Figure(coverage.ratioSaid(), "de couverture", "/fonds/preuves")),
                List.of(new Bars(
                        "À qui est cet argent",
                        Chart.Unit.MONEY,
                        "À qui",
                        List.of(
                                new Bar("Aux porteurs de chèques actifs", cents(coverage.circulating()), "keep"),
                                new Bar("Aux lieux", cents(coverage.owedToProviders()), "owed"),
                                new Bar("Aux commanditaires", cents(coverage.owedToPayers()), "back"),
                                new Bar(
                                        "Virements revenus, dons",
                                        cents(coverage.returned().plus(coverage.contributions())),
                                        "paid"),
                                new Bar("Reçu, pas encore activé", cents(coverage.held()), "wait")))),
                List.of("Dans les livres, le %s.%s"
                        .formatted(
                                Paris.french(clock.instant()),
                                coverage.bankStatementOn()
                                        .map(day ->
                                                " Dernier relevé de la banque : %s.".formatted(Paris.frenchLong(day)))
                                        .orElse(" Aucun relevé de la banque n’a été lu.")))));
    }

    private static long cents(Money amount) {
        return amount.max(Money.ZERO).cents();
    }
}
