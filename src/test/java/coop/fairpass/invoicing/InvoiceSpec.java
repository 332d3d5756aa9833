package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Une facture fausse n’existe pas : elle se vérifie plus exactement que les règles publiques")
class InvoiceSpec {

    private static void refused(ThrowingCallable making, String rule) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(rule);
    }

    private static InvoiceDraft fee(InvoiceLine line) {
        return Samples.upstreamDraft().line(line);
    }

    private static InvoiceDraft fundsCall(InvoiceLine... lines) {
        return Samples.draft(
                        InvoiceKind.FUNDS_CALL,
                        "AF-2026-000001",
                        Samples.ORDERED_ON,
                        Samples.PUBLIC_PAYER,
                        LegalNotes.forPublicPayer())
                .lines(List.of(lines))
                .dueOn(LocalDate.of(2026, 12, 10))
                .payableTo(Samples.TO_SEGREGATED);
    }

    private static InvoiceLine faceValue(VatTreatment vat) {
        return InvoiceLine.of("Chèques de médiation numérique", 100, cents(10_00), vat);
    }

    @Nested
    @DisplayName("montants")
    class Amounts {

        @Test
        @DisplayName("T13 : 40,00 € de frais avec 7,99 € de TVA, que la norme tolère, sont refusés")
        void vat_is_exact() {
            refused(() -> new VatGroup(Samples.VAT_20, cents(40_00), cents(7_99)), "is 8.00 €, not 7.99 €");
            refused(() -> new VatGroup(Samples.VAT_20, cents(40_00), cents(8_01)), "is 8.00 €, not 8.01 €");
            assertThat(new VatGroup(Samples.VAT_20, cents(40_00), cents(8_00)).vat())
                    .isEqualTo(cents(8_00));
        }

        @Test
        @DisplayName("T13 : 10 × 3,33 € à 4 % font 1,33 €, et non 1,30 € (somme par chèque)")
        void price_times_quantity_is_the_line() {
            var price = UnitPrice.of(Rate.percent(4), cents(3_33));
            refused(
                    () -> new InvoiceLine("Frais", 10, price, cents(1_30), Samples.VAT_20),
                    "10 at 0.1332 are 1.33 €, not 1.30 €");
            var sound = fee(new InvoiceLine("Frais", 10, price, cents(1_33), Samples.VAT_20))
                    .issue();
            assertThat(sound.totals().vat()).isEqualTo(cents(27));
        }

        @Test
        @DisplayName("T13 : 40,00 € de frais à 8,5 % portent 3,40 € de TVA")
        void another_rate() {
            var invoice = fee(InvoiceLine.of("Frais", 1, cents(40_00), VatTreatment.standard(Rate.parsePercent("8.5"))))
                    .issue();
            assertThat(invoice.totals().vat()).isEqualTo(cents(3_40));
        }

        @Test
        @DisplayName("T5 : l’abonnement est de 77,00 € HT et 92,40 € TTC")
        void the_subscription() {
            assertThat(Samples.subscription().totals().withVat()).isEqualTo(cents(92_40));
        }

        @Test
        @DisplayName("des totaux ou une ventilation qui ne sont pas ceux des lignes sont refusés")
        void totals_are_those_of_the_lines() {
            var sound = Samples.upstreamFee();
            refused(
                    () -> withAmounts(
                            sound,
                            sound.vatGroups(),
                            new InvoiceTotals(cents(40_00), cents(8_01), cents(48_01), Money.ZERO, cents(48_01))),
                    "its totals are those of its lines");
            refused(
                    () -> withAmounts(
                            sound, List.of(new VatGroup(Samples.VAT_20, cents(30_00), cents(6_00))), sound.totals()),
                    "its VAT is computed once per treatment on its own lines");
            refused(
                    () -> new InvoiceTotals(cents(40_00), cents(8_00), cents(47_99), Money.ZERO, cents(47_99)),
                    "totals that do not add up");
            refused(
                    () -> new InvoiceTotals(cents(40_00), cents(8_00), cents(48_00), cents(49_00), cents(-1_00)),
                    "nothing or a part is paid");
        }

        @Test
        @DisplayName("sans ligne, ou pour rien, il n’y a pas de document")
        void there_is_something_to_bill() {
            refused(() -> Samples.upstreamDraft().issue(), "positive total");
            refused(
                    () -> fee(new FeeLine(12, cents(1), Rate.percent(4), Samples.VAT_20).invoiceLine("Frais"))
                            .issue(),
                    "positive total");
        }

        private Invoice withAmounts(Invoice of, List<VatGroup> groups, InvoiceTotals totals) {
            return new Invoice(
                    of.kind(),
                    of.number(),
                    of.issuedOn(),
                    of.dueOn(),
                    of.seller(),
                    of.buyer(),
                    of.lines(),
                    groups,
                    totals,
                    of.references(),
                    of.preceding(),
                    of.period(),
                    of.payment(),
                    of.notes(),
                    of.mentions());
        }
    }

    @Nested
    @DisplayName("TVA")
    class Vat {

        @Test
        @DisplayName(
                "T13 : la valeur faciale « E » au lieu de « O » passe la norme, mais est fausse en droit : refusée (R-021)")
        void face_value_is_not_exempt() {
            refused(
                    () -> fundsCall(faceValue(VatTreatment.exempt("Exonération")))
                            .issue(),
                    "neither exempt nor taxed");
            refused(() -> fundsCall(faceValue(Samples.VAT_20)).issue(), "neither exempt nor taxed");
            assertThat(fundsCall(faceValue(VatTreatment.faceValue())).issue().isOutsideScopeOfVat())
                    .isTrue();
        }

        @Test
        @DisplayName("T13 : « O » à côté de « S » est refusé : deux documents par commande (R-021, R-225)")
        void outside_scope_is_never_beside_taxed() {
            var feeLine = Samples.vouchers(100).invoiceLine("Frais contributifs amont");
            refused(
                    () -> fundsCall(faceValue(VatTreatment.faceValue()), feeLine)
                            .issue(),
                    "never beside another line");
            refused(
                    () -> Samples.upstreamDraft()
                            .line(feeLine)
                            .line(faceValue(VatTreatment.faceValue()))
                            .issue(),
                    "never beside another line");
        }

        @Test
        @DisplayName("T13 : un document « O » ne porte aucun numéro de TVA (BR-O-02)")
        void outside_scope_names_no_vat_number() {
            var sound = Samples.fundsCall();
            assertThat(sound.seller().vatNumber()).isEmpty();
            refused(() -> withSeller(sound, Samples.COOPERATIVE), "it names no VAT number");
        }

        @Test
        @DisplayName("un document taxé porte le numéro de TVA du vendeur")
        void taxed_names_the_sellers_vat_number() {
            var sound = Samples.upstreamFee();
            refused(
                    () -> withSeller(sound, Samples.COOPERATIVE.withoutVatNumber()),
                    "it names the seller's VAT number");
        }

        @Test
        @DisplayName("un régime est taxé avec un taux, ou ne l’est pas et dit pourquoi")
        void a_treatment_has_a_rate_or_a_reason() {
            refused(() -> VatTreatment.standard(Rate.ZERO), "a taxed line has a rate");
            refused(() -> VatTreatment.standard(Rate.parsePercent("8.125")), "a rate of two decimals");
            refused(
                    () -> new VatTreatment(
                            VatCategory.EXEMPT, Rate.ZERO, Optional.empty(), Optional.of("VATEX-EU-132")),
                    "a reason");
            refused(
                    () -> new VatTreatment(
                            VatCategory.OUTSIDE_SCOPE, Rate.ZERO, Optional.of("hors champ"), Optional.empty()),
                    "a reason");
            refused(() -> VatTreatment.exempt(" "), "VAT reason is empty");
        }

        @Test
        @DisplayName("deux motifs pour une même catégorie ne font pas une ventilation")
        void one_category_has_one_reason() {
            refused(
                    () -> Samples.upstreamDraft()
                            .line(InvoiceLine.of("Frais", 1, cents(1_00), VatTreatment.exempt("Un motif")))
                            .line(InvoiceLine.of("Frais", 1, cents(1_00), VatTreatment.exempt("Un autre")))
                            .issue(),
                    "one category and rate has one reason");
        }

        @Test
        @DisplayName("R-222 : le taux est celui du territoire du destinataire, figé sur le document")
        void the_rate_is_on_the_document() {
            var reunion = VatTreatment.standard(Rate.parsePercent("8.5"));
            var guyane = VatTreatment.exempt("TVA non applicable en Guyane");
            assertThat(fee(InvoiceLine.of("Frais", 1, cents(40_00), reunion))
                            .issue()
                            .vatGroups())
                    .containsExactly(new VatGroup(reunion, cents(40_00), cents(3_40)));
            assertThat(fee(InvoiceLine.of("Frais", 1, cents(40_00), guyane))
                            .issue()
                            .vatGroups())
                    .containsExactly(new VatGroup(guyane, cents(40_00), Money.ZERO));
        }

        private Invoice withSeller(Invoice of, Party seller) {
            return new Invoice(
                    of.kind(),
                    of.number(),
                    of.issuedOn(),
                    of.dueOn(),
                    seller,
                    of.buyer(),
                    of.lines(),
                    of.vatGroups(),
                    of.totals(),
                    of.references(),
                    of.preceding(),
                    of.period(),
                    of.payment(),
                    of.notes(),
                    of.mentions());
        }
    }

    @Nested
    @DisplayName("dates, numéros, paiement")
    class DatesAndPayment {

        @ParameterizedTest(name = "émis le 10/11/2026, échéance le {0} : accepté {1}")
        @CsvSource({"2026-11-09, false", "2026-11-10, true", "2026-11-11, true", "2100-01-01, false"})
        void is_not_due_before_it_is_issued(LocalDate due, boolean accepted) {
            var draft = Samples.upstreamDraft()
                    .line(Samples.vouchers(1).invoiceLine("Frais"))
                    .dueOn(due);
            if (accepted) {
                assertThat(draft.issue().dueOn()).contains(due);
            } else {
                refused(draft::issue, "not due before it is issued");
            }
        }

        @Test
        @DisplayName("une facture a une échéance ; un avoir peut s’en passer")
        void an_invoice_has_a_due_date() {
            refused(
                    () -> Samples.draft(
                                    InvoiceKind.UPSTREAM_FEE,
                                    "F-2026-000001",
                                    Samples.ORDERED_ON,
                                    Samples.PUBLIC_PAYER,
                                    LegalNotes.forPublicPayer())
                            .line(Samples.vouchers(1).invoiceLine("Frais"))
                            .payableTo(Samples.TO_OPERATING)
                            .issue(),
                    "it has a due date");
            assertThat(Samples.faceValueCredit().dueOn()).isEmpty();
        }

        @Test
        @DisplayName("chaque nature a sa série")
        void each_kind_has_its_series() {
            refused(
                    () -> Samples.draft(
                                    InvoiceKind.FUNDS_CALL,
                                    "F-2026-000001",
                                    Samples.ORDERED_ON,
                                    Samples.PUBLIC_PAYER,
                                    LegalNotes.forPublicPayer())
                            .line(faceValue(VatTreatment.faceValue()))
                            .dueOn(Samples.MONTH_END)
                            .payableTo(Samples.TO_SEGREGATED)
                            .issue(),
                    "its number is of the series AF");
        }

        @Test
        @DisplayName("R-147 : les frais aval sont payés par compensation, sur un relevé nommé, et rien ne reste dû")
        void the_downstream_fee_is_set_off() {
            var invoice = Samples.downstreamFee();
            assertThat(invoice.totals().prepaid()).isEqualTo(cents(17_76));
            assertThat(invoice.totals().due()).isEqualTo(Money.ZERO);
            assertThat(invoice.billingMode()).isEqualTo("S2");
            assertThat(invoice.buyer().siren()).isEqualTo(Samples.PROVIDER.siren());
            refused(
                    () -> Samples.draft(
                                    InvoiceKind.DOWNSTREAM_FEE,
                                    "F-2026-000002",
                                    Samples.MONTH_END,
                                    Samples.PROVIDER,
                                    LegalNotes.forPrivatePayer())
                            .line(Samples.vouchers(37).invoiceLine("Frais"))
                            .dueOn(Samples.MONTH_END)
                            .issue(),
                    "names the statement");
        }

        @Test
        @DisplayName("une facture de frais aval qui resterait à payer est refusée (BR-FR-CO-09)")
        void a_downstream_fee_is_never_due() {
            var sound = Samples.downstreamFee();
            var unpaid = InvoiceTotals.of(sound.vatGroups(), Money.ZERO);
            refused(
                    () -> new Invoice(
                            sound.kind(),
                            sound.number(),
                            sound.issuedOn(),
                            sound.dueOn(),
                            sound.seller(),
                            sound.buyer(),
                            sound.lines(),
                            sound.vatGroups(),
                            unpaid,
                            sound.references(),
                            sound.preceding(),
                            sound.period(),
                            Optional.of(Samples.TO_OPERATING),
                            sound.notes(),
                            sound.mentions()),
                    "paid by set-off");
        }

        @Test
        @DisplayName("un abonnement compensé en partie reste dû pour le reste, et dit où payer")
        void a_part_can_be_set_off() {
            var draft = Samples.draft(
                            InvoiceKind.SUBSCRIPTION,
                            "F-2026-000003",
                            Samples.MONTH_END,
                            Samples.PROVIDER,
                            LegalNotes.forPrivatePayer())
                    .line(InvoiceLine.of("Abonnement", 1, cents(77_00), Samples.VAT_20))
                    .dueOn(Samples.MONTH_END)
                    .references(InvoiceReferences.statement(DocumentNumber.parse("REL-2026-000001")))
                    .setOff(cents(47_60));
            refused(draft::issue, "to which account");
            var invoice = draft.payableTo(Samples.TO_OPERATING).issue();
            assertThat(invoice.totals().due()).isEqualTo(cents(44_80));
            assertThat(invoice.billingMode()).isEqualTo("S1");
        }

        @Test
        @DisplayName("un avoir, et lui seul, nomme le document qu’il corrige (BR-FR-CO-05)")
        void an_avoir_names_what_it_corrects() {
            var draft = Samples.draft(
                            InvoiceKind.FACE_VALUE_CREDIT,
                            "AV-2027-000001",
                            LocalDate.of(2027, 2, 7),
                            Samples.PUBLIC_PAYER,
                            LegalNotes.forCredit())
                    .line(InvoiceLine.of("Chèques non utilisés", 10, cents(10_00), VatTreatment.faceValue()));
            refused(draft::issue, "names the document it corrects");
            refused(() -> draft.correcting(Samples.upstreamFee()).issue(), "of the series AF");
            refused(
                    () -> draft.correcting(new PrecedingInvoice(
                                    DocumentNumber.parse("AF-2026-000001"), LocalDate.of(2027, 2, 8)))
                            .issue(),
                    "an earlier document");
            assertThat(draft.correcting(Samples.fundsCall()).issue().preceding())
                    .isPresent();
            refused(
                    () -> fundsCall(faceValue(VatTreatment.faceValue()))
                            .correcting(Samples.fundsCall())
                            .issue(),
                    "only an avoir");
        }
    }

    @Nested
    @DisplayName("parties et références")
    class Parties {

        @Test
        @DisplayName("le SIRET commence par le SIREN, l’adresse électronique aussi (BR-FR-09, 10, 21, 23)")
        void identifiers_agree() {
            refused(() -> party("12345678", Optional.empty(), Optional.empty(), "12345678"), "9 digits");
            refused(
                    () -> party("123456782", Optional.of("98765432400012"), Optional.empty(), "123456782"),
                    "begin with the SIREN");
            refused(
                    () -> party("123456782", Optional.empty(), Optional.of("FR11987654324"), "123456782"),
                    "French VAT number");
            refused(() -> party("123456782", Optional.empty(), Optional.empty(), "987654324"), "begins with the SIREN");
            refused(
                    () -> party("123456782", Optional.empty(), Optional.empty(), "123456782@exemple"),
                    "begins with the SIREN");
            refused(
                    () -> party("123456782", Optional.empty(), Optional.empty(), "123456782" + "0".repeat(117)),
                    "at most 125");
        }

        private Party party(String siren, Optional<String> siret, Optional<String> vatNumber, String address) {
            return new Party(
                    "Exemple",
                    PostalAddress.french("1 rue", "21000", "Valexemple"),
                    siren,
                    siret,
                    vatNumber,
                    address,
                    Optional.empty());
        }

        @Test
        @DisplayName("un texte vide ou illisible n’entre pas dans un document")
        void texts_are_readable() {
            refused(() -> InvoiceLine.of("  ", 1, cents(1), Samples.VAT_20), "is empty");
            refused(() -> InvoiceLine.of("Frais\u0000", 1, cents(1), Samples.VAT_20), "no document can show");
            refused(() -> InvoiceLine.of("Frais\ud800", 1, cents(1), Samples.VAT_20), "no document can show");
        }

        @Test
        @DisplayName("R-226 : pour le portail de l’État, le SIRET manque toujours, le reste selon le payeur")
        void what_the_portal_requires() {
            var complete = Samples.upstreamFee();
            assertThat(complete.missingFor(EnumSet.allOf(PortalReference.class)))
                    .isEmpty();
            var bare = Samples.upstreamDraft()
                    .line(Samples.vouchers(1).invoiceLine("Frais"))
                    .references(InvoiceReferences.order("BC-2026-000042"))
                    .issue();
            assertThat(bare.missingFor(Set.of())).isEmpty();
            assertThat(bare.missingFor(Set.of(PortalReference.SERVICE_CODE, PortalReference.ENGAGEMENT_NUMBER)))
                    .containsExactlyInAnyOrder(PortalReference.SERVICE_CODE, PortalReference.ENGAGEMENT_NUMBER);
            var payer = Samples.PUBLIC_PAYER;
            var withoutSiret = Samples.draft(
                            InvoiceKind.UPSTREAM_FEE,
                            "F-2026-000001",
                            Samples.ORDERED_ON,
                            new Party(
                                    payer.legalName(),
                                    payer.address(),
                                    payer.siren(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    payer.siren(),
                                    Optional.empty()),
                            LegalNotes.forPublicPayer())
                    .line(Samples.vouchers(1).invoiceLine("Frais"))
                    .dueOn(Samples.MONTH_END)
                    .payableTo(Samples.TO_OPERATING)
                    .issue();
            assertThat(withoutSiret.missingFor(Set.of())).containsExactly(PortalReference.SIRET);
        }
    }
}
