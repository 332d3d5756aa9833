package coop.fairpass.invoicing;

import java.util.Optional;

/**
 * Références : what lets the buyer's accountant find the order, and the State's portal route the document.
 *
 * @param order our own number of the order
 * @param serviceCode <em>code service</em> of a public buyer (BT-10)
 * @param engagementNumber <em>numéro d'engagement</em> (BT-13)
 * @param contractNumber <em>numéro de marché</em> (BT-12)
 * @param mandateNumber <em>numéro de mandat</em>, when the public accountant has already given it
 * @param statement the relevé on which a fee was set off
 */
public record InvoiceReferences(
        Optional<String> order,
        Optional<String> serviceCode,
        Optional<String> engagementNumber,
        Optional<String> contractNumber,
        Optional<String> mandateNumber,
        Optional<DocumentNumber> statement) {

    public InvoiceReferences {
        order = Printable.text("order reference", order);
        serviceCode = Printable.text("service code", serviceCode);
        engagementNumber = Printable.text("engagement number", engagementNumber);
        contractNumber = Printable.text("contract number", contractNumber);
        mandateNumber = Printable.text("mandate number", mandateNumber);
        if (statement.isPresent() && statement.get().series() != DocumentSeries.REL) {
            throw new IllegalArgumentException("a fee is set off on a statement, not on " + statement.get());
        }
    }

    public static InvoiceReferences none() {
        return new InvoiceReferences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Only our own order. */
    public static InvoiceReferences order(String order) {
        return new InvoiceReferences(
                Optional.of(order),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Only the statement that set the fee off. */
    public static InvoiceReferences statement(DocumentNumber statement) {
        return new InvoiceReferences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(statement));
    }
}
