package coop.fairpass.demo;

import coop.fairpass.calendar.Paris;
import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import java.io.PrintStream;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Moves the clock of the demonstration, and lets everything that is due meanwhile happen. */
@CommandLine(
        name = "advance",
        arguments = "P1M",
        summary = "avance l’horloge de la démonstration",
        settings = {"fairpass.demonstration=true", "fairpass.booklet.prints-its-own=true"},
        help = """
                La durée s’écrit P7D (sept jours), P2W (deux semaines) ou P1M (un mois) ; un an au plus à la fois.
                Les jours sont vécus un par un : remises, services, relevés de banque, fins de mois, échéances.
                Le site de la démonstration peut rester ouvert : il suit.""")
class AdvanceCommand implements Command {

    private static final Period LONGEST = Period.ofYears(1);

    private final DemoClock clock;
    private final Story story;

    AdvanceCommand(DemoClock clock, Story story) {
        this.clock = clock;
        this.story = story;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            out.println("fairpass : de combien ? Par exemple : ./fairpass advance P1M");
            return MISUSED;
        }
        Period period;
        try {
            period = Period.parse(arguments.getFirst());
        } catch (DateTimeParseException e) {
            out.println("fairpass : « %s » n’est pas une durée : P7D, P2W ou P1M".formatted(arguments.getFirst()));
            return MISUSED;
        }
        var today = Paris.today(clock);
        if (!today.plus(period).isAfter(today) || today.plus(period).isAfter(today.plus(LONGEST))) {
            out.println("fairpass : d’un jour à un an à la fois");
            return MISUSED;
        }
        if (!clock.isDemonstration()) {
            out.println("fairpass : il n’y a pas de démonstration ici ; lancez d’abord ./fairpass demo");
            return FAILED;
        }
        var target = clock.instant().atZone(Paris.ZONE).plus(period).toInstant();
        story.advanceTo(target, what -> out.println("  · " + what));
        out.println("Nous sommes le %s.".formatted(Paris.frenchLong(Paris.today(clock))));
        return DONE;
    }
}
