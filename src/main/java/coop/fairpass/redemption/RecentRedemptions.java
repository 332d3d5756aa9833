package coop.fairpass.redemption;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a provider has just redeemed, as its desk reads it. */
@Component
class RecentRedemptions {

    /** The most lines that a page shows. */
    static final int MOST = 200;

    /** One voucher. {@code author} is who redeemed it, a reference without a name. */
    record Recent(
            RedemptionId id,
            String placeName,
            String service,
            String serviceLabel,
            LocalDate serviceOn,
            Money face,
            Money price,
            RedemptionState state,
            Instant recordedAt,
            String author) {}

    private final JdbcClient jdbc;

    RecentRedemptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Vouchers presented to a provider since an instant, whatever became of them, the latest first. */
    @Transactional(readOnly = true)
    List<Recent> since(Instant since, OrganisationId provider) {
        return jdbc.sql("""
                        SELECT r.voucher, r.attempt, coalesce(p.name, '') AS place_name, r.service,
                               coalesce(s.label, r.service) AS service_label, r.service_on, r.face_cents,
                               r.price_cents, r.state, r.recorded_at, r.author
                          FROM redemption.redemption r
                          LEFT JOIN places.place_period p ON p.place = r.place
                          LEFT JOIN catalogue.service_period s ON s.code = r.service AND s.valid_from <= r.service_on
                               AND (s.valid_until IS NULL OR s.valid_until > r.service_on)
                         WHERE r.provider = :provider
                           AND r.recorded_at > :since
                         ORDER BY r.recorded_at DESC, r.voucher
                         LIMIT :most
                        """)
                .param("provider", provider.value())
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> new Recent(
                        new RedemptionId(row.getLong("voucher"), row.getInt("attempt")),
                        row.getString("place_name"),
                        row.getString("service"),
                        row.getString("service_label"),
                        row.getObject("service_on", LocalDate.class),
                        Money.cents(row.getLong("face_cents")),
                        Money.cents(row.getLong("price_cents")),
                        RedemptionState.valueOf(row.getString("state")),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("author")))
                .list();
    }
}
