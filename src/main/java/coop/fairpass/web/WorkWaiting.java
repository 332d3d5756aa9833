package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a room has that waits for somebody: shown on the home page of whoever can do it. */
public interface WorkWaiting {

    /**
     * One thing to do.
     *
     * @param title what, in a few words
     * @param detail how much, and for whom
     * @param path where it is done
     * @param dueOn the last day on which it is done in time, when there is one
     */
    record Waiting(String title, String detail, String path, Optional<LocalDate> dueOn) {

        public Waiting(String title, String detail, String path) {
            this(title, detail, path, Optional.empty());
        }

        /** The same, to be done by a day. */
        public Waiting before(LocalDate day) {
            return new Waiting(title, detail, path, Optional.of(day));
        }
    }

    /** What waits for this person, the most urgent first. */
    List<Waiting> waitingFor(Actor actor);
}
