package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import coop.fairpass.orders.FundingShare.Cap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Co-financements of an order: who promised what share, and what was called from and received by the payer (R-051,
 * The ledger does not move: funders pay the payer back.
 */
@Component
public class FundingShares {

    public sealed interface Outcome {
        record Done(List<FundingShare> shares) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    /** Something called from a funder, or received from it. */
    public enum FundingEvent {
        CALLED,
        RECEIVED
    }

    private final Orders orders;
    private final Organisations organisations;
    private final JdbcClient jdbc;
    private final Clock clock;

    FundingShares(Orders orders, Organisations organisations, JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.organisations = organisations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Says all the shares of an order at once; together never above 100 %. */
    @Transactional
    public Outcome set(OrderId id, List<FundingShare> shares, Actor by) {
        var order = orders.lock(id);
        if (order.isEmpty() || !(by.isOf(order.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_BUYER, Role.COOP_SALES)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        if (of(id).equals(shares)) {
            return new Outcome.Done(shares);
        }
        if (order.get().state() != OrderState.DRAFT && order.get().state() != OrderState.QUOTED) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        var total = shares.stream().map(FundingShare::ratio).reduce(Rate.ZERO, Rate::plus);
        if (total.compareTo(Rate.percent(100)) > 0) {
            return new Outcome.Refused(OrderReason.SHARES_ABOVE_100_PERCENT);
        }
        if (shares.stream().anyMatch(share -> organisations.find(share.funder()).isEmpty())
                || shares.stream().map(FundingShare::funder).distinct().count() != shares.size()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_FUNDER);
        }
        jdbc.sql("DELETE FROM orders.funding_share WHERE voucher_order = :order")
                .param("order", id.value())
                .update();
        shares.forEach(share -> insert(id, share));
        return new Outcome.Done(of(id));
    }

    @Transactional(readOnly = true)
    public List<FundingShare> of(OrderId order) {
        return jdbc.sql("SELECT * FROM orders.funding_share WHERE voucher_order = :order ORDER BY funder")
                .param("order", order.value())
                .query((row, _) -> share(row))
                .list();
    }

    /** A signed order of which an organisation bears a part. */
    public record Funded(OrderId order, FundingShare share) {}

    /** What the actor's organisation bears of signed orders of others, the last first; nothing for whoever has none. */
    @Transactional(readOnly = true)
    public List<Funded> fundedBy(Actor actor) {
        return actor.organisation().stream()
                .flatMap(own -> jdbc
                        .sql("""
                        SELECT s.*
                          FROM orders.funding_share s
                          JOIN orders.voucher_order o ON o.id = s.voucher_order
                         WHERE s.funder = :own AND o.number IS NOT NULL
                         ORDER BY o.number DESC
                        """)
                        .param("own", own.value())
                        .query((row, _) ->
                                new Funded(new OrderId(row.getObject("voucher_order", UUID.class)), share(row)))
                        .list()
                        .stream())
                .toList();
    }

    /**
     * Records that the payer called an amount from a funder, or received one; {@code id} is chosen by the form: the
     * same again is counted once, anything else under that id is refused.
     */
    @Transactional
    public Outcome record(
            UUID id, OrderId order, OrganisationId funder, FundingEvent event, Money amount, LocalDate on, Actor by) {
        var found = orders.find(order, by);
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.COOP_SALES)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        if (of(order).stream().noneMatch(share -> share.funder().equals(funder))) {
            return new Outcome.Refused(OrderReason.UNKNOWN_FUNDER);
        }
        int written = jdbc.sql("""
                        INSERT INTO orders.funding_receipt (id, voucher_order, funder, kind, amount_cents, counted_on,
                               recorded_at, recorded_by)
                        VALUES (:id, :order, :funder, :kind, :amount, :on, :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("order", order.value())
                .param("funder", funder.value())
                .param("kind", event.name())
                .param("amount", amount.cents())
                .param("on", on)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
        return written == 1 || isRecorded(id, order, funder, event, amount, on)
                ? new Outcome.Done(of(order))
                : new Outcome.Refused(OrderReason.ID_TAKEN);
    }

    private boolean isRecorded(
            UUID id, OrderId order, OrganisationId funder, FundingEvent event, Money amount, LocalDate on) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM orders.funding_receipt
                             WHERE id = :id
                               AND voucher_order = :order
                               AND funder = :funder
                               AND kind = :kind
                               AND amount_cents = :amount
                               AND counted_on = :on)
                        """)
                .param("id", id)
                .param("order", order.value())
                .param("funder", funder.value())
                .param("kind", event.name())
                .param("amount", amount.cents())
                .param("on", on)
                .query(Boolean.class)
                .single();
    }

    /** What was called from a funder, or received from it, up to a day. */
    @Transactional(readOnly = true)
    public Money total(OrderId order, OrganisationId funder, FundingEvent event, LocalDate through) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(amount_cents), 0)::bigint
                          FROM orders.funding_receipt
                         WHERE voucher_order = :order
                           AND funder = :funder
                           AND kind = :kind
                           AND counted_on <= :through
                        """)
                .param("order", order.value())
                .param("funder", funder.value())
                .param("kind", event.name())
                .param("through", through)
                .query(Long.class)
                .single());
    }

    private void insert(OrderId order, FundingShare share) {
        jdbc.sql("""
                        INSERT INTO orders.funding_share (voucher_order, funder, ratio_ppm, basis, base, floor_cents,
                               cap_cents, cap_scope, target_ppm)
                        VALUES (:order, :funder, :ratio, :basis, :base, :floor, :cap, :scope, :target)
                        """)
                .param("order", order.value())
                .param("funder", share.funder().value())
                .param("ratio", share.ratio().partsPerMillion())
                .param("basis", share.basis().name())
                .param("base", share.appliesTo().name())
                .param("floor", share.floor().map(Money::cents).orElse(null), Types.BIGINT)
                .param("cap", share.cap().map(Cap::most).map(Money::cents).orElse(null), Types.BIGINT)
                .param("scope", share.cap().map(Cap::scope).map(Enum::name).orElse(null))
                .param("target", share.targetShare().map(Rate::partsPerMillion).orElse(null), Types.BIGINT)
                .update();
    }

    private static FundingShare share(ResultSet row) throws SQLException {
        return new FundingShare(
                new OrganisationId(row.getObject("funder", UUID.class)),
                Rate.ppm(row.getLong("ratio_ppm")),
                Basis.valueOf(row.getString("basis")),
                AppliesTo.valueOf(row.getString("base")),
                amount(row, "floor_cents"),
                cap(row),
                optional(row, "target_ppm").map(Rate::ppm));
    }

    private static Optional<Cap> cap(ResultSet row) throws SQLException {
        var scope = row.getString("cap_scope");
        return scope == null
                ? Optional.empty()
                : Optional.of(new Cap(Money.cents(row.getLong("cap_cents")), Cap.Scope.valueOf(scope)));
    }

    private static Optional<Money> amount(ResultSet row, String column) throws SQLException {
        return optional(row, column).map(Money::cents);
    }

    private static Optional<Long> optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
