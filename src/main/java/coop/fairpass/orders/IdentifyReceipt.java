package coop.fairpass.orders;

import coop.fairpass.bank.ParkedMoney;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person says what document a parked amount was meant for (M09, R-026, R-229). */
@Component
public class IdentifyReceipt {

    /** {@code match} is chosen by the form, so that sending it twice matches once. */
    public record Command(UUID match, UUID entry, String document, Money amount, Actor by) {}

    public sealed interface Outcome {
        record Identified(Receivables.Receivable receivable) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final ParkedMoney parkedMoney;
    private final Receivables receivables;
    private final Orders orders;
    private final BookReceipt bookReceipt;
    private final Clock clock;

    IdentifyReceipt(
            ParkedMoney parkedMoney, Receivables receivables, Orders orders, BookReceipt bookReceipt, Clock clock) {
        this.parkedMoney = parkedMoney;
        this.receivables = receivables;
        this.orders = orders;
        this.bookReceipt = bookReceipt;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var found = receivables.find(command.document());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_DOCUMENT);
        }
        orders.lock(found.get().order());
        var receivable = receivables.find(command.document()).orElseThrow();
        boolean alreadyDone = receivables.receipts(command.document()).stream()
                .anyMatch(receipt ->
                        receipt.id().equals(command.match()) && receipt.amount().equals(command.amount()));
        if (alreadyDone) {
            return new Outcome.Identified(receivable);
        }
        var parked = parkedMoney.lock(command.entry());
        if (parked.isEmpty()) {
            return new Outcome.Refused(OrderReason.NOTHING_PARKED);
        }
        if (command.amount().isMoreThan(parked.get().amount())
                || !command.amount().isPositive()) {
            return new Outcome.Refused(OrderReason.MORE_THAN_PARKED);
        }
        if (command.amount().isMoreThan(receivable.open())) {
            return new Outcome.Refused(OrderReason.MORE_THAN_OPEN);
        }
        parkedMoney.take(command.entry(), command.amount());
        bookReceipt.fromParked(command.match(), parked.get().entry(), receivable, command.amount(), Paris.today(clock));
        return new Outcome.Identified(receivables.find(command.document()).orElseThrow());
    }
}
