package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.places.NamedMediators;
import coop.fairpass.places.PlaceId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A mediator says that public pages may name them, under the name they choose, and takes it back at once; nobody else
 * can say either for them.
 */
@Component
public class NamingConsents implements NamedMediators {

    public sealed interface Outcome {
        /** @param namedAs how public pages name the person; empty when they do not */
        record Done(Optional<String> namedAs) implements Outcome {}

        record Refused(ConsentReason reason) implements Outcome {}
    }

    /** Why a consent is not taken. */
    public enum ConsentReason {
        NOT_A_MEDIATOR,
        NAME_MISSING
    }

    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    NamingConsents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param consent chosen by the page: another name replaces the one before */
    @Transactional
    public Outcome give(UUID consent, String namedAs, Actor by) {
        var person = by.person();
        if (person.isEmpty() || !by.has(Role.MEDIATOR)) {
            return new Outcome.Refused(ConsentReason.NOT_A_MEDIATOR);
        }
        var name = namedAs.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return new Outcome.Refused(ConsentReason.NAME_MISSING);
        }
        if (of(person.get()).equals(Optional.of(name))) {
            return new Outcome.Done(Optional.of(name));
        }
        end(person.get());
        jdbc.sql("""
                        INSERT INTO qualification.naming_consent (id, person, named_as, given_at)
                        VALUES (:id, :person, :named_as, :given_at)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", consent)
                .param("person", person.get())
                .param("named_as", name)
                .param("given_at", now())
                .update();
        return new Outcome.Done(of(person.get()));
    }

    /** With effect at once: the next page that is asked does not name the person. */
    @Transactional
    public Outcome withdraw(Actor by) {
        var person = by.person();
        if (person.isEmpty()) {
            return new Outcome.Refused(ConsentReason.NOT_A_MEDIATOR);
        }
        end(person.get());
        return new Outcome.Done(Optional.empty());
    }

    private void end(UUID person) {
        jdbc.sql("""
                        UPDATE qualification.naming_consent
                           SET withdrawn_at = :now
                         WHERE person = :person AND withdrawn_at IS NULL
                        """).param("person", person).param("now", now()).update();
    }

    /** How public pages name somebody; empty when they do not. */
    @Transactional(readOnly = true)
    public Optional<String> of(Actor by) {
        return by.person().flatMap(this::of);
    }

    private Optional<String> of(UUID person) {
        return jdbc.sql("""
                        SELECT named_as
                          FROM qualification.naming_consent
                         WHERE person = :person AND withdrawn_at IS NULL
                        """).param("person", person).query(String.class).optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> namedAt(PlaceId place, LocalDate day) {
        return jdbc.sql("""
                        SELECT named_as
                          FROM qualification.named_mediator
                         WHERE place = :place
                           AND valid_from <= :day
                           AND coalesce(valid_until > :day, true)
                         ORDER BY named_as
                        """)
                .param("place", place.value())
                .param("day", day)
                .query(String.class)
                .list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
