package coop.fairpass.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * What came of a file of the catalogue, as its page tells it once.
 *
 * @param refused lines that are left out
 * @param lines what is said of lines, refusals first
 */
public record BroughtFile(int accepted, int refused, List<Line> lines) implements Serializable {

    /** What is said of one line. */
    public record Line(long line, String column, boolean isRefusal, String sentence) implements Serializable {}

    public BroughtFile {
        lines = List.copyOf(lines);
    }
}
