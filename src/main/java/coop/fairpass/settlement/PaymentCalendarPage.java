package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import java.time.YearMonth;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** When months are closed and providers paid, twelve months ahead, for anyone. */
@Controller
class PaymentCalendarPage {

    private final Clock clock;

    PaymentCalendarPage(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/calendrier")
    String calendar(Model model) {
        model.addAttribute("dates", SettlementDueDates.from(YearMonth.from(Paris.today(clock))));
        return "settlement/calendar";
    }
}
