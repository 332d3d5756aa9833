/**
 * Days, months and clocks, all judged in Europe/Paris; the days on which banks and offices work.
 *
 * <p>Words: <em>jour</em> is a {@link java.time.LocalDate} in Paris, <em>mois</em> a {@link java.time.YearMonth}.
 * A day is decided once, where the thing happens, and stored. {@link coop.fairpass.calendar.DailyTask} is how a
 * neighbour says what is due on a day; nothing here knows what that is.
 */
@ApplicationModule(
        displayName = "Calendar",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
