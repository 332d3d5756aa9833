package coop.fairpass.booklets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text cut into lines that fit, at the largest size at which they do; its label, if any, opens it in bold. */
record Paragraph(Typeface face, double points, String label, List<String> lines) {

    static final Paragraph EMPTY = new Paragraph(Typeface.REGULAR, 1, "", List.of(""));

    private static final double LEADING = 1.15;

    Paragraph {
        lines = List.copyOf(lines);
    }

    /** The room a text has: millimetres of width, and lines. */
    record Room(double width, int lines) {}

    /** The text at the first of these sizes, largest first, at which it fits; empty when it fits at none. */
    static Optional<Paragraph> fit(Typeface face, String label, String text, Room room, double... sizes) {
        for (double points : sizes) {
            var lines = wrap(face, points, label, text, room.width());
            if (lines.isPresent() && lines.get().size() <= room.lines()) {
                return Optional.of(new Paragraph(face, points, label, lines.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> wrap(Typeface face, double points, String label, String text, double width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            double used = lines.isEmpty() ? indent(label, points) : 0;
            var longer = line.isEmpty() ? word : line + " " + word;
            if (used + face.width(longer, points) <= width) {
                line.setLength(0);
                line.append(longer);
            } else if (face.width(word, points) <= width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                return Optional.empty();
            }
        }
        lines.add(line.toString());
        return Optional.of(lines);
    }

    private static double indent(String label, double points) {
        return label.isEmpty() ? 0 : Typeface.BOLD.width(label + " ", points);
    }

    double indent() {
        return indent(label, points);
    }

    /** From one baseline to the next, in millimetres. */
    double leading() {
        return Typeface.millimetres(points) * LEADING;
    }

    double height() {
        return lines.size() * leading();
    }

    boolean isBlank() {
        return lines.stream().allMatch(String::isEmpty);
    }
}
