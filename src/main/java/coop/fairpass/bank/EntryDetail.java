package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.util.Optional;

/** One transaction inside a line, reduced to what finds our own transfers; the amount is unsigned. */
record EntryDetail(
        Optional<Money> amount, Optional<String> endToEndId, Optional<Iban> counterparty, Optional<String> returned) {

    static EntryDetail of(TransactionDetail detail, Iban ours) {
        return new EntryDetail(
                detail.amount().map(amount -> amount.max(amount.negated())),
                detail.references().endToEndId(),
                Counterparty.of(detail, ours).flatMap(Party::iban),
                detail.returned().flatMap(BankReturn::code));
    }
}
