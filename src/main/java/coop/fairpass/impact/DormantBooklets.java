package coop.fairpass.impact;

import java.time.LocalDate;
import java.util.List;

/**
 * What the page of booklets that sleep shows.
 *
 * @param lines the first of them, those that end first; {@code dormant} counts them all
 */
public record DormantBooklets(Ratio started, long dormant, int days, List<Line> lines) {

    /** One booklet; {@code serial} as it is printed. */
    public record Line(String serial, LocalDate handedOverOn, LocalDate lastDay) {

        public String path() {
            return "/carnets/" + serial.replace(" ", "");
        }
    }

    public DormantBooklets {
        lines = List.copyOf(lines);
    }
}
