package coop.fairpass.booklets;

import coop.fairpass.directory.InseeCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scores de fragilité : a number for each commune, by which its inhabitants are counted when booklets are shared; any
 * file of commune codes and scores replaces those of before (R-281, domain §17). Without a score a commune counts 1, so
 * that without a file inhabitants alone are counted.
 *
 * <p>A file has one commune a line, {@code code_insee,score} or with semicolons, tabs, a decimal comma, a head. Scores
 * have three decimals at most and are kept in thousandths.
 *
 * @param refused lines that are not a commune and a score, with their number; the others are taken
 */
record FragilityScores(Map<InseeCode, Long> thousandths, List<RefusedLine> refused) {

    /** A line that was not read. */
    record RefusedLine(int number, String text) {}

    static final FragilityScores NONE = new FragilityScores(Map.of(), List.of());

    private static final long ONE = 1_000;

    /** From 0 to 1 000, three decimals at most. */
    private static final Pattern SCORE = Pattern.compile("(\\d{1,3}|1000)(?:[.,](\\d{1,3}))?");

    private static final int MOST_TOLD = 20;

    FragilityScores {
        thousandths = Map.copyOf(thousandths);
        refused = List.copyOf(refused);
    }

    static FragilityScores read(byte[] file) {
        var scores = new HashMap<InseeCode, Long>();
        var refused = new ArrayList<RefusedLine>();
        var lines = new String(file, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            var cells = line.split(line.contains(";") ? ";" : line.contains("\t") ? "\t" : ",", 2);
            var commune = InseeCode.check(unquoted(cells[0])).valid();
            var score = cells.length < 2 ? Optional.<Long>empty() : score(unquoted(cells[1]));
            if (commune.isPresent() && score.isPresent()) {
                scores.put(commune.get(), score.get());
            } else if (!line.isEmpty() && i > 0 && refused.size() < MOST_TOLD) {
                refused.add(new RefusedLine(i + 1, line));
            }
        }
        return new FragilityScores(scores, refused);
    }

    private static String unquoted(String cell) {
        return cell.strip().replace("\"", "");
    }

    private static Optional<Long> score(String written) {
        var found = SCORE.matcher(written);
        if (!found.matches()) {
            return Optional.empty();
        }
        var decimals = Optional.ofNullable(found.group(2)).orElse("");
        return Optional.of(Long.parseLong(found.group(1)) * ONE + Long.parseLong((decimals + "000").substring(0, 3)));
    }

    /** What a distributor weighs: the inhabitants of its commune, times its score, rounded down. */
    long weigh(InseeCode commune, long inhabitants) {
        return Math.multiplyExact(inhabitants, thousandths.getOrDefault(commune, ONE)) / ONE;
    }
}
