package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a provider says of those who lead the services that it offers: each time a new line, the last one holds.
 */
@Component
class WhoLeads {

    private final JdbcClient jdbc;
    private final Clock clock;

    WhoLeads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why a service is not offered against vouchers: nobody said who leads it, or nobody paid does. */
    static Optional<OfferReason> refusal(Set<WorkStatus> leaders) {
        if (leaders.isEmpty()) {
            return Optional.of(OfferReason.LEADERS_NOT_SAID);
        }
        return WorkStatus.isAnyPaid(leaders) ? Optional.empty() : Optional.of(OfferReason.NOBODY_PAID_LEADS);
    }

    /** Of offers whose place is locked, or that are new. */
    @Transactional(propagation = Propagation.MANDATORY)
    void say(Collection<OfferId> offers, Set<WorkStatus> leaders, Actor by) {
        jdbc.sql("""
                        INSERT INTO places.leaders (offer, number, led_by, said_at, said_by)
                        SELECT o.id, 1 + (SELECT count(*) FROM places.leaders l WHERE l.offer = o.id),
                               :led_by::text[], :said_at, :said_by
                          FROM unnest(:offers::uuid[]) AS o (id)
                        """)
                .param("offers", offers.stream().map(OfferId::value).toArray(UUID[]::new))
                .param("led_by", leaders.stream().sorted().map(WorkStatus::name).toArray(String[]::new))
                .param("said_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("said_by", by.reference())
                .update();
    }
}
