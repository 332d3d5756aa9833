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
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts a frozen month in one reading: whose statements are missing, what each provider redeemed at which rate. */
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

    /** Providers by whom something counts in the month and who have no statement of it, looked for one by one. */
    private static final String WITHOUT_STATEMENT = """
            SELECT o.id
              FROM directory.organisation_name o
             CROSS JOIN LATERAL (
                   SELECT 1
                     FROM redemption.spent r
                    WHERE r.provider = o.id
                      AND r.counts_on >= :from AND r.counts_on < :until
                      AND r.state IN ('ACCEPTED', 'REVERSED')
                    LIMIT 1) AS redeemed
             WHERE NOT EXISTS (
                   SELECT 1 FROM settlement.statement s
                    WHERE s.provider = o.id AND s.month = :from)
            """;

    private final JdbcClient jdbc;

    MonthCount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is to be stated of a month: providers that must have a statement for it and have none yet, those with
     * redemptions in it and those who still carry a debt from before (R-152, T17), in a stable order. Each with what it
     * redeemed, by face value and fee rate; the private part is of orders without public money. A debt of a later month
     * waits for that month, so that a settled month stays as it is.
     *
     * <p>The month is read once, from one end to the other, whatever the number of providers: a frozen month does not
     * change.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Counted> waiting(YearMonth month) {
        // Reading ten million rows takes longer than a page may.
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        var concerned = new TreeMap<String, List<Row>>(); // by the text of the id, which is PostgreSQL's order
        for (var row : counts(month)) {
            concerned
                    .computeIfAbsent(row.provider().toString(), _ -> new ArrayList<>())
                    .add(row);
        }
        owing(month).forEach(provider -> concerned.putIfAbsent(provider.toString(), List.of()));
        return concerned.entrySet().stream()
                .map(one -> counted(new OrganisationId(UUID.fromString(one.getKey())), one.getValue()))
                .toList();
    }

    /**
     * Whether anybody must have a statement for the month and has none yet; asked provider by provider, so that a month
     * that is settled is not read again.
     */
    @Transactional(readOnly = true)
    boolean isWaiting(YearMonth month) {
        return !owing(month).isEmpty()
                || jdbc.sql("SELECT EXISTS (" + WITHOUT_STATEMENT + ")")
                        .param("from", month.atDay(1))
                        .param("until", month.plusMonths(1).atDay(1))
                        .query(Boolean.class)
                        .single();
    }

    /** How many must have a statement for the month and have none yet; asked provider by provider, as above. */
    @Transactional(readOnly = true)
    long left(YearMonth month) {
        var left = new HashSet<>(owing(month));
        left.addAll(jdbc.sql(WITHOUT_STATEMENT)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query(UUID.class)
                .list());
        return left.size();
    }

    /** Those of them that still have no statement: another may have been at it. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Counted> stillWaiting(YearMonth month, List<Counted> batch) {
        var done = jdbc.sql("""
                        SELECT provider
                          FROM settlement.statement
                         WHERE month = :month AND provider = ANY (:providers::uuid[])
                        """)
                .param("month", month.atDay(1))
                .param(
                        "providers",
                        batch.stream().map(one -> one.provider().toString()).toArray(String[]::new))
                .query(UUID.class)
                .set();
        return batch.stream()
                .filter(one -> !done.contains(one.provider().value()))
                .toList();
    }

    /** Providers without redemptions that must have a statement all the same. */
    private List<UUID> owing(YearMonth month) {
        return jdbc.sql("""
                        SELECT provider FROM (
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
                        """)
                .param("from", month.atDay(1))
                .param("ends_at", OffsetDateTime.ofInstant(Paris.endOf(month), ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    private List<Row> counts(YearMonth month) {
        return jdbc.sql("""
                        SELECT r.provider, sum(r.vouchers)::bigint AS vouchers, r.face_cents, r.fee_ppm,
                               coalesce(sum(r.vouchers) FILTER (WHERE o.is_private), 0)::bigint AS private_vouchers
                          FROM (
                               SELECT provider, voucher_order, face_cents, fee_ppm, count(*) AS vouchers
                                 FROM redemption.spent
                                WHERE counts_on >= :from
                                  AND counts_on < :until
                                  AND state IN ('ACCEPTED', 'REVERSED')
                                GROUP BY provider, voucher_order, face_cents, fee_ppm
                          ) AS r
                          JOIN (
                               SELECT s.id,
                                      p.nature = 'PRIVATE' AND NOT EXISTS (
                                          SELECT 1 FROM orders.funder f
                                            JOIN directory.organisation_name n ON n.id = f.funder
                                           WHERE f.voucher_order = s.id AND n.nature = 'PUBLIC') AS is_private
                                 FROM orders.order_summary s
                                 JOIN directory.organisation_name p ON p.id = s.payer
                          ) AS o ON o.id = r.voucher_order
                         WHERE NOT EXISTS (
                               SELECT 1 FROM settlement.statement s
                                WHERE s.provider = r.provider AND s.month = :from)
                         GROUP BY r.provider, r.face_cents, r.fee_ppm
                         ORDER BY r.provider, r.fee_ppm, r.face_cents
                        """)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query((row, _) -> new Row(
                        row.getObject("provider", UUID.class),
                        row.getLong("vouchers"),
                        row.getLong("face_cents"),
                        row.getLong("fee_ppm"),
                        row.getLong("private_vouchers")))
                .list();
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
