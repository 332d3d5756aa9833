package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import coop.fairpass.booklets.PrintWording.Restrictions;
import coop.fairpass.invoicing.PdfJudge;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-063 : une instance imprime ses carnets elle-même, sur des feuilles A4 à couper et agrafer")
class BookletSheetsTest {

    private static final int DPI = 150;

    @TempDir
    private Path temporary;

    private PrintingPress press;

    @BeforeEach
    void start_the_press() {
        press = new PrintingPress(temporary);
    }

    private static byte[] pdf(PrintWording wording, BookletPrint... booklets) throws IOException {
        var out = new ByteArrayOutputStream();
        new BookletSheets(wording).writePdf(List.of(booklets), out);
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " ");
        }
    }

    private static Map<String, Result> qrCodes(byte[] pdf) throws IOException, NotFoundException {
        var found = new HashMap<String, Result>();
        try (var document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                var raster = renderer.renderImageWithDPI(page, DPI, ImageType.GRAY);
                var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(raster)));
                var hints = Map.of(DecodeHintType.TRY_HARDER, true);
                for (var result : new QRCodeMultiReader().decodeMultiple(bitmap, hints)) {
                    found.put(result.getText(), result);
                }
            }
        }
        return found;
    }

    @ParameterizedTest(name = "un carnet de {0} tient en {1} feuille(s)")
    @CsvSource({"1, 1", "5, 1", "6, 2", "7, 2", "10, 2", "11, 2", "15, 3"})
    void booklets_fill_sheets(int vouchers, int sheets) throws IOException {
        try (var document = Loader.loadPDF(pdf(PrintingPress.bare(), press.booklet(12_345, vouchers)))) {
            assertThat(document.getNumberOfPages()).isEqualTo(sheets);
            var sheet = document.getPage(0).getMediaBox();
            assertThat(millimetres(sheet.getWidth())).isCloseTo(210, within());
            assertThat(millimetres(sheet.getHeight())).isCloseTo(297, within());
        }
    }

    private static double millimetres(double points) {
        return points * 25.4 / 72;
    }

    private static Offset<Double> within() {
        return offset(0.01);
    }

    @ParameterizedTest(name = "chaque QR d’un carnet de {0} se relit à 150 points par pouce, et il est vrai")
    @CsvSource({"5", "10"})
    void every_qr_is_read_back(int vouchers) throws IOException, NotFoundException {
        var booklet = press.booklet(12_345, vouchers);
        var found = qrCodes(pdf(PrintingPress.full(), booklet));
        assertThat(found.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        booklet.vouchers().stream().map(VoucherPrint::qr).toList());
        assertThat(found.keySet())
                .allSatisfy(text -> assertThat(VoucherQr.verify(text, press.keys.publicKeys()))
                        .isInstanceOf(VoucherQr.Verdict.Genuine.class));
    }

    @Test
    @DisplayName("un QR fait au moins 24 mm, sa marge blanche comprise")
    void a_qr_is_large_enough() throws IOException, NotFoundException {
        var booklet = press.booklet(12_345, 1);
        var result =
                qrCodes(pdf(PrintingPress.full(), booklet)).values().iterator().next();
        // Between the centres of two finder patterns there are seven modules less than the symbol.
        var corners = result.getResultPoints();
        double between = Math.hypot(corners[1].getX() - corners[0].getX(), corners[1].getY() - corners[0].getY());
        int modules = QrSymbol.of(booklet.vouchers().getFirst().qr()).modulesWithQuietZone();
        double side = between / (modules - 8 - 7) * modules * 25.4 / DPI;
        assertThat(side).isCloseTo(VoucherPanel.QR_SIDE, offset(0.3));
        assertThat(VoucherPanel.QR_SIDE).isGreaterThanOrEqualTo(24);
    }

    @Test
    @DisplayName("R-019, R-020 : tout ce que porte la commande est imprimé, en toutes lettres")
    void everything_the_order_has_is_printed() throws IOException {
        var booklet = press.booklet(12_345, 5);
        var text = text(pdf(PrintingPress.full(), booklet));
        assertThat(text)
                .contains("5 chèques de 10 €", "Communauté d’agglomération de Lens-Liévin")
                .contains("Près de chez vous, des personnes vous aident, à votre rythme.")
                .contains("Coopérative Exemple", "cheques.exemple.coop", "09 70 00 00 00")
                .contains("On ne rend pas la monnaie.")
                .contains("À utiliser du 1er décembre 2026 au 31 mai 2027")
                .contains("Où : 36 communes de l’agglomération")
                .contains("Pour qui : personnes en recherche d’emploi")
                .contains("Pour quoi : « Premiers pas »")
                .contains("Prix réglementé : rien à payer en plus")
                .contains("N° 0000 123 459");
        for (var voucher : booklet.vouchers()) {
            assertThat(text)
                    .contains("N° " + voucher.number().serial())
                    .contains(voucher.code().printed());
        }
        try (var document = Loader.loadPDF(pdf(PrintingPress.full(), booklet))) {
            assertThat(imagesOf(document.getPage(0))).hasSize(1);
        }
    }

    private static List<COSName> imagesOf(PDPage page) {
        var images = new ArrayList<COSName>();
        for (var name : page.getResources().getXObjectNames()) {
            if (page.getResources().isImageXObject(name)) {
                images.add(name);
            }
        }
        return images;
    }

    @Test
    @DisplayName("R-328, critère 13.3 du RGAA : carnets et bon à tirer sont balisés, selon veraPDF (PDF/UA-1)")
    void sheets_are_tagged() throws IOException {
        var two = pdf(PrintingPress.full(), press.booklet(12_345, 10), press.booklet(12_346, 5));
        assertThat(PdfJudge.readingFaultsOf(two)).isEmpty();
        assertThat(PdfJudge.readingFaultsOf(pdf(PrintingPress.bare(), press.booklet(12_345, 1))))
                .isEmpty();
        assertThat(PdfJudge.readingFaultsOf(
                        new BookletSheets(PrintingPress.full()).proof(10).pdf()))
                .isEmpty();
    }

    @Test
    @DisplayName("R-328, critère 13.3 du RGAA : un carnet se lit à voix haute dans l’ordre de la lecture, et en entier")
    void a_booklet_is_read_aloud_in_order() throws IOException {
        var booklet = press.booklet(12_345, 1);
        var voucher = booklet.vouchers().getFirst();
        assertThat(ReadAloud.of(pdf(PrintingPress.full(), booklet)))
                .containsExactly(
                        "P Carnet 0000 123 459, feuille 1 sur 1",
                        "P Imprimer à 100 %, couper sur les traits, agrafer à gauche.",
                        "P Fairpass",
                        "P Coopérative Exemple",
                        "Figure Logo de Communauté d’agglomération de Lens-Liévin",
                        "H1 1 chèque de 10 €",
                        "P pour apprendre le numérique, offerts par Communauté d’agglomération de Lens-Liévin",
                        "P Près de chez vous, des personnes vous aident, à votre rythme.",
                        "Lbl 1. ",
                        "LBody Trouvez un lieu : cheques.exemple.coop ou appelez le 09 70 00 00 00",
                        "Lbl 2. ",
                        "LBody Demandez le prix avant de commencer.",
                        "Lbl 3. ",
                        "LBody Après le service, donnez un chèque.",
                        "P À utiliser jusqu’au 31 mai 2027",
                        "P On ne rend pas la monnaie.",
                        "P N° 0000 123 459",
                        "H2 Chèque médiation numérique",
                        "P 10 €",
                        "P Offert par Communauté d’agglomération de Lens-Liévin",
                        "Figure Code QR du chèque, que lit le lieu qui l’accepte",
                        "P À utiliser du 1er décembre 2026 au 31 mai 2027",
                        "P Code du chèque " + voucher.code().printed(),
                        "P Où : 36 communes de l’agglomération",
                        "P Pour qui : personnes en recherche d’emploi",
                        "P Pour quoi : « Premiers pas »",
                        "P Prix réglementé : rien à payer en plus",
                        "P On ne rend pas la monnaie.",
                        "P N° " + voucher.number().serial(),
                        "P Aide : 09 70 00 00 00",
                        "H2 Mes rendez-vous",
                        "P Jour et heure",
                        "P Lieu",
                        "P Jour et heure",
                        "P Lieu",
                        "P Jour et heure",
                        "P Lieu",
                        "P Une question ? Aide : 09 70 00 00 00");
    }

    @Test
    @DisplayName("R-015 : à l’oreille aussi, un bon à tirer se dit spécimen, en titre et sur chaque panneau")
    void a_proof_says_that_it_is_one() throws IOException {
        var proof = new BookletSheets(PrintingPress.bare()).proof(5).pdf();
        assertThat(ReadAloud.of(proof)).filteredOn("P SPÉCIMEN"::equals).hasSize(6);
        try (var document = Loader.loadPDF(proof)) {
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Bon à tirer");
        }
    }

    @Test
    @DisplayName("R-020 : ce que la commande ne porte pas n’est pas imprimé ; le dernier jour l’est toujours")
    void nothing_else_is_printed() throws IOException {
        assertThat(text(pdf(PrintingPress.bare(), press.booklet(12_345, 10))))
                .contains("À utiliser jusqu’au 31 mai 2027", "Où : dans tous les lieux du réseau", "Mes rendez-vous")
                .doesNotContain("décembre", "Pour qui", "Pour quoi", "Prix réglementé");
    }

    @Test
    @DisplayName("une valeur de 12,50 € se dit en entier ; le papier ne dit jamais autre chose que le QR")
    void paper_and_qr_agree() throws IOException {
        var terms = new VoucherTerms(Money.cents(12_50), PrintingPress.TERMS.firstDay(), PrintingPress.TERMS.lastDay());
        var bare = PrintingPress.bare();
        var wording = new PrintWording(bare.payer(), bare.cooperative(), terms, bare.restrictions());
        assertThatThrownBy(() -> pdf(wording, press.booklet(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12.50 €");
        var booklet = new BookletPrint(
                new BookletNumber(1), terms, press.booklet(1, 1).vouchers());
        assertThat(text(pdf(wording, booklet))).contains("1 chèque de 12,50 €");
    }

    @Test
    @DisplayName("les mêmes carnets donnent les mêmes octets, sans date ni hasard")
    void the_same_booklets_give_the_same_bytes() throws IOException {
        var booklet = press.booklet(12_345, 10);
        assertThat(pdf(PrintingPress.full(), booklet)).isEqualTo(pdf(PrintingPress.full(), booklet));
        var sheets = new BookletSheets(PrintingPress.full());
        var first = new ByteArrayOutputStream();
        var second = new ByteArrayOutputStream();
        sheets.writeZip(press.booklets(51, 5), first);
        sheets.writeZip(press.booklets(51, 5), second);
        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    }

    @Test
    @DisplayName("une grande commande sort au fil de l’eau, par fichiers de cinquante carnets")
    void a_large_order_is_streamed() throws IOException {
        var out = new ByteArrayOutputStream();
        var sizes = new int[5];
        var counted = new Iterator<BookletPrint>() {
            private final Iterator<BookletPrint> booklets = press.booklets(250, 5);
            private int given;

            @Override
            public boolean hasNext() {
                return booklets.hasNext();
            }

            @Override
            public BookletPrint next() {
                if (given % BookletSheets.MOST_BOOKLETS == 0) {
                    sizes[given / BookletSheets.MOST_BOOKLETS] = out.size();
                }
                given++;
                return booklets.next();
            }
        };
        new BookletSheets(PrintingPress.bare()).writeZip(counted, out);
        assertThat(sizes[0]).isZero();
        // Each file was out before the first booklet of the next was asked for.
        for (int i = 1; i < sizes.length; i++) {
            assertThat(sizes[i] - sizes[i - 1]).as("file %d", i).isGreaterThan(100_000);
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("001-carnets-0000000013-a-0000000502.pdf");
            try (var document = Loader.loadPDF(zip.readAllBytes())) {
                assertThat(document.getNumberOfPages()).isEqualTo(50);
            }
            int entries = 1;
            while (zip.getNextEntry() != null) {
                entries++;
            }
            assertThat(entries).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("un fichier n’est ni vide ni trop gros ; un carnet ne contient que ses chèques")
    void limits_are_kept() {
        var sheets = new BookletSheets(PrintingPress.bare());
        var out = new ByteArrayOutputStream();
        var tooMany = LongStream.rangeClosed(1, 51)
                .mapToObj(number -> press.booklet(number, 1))
                .toList();
        assertThatThrownBy(() -> sheets.writePdf(List.of(), out)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sheets.writePdf(tooMany, out)).isInstanceOf(IllegalArgumentException.class);
        assertThat(out.size()).isZero();
        assertThatThrownBy(() -> new BookletPrint(
                        new BookletNumber(1),
                        PrintingPress.TERMS,
                        press.booklet(2, 1).vouchers()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletPrint(new BookletNumber(1), PrintingPress.TERMS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-015 : le bon à tirer montre tout, et ne vaut rien")
    void a_proof_shows_all_and_redeems_nothing() throws IOException, NotFoundException {
        var sheets = new BookletSheets(PrintingPress.full());
        var proof = sheets.proof(5);
        assertThat(text(proof.pdf()))
                .contains("Communauté d’agglomération de Lens-Liévin", "N° 0000 000 000-05")
                .contains(BookletSheets.Specimen.CODE);
        // Letters that climb are read back as several words.
        assertThat(text(proof.pdf()).replace(" ", "")).contains("SPÉCIMEN");
        assertThat(VoucherCode.read(BookletSheets.Specimen.CODE)).isInstanceOf(VoucherCode.Reading.Misread.class);
        assertThat(Serial.read(BookletSheets.Specimen.BOOKLET_SERIAL)).isInstanceOf(Serial.Reading.Misread.class);
        var qr = qrCodes(proof.pdf()).keySet();
        assertThat(qr).containsExactly(BookletSheets.Specimen.QR);
        assertThat(VoucherQr.verify(BookletSheets.Specimen.QR, press.keys.publicKeys()))
                .isEqualTo(new VoucherQr.Verdict.Unreadable(QrFault.UNKNOWN_VERSION));
        assertThat(QrSymbol.of(BookletSheets.Specimen.QR).modulesWithQuietZone())
                .isEqualTo(QrSymbol.of(press.booklet(1, 1).vouchers().getFirst().qr())
                        .modulesWithQuietZone());
    }

    @Test
    @DisplayName("R-015 : l’empreinte est celle du fichier ; un mot changé la change")
    void a_proof_has_a_fingerprint() throws Exception {
        var proof = new BookletSheets(PrintingPress.full()).proof(10);
        var digest = MessageDigest.getInstance("SHA-256").digest(proof.pdf());
        assertThat(proof.fingerprint()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(new BookletSheets(PrintingPress.full()).proof(10).fingerprint())
                .isEqualTo(proof.fingerprint());
        var other = PrintingPress.wording("Département.", "", Restrictions.NONE);
        assertThat(new BookletSheets(other).proof(10).fingerprint())
                .isNotEqualTo(new BookletSheets(PrintingPress.bare()).proof(10).fingerprint());
    }

    @Test
    @DisplayName("un texte qui ne tient pas en grands caractères, ou qu’on ne sait pas imprimer, est refusé avant")
    void what_does_not_fit_is_refused_first() {
        var limits = Restrictions.NONE;
        var long50 = "Groupement d’intérêt public pour l’inclusion numérique ";
        assertFaults(PrintingPress.full());
        assertFaults(PrintingPress.wording(long50.strip(), "", limits));
        assertFaults(PrintingPress.wording(long50.repeat(5).strip(), "", limits), WordingFault.PAYER_NAME_TOO_LONG);
        assertFaults(PrintingPress.wording("Mairie", "Bonjour ! ".repeat(14).strip(), limits));
        assertFaults(PrintingPress.wording("Mairie", "Bonjour ! ".repeat(40), limits), WordingFault.MESSAGE_TOO_LONG);
        assertFaults(PrintingPress.wording("Mairie", "x".repeat(100), limits), WordingFault.MESSAGE_TOO_LONG);
        assertFaults(PrintingPress.wording("Mairie", "Bravo 🎉", limits), WordingFault.UNPRINTABLE_CHARACTER);
        assertFaults(
                PrintingPress.wording("Mairie", "", perimeter("communes voisines ".repeat(30))),
                WordingFault.RESTRICTIONS_TOO_LONG);
        assertFaults(PrintingPress.wording("Mairie", "", perimeter("東京")), WordingFault.UNPRINTABLE_CHARACTER);
        assertFaults(
                PrintingPress.wording("Mairie ✂", "Bonjour ! ".repeat(40), limits),
                WordingFault.UNPRINTABLE_CHARACTER,
                WordingFault.MESSAGE_TOO_LONG);
        assertFaults(
                new PrintWording(
                        PrintingPress.bare().payer(),
                        new PrintWording.Cooperative(
                                "C", "09 70 00 00 00", "un-site-trop-long-pour-une-ligne.".repeat(3)),
                        PrintingPress.TERMS,
                        limits),
                WordingFault.COOPERATIVE_TOO_LONG);
    }

    private static Restrictions perimeter(String perimeter) {
        return new Restrictions(false, Optional.of(perimeter), Optional.empty(), Optional.empty(), false);
    }

    private static void assertFaults(PrintWording wording, WordingFault... faults) {
        assertThat(BookletSheets.faults(wording)).isEqualTo(Set.copyOf(Arrays.asList(faults)));
        if (faults.length > 0) {
            assertThatThrownBy(() -> new BookletSheets(wording)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("les accents décomposés, les espaces fines et les retours à la ligne s’impriment comme on les attend")
    void typed_text_is_cleaned() throws IOException {
        var wording = PrintingPress.wording(
                "De\u0301partement", "Ici\u202f!\r\nÀ bientôt,\ten\u2011ligne", Restrictions.NONE);
        assertThat(text(pdf(wording, press.booklet(1, 1)))).contains("Département", "Ici ! À bientôt, en-ligne");
    }
}
