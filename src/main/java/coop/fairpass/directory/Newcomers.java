package coop.fairpass.directory;

import java.util.UUID;

/**
 * How somebody gets in whom a room gives a first role: known to the room of accounts, above, which says it here. The
 * mail goes to the address itself, so that only its reader comes in.
 */
public interface Newcomers {

    /** Who has that address already, or was invited there; the proposed person otherwise. */
    UUID personAt(String email, UUID proposed);

    /**
     * Writes to a person who was given a role: an invitation, or a word to who has an account already.
     *
     * @param email what was typed; nothing is sent to what is no address
     * @param organisation as the mail names it
     */
    void welcome(UUID person, String email, String organisation, Actor by);
}
