package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.tariff.VatTreatment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Devis : the versions of an order's quote. */
@Component
public class Quotes {

    /** The capacity warning, ticked: when, and the name of the person. */
    public record TickedWarning(Instant at, String by) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Quotes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All versions, the last first. */
    @Transactional(readOnly = true)
    public List<Quote> of(OrderId order) {
        return jdbc.sql("SELECT * FROM orders.quote WHERE voucher_order = :order ORDER BY version DESC")
                .param("order", order.value())
                .query((row, _) -> quote(row))
                .list();
    }

    /** The last version, if any was sent. */
    @Transactional(readOnly = true)
    public Optional<Quote> last(OrderId order) {
        return of(order).stream().findFirst();
    }

    /** Unanswered quotes whose time is over on a day. */
    List<Quote> lapsedOn(LocalDate day) {
        return jdbc.sql(
                        "SELECT * FROM orders.quote WHERE state = 'SENT' AND lapses_on < :day ORDER BY lapses_on, number")
                .param("day", day)
                .query((row, _) -> quote(row))
                .list();
    }

    void insert(Quote quote) {
        jdbc.sql("""
                        INSERT INTO orders.quote (voucher_order, version, number, issued_on, lapses_on, state, vouchers,
                               face_cents, upstream_ppm, vat_territory, vat_category, vat_ppm, vat_mention, open_places,
                               covered, inhabitants, weekly_capacity, capacity_ppm)
                        VALUES (:order, :version, :number, :issued_on, :lapses_on, :state, :vouchers, :face, :upstream,
                               :territory, :category, :vat, :mention, :open_places, :covered, :inhabitants,
                               :weekly_capacity, :capacity_ppm)
                        """)
                .param("order", quote.order().value())
                .param("version", quote.version())
                .param("number", quote.number())
                .param("issued_on", quote.issuedOn())
                .param("lapses_on", quote.lapsesOn())
                .param("state", quote.state().name())
                .param("vouchers", quote.vouchers())
                .param("face", quote.terms().faceValue().cents())
                .param("upstream", quote.terms().upstreamFee().partsPerMillion())
                .param("territory", quote.terms().vat().territory().name())
                .param("category", quote.terms().vat().category().name())
                .param("vat", quote.terms().vat().rate().partsPerMillion())
                .param("mention", quote.terms().vat().mention())
                .param("open_places", quote.reach().openPlaces())
                .param("covered", quote.reach().covered())
                .param("inhabitants", quote.reach().inhabitants())
                .param("weekly_capacity", quote.reach().weeklyCapacity())
                .param("capacity_ppm", quote.reach().capacityPpm())
                .update();
    }

    void mark(Quote quote, QuoteState state) {
        jdbc.sql("UPDATE orders.quote SET state = :state WHERE voucher_order = :order AND version = :version")
                .param("state", state.name())
                .param("order", quote.order().value())
                .param("version", quote.version())
                .update();
    }

    /**
     * Who ticked, when signing, that the perimeter has fewer places than vouchers; empty when nobody had to.
     */
    @Transactional(readOnly = true)
    public Optional<TickedWarning> warning(OrderId order) {
        return jdbc.sql("""
                        SELECT warned_at, warned_as
                          FROM orders.quote
                         WHERE voucher_order = :order
                           AND warned_at IS NOT NULL
                        """)
                .param("order", order.value())
                .query((row, _) -> new TickedWarning(
                        row.getObject("warned_at", OffsetDateTime.class).toInstant(), row.getString("warned_as")))
                .optional();
    }

    /** Keeps who ticked the capacity warning, and when. */
    void keepWarning(Quote quote, Actor by) {
        jdbc.sql("""
                        UPDATE orders.quote
                           SET warned_at = :at, warned_by = :by, warned_as = :as
                         WHERE voucher_order = :order AND version = :version
                        """)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("as", by.label())
                .param("order", quote.order().value())
                .param("version", quote.version())
                .update();
    }

    private static Quote quote(ResultSet row) throws SQLException {
        return new Quote(
                new OrderId(row.getObject("voucher_order", UUID.class)),
                row.getInt("version"),
                row.getString("number"),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("lapses_on", LocalDate.class),
                QuoteState.valueOf(row.getString("state")),
                row.getLong("vouchers"),
                new Terms(
                        Money.cents(row.getLong("face_cents")),
                        Rate.ppm(row.getLong("upstream_ppm")),
                        new VatTreatment(
                                VatTerritory.valueOf(row.getString("vat_territory")),
                                VatTreatment.Category.valueOf(row.getString("vat_category")),
                                Rate.ppm(row.getLong("vat_ppm")),
                                row.getString("vat_mention"))),
                new Quote.Reach(
                        row.getInt("open_places"),
                        row.getLong("covered"),
                        row.getLong("inhabitants"),
                        row.getLong("weekly_capacity"),
                        row.getLong("capacity_ppm")));
    }
}
