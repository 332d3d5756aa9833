package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lots of signed orders, as this room needs them. */
@Component
class Lots {

    private static final String COLUMNS = """
            SELECT t.code, t.lot, t.voucher_order, t.order_number, t.payer, t.place, t.goods, t.first_booklet,
                   t.last_booklet, t.booklet_size, t.activated_on, t.face_cents, t.first_day, t.tolerance_ends_on,
                   t.stop_on, t.valid_until, t.late_hand_over_acknowledged
              FROM orders.lot_terms t
            """;

    private final JdbcClient jdbc;

    Lots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LotTerms> find(LotId id) {
        return jdbc.sql(COLUMNS + " WHERE t.lot = :id")
                .param("id", id.value())
                .query((row, _) -> terms(row))
                .optional();
    }

    /** The lot that a booklet names, so that it must exist. */
    LotTerms get(int code) {
        return jdbc.sql(COLUMNS + " WHERE t.code = :code")
                .param("code", code)
                .query((row, _) -> terms(row))
                .single();
    }

    List<LotTerms> ofOrder(OrderId order) {
        return jdbc.sql(COLUMNS + " WHERE t.voucher_order = :order ORDER BY t.place")
                .param("order", order.value())
                .query((row, _) -> terms(row))
                .list();
    }

    /** The lots of some booklets. */
    List<LotTerms> carrying(BookletRanges booklets) {
        return jdbc.sql(COLUMNS + """
                         WHERE t.code IN (SELECT s.lot FROM booklets.spans_of(:booklets::int8multirange) s)
                         ORDER BY t.code
                        """)
                .param("booklets", booklets.multirange())
                .query((row, _) -> terms(row))
                .list();
    }

    /** The lots whose range lies within another, as those that came of one by a split. */
    List<LotTerms> within(BookletRange range) {
        return jdbc.sql(COLUMNS + """
                         WHERE t.first_booklet >= :first
                           AND t.last_booklet <= :last
                         ORDER BY t.code
                        """)
                .param("first", range.first())
                .param("last", range.last())
                .query((row, _) -> terms(row))
                .list();
    }

    private static LotTerms terms(ResultSet row) throws SQLException {
        long first = row.getLong("first_booklet");
        var range = row.wasNull()
                ? Optional.<BookletRange>empty()
                : Optional.of(new BookletRange(first, row.getLong("last_booklet")));
        return new LotTerms(
                row.getInt("code"),
                new LotId(row.getObject("lot", UUID.class)),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                row.getString("order_number"),
                new OrganisationId(row.getObject("payer", UUID.class)),
                row.getInt("place"),
                Goods.valueOf(row.getString("goods")),
                range,
                row.getInt("booklet_size"),
                Optional.ofNullable(row.getObject("activated_on", LocalDate.class)),
                new VoucherTerms(
                        Money.cents(row.getLong("face_cents")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("tolerance_ends_on", LocalDate.class)),
                row.getObject("stop_on", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getBoolean("late_hand_over_acknowledged"));
    }
}
