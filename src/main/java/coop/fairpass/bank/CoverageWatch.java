package coop.fairpass.bank;

import coop.fairpass.ledger.Coverage;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Incident;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Looks at the coverage each time the bank has spoken, and tells the cooperative when money is missing. */
@Component
class CoverageWatch {

    private final SegregatedFunds funds;
    private final CooperativeNotices notices;

    CoverageWatch(SegregatedFunds funds, CooperativeNotices notices) {
        this.funds = funds;
        this.notices = notices;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void look() {
        if (funds.check() instanceof Standing.Stopped(Coverage coverage, Incident incident)) {
            notices.tell("coverage/" + incident.id(), "Il manque de l’argent sur le compte cantonné", """
                    Le compte cantonné porte %s pour %s à protéger. Activations, balayages et ordres de virement sont \
                    arrêtés jusqu’à ce qu’une personne dise comment l’écart a été comblé ; les chèques restent acceptés.\
                    """.formatted(
                            coverage.cash().french(), coverage.protectedAmount().french()));
        }
    }
}
