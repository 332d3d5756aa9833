package coop.fairpass.orders;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.BookedEntry;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.VatOnReceipts;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Receivables.Receipt;
import coop.fairpass.orders.Receivables.Receivable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes a receipt of a payer and posts it: M03, M04, M06, M07 from a bank entry, M09 from parked money, M42 set off.
 */
@Component
class BookReceipt {

    private final Receivables receivables;
    private final Orders orders;
    private final Organisations organisations;
    private final Ledger ledger;

    BookReceipt(Receivables receivables, Orders orders, Organisations organisations, Ledger ledger) {
        this.receivables = receivables;
        this.orders = orders;
        this.organisations = organisations;
        this.ledger = ledger;
    }

    /** A bank entry that named the document. */
    void fromEntry(BookedEntry entry, Receivable receivable, Money amount) {
        var id = idOf(entry.id(), receivable.document());
        var cause = new Cause(id, entry.bookedOn(), receivable.document());
        var order = orders.get(receivable.order());
        var payer = organisations.get(order.payer());
        ledger.post(
                switch (receivable.kind()) {
                    case FACE -> {
                        var account = OrderDocuments.accountOf(payer, order);
                        yield entry.account() == AccountKind.SEGREGATED
                                ? Movements.faceValueReceived(cause, account, amount)
                                : Movements.faceValueReceivedOnOperating(cause, account, amount);
                    }
                    case FEE -> {
                        var account = OrderDocuments.accountOf(payer);
                        yield entry.account() == AccountKind.SEGREGATED
                                ? Movements.feeReceivedOnSegregated(cause, account, amount)
                                : Movements.feeReceived(cause, account, amount);
                    }
                });
        keep(id, receivable, Optional.of(entry), Optional.empty(), amount, entry.bookedOn());
        entry.counterpartyIban().ifPresent(iban -> receivables.rememberIban(order.payer(), iban.value()));
    }

    /** A person recognised parked money; {@code match} is the id of that act. */
    void fromParked(UUID match, BookedEntry entry, Receivable receivable, Money amount, LocalDate on) {
        var cause = new Cause(match, on, receivable.document());
        var order = orders.get(receivable.order());
        var payer = organisations.get(order.payer());
        ledger.post(identified(cause, entry.account(), receivable, order, payer, amount));
        keep(match, receivable, Optional.of(entry), Optional.empty(), amount, on);
    }

    private static Posting identified(
            Cause cause,
            AccountKind account,
            Receivable receivable,
            VoucherOrder order,
            coop.fairpass.directory.Organisation payer,
            Money amount) {
        boolean segregated = account == AccountKind.SEGREGATED;
        return switch (receivable.kind()) {
            case FACE ->
                segregated
                        ? Movements.identifiedAsFaceValue(cause, OrderDocuments.accountOf(payer, order), amount)
                        : Movements.identifiedOnOperatingAsFaceValue(
                                cause, OrderDocuments.accountOf(payer, order), amount);
            case FEE ->
                segregated
                        ? Movements.identifiedAsFee(cause, OrderDocuments.accountOf(payer), amount)
                        : Movements.identifiedOnOperatingAsFee(cause, OrderDocuments.accountOf(payer), amount);
        };
    }

    /** Unused value of an earlier order pays the call of a new one, with the payer's agreement (M42). */
    void fromSetOff(UUID agreement, VoucherOrder expired, Receivable receivable, Money amount, LocalDate on) {
        var order = orders.get(receivable.order());
        var payer = organisations.get(order.payer());
        ledger.post(Movements.creditSetOff(
                new Cause(agreement, on, receivable.document()),
                OrderDocuments.accountOf(payer, expired),
                OrderDocuments.accountOf(payer, order),
                amount));
        keep(agreement, receivable, Optional.empty(), Optional.of(expired.id()), amount, on);
    }

    /** Keeps the receipt, and makes the VAT that it covers due (M05). */
    private void keep(
            UUID id,
            Receivable receivable,
            Optional<BookedEntry> entry,
            Optional<OrderId> setOffFrom,
            Money amount,
            LocalDate on) {
        var before = receivables
                .find(receivable.document())
                .map(Receivable::received)
                .orElse(Money.ZERO);
        receivables.receive(new Receipt(
                id,
                receivable.document(),
                entry.map(BookedEntry::id),
                entry.map(BookedEntry::account),
                amount,
                on,
                Optional.empty(),
                setOffFrom));
        var vat = VatOnReceipts.dueWith(amount, before, receivable.total(), receivable.vat());
        if (vat.isPositive()) {
            ledger.post(Movements.vatDue(new Cause(id, on, receivable.document()), vat));
        }
    }

    private static UUID idOf(UUID entry, String document) {
        return UUID.nameUUIDFromBytes((entry + "/" + document).getBytes(StandardCharsets.UTF_8));
    }
}
