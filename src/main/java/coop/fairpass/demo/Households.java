package coop.fairpass.demo;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Generation;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.RedeemVouchers;
import coop.fairpass.redemption.ServiceGiven;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The people who hold booklets, of whom nothing is known but what they do: three in four come, some days after they
 * were given one, to a place they keep to, every week or two, until they have learnt enough. Each booklet's habits
 * follow from its number alone, so that a day lived again is the same day.
 */
@Component
class Households {

    private record Held(long booklet, int size, int generation, LocalDate since, List<Integer> spent) {}

    private record Visit(int place, String service, String code) {}

    private final JdbcClient jdbc;
    private final VoucherKeys keys;
    private final RedeemVouchers redeemVouchers;

    Households(JdbcClient jdbc, VoucherKeys keys, RedeemVouchers redeemVouchers) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.redeemVouchers = redeemVouchers;
    }

    /** Everybody who comes on a day, place by place. */
    void come(LocalDate day) {
        if (!BusinessDays.isOpen(day)) {
            return;
        }
        var byPlace = new TreeMap<Integer, List<ServiceGiven>>();
        for (var held : held(day)) {
            visits(held, day)
                    .forEach(visit -> byPlace.computeIfAbsent(visit.place(), _ -> new ArrayList<>())
                            .add(new ServiceGiven(visit.service(), day, Optional.empty(), List.of(visit.code()))));
        }
        byPlace.forEach((place, services) -> redeem(place, services, day));
    }

    private void redeem(int place, List<ServiceGiven> services, LocalDate day) {
        var outcome = redeemVouchers.handle(new RedeemVouchers.Command(
                Cast.id("redeem/" + place + "/" + day),
                Stage.placeOf(place).value(),
                services,
                Cast.desk(place).actor()));
        Refused.unless(RedeemVouchers.Outcome.Answered.class, "redeem at place " + place, outcome);
    }

    /** Somebody gives five vouchers of one booklet in a day, which is looked at before it is paid (F1). */
    void learnAllInOneDay(LocalDate day) {
        var held = held(day).stream()
                .filter(one -> one.spent().isEmpty() && one.size() >= 5)
                .findFirst()
                .orElseThrow(() -> new Refused("nobody has five vouchers left", day));
        int place = placeOf(held);
        var services = new ArrayList<ServiceGiven>();
        for (int rank = 1; rank <= 5; rank++) {
            services.add(new ServiceGiven(
                    Stage.SERVICES.getFirst().value(), day, Optional.empty(), List.of(code(held, rank))));
        }
        var outcome = redeemVouchers.handle(new RedeemVouchers.Command(
                Cast.id("redeem-five/" + day),
                Stage.placeOf(place).value(),
                services,
                Cast.desk(place).actor()));
        var answer = Refused.unless(RedeemVouchers.Outcome.Answered.class, "redeem five", outcome)
                .answer();
        if (answer.services().stream().noneMatch(service -> service.result() == Result.HELD)) {
            throw new Refused("five vouchers in a day", answer);
        }
    }

    /** A booklet that was used three times and will be lost. */
    BookletNumber usedThreeTimes(LocalDate day) {
        return held(day).stream()
                .filter(one -> one.spent().size() == 3)
                .findFirst()
                .map(one -> new BookletNumber(one.booklet()))
                .orElseThrow(() -> new Refused("no booklet was used three times", day));
    }

    /** The booklet that was reported lost and waits to be replaced. */
    BookletNumber lost() {
        return new BookletNumber(jdbc.sql("SELECT first_booklet FROM booklets.span_facts WHERE state = 'BLOCKED'")
                .query(Long.class)
                .single());
    }

    /** The last booklet that a desk handed over and that nothing happened to. */
    BookletNumber lastOf(OrganisationId desk) {
        return new BookletNumber(
                jdbc.sql("""
                        SELECT max(first_booklet)
                          FROM booklets.span_facts
                         WHERE state = 'HANDED_OVER'
                           AND distributor = :desk
                        """).param("desk", desk.value()).query(Long.class).single());
    }

    /** Who handed a booklet over. */
    OrganisationId deskOf(BookletNumber booklet) {
        return new OrganisationId(jdbc.sql("SELECT distributor FROM booklets.booklet_facts(:number)")
                .param("number", booklet.value())
                .query(UUID.class)
                .single());
    }

    private List<Visit> visits(Held held, LocalDate day) {
        var habits = new Random(held.booklet() * 31 + 7);
        boolean comes = habits.nextInt(100) < 76;
        int wanted = 1 + habits.nextInt(held.size());
        int place = placeOf(held);
        long gone = held.since().until(day, ChronoUnit.DAYS);
        long at = 2L + habits.nextInt(16);
        var visits = new ArrayList<Visit>();
        for (int rank = 1; comes && rank <= wanted; rank++) {
            // Who would come on a Sunday comes on the next working day.
            if (at <= gone && !held.spent().contains(rank) && visits.size() < 2) {
                var service = Stage.SERVICES.get(habits.nextInt(10) < 8 ? rank % 2 : 2);
                visits.add(new Visit(place, service.value(), code(held, rank)));
            }
            at += habits.nextInt(5) == 0 ? 0 : 4 + habits.nextInt(10);
        }
        return visits;
    }

    private static int placeOf(Held held) {
        return 1 + Math.floorMod(held.booklet() * 7 + held.booklet() / 11, Cast.PROVIDERS);
    }

    private String code(Held held, int rank) {
        var number = VoucherNumber.of(new BookletNumber(held.booklet()), rank);
        return keys.code(generation(held.generation()), number).printed();
    }

    private Generation generation(int number) {
        return keys.generations().stream()
                .filter(generation -> generation.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Booklets that people hold on a day and may use, with what they spent of them. */
    private List<Held> held(LocalDate day) {
        Map<Long, List<Integer>> spent = new TreeMap<>();
        jdbc.sql(
                        "SELECT booklet, rank FROM redemption.spent WHERE state IN ('ACCEPTED', 'HELD') ORDER BY booklet, rank")
                .query((row, _) -> spent.computeIfAbsent(row.getLong("booklet"), _ -> new ArrayList<>())
                        .add(row.getInt("rank")))
                .list();
        return jdbc.sql("""
                        SELECT f.first_booklet, f.size, f.generation, f.handed_over_on
                          FROM booklets.span_facts f
                          JOIN orders.lot_terms t ON t.code = f.lot
                         WHERE f.state = 'HANDED_OVER'
                           AND f.handed_over_on < :day
                           AND t.first_day <= :day
                           AND t.redeemable_until > :day
                         ORDER BY f.first_booklet
                        """)
                .param("day", day)
                .query((row, _) -> new Held(
                        row.getLong("first_booklet"),
                        row.getInt("size"),
                        row.getInt("generation"),
                        row.getObject("handed_over_on", LocalDate.class),
                        List.copyOf(spent.getOrDefault(row.getLong("first_booklet"), List.of()))))
                .list();
    }
}
