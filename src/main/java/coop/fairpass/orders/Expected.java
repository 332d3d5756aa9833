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
        BUYER("le commanditaire", "the payer"),
        ACCOUNTANT("le comptable du commanditaire", "the payer’s accountant"),
        SALES("la coopérative, relations commanditaires", "the cooperative, payer relations"),
        PRODUCTION("la coopérative, fabrication", "the cooperative, production"),
        CONTROLLER("la coopérative, contrôle", "the cooperative, control"),
        TREASURER("la coopérative, trésorerie", "the cooperative, treasury"),
        DISTRIBUTORS("les accueils qui reçoivent les carnets", "the desks that receive the booklets");

        private final String french;
        private final String english;

        Who(String french, String english) {
            this.french = french;
            this.english = english;
        }

        public String french() {
            return french;
        }

        public String english() {
            return english;
        }
    }
}
