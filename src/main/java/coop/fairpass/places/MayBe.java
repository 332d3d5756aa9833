package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which place that takes vouchers a listed place may be, while nobody has told the two apart: until then it is said of
 * neither that vouchers are refused there (formats §8.4).
 */
@Component
public class MayBe {

    /** A place of ours, open today, whose provider may redeem. */
    public record Ours(PlaceId id, String name) {}

    private record Pair(UUID listed, OrganisationId provider, Ours ours) {}

    private final JdbcClient jdbc;
    private final WhoAccepts accepting;
    private final Clock clock;

    MayBe(JdbcClient jdbc, WhoAccepts accepting, Clock clock) {
        this.jdbc = jdbc;
        this.accepting = accepting;
        this.clock = clock;
    }

    List<Ours> of(UUID listed) {
        return of(List.of(listed)).getOrDefault(listed, List.of());
    }

    /** Of each listed place, the most alike first; a place that is like none is left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Ours>> of(Collection<UUID> listed) {
        var today = Paris.today(clock);
        var pairs = jdbc.sql("""
                        SELECT k.listed, p.id, p.name, p.provider
                          FROM (SELECT l.listed, CASE WHEN l.is_place THEN l.other ELSE b.place END AS place, l.score
                                  FROM places.likeness l
                                  LEFT JOIN places.listed b ON b.id = l.other AND NOT l.is_place
                                 WHERE l.state = 'PROPOSED'
                                   AND l.listed = ANY (:listed::uuid[])
                                UNION ALL
                                SELECT l.other, a.place, l.score
                                  FROM places.likeness l
                                  JOIN places.listed a ON a.id = l.listed
                                 WHERE l.state = 'PROPOSED'
                                   AND NOT l.is_place
                                   AND l.other = ANY (:listed::uuid[])) AS k
                          JOIN places.place p ON p.id = k.place
                         WHERE NOT p.is_hidden
                           AND p.opened_on <= :today
                           AND coalesce(p.closed_on > :today, true)
                         ORDER BY k.score DESC, p.name, p.id
                        """)
                .param("listed", listed.toArray(UUID[]::new))
                .param("today", today)
                .query((row, _) -> new Pair(
                        row.getObject("listed", UUID.class),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        new Ours(new PlaceId(row.getObject("id", UUID.class)), row.getString("name"))))
                .list();
        var allowed = accepting.among(today, pairs.stream().map(Pair::provider).collect(Collectors.toSet()));
        return pairs.stream()
                .filter(pair -> allowed.contains(pair.provider()))
                .collect(Collectors.groupingBy(
                        Pair::listed,
                        Collectors.mapping(
                                Pair::ours,
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        ours -> ours.stream().distinct().toList()))));
    }
}
