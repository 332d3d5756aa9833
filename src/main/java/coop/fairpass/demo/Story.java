package coop.fairpass.demo;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.calendar.DueWork;
import coop.fairpass.calendar.Paris;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.function.Consumer;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Lives the demonstration day by day. A day begins with what the bank stated of the day before and with what is due;
 * then the script is played, desks open, people come, and the cooperative does its work. Every act looks at what is
 * there, so a story stopped halfway, or helped along by hand, goes on.
 */
@Component
@Lazy // only a demonstration has its clock
class Story {

    private static final LocalTime MORNING = LocalTime.of(7, 30);
    private static final LocalTime OPENING = LocalTime.of(9, 0);
    private static final LocalTime AFTERNOON = LocalTime.of(14, 0);
    private static final LocalTime EVENING = LocalTime.of(17, 30);

    private final DemoClock clock;
    private final Stage stage;
    private final Script script;
    private final DueWork dueWork;
    private final Counters counters;
    private final Households households;
    private final Treasury treasury;
    private final Bank bank;
    private final Neighbourhood neighbourhood;

    Story(
            DemoClock clock,
            Stage stage,
            Script script,
            DueWork dueWork,
            Counters counters,
            Households households,
            Treasury treasury,
            Bank bank,
            Neighbourhood neighbourhood) {
        this.clock = clock;
        this.stage = stage;
        this.script = script;
        this.dueWork = dueWork;
        this.counters = counters;
        this.households = households;
        this.treasury = treasury;
        this.bank = bank;
        this.neighbourhood = neighbourhood;
    }

    /** Sets the stage and lives until the opening day; {@code told} hears of each month. */
    void tell(Consumer<String> told) {
        clock.set(at(Script.FIRST_DAY, OPENING));
        told.accept("la scène : communes, référentiel, taux, organisations, lieux");
        stage.set();
        liveUntil(Script.OPENING_DAY, told);
        begin(Script.OPENING_DAY);
        neighbourhood.speak();
        clock.set(at(Script.OPENING_DAY, OPENING));
        households.learnAllInOneDay(Script.OPENING_DAY); // the controller has something to decide
    }

    /** Whether it was lived until the opening day; what follows is lived by {@code advance}. */
    boolean isTold() {
        return !clock.instant().isBefore(at(Script.OPENING_DAY, OPENING));
    }

    /** Lives the days that follow the clock's, up to one that is left whole. */
    void liveUntil(LocalDate end, Consumer<String> told) {
        for (var day = Paris.today(clock).plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
            if (day.getDayOfMonth() == 1) {
                told.accept(Paris.french(YearMonth.from(day)));
            }
            live(day);
        }
    }

    /** Moves the clock to an instant, after all that happens before it. */
    void advanceTo(Instant instant, Consumer<String> told) {
        liveUntil(Paris.dayOf(instant), told);
        var morning = at(Paris.dayOf(instant), MORNING);
        if (clock.instant().isBefore(morning) && !instant.isBefore(morning)) {
            begin(Paris.dayOf(instant));
        }
        clock.set(instant);
        due();
    }

    private void live(LocalDate day) {
        begin(day);
        clock.set(at(day, OPENING));
        script.play(day);
        counters.open(day);
        clock.set(at(day, AFTERNOON));
        households.come(day);
        clock.set(at(day, EVENING));
        treasury.work(day);
    }

    private void begin(LocalDate day) {
        clock.set(at(day, MORNING));
        if (BusinessDays.isOpen(day)) {
            stateSince(day);
        }
        due();
    }

    /** The bank states each day since the last working one, as they end on the morning after. */
    private void stateSince(LocalDate day) {
        var last = day.minusDays(1);
        while (!BusinessDays.isOpen(last)) {
            last = last.minusDays(1);
        }
        for (var stated = last; stated.isBefore(day); stated = stated.plusDays(1)) {
            if (!stated.isBefore(Script.FIRST_DAY)) {
                bank.state(stated);
            }
        }
    }

    private void due() {
        if (!dueWork.runToday()) {
            throw new Refused("what was due on " + Paris.today(clock), "see the log");
        }
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Paris.ZONE).toInstant();
    }
}
