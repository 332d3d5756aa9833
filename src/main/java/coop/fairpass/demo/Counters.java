package coop.fairpass.demo;

import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Channel;
import coop.fairpass.booklets.HandOverBooklet;
import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.demo.Cast.Troupe;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The desks of the four distributors, where booklets are handed over on working days, a few each. */
@Component
class Counters {

    private static final List<Audience> PUBLICS = List.of(
            Audience.RETIRED,
            Audience.JOBSEEKER,
            Audience.RETIRED,
            Audience.YOUNG_ADULT,
            Audience.ISOLATED,
            Audience.NOT_TOLD,
            Audience.ALLOPHONE,
            Audience.PARENT,
            Audience.JOBSEEKER);

    /** How many booklets each desk hands over in ten days: what it was sent lasts the summer. */
    private static final List<Integer> TENTHS_A_DAY = List.of(12, 9, 6, 3);

    private final JdbcClient jdbc;
    private final HandOverBooklet handOver;

    Counters(JdbcClient jdbc, HandOverBooklet handOver) {
        this.jdbc = jdbc;
        this.handOver = handOver;
    }

    /** Hands over what each desk would on a day: one booklet a day at the largest, two a week at the smallest. */
    void open(LocalDate day) {
        if (!BusinessDays.isOpen(day)) {
            return;
        }
        for (int desk = 0; desk < Cast.DISTRIBUTORS.size(); desk++) {
            int wanted = (day.getDayOfYear() + 1) * TENTHS_A_DAY.get(desk) / 10
                    - day.getDayOfYear() * TENTHS_A_DAY.get(desk) / 10;
            for (var booklet : stock(Cast.DISTRIBUTORS.get(desk), day, wanted)) {
                handOver(Cast.DISTRIBUTORS.get(desk), booklet);
            }
        }
    }

    private void handOver(Troupe distributor, long booklet) {
        var outcome = handOver.handle(new HandOverBooklet.Command(
                Cast.id("hand-over/" + booklet),
                new BookletNumber(booklet).serial(),
                PUBLICS.get((int) (booklet % PUBLICS.size())),
                booklet % 7 == 0 ? Channel.EVENT : Channel.DESK,
                Cast.agent(distributor).actor()));
        Refused.unless(HandOverBooklet.Outcome.HandedOver.class, "hand over booklet " + booklet, outcome);
    }

    /** Booklets that a distributor may hand over on a day: of active lots, before the stop date. */
    private List<Long> stock(Troupe distributor, LocalDate day, int most) {
        return jdbc.sql("""
                        SELECT one.number
                          FROM booklets.span_facts f
                          JOIN orders.lot_terms t ON t.code = f.lot
                         CROSS JOIN LATERAL generate_series(f.first_booklet, f.last_booklet) AS one (number)
                         WHERE f.state = 'IN_STOCK'
                           AND f.holder = :holder
                           AND t.activated_on <= :day
                           AND t.stop_on > :day
                         ORDER BY t.stop_on, one.number
                         LIMIT :most
                        """)
                .param("holder", distributor.id().value())
                .param("day", day)
                .param("most", most)
                .query(Long.class)
                .list();
    }
}
