package coop.fairpass.qualification;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.DocumentReferences;
import coop.fairpass.bank.EntryClaimer;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Iban;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.Subscriptions.Subscription;
import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises the subscriptions that providers pay on the operating account, by the number or the reference of their
 * invoice, never by amount alone (M25, R-229). What comes in on the segregated account is not theirs to pay there: it
 * is parked and goes back.
 */
@Component
class SubscriptionReceipts implements EntryClaimer {

    private final Subscriptions subscriptions;
    private final BankAccounts bankAccounts;
    private final Ledger ledger;

    SubscriptionReceipts(Subscriptions subscriptions, BankAccounts bankAccounts, Ledger ledger) {
        this.subscriptions = subscriptions;
        this.bankAccounts = bankAccounts;
        this.ledger = ledger;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Claim claim(BookedEntry entry) {
        if (!entry.amount().isPositive() || entry.account() != AccountKind.OPERATING) {
            return NOTHING;
        }
        var named = named(entry);
        if (named.isEmpty()) {
            return NOTHING;
        }
        subscriptions.lock();
        var left = entry.amount();
        var recognised = new ArrayList<String>();
        for (var invoice : named) {
            var subscription = subscriptions.find(invoice).orElseThrow();
            var part = left.min(subscription.open());
            if (part.isPositive()) {
                ledger.post(subscriptions.receive(
                        Subscriptions.idOf(entry.id(), invoice),
                        subscription,
                        entry.id(),
                        false,
                        part,
                        entry.bookedOn()));
                left = left.minus(part);
                recognised.add(invoice);
            }
        }
        return recognised.isEmpty() ? NOTHING : new Claim(entry.amount().minus(left), recognised);
    }

    /** The invoices of subscriptions that the bank's text names, the oldest first. */
    private List<String> named(BookedEntry entry) {
        return Stream.concat(entry.endToEndIds().stream(), Stream.of(entry.text()))
                .flatMap(text -> DocumentReferences.findIn(text).stream())
                .distinct()
                .flatMap(number -> subscriptions.find(number).stream())
                .sorted(Comparator.comparing(Subscription::yearFrom).thenComparing(Subscription::invoice))
                .map(Subscription::invoice)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Proposal> proposals(BookedEntry entry, Money parked) {
        if (entry.account() != AccountKind.OPERATING) {
            return List.of();
        }
        return subscriptions.open().stream()
                .filter(one -> one.open().equals(parked))
                .map(one -> new Proposal(
                        one.invoice(),
                        one.open(),
                        entry.counterpartyIban()
                                        .filter(iban -> isAccountOf(one, iban))
                                        .isPresent()
                                ? Language.say(
                                        "abonnement du même montant, compte de cette structure",
                                        "subscription of the same amount, account of this organisation")
                                : Language.say("abonnement du même montant", "subscription of the same amount")))
                .toList();
    }

    private boolean isAccountOf(Subscription subscription, Iban iban) {
        return bankAccounts.of(subscription.provider()).stream()
                .anyMatch(account -> account.iban().equals(iban));
    }
}
