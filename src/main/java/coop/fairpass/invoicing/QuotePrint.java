package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Devis : face value without VAT, upstream fee before VAT, VAT on what is taxed alone, extras on lines of their own
 * . One voucher of 10,00 € at 4 % is 10,40 € HT and 10,48 € to pay.
 *
 * @param version from 1; only the last may be signed
 * @param terms what the order will freeze: number of booklets, perimeter, dates, public
 */
public record QuotePrint(
        DocumentNumber number,
        int version,
        LocalDate issuedOn,
        LocalDate validUntil,
        Party issuer,
        Party recipient,
        Fees fees,
        List<InvoiceLine> extras,
        List<Fact> terms,
        InvoiceReferences references,
        List<String> mentions)
        implements PrintedDocument {

    public QuotePrint {
        extras = List.copyOf(extras);
        terms = List.copyOf(terms);
        mentions = List.copyOf(mentions);
        require(number.series() == DocumentSeries.D, "a quote is numbered D-");
        require(version >= 1, "versions are counted from 1");
        require(!validUntil.isBefore(issuedOn), "a quote is valid for a day at least");
        require(fees.faceValue().isPositive(), "a quote is about vouchers");
    }

    /** Face value, fee and extras, before VAT. */
    public Money beforeVat() {
        return taxed().map(Taxed::beforeVat).collect(Money.sum()).plus(fees.faceValue());
    }

    /** VAT once per treatment, on fee and extras. */
    public List<VatGroup> vatGroups() {
        return VatGroup.of(taxed().toList());
    }

    public Money toPay() {
        return beforeVat().plus(vatGroups().stream().map(VatGroup::vat).collect(Money.sum()));
    }

    private Stream<Taxed> taxed() {
        return Stream.concat(fees.lines().stream(), extras.stream());
    }
}
