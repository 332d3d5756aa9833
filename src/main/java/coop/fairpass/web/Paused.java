package coop.fairpass.web;

import java.util.Optional;

/** What cannot be done for now: a page that would offer it says why instead, rather than lead to an explanation. */
public interface Paused {

    /** Why the act at this address is not offered, in the language of who reads; empty when it is. */
    Optional<Words> why(String path);

    /**
     * What is said in place of a button.
     *
     * @param link the words of the link to {@code path}, where all of it is said
     */
    record Words(String text, String path, String link) {}
}
