package coop.fairpass.privacy;

import java.util.List;

/** A room that holds something of people who are known to it by an id or by an address. */
public interface PersonalRecords {

    /** All that it may hold of one, with no row where it holds nothing. */
    List<Held> heldOf(Subject subject);

    /**
     * Erases, in the caller's transaction, what the law lets go when a person leaves. What proves an act stays, with
     * an id that names nobody any more.
     */
    void erase(Subject subject);
}
