package coop.fairpass.watch;

import java.util.List;

/** What one room gives to watch. */
public interface Watched {

    /**
     * What a figure is called and means.
     *
     * @param name in Micrometer's way, {@code fairpass.bank.lines.unexplained}
     * @param unit {@code cents}, {@code seconds}, {@code days}; empty for a count
     * @param meaning one English sentence, shown beside the figure
     */
    record Figure(String name, String unit, String meaning) {

        public Figure {
            if (!name.matches("fairpass(\\.[a-z]+)+") || !unit.matches("[a-z]*")) {
                throw new IllegalArgumentException("not the name of a figure: " + name + " in " + unit);
            }
        }
    }

    /** The figures, always the same, asked before there is a database. */
    List<Figure> figures();

    /**
     * Their values now, in the same order; {@link Double#NaN} where there is nothing to say. Asked at most every thirty
     * seconds, in a transaction that only reads: by an index, or of a table that stays small.
     */
    List<Double> look();
}
