package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is on the map today, read as it is written: however many places there are, a few are in memory. */
@Component
class PublishedPlaces {

    /**
     * One place, all that is said of it and all that it offers.
     *
     * @param listedSirets those that lists have of it, from the rows that a person tied to it
     */
    record Published(
            Place place,
            ProviderIdentity identity,
            Optional<Organisation> provider,
            List<Siret> listedSirets,
            Presentation presentation,
            List<Offered> offers) {
        Published {
            listedSirets = List.copyOf(listedSirets);
            offers = List.copyOf(offers);
        }

        /** That of its establishment, when lists know one alone of its provider's; otherwise its provider's. */
        Optional<Siret> siret() {
            var siren = provider.flatMap(Organisation::siren);
            var own = listedSirets.stream()
                    .filter(siret -> siren.isPresent() && siret.siren().valid().equals(siren))
                    .distinct()
                    .toList();
            return own.size() == 1 ? Optional.of(own.getFirst()) : provider.flatMap(Organisation::siret);
        }
    }

    /** One service, at its price. */
    record Offered(ServiceCode service, ServiceFormat format, Charge charge) {}

    private static final int AT_ONCE = 500;

    /** Of a {@code places.place p}, with its offers on a {@code :day}; ends with a condition to write. */
    private static final String ALL_OF_PLACES = "SELECT " + Places.COLUMNS + """
                   , i.name AS own_name, i.colour, i.logo IS NOT NULL AS has_logo,
                   s.place AS presented, s.complement, s.other_emails, s.website, s.summary, s.detail,
                   s.typologies, s.parent, s.moves, s.publics, s.care, s.languages, s.programmes, s.labels,
                   s.other_labels, s.access_ways, s.support_ways, s.access_sheet, s.booking, s.updated_on,
                   o.services, o.prices, o.regulated, o.formats, t.addresses, t.communes, t.hours, e.sirets
              FROM places.place p
              LEFT JOIN places.identity i ON i.provider = p.provider
              LEFT JOIN places.presentation s ON s.place = p.id
              LEFT JOIN LATERAL (
                   SELECT array_agg(o.service ORDER BY o.service) AS services,
                          array_agg(o.price_cents ORDER BY o.service) AS prices,
                          array_agg(o.is_regulated ORDER BY o.service) AS regulated,
                          array_agg(o.format ORDER BY o.service) AS formats
                     FROM places.offer o
                    WHERE o.place = p.id
                      AND o.valid_from <= :day
                      AND coalesce(o.valid_until > :day, true)) AS o ON true
              LEFT JOIN LATERAL (
                   SELECT array_agg(t.address ORDER BY t.rank) AS addresses,
                          array_agg(t.commune ORDER BY t.rank) AS communes,
                          array_agg(t.hours ORDER BY t.rank) AS hours
                     FROM places.stop t
                    WHERE t.place = p.id) AS t ON true
              LEFT JOIN LATERAL (
                   SELECT array_agg(DISTINCT l.siret) AS sirets
                     FROM places.listed l
                    WHERE l.place = p.id
                      AND l.siret IS NOT NULL) AS e ON true
             WHERE\s""";

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final WhoAccepts accepting;
    private final PlaceSettings settings;
    private final Clock clock;

    PublishedPlaces(
            JdbcClient jdbc, Organisations organisations, WhoAccepts accepting, PlaceSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.accepting = accepting;
        this.settings = settings;
        this.clock = clock;
    }

    /** Gives each to {@code reader}, in the order of their ids, and says how many there were. */
    @Transactional(readOnly = true)
    public long each(Consumer<Published> reader) {
        var today = Paris.today(clock);
        var providers = organisations.all().stream().collect(Collectors.toMap(Organisation::id, Function.identity()));
        var allowed = accepting.among(today, providers.keySet());
        try (var rows = jdbc
                .sql(ALL_OF_PLACES + Places.ON_THE_MAP + " ORDER BY p.id")
                .param("day", today)
                .param("oldest", Freshness.oldestOnTheMap(today))
                .withFetchSize(AT_ONCE)
                .query((row, _) -> published(row, providers))
                .stream()) {
            long count = 0;
            for (var one : (Iterable<Published>) rows::iterator) {
                if (allowed.contains(one.place().provider())) {
                    reader.accept(one);
                    count++;
                }
            }
            return count;
        }
    }

    /** The places of one provider, on the map or not, closed ones included, as they would be published today. */
    @Transactional(readOnly = true)
    public List<Published> of(OrganisationId provider) {
        var providers = organisations.get(List.of(provider));
        return jdbc.sql(ALL_OF_PLACES + "p.provider = :provider ORDER BY p.id")
                .param("day", Paris.today(clock))
                .param("provider", provider.value())
                .query((row, _) -> published(row, providers))
                .list();
    }

    private Published published(ResultSet row, Map<OrganisationId, Organisation> providers) throws SQLException {
        var place = Places.place(row);
        var provider = Optional.ofNullable(providers.get(place.provider()));
        var ownName = Optional.ofNullable(row.getString("own_name"));
        return new Published(
                place,
                new ProviderIdentity(
                        place.provider(),
                        ownName.or(() -> provider.map(Organisation::legalName)).orElse(place.name()),
                        Optional.ofNullable(row.getString("colour")),
                        row.getBoolean("has_logo")),
                provider,
                Presentations.strings(row.getArray("sirets")).stream()
                        .map(Siret::of)
                        .toList(),
                row.getObject("presented") == null
                        ? Presentation.none(place.knownOn())
                        : Presentations.presentation(row, stops(row)),
                offers(row));
    }

    private static List<Presentation.Stop> stops(ResultSet row) throws SQLException {
        var addresses = Presentations.strings(row.getArray("addresses"));
        var communes = Presentations.strings(row.getArray("communes"));
        var hours = Presentations.strings(row.getArray("hours"));
        var stops = new ArrayList<Presentation.Stop>();
        for (int i = 0; i < addresses.size(); i++) {
            stops.add(new Presentation.Stop(addresses.get(i), communes.get(i), hours.get(i)));
        }
        return stops;
    }

    private List<Offered> offers(ResultSet row) throws SQLException {
        var services = Presentations.strings(row.getArray("services"));
        if (services.isEmpty()) {
            return List.of();
        }
        var prices = (Long[]) row.getArray("prices").getArray();
        var regulated = (Boolean[]) row.getArray("regulated").getArray();
        var formats = Presentations.strings(row.getArray("formats"));
        var offers = new ArrayList<Offered>();
        for (int i = 0; i < services.size(); i++) {
            offers.add(new Offered(
                    ServiceCode.of(services.get(i)),
                    ServiceFormat.valueOf(formats.get(i)),
                    Charge.of(Money.cents(prices[i]), regulated[i], settings.faceValue())));
        }
        return offers;
    }

    /** The day of what is published. */
    LocalDate today() {
        return Paris.today(clock);
    }
}
