package coop.fairpass.calendar;

import java.time.LocalDate;

/**
 * Work that is due because a day has come: a quote that lapses, an order that expires, a month that may be closed.
 *
 * <p>It asks the database what is due and unfinished, so a day missed while the server was down is caught up and a day
 * run twice does nothing the second time.
 */
public interface DailyTask {

    /** A short name for the log: {@code orders: quotes that lapse}. */
    String name();

    /** When it runs among the tasks of one day; lower first. */
    default int order() {
        return 100;
    }

    /** Does all that is due on {@code today}, a day in Paris. */
    void run(LocalDate today);
}
