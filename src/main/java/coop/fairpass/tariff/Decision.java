package coop.fairpass.tariff;

import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;

/**
 * Décision : who set a rate, when, and where it is written.
 * {@code Decision("Conseil d'administration", …, "CA-2026-03")}.
 *
 * @param body the deciding body: general meeting, board, or the law
 * @param minutes reference of the minutes or of the text
 */
public record Decision(String body, LocalDate decidedOn, String minutes) {

    public Decision {
        if (body.isBlank() || minutes.isBlank()) {
            throw new IllegalArgumentException("a decision names its body and its minutes");
        }
    }

    /** As the page of all rules cites it. */
    public RulesInForce.Source source() {
        return new RulesInForce.Source(body, decidedOn, minutes);
    }
}
