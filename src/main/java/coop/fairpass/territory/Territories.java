package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.web.Language;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The territories known to the instance. */
@Component
public class Territories {

    private static final Pattern POSTAL_CODE = Pattern.compile("(?<!\\d)\\d{5}(?!\\d)");

    /** The longest name of a commune has nine words. */
    private static final int MOST_WORDS = 12;

    private final JdbcClient jdbc;

    Territories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The commune of today that a code stands for, be it of the past: {@code 01340} is in {@code 01015}. */
    @Transactional(readOnly = true)
    public Optional<Commune> commune(InseeCode code) {
        return jdbc.sql("""
                        SELECT c.code, c.name, c.department, c.region, c.epci, c.population, c.postal_codes,
                               c.latitude, c.longitude
                          FROM territory.code k
                          JOIN territory.commune c ON c.code = k.commune
                         WHERE k.code = :code
                        """)
                .param("code", code.value())
                .query((row, _) -> commune(row))
                .optional();
    }

    /**
     * Communes whose name, or that of a former commune in them, has a word that begins as written, or that have the
     * postal code written; both when both are: {@code 21000 dij}. The nearest name first, then the largest.
     */
    @Transactional(readOnly = true)
    public List<Commune> search(String text, int most) {
        var searched = SearchName.of(text);
        var postal = Arrays.stream(searched.split(" "))
                .filter(word -> word.matches("\\d{2,5}"))
                .findFirst()
                .orElse("");
        var name = Arrays.stream(searched.split(" "))
                .filter(word -> !word.equals(postal))
                .collect(Collectors.joining(" "));
        if (name.length() < 2 && postal.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT c.code, c.name, c.department, c.region, c.epci, c.population, c.postal_codes,
                               c.latitude, c.longitude
                          FROM territory.commune c
                          JOIN (SELECT code, min(rank) AS rank
                                  FROM (SELECT code,
                                               CASE WHEN search_name = :name THEN 0
                                                    WHEN starts_with(search_name, :name) THEN 1
                                                    ELSE 2 END
                                          FROM territory.commune
                                         WHERE (:name = ''
                                                OR starts_with(search_name, :name)
                                                OR strpos(search_name, ' ' || :name) > 0)
                                           AND strpos(' ' || array_to_string(postal_codes, ' '), ' ' || :postal) > 0
                                        UNION ALL
                                        SELECT commune, CASE WHEN search_name = :name THEN 1 ELSE 3 END
                                          FROM territory.former_name
                                         WHERE :name <> ''
                                           AND (starts_with(search_name, :name)
                                                OR strpos(search_name, ' ' || :name) > 0)) AS named (code, rank)
                                 GROUP BY code) AS found ON found.code = c.code
                         WHERE strpos(' ' || array_to_string(c.postal_codes, ' '), ' ' || :postal) > 0
                         ORDER BY found.rank, c.population DESC, c.code
                         LIMIT :most
                        """)
                .param("name", name)
                .param("postal", postal)
                .param("most", most)
                .query((row, _) -> commune(row))
                .list();
    }

    /** What somebody wrote for a commune: whole names first, in an index; then beginnings, as somebody types them. */
    @Transactional(readOnly = true)
    public List<Commune> written(String near, int most) {
        var whole = atTheEndOf(near, most);
        return whole.isEmpty() ? search(near, most) : whole;
    }

    /**
     * The communes that an address or a name ends with: {@code 12 rue des Forges, 21000 Dijon}, {@code dijon},
     * {@code 21000}. The longest name first, then the largest commune; a postal code that no such commune has is left
     * aside. Only whole names are looked for, in an index: {@link #search} finds beginnings.
     */
    @Transactional(readOnly = true)
    public List<Commune> atTheEndOf(String address, int most) {
        var postal = POSTAL_CODE
                .matcher(address)
                .results()
                .reduce((_, last) -> last)
                .map(match -> match.group())
                .orElse("");
        var after = postal.isEmpty() ? address : address.substring(address.lastIndexOf(postal) + postal.length());
        var before = postal.isEmpty() ? "" : address.substring(0, address.lastIndexOf(postal));
        var names = endings(SearchName.of(after).isEmpty() ? before : after);
        if (names.isEmpty() && postal.isEmpty()) {
            return List.of();
        }
        var both = atTheEndOf(names, postal, most);
        return both.isEmpty() && !postal.isEmpty() && !names.isEmpty() ? atTheEndOf(names, "", most) : both;
    }

    /** {@code rue des forges dijon}, {@code des forges dijon}, {@code forges dijon}, {@code dijon}. */
    private static List<String> endings(String text) {
        var words = List.of(SearchName.ofTown(text).split(" ", -1));
        int first = Math.max(0, words.size() - MOST_WORDS);
        return IntStream.range(first, words.size())
                .mapToObj(from -> String.join(" ", words.subList(from, words.size())))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private List<Commune> atTheEndOf(List<String> names, String postal, int most) {
        return jdbc.sql("""
                        SELECT c.code, c.name, c.department, c.region, c.epci, c.population, c.postal_codes,
                               c.latitude, c.longitude
                          FROM (SELECT code, max(length) AS length, min(rank) AS rank
                                  FROM (SELECT code, length(search_name), 0
                                          FROM territory.commune
                                         WHERE search_name = ANY (:names::text[])
                                        UNION ALL
                                        SELECT commune, length(search_name), 1
                                          FROM territory.former_name
                                         WHERE search_name = ANY (:names::text[])
                                        UNION ALL
                                        SELECT code, 0, 2
                                          FROM territory.commune
                                         WHERE postal_codes @> ARRAY[:postal]::text[]) AS named (code, length, rank)
                                 GROUP BY code) AS found
                          JOIN territory.commune c ON c.code = found.code
                         WHERE :postal = '' OR c.postal_codes @> ARRAY[:postal]::text[]
                         ORDER BY found.length DESC, found.rank, c.population DESC, c.code
                         LIMIT :most
                        """)
                .param("names", names.toArray(String[]::new))
                .param("postal", postal)
                .param("most", most)
                .query((row, _) -> commune(row))
                .list();
    }

    /**
     * The commune of each town whose postal code and name both agree with one commune and only one; others are left
     * out. A postal code alone never says which commune.
     */
    @Transactional(readOnly = true)
    public Map<Town, InseeCode> locate(Collection<Town> towns) {
        var wanted = List.copyOf(new LinkedHashSet<>(towns));
        record Found(int index, InseeCode commune) {}
        return jdbc
                .sql("""
                        SELECT t.index, min(c.code) AS commune
                          FROM unnest(:postal_codes::text[], :names::text[]) WITH ORDINALITY
                               AS t (postal_code, name, index)
                          JOIN (SELECT code, search_name AS name, postal_codes FROM territory.commune
                                UNION ALL
                                SELECT c.code, f.search_name, c.postal_codes
                                  FROM territory.former_name f
                                  JOIN territory.commune c ON c.code = f.commune) AS c
                               ON c.name = t.name AND t.postal_code = ANY (c.postal_codes)
                         GROUP BY t.index
                        HAVING count(DISTINCT c.code) = 1
                        """)
                .param(
                        "postal_codes",
                        wanted.stream().map(town -> town.postalCode().digits()).toArray(String[]::new))
                .param(
                        "names",
                        wanted.stream()
                                .map(town -> SearchName.ofTown(town.name()))
                                .toArray(String[]::new))
                .query((row, _) -> new Found(row.getInt("index"), InseeCode.of(row.getString("commune"))))
                .stream()
                .collect(Collectors.toMap(found -> wanted.get(found.index() - 1), Found::commune));
    }

    /** The commune of today of each code that is known; others are left out. */
    @Transactional(readOnly = true)
    public Map<InseeCode, InseeCode> follow(Collection<InseeCode> codes) {
        return jdbc
                .sql("SELECT code, commune FROM territory.code WHERE code = ANY (:codes::text[])")
                .param("codes", codes.stream().map(InseeCode::value).distinct().toArray(String[]::new))
                .query((row, _) ->
                        Map.entry(InseeCode.of(row.getString("code")), InseeCode.of(row.getString("commune"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The codes of all that contains a place in that commune, its former code included; empty when it is unknown. */
    @Transactional(readOnly = true)
    public Set<PerimeterCode> codesOf(InseeCode code) {
        return jdbc
                .sql("SELECT codes FROM territory.code WHERE code = :code")
                .param("code", code.value())
                .query((row, _) -> strings(row.getArray("codes")))
                .optional()
                .stream()
                .flatMap(List::stream)
                .map(PerimeterCode::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The communes of today inside a perimeter. Codes of places add none: a place is not a territory. */
    @Transactional(readOnly = true)
    public Set<InseeCode> communesIn(Set<PerimeterCode> perimeter) {
        return jdbc
                .sql("""
                        SELECT DISTINCT commune
                          FROM territory.code
                         WHERE codes && :perimeter::text[]
                        """)
                .param(
                        "perimeter",
                        perimeter.stream().map(PerimeterCode::toString).toArray(String[]::new))
                .query((row, _) -> InseeCode.of(row.getString("commune")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How people name a territory: {@code Côte-d'Or}; empty when there is none, and for places, named by their room.
     */
    @Transactional(readOnly = true)
    public Optional<String> label(PerimeterCode code) {
        var sql = switch (code.kind()) {
            case COMMUNE -> """
                    SELECT coalesce(nullif(k.name, ''), c.name) AS name
                      FROM territory.code k
                      JOIN territory.commune c ON c.code = k.commune
                     WHERE k.code = :code
                    """;
            case EPCI -> "SELECT name FROM territory.epci WHERE siren = :code";
            case DEPARTMENT -> "SELECT name FROM territory.department WHERE code = :code";
            case REGION -> "SELECT name FROM territory.region WHERE code = :code";
            case PLACE -> "";
        };
        return sql.isEmpty()
                ? Optional.empty()
                : jdbc.sql(sql).param("code", code.code()).query(String.class).optional();
    }

    /**
     * What a person may have meant by a name or a code: {@code Côte-d'Or}, {@code 21}, {@code Dijon}, {@code D:21}.
     * One answer when it is clear; several when a name is that of several territories; none when it is unknown.
     */
    @Transactional(readOnly = true)
    public List<Named> named(String written, int most) {
        var text = written.strip();
        var code = PerimeterCode.check(text)
                .or(() -> PerimeterCode.check("D:" + text.toUpperCase(Locale.ROOT)))
                .or(() -> PerimeterCode.check("C:" + text.toUpperCase(Locale.ROOT)))
                .or(() -> PerimeterCode.check("E:" + text))
                .flatMap(known -> label(known)
                        .or(() -> known.kind() == PerimeterCode.Kind.PLACE
                                ? Optional.of("lieu désigné")
                                : Optional.empty())
                        .map(name -> new Named(known, name, kindOf(known))));
        if (code.isPresent()) {
            return List.of(code.get());
        }
        var name = SearchName.of(text);
        if (name.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        SELECT 'R:' || code AS code, name FROM territory.region
                        UNION ALL
                        SELECT 'D:' || code, name FROM territory.department
                        UNION ALL
                        SELECT 'E:' || siren, name FROM territory.epci
                        UNION ALL
                        SELECT 'C:' || code, name || ' (' || department || ')'
                          FROM territory.commune WHERE search_name = :name
                        """)
                .param("name", name)
                .query((row, _) -> {
                    var found = PerimeterCode.of(row.getString("code"));
                    return new Named(found, row.getString("name"), kindOf(found));
                })
                .list()
                .stream()
                .filter(found -> found.code().kind() == PerimeterCode.Kind.COMMUNE
                        || SearchName.of(found.name()).equals(name))
                .limit(most)
                .toList();
    }

    private static String kindOf(PerimeterCode code) {
        return switch (code.kind()) {
            case COMMUNE -> "commune";
            case EPCI -> Language.say("intercommunalité", "group of communes");
            case DEPARTMENT -> "département";
            case REGION -> Language.say("région", "region");
            case PLACE -> Language.say("lieu", "place");
        };
    }

    private static Commune commune(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return new Commune(
                InseeCode.of(row.getString("code")),
                row.getString("name"),
                row.getString("department"),
                row.getString("region"),
                Optional.ofNullable(row.getString("epci")),
                row.getInt("population"),
                strings(row.getArray("postal_codes")).stream()
                        .map(PostalCode::of)
                        .toList(),
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Point(latitude, longitude)));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
