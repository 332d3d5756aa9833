package coop.fairpass.orders;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.CooperativeAccounts;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.FeeLine;
import coop.fairpass.invoicing.Fees;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.invoicing.InvoiceDraft;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.invoicing.InvoiceLine;
import coop.fairpass.invoicing.InvoiceReferences;
import coop.fairpass.invoicing.LegalNotes;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.PaymentInstructions;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.orders.Receivables.Receivable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Pièces d'une commande : the funds call and the fee invoice, always two documents, issued together and posted
 * as they are issued (M02, M01); and the credit notes that reverse them.
 */
@Component
public class OrderDocuments {

    /** Days a payer has to pay: what the law gives public bodies, and our terms give others (money-and-law §18). */
    static final int PAYMENT_DAYS = 30;

    private final Organisations organisations;
    private final CooperativeAccounts accounts;
    private final Documents documents;
    private final Parties parties;
    private final Receivables receivables;
    private final Ledger ledger;

    OrderDocuments(
            Organisations organisations,
            CooperativeAccounts accounts,
            Documents documents,
            Parties parties,
            Receivables receivables,
            Ledger ledger) {
        this.organisations = organisations;
        this.accounts = accounts;
        this.documents = documents;
        this.parties = parties;
        this.receivables = receivables;
        this.ledger = ledger;
    }

    /** The account of a payer for its fees. */
    public static PayerAccount accountOf(Organisation payer) {
        return new PayerAccount(payer.payerCode(), payer.legalName());
    }

    /** The account of an order's face value. */
    public static OrderAccount accountOf(Organisation payer, VoucherOrder order) {
        return accountOf(payer).order(order.signedNumber());
    }

    /** True until the cooperative has entered itself and its two bank accounts: no document can be issued before. */
    boolean cannotIssue() {
        return organisations.cooperative().flatMap(Organisation::siren).isEmpty()
                || accounts.find(AccountKind.SEGREGATED).isEmpty()
                || accounts.find(AccountKind.OPERATING).isEmpty();
    }

    /** Issues both documents of a signed order on a day and posts them. */
    void issue(VoucherOrder order, LocalDate on) {
        var payer = organisations.get(order.payer());
        var amounts = order.amounts();
        var call =
                documents.keep(fundsCall(order, payer, amounts, on), order.id().value(), order.payer());
        var called = Receivable.of(call, order.id(), Receivable.Kind.FACE, reference(call));
        receivables.add(called);
        ledger.post(Movements.faceValueCalled(
                new Cause(idOf(call), on, call.number().toString()), accountOf(payer, order), amounts.face()));
        if (amounts.fee().isPositive()) {
            var invoice =
                    documents.keep(feeInvoice(order, payer, on), order.id().value(), order.payer());
            receivables.add(Receivable.of(invoice, order.id(), Receivable.Kind.FEE, reference(invoice)));
            ledger.post(Movements.upstreamFeeInvoiced(
                    new Cause(idOf(invoice), on, invoice.number().toString()),
                    accountOf(payer),
                    amounts.fee(),
                    amounts.vat()));
        }
    }

    private Invoice fundsCall(VoucherOrder order, Organisation payer, OrderAmounts amounts, LocalDate on) {
        var number = documents.take(DocumentSeries.AF, on);
        return draft(InvoiceKind.FUNDS_CALL, number, order, payer, on)
                .line(faceLine(order, amounts.vouchers()))
                .payableTo(instructions(AccountKind.SEGREGATED, number))
                .issue();
    }

    private static InvoiceLine faceLine(VoucherOrder order, long vouchers) {
        return InvoiceLine.of(
                "Valeur faciale des chèques de médiation numérique",
                vouchers,
                order.signedTerms().faceValue(),
                VatTreatment.faceValue());
    }

    private Invoice feeInvoice(VoucherOrder order, Organisation payer, LocalDate on) {
        var number = documents.take(DocumentSeries.F, on);
        var terms = order.signedTerms();
        var fees = Fees.of(new FeeLine(
                order.need().vouchers(), terms.faceValue(), terms.upstreamFee(), VatTreatment.of(terms.vat())));
        return draft(InvoiceKind.UPSTREAM_FEE, number, order, payer, on)
                .lines(fees.lines().stream()
                        .map(line -> line.invoiceLine("Frais contributifs amont"))
                        .toList())
                .payableTo(instructions(AccountKind.OPERATING, number))
                .issue();
    }

    private InvoiceDraft draft(
            InvoiceKind kind, DocumentNumber number, VoucherOrder order, Organisation payer, LocalDate on) {
        return new InvoiceDraft(
                        kind,
                        number,
                        on,
                        parties.seller(),
                        parties.buyer(payer, order.need().references().siret().map(Siret::digits)),
                        payer.isPublic() ? LegalNotes.forPublicPayer() : LegalNotes.forPrivatePayer())
                .dueOn(on.plusDays(PAYMENT_DAYS))
                .references(referencesOf(order));
    }

    /** What every document of an order quotes. */
    public static InvoiceReferences referencesOf(VoucherOrder order) {
        var references = order.need().references();
        return new InvoiceReferences(
                order.number(),
                references.serviceCode(),
                references.engagementNumber(),
                references.contractNumber(),
                order.mandateNumber(),
                Optional.empty());
    }

    private PaymentInstructions instructions(AccountKind kind, DocumentNumber number) {
        var account = accounts.find(kind).orElseThrow(() -> new IllegalStateException("no " + kind + " account"));
        return new PaymentInstructions(
                account.iban().value(), CreditorReference.of(number.toString()).value());
    }

    private static String reference(Invoice invoice) {
        return invoice.payment()
                .orElseThrow(() -> new IllegalStateException("nothing to pay on " + invoice.number()))
                .creditorReference();
    }

    /** The credit note that reverses what the funds call of a cancelled order still asked, naming it. */
    Invoice creditFace(VoucherOrder order, Receivable call, LocalDate on) {
        var vouchers = call.asked().wholeTimes(order.signedTerms().faceValue());
        return creditFace(order, call, faceLine(order, vouchers), order.id().value(), on);
    }

    /** The credit note that takes one lot out of the funds call, naming it. */
    Invoice creditLot(VoucherOrder order, Receivable call, Lot lot, LocalDate on) {
        var line = InvoiceLine.of(
                "Valeur faciale des chèques de médiation numérique, lot %d".formatted(lot.place()),
                lot.vouchers(),
                order.signedTerms().faceValue(),
                VatTreatment.faceValue());
        return creditFace(order, call, line, lot.id().value(), on);
    }

    private Invoice creditFace(VoucherOrder order, Receivable call, InvoiceLine line, UUID about, LocalDate on) {
        var original = documents.invoice(call.document());
        var number = documents.take(DocumentSeries.AV, on);
        var payer = organisations.get(order.payer());
        return documents.keep(
                new InvoiceDraft(
                                InvoiceKind.FACE_VALUE_CREDIT,
                                number,
                                on,
                                parties.seller(),
                                parties.buyer(
                                        payer, order.need().references().siret().map(Siret::digits)),
                                LegalNotes.forCredit())
                        .line(line)
                        .references(referencesOf(order))
                        .correcting(original)
                        .issue(),
                about,
                order.payer());
    }

    /** The credit note that reverses the fee invoice of a cancelled order, naming it. */
    Invoice creditFee(VoucherOrder order, Receivable fee, LocalDate on) {
        var original = documents.invoice(fee.document());
        var number = documents.take(DocumentSeries.AV, on);
        var payer = organisations.get(order.payer());
        return documents.keep(
                new InvoiceDraft(
                                InvoiceKind.FEE_CREDIT,
                                number,
                                on,
                                parties.seller(),
                                parties.buyer(
                                        payer, order.need().references().siret().map(Siret::digits)),
                                LegalNotes.forCredit())
                        .lines(original.lines())
                        .references(referencesOf(order))
                        .correcting(original)
                        .issue(),
                order.id().value(),
                order.payer());
    }

    /** The id under which a document is a cause in the books. */
    public static UUID idOf(Invoice invoice) {
        return UUID.nameUUIDFromBytes(("document/" + invoice.number()).getBytes(StandardCharsets.UTF_8));
    }
}
