package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer sends parked money back to who paid too much: to an account that two people validated, as one run of
 * one transfer, approved and sent like any other. From now on nobody else may take it.
 */
@Component
public class ReturnParked {

    /** {@code run} is chosen by the form, so that sending it twice prepares one run. */
    public record Command(UUID run, UUID entry, Money amount, OrganisationId payee, Actor by) {}

    public sealed interface Outcome {
        record Prepared(Run run) implements Outcome {}

        record Refused(ExplanationReason reason) implements Outcome {}

        record RefusedByRun(RunReason reason) implements Outcome {}
    }

    private final PaymentRuns runs;
    private final ParkedAmounts parked;
    private final BankAccounts bankAccounts;
    private final Clock clock;

    ReturnParked(PaymentRuns runs, ParkedAmounts parked, BankAccounts bankAccounts, Clock clock) {
        this.runs = runs;
        this.parked = parked;
        this.bankAccounts = bankAccounts;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(ExplanationReason.NOT_ALLOWED);
        }
        var found = parked.lock(command.entry());
        var known = runs.find(command.run());
        if (known.isPresent()) {
            return runs.transfers(command.run()).stream().allMatch(transfer -> isThis(transfer, command))
                    ? new Outcome.Prepared(known.get())
                    : new Outcome.RefusedByRun(RunReason.ID_TAKEN);
        }
        if (found.isEmpty()) {
            return new Outcome.Refused(ExplanationReason.NOTHING_PARKED);
        }
        if (!command.amount().isPositive()
                || command.amount().isMoreThan(found.get().amount())) {
            return new Outcome.Refused(ExplanationReason.MORE_THAN_PARKED);
        }
        var executionOn = TargetCalendar.firstFrom(Paris.today(clock));
        return switch (bankAccounts.payability(command.payee(), executionOn)) {
            case Payability.NotPayable(var _) -> new Outcome.Refused(ExplanationReason.PAYEE_NOT_PAYABLE);
            case Payability.Payable(var account) -> prepare(command, found.get(), account);
        };
    }

    private static boolean isThis(PaymentRuns.RunTransfer transfer, Command command) {
        return transfer.purpose().equals(ParkedReturns.PURPOSE)
                && transfer.payee().equals(command.payee())
                && transfer.amount().equals(command.amount());
    }

    private Outcome prepare(Command command, ParkedMoney.Parked found, BankAccount account) {
        var entry = found.entry();
        var request = new TransferRequest(
                EntryId.part(command.run(), "TP"),
                ParkedReturns.PURPOSE,
                ParkedReturns.PURPOSE + command.run().toString().replace("-", ""),
                command.payee(),
                account.id(),
                account.holderName(),
                account.iban(),
                account.bic(),
                command.amount(),
                "Trop-perçu reçu le " + Paris.french(entry.bookedOn()));
        var executionOn = TargetCalendar.firstFrom(Paris.today(clock));
        return switch (runs.prepare(
                command.run(), "Trop-perçu rendu", entry.account(), executionOn, List.of(request), command.by())) {
            case PaymentRuns.Outcome.Done(var run) -> {
                parked.sendBack(
                        request.id(),
                        command.entry(),
                        command.amount(),
                        command.by().reference());
                yield new Outcome.Prepared(run);
            }
            case PaymentRuns.Outcome.Refused(var reason) -> new Outcome.RefusedByRun(reason);
        };
    }
}
