package coop.fairpass.creditors;

import coop.fairpass.ledger.Coverage;
import coop.fairpass.ledger.Seals.Seal;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ce qui est dû : to whom, for what, and where the money is, all read at one instant.
 *
 * @param comparisons what each part adds up to, beside the books
 * @param contributions kept for the endowment, as the books say
 * @param books what the books hold on the segregated account, 512200
 * @param stated what the bank last stated of that account
 * @param sealed the last seal of the ledger's chain
 * @param lastPosting the number of the last posting, sealed or not; zero when there is none
 * @param proved the last morning's stored proof
 */
public record Debts(
        Instant at,
        List<ProviderClaim> claims,
        List<HeldVouchers> held,
        List<UnusedValue> unused,
        List<ParkedReceipt> parked,
        List<Comparison> comparisons,
        Money contributions,
        Coverage coverage,
        Money books,
        Optional<SegregatedFunds.Stated> stated,
        Optional<SegregatedFunds.Incident> incident,
        Optional<Seal> sealed,
        long lastPosting,
        Optional<SegregatedFunds.Proof> proved) {

    public Debts {
        claims = List.copyOf(claims);
        held = List.copyOf(held);
        unused = List.copyOf(unused);
        parked = List.copyOf(parked);
        comparisons = List.copyOf(comparisons);
    }

    /** Whether every part adds up to the books, to the cent. */
    public boolean isEqualToBooks() {
        return comparisons.stream().allMatch(Comparison::isEqual);
    }

    /** All that is owed, by the file: to providers, to payers, to the endowment and to whoever it is. */
    public Money total() {
        return comparisons.stream().map(Comparison::file).collect(Money.sum()).plus(contributions);
    }

    /** What vouchers that wait for a decision are worth. */
    public Money heldFace() {
        return held.stream().map(HeldVouchers::face).collect(Money.sum());
    }
}
