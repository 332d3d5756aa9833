package coop.fairpass.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * What came of a file of the catalogue, as its page tells it once.
 *
 * @param accepted lines kept: services of an edition, or proposals
 * @param refused lines that are left out
 * @param isProposed whether what is kept became proposals, and not an edition to adopt
 * @param lines what is said of lines, refusals first
 */
public record BroughtFile(int accepted, int unchanged, int refused, boolean isProposed, List<Line> lines)
        implements Serializable {

    /** What became of a line. */
    public enum Fate {
        REFUSED,
        TO_LOOK_AT,
        PROPOSED,
        UNCHANGED
    }

    /** @param path where more is read; empty when there is no more */
    public record Line(long line, String column, Fate fate, String sentence, String path) implements Serializable {}

    public BroughtFile {
        lines = List.copyOf(lines);
    }
}
