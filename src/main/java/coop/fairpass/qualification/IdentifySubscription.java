package coop.fairpass.qualification;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.ParkedMoney;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.Subscriptions.Subscription;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer says that parked money of the operating account pays a subscription, and no more than is left of it (M25
 * by way of M09, with M05).
 */
@Component
public class IdentifySubscription {

    /** {@code match} is chosen by the form, so that sending it twice matches once. */
    public record Command(UUID match, UUID entry, String invoice, Money amount, Actor by) {}

    public sealed interface Outcome {
        record Identified(Subscription subscription) implements Outcome {}

        record Refused(SubscriptionReason reason) implements Outcome {}
    }

    private final ParkedMoney parkedMoney;
    private final Subscriptions subscriptions;
    private final Ledger ledger;
    private final Clock clock;

    IdentifySubscription(ParkedMoney parkedMoney, Subscriptions subscriptions, Ledger ledger, Clock clock) {
        this.parkedMoney = parkedMoney;
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(SubscriptionReason.NOT_ALLOWED);
        }
        if (subscriptions.find(command.invoice()).isEmpty()) {
            return new Outcome.Refused(SubscriptionReason.UNKNOWN_INVOICE);
        }
        subscriptions.lock();
        var subscription = subscriptions.find(command.invoice()).orElseThrow();
        boolean alreadyDone = subscriptions.receipts(command.invoice()).stream()
                .anyMatch(receipt ->
                        receipt.id().equals(command.match()) && receipt.amount().equals(command.amount()));
        if (alreadyDone) {
            return new Outcome.Identified(subscription);
        }
        var parked = parkedMoney.lock(command.entry());
        if (parked.isEmpty()) {
            return new Outcome.Refused(SubscriptionReason.NOTHING_PARKED);
        }
        if (parked.get().entry().account() != AccountKind.OPERATING) {
            return new Outcome.Refused(SubscriptionReason.NOT_ON_OPERATING);
        }
        if (!command.amount().isPositive()
                || command.amount().isMoreThan(parked.get().amount())) {
            return new Outcome.Refused(SubscriptionReason.MORE_THAN_PARKED);
        }
        if (command.amount().isMoreThan(subscription.open())) {
            return new Outcome.Refused(SubscriptionReason.MORE_THAN_OPEN);
        }
        parkedMoney.take(command.entry(), command.amount());
        ledger.post(subscriptions.receive(
                command.match(), subscription, command.entry(), true, command.amount(), Paris.today(clock)));
        return new Outcome.Identified(subscriptions.find(command.invoice()).orElseThrow());
    }
}
