package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The nearest places where a voucher can be used, with what remains to pay: for letters and maps. */
@Component
public class NearestPlaces {

    /**
     * @param filter the day, the perimeter and the path of the order; a place must offer a service of it, or any
     * @param providers only theirs: those who are qualified, as whoever asks knows; empty is all who may redeem that
     * day
     * @param faceValue of the order's vouchers
     * @param mostVouchers how many the order allows for one service
     * @param most how many places
     */
    public record Search(
            Places.Filter filter,
            Optional<Set<OrganisationId>> providers,
            Money faceValue,
            int mostVouchers,
            int most) {}

    /**
     * A place, how far it is as the crow flies, and what it offers of what was looked for.
     *
     * @param stop where it stops, when that is nearer than its own address: the distance is that of the stop
     */
    public record NearPlace(Place place, long metres, Optional<NearStop> stop, List<PricedOffer> services) {
        public NearPlace {
            services = List.copyOf(services);
        }

        /** Where to go. */
        public String address() {
            return stop.map(NearStop::address).orElseGet(() -> place.address().oneLine());
        }

        /** In the syntax of OpenStreetMap. */
        public String openingHours() {
            return stop.map(NearStop::hours).orElseGet(place::openingHours);
        }
    }

    /** A service offered, its price and what the person pays on top. */
    public record PricedOffer(
            ServiceCode service, String label, Money price, boolean isRegulated, Money remainingCharge) {}

    private record Priced(UUID place, PricedOffer service) {}

    /** Nobody goes further for an hour of help. */
    static final int METRES = 150_000;

    private static final int TIMES_MORE = 4;

    private final JdbcClient jdbc;
    private final Territories territories;
    private final WhoAccepts accepting;

    NearestPlaces(JdbcClient jdbc, Territories territories, WhoAccepts accepting) {
        this.jdbc = jdbc;
        this.territories = territories;
        this.accepting = accepting;
    }

    /** From the centre of a commune; none when its centre is unknown. */
    @Transactional(readOnly = true)
    public List<NearPlace> to(InseeCode commune, Search search) {
        return territories
                .commune(commune)
                .flatMap(Commune::centre)
                .map(centre -> to(centre, search))
                .orElse(List.of());
    }

    /** From a point, the nearest first. */
    @Transactional(readOnly = true)
    public List<NearPlace> to(Point from, Search search) {
        var nearest = usable(from, search);
        var services = services(nearest, search);
        return nearest.stream()
                .map(near -> new NearPlace(
                        near.place(),
                        Math.round(near.metres()),
                        near.stop(),
                        services.getOrDefault(near.place().id().value(), List.of())))
                .toList();
    }

    /** Nobody is sent to a place that would refuse the voucher: when the caller does not say whose, those who may. */
    private List<Spots.Met> usable(Point from, Search search) {
        for (int reach = search.most(); ; reach *= TIMES_MORE) {
            var near = Spots.nearest(
                    jdbc,
                    from,
                    METRES,
                    Places.WANTED,
                    sql -> Places.wanted(sql, search.filter(), search.providers()),
                    reach);
            var providers = near.stream().map(met -> met.place().provider()).collect(Collectors.toSet());
            var allowed = search.providers().isPresent()
                    ? providers
                    : accepting.among(search.filter().day(), providers);
            var usable = near.stream()
                    .filter(met -> allowed.contains(met.place().provider()))
                    .toList();
            if (usable.size() >= search.most() || near.size() < reach) {
                return usable.stream().limit(search.most()).toList();
            }
        }
    }

    private Map<UUID, List<PricedOffer>> services(List<Spots.Met> places, Search search) {
        return jdbc
                .sql("""
                        SELECT o.place, o.service, s.label, o.price_cents, o.is_regulated
                          FROM places.offer_period o
                          JOIN catalogue.service_period s ON s.code = o.service
                         WHERE o.place = ANY (:places::uuid[])
                           AND (cardinality(:path::text[]) = 0 OR o.service = ANY (:path::text[]))
                           AND o.valid_from <= :day
                           AND coalesce(o.valid_until > :day, true)
                           AND s.valid_from <= :day
                           AND coalesce(s.valid_until > :day, true)
                         ORDER BY o.price_cents, o.service
                        """)
                .param(
                        "places",
                        places.stream().map(near -> near.place().id().value()).toArray(UUID[]::new))
                .param("path", Places.path(search.filter().path()))
                .param("day", search.filter().day())
                .query((row, _) -> {
                    var price = Money.cents(row.getLong("price_cents"));
                    return new Priced(
                            row.getObject("place", UUID.class),
                            new PricedOffer(
                                    ServiceCode.of(row.getString("service")),
                                    row.getString("label"),
                                    price,
                                    row.getBoolean("is_regulated"),
                                    Offer.remainingCharge(price, search.faceValue(), search.mostVouchers())));
                })
                .stream()
                .collect(
                        Collectors.groupingBy(Priced::place, Collectors.mapping(Priced::service, Collectors.toList())));
    }
}
