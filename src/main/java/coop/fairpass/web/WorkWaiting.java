package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.util.List;

/** What a room has that waits for somebody: shown on the home page of whoever can do it. */
public interface WorkWaiting {

    /**
     * One thing to do.
     *
     * @param title what, in a few words
     * @param detail how much and until when
     * @param path where it is done
     */
    record Waiting(String title, String detail, String path) {}

    /** What waits for this person, the most urgent first. */
    List<Waiting> waitingFor(Actor actor);
}
