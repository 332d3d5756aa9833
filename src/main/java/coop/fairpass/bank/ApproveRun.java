package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Outcome;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer approves a run by stating the total that he or she believes; the run may leave once two different people
 * did. Whoever prepared it may be one of the two, a program never is.
 */
@Component
public class ApproveRun {

    public record Command(UUID run, Money statedTotal, Actor by) {}

    private final RunStore store;
    private final TransferOwners owners;

    ApproveRun(RunStore store, TransferOwners owners) {
        this.store = store;
        this.owners = owners;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(RunReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return new Outcome.Refused(RunReason.NOT_A_PERSON);
        }
        var run = store.lock(command.run());
        if (run.isEmpty()) {
            return new Outcome.Refused(RunReason.UNKNOWN_RUN);
        }
        var approvals = store.approvals(command.run());
        if (approvals.stream()
                .anyMatch(approval -> approval.person().equals(command.by().reference()))) {
            return new Outcome.Refused(RunReason.SAME_PERSON);
        }
        if (run.get().state() != RunState.PREPARED) {
            return new Outcome.Refused(RunReason.NO_LONGER_WAITING);
        }
        if (!command.statedTotal().equals(run.get().total())) {
            return new Outcome.Refused(RunReason.TOTAL_DIFFERS);
        }
        store.approve(command.run(), command.statedTotal(), command.by());
        if (approvals.size() == 1) {
            store.approved(command.run());
            owners.each(store.transfers(command.run()), TransferOwner::approved);
        }
        return new Outcome.Done(store.get(command.run()));
    }
}
