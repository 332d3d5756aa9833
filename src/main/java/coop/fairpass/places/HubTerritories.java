package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.territory.Named;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Territoire d’un hub : where a hub animates places, and so of which places it reads what people tell. The
 * cooperative's reviewers give and take back; a hub to which nothing is given sees nothing.
 */
@Component
public class HubTerritories {

    /** A hub, and the territories that it holds today. */
    public record Hub(Organisation organisation, List<Named> territories) {}

    /** @param zone as a person writes it: {@code Côte-d'Or}, {@code 21}, {@code D:21} */
    public record Command(OrganisationId hub, String zone, Actor by) {}

    public sealed interface Outcome {
        record Done(Named zone) implements Outcome {}

        record Refused(HubReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Territories territories;
    private final Clock clock;

    HubTerritories(JdbcClient jdbc, Organisations organisations, Territories territories, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.territories = territories;
        this.clock = clock;
    }

    static boolean mayGive(Actor actor) {
        return actor.has(Role.COOP_REVIEWER);
    }

    /** Organisations where somebody holds the role of a hub, by name. */
    @Transactional(readOnly = true)
    public List<Hub> hubs() {
        return organisations.holding(Role.HUB).stream()
                .map(one -> new Hub(one, of(one.id())))
                .toList();
    }

    /** What a hub holds today, the first given first. */
    @Transactional(readOnly = true)
    public List<Named> of(OrganisationId hub) {
        return jdbc.sql("""
                        SELECT zone
                          FROM places.hub_territory
                         WHERE hub = :hub
                           AND ended_at IS NULL
                         ORDER BY given_at, zone
                        """).param("hub", hub.value()).query(String.class).list().stream()
                .map(this::named)
                .toList();
    }

    /** A territory of a vintage that went keeps its code. */
    private Named named(String zone) {
        return territories.named(zone, 1).stream()
                .findFirst()
                .orElseGet(() -> new Named(PerimeterCode.of(zone), zone, ""));
    }

    /** Gives a territory to a hub; giving it twice is refused. */
    @Transactional
    public Outcome give(Command command) {
        var wrong = refusal(command);
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        var meant = territories.named(command.zone(), 2).stream()
                .filter(one -> one.code().kind() != PerimeterCode.Kind.PLACE)
                .toList();
        if (meant.size() != 1) {
            return new Outcome.Refused(meant.isEmpty() ? HubReason.ZONE_UNKNOWN : HubReason.ZONE_OF_SEVERAL);
        }
        int written = jdbc.sql("""
                        INSERT INTO places.hub_territory (hub, zone, given_at, given_by)
                        VALUES (:hub, :zone, :given_at, :given_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("hub", command.hub().value())
                .param("zone", meant.getFirst().code().toString())
                .param("given_at", now())
                .param("given_by", command.by().reference())
                .update();
        return written == 0 ? new Outcome.Refused(HubReason.ALREADY_GIVEN) : new Outcome.Done(meant.getFirst());
    }

    /** Takes a territory back, by its code: what waits there is no longer the hub's to read. */
    @Transactional
    public Outcome takeBack(Command command) {
        var wrong = refusal(command);
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        int written = jdbc.sql("""
                        UPDATE places.hub_territory
                           SET ended_at = :ended_at, ended_by = :ended_by
                         WHERE hub = :hub
                           AND zone = :zone
                           AND ended_at IS NULL
                        """)
                .param("hub", command.hub().value())
                .param("zone", command.zone())
                .param("ended_at", now())
                .param("ended_by", command.by().reference())
                .update();
        return written == 0 ? new Outcome.Refused(HubReason.NOT_GIVEN) : new Outcome.Done(named(command.zone()));
    }

    private Optional<HubReason> refusal(Command command) {
        if (!mayGive(command.by())) {
            return Optional.of(HubReason.NOT_ALLOWED);
        }
        return organisations.holding(Role.HUB).stream().anyMatch(one -> one.id().equals(command.hub()))
                ? Optional.empty()
                : Optional.of(HubReason.UNKNOWN_HUB);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
