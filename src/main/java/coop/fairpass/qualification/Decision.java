package coop.fairpass.qualification;

import java.time.LocalDate;

/** Décision : which body decided, when, and in which minutes. */
public record Decision(String body, LocalDate decidedOn, String minutes) {

    public Decision {
        if (body.isBlank() || minutes.isBlank()) {
            throw new IllegalArgumentException("a decision names its body and its minutes");
        }
    }
}
