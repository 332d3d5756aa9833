package coop.fairpass.orders;

import coop.fairpass.directory.OrganisationId;
import java.util.Optional;

/**
 * Commande : one payer's order, from draft to closed.
 *
 * @param number {@code BC-2026-000001}, once signed
 * @param terms frozen, once signed
 * @param mandateNumber the public accountant's payment-order number, when known
 */
public record VoucherOrder(
        OrderId id,
        OrganisationId payer,
        OrderState state,
        Need need,
        Optional<String> number,
        Optional<Terms> terms,
        Optional<String> mandateNumber) {

    /** The number of a signed order. */
    public String signedNumber() {
        return number.orElseThrow(() -> new IllegalStateException("order %s is not signed".formatted(id)));
    }

    /** The terms of a signed order. */
    public Terms signedTerms() {
        return terms.orElseThrow(() -> new IllegalStateException("order %s is not signed".formatted(id)));
    }

    /** The amounts of a signed order. */
    public OrderAmounts amounts() {
        return signedTerms().amounts(need.vouchers());
    }
}
