package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;

import coop.fairpass.money.Rate;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents of one small story, told by organisations that do not exist. */
final class Samples {

    static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    static final VatTreatment VAT_20 = VatTreatment.standard(Rate.percent(20));
    static final LocalDate ORDERED_ON = LocalDate.of(2026, 11, 10);
    static final LocalDate MONTH_END = LocalDate.of(2026, 11, 30);

    static final Party COOPERATIVE = new Party(
            "Coopérative Exemple",
            new PostalAddress(List.of("Maison des coopérations", "12 rue de l’Exemple"), "69001", "Lyon", "FR"),
            "123456782",
            Optional.of("12345678200010"),
            Optional.of("FR11123456782"),
            "123456782",
            Optional.of("SCIC SA à capital variable, RCS Lyon 123 456 782"));

    static final Party PUBLIC_PAYER = new Party(
            "Communauté de communes du Val d’Exemple",
            new PostalAddress(
                    List.of("Direction des finances", "Budget annexe Numérique", "1 place de la Mairie"),
                    "21000",
                    "Valexemple",
                    "FR"),
            "200000008",
            Optional.of("20000000800015"),
            Optional.empty(),
            "200000008_20000000800015",
            Optional.empty());

    static final Party PROVIDER = new Party(
            "Association Le Fil Exemple",
            PostalAddress.french("3 impasse du Lavoir", "21000", "Valexemple"),
            "987654324",
            Optional.of("98765432400012"),
            Optional.empty(),
            "987654324",
            Optional.empty());

    static final InvoiceReferences PUBLIC_REFERENCES = new InvoiceReferences(
            Optional.of("BC-2026-000042"),
            Optional.of("NUM-SOCIAL"),
            Optional.of("EJ2026004217"),
            Optional.of("2026-DSI-031"),
            Optional.empty(),
            Optional.empty());

    static final PaymentInstructions TO_SEGREGATED =
            new PaymentInstructions("FR1420041010050500013M02606", "RF18AF2026000001");
    static final PaymentInstructions TO_OPERATING =
            new PaymentInstructions("FR7630006000011234567890189", "RF18F2026000001");

    private Samples() {}

    static FeeLine vouchers(long count) {
        return new FeeLine(count, cents(10_00), Rate.percent(4), VAT_20);
    }

    static InvoiceDraft draft(InvoiceKind kind, String number, LocalDate day, Party buyer, LegalNotes notes) {
        return new InvoiceDraft(kind, DocumentNumber.parse(number), day, COOPERATIVE, buyer, notes);
    }

    static Invoice fundsCall() {
        return draft(InvoiceKind.FUNDS_CALL, "AF-2026-000001", ORDERED_ON, PUBLIC_PAYER, LegalNotes.forPublicPayer())
                .line(InvoiceLine.of("Chèques de médiation numérique", 100, cents(10_00), VatTreatment.faceValue()))
                .dueOn(LocalDate.of(2026, 12, 10))
                .references(PUBLIC_REFERENCES)
                .payableTo(TO_SEGREGATED)
                .issue();
    }

    static InvoiceDraft upstreamDraft() {
        return draft(InvoiceKind.UPSTREAM_FEE, "F-2026-000001", ORDERED_ON, PUBLIC_PAYER, LegalNotes.forPublicPayer())
                .dueOn(LocalDate.of(2026, 12, 10))
                .references(PUBLIC_REFERENCES)
                .payableTo(TO_OPERATING);
    }

    static Invoice upstreamFee() {
        return upstreamDraft()
                .line(vouchers(100).invoiceLine("Frais contributifs amont, 4 % de la valeur faciale"))
                .issue();
    }

    static Invoice downstreamFee() {
        return draft(InvoiceKind.DOWNSTREAM_FEE, "F-2026-000002", MONTH_END, PROVIDER, LegalNotes.forPrivatePayer())
                .line(vouchers(37).invoiceLine("Frais contributifs aval, 4 % de la valeur faciale"))
                .dueOn(MONTH_END)
                .period(InvoicePeriod.of(YearMonth.of(2026, 11)))
                .references(InvoiceReferences.statement(DocumentNumber.parse("REL-2026-000001")))
                .issue();
    }

    static Invoice subscription() {
        return draft(InvoiceKind.SUBSCRIPTION, "F-2026-000003", MONTH_END, PROVIDER, LegalNotes.forPrivatePayer())
                .line(InvoiceLine.of("Abonnement annuel au réseau", 1, cents(77_00), VAT_20))
                .dueOn(LocalDate.of(2026, 12, 30))
                .period(new InvoicePeriod(LocalDate.of(2026, 11, 30), LocalDate.of(2027, 11, 30)))
                .payableTo(TO_OPERATING)
                .issue();
    }

    static Invoice engineering() {
        return draft(InvoiceKind.ENGINEERING, "F-2026-000004", MONTH_END, PUBLIC_PAYER, LegalNotes.forPublicPayer())
                .line(InvoiceLine.of(
                        "Accompagnement du territoire, acompte de 30 % à la commande", 1, cents(3_000_00), VAT_20))
                .dueOn(LocalDate.of(2026, 12, 30))
                .references(PUBLIC_REFERENCES)
                .payableTo(TO_OPERATING)
                .issue();
    }

    static Invoice faceValueCredit() {
        return draft(
                        InvoiceKind.FACE_VALUE_CREDIT,
                        "AV-2027-000001",
                        LocalDate.of(2027, 2, 7),
                        PUBLIC_PAYER,
                        LegalNotes.forCredit())
                .line(InvoiceLine.of("Chèques non utilisés", 10, cents(10_00), VatTreatment.faceValue()))
                .references(PUBLIC_REFERENCES)
                .correcting(fundsCall())
                .issue();
    }

    static Invoice feeCredit() {
        return draft(
                        InvoiceKind.FEE_CREDIT,
                        "AV-2026-000001",
                        LocalDate.of(2026, 12, 1),
                        PUBLIC_PAYER,
                        LegalNotes.forCredit())
                .line(vouchers(100).invoiceLine("Frais contributifs amont, commande annulée"))
                .references(PUBLIC_REFERENCES)
                .correcting(upstreamFee())
                .issue();
    }

    /** One of each kind. */
    static Stream<Invoice> ofEachKind() {
        return Stream.of(
                fundsCall(),
                upstreamFee(),
                downstreamFee(),
                subscription(),
                engineering(),
                faceValueCredit(),
                feeCredit());
    }
}
