package coop.fairpass.site;

import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting.Waiting;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * One thing to do, as the home page says it on a day.
 *
 * @param when until which day, in words; empty when no day was set
 */
public record Todo(Waiting work, Urgency urgency, String when) {

    /** How soon it must be done; pages say it in words and by a sign, not by colour alone. */
    public enum Urgency {
        LATE("⚠", "stopped"),
        TODAY("●", "waits"),
        SOON("○", "waits"),
        LATER("○", ""),
        WHENEVER("", "");

        private final String sign;
        private final String style;

        Urgency(String sign, String style) {
            this.sign = sign;
            this.style = style;
        }

        public String sign() {
            return sign;
        }

        public String style() {
            return style;
        }
    }

    /** Days from which something is soon. */
    private static final int SOON = 7;

    /** What has no day comes last, in the order in which rooms gave it. */
    static final Comparator<Todo> SOONEST_FIRST =
            Comparator.comparing(todo -> todo.work().dueOn().orElse(LocalDate.MAX));

    static Todo of(Waiting work, LocalDate today) {
        return work.dueOn()
                .map(day -> {
                    if (day.isBefore(today)) {
                        return new Todo(
                                work,
                                Urgency.LATE,
                                Language.say("En retard : c’était le ", "Late: it was due by ")
                                        + Language.sayLong(day));
                    }
                    if (day.equals(today)) {
                        return new Todo(
                                work,
                                Urgency.TODAY,
                                Language.say("Aujourd’hui, dernier jour", "Today is the last day"));
                    }
                    var urgency = day.isAfter(today.plusDays(SOON)) ? Urgency.LATER : Urgency.SOON;
                    return new Todo(work, urgency, Language.say("Avant le ", "By ") + Language.sayLong(day));
                })
                .orElseGet(() -> new Todo(work, Urgency.WHENEVER, ""));
    }
}
