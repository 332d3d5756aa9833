package coop.fairpass.orders;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Ce qui est attendu : one thing that an order waits for, from whom and until when.
 *
 * @param what a short sentence
 * @param path where it is done, for whoever may do it
 * @param isMine whether the reader may do it
 */
public record Expected(Who who, String what, Optional<LocalDate> dueOn, boolean isLate, String path, boolean isMine) {

    /** Who is awaited, as pages say it. */
    public enum Who {
        BUYER("le commanditaire"),
        ACCOUNTANT("le comptable du commanditaire"),
        SALES("la coopérative, relations commanditaires"),
        PRODUCTION("la coopérative, fabrication"),
        CONTROLLER("la coopérative, contrôle"),
        TREASURER("la coopérative, trésorerie"),
        DISTRIBUTORS("les accueils qui reçoivent les carnets");

        private final String french;

        Who(String french) {
            this.french = french;
        }

        public String french() {
            return french;
        }
    }
}
