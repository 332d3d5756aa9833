package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer takes a run out: examined once more from the first refusal to the last (formats §1.4), its file frozen,
 * its transfers marked sent. Asked twice it is sent once; it posts nothing, the bank's lines will.
 */
@Component
public class SendRun {

    public record Command(UUID run, Actor by) {}

    public sealed interface Outcome {
        record Sent(Run run) implements Outcome {}

        /**
         * The first reason in their fixed order, and the references of the transfers concerned, if any in particular.
         */
        record Refused(RunReason reason, List<String> endToEndIds) implements Outcome {
            public Refused {
                endToEndIds = List.copyOf(endToEndIds);
            }
        }
    }

    private final RunStore store;
    private final RunChecks checks;
    private final RunFiles runFiles;
    private final PaymentFiles files;
    private final TransferOwners owners;

    SendRun(RunStore store, RunChecks checks, RunFiles runFiles, PaymentFiles files, TransferOwners owners) {
        this.store = store;
        this.checks = checks;
        this.runFiles = runFiles;
        this.files = files;
        this.owners = owners;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(RunReason.NOT_ALLOWED, List.of());
        }
        var run = store.lock(command.run());
        if (run.isEmpty()) {
            return new Outcome.Refused(RunReason.UNKNOWN_RUN, List.of());
        }
        if (run.get().state() == RunState.SENT || run.get().state() == RunState.DONE) {
            return new Outcome.Sent(run.get());
        }
        var description = runFiles.describe(command.run());
        return checks.firstRefusal(run.get(), description)
                .<Outcome>map(refused -> refused)
                .orElseGet(() -> send(command, description.orElseThrow()));
    }

    private Outcome.Sent send(Command command, FileDescription description) {
        files.keep(command.run(), description);
        store.sent(command.run(), command.by());
        store.stepAll(command.run(), TransferState.SENT);
        owners.each(store.transfers(command.run()), TransferOwner::sent);
        return new Outcome.Sent(store.get(command.run()));
    }
}
