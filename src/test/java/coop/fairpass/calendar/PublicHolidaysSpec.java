package coop.fairpass.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les jours fériés de tous, et ceux de quelques départements")
class PublicHolidaysSpec {

    @ParameterizedTest(name = "{0} dans le {1} : {2}")
    @CsvSource({
        "2026-11-11, 21, true",
        "2026-11-10, 21, false",
        "2026-04-06, 21, true", // Easter Monday
        "2026-05-14, 21, true", // Ascension
        "2026-05-25, 21, true", // Whit Monday
        "2026-04-03, 67, true", // Good Friday, in Alsace and Moselle only
        "2026-04-03, 21, false",
        "2026-12-26, 57, true",
        "2026-12-26, 54, false",
        "2026-12-20, 974, true", // the end of slavery, on the day of each land
        "2026-12-20, 972, false",
        "2026-05-22, 972, true",
    })
    void holidays(LocalDate day, String department, boolean isHoliday) {
        assertThat(PublicHolidays.isOn(day, department)).isEqualTo(isHoliday);
    }
}
