package coop.fairpass.demo;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.web.VouchersToTry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Vouchers of the people of the story that a visitor may play with, as if they had been given one. */
@Component
@ConditionalOnProperty("fairpass.demonstration")
class CodesToTry implements VouchersToTry {

    private static final int GOOD = 3;

    private record Printed(long booklet, int rank, int generation) {}

    private final JdbcClient jdbc;
    private final VoucherKeys keys;
    private final Clock clock;

    CodesToTry(JdbcClient jdbc, VoucherKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public List<Voucher> some() {
        return Stream.concat(
                        good().stream().map(one -> new Voucher(code(one), false)),
                        spent().stream().map(one -> new Voucher(code(one), true)))
                .toList();
    }

    /** Of booklets that people were given and have not begun. */
    private List<Printed> good() {
        return jdbc.sql("""
                        SELECT f.first_booklet AS booklet, 1 AS rank, f.generation
                          FROM booklets.span_facts f
                          JOIN orders.lot_terms t ON t.code = f.lot
                         WHERE f.state = 'HANDED_OVER'
                           AND f.handed_over_on <= :today
                           AND t.first_day <= :today
                           AND t.redeemable_until > :today
                           AND NOT EXISTS (SELECT FROM redemption.spent s WHERE s.booklet = f.first_booklet)
                         ORDER BY f.first_booklet
                         LIMIT :most
                        """)
                .param("today", Paris.today(clock))
                .param("most", GOOD)
                .query(Printed.class)
                .list();
    }

    private List<Printed> spent() {
        return jdbc.sql("""
                        SELECT s.booklet, s.rank, f.generation
                          FROM (SELECT booklet, rank
                                  FROM redemption.spent
                                 WHERE state = 'ACCEPTED'
                                 ORDER BY recorded_at DESC, booklet, rank
                                 LIMIT 1) AS s
                         CROSS JOIN LATERAL booklets.booklet_facts(s.booklet) AS f
                        """).query(Printed.class).list();
    }

    private String code(Printed one) {
        var generation = keys.generations().stream()
                .filter(known -> known.number() == one.generation())
                .findFirst()
                .orElseThrow();
        return keys.code(generation, VoucherNumber.of(new BookletNumber(one.booklet()), one.rank()))
                .printed();
    }
}
