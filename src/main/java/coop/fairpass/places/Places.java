package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The places known to the instance, and their offers. */
@Component
public class Places {

    /**
     * What is looked for: places on the map on a day, inside a perimeter and with a service of a path, when given.
     *
     * @param perimeter empty is everywhere
     * @param path empty is any service; a place without any is found too
     */
    public record Filter(LocalDate day, Set<PerimeterCode> perimeter, Set<ServiceCode> path) {
        public Filter {
            perimeter = Set.copyOf(perimeter);
            path = Set.copyOf(path);
        }
    }

    /** What {@link #place} reads of a {@code places.place p}. */
    static final String COLUMNS = """
            p.id, p.provider, p.name, p.street, p.postal_code, p.town, p.commune, p.latitude, p.longitude,
            p.is_position_exact, p.telephone, p.email, p.opening_hours, p.weekly_capacity, p.is_hidden, p.known_on,
            p.opened_on, p.closed_on
            """;

    /** Whether a {@code places.place p} is shown on a {@code :day}; {@link Freshness} says its {@code :oldest}. */
    static final String ON_THE_MAP = """
            NOT p.is_hidden
            AND p.known_on > :oldest
            AND p.opened_on <= :day
            AND coalesce(p.closed_on > :day, true)
            """;

    /** Whether a {@code places.place p} is what {@link #wanted} looks for: on the map, with an offer. */
    static final String WANTED = ON_THE_MAP + """
            AND (:any_provider OR p.provider = ANY (:providers::uuid[]))
            AND (cardinality(:perimeter::text[]) = 0
                 OR EXISTS (SELECT 1
                              FROM places.place_period t
                             WHERE t.place = p.id
                               AND t.territory_codes && :perimeter::text[]))
            AND EXISTS (SELECT 1
                          FROM places.offer o
                         WHERE o.place = p.id
                           AND (cardinality(:path::text[]) = 0 OR o.service = ANY (:path::text[]))
                           AND o.valid_from <= :day
                           AND coalesce(o.valid_until > :day, true))
            """;

    private static final String FIND = "SELECT " + COLUMNS + "FROM places.place p ";

    /** Who leads a {@code places.offer o}, as last said. */
    static final String LED_BY = """
            (SELECT l.led_by FROM places.leaders l WHERE l.offer = o.id ORDER BY l.number DESC LIMIT 1) AS led_by
            """;

    private static final String FIND_OFFER = """
            SELECT o.id, o.place, o.service, o.price_cents, o.is_regulated, o.format, o.valid_from, o.valid_until,
            """ + LED_BY + " FROM places.offer o ";

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param providers only theirs; empty is any provider */
    static JdbcClient.StatementSpec wanted(
            JdbcClient.StatementSpec sql, Filter filter, Optional<Set<OrganisationId>> providers) {
        return sql.param("day", filter.day())
                .param("oldest", Freshness.oldestOnTheMap(filter.day()))
                .param("any_provider", providers.isEmpty())
                .param(
                        "providers",
                        providers.orElse(Set.of()).stream()
                                .map(OrganisationId::value)
                                .toArray(UUID[]::new))
                .param("perimeter", codes(filter.perimeter()))
                .param("path", path(filter.path()));
    }

    @Transactional(readOnly = true)
    public Optional<Place> find(PlaceId id) {
        return jdbc.sql(FIND + "WHERE p.id = :id")
                .param("id", id.value())
                .query((row, _) -> place(row))
                .optional();
    }

    /** A place that another row names, so that it must exist. */
    @Transactional(readOnly = true)
    public Place get(PlaceId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no place " + id));
    }

    /** The places of a provider, closed and hidden ones included, by name. */
    @Transactional(readOnly = true)
    public List<Place> of(OrganisationId provider) {
        return jdbc.sql(FIND + "WHERE p.provider = :provider ORDER BY p.name, p.id")
                .param("provider", provider.value())
                .query((row, _) -> place(row))
                .list();
    }

    /** Places on the map, by name; {@code after} is the last one of the previous page, empty for the first. */
    @Transactional(readOnly = true)
    public List<Place> onTheMap(Filter filter, Optional<PlaceId> after, int most) {
        return jdbc.sql(FIND + "WHERE " + ON_THE_MAP + """
                           AND (cardinality(:perimeter::text[]) = 0
                                OR EXISTS (SELECT 1
                                             FROM places.place_period t
                                            WHERE t.place = p.id
                                              AND t.territory_codes && :perimeter::text[]))
                           AND (cardinality(:path::text[]) = 0
                                OR EXISTS (SELECT 1
                                             FROM places.offer_period o
                                            WHERE o.place = p.id
                                              AND o.service = ANY (:path::text[])
                                              AND o.valid_from <= :day
                                              AND coalesce(o.valid_until > :day, true)))
                           AND (:after::uuid IS NULL
                                OR (p.name, p.id) > (SELECT l.name, l.id FROM places.place l WHERE l.id = :after::uuid))
                         ORDER BY p.name, p.id
                         LIMIT :most
                        """)
                .param("day", filter.day())
                .param("oldest", Freshness.oldestOnTheMap(filter.day()))
                .param("perimeter", codes(filter.perimeter()))
                .param("path", path(filter.path()))
                .param("after", after.map(PlaceId::value).orElse(null))
                .param("most", most)
                .query((row, _) -> place(row))
                .list();
    }

    /** The offers of a place on a day, by service. */
    @Transactional(readOnly = true)
    public List<Offer> offers(PlaceId place, LocalDate day) {
        return jdbc.sql(FIND_OFFER + """
                         WHERE o.place = :place
                           AND o.valid_from <= :day
                           AND coalesce(o.valid_until > :day, true)
                         ORDER BY o.service
                        """)
                .param("place", place.value())
                .param("day", day)
                .query((row, _) -> offer(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Offer> findOffer(OfferId id) {
        return findOffers(List.of(id)).stream().findFirst();
    }

    /** Those that exist, by service. */
    @Transactional(readOnly = true)
    public List<Offer> findOffers(Collection<OfferId> ids) {
        return jdbc.sql(FIND_OFFER + "WHERE o.id = ANY (:ids::uuid[]) ORDER BY o.service, o.id")
                .param("ids", ids.stream().map(OfferId::value).toArray(UUID[]::new))
                .query((row, _) -> offer(row))
                .list();
    }

    /** How many services a provider offers on a day without ever having said who leads them. */
    @Transactional(readOnly = true)
    public long withoutLeaders(OrganisationId provider, LocalDate day) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM places.offer o
                          JOIN places.place p ON p.id = o.place
                         WHERE p.provider = :provider
                           AND coalesce(p.closed_on > :day, true)
                           AND o.valid_from <= :day
                           AND coalesce(o.valid_until > :day, true)
                           AND NOT EXISTS (SELECT 1 FROM places.leaders l WHERE l.offer = o.id)
                        """)
                .param("provider", provider.value())
                .param("day", day)
                .query(Long.class)
                .single();
    }

    /** A place that is about to change. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Place> lock(PlaceId id) {
        return jdbc.sql(FIND + "WHERE p.id = :id FOR UPDATE OF p")
                .param("id", id.value())
                .query((row, _) -> place(row))
                .optional();
    }

    static String[] codes(Set<PerimeterCode> perimeter) {
        return perimeter.stream().map(PerimeterCode::toString).toArray(String[]::new);
    }

    static String[] path(Set<ServiceCode> path) {
        return path.stream().map(ServiceCode::value).toArray(String[]::new);
    }

    static Place place(ResultSet row) throws SQLException {
        var commune = InseeCode.of(row.getString("commune"));
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return new Place(
                new PlaceId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("provider", UUID.class)),
                row.getString("name"),
                new Address(
                        row.getString("street"),
                        PostalCode.of(row.getString("postal_code")),
                        row.getString("town"),
                        Optional.of(commune)),
                commune,
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Point(latitude, longitude)),
                row.getBoolean("is_position_exact"),
                Optional.ofNullable(row.getString("telephone")).map(Telephone::of),
                Optional.ofNullable(row.getString("email")),
                row.getString("opening_hours"),
                Optional.ofNullable(row.getObject("weekly_capacity", Integer.class)),
                row.getBoolean("is_hidden"),
                row.getObject("known_on", LocalDate.class),
                row.getObject("opened_on", LocalDate.class),
                Optional.ofNullable(row.getObject("closed_on", LocalDate.class)));
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                new OfferId(row.getObject("id", UUID.class)),
                new PlaceId(row.getObject("place", UUID.class)),
                ServiceCode.of(row.getString("service")),
                Money.cents(row.getLong("price_cents")),
                row.getBoolean("is_regulated"),
                ServiceFormat.valueOf(row.getString("format")),
                row.getObject("valid_from", LocalDate.class),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                Presentations.strings(row.getArray("led_by")).stream()
                        .map(WorkStatus::valueOf)
                        .collect(Collectors.toSet()));
    }
}
