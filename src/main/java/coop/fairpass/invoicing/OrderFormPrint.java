package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * Bon de commande : what a payer signed and will never change again: the amounts of its last quote, who signed it and when,
 * and the terms that are frozen (money-and-law §3, R-007).
 *
 * @param quote the quote that was signed
 * @param signedBy the name of the person who signed for the payer
 */
public record OrderFormPrint(
        DocumentNumber number,
        DocumentNumber quote,
        LocalDate issuedOn,
        String signedBy,
        Party issuer,
        Party recipient,
        Fees fees,
        List<Fact> terms,
        InvoiceReferences references,
        List<String> mentions)
        implements PrintedDocument {

    public OrderFormPrint {
        terms = List.copyOf(terms);
        mentions = List.copyOf(mentions);
        signedBy = Printable.text("the name of who signed", signedBy);
        require(number.series() == DocumentSeries.BC, "an order form is numbered BC-");
        require(quote.series() == DocumentSeries.D, "what is signed is a quote");
        require(fees.faceValue().isPositive(), "an order is about vouchers");
    }

    /** Face value and fee, before VAT. */
    public Money beforeVat() {
        return fees.lines().stream().map(Taxed::beforeVat).collect(Money.sum()).plus(fees.faceValue());
    }

    /** VAT once per treatment, on the fee alone. */
    public List<VatGroup> vatGroups() {
        return VatGroup.of(fees.lines());
    }

    public Money toPay() {
        return beforeVat().plus(vatGroups().stream().map(VatGroup::vat).collect(Money.sum()));
    }
}
