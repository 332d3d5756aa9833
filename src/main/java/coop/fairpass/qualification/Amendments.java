package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** The amendments of providers, and what a provider says of itself today, which an amendment would change. */
@Component
public class Amendments {

    /** Decided ones that are shown below those that wait. */
    static final int MOST_DECIDED = 20;

    private static final String SELECT = """
            SELECT id, number, provider, subject, place, was, wanted, why, asked_by, asked_at, state, reason,
                   decided_by, decided_at
              FROM qualification.amendment
            """;

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final People people;
    private final Places places;
    private final Territories territories;
    private final Applications applications;
    private final SignApplication signatures;
    private final Clock clock;

    Amendments(
            JdbcClient jdbc,
            Organisations organisations,
            People people,
            Places places,
            Territories territories,
            Applications applications,
            SignApplication signatures,
            Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.people = people;
        this.places = places;
        this.territories = territories;
        this.applications = applications;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Amendment> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> amendment(row))
                .optional();
    }

    Optional<Amendment> lock(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, _) -> amendment(row))
                .optional();
    }

    /** Those of a provider, the latest first. */
    @Transactional(readOnly = true)
    public List<Amendment> of(OrganisationId provider) {
        return jdbc.sql(SELECT + " WHERE provider = :provider ORDER BY number DESC")
                .param("provider", provider.value())
                .query((row, _) -> amendment(row))
                .list();
    }

    /** All that wait, the first first, and then the last ones that do not any more. */
    @Transactional(readOnly = true)
    public List<Amendment> all() {
        return jdbc.sql(SELECT + """
                         WHERE state = 'WAITING'
                            OR number IN (SELECT number
                                            FROM qualification.amendment
                                           WHERE state <> 'WAITING'
                                           ORDER BY decided_at DESC, number DESC
                                           LIMIT :most)
                         ORDER BY state <> 'WAITING', CASE state WHEN 'WAITING' THEN number ELSE - number END
                        """)
                .param("most", MOST_DECIDED)
                .query((row, _) -> amendment(row))
                .list();
    }

    /** Those that this person may decide: all that wait, but those that it asked or that are about it. */
    @Transactional(readOnly = true)
    public List<Amendment> waitingFor(Actor by) {
        if (!by.has(Role.COOP_REVIEWER) || !by.isPerson()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " WHERE state = 'WAITING' ORDER BY number").query((row, _) -> amendment(row)).stream()
                .filter(Predicate.not(ownOf(by)))
                .toList();
    }

    /** Which are somebody's own: asked by them, or of an organisation where they have a seat, as it is read now. */
    Predicate<Amendment> ownOf(Actor by) {
        var seated = by.person().map(people::seatsOf).orElse(List.of()).stream()
                .map(People.Seat::organisation)
                .collect(Collectors.toSet());
        return one -> one.askedBy().equals(by.reference()) || seated.contains(one.provider());
    }

    /** Its places that are open or to be. */
    @Transactional(readOnly = true)
    public List<Place> placesOf(OrganisationId provider) {
        var today = Paris.today(clock);
        return places.of(provider).stream()
                .filter(one ->
                        one.closedOn().filter(closed -> !closed.isAfter(today)).isEmpty())
                .toList();
    }

    Optional<Place> placeOf(OrganisationId provider, PlaceId place) {
        return placesOf(provider).stream().filter(one -> one.id().equals(place)).findFirst();
    }

    /** What is said of a provider today, of the fields of a subject. */
    @Transactional(readOnly = true)
    public Map<AmendedField, String> today(OrganisationId provider, AmendmentSubject subject, Optional<PlaceId> place) {
        var organisation = organisations.get(provider);
        return switch (subject) {
            case NAME -> Map.of(AmendedField.LEGAL_NAME, organisation.legalName());
            case REPRESENTATIVE -> representative(provider);
            case HEAD_OFFICE -> {
                var said = address(organisation.address());
                said.put(
                        AmendedField.SIRET,
                        organisation.siret().map(Siret::digits).orElse(""));
                yield said;
            }
            case PLACE -> {
                var known = place.flatMap(one -> placeOf(provider, one)).orElseThrow();
                var said = address(known.address());
                said.put(AmendedField.PLACE_NAME, known.name());
                yield said;
            }
        };
    }

    private static Map<AmendedField, String> address(Address address) {
        var said = new EnumMap<AmendedField, String>(AmendedField.class);
        said.put(AmendedField.STREET, address.street());
        said.put(AmendedField.POSTAL_CODE, address.postalCode().digits());
        said.put(AmendedField.TOWN, address.town());
        return said;
    }

    /** Those who represent it; their office is that of the last amendment, or of the last file that was signed. */
    private Map<AmendedField, String> representative(OrganisationId provider) {
        var seats = representatives(provider);
        var office = of(provider).stream()
                .filter(one ->
                        one.subject() == AmendmentSubject.REPRESENTATIVE && one.state() == AmendmentState.ACCEPTED)
                .findFirst()
                .map(one -> one.wanted(AmendedField.OFFICE))
                .or(() -> applications.of(provider).stream()
                        .flatMap(one -> signatures.signaturesOf(one.id()).reversed().stream())
                        .map(SignApplication.Signature::office)
                        .findFirst())
                .orElse("");
        return Map.of(
                AmendedField.PERSON_NAME, joined(seats.stream().map(People.Seat::name)),
                AmendedField.OFFICE, office,
                AmendedField.EMAIL,
                        joined(seats.stream()
                                .flatMap(one -> people.find(one.person()).stream())
                                .flatMap(one -> one.email().stream())));
    }

    private static String joined(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }

    List<People.Seat> representatives(OrganisationId provider) {
        return people.seatsIn(provider).stream()
                .filter(one -> one.roles().contains(Role.LEGAL_REPRESENTATIVE))
                .toList();
    }

    /** The address that an amendment asks for; empty when no commune has that name and postal code. */
    Optional<Address> addressIn(Map<AmendedField, String> wanted) {
        return PostalCode.check(wanted.getOrDefault(AmendedField.POSTAL_CODE, ""))
                .valid()
                .flatMap(code -> {
                    var town = new Town(code, wanted.getOrDefault(AmendedField.TOWN, ""));
                    Optional<InseeCode> commune = Optional.ofNullable(
                            territories.locate(List.of(town)).get(town));
                    return commune.map(found -> new Address(
                            wanted.getOrDefault(AmendedField.STREET, ""),
                            code,
                            wanted.getOrDefault(AmendedField.TOWN, ""),
                            Optional.of(found)));
                });
    }

    Organisation organisation(OrganisationId provider) {
        return organisations.get(provider);
    }

    private static Amendment amendment(ResultSet row) throws SQLException {
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Amendment(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                new OrganisationId(row.getObject("provider", UUID.class)),
                AmendmentSubject.valueOf(row.getString("subject")),
                Optional.ofNullable(row.getObject("place", UUID.class)).map(PlaceId::new),
                fields(row.getString("was")),
                fields(row.getString("wanted")),
                row.getString("why"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                AmendmentState.valueOf(row.getString("state")),
                decidedAt == null
                        ? Optional.empty()
                        : Optional.of(new Amendment.Decided(
                                row.getString("decided_by"),
                                decidedAt.toInstant(),
                                Optional.ofNullable(row.getString("reason")).orElse(""))));
    }

    private static Map<AmendedField, String> fields(String kept) {
        return KeptText.read(kept, new TypeReference<Map<AmendedField, String>>() {});
    }

    /** Kept the same way whichever way it was gathered. */
    static String kept(Map<AmendedField, String> fields) {
        return KeptText.of(new EnumMap<>(fields));
    }
}
