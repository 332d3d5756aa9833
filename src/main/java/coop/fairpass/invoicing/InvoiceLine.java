package coop.fairpass.invoicing;

import coop.fairpass.money.Money;

/**
 * Ligne : what is billed, how many, at what price before VAT; price × quantity is the amount, to the cent.
 *
 * <p>No public rule compares the three: 10 at 0,1332 € billed 1,30 € passes them all. It is refused here (T13).
 */
public record InvoiceLine(
        String description, long quantity, UnitPrice unitPrice, Money beforeVat, VatTreatment treatment)
        implements Taxed {

    public InvoiceLine {
        description = Printable.text("line description", description);
        if (quantity <= 0) {
            throw new IllegalArgumentException("a line has a positive quantity: " + quantity);
        }
        if (!unitPrice.times(quantity).equals(beforeVat)) {
            throw new IllegalArgumentException("%d at %s are %s, not %s"
                    .formatted(quantity, unitPrice.dotted(), unitPrice.times(quantity), beforeVat));
        }
    }

    /** A line at a price in whole cents: {@code of("Abonnement annuel", 1, cents(77_00), treatment)}. */
    public static InvoiceLine of(String description, long quantity, Money price, VatTreatment treatment) {
        return new InvoiceLine(description, quantity, UnitPrice.of(price), price.times(quantity), treatment);
    }
}
