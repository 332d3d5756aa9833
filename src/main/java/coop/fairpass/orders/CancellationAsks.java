package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.winddown.WindDown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Once booklets are being made, an order or one of its lots is given up by both sides (O22): one asks, the other agrees
 * by asking the same, and until then who asked may take it back. The order is locked by whoever calls.
 */
@Component
public class CancellationAsks {

    /** Of whom one asks and the other answers. */
    public enum Side {
        PAYER,
        COOPERATIVE;

        static Side of(VoucherOrder order, Actor by) {
            return by.isOf(order.payer()) ? PAYER : COOPERATIVE;
        }
    }

    /**
     * What one side asked and the other has not answered.
     *
     * @param lot the lot alone; the whole order when empty
     * @param by who asked, as pages name it
     */
    public record Ask(UUID id, OrderId order, Optional<LotId> lot, Side side, String why, Instant at, String by) {}

    private static final String OPEN = """
            SELECT id, voucher_order, lot, side, why, asked_at, asked_as
              FROM orders.cancellation_ask
             WHERE ended IS NULL
               AND voucher_order = :order
            """;

    private final Organisations organisations;
    private final Notices notices;
    private final WindDown windDown;
    private final JdbcClient jdbc;
    private final Clock clock;

    CancellationAsks(Organisations organisations, Notices notices, WindDown windDown, JdbcClient jdbc, Clock clock) {
        this.organisations = organisations;
        this.notices = notices;
        this.windDown = windDown;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What waits for the other side's answer, of an order and of its lots. */
    @Transactional(readOnly = true)
    public List<Ask> open(OrderId order) {
        return jdbc.sql(OPEN + " ORDER BY asked_at, id")
                .param("order", order.value())
                .query((row, _) -> ask(row))
                .list();
    }

    /**
     * Says that one side wants it; true when the other side wants it too, and it is to be done now. Asked again by the
     * same side, it goes on waiting. A cooperative that winds down has agreed beforehand.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean isAgreed(VoucherOrder order, Optional<Lot> lot, String why, Actor by) {
        var waiting = open(order.id()).stream()
                .filter(ask -> ask.lot().equals(lot.map(Lot::id)))
                .findFirst();
        if (waiting.filter(ask -> ask.side() != Side.of(order, by)).isPresent()
                || (Side.of(order, by) == Side.PAYER && windDown.isOn())) {
            return true;
        }
        if (waiting.isEmpty()) {
            keep(order, lot, why, by);
        }
        return false;
    }

    /** A lot was given up: nothing is asked of it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void end(Lot lot, Actor by) {
        open(lot.order()).stream()
                .filter(ask -> ask.lot().equals(Optional.of(lot.id())))
                .forEach(ask -> end(ask, by.equals(Actor.CLOCK) ? "OVERTAKEN" : "AGREED", by));
    }

    /** Who asked thinks better of it; what the other side asked stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeBack(VoucherOrder order, Actor by) {
        for (var ask : open(order.id())) {
            if (ask.side() == Side.of(order, by)) {
                end(ask, "TAKEN_BACK", by);
            }
        }
    }

    /** What was asked of lots has no object any more once their order is given up. */
    @Transactional(propagation = Propagation.MANDATORY)
    void endAll(OrderId order, Actor by) {
        for (var ask : open(order)) {
            end(ask, ask.lot().isPresent() ? "OVERTAKEN" : "AGREED", by);
        }
    }

    private void keep(VoucherOrder order, Optional<Lot> lot, String why, Actor by) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO orders.cancellation_ask (id, voucher_order, lot, side, why, asked_at, asked_by, asked_as)
                        VALUES (:id, :order, :lot, :side, :why, :at, :by, :as)
                        """)
                .param("id", id)
                .param("order", order.id().value())
                .param("lot", lot.map(one -> one.id().value()).orElse(null), java.sql.Types.OTHER)
                .param("side", Side.of(order, by).name())
                .param("why", why)
                .param("at", now())
                .param("by", by.reference())
                .param("as", by.label())
                .update();
        var what = lot.map(one -> "le lot %d de la commande %s".formatted(one.place(), order.signedNumber()))
                .orElseGet(() -> "la commande " + order.signedNumber());
        other(order, by)
                .ifPresent(party -> notices.tell(
                        party,
                        "cancellation-asked/" + id,
                        "On vous demande d’annuler " + what,
                        "Rien n’est annulé tant que vous n’êtes pas d’accord. Raison donnée : " + why));
    }

    private Optional<OrganisationId> other(VoucherOrder order, Actor by) {
        return switch (Side.of(order, by)) {
            case PAYER -> organisations.cooperative().map(Organisation::id);
            case COOPERATIVE -> Optional.of(order.payer());
        };
    }

    private void end(Ask ask, String how, Actor by) {
        jdbc.sql("UPDATE orders.cancellation_ask SET ended = :how, ended_at = :at, ended_by = :by WHERE id = :id")
                .param("how", how)
                .param("at", now())
                .param("by", by.reference())
                .param("id", ask.id())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Ask ask(ResultSet row) throws SQLException {
        return new Ask(
                row.getObject("id", UUID.class),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                Optional.ofNullable(row.getObject("lot", UUID.class)).map(LotId::new),
                Side.valueOf(row.getString("side")),
                row.getString("why"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("asked_as"));
    }
}
