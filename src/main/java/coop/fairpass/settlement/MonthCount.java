package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.settlement.StatementAmounts.Redeemed;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts a frozen month, set by set: whose statements are missing, and what each provider redeemed at which rate. */
@Component
class MonthCount {

    /** What one provider redeemed in a month. */
    record Counted(OrganisationId provider, List<Redeemed> redeemed, Money privateFace) {

        Counted {
            redeemed = List.copyOf(redeemed);
        }

        long vouchers() {
            return redeemed.stream().mapToLong(Redeemed::vouchers).sum();
        }

        Money face() {
            return redeemed.stream()
                    .map(one -> one.faceValue().times(one.vouchers()))
                    .collect(Money.sum());
        }
    }

    private record Row(UUID provider, long vouchers, long faceCents, long feePpm, long privateVouchers) {}

    private final JdbcClient jdbc;

    MonthCount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Providers that must have a statement for the month and have none yet: those with redemptions in it, and those who
     * still carry a debt from before (R-152, T17), in a stable order. A debt of a later month waits for that month, so
     * that a settled month stays as it is.
     */
    @Transactional(readOnly = true)
    List<OrganisationId> providersWithoutStatement(YearMonth month, int most) {
        return jdbc.sql("""
                        SELECT provider FROM (
                            SELECT r.provider
                              FROM redemption.spent r
                             WHERE r.counts_on >= :from AND r.counts_on < :until
                               AND r.state IN ('ACCEPTED', 'REVERSED')
                             GROUP BY r.provider
                            UNION
                            SELECT s.provider
                              FROM settlement.statement s
                             WHERE s.state = 'CARRIED_OVER' AND s.carried_to IS NULL AND s.net_cents < 0
                               AND s.month < :from
                            UNION
                            SELECT c.provider
                              FROM settlement.claim c
                             WHERE c.advanced_at < :ends_at AND c.statement IS NULL
                        ) AS concerned
                         WHERE NOT EXISTS (
                               SELECT 1 FROM settlement.statement s
                                WHERE s.provider = concerned.provider AND s.month = :from)
                         ORDER BY provider
                         LIMIT :most
                        """)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .param("ends_at", OffsetDateTime.ofInstant(Paris.endOf(month), ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .list();
    }

    /**
     * What those providers redeemed, by face value and fee rate; the private part is of orders without public money.
     */
    @Transactional(readOnly = true)
    List<Counted> of(YearMonth month, List<OrganisationId> providers) {
        var rows = jdbc.sql("""
                        SELECT r.provider, count(*) AS vouchers, r.face_cents, r.fee_ppm,
                               count(*) FILTER (WHERE o.is_private) AS private_vouchers
                          FROM redemption.spent r
                          JOIN (
                               SELECT s.id,
                                      p.nature = 'PRIVATE' AND NOT EXISTS (
                                          SELECT 1 FROM orders.funder f
                                            JOIN directory.organisation_name n ON n.id = f.funder
                                           WHERE f.voucher_order = s.id AND n.nature = 'PUBLIC') AS is_private
                                 FROM orders.order_summary s
                                 JOIN directory.organisation_name p ON p.id = s.payer
                          ) AS o ON o.id = r.voucher_order
                         WHERE r.counts_on >= :from
                           AND r.counts_on < :until
                           AND r.state IN ('ACCEPTED', 'REVERSED')
                           AND r.provider = ANY (:providers::uuid[])
                         GROUP BY r.provider, r.face_cents, r.fee_ppm
                         ORDER BY r.provider, r.fee_ppm, r.face_cents
                        """)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::toString).toArray(String[]::new))
                .query((row, _) -> new Row(
                        row.getObject("provider", UUID.class),
                        row.getLong("vouchers"),
                        row.getLong("face_cents"),
                        row.getLong("fee_ppm"),
                        row.getLong("private_vouchers")))
                .list();
        Map<UUID, List<Row>> byProvider = new HashMap<>();
        rows.forEach(row -> byProvider
                .computeIfAbsent(row.provider(), _ -> new ArrayList<>())
                .add(row));
        return providers.stream()
                .map(provider -> counted(provider, byProvider.getOrDefault(provider.value(), List.of())))
                .toList();
    }

    private static Counted counted(OrganisationId provider, List<Row> rows) {
        return new Counted(
                provider,
                rows.stream()
                        .map(row -> new Redeemed(row.vouchers(), Money.cents(row.faceCents()), Rate.ppm(row.feePpm())))
                        .toList(),
                rows.stream()
                        .map(row -> Money.cents(row.faceCents()).times(row.privateVouchers()))
                        .collect(Money.sum()));
    }
}
