package coop.fairpass.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who a provider’s person is here. The first time, it is the account of the address that the provider verified; from
 * then on the provider’s own identifier counts, whatever address it gives.
 */
@Component
class Identities {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Accounts accounts;
    private final AccessEvents events;

    Identities(JdbcClient jdbc, Clock clock, Accounts accounts, AccessEvents events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * The person; empty when nobody here has that identity or address.
     *
     * @param email an address that the provider says it verified
     */
    @Transactional
    public Optional<UUID> person(String issuer, String subject, Optional<String> email) {
        var known = jdbc.sql("SELECT person FROM access.identity WHERE issuer = :issuer AND subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(UUID.class)
                .optional();
        if (known.isPresent()) {
            return known;
        }
        var person = email.flatMap(MailAddress::read).flatMap(accounts::personOf);
        person.ifPresent(one -> {
            jdbc.sql("""
                            INSERT INTO access.identity (issuer, subject, person, bound_at)
                            VALUES (:issuer, :subject, :person, :now)
                            """)
                    .param("issuer", issuer)
                    .param("subject", subject)
                    .param("person", one)
                    .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
            events.keep(one, AccessEvent.IDENTITY_BOUND, issuer);
        });
        return person;
    }
}
