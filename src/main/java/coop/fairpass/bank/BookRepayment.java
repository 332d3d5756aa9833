package coop.fairpass.bank;

import coop.fairpass.bank.ParkedAmounts.Taken;
import coop.fairpass.bank.ParkedAmounts.TakenAs;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer says that parked money is a provider paying back what it owes, and no more than that (M33 by way of M09).
 */
@Component
public class BookRepayment {

    /** {@code match} is chosen by the form, so that sending it twice counts once. */
    public record Command(UUID match, UUID entry, OrganisationId provider, Money amount, Actor by) {}

    private final ParkedAmounts parked;
    private final Entries entries;
    private final Organisations organisations;
    private final Ledger ledger;
    private final Clock clock;

    BookRepayment(ParkedAmounts parked, Entries entries, Organisations organisations, Ledger ledger, Clock clock) {
        this.parked = parked;
        this.entries = entries;
        this.organisations = organisations;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Transactional
    public Explained handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Explained.Refused(ExplanationReason.NOT_ALLOWED);
        }
        var known = entries.lock(command.entry());
        if (known.isEmpty()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_ENTRY);
        }
        if (known.get().entry().account() != AccountKind.SEGREGATED) {
            return new Explained.Refused(ExplanationReason.WRONG_ACCOUNT);
        }
        var organisation = organisations.find(command.provider());
        if (organisation.isEmpty()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_PROVIDER);
        }
        var reference = command.match() + "/" + command.provider();
        var taken = parked.taken(command.entry(), command.match());
        if (taken.isPresent()) {
            return taken.get().equals(new Taken(TakenAs.REPAYMENT, command.amount(), reference))
                    ? new Explained.Done(known.get())
                    : new Explained.Refused(ExplanationReason.ID_TAKEN);
        }
        var refused = parked.refusal(command.entry(), command.amount());
        if (refused.isPresent()) {
            return new Explained.Refused(refused.get());
        }
        var provider = ProviderAccount.of(organisation.get());
        if (command.amount().isMoreThan(ledger.lock(Account.OWED_TO_PROVIDERS, provider))) {
            return new Explained.Refused(ExplanationReason.MORE_THAN_OWED);
        }
        parked.take(command.entry(), command.amount(), TakenAs.REPAYMENT, reference);
        ledger.post(Movements.identifiedAsRepayment(
                new Cause(command.match(), Paris.today(clock), known.get().piece()), provider, command.amount()));
        return new Explained.Done(entries.get(command.entry()));
    }
}
