package coop.fairpass.doctor;

import java.util.List;

/** The invariants of one room. */
public interface Invariants {

    List<Invariant> all();
}
