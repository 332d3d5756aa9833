package coop.fairpass.directory;

import coop.fairpass.directory.People.Seat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an organisation would lack if somebody left: it needs one person at least who may do what nobody else may. */
@Component
public class Irreplaceable {

    /** Each is a need; any role of it fills it. */
    private static final List<Set<Role>> NEEDS = List.of(
            Set.of(Role.OPERATOR),
            Set.of(Role.TREASURER),
            Set.of(Role.COOP_CONTROLLER),
            Set.of(Role.PAYER_BUYER),
            Set.of(Role.DISTRIBUTOR_MANAGER),
            Set.of(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE));

    /** A role that only this person fills in an organisation. */
    public record Need(String organisation, Role role) {}

    private final JdbcClient jdbc;
    private final People people;

    Irreplaceable(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /**
     * What would be lacking; nothing when the person may leave. Two who leave at once are asked one after the other:
     * their organisations are locked until the caller's transaction ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Need> needs(UUID person) {
        jdbc.sql("""
                        SELECT id
                          FROM directory.organisation
                         WHERE id IN (SELECT organisation
                                        FROM directory.membership
                                       WHERE person = :person AND revoked_at IS NULL)
                         ORDER BY id
                           FOR UPDATE
                        """).param("person", person).query(UUID.class).list();
        return people.seatsOf(person).stream()
                .flatMap(seat -> NEEDS.stream().flatMap(need -> lacking(seat, need).stream()))
                .toList();
    }

    private List<Need> lacking(Seat seat, Set<Role> need) {
        boolean isFilledByOthers = people.seatsIn(seat.organisation()).stream()
                .filter(other -> !other.person().equals(seat.person()))
                .anyMatch(other -> other.roles().stream().anyMatch(need::contains));
        return isFilledByOthers
                ? List.of()
                : seat.roles().stream()
                        .filter(need::contains)
                        .sorted()
                        .limit(1)
                        .map(role -> new Need(seat.organisationName(), role))
                        .toList();
    }
}
