package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Outcome;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A treasurer gives up a run that was not sent: what it gathered is to be paid again by another. */
@Component
public class AbandonRun {

    public record Command(UUID run, Actor by) {}

    private final RunStore store;
    private final TransferOwners owners;

    AbandonRun(RunStore store, TransferOwners owners) {
        this.store = store;
        this.owners = owners;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(RunReason.NOT_ALLOWED);
        }
        var run = store.lock(command.run());
        if (run.isEmpty()) {
            return new Outcome.Refused(RunReason.UNKNOWN_RUN);
        }
        return switch (run.get().state()) {
            case ABANDONED -> new Outcome.Done(run.get());
            case SENT, DONE -> new Outcome.Refused(RunReason.NO_LONGER_WAITING);
            case PREPARED, APPROVED -> {
                store.abandoned(command.run(), command.by());
                for (var transfer : store.transfers(command.run())) {
                    store.step(transfer.id(), TransferState.ABANDONED, "", Optional.empty());
                    owners.of(transfer).abandoned(transfer.id());
                }
                yield new Outcome.Done(store.get(command.run()));
            }
        };
    }
}
