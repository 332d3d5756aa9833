package coop.fairpass.mail;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** That a mail was sent is remembered a year, no longer. */
@Component
class ForgetLetters implements DailyTask {

    private final Letters letters;

    ForgetLetters(Letters letters) {
        this.letters = letters;
    }

    @Override
    public String name() {
        return "mail: forget what was sent a year ago";
    }

    @Override
    public void run(LocalDate today) {
        letters.forgetBefore(today.minusYears(1).atStartOfDay(Paris.ZONE).toInstant());
    }
}
