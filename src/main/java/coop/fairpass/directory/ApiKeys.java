package coop.fairpass.directory;

import coop.fairpass.calendar.Paris;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clés d'API : how a program acts for an organisation, with the roles it was given, until a day.
 *
 * <p>The key is shown once; the database keeps its SHA-256 only (the key is 256 random bits, so a plain digest is
 * enough). A resolved key is remembered for thirty seconds at most, so a revocation takes effect within a minute
 * (R-307).
 */
@Component
public class ApiKeys {

    /**
     * A key as its owner sees it afterwards, without the secret.
     *
     * @param lastUsedOn the last day on which a program came with it; empty when none did
     */
    public record ApiKey(
            UUID id,
            OrganisationId organisation,
            String name,
            Set<Role> roles,
            LocalDate expiresOn,
            Optional<Instant> revokedAt,
            Optional<LocalDate> lastUsedOn) {}

    private record Found(UUID id, Actor actor, Optional<LocalDate> lastUsedOn) {

        boolean wasUsedOn(LocalDate day) {
            return lastUsedOn.filter(last -> !last.isBefore(day)).isPresent();
        }
    }

    private record Remembered(Optional<Actor> actor, Instant until) {}

    private static final String PREFIX = "fp_";
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final KeyUses uses;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    ApiKeys(JdbcClient jdbc, KeyUses uses, Clock clock) {
        this.jdbc = jdbc;
        this.uses = uses;
        this.clock = clock;
    }

    /** Makes a key and returns its text, the only time anyone can read it. */
    @Transactional
    public String create(
            UUID id, OrganisationId organisation, String name, Set<Role> roles, LocalDate expiresOn, Actor by) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        jdbc.sql("""
                        INSERT INTO directory.api_key (id, organisation, name, digest, roles, expires_on, created_at,
                               created_by)
                        VALUES (:id, :organisation, :name, :digest, :roles::text[], :expires_on, :created_at,
                               :created_by)
                        """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("name", name)
                .param("digest", digestOf(text))
                .param("roles", roles.stream().map(Role::name).sorted().toArray(String[]::new))
                .param("expires_on", expiresOn)
                .param("created_at", now())
                .param("created_by", by.reference())
                .update();
        return text;
    }

    /** Ends a key; programs that use it are refused within a minute. */
    @Transactional
    public void revoke(UUID id, OrganisationId organisation, Actor by) {
        jdbc.sql("""
                        UPDATE directory.api_key
                           SET revoked_at = :revoked_at, revoked_by = :revoked_by
                         WHERE id = :id AND organisation = :organisation AND revoked_at IS NULL
                        """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("revoked_at", now())
                .param("revoked_by", by.reference())
                .update();
        remembered.clear();
    }

    @Transactional(readOnly = true)
    public List<ApiKey> of(OrganisationId organisation) {
        return jdbc.sql("""
                        SELECT id, name, roles, expires_on, revoked_at, last_used_on
                          FROM directory.api_key
                         WHERE organisation = :organisation
                         ORDER BY created_at
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new ApiKey(
                        row.getObject("id", UUID.class),
                        organisation,
                        row.getString("name"),
                        roles((String[]) row.getArray("roles").getArray()),
                        row.getObject("expires_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getObject("last_used_on", LocalDate.class))))
                .list();
    }

    /** Who a key speaks for today; empty when it is unknown, revoked or past its last day. */
    public Optional<Actor> resolve(String text) {
        if (!text.startsWith(PREFIX) || text.length() > 100) {
            return Optional.empty();
        }
        var digest = digestOf(text);
        var now = clock.instant();
        var known = remembered.get(digest);
        if (known != null && now.isBefore(known.until())) {
            return known.actor();
        }
        var today = Paris.dayOf(now);
        var found = lookUp(digest, today);
        found.filter(key -> !key.wasUsedOn(today)).ifPresent(key -> uses.note(key.id(), today));
        var actor = found.map(Found::actor);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(digest, new Remembered(actor, rememberedUntil(now, today)));
        return actor;
    }

    /** A new day is looked up again: a key may have ended with the last one, and its use is noted day by day. */
    private static Instant rememberedUntil(Instant now, LocalDate today) {
        var until = now.plus(REMEMBERED_FOR);
        var tomorrow = Paris.startOf(today.plusDays(1));
        return until.isBefore(tomorrow) ? until : tomorrow;
    }

    private Optional<Found> lookUp(String digest, LocalDate today) {
        return jdbc.sql("""
                        SELECT id, organisation, name, roles, last_used_on
                          FROM directory.api_key
                         WHERE digest = :digest
                           AND revoked_at IS NULL
                           AND expires_on >= :today
                        """)
                .param("digest", digest)
                .param("today", today)
                .query((row, _) -> new Found(
                        row.getObject("id", UUID.class),
                        new Actor(
                                "key/" + row.getObject("id", UUID.class),
                                row.getString("name"),
                                Optional.of(new OrganisationId(row.getObject("organisation", UUID.class))),
                                roles((String[]) row.getArray("roles").getArray())),
                        Optional.ofNullable(row.getObject("last_used_on", LocalDate.class))))
                .optional();
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String digestOf(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
