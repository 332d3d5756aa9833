package coop.fairpass.privacy;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lectures sensibles : who read what, when and why; forgotten after a year. */
@Component
public class SensitiveReads implements Forgets {

    private final JdbcClient jdbc;
    private final Clock clock;

    SensitiveReads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records one.
     *
     * @param author by reference
     * @param about the organisation that is read about; empty when it is about many
     * @param address that was asked, which holds ids and no name
     */
    @Transactional
    public void keep(Sensitive kind, String author, Optional<UUID> about, String address) {
        jdbc.sql("""
                        INSERT INTO privacy.reading (kind, author, about, address, purpose, at)
                        VALUES (:kind, :author, :about, :address, :purpose, :at)
                        """)
                .param("kind", kind.name())
                .param("author", author)
                .param("about", about.orElse(null), java.sql.Types.OTHER)
                .param("address", address)
                .param("purpose", kind.purpose())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    @Override
    public String name() {
        return "privacy: forget who read what a year ago";
    }

    @Override
    public Set<Kept> kinds() {
        return Set.of(Kept.READING);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        jdbc.sql("DELETE FROM privacy.reading WHERE at < :limit")
                .param("limit", limit.atStartOfDay(Paris.ZONE).toOffsetDateTime())
                .update();
    }
}
