package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-179, R-183 : qui copie toute la base ne peut fabriquer aucun chèque")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretCodesTest {

    private Ground ground;
    private final List<VoucherPrint> printed = new ArrayList<>();

    /** Every act that touches codes: both ways to print, hand-overs by code and by symbol, a loss, a replacement. */
    @BeforeAll
    void live(Db db, @TempDir Path home) throws Exception {
        ground = new Ground(db, home);
        var printer = Printer.withNewKey();
        var byPrinter = ground.madeOrder(3);
        var lot = ground.lot(byPrinter, 1).id();
        var file = ((DownloadPrintFile.Outcome.Ready)
                        ground.bean(DownloadPrintFile.class).handle(lot, printer.certificate(), Ground.PRODUCTION))
                .file();
        var list = printer.decrypt(ProductionTest.bytes(file));
        ground.bean(AcknowledgePrint.class)
                .handle(new AcknowledgePrint.Command(
                        lot, 3, Sha256.of(list.getBytes(StandardCharsets.UTF_8)), Ground.PRODUCTION));
        collect(byPrinter, 3);

        var here = ground.activeOrder(3);
        collect(here, 3);
        handOver(printed.get(30).code().printed());
        handOver(printed.get(40).qr());
        ground.spend(here, printed.get(30).number(), "ACCEPTED");
        var lost = printed.get(40).number().booklet();
        ground.bean(BlockBooklet.class)
                .handle(new BlockBooklet.Command(printed.get(41).qr(), Loss.STOLEN, AGENT));
        var replaced = (ReplaceBooklet.Outcome.Replaced)
                ground.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(UUID.randomUUID(), lost, AGENT));
        var fresh = replaced.replacement().replacedBy();
        ProductionTest.bytes(((PrintReplacement.Outcome.Ready)
                        ground.bean(PrintReplacement.class).handle(new PrintReplacement.Command(fresh, AGENT)))
                .file());
        collect(fresh, 10);
    }

    @AfterAll
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
    }

    private void handOver(String presented) {
        assertThat(ground.bean(HandOverBooklet.class)
                        .handle(new HandOverBooklet.Command(
                                UUID.randomUUID(), presented, Audience.PARENT, Channel.EVENT, AGENT)))
                .isInstanceOf(HandOverBooklet.Outcome.HandedOver.class);
    }

    private void collect(coop.fairpass.orders.OrderId order, int booklets) {
        for (int place = 1; place <= booklets; place++) {
            collect(ground.number(order, place), Ground.SIZE);
        }
    }

    private void collect(BookletNumber booklet, int size) {
        var lot = ground.bean(Lots.class)
                .get(ground.bean(Booklets.class).find(booklet).orElseThrow().lot());
        printed.addAll(ground.bean(VoucherQr.class)
                .booklet(new Generation(1), booklet, size, lot.terms())
                .vouchers());
    }

    /** Every value of every table, as text; bytes as hexadecimal. */
    private List<String> everything() {
        var tables = ground.owner().sql("""
                        SELECT format('%I.%I', schemaname, tablename)
                          FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list();
        assertThat(tables).contains("booklets.span", "booklets.print_file", "notices.notice", "redemption.redemption");
        var all = new ArrayList<String>();
        for (var table : tables) {
            all.addAll(ground.owner()
                    .sql("SELECT to_jsonb(t)::text FROM " + table + " t")
                    .query(String.class)
                    .list());
        }
        return all;
    }

    @Test
    @DisplayName("R-179 : ni code, ni ses 60 bits en décimal ou en hexadécimal, ni texte de symbole, dans aucune table")
    void no_table_holds_a_code() {
        var forms = new HashSet<String>();
        for (var voucher : printed) {
            long bits = voucher.code().bits();
            forms.add(voucher.code().printed());
            forms.add(voucher.code().printed().replace(" ", ""));
            forms.add(Long.toString(bits));
            forms.add(HexFormat.of().toHexDigits(bits));
            forms.add(voucher.qr());
        }
        assertThat(printed).hasSize(70);
        for (var row : everything()) {
            assertThat(forms).as(row).noneMatch(row::contains);
        }
    }

    @Test
    @DisplayName("le filet prend : un code écrit quelque part serait vu")
    void the_net_holds() {
        var code = printed.getFirst().code().printed();
        ground.owner()
                .sql(
                        "UPDATE booklets.print_file SET gap_explained_at = downloaded_at, gap_explained_by = 'x', gap_explanation = :code")
                .param("code", code)
                .update();
        assertThat(everything()).anyMatch(row -> row.contains(code));
        ground.owner().sql("""
                        UPDATE booklets.print_file
                           SET gap_explained_at = NULL, gap_explained_by = NULL, gap_explanation = NULL
                        """).update();
    }

    @Test
    @DisplayName("R-183 : aucun numéro de série, avec ou sans son rang, n’est lu comme un code")
    void no_serial_is_a_code() {
        var keys = ground.bean(VoucherKeys.class);
        for (var voucher : printed) {
            for (var serial : List.of(
                    voucher.number().serial(),
                    voucher.number().booklet().serial(),
                    Long.toString(voucher.number().value()))) {
                assertThat(candidates(keys, serial)).as(serial).isEmpty();
                // padded to the length of a code, whatever the check character
                for (char check : VoucherCode.ALPHABET.toCharArray()) {
                    var padded = "0".repeat(Math.max(0, 12 - digits(serial).length())) + digits(serial) + check;
                    assertThat(candidates(keys, padded))
                            .as(padded)
                            .noneMatch(candidate -> candidate.number().equals(voucher.number()));
                }
            }
        }
    }

    @Test
    @DisplayName("R-179 : la base entière sans le trousseau ne donne aucun code ; un autre trousseau en donne d’autres")
    void another_ring_makes_other_codes(@TempDir Path elsewhere) {
        var other = new PrintingPress(elsewhere).keys;
        assertThat(printed)
                .allSatisfy(voucher -> assertThat(other.code(new Generation(1), voucher.number()))
                        .isNotEqualTo(voucher.code()));
    }

    private static String digits(String serial) {
        return serial.replaceAll("\\D", "");
    }

    private static List<VoucherKeys.Candidate> candidates(VoucherKeys keys, String text) {
        return Optional.of(VoucherCode.read(text))
                .filter(VoucherCode.Reading.Read.class::isInstance)
                .map(VoucherCode.Reading.Read.class::cast)
                .map(read -> keys.candidates(read.code()))
                .orElse(List.of());
    }
}
