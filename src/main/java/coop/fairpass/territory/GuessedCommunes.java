package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The commune of an address whose last line is not written as it is known: the postal code of an office, half a name,
 * the name before a merger, a letter too many. Whoever uses it says that it was guessed, so that somebody looks.
 */
@Component
public class GuessedCommunes {

    /** The last line of an address, and where the address is when that is known. */
    public record Written(Town town, Optional<Point> position) {}

    /**
     * A commune that may be meant, under one of its names.
     *
     * @param name as it is searched, of today or from before
     * @param isDelivered whether it has the postal code that was written; otherwise only its département
     */
    record Candidate(InseeCode code, String name, Optional<Point> centre, boolean isDelivered) {}

    private record Found(int index, Candidate candidate) {}

    /** Further from the centre of its commune than this, an address says nothing of it. */
    private static final double NEAR_METRES = 5_000;

    /** How many times further the next commune must be. */
    private static final double CLEARLY = 1.5;

    private static final int SHORTEST_TO_MISSPELL = 6;

    private final JdbcClient jdbc;

    GuessedCommunes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that leave no doubt; others are left out. */
    @Transactional(readOnly = true)
    public Map<Written, InseeCode> guess(Collection<Written> addresses) {
        var wanted = List.copyOf(new LinkedHashSet<>(addresses));
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var candidates = new HashMap<Integer, List<Candidate>>();
        for (var found : candidates(wanted)) {
            candidates.computeIfAbsent(found.index(), _ -> new ArrayList<>()).add(found.candidate());
        }
        var guessed = new HashMap<Written, InseeCode>();
        for (int i = 0; i < wanted.size(); i++) {
            var address = wanted.get(i);
            choose(
                            SearchName.ofTown(address.town().name()),
                            address.position(),
                            candidates.getOrDefault(i + 1, List.of()))
                    .ifPresent(code -> guessed.put(address, code));
        }
        return guessed;
    }

    private List<Found> candidates(List<Written> wanted) {
        return jdbc.sql("""
                        WITH wanted AS (
                            SELECT index, postal_code, name, department
                              FROM unnest(:postal_codes::text[], :names::text[], :departments::text[]) WITH ORDINALITY
                                   AS w (postal_code, name, department, index)),
                        known AS (
                            SELECT code, search_name AS name, department, postal_codes, latitude, longitude
                              FROM territory.commune
                            UNION ALL
                            SELECT c.code, f.search_name, c.department, c.postal_codes, c.latitude, c.longitude
                              FROM territory.former_name f
                              JOIN territory.commune c ON c.code = f.commune)
                        SELECT w.index, k.code, k.name, k.latitude, k.longitude, true AS is_delivered
                          FROM known k
                         CROSS JOIN unnest(k.postal_codes) AS d (postal_code)
                          JOIN wanted w ON w.postal_code = d.postal_code
                        UNION ALL
                        SELECT w.index, k.code, k.name, k.latitude, k.longitude, false
                          FROM wanted w
                          JOIN known k ON k.name = w.name AND k.department = w.department
                        """)
                .param(
                        "postal_codes",
                        wanted.stream()
                                .map(one -> one.town().postalCode().digits())
                                .toArray(String[]::new))
                .param(
                        "names",
                        wanted.stream()
                                .map(one -> SearchName.ofTown(one.town().name()))
                                .toArray(String[]::new))
                .param(
                        "departments",
                        wanted.stream()
                                .map(one -> department(one.town().postalCode().digits()))
                                .toArray(String[]::new))
                .query((row, _) -> {
                    var latitude = row.getObject("latitude", Double.class);
                    var longitude = row.getObject("longitude", Double.class);
                    return new Found(
                            row.getInt("index"),
                            new Candidate(
                                    InseeCode.of(row.getString("code")),
                                    row.getString("name"),
                                    latitude == null || longitude == null
                                            ? Optional.empty()
                                            : Optional.of(new Point(latitude, longitude)),
                                    row.getBoolean("is_delivered")));
                })
                .list();
    }

    /** Most postal codes begin with their département; those of Corsica do not, and are not looked for so. */
    private static String department(String postalCode) {
        return postalCode.substring(0, postalCode.startsWith("97") ? 3 : 2);
    }

    /**
     * The one commune of the département that has this name; of those that have the postal code, the one whose name
     * begins so, then has these words, then differs by two letters at most; then the one at whose centre the address
     * nearly is.
     *
     * @param written as it is searched
     */
    static Optional<InseeCode> choose(String written, Optional<Point> at, List<Candidate> candidates) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var delivered = candidates.stream().filter(Candidate::isDelivered).toList();
        var begins = delivered.stream()
                .filter(one -> one.name().startsWith(written + " "))
                .toList();
        return Stream.of(
                        only(candidates, one -> !one.isDelivered()),
                        only(begins, _ -> true),
                        at.flatMap(point -> nearest(point, begins)),
                        only(delivered, one -> (" " + one.name() + " ").contains(" " + written + " ")),
                        only(delivered, one -> isMisspelt(written, one.name())),
                        at.flatMap(point -> nearest(point, delivered)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<InseeCode> only(List<Candidate> candidates, Predicate<Candidate> wanted) {
        var codes = candidates.stream()
                .filter(wanted)
                .map(Candidate::code)
                .distinct()
                .toList();
        return codes.size() == 1 ? Optional.of(codes.getFirst()) : Optional.empty();
    }

    private static Optional<InseeCode> nearest(Point at, List<Candidate> candidates) {
        record Near(InseeCode code, double metres) {}
        var near = candidates.stream()
                .flatMap(one -> one.centre().map(centre -> new Near(one.code(), centre.metresTo(at))).stream())
                .distinct()
                .sorted(Comparator.comparingDouble(Near::metres))
                .toList();
        if (near.isEmpty() || near.getFirst().metres() > NEAR_METRES) {
            return Optional.empty();
        }
        return near.size() == 1
                        || near.get(1).metres() >= CLEARLY * near.getFirst().metres()
                ? Optional.of(near.getFirst().code())
                : Optional.empty();
    }

    private static boolean isMisspelt(String written, String name) {
        return written.length() >= SHORTEST_TO_MISSPELL && edits(written, name) <= 2;
    }

    /** How many letters are added, left out or changed from one to the other (Levenshtein). */
    private static int edits(String one, String other) {
        var before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
