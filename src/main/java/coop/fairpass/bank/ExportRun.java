package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A treasurer takes the file of a run that was sent, as often as needed: the same bytes each time, and each time kept. */
@Component
public class ExportRun {

    public record Command(UUID run, PainVersion version, Actor by) {}

    public sealed interface Outcome {
        record Exported(HandedOutFile file) implements Outcome {}

        record Refused(RunReason reason) implements Outcome {}
    }

    private final RunStore store;
    private final RunFiles files;
    private final Exports exports;

    ExportRun(RunStore store, RunFiles files, Exports exports) {
        this.store = store;
        this.files = files;
        this.exports = exports;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(RunReason.NOT_ALLOWED);
        }
        if (store.lock(command.run()).isEmpty()) {
            return new Outcome.Refused(RunReason.UNKNOWN_RUN);
        }
        return files.sent(command.run())
                .<Outcome>map(file ->
                        new Outcome.Exported(exports.handOut(command.run(), file, command.version(), command.by())))
                .orElse(new Outcome.Refused(RunReason.NOT_SENT));
    }
}
