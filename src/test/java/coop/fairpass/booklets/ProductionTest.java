package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CONTROLLER;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.OTHER_PRODUCTION;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static coop.fairpass.booklets.Ground.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.SplitLot;
import coop.fairpass.web.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("De la commande approuvée aux carnets imprimés")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionTest {

    private Ground ground;
    private Printer printer;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
        printer = Printer.withNewKey();
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
    }

    // ── Proof ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-015, R-019, R-020 : le bon à tirer dit la commande ; approuvé, ses mots sont ceux qui s’impriment")
    void what_is_printed_is_what_was_approved() throws IOException {
        var order = ground.framedOrder(
                new Need.Restrictions(
                        List.of("D:21"), "Côte-d’Or", List.of("JOBSEEKER"), List.of(), "", true, 1, false),
                2);
        assertThat(logo(order, PrintingPress.png(300, 100), BUYER)).isInstanceOf(StoreLogo.Outcome.Stored.class);

        var sent = (SendProof.Outcome.Sent) send(order, PRODUCTION);
        var proof = text(ground.bean(Proofs.class).pdf(order, 1).orElseThrow());
        assertThat(proof)
                .contains("Communauté de communes du Val d’Exemple", "Faites-vous aider", "Côte-d’Or")
                .contains("personnes en recherche d’emploi", "09 70 00 00 00", "cheques.exemple.coop")
                .contains("31 janvier 2027");
        assertThat(sent.proof().version()).isEqualTo(1);
        assertThat(ground.bean(Orders.class).get(order).state()).isEqualTo(OrderState.IN_PROOF);
        assertThat(send(order, PRODUCTION)).isEqualTo(sent);

        ground.bean(Proofs.class).approve(order, 1, BUYER);
        assertThat(logo(order, PrintingPress.png(200, 100), BUYER))
                .isEqualTo(new StoreLogo.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
        ground.bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, PRODUCTION));
        // The payer changes its name: the paper it approved does not.
        ground.owner()
                .sql("UPDATE directory.organisation SET legal_name = 'Un autre nom' WHERE id = :id")
                .param("id", Ground.PAYER.value())
                .update();
        try {
            var pdf = unzip(ready(sheets(order, Optional.empty(), PRODUCTION)));
            assertThat(text(pdf.getFirst())).contains("Communauté de communes du Val d’Exemple", "Côte-d’Or");
        } finally {
            ground.owner()
                    .sql("UPDATE directory.organisation SET legal_name = :name WHERE id = :id")
                    .param("name", "Communauté de communes du Val d’Exemple")
                    .param("id", Ground.PAYER.value())
                    .update();
        }
    }

    @Test
    @DisplayName("un bon à tirer est envoyé par la production, d’une commande cadrée, si tout tient sur le papier")
    void a_proof_is_refused() {
        var order = ground.framedOrder(
                new Need.Restrictions(List.of("D:21"), "x".repeat(400), List.of(), List.of(), "", false, 1, false), 1);
        assertThat(send(order, BUYER)).isEqualTo(new SendProof.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(send(new OrderId(UUID.randomUUID()), PRODUCTION))
                .isEqualTo(new SendProof.Outcome.Refused(BookletReason.UNKNOWN_ORDER));
        assertThat(send(order, PRODUCTION)).isInstanceOf(SendProof.Outcome.Unprintable.class);
        assertThat(send(ground.approvedOrder(1), PRODUCTION))
                .isEqualTo(new SendProof.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
    }

    @Test
    @DisplayName("R-019 : un logo est une image du commanditaire de la commande")
    void a_logo_is_refused() {
        var order = ground.framedOrder(Need.Restrictions.none(), 1);
        assertThat(logo(order, new byte[] {1, 2, 3}, BUYER))
                .isEqualTo(new StoreLogo.Outcome.NotALogo(LogoFault.NOT_PNG_NOR_JPEG));
        assertThat(logo(order, PrintingPress.png(10, 10), AGENT))
                .isEqualTo(new StoreLogo.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(logo(order, PrintingPress.png(10, 10), STRANGE_BUYER))
                .isEqualTo(new StoreLogo.Outcome.Refused(BookletReason.UNKNOWN_ORDER));
    }

    // ── Making ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("B1 : chaque lot reçoit des numéros qui se suivent ; demander deux fois ne les fait qu’une")
    void makes_each_lot_a_range() {
        var order = ground.approvedOrder(3, 5);
        var made = (MakeBooklets.Outcome.Made) make(order, PRODUCTION);
        assertThat(made.lots())
                .extracting(lot -> ground.range(order, lot.place()).count())
                .containsExactly(3L, 5L);
        assertThat(ground.range(order, 2).first())
                .isEqualTo(ground.range(order, 1).last() + 1);
        assertThat(make(order, PRODUCTION)).isEqualTo(made);
        assertThat(ground.state(ground.number(order, 1))).isEqualTo(BookletState.GENERATED);
    }

    @Test
    @DisplayName("R-015 : rien n’est fait avant l’approbation, ni par un autre que la production")
    void makes_nothing_before_approval() {
        var order = ground.framedOrder(Need.Restrictions.none(), 1);
        assertThat(make(order, PRODUCTION)).isEqualTo(new MakeBooklets.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
        assertThat(make(order, BUYER)).isEqualTo(new MakeBooklets.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(make(new OrderId(UUID.randomUUID()), PRODUCTION))
                .isEqualTo(new MakeBooklets.Outcome.Refused(BookletReason.UNKNOWN_ORDER));
    }

    // ── An outside printer ───────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-180, R-181 : le fichier est chiffré pour l’imprimeur, pris une fois ; conforme, le lot est imprimé")
    void a_printing_file_is_taken_once() throws Exception {
        var order = ground.madeOrder(3);
        var lot = ground.lot(order, 1).id();
        var file = ready(download(lot, printer.certificate(), PRODUCTION));
        assertThat(file.name()).isEqualTo(ground.bean(Orders.class).get(order).signedNumber() + "-lot-1.p7m");
        var list = printer.decrypt(bytes(file));
        assertThat(list.lines().count()).isEqualTo(1 + 3 * Ground.SIZE);
        assertThat(list).contains(ground.number(order, 3).voucher(10).serial(), "ab".repeat(32));
        assertThatThrownBy(() -> file.writeTo(new ByteArrayOutputStream())).isInstanceOf(IllegalStateException.class);

        assertThat(download(lot, printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.ALREADY_DOWNLOADED));
        assertThat(sheets(order, Optional.empty(), PRODUCTION))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.GIVEN_TO_A_PRINTER));

        var fingerprint = Sha256.of(list.getBytes(StandardCharsets.UTF_8));
        assertThat(acknowledge(lot, 3, fingerprint.toUpperCase(java.util.Locale.ROOT), PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Printed());
        assertThat(acknowledge(lot, 3, fingerprint, PRODUCTION)).isEqualTo(new AcknowledgePrint.Outcome.Printed());
        assertThat(acknowledge(lot, 2, fingerprint, PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.ALREADY_ACKNOWLEDGED));
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Lot.Goods.PRINTED);
        assertThat(ground.state(ground.number(order, 1))).isEqualTo(BookletState.PRINTED);
        assertThat(ground.bean(ReopenPrintFile.class)
                        .handle(new ReopenPrintFile.Command(lot, "perdu", OTHER_PRODUCTION)))
                .isEqualTo(new ReopenPrintFile.Outcome.Refused(BookletReason.ALREADY_ACKNOWLEDGED));
        assertThat(download(lot, printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.ALREADY_DOWNLOADED));
    }

    @Test
    @DisplayName("R-180 : un téléchargement rompu est rouvert par une autre personne, qui dit pourquoi")
    void a_broken_download_is_opened_again_by_another() throws Exception {
        var order = ground.madeOrder(2);
        var lot = ground.lot(order, 1).id();
        var broken = ready(download(lot, printer.certificate(), PRODUCTION));
        assertThatThrownBy(() -> broken.writeTo(new java.io.OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("the line was cut");
                    }
                }))
                .isInstanceOf(IOException.class);
        assertThat(acknowledge(lot, 2, "0".repeat(64), PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.DOWNLOAD_NOT_FINISHED));
        assertThat(reopen(lot, "ligne coupée", PRODUCTION))
                .isEqualTo(new ReopenPrintFile.Outcome.Refused(BookletReason.REOPENED_BY_ANOTHER_PERSON_ONLY));
        assertThat(reopen(lot, " ", OTHER_PRODUCTION))
                .isEqualTo(new ReopenPrintFile.Outcome.Refused(BookletReason.EXPLANATION_MISSING));
        assertThat(reopen(lot, "ligne coupée", OTHER_PRODUCTION)).isEqualTo(new ReopenPrintFile.Outcome.Reopened());
        var list = printer.decrypt(bytes(ready(download(lot, printer.certificate(), PRODUCTION))));
        assertThat(list.lines().count()).isEqualTo(1 + 2 * Ground.SIZE);
    }

    @Test
    @DisplayName("R-181 : un écart de l’imprimeur bloque l’expédition jusqu’à ce qu’une personne l’explique")
    void a_gap_stops_shipping_until_explained() throws Exception {
        var order = ground.madeOrder(4);
        var lot = ground.lot(order, 1);
        var list = printer.decrypt(bytes(ready(download(lot.id(), printer.certificate(), PRODUCTION))));
        var fingerprint = Sha256.of(list.getBytes(StandardCharsets.UTF_8));
        assertThat(acknowledge(lot.id(), 3, fingerprint, PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Gap(4, 3, true));
        assertThat(ship(lot.id())).isEqualTo(new ShipLot.Outcome.Refused(BookletReason.PRINT_GAP_UNEXPLAINED));

        var notMade = BookletRanges.of(ground.number(order, 2));
        assertThat(explain(lot.id(), notMade, " ", PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.EXPLANATION_MISSING));
        assertThat(explain(lot.id(), notMade, "feuille abîmée", BUYER))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(explain(lot.id(), BookletRanges.of(ground.range(order, 1)), "tout brûlé", PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(explain(lot.id(), notMade, "feuille abîmée", CONTROLLER))
                .isEqualTo(new AcknowledgePrint.Outcome.Printed());
        assertThat(ground.state(ground.number(order, 2))).isEqualTo(BookletState.CANCELLED);
        assertThat(ground.state(ground.number(order, 3))).isEqualTo(BookletState.PRINTED);
        assertThat(explain(lot.id(), notMade, "encore", CONTROLLER))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.NO_PRINT_GAP));
        var shipped = (ShipLot.Outcome.Shipped) ship(lot.id());
        assertThat(shipped.booklets().count()).isEqualTo(3);
    }

    @Test
    @DisplayName("R-181 : autant de carnets d’une autre liste est un écart aussi")
    void another_list_is_a_gap_too() throws Exception {
        var order = ground.madeOrder(2);
        var lot = ground.lot(order, 1).id();
        bytes(ready(download(lot, printer.certificate(), PRODUCTION)));
        assertThat(acknowledge(lot, 2, "0".repeat(64), PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Gap(2, 2, false));
        assertThat(explain(lot, BookletRanges.NONE, "empreinte prise sur une autre version", PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Printed());
    }

    @Test
    @DisplayName("R-182 : un lot divisé pendant l’impression est imprimé avec celui dont il vient")
    void parts_of_a_split_lot_are_printed_together() throws Exception {
        var order = ground.madeOrder(4);
        var lot = ground.lot(order, 1).id();
        var list = printer.decrypt(bytes(ready(download(lot, printer.certificate(), PRODUCTION))));
        var part = new LotId(UUID.randomUUID());
        assertThat(ground.bean(SplitLot.class).handle(new SplitLot.Command(lot, 3, part, SALES)))
                .isInstanceOf(SplitLot.Outcome.Split.class);
        assertThat(download(part, printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.ALREADY_DOWNLOADED));
        acknowledge(part, 4, Sha256.of(list.getBytes(StandardCharsets.UTF_8)), PRODUCTION);
        assertThat(ground.bean(Orders.class).lots(order)).extracting(Lot::goods).containsOnly(Lot.Goods.PRINTED);
        var booklet = ground.bean(Booklets.class).find(ground.number(order, 4)).orElseThrow();
        assertThat(booklet.lot()).isEqualTo(ground.lot(order, 2).code());
    }

    @Test
    @DisplayName(
            "R-180 : pas de fichier sans carnets, sans bon à tirer, sans certificat, ni pour qui n’est pas la production")
    void a_printing_file_is_refused() {
        var order = ground.approvedOrder(1);
        var lot = ground.lot(order, 1).id();
        assertThat(download(lot, printer.certificate(), BUYER))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(download(lot, printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.NOT_MADE_YET));
        make(order, PRODUCTION);
        assertThat(download(lot, new byte[] {1}, PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.BadCertificate(CertificateFault.UNREADABLE));
        assertThat(download(new LotId(UUID.randomUUID()), printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.UNKNOWN_LOT));
        assertThat(acknowledge(lot, 1, "0".repeat(64), PRODUCTION))
                .isEqualTo(new AcknowledgePrint.Outcome.Refused(BookletReason.NOT_DOWNLOADED));
        assertThat(reopen(lot, "pourquoi pas", PRODUCTION))
                .isEqualTo(new ReopenPrintFile.Outcome.Refused(BookletReason.NOT_DOWNLOADED));
        assertThat(ship(lot)).isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_PRINTED_YET));
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "abandon", BUYER));
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "abandon", SALES));
        assertThat(download(lot, printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
        assertThat(ship(lot)).isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
    }

    // ── The instance prints ──────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-063 : l’instance imprime un lot, puis de nouveau une feuille tant qu’elle n’est pas partie ; chaque fois est écrite")
    void the_instance_prints() throws IOException {
        var order = ground.madeOrder(3);
        var one = BookletRange.of(ground.number(order, 2));
        assertThat(sheets(order, Optional.of(one), PRODUCTION))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.NOT_PRINTED_YET));
        assertThat(sheets(order, Optional.empty(), BUYER))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.NOT_ALLOWED));
        var pdf = unzip(ready(sheets(order, Optional.empty(), PRODUCTION)));
        var code = ground.bean(VoucherKeys.class)
                .code(new Generation(1), ground.number(order, 2).voucher(7))
                .printed();
        assertThat(text(pdf.getFirst()))
                .contains(code, ground.number(order, 2).voucher(7).serial());
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Lot.Goods.PRINTED);

        var again = unzip(ready(sheets(order, Optional.of(one), PRODUCTION)));
        assertThat(text(again.getFirst())).contains(code);
        ground.ship(ground.lot(order, 1), LIBRARY, BookletRanges.of(one));
        assertThat(sheets(order, Optional.of(one), PRODUCTION))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(ground.bean(Custody.class)
                        .of(ground.number(order, 2), PRODUCTION)
                        .orElseThrow()
                        .links())
                .extracting(Custody.Link::step)
                .containsExactly("B1_GENERATED", "PRINTED_HERE", "B2_PRINTED", "PRINTED_HERE", "B3_SENT");
        assertThat(download(ground.lot(order, 1).id(), printer.certificate(), PRODUCTION))
                .isEqualTo(new DownloadPrintFile.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
    }

    @Test
    @DisplayName("R-015 : l’instance n’imprime que ce dont elle a fait le bon à tirer")
    void the_instance_prints_its_own_proofs_only() {
        var order = ground.madeOrder(1);
        ground.owner()
                .sql("UPDATE orders.proof SET fingerprint = :other WHERE voucher_order = :order")
                .param("other", "cd".repeat(32))
                .param("order", order.value())
                .update();
        assertThat(sheets(order, Optional.empty(), PRODUCTION))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.NO_APPROVED_WORDING));
    }

    // ── Acts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private StoreLogo.Outcome logo(OrderId order, byte[] file, Actor by) {
        return ground.bean(StoreLogo.class).handle(order, file, by);
    }

    private SendProof.Outcome send(OrderId order, Actor by) {
        return ground.bean(SendProof.class).handle(new SendProof.Command(order, by));
    }

    private MakeBooklets.Outcome make(OrderId order, Actor by) {
        return ground.bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, by));
    }

    private DownloadPrintFile.Outcome download(LotId lot, byte[] certificate, Actor by) {
        return ground.bean(DownloadPrintFile.class).handle(lot, certificate, by);
    }

    private ReopenPrintFile.Outcome reopen(LotId lot, String why, Actor by) {
        return ground.bean(ReopenPrintFile.class).handle(new ReopenPrintFile.Command(lot, why, by));
    }

    private AcknowledgePrint.Outcome acknowledge(LotId lot, long made, String fingerprint, Actor by) {
        return ground.bean(AcknowledgePrint.class).handle(new AcknowledgePrint.Command(lot, made, fingerprint, by));
    }

    private AcknowledgePrint.Outcome explain(LotId lot, BookletRanges notMade, String text, Actor by) {
        return ground.bean(AcknowledgePrint.class).handle(new AcknowledgePrint.Explanation(lot, notMade, text, by));
    }

    private PrintSheets.Outcome sheets(OrderId order, Optional<BookletRange> part, Actor by) {
        return ground.bean(PrintSheets.class)
                .handle(new PrintSheets.Command(ground.lot(order, 1).id(), part, by));
    }

    private ShipLot.Outcome ship(LotId lot) {
        return ground.bean(ShipLot.class)
                .handle(new ShipLot.Command(UUID.randomUUID(), lot, LIBRARY, Optional.empty(), PRODUCTION));
    }

    private static PrinterFile ready(DownloadPrintFile.Outcome outcome) {
        return ((DownloadPrintFile.Outcome.Ready) outcome).file();
    }

    private static PrinterFile ready(PrintSheets.Outcome outcome) {
        return ((PrintSheets.Outcome.Ready) outcome).file();
    }

    static byte[] bytes(PrinterFile file) throws IOException {
        var out = new ByteArrayOutputStream();
        file.writeTo(out);
        return out.toByteArray();
    }

    private static List<byte[]> unzip(PrinterFile file) throws IOException {
        var zip = new ZipInputStream(new ByteArrayInputStream(bytes(file)));
        var all = new java.util.ArrayList<byte[]>();
        while (zip.getNextEntry() != null) {
            all.add(zip.readAllBytes());
        }
        return all;
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " ");
        }
    }
}
