package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Facture, appel de fonds ou avoir : the whole content of a document, frozen at issue.
 *
 * <p>Nothing that is wrong in law, or that adds up by chance of a tolerance, can be one: it checks itself more exactly
 * than the public rules (formats §7.4), and throws, because a wrong invoice is a mistake of ours and never of a person.
 * Built by {@link InvoiceDraft}; stored and read back by {@link FrozenInvoice}.
 *
 * @param mentions further sentences to print, such as the option for VAT on <em>débits</em>
 */
public record Invoice(
        InvoiceKind kind,
        DocumentNumber number,
        LocalDate issuedOn,
        Optional<LocalDate> dueOn,
        Party seller,
        Party buyer,
        List<InvoiceLine> lines,
        List<VatGroup> vatGroups,
        InvoiceTotals totals,
        InvoiceReferences references,
        Optional<PrecedingInvoice> preceding,
        Optional<InvoicePeriod> period,
        Optional<PaymentInstructions> payment,
        LegalNotes notes,
        List<String> mentions) {

    public Invoice {
        lines = List.copyOf(lines);
        vatGroups = List.copyOf(vatGroups);
        mentions = mentions.stream()
                .map(mention -> Printable.text("mention", mention))
                .toList();
        require(number.series() == kind.series(), "its number is of the series %s".formatted(kind.series()));
        checkDates(kind, issuedOn, dueOn);
        checkAmounts(lines, vatGroups, totals);
        checkVat(kind, seller, buyer, vatGroups);
        checkCorrection(kind, issuedOn, preceding, totals);
        checkPayment(kind, totals, references, payment);
    }

    private static void checkDates(InvoiceKind kind, LocalDate issuedOn, Optional<LocalDate> dueOn) {
        require(isInCentury(issuedOn), "it is dated from 2000 to 2099 (BR-FR-03)");
        require(kind.isCredit() || dueOn.isPresent(), "it has a due date");
        require(
                dueOn.isEmpty() || (!dueOn.get().isBefore(issuedOn) && isInCentury(dueOn.get())),
                "it is not due before it is issued (BR-FR-CO-07)");
    }

    private static boolean isInCentury(LocalDate day) {
        return day.getYear() >= 2000 && day.getYear() <= 2099;
    }

    private static void checkAmounts(List<InvoiceLine> lines, List<VatGroup> vatGroups, InvoiceTotals totals) {
        require(!lines.isEmpty(), "it has a line");
        require(vatGroups.equals(VatGroup.of(lines)), "its VAT is computed once per treatment on its own lines");
        require(totals.equals(InvoiceTotals.of(vatGroups, totals.prepaid())), "its totals are those of its lines");
    }

    private static void checkVat(InvoiceKind kind, Party seller, Party buyer, List<VatGroup> vatGroups) {
        long rates = vatGroups.stream()
                .map(group ->
                        group.treatment().category() + " " + group.treatment().rate())
                .distinct()
                .count();
        require(rates == vatGroups.size(), "one category and rate has one reason");
        long outside = vatGroups.stream().filter(Invoice::isOutsideScope).count();
        require(
                outside == 0 || vatGroups.size() == 1,
                "what is outside the scope of VAT is never beside another line (BR-O-11, BR-O-12)");
        require(
                outside == 1 || !kind.isFaceValue(),
                "face value is outside the scope of VAT, neither exempt nor taxed (R-021)");
        if (outside == 1) {
            require(
                    seller.vatNumber().isEmpty() && buyer.vatNumber().isEmpty(),
                    "outside the scope of VAT it names no VAT number (BR-O-02)");
        } else {
            require(seller.vatNumber().isPresent(), "within VAT it names the seller's VAT number (BR-S-02, BR-E-02)");
        }
    }

    private static boolean isOutsideScope(VatGroup group) {
        return group.treatment().category() == VatCategory.OUTSIDE_SCOPE;
    }

    private static void checkCorrection(
            InvoiceKind kind, LocalDate issuedOn, Optional<PrecedingInvoice> preceding, InvoiceTotals totals) {
        require(
                kind.isCredit() == preceding.isPresent(),
                "an avoir, and only an avoir, names the document it corrects and its date (BR-FR-CO-05)");
        require(
                preceding.isEmpty() || preceding.get().number().series() == kind.correctedSeries(),
                "an avoir corrects a document of the series " + kind.correctedSeries());
        require(
                preceding.isEmpty() || !preceding.get().issuedOn().isAfter(issuedOn),
                "an avoir corrects an earlier document");
        require(!kind.isCredit() || totals.prepaid().isZero(), "nothing of an avoir is prepaid");
    }

    private static void checkPayment(
            InvoiceKind kind,
            InvoiceTotals totals,
            InvoiceReferences references,
            Optional<PaymentInstructions> payment) {
        require(
                kind != InvoiceKind.DOWNSTREAM_FEE || totals.due().isZero(),
                "a downstream fee is paid by set-off: prepaid is the total (BR-FR-CO-09)");
        require(
                totals.prepaid().isZero() || references.statement().isPresent(),
                "what is set off names the statement that did it");
        require(
                kind.isCredit() || totals.due().isZero() || payment.isPresent(),
                "what is to be paid says to which account and under which reference");
    }

    /** True when nothing on it bears VAT because it is outside its scope: an appel de fonds, its avoir. */
    public boolean isOutsideScopeOfVat() {
        return vatGroups.stream().allMatch(Invoice::isOutsideScope);
    }

    /** True when it was wholly paid before it was issued, by set-off. */
    public boolean isSettled() {
        return totals.due().isZero();
    }

    /** Cadre de facturation (BT-23): {@code S2} for a service already paid, {@code S1} for one to be paid. */
    public String billingMode() {
        return isSettled() ? "S2" : "S1";
    }

    /** How what is due will be paid, in a sentence (BT-20). */
    public String paymentTerms() {
        if (kind.isCredit()) {
            return "Remboursement par virement ou, avec l’accord du bénéficiaire de l’avoir, imputation sur un document"
                    + " ultérieur.";
        }
        if (isSettled()) {
            return "Réglée par compensation sur le relevé %s : rien ne reste à payer."
                    .formatted(references.statement().orElseThrow());
        }
        return "Paiement par virement, en rappelant la référence.";
    }

    /**
     * What is missing for the State's invoice portal, given what this payer's SIRET requires; the SIRET itself always
     * is. An empty answer means that the document can be exported.
     */
    public Set<PortalReference> missingFor(Set<PortalReference> required) {
        var missing = EnumSet.noneOf(PortalReference.class);
        for (var reference : PortalReference.values()) {
            var present = switch (reference) {
                case SIRET -> buyer.siret();
                case SERVICE_CODE -> references.serviceCode();
                case ENGAGEMENT_NUMBER -> references.engagementNumber();
                case CONTRACT_NUMBER -> references.contractNumber();
            };
            if (present.isEmpty() && (reference == PortalReference.SIRET || required.contains(reference))) {
                missing.add(reference);
            }
        }
        return missing;
    }

    /** The amount a reader looks for first. */
    public Money headline() {
        return kind.isCredit() ? totals.withVat() : totals.due();
    }
}
