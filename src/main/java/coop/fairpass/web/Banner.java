package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.util.Optional;

/** What every page says first as long as it lasts: a room gives it, the frame of pages shows it. */
public interface Banner {

    /**
     * What is said, in the language of who reads.
     *
     * @param text what it means for this reader
     * @param link the words of the link to {@code path}, where all of it is said
     */
    record Words(String title, String text, String path, String link) {}

    /** What this reader is told; a visitor has no actor. */
    Optional<Words> bannerFor(Optional<Actor> reader);
}
