package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The other side of a line: who paid us, or whom we paid. A payment that came back still names us as its payer, so the
 * other side is whichever of the two is not this account.
 */
final class Counterparty {

    private Counterparty() {}

    static Optional<Party> of(TransactionDetail detail, Iban ours) {
        boolean cameIn = detail.amount().filter(amount -> amount.isNegative()).isEmpty();
        var parties =
                cameIn ? Stream.of(detail.debtor(), detail.creditor()) : Stream.of(detail.creditor(), detail.debtor());
        return parties.filter(party -> !party.iban().equals(Optional.of(ours)))
                .filter(party -> party.name().isPresent() || party.iban().isPresent())
                .findFirst();
    }

    /** The one other side of all the transactions of a line; nothing when there are several. */
    static Optional<Party> of(List<TransactionDetail> details, Iban ours) {
        var parties = details.stream()
                .flatMap(detail -> of(detail, ours).stream())
                .distinct()
                .toList();
        return parties.size() == 1 ? Optional.of(parties.getFirst()) : Optional.empty();
    }
}
