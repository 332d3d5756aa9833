package coop.fairpass.privacy;

import java.util.List;
import java.util.UUID;

/**
 * A room that holds something of people who have no account: who wrote to us or was named. An operator looks for them
 * at their own request, and erases.
 */
public interface Traces {

    /** The longest text that is looked for. */
    int LONGEST = 200;

    /**
     * Something that says the text that was looked for.
     *
     * @param room whose {@link #erase} takes it away
     * @param text as it is kept
     * @param refusal why it stays for now; empty when it may go
     */
    record Trace(Kept kind, String room, UUID id, String text, String refusal) {
        public boolean mayGo() {
            return refusal.isEmpty();
        }
    }

    /** By what its traces are known. */
    String room();

    /** What it holds that says a text, whatever the capitals; fifty at most. */
    List<Trace> find(String text);

    /**
     * Erases one, in the caller's transaction; false when it is no more, or may not go.
     *
     * @param by who erases, by reference
     */
    boolean erase(UUID id, String by);
}
