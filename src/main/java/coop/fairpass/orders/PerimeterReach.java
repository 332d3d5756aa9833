package coop.fairpass.orders;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What the perimeter of a need offers on a day. */
@Component
class PerimeterReach {

    Quote.Reach of(Need need, LocalDate on) {
        throw new UnsupportedOperationException(need + " " + on);
    }
}
