package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Projet de facture : collects the facts of a document, then computes its VAT and totals and freezes it.
 *
 * <pre>{@code
 * new InvoiceDraft(UPSTREAM_FEE, number, today, seller, buyer, LegalNotes.forPublicPayer())
 *         .line(fees.lines().getFirst().invoiceLine("Frais contributifs amont"))
 *         .dueOn(today.plusDays(30))
 *         .payableTo(new PaymentInstructions(iban, reference))
 *         .issue();
 * }</pre>
 *
 * <p>It lives within one method and decides nothing: {@link Invoice} does the refusing.
 */
public final class InvoiceDraft {

    private final InvoiceKind kind;
    private final DocumentNumber number;
    private final LocalDate issuedOn;
    private final Party seller;
    private final Party buyer;
    private final LegalNotes notes;
    private final List<InvoiceLine> lines = new ArrayList<>();
    private final List<String> mentions = new ArrayList<>();
    private Optional<LocalDate> dueOn = Optional.empty();
    private Optional<Money> setOff = Optional.empty();
    private InvoiceReferences references = InvoiceReferences.none();
    private Optional<PrecedingInvoice> preceding = Optional.empty();
    private Optional<InvoicePeriod> period = Optional.empty();
    private Optional<PaymentInstructions> payment = Optional.empty();

    public InvoiceDraft(
            InvoiceKind kind, DocumentNumber number, LocalDate issuedOn, Party seller, Party buyer, LegalNotes notes) {
        this.kind = kind;
        this.number = number;
        this.issuedOn = issuedOn;
        this.seller = seller;
        this.buyer = buyer;
        this.notes = notes;
    }

    public InvoiceDraft line(InvoiceLine line) {
        lines.add(line);
        return this;
    }

    public InvoiceDraft lines(List<InvoiceLine> more) {
        lines.addAll(more);
        return this;
    }

    /** When it must be paid; for a fee set off, the day of the set-off. */
    public InvoiceDraft dueOn(LocalDate day) {
        dueOn = Optional.of(day);
        return this;
    }

    public InvoiceDraft references(InvoiceReferences all) {
        references = all;
        return this;
    }

    /** The document that this avoir corrects. */
    public InvoiceDraft correcting(Invoice corrected) {
        return correcting(new PrecedingInvoice(corrected.number(), corrected.issuedOn()));
    }

    /** The document that this avoir corrects. */
    public InvoiceDraft correcting(PrecedingInvoice corrected) {
        preceding = Optional.of(corrected);
        return this;
    }

    public InvoiceDraft period(InvoicePeriod billed) {
        period = Optional.of(billed);
        return this;
    }

    public InvoiceDraft payableTo(PaymentInstructions account) {
        payment = Optional.of(account);
        return this;
    }

    /** A part already paid by set-off on the statement that the references name. */
    public InvoiceDraft setOff(Money part) {
        setOff = Optional.of(part);
        return this;
    }

    /** A further sentence to print. */
    public InvoiceDraft mention(String sentence) {
        mentions.add(sentence);
        return this;
    }

    /**
     * Computes and freezes. A downstream fee is wholly set off; outside the scope of VAT, VAT numbers are left out
     * (BR-O-02).
     *
     * @throws IllegalArgumentException when the document would be wrong
     */
    public Invoice issue() {
        var groups = VatGroup.of(lines);
        var total = InvoiceTotals.of(groups, Money.ZERO).withVat();
        var prepaid = kind == InvoiceKind.DOWNSTREAM_FEE ? total : setOff.orElse(Money.ZERO);
        boolean outside = groups.stream().allMatch(group -> group.treatment().category() == VatCategory.OUTSIDE_SCOPE);
        return new Invoice(
                kind,
                number,
                issuedOn,
                dueOn,
                outside ? seller.withoutVatNumber() : seller,
                outside ? buyer.withoutVatNumber() : buyer,
                lines,
                groups,
                InvoiceTotals.of(groups, prepaid),
                references,
                preceding,
                period,
                payment,
                notes,
                mentions);
    }
}
