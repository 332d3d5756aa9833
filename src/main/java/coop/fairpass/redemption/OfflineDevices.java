package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appareils : the browsers that may accept while the network is away. One is registered by the person who uses it, for
 * one place; each time it is heard from it is lent, for a while, the right to accept so much.
 */
@Component
public class OfflineDevices {

    /** One browser, of one person at one place. */
    record Device(
            UUID id, OrganisationId provider, UUID place, String author, PublicKey key, Optional<Instant> stopped) {

        boolean isOf(Actor by) {
            return author.equals(by.reference())
                    && by.organisation().filter(provider::equals).isPresent();
        }
    }

    /**
     * What a device may accept until it is heard from again.
     *
     * @param firstCounter the first envelope we had not received when it was lent
     */
    record Lease(
            UUID id,
            UUID device,
            int firstCounter,
            int mostVouchers,
            Money most,
            Instant issuedAt,
            Instant validUntil) {}

    /** One device as its people see it. */
    public record Seen(UUID id, String placeName, Instant registeredAt, Optional<Instant> stopped, boolean isMine) {}

    sealed interface Outcome<T> {
        record Done<T>(T what) implements Outcome<T> {}

        record Refused<T>(OfflineReason reason) implements Outcome<T> {}
    }

    private final Places places;
    private final OfflineAllowances allowances;
    private final JdbcClient jdbc;
    private final Clock clock;

    OfflineDevices(Places places, OfflineAllowances allowances, JdbcClient jdbc, Clock clock) {
        this.places = places;
        this.allowances = allowances;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Registers a browser; the same again is the same. {@code key} is an Ed25519 public key, as X.509 writes it. */
    @Transactional
    Outcome<Device> register(UUID id, UUID place, byte[] key, Actor by) {
        if (!isDesk(by)) {
            return new Outcome.Refused<>(OfflineReason.NOT_ALLOWED);
        }
        var provider = by.organisation().orElseThrow();
        if (places.of(provider).stream().noneMatch(own -> own.id().equals(new PlaceId(place)))) {
            return new Outcome.Refused<>(OfflineReason.PLACE_NOT_YOURS);
        }
        var read = key(key);
        if (read.isEmpty()) {
            return new Outcome.Refused<>(OfflineReason.KEY_UNREADABLE);
        }
        jdbc.sql("""
                        INSERT INTO redemption.device (id, provider, place, author, key, registered_at)
                        VALUES (:id, :provider, :place, :author, :key, :at)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("provider", provider.value())
                .param("place", place)
                .param("author", by.reference())
                .param("key", read.get().getEncoded())
                .param("at", at(clock.instant()))
                .update();
        return find(id).filter(device -> device.isOf(by)
                        && device.place().equals(place)
                        && device.key().equals(read.get()))
                .<Outcome<Device>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(OfflineReason.SAME_ID_OTHER_CONTENT));
    }

    /** Lends a device what governance allows today, counted from the first envelope that we have not received. */
    @Transactional
    Outcome<Lease> lend(UUID id, UUID device, Actor by) {
        var found = find(device).filter(one -> one.isOf(by) && isDesk(by));
        if (found.isEmpty()) {
            return new Outcome.Refused<>(OfflineReason.UNKNOWN_DEVICE);
        }
        if (found.get().stopped().isPresent()) {
            return new Outcome.Refused<>(OfflineReason.DEVICE_STOPPED);
        }
        var allowance = allowances.on(Paris.today(clock));
        if (allowance.isEmpty()) {
            return new Outcome.Refused<>(OfflineReason.NO_ALLOWANCE);
        }
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO redemption.lease (id, device, first_counter, most_vouchers, most_cents, issued_at,
                               valid_until)
                        SELECT :id, :device, coalesce(max(counter), 0) + 1, :vouchers, :cents, :at, :until
                          FROM redemption.envelope
                         WHERE device = :device
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("device", device)
                .param("vouchers", allowance.get().vouchers())
                .param("cents", allowance.get().amount().cents())
                .param("at", at(now))
                .param("until", at(now.plus(allowance.get().silence())))
                .update();
        return lease(id)
                .filter(lent -> lent.device().equals(device))
                .<Outcome<Lease>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(OfflineReason.SAME_ID_OTHER_CONTENT));
    }

    /** A device that was lost accepts nothing more; its person says so, or an administrator of the structure. */
    @Transactional
    boolean stop(UUID device, Actor by) {
        var found = find(device);
        if (found.isEmpty()
                || by.organisation().filter(found.get().provider()::equals).isEmpty()
                || !(found.get().author().equals(by.reference()) || by.has(Role.PROVIDER_ADMIN))) {
            return false;
        }
        jdbc.sql("""
                        INSERT INTO redemption.device_stop (device, stopped_at, stopped_by)
                        VALUES (:device, :at, :by)
                            ON CONFLICT (device) DO NOTHING
                        """)
                .param("device", device)
                .param("at", at(clock.instant()))
                .param("by", by.reference())
                .update();
        return true;
    }

    @Transactional(readOnly = true)
    Optional<Device> find(UUID id) {
        return jdbc.sql("""
                        SELECT d.id, d.provider, d.place, d.author, d.key, s.stopped_at
                          FROM redemption.device d
                          LEFT JOIN redemption.device_stop s ON s.device = d.id
                         WHERE d.id = :id
                        """)
                .param("id", id)
                .query((row, _) -> new Device(
                        row.getObject("id", UUID.class),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getObject("place", UUID.class),
                        row.getString("author"),
                        key(row.getBytes("key")).orElseThrow(),
                        Optional.ofNullable(row.getObject("stopped_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .optional();
    }

    /** What a person's own devices are, and all of the structure's for its administrator; those in use first. */
    @Transactional(readOnly = true)
    List<Seen> of(Actor by) {
        return by.organisation().stream()
                .flatMap(provider -> jdbc
                        .sql("""
                                SELECT d.id, coalesce(p.name, '') AS place_name, d.author, d.registered_at, s.stopped_at
                                  FROM redemption.device d
                                  LEFT JOIN redemption.device_stop s ON s.device = d.id
                                  LEFT JOIN places.place_period p ON p.place = d.place
                                 WHERE d.provider = :provider AND (d.author = :author OR :all)
                                   AND s.stopped_at IS NULL
                                 ORDER BY d.registered_at DESC
                                 LIMIT 50
                                """)
                        .param("provider", provider.value())
                        .param("author", by.reference())
                        .param("all", by.has(Role.PROVIDER_ADMIN))
                        .query((row, _) -> new Seen(
                                row.getObject("id", UUID.class),
                                row.getString("place_name"),
                                row.getObject("registered_at", OffsetDateTime.class)
                                        .toInstant(),
                                Optional.ofNullable(row.getObject("stopped_at", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant),
                                row.getString("author").equals(by.reference())))
                        .list()
                        .stream())
                .toList();
    }

    @Transactional(readOnly = true)
    Optional<Lease> lease(UUID id) {
        return jdbc.sql("""
                        SELECT id, device, first_counter, most_vouchers, most_cents, issued_at, valid_until
                          FROM redemption.lease
                         WHERE id = :id
                        """)
                .param("id", id)
                .query((row, _) -> new Lease(
                        row.getObject("id", UUID.class),
                        row.getObject("device", UUID.class),
                        row.getInt("first_counter"),
                        row.getInt("most_vouchers"),
                        Money.cents(row.getLong("most_cents")),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getObject("valid_until", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Whether a device was lent something again between the lease and what it accepted under it. */
    @Transactional(readOnly = true)
    boolean wasLentSince(Lease lease, Instant until) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM redemption.lease
                                        WHERE device = :device AND issued_at > :since AND issued_at <= :until)
                        """)
                .param("device", lease.device())
                .param("since", at(lease.issuedAt()))
                .param("until", at(until))
                .query(Boolean.class)
                .single();
    }

    static boolean isDesk(Actor by) {
        return by.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                && by.organisation().isPresent();
    }

    private static Optional<PublicKey> key(byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
