package coop.fairpass.catalogue;

import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;

/** Décision : which body put a version in force, when, and in which minutes. */
public record Decision(String body, LocalDate decidedOn, String minutes) {

    public Decision {
        if (body.isBlank() || minutes.isBlank()) {
            throw new IllegalArgumentException("a decision names its body and its minutes");
        }
    }

    /** As the page of all rules cites it. */
    RulesInForce.Source source() {
        return new RulesInForce.Source(body, decidedOn, minutes);
    }
}
