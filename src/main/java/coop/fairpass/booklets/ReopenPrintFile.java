package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import coop.fairpass.winddown.WindDown;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A download failed: another person than its author opens the file once more, and says why. */
@Component
public class ReopenPrintFile {

    public record Command(LotId lot, String why, Actor by) {}

    public sealed interface Outcome {
        record Reopened() implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Lots lots;
    private final PrintFiles files;
    private final WindDown windDown;

    ReopenPrintFile(Orders orders, Lots lots, PrintFiles files, WindDown windDown) {
        this.orders = orders;
        this.lots = lots;
        this.files = files;
        this.windDown = windDown;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.COOP_PRODUCTION, Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var lot = lots.find(command.lot());
        if (lot.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(lot.get().order());
        var file = lot.get().range().flatMap(files::of);
        if (file.isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_DOWNLOADED);
        }
        if (file.get().made().isPresent()) {
            return new Outcome.Refused(BookletReason.ALREADY_ACKNOWLEDGED);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(BookletReason.WIND_DOWN);
        }
        if (command.why().isBlank()) {
            return new Outcome.Refused(BookletReason.EXPLANATION_MISSING);
        }
        if (file.get().takenBy().equals(command.by().reference())) {
            return new Outcome.Refused(BookletReason.REOPENED_BY_ANOTHER_PERSON_ONLY);
        }
        files.reopen(file.get().id(), command.why().strip(), command.by());
        return new Outcome.Reopened();
    }
}
