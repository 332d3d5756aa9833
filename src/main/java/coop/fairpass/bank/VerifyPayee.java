package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Role;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the payee's bank answers about a name, told by a status report or by a treasurer who asked the bank. A name that
 * does not match freezes the account until it is validated again: to pay anyway would make us answer for it (formats §3).
 */
@Component
public class VerifyPayee {

    /** {@code code} is one of RCVC, RVMC, RVNM, RVNA; {@code name} is what the bank knows, empty when it says nothing. */
    public record Command(UUID run, UUID transfer, PaymentStatusCode code, String name, Actor by) {}

    public sealed interface Outcome {
        record Kept(boolean allowsPayment) implements Outcome {}

        record Refused(VerificationReason reason) implements Outcome {}
    }

    /** Why an answer about a name, or a decision on it, is not kept. */
    public enum VerificationReason {
        NOT_ALLOWED,
        UNKNOWN_TRANSFER,
        NOT_AN_ANSWER,
        NOTHING_TO_DECIDE,
        REASON_MISSING
    }

    private final RunStore store;
    private final PayeeVerifications verifications;
    private final BankAccounts bankAccounts;

    VerifyPayee(RunStore store, PayeeVerifications verifications, BankAccounts bankAccounts) {
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
        if (!isAnswer(command.code())) {
            return new Outcome.Refused(VerificationReason.NOT_AN_ANSWER);
        }
        return new Outcome.Kept(keep(transfer.get(), command.code(), command.name(), command.by()));
    }

    static boolean isAnswer(PaymentStatusCode code) {
        return code.effect() == PaymentStatusCode.Effect.PAYEE_VERIFICATION;
    }

    /** Keeps an answer and says whether money may leave with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean keep(RunTransfer transfer, PaymentStatusCode code, String name, Actor by) {
        verifications.keep(transfer.id(), code, name, by);
        if (code == PaymentStatusCode.RVNM) {
            bankAccounts.freeze(transfer.bankAccount(), code.name());
        }
        return verifications.last(transfer.id()).orElseThrow().allowsPayment();
    }
}
