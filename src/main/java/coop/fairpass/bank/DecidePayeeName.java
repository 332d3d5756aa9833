package coop.fairpass.bank;

import coop.fairpass.bank.VerifyPayee.Outcome;
import coop.fairpass.bank.VerifyPayee.VerificationReason;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Role;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer accepts or refuses a payee whose name the bank finds close (RVMC) or could not verify (RVNA); the decision is
 * kept with its reason. A refusal freezes the account until it is validated again.
 */
@Component
public class DecidePayeeName {

    public record Command(UUID run, UUID transfer, boolean accepts, String why, Actor by) {}

    private final RunStore store;
    private final PayeeVerifications verifications;
    private final BankAccounts bankAccounts;

    DecidePayeeName(RunStore store, PayeeVerifications verifications, BankAccounts bankAccounts) {
        this.store = store;
        this.verifications = verifications;
        this.bankAccounts = bankAccounts;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(VerificationReason.NOT_ALLOWED);
        }
        var transfer = store.lock(command.run()).stream()
                .flatMap(run -> store.transfers(run.id()).stream())
                .filter(found -> found.id().equals(command.transfer()))
                .findFirst();
        if (transfer.isEmpty()) {
            return new Outcome.Refused(VerificationReason.UNKNOWN_TRANSFER);
        }
        if (command.why().isBlank()) {
            return new Outcome.Refused(VerificationReason.REASON_MISSING);
        }
        var waiting = verifications
                .last(command.transfer())
                .filter(last -> last.code() == PaymentStatusCode.RVMC || last.code() == PaymentStatusCode.RVNA)
                .filter(last -> last.isAccepted().isEmpty());
        if (waiting.isEmpty()) {
            return new Outcome.Refused(VerificationReason.NOTHING_TO_DECIDE);
        }
        verifications.decide(command.transfer(), waiting.get(), command.accepts(), command.why(), command.by());
        if (!command.accepts()) {
            bankAccounts.freeze(
                    transfer.get().bankAccount(), waiting.get().code().name());
        }
        return new Outcome.Kept(command.accepts());
    }
}
