package coop.fairpass.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applications d’authentification : codes of six digits that change each thirty seconds (RFC 6238, SHA-1, as every
 * application makes them). A code of the step before or after is taken, for clocks differ; none counts twice.
 */
@Component
class Authenticators {

    private static final Logger LOG = LoggerFactory.getLogger(Authenticators.class);
    private static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final long NO_STEP = -1;

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Kept(byte[] secret, long lastStep) {}

    private final JdbcClient jdbc;
    private final AuthenticatorKey key;
    private final DeviceTime time;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    Authenticators(JdbcClient jdbc, AuthenticatorKey key, DeviceTime time, Clock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.time = time;
        this.clock = clock;
    }

    /** A secret for a telephone to learn; nothing is kept until one of its codes is shown. */
    static byte[] draw() {
        return Secret.bytes(SECRET_BYTES);
    }

    @Transactional(readOnly = true)
    public boolean isSet(UUID person) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM access.authenticator WHERE person = :person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Keeps a secret, if the code shown is one that it makes now. */
    @Transactional
    public boolean set(UUID person, byte[] secret, String code) {
        long step = stepOf(secret, code);
        if (step == NO_STEP) {
            return false;
        }
        jdbc.sql("""
                        INSERT INTO access.authenticator (person, secret, confirmed_at, last_step)
                        VALUES (:person, :secret, :now, :step)
                            ON CONFLICT (person) DO UPDATE
                           SET secret = excluded.secret, confirmed_at = excluded.confirmed_at,
                               last_step = excluded.last_step
                        """)
                .param("person", person)
                .param("secret", key.encrypt(secret))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("step", step)
                .update();
        return true;
    }

    /** Whether a code is right now and was not shown before; of two who show the same one at once, one is right. */
    @Transactional
    public boolean accepts(UUID person, String code) {
        var kept = jdbc.sql("SELECT secret, last_step FROM access.authenticator WHERE person = :person")
                .param("person", person)
                .query((row, _) -> new Kept(row.getBytes("secret"), row.getLong("last_step")))
                .optional();
        var secret = kept.flatMap(known -> decrypted(known.secret()));
        if (secret.isEmpty()) {
            return false;
        }
        long step = stepOf(secret.get(), code);
        return step != NO_STEP
                && jdbc.sql("""
                                UPDATE access.authenticator SET last_step = :step
                                 WHERE person = :person AND last_step < :step
                                """).param("step", step).param("person", person).update() == 1;
    }

    @Transactional
    public boolean remove(UUID person) {
        return jdbc.sql("DELETE FROM access.authenticator WHERE person = :person")
                        .param("person", person)
                        .update()
                == 1;
    }

    private Optional<byte[]> decrypted(byte[] secret) {
        try {
            return Optional.of(key.decrypt(secret));
        } catch (RuntimeException e) {
            LOG.error("a second factor was kept with another key than access.key: restore that file");
            return Optional.empty();
        }
    }

    private long stepOf(byte[] secret, String code) {
        var digits = code.replaceAll("\\s", "");
        if (!digits.matches("\\d{6}")) {
            return NO_STEP;
        }
        long now = Math.floorDiv(time.source().instant().getEpochSecond(), STEP_SECONDS);
        long found = NO_STEP;
        for (long step = now - 1; step <= now + 1; step++) {
            if (made(secret, step).equals(digits)) {
                found = step;
            }
        }
        return found;
    }

    private String made(byte[] secret, long step) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()), Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
