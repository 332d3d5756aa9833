package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Devis, relevés, certificats et états se lisent, s’archivent et se réimpriment à l’identique")
class DocumentPdfTest {

    private final DocumentPdf printer = new DocumentPdf(Samples.TEMPLATES);

    @ParameterizedTest(name = "{index} : PDF/A-3u et PDF/UA-1 selon veraPDF, les mêmes octets deux fois")
    @MethodSource("coop.fairpass.invoicing.SamplePrints#ofEachKind")
    void can_be_archived_read_aloud_and_printed_again(PrintedDocument document) {
        var pdf = printer.render(document);
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        assertThat(pdf).isEqualTo(new DocumentPdf(Samples.TEMPLATES).render(document));
    }

    @Test
    @DisplayName("veraPDF refuse un PDF nu pour l’archive et pour l’écoute : il juge bien")
    void the_judge_can_refuse() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var bare = new PDDocument()) {
            bare.addPage(new PDPage());
            bare.save(bytes);
        }
        assertThat(PdfJudge.faultsOf(bytes.toByteArray()))
                .anyMatch(fault -> fault.startsWith("3u"))
                .anyMatch(fault -> fault.startsWith("ua1"));
    }

    @Test
    @DisplayName("R-004 : le devis est numéroté, versionné, et sépare valeur faciale, frais, TVA et suppléments")
    void the_quote() {
        assertThat(PdfText.of(printer.render(SamplePrints.quote())))
                .contains(
                        "Devis D-2026-000007",
                        "Version : 2",
                        "Valable jusqu’au : 30 novembre 2026",
                        "valeur faciale 1 000 10,00 € hors champ 10 000,00 €",
                        "Frais contributifs amont, 4 % de la valeur faciale 1 000 0,40 € 20 % 400,00 €",
                        "Livraison en trois points 3 18,50 € 20 % 55,50 €",
                        "TVA 20 % sur 455,50 € 91,10 €",
                        "Total à payer 10 546,60 €",
                        "Code service : NUM-SOCIAL",
                        "Périmètre : communes de la Communauté de communes du Val d’Exemple",
                        "Bon pour accord");
    }

    @Test
    @DisplayName(
            "R-011 : le bon de commande dit le devis accepté, qui l’a signé, ce qu’il fixe, ce qu’il coûte, et les références publiques")
    void the_order_form() {
        assertThat(PdfText.of(printer.render(SamplePrints.orderForm())))
                .contains(
                        "Bon de commande BC-2026-000004",
                        "Devis accepté : D-2026-000007",
                        "Date : 9 octobre 2026",
                        "Signé par : Acheteuse publique",
                        "valeur faciale 1 000 10,00 € hors champ 10 000,00 €",
                        "TVA 20 % sur 400,00 € 80,00 €",
                        "Total à payer 10 480,00 €",
                        "Code service : NUM-SOCIAL",
                        "Numéro d’engagement : EJ2026004217",
                        "Numéro de marché : 2026-DSI-031",
                        "Ce que la commande fixe",
                        "Périmètre : communes de la Communauté de communes du Val d’Exemple");
    }

    @Test
    @DisplayName("R-005 : pour un chèque de 10,00 €, le devis montre 10,40 € HT et 10,48 € à payer")
    void the_quote_of_one_voucher() {
        assertThat(PdfText.of(printer.render(SamplePrints.quote(Fees.of(Samples.vouchers(1)), List.of()))))
                .contains("Total HT 10,40 €", "TVA 20 % sur 0,40 € 0,08 €", "Total à payer 10,48 €");
    }

    @Test
    @DisplayName("R-145, R-146 : le relevé liste, calcule, dit la formule, le virement et ce qu’il faut savoir")
    void the_statement() {
        assertThat(PdfText.of(printer.render(SamplePrints.statement(37))))
                .contains(
                        "Relevé de contrepaiement REL-2026-000001",
                        "Mois : novembre 2026",
                        "À payer le : 1er décembre 2026",
                        "Facture de frais : F-2026-000002",
                        "Valeur faciale : 37 × 10,00 € 370,00 €",
                        "Frais contributifs aval : 4 % HT de 370,00 € -14,80 €",
                        "TVA sur les frais : 20 % de 14,80 € -2,96 €",
                        "Net à recevoir 352,24 €",
                        "370,00 € − 14,80 € − 2,96 € = 352,24 €",
                        "Virement du 1er décembre 2026",
                        "Référence du virement : FP-REL-2026-000001",
                        "Chaque ligne peut être contestée dans les soixante jours.",
                        "02/11/2026 Le Fil, Valexemple Protéger ses mots de passe 0000412-03 10,00 €");
    }

    @Test
    @DisplayName(
            "R-146 : deux taux dans le mois font deux lignes de frais ; report, contribution et corrections se lisent")
    void the_full_statement() {
        assertThat(PdfText.of(printer.render(SamplePrints.fullStatement())))
                .contains(
                        "Report du mois précédent -9,52 €",
                        "Frais contributifs aval : 3,5 % HT de 100,00 € -3,50 €",
                        "Frais contributifs aval : 4 % HT de 270,00 € -10,80 €",
                        "TVA sur les frais : 20 % de 14,30 € -2,86 €",
                        "Contribution volontaire au fonds de dotation : 1 % de 170,00 € -1,70 €",
                        "Abonnement F-2026-000003, compensé avec votre accord -92,40 €",
                        "-9,52 € + 370,00 € − 14,30 € − 2,86 € − 1,70 € − 92,40 € + 9,52 € = 258,74 €",
                        "Net à recevoir 258,74 €");
    }

    @Test
    @DisplayName("R-144 : mille lignes se lisent : l’en-tête du tableau est sur chaque page, la dernière ligne y est")
    void a_thousand_lines() {
        var pdf = printer.render(SamplePrints.statement(1_000));
        int pages = PdfText.pages(pdf);
        assertThat(pages).isBetween(15, 40);
        for (int page = 2; page <= pages; page++) {
            assertThat(PdfText.ofPage(pdf, page))
                    .contains(
                            "Jour Lieu Service Numéro de série Valeur",
                            "Relevé de contrepaiement REL-2026-000001",
                            "Page %d sur %d".formatted(page, pages));
        }
        assertThat(PdfText.ofPage(pdf, 1)).contains("Net à recevoir 9 520,00 €");
        assertThat(PdfText.ofPage(pdf, pages)).contains("0000511-10 10,00 €");
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
    }

    @Test
    @DisplayName(
            "R-011 : certificat d’activation, état contradictoire et certificat d’utilisation portent les références publiques")
    void the_other_documents_carry_the_references() {
        var prints = List.of(
                SamplePrints.activationCertificate(), SamplePrints.jointStatement(), SamplePrints.useCertificate());
        for (var print : prints) {
            assertThat(PdfText.of(printer.render(print)))
                    .as(print.number().toString())
                    .contains(
                            "SIRET 200 000 008 00015",
                            "Commande : BC-2026-000042",
                            "Code service : NUM-SOCIAL",
                            "Numéro d’engagement : EJ2026004217",
                            "Numéro de marché : 2026-DSI-031");
        }
    }

    @Test
    @DisplayName("le certificat d’activation nomme les numéros activés et l’écriture de la banque")
    void the_activation_certificate() {
        assertThat(PdfText.of(printer.render(SamplePrints.activationCertificate())))
                .contains(
                        "Activés le : 12 novembre 2026",
                        "Dernier jour accepté : 31 janvier 2027",
                        "Lot 1, Valexemple 0000412-01 0000471-10 60 600 6 000,00 €",
                        "1 000 chèques 10 000,00 €",
                        "10/11/2026 VIR TRESORERIE VALEXEMPLE MANDAT 4217 10 000,00 €");
    }

    @Test
    @DisplayName(
            "R-046, R-047 : 1 000 activés, 377 utilisés, aucun en attente : 6 230,00 €, frais amont non remboursés")
    void the_joint_statement() {
        assertThat(SamplePrints.jointStatement().credit()).isEqualTo(cents(6_230_00));
        assertThat(PdfText.of(printer.render(SamplePrints.jointStatement())))
                .contains(
                        "Ensemble 1 000 1 000 377 0 2 1 50 573",
                        "(1 000 activés − 377 utilisés − 0 en attente) × 10,00 € = 6 230,00 €",
                        "Avoir 6 230,00 €",
                        "Les frais contributifs amont sont acquis et ne sont pas remboursés.",
                        "Opposés : 2 chèques",
                        "0000415-03 0000415-04",
                        "Expirés : 573 chèques");
    }

    @Test
    @DisplayName(
            "R-052, R-058 : 3 769 utilisés à 50 % font 18 845,00 €, à une date, selon une méthode, les petits nombres tus")
    void the_certificate_of_use() {
        assertThat(PdfText.of(printer.render(SamplePrints.useCertificate())))
                .contains(
                        "Situation au : 7 février 2027",
                        "Remplace : CU-2026-000004",
                        "10 000 10 000 5 120 3 769 6 231 0",
                        "Part de 50 % 18 845,00 €",
                        "Valexemple 2 500 25 000,00 €",
                        "Autres communes non diffusé non diffusée",
                        "Méthode",
                        "12 chèques saisis en janvier pour des services de décembre");
    }
}
