package coop.fairpass.access;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts what was tried without success, so that guessing gets slower: by account and by address of the network. */
@Component
class Attempts {

    private record Failures(int count, Instant last) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Until when nothing may be tried; empty when one may try.
     *
     * @param about what is guessed: an address of mail, a person’s code
     * @param address where from
     */
    @Transactional(readOnly = true)
    public Optional<Instant> lockedUntil(String about, String address) {
        var now = clock.instant();
        return Stream.of(
                        until(LockOut.ACCOUNT, "about = :value", Secret.digest(about), now),
                        until(LockOut.ADDRESS, "address = :value", address, now))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private Optional<Instant> until(LockOut rule, String which, String value, Instant now) {
        var failures = jdbc.sql(
                        "SELECT count(*) AS count, max(at) AS last FROM access.failed_attempt WHERE at > :since AND "
                                + which)
                .param("since", at(now.minus(rule.remembered())))
                .param("value", value)
                .query((row, _) -> new Failures(
                        row.getInt("count"),
                        row.getInt("count") == 0
                                ? Instant.EPOCH
                                : row.getObject("last", OffsetDateTime.class).toInstant()))
                .single();
        return rule.until(failures.count(), failures.last(), now);
    }

    @Transactional
    public void failed(String about, String address) {
        jdbc.sql("INSERT INTO access.failed_attempt (about, address, at) VALUES (:about, :address, :at)")
                .param("about", Secret.digest(about))
                .param("address", address)
                .param("at", at(clock.instant()))
                .update();
    }

    /** It was right in the end: what failed before is forgotten for this account, not for the address. */
    @Transactional
    public void succeeded(String about) {
        jdbc.sql("DELETE FROM access.failed_attempt WHERE about = :about")
                .param("about", Secret.digest(about))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
