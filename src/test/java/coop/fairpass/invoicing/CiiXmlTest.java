package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Rate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

@DisplayName("Le XML d’une facture passe les règles officielles, avertissements français compris (R-225)")
class CiiXmlTest {

    private static void assertBroken(byte[] xml, List<String> norm, List<String> france) {
        assertThat(Rulebook.EN_16931.brokenBy(xml).stream().map(CiiXmlTest::rule))
                .as("EN 16931")
                .containsExactlyInAnyOrderElementsOf(norm);
        assertThat(Rulebook.FRANCE.brokenBy(xml).stream().map(CiiXmlTest::rule))
                .as("France")
                .containsExactlyInAnyOrderElementsOf(france);
    }

    /** {@code BR-FR-05_BT-22_PMT} is the rule BR-FR-05. */
    private static String rule(String id) {
        return id.replaceFirst("_.*", "");
    }

    private static void assertSound(Invoice invoice) {
        assertBroken(CiiXml.write(invoice), List.of(), List.of());
    }

    @ParameterizedTest(name = "{0} : aucune règle enfreinte")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void every_kind_breaks_no_rule(Invoice invoice) {
        assertSound(invoice);
    }

    @ParameterizedTest(name = "{0} : conforme au schéma Factur-X 1.09, profil EN 16931")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void every_kind_follows_the_schema(Invoice invoice) throws IOException, SAXException {
        var schema = SharedData.path("facturation/xsd-en16931/Factur-X_EN16931.xsd");
        SchemaFactory.newDefaultInstance()
                .newSchema(schema.toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(CiiXml.write(invoice))));
    }

    @Test
    @DisplayName("les mêmes octets pour la même facture, ceux du fichier témoin")
    void the_same_bytes() throws IOException {
        assertThat(CiiXml.write(Samples.downstreamFee())).isEqualTo(CiiXml.write(Samples.downstreamFee()));
        try (var golden = CiiXmlTest.class.getResourceAsStream("/invoicing/F-2026-000002.xml")) {
            assertThat(golden).isNotNull();
            assertThat(new String(CiiXml.write(Samples.downstreamFee()), StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("un texte plein de signes réservés, d’accents et d’emoji passe tel quel")
    void any_text_passes() {
        var invoice = Samples.upstreamDraft()
                .line(Samples.vouchers(1).invoiceLine("Œuvre <b>&amp; « l’été » 😀\u00a0€ ]]> \"citation\""))
                .mention("Option pour le paiement de la taxe d’après les débits")
                .issue();
        assertSound(invoice);
    }

    @Test
    @DisplayName("une facture exonérée, dans un territoire sans TVA, passe aussi (R-222)")
    void an_exempt_fee_passes() {
        assertSound(Samples.upstreamDraft()
                .line(InvoiceLine.of("Frais", 1, cents(40_00), VatTreatment.exempt("TVA non applicable en Guyane")))
                .issue());
    }

    @Test
    @DisplayName("deux taux de TVA font deux ventilations")
    void two_rates_pass() {
        assertSound(Samples.upstreamDraft()
                .line(Samples.vouchers(10).invoiceLine("Frais, métropole"))
                .line(new FeeLine(10, cents(10_00), Rate.percent(4), VatTreatment.standard(Rate.parsePercent("8.5")))
                        .invoiceLine("Frais, La Réunion"))
                .issue());
    }

    @Test
    @DisplayName("un paiement partiel par compensation, et un numéro de mandat déjà connu, passent")
    void a_part_payment_passes() {
        var mandated = new InvoiceReferences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("4217"),
                Optional.of(DocumentNumber.parse("REL-2026-000001")));
        assertSound(Samples.draft(
                        InvoiceKind.SUBSCRIPTION,
                        "F-2026-000003",
                        Samples.MONTH_END,
                        Samples.PROVIDER,
                        LegalNotes.forPrivatePayer())
                .line(InvoiceLine.of("Abonnement", 1, cents(77_00), Samples.VAT_20))
                .dueOn(Samples.MONTH_END)
                .references(mandated)
                .setOff(cents(47_60))
                .payableTo(Samples.TO_OPERATING)
                .issue());
    }

    @Nested
    @DisplayName("T13, ligne à ligne")
    class T13 {

        private final Tampered fee = Tampered.with(Samples.upstreamFee());
        private final Tampered face = Tampered.with(Samples.fundsCall());

        @Test
        @DisplayName("40,00 + 8,00 sans mentions ni adresses électroniques : cinq règles françaises")
        void without_notes_nor_addresses() {
            assertBroken(
                    fee.without("ram:IncludedNote")
                            .without("ram:URIUniversalCommunication")
                            .bytes(),
                    List.of(),
                    List.of("BR-FR-05", "BR-FR-05", "BR-FR-05", "BR-FR-12", "BR-FR-13"));
        }

        @Test
        @DisplayName("la même, complète : aucune")
        void complete() {
            assertThat(Samples.upstreamFee().totals().withVat()).isEqualTo(cents(48_00));
            assertBroken(fee.bytes(), List.of(), List.of());
        }

        @Test
        @DisplayName("frais aval 14,80 + 2,96, S2, payés, échéance donnée : aucune ; sans échéance, BR-FR-CO-09")
        void set_off() {
            var downstream = Tampered.with(Samples.downstreamFee());
            assertBroken(downstream.bytes(), List.of(), List.of());
            assertThat(Rulebook.FRANCE.brokenBy(
                            downstream.without("ram:DueDateDateTime").bytes()))
                    .anyMatch(id -> id.startsWith("BR-FR-CO-09"));
        }

        @Test
        @DisplayName("valeur faciale « O » et frais « S » ensemble : BR-O-02, BR-O-11, BR-O-12")
        void outside_scope_beside_taxed() {
            assertBroken(
                    together(faceLine(), faceGroup()).bytes(), List.of("BR-O-02", "BR-O-11", "BR-O-12"), List.of());
        }

        @Test
        @DisplayName("« E » au lieu de « O » : aucune, et pourtant faux ; notre contrôle refuse (InvoiceSpec)")
        void exempt_in_place_of_outside_scope() {
            var outside = "<ram:CategoryCode>O</ram:CategoryCode>";
            var exempt = "<ram:CategoryCode>E</ram:CategoryCode>";
            var rate = "<ram:RateApplicablePercent>0</ram:RateApplicablePercent>";
            var line =
                    new Tampered(faceLine()).replacing(outside, exempt + rate).xml();
            var group = new Tampered(faceGroup())
                    .replacing(outside, exempt)
                    .replacing("<ram:ExemptionReasonCode>VATEX-EU-O</ram:ExemptionReasonCode>", rate)
                    .xml();
            assertBroken(together(line, group).bytes(), List.of(), List.of());
        }

        /** One document for both: what a programmer would do first. */
        private Tampered together(String line, String group) {
            var totals = fee.first("ram:SpecifiedTradeSettlementHeaderMonetarySummation");
            return fee.replacing(totals, totals.replace(">40.00<", ">1040.00<").replace(">48.00<", ">1048.00<"))
                    .insertingBefore("<ram:IncludedSupplyChainTradeLineItem>", line.replace("LineID>1<", "LineID>2<"))
                    .insertingBefore("<ram:SpecifiedTradePaymentTerms>", group);
        }

        private String faceLine() {
            return face.first("ram:IncludedSupplyChainTradeLineItem");
        }

        private String faceGroup() {
            return new Tampered(face.first("ram:ApplicableHeaderTradeSettlement")).first("ram:ApplicableTradeTax");
        }

        @Test
        @DisplayName("valeur faciale « O » avec le numéro de TVA du vendeur : BR-O-02")
        void outside_scope_with_a_vat_number() {
            var named = face.replacing(
                    "</ram:SellerTradeParty>",
                    "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">FR11123456782</ram:ID>"
                            + "</ram:SpecifiedTaxRegistration></ram:SellerTradeParty>");
            assertBroken(named.bytes(), List.of("BR-O-02"), List.of());
        }

        @Test
        @DisplayName("valeur faciale « O », sans numéro, VATEX-EU-O : aucune")
        void outside_scope() {
            assertThat(face.xml()).contains("<ram:ExemptionReasonCode>VATEX-EU-O<");
            assertBroken(face.bytes(), List.of(), List.of());
        }

        @Test
        @DisplayName("avoir 381 de 100,00 sans document antérieur : BR-FR-CO-05 ; avec BT-25 et BT-26 : aucune")
        void credit_note() {
            var credit = Tampered.with(Samples.faceValueCredit());
            assertThat(credit.xml()).contains("<ram:TypeCode>381<", "<ram:GrandTotalAmount>100.00<");
            assertBroken(credit.without("ram:InvoiceReferencedDocument").bytes(), List.of(), List.of("BR-FR-CO-05"));
            assertBroken(credit.bytes(), List.of(), List.of());
        }

        @Test
        @DisplayName("TVA de 7,99 sur 40,00 : aucune, à un euro de tolérance ; notre contrôle refuse (InvoiceSpec)")
        void vat_off_by_a_cent() {
            assertBroken(
                    fee.replacing(">8.00<", ">7.99<")
                            .replacing(">48.00<", ">47.99<")
                            .bytes(),
                    List.of(),
                    List.of());
        }

        @Test
        @DisplayName("10 × 3,33, ligne 1,33, TVA 0,27 : aucune")
        void an_odd_face_value() {
            assertThat(oddFaceValue().xml()).contains("<ram:ChargeAmount>0.1332<", ">1.33<", ">0.27<", ">1.60<");
            assertBroken(oddFaceValue().bytes(), List.of(), List.of());
        }

        @Test
        @DisplayName("la même sommée par chèque, 1,30 et 0,30 : aucune ; notre contrôle refuse (InvoiceSpec)")
        void an_odd_face_value_summed_by_voucher() {
            assertBroken(
                    oddFaceValue()
                            .replacing(">1.33<", ">1.30<")
                            .replacing(">0.27<", ">0.30<")
                            .bytes(),
                    List.of(),
                    List.of());
        }

        private Tampered oddFaceValue() {
            return Tampered.with(Samples.upstreamDraft()
                    .line(new FeeLine(10, cents(3_33), Rate.percent(4), Samples.VAT_20).invoiceLine("Frais"))
                    .issue());
        }

        @Test
        @DisplayName("40,00 à 8,5 %, TVA 3,40 : aucune")
        void another_rate() {
            assertSound(Samples.upstreamDraft()
                    .line(InvoiceLine.of("Frais", 1, cents(40_00), VatTreatment.standard(Rate.parsePercent("8.5"))))
                    .issue());
        }
    }
}
