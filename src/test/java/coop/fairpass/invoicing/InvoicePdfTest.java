package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import coop.fairpass.money.Rate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mustangproject.validator.ZUGFeRDValidator;
import org.slf4j.LoggerFactory;

@DisplayName("Une facture imprimée est un Factur-X valide, archivable, accessible, et toujours la même")
class InvoicePdfTest {

    private static final Pattern WARNING = Pattern.compile("<warning .*?\\[ID ([^\\]]+)\\]", Pattern.DOTALL);

    static {
        // The validator tells every notice of the German rules, which it runs too; its report is what we read.
        Stream.of("org.mustangproject", "com.helger")
                .forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
    }

    private final InvoicePdf printer = new InvoicePdf(Samples.TEMPLATES);

    @ParameterizedTest(name = "{0} : Factur-X valide (R-225)")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void is_a_valid_factur_x(Invoice invoice) {
        var validator = new ZUGFeRDValidator();
        var report = validator.validate(printer.render(invoice), invoice.number() + ".pdf");
        assertThat(validator.wasCompletelyValid()).as(report).isTrue();
        assertThat(report).doesNotContain("<error");
        assertThat(WARNING.matcher(report).results().map(found -> found.group(1)))
                .as("the only one: an element that the schema wants and that official samples leave empty too")
                .containsOnly("PEPPOL-EN16931-R008");
    }

    @Test
    @DisplayName("le validateur refuse un PDF sans facture électronique : il juge bien")
    void the_validator_can_refuse() {
        var validator = new ZUGFeRDValidator();
        validator.validate(new DocumentPdf(Samples.TEMPLATES).render(SamplePrints.statement(1)), "relevé.pdf");
        assertThat(validator.wasCompletelyValid()).isFalse();
    }

    @ParameterizedTest(name = "{0} : PDF/A-3u et PDF/UA-1 selon veraPDF")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void can_be_archived_and_read_aloud(Invoice invoice) {
        assertThat(PdfJudge.faultsOf(printer.render(invoice))).isEmpty();
    }

    @ParameterizedTest(name = "{0} : deux impressions, les mêmes octets")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void is_the_same_bytes_twice(Invoice invoice) {
        assertThat(printer.render(invoice)).isEqualTo(new InvoicePdf(Samples.TEMPLATES).render(invoice));
    }

    @ParameterizedTest(name = "{0} : le XML est dedans, à l’octet près, sous le nom factur-x.xml")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void holds_its_xml(Invoice invoice) throws IOException {
        try (PDDocument document = Loader.loadPDF(printer.render(invoice))) {
            var files =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            assertThat(files).containsOnlyKeys("factur-x.xml");
            for (var file : files.values()) {
                assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(CiiXml.write(invoice));
            }
        }
    }

    @Test
    @DisplayName("ses propriétés disent ce qu’il est, en français, au jour du document")
    void says_what_it_is() throws IOException {
        try (PDDocument document = Loader.loadPDF(printer.render(Samples.upstreamFee()))) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo("Facture de frais contributifs amont F-2026-000001");
            assertThat(document.getDocumentInformation().getAuthor()).isEqualTo("Coopérative Exemple");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .hasToString("2026-11-09T23:00:00Z");
            assertThat(new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains(
                            "<xmp:CreateDate>2026-11-10T00:00:00+01:00<", "<xmp:ModifyDate>2026-11-10T00:00:00+01:00<");
            var file = document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .values()
                    .iterator()
                    .next()
                    .getEmbeddedFile();
            assertThat(file.getModDate().toInstant()).hasToString("2026-11-09T23:00:00Z");
        }
    }

    @Test
    @DisplayName("R-011, R-021 : l’appel de fonds porte les références publiques, et aucune ligne ni numéro de TVA")
    void the_funds_call() {
        assertThat(PdfText.of(printer.render(Samples.fundsCall())))
                .contains(
                        "Appel de fonds AF-2026-000001",
                        "Date : 10 novembre 2026",
                        "Échéance : 10 décembre 2026",
                        "Code service : NUM-SOCIAL",
                        "Numéro d’engagement : EJ2026004217",
                        "Numéro de marché : 2026-DSI-031",
                        "Commande : BC-2026-000042",
                        "SIREN 200 000 008 – SIRET 200 000 008 00015",
                        "Chèques de médiation numérique 100 10,00 € 1 000,00 €",
                        "À verser 1 000,00 €",
                        "TVA non applicable : bon à usages multiples, hors champ.",
                        "Paiement par virement, au plus tard le 10 décembre 2026",
                        "IBAN : FR14 2004 1010 0505 0001 3M02 606",
                        "Titulaire : Coopérative Exemple",
                        "Référence à rappeler : RF18 AF20 2600 0001")
                .doesNotContain("FR11123456782", "Total HT", "Montant HT");
    }

    @Test
    @DisplayName("R-011 : la facture de frais amont porte toutes les mentions de la loi, et les références publiques")
    void the_upstream_fee() {
        assertThat(PdfText.of(printer.render(Samples.upstreamFee())))
                .contains(
                        "Facture de frais contributifs amont F-2026-000001",
                        "Coopérative Exemple",
                        "SCIC SA à capital variable, RCS Lyon 123 456 782",
                        "SIREN 123 456 782 – TVA intracommunautaire FR11123456782",
                        "Frais contributifs amont, 4 % de la valeur faciale 100 0,40 € 20 % 40,00 €",
                        "Total HT 40,00 €",
                        "TVA 20 % sur 40,00 € 8,00 €",
                        "Total TTC 48,00 €",
                        "Net à payer 48,00 €",
                        "Code service : NUM-SOCIAL",
                        "Numéro d’engagement : EJ2026004217",
                        "Numéro de marché : 2026-DSI-031",
                        "Catégorie de l’opération : prestation de services.",
                        "intérêts moratoires au taux directeur de la Banque centrale européenne majoré de huit points",
                        "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
                        "Aucun escompte");
    }

    @Test
    @DisplayName(
            "R-147 : la facture de frais aval est marquée réglée par compensation et nomme le SIREN du prestataire")
    void the_downstream_fee() {
        assertThat(PdfText.of(printer.render(Samples.downstreamFee())))
                .contains(
                        "Période : du 01/11/2026 au 30/11/2026",
                        "Relevé : REL-2026-000001",
                        "SIREN 987 654 324",
                        "Total TTC 17,76 €",
                        "Réglé par compensation -17,76 €",
                        "Net à payer 0,00 €",
                        "Réglée par compensation sur le relevé REL-2026-000001 : rien ne reste à payer.")
                .doesNotContain("IBAN");
    }

    @Test
    @DisplayName(
            "R-047 : l’avoir sur valeur faciale dit que les frais amont ne sont pas remboursés, et ce qu’il rectifie")
    void the_face_value_credit() {
        assertThat(PdfText.of(printer.render(Samples.faceValueCredit())))
                .contains(
                        "Rectifie : AF-2026-000001 du 10/11/2026",
                        "Montant de l’avoir 100,00 €",
                        "Les frais contributifs amont sont acquis et ne sont pas remboursés.",
                        "TVA non applicable")
                .doesNotContain("Net à payer", "IBAN");
        assertThat(PdfText.of(printer.render(Samples.feeCredit())))
                .contains("Rectifie : F-2026-000001 du 10/11/2026", "TVA 20 % sur 40,00 € 8,00 €")
                .doesNotContain("ne sont pas remboursés");
    }

    @Test
    @DisplayName("soixante-dix lignes aux longs noms tiennent sur plusieurs pages, l’en-tête du tableau répété")
    void many_lines() {
        var draft = Samples.upstreamDraft();
        IntStream.rangeClosed(1, 70)
                .mapToObj(i -> new FeeLine(i, cents(3_33), Rate.percent(4), Samples.VAT_20)
                        .invoiceLine("Frais contributifs amont, programme « Numérique pour toutes et tous », commune "
                                + "de Saint-Exemple-sur-Rivière-la-Longue, numéro " + i))
                .forEach(draft::line);
        var pdf = printer.render(draft.issue());
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        int pages = PdfText.pages(pdf);
        assertThat(pages).isGreaterThan(3);
        assertThat(PdfText.ofPage(pdf, 2))
                .contains(
                        "Coopérative Exemple – Facture de frais contributifs amont F-2026-000001",
                        "Désignation Quantité Prix unitaire HT TVA Montant HT",
                        "Page 2 sur " + pages);
        assertThat(PdfText.of(pdf)).contains("numéro 70 70 0,1332 € 20 % 9,32 €");
    }

    @Test
    @DisplayName("un nom interminable et des signes que les polices n’ont pas laissent une page valide")
    void names_without_end() {
        var buyer = new Party(
                "Syndicat mixte interdépartemental d’aménagement numérique et d’inclusion des territoires de l’Exemple",
                new PostalAddress(
                        List.of("Anticonstitutionnellement".repeat(3), "Bâtiment B"),
                        "21000",
                        "Saint-Exemple-sur-Rivière-la-Longue-et-la-Très-Longue",
                        "FR"),
                "200000008",
                Optional.of("20000000800015"),
                Optional.empty(),
                "200000008",
                Optional.empty());
        var pdf = printer.render(Samples.draft(
                        InvoiceKind.FUNDS_CALL,
                        "AF-2026-000001",
                        Samples.ORDERED_ON,
                        buyer,
                        LegalNotes.forPublicPayer())
                .line(InvoiceLine.of(
                        "Chèques 漢字 <b>&amp;</b> " + "interminable".repeat(12),
                        9_999_999,
                        cents(10_00),
                        VatTreatment.faceValue()))
                .dueOn(Samples.MONTH_END)
                .payableTo(Samples.TO_SEGREGATED)
                .issue());
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        assertThat(PdfText.pages(pdf)).isEqualTo(1);
        assertThat(PdfText.of(pdf)).contains("Chèques ## <b>&amp;</b>", "À verser 99 999 990,00 €");
    }
}
