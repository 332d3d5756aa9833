package coop.fairpass.ledger;

import coop.fairpass.watch.Watched;
import java.util.List;
import org.springframework.stereotype.Component;

/** Coverage, as a machine watches it: one cent short is an alarm. */
@Component
class LedgerFigures implements Watched {

    private static final List<Figure> FIGURES = List.of(
            new Figure("fairpass.coverage.cash", "cents", "What the segregated account holds"),
            new Figure("fairpass.coverage.protected", "cents", "What it must hold for others"),
            new Figure("fairpass.coverage.gap", "cents", "Cash less what it protects; negative is an incident"),
            new Figure("fairpass.coverage.incidents.open", "", "Incidents that nobody has resolved: 1 stops payments"));

    private final SegregatedFunds funds;

    LedgerFigures(SegregatedFunds funds) {
        this.funds = funds;
    }

    @Override
    public List<Figure> figures() {
        return FIGURES;
    }

    @Override
    public List<Double> look() {
        var coverage = funds.coverage();
        return List.of(
                (double) coverage.cash().cents(),
                (double) coverage.protectedAmount().cents(),
                (double) coverage.gap().cents(),
                funds.openIncident().isPresent() ? 1.0 : 0.0);
    }
}
