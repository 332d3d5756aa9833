package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Columns;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Weeks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a distributor lives by: its stock by state, and what it handed over week after week. */
@Component
class StockNumbers implements LivesBy {

    private static final int RANK = 10;

    /** A quarter: enough to see a habit, few enough to read each. */
    private static final int WEEKS = 13;

    private final Stock stock;
    private final Lots lots;
    private final JdbcClient jdbc;
    private final Clock clock;

    StockNumbers(Stock stock, Lots lots, JdbcClient jdbc, Clock clock) {
        this.stock = stock;
        this.lots = lots;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT)) {
            return List.of();
        }
        return actor.organisation()
                .map(own -> List.of(stockOf(own, actor), handOversOf(own)))
                .orElse(List.of());
    }

    private Panel stockOf(OrganisationId own, Actor actor) {
        var today = Paris.today(clock);
        var held = stock.of(own, actor);
        var active = held.stream().filter(Stock.Held::isActive).toList();
        var open = active.stream().filter(one -> isOpen(one, today)).toList();
        long ready = booklets(open);
        long stopped = booklets(active) - ready;
        long waiting = booklets(held) - ready - stopped;
        long arriving = stock.travelling(own, actor).stream()
                .filter(one -> one.move().receiver().equals(own))
                .mapToLong(one -> one.open().count())
                .sum();
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                Language.say(ready),
                Language.say(
                        Plural.words(ready, "carnet prêt à remettre", "carnets prêts à remettre"),
                        Plural.englishWords(ready, "booklet ready to hand over", "booklets ready to hand over")),
                "/carnets"));
        open.stream()
                .map(Stock.Held::stopOn)
                .filter(today::isBefore)
                .min(Comparator.naturalOrder())
                .ifPresent(stop -> figures.add(new Figure(
                        Language.say(stop), Language.say("arrêt des remises", "hand-overs stop"), "/carnets")));
        var bars = new ArrayList<Bar>();
        bars.add(new Bar(Language.say("Prêts à remettre", "Ready to hand over"), ready, "keep"));
        bars.add(new Bar(Language.say("Pas encore activés", "Not active yet"), waiting, "wait"));
        bars.add(new Bar(Language.say("En chemin vers vous", "On their way to you"), arriving, "paid"));
        if (stopped > 0) {
            bars.add(new Bar(
                    Language.say("Remises arrêtées, à garder", "No longer handed over, to keep"), stopped, "fee"));
        }
        return new Panel(
                RANK,
                Language.say("Votre stock", "Your stock"),
                figures,
                held.isEmpty() && arriving == 0
                        ? List.of()
                        : List.of(new Bars(
                                Language.say("Vos carnets, par état", "Your booklets, by state"),
                                Chart.Unit.COUNT,
                                Language.say("État", "State"),
                                bars)),
                stopped == 0
                        ? List.of()
                        : List.of(Language.say(
                                "Après l’arrêt des remises, un carnet n’est remis que si le commanditaire l’accepte.",
                                "Once hand-overs have stopped, a booklet is handed over only if the payer agrees.")));
    }

    private boolean isOpen(Stock.Held held, LocalDate today) {
        return today.isBefore(held.stopOn())
                || lots.find(held.lot())
                        .filter(LotTerms::lateHandOverAcknowledged)
                        .isPresent();
    }

    private static long booklets(List<Stock.Held> held) {
        return held.stream().mapToLong(one -> one.booklets().count()).sum();
    }

    private Panel handOversOf(OrganisationId own) {
        var today = Paris.today(clock);
        var first = Weeks.of(today).minusWeeks(WEEKS - 1L);
        Map<LocalDate, Long> counted = new HashMap<>();
        jdbc.sql("""
                        SELECT date_trunc('week', handed_over_on)::date AS week, count(*) AS booklets
                          FROM booklets.hand_over
                         WHERE distributor = :distributor
                           AND handed_over_on >= :first
                         GROUP BY 1
                        """).param("distributor", own.value()).param("first", first).query(row -> {
            counted.put(row.getObject("week", LocalDate.class), row.getLong("booklets"));
        });
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        return new Panel(
                RANK + 1,
                Language.say("Vos remises", "Your hand-overs"),
                List.of(new Figure(
                        Language.say(all),
                        Language.say(
                                        Plural.words(
                                                all, "carnet remis en %d semaines", "carnets remis en %d semaines"),
                                        Plural.englishWords(
                                                all,
                                                "booklet handed over in %d weeks",
                                                "booklets handed over in %d weeks"))
                                .formatted(WEEKS),
                        "/carnets")),
                List.of(new Columns(
                        Language.say("Carnets remis par semaine", "Booklets handed over each week"),
                        Chart.Unit.COUNT,
                        Language.say("Semaine", "Week"),
                        Weeks.columns(first, today, counted),
                        List.of())),
                List.of());
    }
}
