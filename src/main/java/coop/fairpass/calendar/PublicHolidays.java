package coop.fairpass.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;

/** Jours fériés : the eleven of the whole country (Code du travail, L3133-1), and those of some départements. */
public final class PublicHolidays {

    private static final Set<MonthDay> EVERYWHERE = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 8),
            MonthDay.of(7, 14),
            MonthDay.of(8, 15),
            MonthDay.of(11, 1),
            MonthDay.of(11, 11),
            MonthDay.of(12, 25));

    /** The end of slavery is kept on the day of each land (L3422-2). */
    private static final Map<String, MonthDay> OVERSEAS = Map.of(
            "971", MonthDay.of(5, 27),
            "972", MonthDay.of(5, 22),
            "973", MonthDay.of(6, 10),
            "974", MonthDay.of(12, 20),
            "976", MonthDay.of(4, 27));

    /** Where Good Friday and the second day of Christmas are kept too (L3134-13). */
    private static final Set<String> ALSACE_MOSELLE = Set.of("57", "67", "68");

    private static final MonthDay SECOND_DAY_OF_CHRISTMAS = MonthDay.of(12, 26);

    private PublicHolidays() {}

    /** True for a holiday of the whole country. */
    public static boolean isOn(LocalDate day) {
        var easter = Easter.of(day.getYear());
        return EVERYWHERE.contains(MonthDay.from(day))
                || day.equals(easter.plusDays(1))
                || day.equals(easter.plusDays(39))
                || day.equals(easter.plusDays(50));
    }

    /** True for a holiday of a département, {@code 21} or {@code 974}, those of the whole country included. */
    public static boolean isOn(LocalDate day, String department) {
        return isOn(day)
                || MonthDay.from(day).equals(OVERSEAS.get(department))
                || (ALSACE_MOSELLE.contains(department)
                        && (MonthDay.from(day).equals(SECOND_DAY_OF_CHRISTMAS)
                                || day.equals(Easter.of(day.getYear()).minusDays(2))));
    }
}
