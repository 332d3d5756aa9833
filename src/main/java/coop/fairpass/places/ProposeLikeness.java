package coop.fairpass.places;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.NearAddress.Compared;
import coop.fairpass.territory.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Compares listed places with those known of the same communes, of other sources and of ours, and proposes pairs. */
@Component
class ProposeLikeness {

    /** @param isAlready the place of ours that it was recognised to be */
    private record Side(
            UUID id,
            PlaceCandidate.Key key,
            String commune,
            boolean isPlace,
            Optional<UUID> isAlready,
            Compared compared) {}

    private record Pair(UUID listed, UUID other, boolean isPlace, int score, boolean sameSiret) {}

    private final JdbcClient jdbc;
    private final Organisations organisations;

    ProposeLikeness(JdbcClient jdbc, Organisations organisations) {
        this.jdbc = jdbc;
        this.organisations = organisations;
    }

    /** How many pairs are new to propose, one side of which is among those rows. A pair that was decided stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    int among(List<PlaceCandidate.Key> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        var fresh = Map.copyOf(keys.stream().collect(Collectors.toMap(key -> key, _ -> true, (one, _) -> one)));
        var byCommune = new HashMap<String, List<Side>>();
        listed(keys)
                .forEach(side -> byCommune
                        .computeIfAbsent(side.commune(), _ -> new ArrayList<>())
                        .add(side));
        places(byCommune.keySet().toArray(String[]::new))
                .forEach(side -> byCommune
                        .getOrDefault(side.commune(), new ArrayList<>())
                        .add(side));
        var pairs = new ArrayList<Pair>();
        for (var sides : byCommune.values()) {
            for (int i = 0; i < sides.size(); i++) {
                for (int j = i + 1; j < sides.size(); j++) {
                    compare(sides.get(i), sides.get(j), fresh).ifPresent(pairs::add);
                }
            }
        }
        return write(pairs);
    }

    private static Optional<Pair> compare(Side one, Side other, Map<PlaceCandidate.Key, Boolean> fresh) {
        if (one.isPlace() && other.isPlace()) {
            return Optional.empty();
        }
        boolean isOneListSource = !one.isPlace()
                && !other.isPlace()
                && one.key().source().equals(other.key().source());
        boolean isFresh = (!one.isPlace() && fresh.containsKey(one.key()))
                || (!other.isPlace() && fresh.containsKey(other.key()));
        if (isOneListSource || !isFresh || isLinked(one, other)) {
            return Optional.empty();
        }
        boolean sameSiret = NearAddress.isSameSiret(one.compared(), other.compared());
        int least = sameSiret ? NearAddress.ASKED_FROM_WITH_SIRET : NearAddress.ASKED_FROM;
        return NearAddress.likeness(one.compared(), other.compared())
                .filter(score -> score >= least)
                .map(score -> pair(one, other, score, sameSiret));
    }

    private static boolean isLinked(Side one, Side other) {
        return one.isAlready().filter(other.id()::equals).isPresent()
                || other.isAlready().filter(one.id()::equals).isPresent();
    }

    private static Pair pair(Side one, Side other, int score, boolean sameSiret) {
        boolean isOrdered = other.isPlace()
                || (!one.isPlace() && one.id().toString().compareTo(other.id().toString()) < 0);
        var listed = isOrdered ? one : other;
        var second = isOrdered ? other : one;
        return new Pair(listed.id(), second.id(), second.isPlace(), score, sameSiret);
    }

    /** All those listed in the communes of some rows. */
    private List<Side> listed(List<PlaceCandidate.Key> keys) {
        return jdbc.sql("""
                        SELECT l.id, l.source, l.source_id, l.commune, l.name, l.street, l.latitude, l.longitude,
                               l.siret, l.place,
                               ARRAY(SELECT jsonb_array_elements_text(coalesce(l.more -> 'typologie', '[]'::jsonb)))
                                   AS codes
                          FROM places.listed l
                         WHERE l.gone_on IS NULL
                           AND l.commune IN (SELECT f.commune
                                               FROM unnest(:sources::text[], :ids::text[]) AS k (source, id)
                                               JOIN places.listed f ON f.source = k.source AND f.source_id = k.id)
                         ORDER BY l.id
                        """)
                .param("sources", keys.stream().map(PlaceCandidate.Key::source).toArray(String[]::new))
                .param("ids", keys.stream().map(PlaceCandidate.Key::id).toArray(String[]::new))
                .query((row, _) -> new Side(
                        row.getObject("id", UUID.class),
                        new PlaceCandidate.Key(row.getString("source"), row.getString("source_id")),
                        row.getString("commune"),
                        false,
                        Optional.ofNullable(row.getObject("place", UUID.class)),
                        Compared.of(
                                row.getString("name"),
                                row.getString("street"),
                                position(row),
                                Optional.ofNullable(row.getString("siret")),
                                List.of((String[]) row.getArray("codes").getArray()))))
                .list();
    }

    private List<Side> places(String[] communes) {
        record Found(Side side, OrganisationId provider, String name, String street, Optional<Point> position) {}
        var found = jdbc.sql("""
                        SELECT p.id, p.provider, p.commune, p.name, p.street,
                               CASE WHEN p.is_position_exact THEN p.latitude END AS latitude,
                               CASE WHEN p.is_position_exact THEN p.longitude END AS longitude
                          FROM places.place p
                         WHERE p.commune = ANY (:communes::text[])
                           AND p.closed_on IS NULL
                        """)
                .param("communes", communes)
                .query((row, _) -> new Found(
                        new Side(
                                row.getObject("id", UUID.class),
                                new PlaceCandidate.Key("", row.getString("id")),
                                row.getString("commune"),
                                true,
                                Optional.empty(),
                                Compared.of("", "", Optional.empty(), Optional.empty(), List.of())),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getString("name"),
                        row.getString("street"),
                        position(row)))
                .list();
        var providers = organisations.get(found.stream().map(Found::provider).collect(Collectors.toSet()));
        return found.stream()
                .map(one -> new Side(
                        one.side().id(),
                        one.side().key(),
                        one.side().commune(),
                        true,
                        Optional.empty(),
                        Compared.of(
                                one.name(),
                                one.street(),
                                one.position(),
                                Optional.ofNullable(providers.get(one.provider()))
                                        .flatMap(Organisation::siret)
                                        .map(Siret::digits),
                                List.of())))
                .toList();
    }

    private static Optional<Point> position(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return latitude == null || longitude == null ? Optional.empty() : Optional.of(new Point(latitude, longitude));
    }

    private int write(List<Pair> pairs) {
        return jdbc.sql("""
                        INSERT INTO places.likeness (listed, other, is_place, score, same_siret)
                        SELECT listed, other, is_place, score, same_siret
                          FROM unnest(:listed::uuid[], :others::uuid[], :places::boolean[], :scores::integer[],
                                      :sirets::boolean[]) AS p (listed, other, is_place, score, same_siret)
                            ON CONFLICT (listed, other) DO NOTHING
                        """)
                .param("listed", pairs.stream().map(Pair::listed).toArray(UUID[]::new))
                .param("others", pairs.stream().map(Pair::other).toArray(UUID[]::new))
                .param("places", pairs.stream().map(Pair::isPlace).toArray(Boolean[]::new))
                .param("scores", pairs.stream().map(Pair::score).toArray(Integer[]::new))
                .param("sirets", pairs.stream().map(Pair::sameSiret).toArray(Boolean[]::new))
                .update();
    }
}
