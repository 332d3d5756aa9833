package coop.fairpass.bank;

import static coop.fairpass.bank.CamtText.entry;
import static coop.fairpass.bank.CamtText.file;
import static coop.fairpass.bank.CamtText.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un fichier de banque n’est jamais cru sur parole")
class HostileFilesSpec {

    private static final String SOUND = file(statement(entry("10.00", "")));

    private static void unreadable(String xml, FileProblem problem) throws IOException {
        unreadable(xml.getBytes(StandardCharsets.UTF_8), problem);
    }

    private static void unreadable(byte[] xml, FileProblem problem) throws IOException {
        unreadableStatement(xml, problem);
        assertThat(PaymentStatusReport.read(new ByteArrayInputStream(xml)))
                .isInstanceOfSatisfying(
                        PaymentStatusReport.Reading.Unreadable.class,
                        outcome -> assertThat(outcome.problem()).isEqualTo(problem));
    }

    private static void unreadableStatement(byte[] xml, FileProblem problem) throws IOException {
        assertThat(BankStatementFile.read(new ByteArrayInputStream(xml)))
                .isInstanceOfSatisfying(
                        StatementReading.Unreadable.class,
                        outcome -> assertThat(outcome.problem()).isEqualTo(problem));
    }

    @Test
    @DisplayName("une bombe d’entités ne se déplie pas")
    void entity_bombs() throws IOException {
        var bomb = new StringBuilder("<!DOCTYPE Document [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        unreadable(bomb + "]><Document>&a39;</Document>", FileProblem.DTD_FORBIDDEN);
        unreadable("<!DOCTYPE Document><Document/>", FileProblem.DTD_FORBIDDEN);
        unreadable("<Document>&a39;</Document>", FileProblem.NOT_WELL_FORMED);
    }

    @Test
    @DisplayName("une entité extérieure ne fait lire aucun autre fichier")
    void outside_entities(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "FR1420041010050500013M02606");
        for (var kind : List.of("SYSTEM", "PUBLIC \"x\"")) {
            unreadable(
                    "<!DOCTYPE Document [<!ENTITY x %s \"%s\">]><Document>&x;</Document>"
                            .formatted(kind, secret.toUri()),
                    FileProblem.DTD_FORBIDDEN);
        }
        unreadable("<!DOCTYPE Document SYSTEM \"%s\"><Document/>".formatted(secret.toUri()), FileProblem.DTD_FORBIDDEN);
    }

    @ParameterizedTest(name = "dix millions de caractères d’un coup : {0}…")
    @MethodSource("long_pieces")
    void a_piece_too_long(String start, String repeated, String end) throws IOException {
        var longer = repeated.repeat(10_000_000 / repeated.length());
        unreadable(SOUND.replace("<Id>S1</Id>", start + longer + end), FileProblem.TEXT_TOO_LONG);
    }

    static List<String[]> long_pieces() {
        return List.of(
                new String[] {"<Id>", "x", "</Id>"},
                new String[] {"<Unknown>", "x", "</Unknown>"},
                new String[] {"<Id a=\"", "x", "\"/>"},
                new String[] {"<Id a=\"", ">", "\"/>"},
                new String[] {"<Id", " ", "/>"},
                new String[] {"<!--", "< ", "-->"},
                new String[] {"<!-->", "-> <", "-->"},
                new String[] {"<![CDATA[", "<]]", "]]>"},
                new String[] {"<?x ", "< >", "?>"});
    }

    @Test
    @DisplayName("un texte fait de mille petits morceaux n’est pas plus long pour autant")
    void a_text_of_many_pieces() throws IOException {
        for (var part : List.of("xxxxxxxxx<!---->", "<![CDATA[xxxxxxx]]>", "<y>xxxxxxx</y>")) {
            var xml = SOUND.replace("<Id>S1</Id>", "<Id>" + part.repeat(200_000) + "</Id>");
            unreadableStatement(xml.getBytes(StandardCharsets.UTF_8), FileProblem.TEXT_TOO_LONG);
        }
    }

    @Test
    @DisplayName("un grand relevé où chaque nom porte une esperluette se lit")
    void many_ampersands() throws IOException {
        var line = entry("10.00", "<AddtlNtryInf>" + "&amp;".repeat(500) + "</AddtlNtryInf>");
        assertThat(CamtText.readFile(file(statement(line.repeat(600))))
                        .statements()
                        .getFirst()
                        .entries())
                .hasSize(600)
                .allSatisfy(entry -> assertThat(entry.texts()).containsExactly("&".repeat(500)));
    }

    @Test
    @DisplayName("un nom de balise sans fin n’est pas gardé non plus")
    void a_name_too_long() throws IOException {
        unreadable(SOUND.replace("<Id>S1</Id>", "<" + "x".repeat(10_000_000) + "/>"), FileProblem.NOT_WELL_FORMED);
    }

    @Test
    @DisplayName("des millions de noms différents ne remplissent pas la mémoire")
    void too_many_names() throws IOException {
        for (var pattern : List.of("<n%d/>", "<n a%d=\"\"/>", "<?n%d ?>", "<n xmlns:p%d=\"u\"/>")) {
            var names = IntStream.range(0, 5_000).mapToObj(pattern::formatted).collect(Collectors.joining());
            unreadable(SOUND.replace("<Id>S1</Id>", names), FileProblem.TOO_MANY_NAMES);
        }
    }

    @ParameterizedTest(name = "un million de « {0} » ne remplissent pas la mémoire")
    @CsvSource({
        "<Stmt/>, Id",
        "<Bal/>, Id",
        "<Ntry/>, Id",
        "<TxDtls/>, NtryDtls",
        "<Ustrd>x</Ustrd>, RmtInf",
        "<AddtlInf>x</AddtlInf>, RtrInf",
    })
    void too_many_rows(String row, String inside) throws IOException {
        var rows = row.repeat(1_000_000);
        var details = "<NtryDtls><TxDtls><RmtInf/><RtrInf/></TxDtls></NtryDtls>";
        var xml = switch (inside) {
            case "Id" ->
                SOUND.replace(
                        row.equals("<Stmt/>") ? "<Stmt>" : "<Id>S1</Id>",
                        rows + (row.equals("<Stmt/>") ? "<Stmt>" : ""));
            case "NtryDtls" -> file(statement(entry("10.00", "<NtryDtls>" + rows + "</NtryDtls>")));
            default ->
                file(statement(entry(
                        "10.00",
                        details.replace("<" + inside + "/>", "<" + inside + ">" + rows + "</" + inside + ">"))));
        };
        unreadableStatement(xml.getBytes(StandardCharsets.UTF_8), FileProblem.TOO_MANY_ROWS);
    }

    @ParameterizedTest(name = "{0} niveaux d’éléments")
    @ValueSource(ints = {62, 63, 1_000, 1_000_000})
    void nesting(int levels) throws IOException {
        // the document, the message and the statement are three levels already
        var nested = SOUND.replace("<Id>S1</Id>", "<Id>S1</Id>" + "<x>".repeat(levels - 1) + "</x>".repeat(levels - 1));
        if (levels <= 62) {
            assertThat(BankStatementFile.read(BankSamples.stream(nested))).isInstanceOf(StatementReading.Read.class);
        } else {
            unreadable(nested, FileProblem.TOO_DEEP);
        }
    }

    @Test
    @DisplayName("les limites sont celles qu’on donne, à l’octet et au niveau près")
    void given_limits() throws IOException {
        int size = SOUND.getBytes(StandardCharsets.UTF_8).length;
        assertThat(BankStatementFile.read(BankSamples.stream(SOUND), new XmlLimits(size, 64)))
                .isInstanceOf(StatementReading.Read.class);
        assertThat(BankStatementFile.read(BankSamples.stream(SOUND), new XmlLimits(size - 1, 64)))
                .isInstanceOfSatisfying(
                        StatementReading.Unreadable.class,
                        outcome -> assertThat(outcome.problem()).isEqualTo(FileProblem.TOO_LARGE));
        assertThat(BankStatementFile.read(BankSamples.stream(SOUND), new XmlLimits(size, 7)))
                .isInstanceOf(StatementReading.Read.class);
        assertThat(BankStatementFile.read(BankSamples.stream(SOUND), new XmlLimits(size, 6)))
                .isInstanceOfSatisfying(
                        StatementReading.Unreadable.class,
                        outcome -> assertThat(outcome.problem()).isEqualTo(FileProblem.TOO_DEEP));
        assertThatThrownBy(() -> new XmlLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un fichier sans fin s’arrête à 64 Mio")
    void an_endless_file() throws IOException {
        var endless = new SequenceInputStream(BankSamples.stream("<Document>"), new Endless());
        assertThat(BankStatementFile.read(endless))
                .isInstanceOfSatisfying(
                        StatementReading.Unreadable.class,
                        outcome -> assertThat(outcome.problem()).isEqualTo(FileProblem.TOO_LARGE));
    }

    @ParameterizedTest(name = "un fichier en {0} n’est pas d’une banque : {1}")
    @CsvSource({
        "UTF-16, NOT_XML",
        "UTF-16BE, NOT_XML",
        "UTF-16LE, NOT_WELL_FORMED",
        "UTF-32, NOT_XML",
        "IBM037, NOT_XML",
        "Shift_JIS, ENCODING_UNKNOWN",
        "GB18030, ENCODING_UNKNOWN",
    })
    void foreign_encodings(String encoding, FileProblem problem) throws IOException {
        var declared = SOUND.replace("UTF-8", encoding);
        unreadable(declared.getBytes(Charset.forName(encoding)), problem);
    }

    @Test
    @DisplayName("une marque d’ordre des octets ne gêne pas")
    void byte_order_mark() throws IOException {
        assertThat(BankStatementFile.read(BankSamples.stream("\ufeff" + SOUND)))
                .isInstanceOf(StatementReading.Read.class);
    }

    @ParameterizedTest(name = "un fichier en {0} se lit")
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252", "US-ASCII"})
    void western_encodings(String encoding) throws IOException {
        var text = encoding.equals("US-ASCII") ? "ecole" : "école";
        var declared = SOUND.replace("UTF-8", encoding).replace("S1", text);
        var reading = BankStatementFile.read(new ByteArrayInputStream(declared.getBytes(Charset.forName(encoding))));
        assertThat(((StatementReading.Read) reading).statements().getFirst().id())
                .isEqualTo(text);
    }

    @Test
    @DisplayName("ce qui n’est pas du XML est rendu tel")
    void not_xml() throws IOException {
        unreadable("", FileProblem.NOT_XML);
        unreadable("bonjour", FileProblem.NOT_XML);
        unreadable("%PDF-1.7", FileProblem.NOT_XML);
        unreadable("<Document>é</Document>".getBytes(StandardCharsets.ISO_8859_1), FileProblem.NOT_WELL_FORMED);
        unreadable("PK\u0003\u0004\u0000\u0000", FileProblem.NOT_XML);
        unreadable("<Document><BkToCstmrStmt/></Document>après", FileProblem.NOT_WELL_FORMED);
        unreadable("<Document/>", FileProblem.MESSAGE_UNKNOWN);
        unreadable("<Document><Inconnu/></Document>", FileProblem.MESSAGE_UNKNOWN);
    }

    @Test
    @DisplayName("un fichier coupé n’importe où n’est jamais lu à moitié")
    void truncated() throws IOException {
        var bytes = SOUND.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            var reading = BankStatementFile.read(new ByteArrayInputStream(Arrays.copyOf(bytes, length)));
            assertThat(reading).as("cut at %d", length).isInstanceOf(StatementReading.Unreadable.class);
        }
        assertThat(BankStatementFile.read(new ByteArrayInputStream(bytes))).isInstanceOf(StatementReading.Read.class);
    }

    @Test
    @DisplayName("6 000 relevés abîmés au hasard : jamais autre chose qu’une réponse")
    void damaged_statements() throws IOException {
        var sound = file(statement(entry("10.00", """
                        <AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls>
                        <Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="EUR">10.00</Amt><RltdPties><Dbtr><Pty><Nm>A &amp; B</Nm>
                        </Pty></Dbtr><DbtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct></RltdPties>
                        <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>
                        """) + entry("0.00", "") + entry("8.855", "")))
                .getBytes(StandardCharsets.UTF_8);
        int read = 0;
        int unreadable = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            switch (BankStatementFile.read(new ByteArrayInputStream(Damage.to(sound, new Random(seed))))) {
                case StatementReading.Unreadable _ -> unreadable++;
                case StatementReading.Read(var statements, var _) -> {
                    read++;
                    statements.forEach(Continuity::ofFirst);
                    statements.forEach(statement -> statement.entries().forEach(BankEntry::documentNumbers));
                }
            }
        }
        assertThat(read).as("some damage is harmless to the form").isGreaterThan(300);
        assertThat(unreadable).isGreaterThan(3_000);
    }

    @Test
    @DisplayName("3 000 comptes rendus abîmés au hasard : jamais autre chose qu’une réponse")
    void damaged_reports() throws IOException {
        var sound = PaymentStatusReportSpec.report("pain.002.001.10", """
                        <GrpSts>PART</GrpSts>""", """
                        <TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                        <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>x</AddtlInf></StsRsnInf></TxInfAndSts>
                        """).getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            switch (PaymentStatusReport.read(new ByteArrayInputStream(Damage.to(sound, new Random(seed))))) {
                case PaymentStatusReport.Reading.Unreadable _ -> {}
                case PaymentStatusReport.Reading.Read(var report) -> {
                    read++;
                    report.verdictOn("LOT-2026-11", "LOT-2026-11-01", "E1");
                }
            }
        }
        assertThat(read).isGreaterThan(150);
    }

    @Test
    @DisplayName("une panne du disque n’est pas une faute du fichier")
    void a_failing_disk() {
        for (var start : List.of("", "<Document>")) {
            var failing = new SequenceInputStream(BankSamples.stream(start), new FailingDisk());
            assertThatThrownBy(() -> BankStatementFile.read(failing))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk");
        }
    }

    /** Empty elements for ever. */
    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            return "<x/>".charAt((int) (read++ % 4));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }

    private static final class FailingDisk extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("disk");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("disk");
        }
    }
}
