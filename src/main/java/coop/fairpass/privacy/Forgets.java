package coop.fairpass.privacy;

import coop.fairpass.calendar.DailyTask;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.transaction.annotation.Transactional;

/**
 * A room that forgets: each night, what is older than {@link Kept} says. It asks the database what is too old, so a
 * night that was missed is caught up and one that is lived twice does nothing the second time.
 */
public interface Forgets extends DailyTask {

    /** Which kinds it forgets; a test asks that each has somebody. */
    Set<Kept> kinds();

    /** Takes away what is of a kind and of a day before {@code limit}. */
    void forget(Kept kind, LocalDate limit);

    /** Late in the day: what is still to be told is told first. */
    @Override
    default int order() {
        return 900;
    }

    @Override
    @Transactional
    default void run(LocalDate today) {
        kinds().stream().sorted().forEach(kind -> forget(kind, kind.limit(today)));
    }
}
