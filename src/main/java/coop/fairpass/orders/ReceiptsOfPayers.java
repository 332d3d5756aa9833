package coop.fairpass.orders;

import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.bank.DocumentReferences;
import coop.fairpass.bank.EntryClaimer;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognises what payers send: by creditor reference, by document number, by public payment-order number; never by
 * amount alone (formats §4.3, T23, R-229). A match books the receipt; it never activates anything.
 */
@Component
class ReceiptsOfPayers implements EntryClaimer {

    private final Receivables receivables;
    private final Orders orders;
    private final BookReceipt bookReceipt;

    ReceiptsOfPayers(Receivables receivables, Orders orders, BookReceipt bookReceipt) {
        this.receivables = receivables;
        this.orders = orders;
        this.bookReceipt = bookReceipt;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Claim claim(BookedEntry entry) {
        if (!entry.amount().isPositive()) {
            return NOTHING;
        }
        var named = named(entry);
        var meant = named.isEmpty() ? byPaymentOrder(entry) : named;
        var left = entry.amount();
        var recognised = new ArrayList<String>();
        for (var receivable : locked(meant)) {
            var part = left.min(receivable.open());
            if (part.isPositive()) {
                bookReceipt.fromEntry(entry, receivable, part);
                left = left.minus(part);
                recognised.add(receivable.document());
            }
        }
        return recognised.isEmpty() ? NOTHING : new Claim(entry.amount().minus(left), recognised);
    }

    /** The documents as they stand once nobody else can cancel or pay them: an act on their order may be under way. */
    private List<Receivable> locked(List<Receivable> meant) {
        meant.stream()
                .map(Receivable::order)
                .distinct()
                .sorted(Comparator.comparing(OrderId::value))
                .forEach(orders::lock);
        return meant.stream()
                .flatMap(receivable -> receivables.find(receivable.document()).stream())
                .toList();
    }

    /** The documents that the bank's text names, face value before fee (money-and-law §7). */
    private List<Receivable> named(BookedEntry entry) {
        var byReference = Stream.concat(entry.endToEndIds().stream(), Stream.of(entry.text()))
                .flatMap(text -> DocumentReferences.findIn(text).stream())
                .flatMap(found -> find(found).stream());
        return byReference
                .distinct()
                .filter(receivable -> !receivable.isCancelled())
                .sorted(Comparator.comparing(Receivable::kind).thenComparing(Receivable::document))
                .toList();
    }

    private Optional<Receivable> find(String found) {
        return CreditorReference.read(found)
                .flatMap(reference -> receivables.withReference(reference.value()))
                .or(() -> receivables.find(found));
    }

    /**
     * The documents of the one order whose payment-order or commitment number is in the text, if the amount is theirs.
     */
    private List<Receivable> byPaymentOrder(BookedEntry entry) {
        var text = entry.text().toUpperCase(Locale.ROOT);
        var candidates = receivables.open().stream()
                .map(Receivable::order)
                .distinct()
                .filter(order -> isNamedIn(order, text))
                .map(order -> exactly(order, entry.amount()))
                .filter(meant -> !meant.isEmpty())
                .toList();
        return candidates.size() == 1 ? candidates.getFirst() : List.of();
    }

    private boolean isNamedIn(OrderId id, String text) {
        var order = orders.get(id);
        return Stream.concat(order.mandateNumber().stream(), order.need().references().engagementNumber().stream())
                .filter(number -> number.chars().anyMatch(Character::isLetterOrDigit)) // nothing is in every text
                .anyMatch(number -> asWholeWord(number).matcher(text).find());
    }

    /** A number as a whole word, whatever separates its parts: {@code 2026-4417} is in {@code MANDAT 2026 4417}. */
    private static Pattern asWholeWord(String number) {
        var parts = Stream.of(number.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1))
                .filter(part -> !part.isEmpty())
                .map(Pattern::quote)
                .toList();
        return Pattern.compile("(?<![A-Z0-9])" + String.join("[^A-Z0-9]*", parts) + "(?![A-Z0-9])");
    }

    /** The open documents of an order that an amount pays exactly: one of them, or both. */
    private List<Receivable> exactly(OrderId order, Money amount) {
        var open = receivables.of(order).stream()
                .filter(receivable -> receivable.open().isPositive())
                .toList();
        var one = open.stream()
                .filter(receivable -> receivable.open().equals(amount))
                .toList();
        if (one.size() == 1) {
            return one;
        }
        var all = open.stream().map(Receivable::open).collect(Money.sum());
        return one.isEmpty() && all.equals(amount) ? open : List.of();
    }

    /** How well a document fits a parked amount, the best first. */
    private enum Evidence {
        PAYMENT_ORDER(
                "numéro de mandat ou d’engagement de cette commande",
                "payment-order or commitment number of this order"),
        SAME_ORDER("autre pièce de la même commande", "another document of the same order"),
        KNOWN_PAYER(
                "même montant, compte déjà connu de ce commanditaire",
                "same amount, account already known for this payer"),
        AMOUNT("même montant", "same amount"),
        PAYER("compte déjà connu de ce commanditaire", "account already known for this payer");

        private final String french;
        private final String english;

        Evidence(String french, String english) {
            this.french = french;
            this.english = english;
        }

        String said() {
            return Language.say(french, english);
        }
    }

    private record Fit(Evidence evidence, Receivable receivable) {}

    @Override
    @Transactional(readOnly = true)
    public List<Proposal> proposals(BookedEntry entry, Money parked) {
        var named = named(entry).stream().map(Receivable::order).distinct().toList();
        return receivables.open().stream()
                .flatMap(receivable -> evidence(entry, parked, receivable, named).stream()
                        .map(evidence -> new Fit(evidence, receivable)))
                .sorted(Comparator.comparing(Fit::evidence)
                        .thenComparing(fit -> !fit.receivable().open().equals(parked)))
                .map(fit -> new Proposal(
                        fit.receivable().document(),
                        fit.receivable().open(),
                        fit.evidence().said()))
                .toList();
    }

    private Optional<Evidence> evidence(BookedEntry entry, Money parked, Receivable receivable, List<OrderId> named) {
        if (isNamedIn(receivable.order(), entry.text().toUpperCase(Locale.ROOT))) {
            return Optional.of(Evidence.PAYMENT_ORDER);
        }
        if (named.contains(receivable.order())) {
            return Optional.of(Evidence.SAME_ORDER);
        }
        boolean sameAmount = receivable.open().equals(parked);
        boolean knownAccount = entry.counterpartyIban()
                .filter(iban -> receivables.knowsIban(receivable.order(), iban.value()))
                .isPresent();
        if (sameAmount) {
            return Optional.of(knownAccount ? Evidence.KNOWN_PAYER : Evidence.AMOUNT);
        }
        return knownAccount ? Optional.of(Evidence.PAYER) : Optional.empty();
    }
}
