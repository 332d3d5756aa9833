package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.util.List;

/** The few numbers that a role lives by: a room gives those that it keeps, the home page shows them. */
public interface LivesBy {

    /**
     * One number.
     *
     * @param value as people read it: {@code 1 240,00 €}
     * @param label what it counts
     * @param path what it is made of; empty when the panel says it whole
     */
    record Figure(String value, String label, String path) {}

    /**
     * Some numbers that are read together, and drawn where people would rather look.
     *
     * @param rank where it stands on the page, the least first
     * @param words what must be read with the numbers: of which day they are, what they leave out
     */
    record Panel(int rank, String title, List<Figure> figures, List<Chart> charts, List<String> words) {

        public Panel {
            figures = List.copyOf(figures);
            charts = List.copyOf(charts);
            words = List.copyOf(words);
        }
    }

    /** What this person lives by; none for a role that the room knows nothing of. */
    List<Panel> panelsFor(Actor actor);
}
