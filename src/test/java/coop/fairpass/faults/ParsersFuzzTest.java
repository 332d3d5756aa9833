package coop.fairpass.faults;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.bank.BankStatementFile;
import coop.fairpass.bank.Cfonb120;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.bank.DocumentReferences;
import coop.fairpass.bank.PaymentStatusReport;
import coop.fairpass.bank.SepaText;
import coop.fairpass.bench.Machine;
import coop.fairpass.booklets.Logo;
import coop.fairpass.booklets.PrinterCertificate;
import coop.fairpass.booklets.Serial;
import coop.fairpass.booklets.VoucherCode;
import coop.fairpass.catalogue.CatalogueReading;
import coop.fairpass.catalogue.CatalogueSeed;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Rna;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatNumber;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.places.PlaceFile;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.web.Checks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that reads bytes or texts from outside, given what nobody meant: an answer each time, never a crash nor a
 * hang. {@code -Dfuzz.inputs} says how many each, {@code -Dfuzz.seed} which.
 */
@DisplayName("Aucun lecteur ne tombe sur des octets quelconques")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ParsersFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 500);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** Something that reads; what it answers is looked at, as some answers are made when they are asked for. */
    @FunctionalInterface
    private interface Reader {
        Object read(byte[] bytes) throws Exception;
    }

    @FunctionalInterface
    private interface TextReader {
        Object read(String text);
    }

    record Target(String name, Reader reader, List<byte[]> samples) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> targets() {
        return Stream.of(
                file(
                        "camt.053 et camt.054",
                        bytes -> BankStatementFile.read(new ByteArrayInputStream(bytes)),
                        CAMT,
                        NOTIFICATION),
                file("pain.002", bytes -> PaymentStatusReport.read(new ByteArrayInputStream(bytes)), PAIN_002),
                file("CFONB 120", bytes -> Cfonb120.read(new ByteArrayInputStream(bytes)), CFONB),
                new Target("catalogue", CatalogueReading::of, List.of(start(CatalogueSeed.csv()))),
                file("lieux", PlaceFile::read, PLACES, PLACES_CSV),
                file("certificat d’imprimeur", bytes -> PrinterCertificate.read(bytes, Instant.EPOCH), PEM),
                new Target("logo", Logo::read, List.of(png())),
                text("code de chèque", VoucherCode::read, "ABCD-EFGH-JKMN-P", "0000 0000 0000 0"),
                text("numéro de chèque", Serial::read, "0000 123 455 07", "0000-123-455"),
                text("validation", RedemptionId::read, "0000-123-455-07.0"),
                text("IBAN", Iban::check, "FR1420041010050500013M02606", "fr76 3000 6000 0112 3456 7890 189"),
                text("BIC", Bic::check, "AGRIFRPP"),
                text("SIREN", Siren::check, "732829320"),
                text("SIRET", Siret::check, "732 829 320 00074"),
                text("RNA", Rna::check, "W751000000"),
                text("TVA", VatNumber::check, "FR44732829320"),
                text("téléphone", Telephone::check, "09 70 00 00 00", "+33 9 70 00 00 00"),
                text("code postal", PostalCode::check, "21000"),
                text("code INSEE", InseeCode::check, "2A004"),
                text("référence RF", CreditorReference::read, "RF18539007547034"),
                text("numéros dans un libellé", DocumentReferences::findIn, "VIR F-2026-000002 AF-2026-000001"),
                text("texte SEPA", SepaText::convert, "Médiathèque « Exemple » n° 1"),
                text("montant", refusing(Money::parse), "1 234,56 €", "-10.40"),
                text("taux", refusing(Rate::parsePercent), "4,5", "20 %"),
                text("jour", text -> new Checks().day("day", text), "2026-10-20"),
                text("mois", text -> new Checks().month("month", text), "2026-10"),
                text("identifiant", text -> new Checks().id("id", text), "123e4567-e89b-42d3-a456-426614174000"),
                text("texte d’un champ", text -> new Checks().text("text", text, 400), "Commune Exemple"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    @DisplayName("des octets abîmés, des octets au hasard")
    void mutated(Target target) throws Exception {
        var mutations = new Mutations(SEED);
        long start = System.nanoTime();
        for (int i = 0; i < INPUTS; i++) {
            var input = mutations.next(target.samples());
            try {
                assertThat(target.reader().read(input).toString()).isNotNull();
            } catch (Exception | StackOverflowError e) {
                throw new AssertionError("input %d of seed %d: %s".formatted(i, SEED, Arrays.toString(input)), e);
            }
        }
        Machine.say("%-28s %,10d entrées, %,6.0f ms pour 10 000"
                .formatted(target, INPUTS, (System.nanoTime() - start) / 1e6 * 10_000 / INPUTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    @DisplayName("dix mégaoctets, dix mille niveaux, une bombe d’entités")
    void enormous(Target target) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of(
                "zeros", "0".repeat(10_000_000),
                "letters", "é".repeat(5_000_000),
                "quoted", "\"" + "a".repeat(10_000_000),
                "lines", "a;b,c\n".repeat(200_000),
                "nested JSON", "{\"a\":[".repeat(10_000) + "]}".repeat(10_000),
                "nested XML", "<a>".repeat(10_000) + "</a>".repeat(10_000),
                "entities", bomb(),
                "NUL", "\0".repeat(100_000)));
        for (var one : all.entrySet()) {
            var sample = new String(target.samples().getFirst(), StandardCharsets.UTF_8);
            for (var input : List.of(
                    one.getValue(),
                    sample.substring(0, sample.length() / 2)
                            + one.getValue()
                            + sample.substring(sample.length() / 2))) {
                try {
                    assertThat(target.reader().read(input.getBytes(StandardCharsets.UTF_8)))
                            .isNotNull();
                } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                    throw new AssertionError(one.getKey(), e);
                }
            }
        }
    }

    private static String bomb() {
        var text = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            text.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        return text.append("]><a>&e29;</a>").toString();
    }

    private static Target file(String name, Reader reader, String... samples) {
        return new Target(
                name,
                reader,
                Stream.of(samples)
                        .map(sample -> sample.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private static Target text(String name, TextReader reader, String... samples) {
        return file(name, bytes -> reader.read(new String(bytes, StandardCharsets.UTF_8)), samples);
    }

    /** What says in its contract that it refuses by throwing this. */
    private static TextReader refusing(TextReader reader) {
        return text -> {
            try {
                return reader.read(text);
            } catch (IllegalArgumentException e) {
                return e;
            }
        };
    }

    private static byte[] start(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        return text.lines()
                .limit(8)
                .collect(java.util.stream.Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png() {
        try (var out = new java.io.ByteArrayOutputStream()) {
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final String CAMT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId>
            <CreDtTm>2026-12-02T08:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb>
            <Acct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <Dt><Dt>2026-12-01</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">110.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <Dt><Dt>2026-12-02</Dt></Dt></Bal>
            <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>2026-12-02</Dt></BookgDt><ValDt><Dt>2026-12-02</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs>
            <Amt Ccy="EUR">10.00</Amt><RltdPties><Dbtr><Pty><Nm>A &amp; B</Nm></Pty></Dbtr><DbtrAcct><Id>
            <IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>F-2026-000002</Ustrd></RmtInf>
            <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
            """;
    private static final String NOTIFICATION = CAMT.replace("camt.053.001.08", "camt.054.001.08")
            .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
            .replace("<Stmt>", "<Ntfctn>")
            .replace("</Stmt>", "</Ntfctn>");
    private static final String PAIN_002 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>M1</MsgId>
            <CreDtTm>2026-12-02T08:00:00+01:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>LOT</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>
            <OrgnlPmtInfId>LOT-01</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts><TxInfAndSts>
            <OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn>
            <AddtlInf>x</AddtlInf></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """;
    private static final String CFONB = Stream.of(
                    cfonb("01", "", "011226", "0000000010000{"),
                    cfonb("04", "VIR SEPA COMMUNE", "021226", "0000000000974I"),
                    cfonb("05", "LIBsuite", "021226", ""),
                    cfonb("07", "", "021226", "0000000010974I"))
            .collect(java.util.stream.Collectors.joining("\r\n"));

    /**
     * Columns as the norm counts them: bank 3, branch 12, EUR 17, decimals 20, account 22, day 35, text 49, amount
     * 91.
     */
    private static String cfonb(String type, String text, String day, String amount) {
        return "%-2s20041    01005EUR2 %-11s  %-6s  %6s%-31s          %-14s                "
                .formatted(type, "0500013M026", day, "", text, amount);
    }

    private static final String PLACES = """
            [{"id": "1", "pivot": "00000000000000", "nom": "Lieu", "commune": "Dijon", "code_postal": "21000",
              "code_insee": "21231", "adresse": "1 place Exemple", "services": "Prendre en main un ordinateur",
              "latitude": 47.32, "longitude": 5.04, "telephone": "+33970000000", "horaires": "Mo-Fr 09:00-12:00",
              "conditions_access": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
              "date_maj": "2022-01-01", "courriels": "lieu@exemple.coop"}]
            """;
    private static final String PLACES_CSV = """
            id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,horaires,services,date_maj
            1,00000000000000,Lieu,Dijon,21000,21231,1 place Exemple,47.32,5.04,+33970000000,Mo-Fr 09:00-12:00,,2022-01-01
            """;
    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBszCCAVmgAwIBAgIUQ2VydGlmaWNhdEV4ZW1wbGUwCgYIKoZIzj0EAwIwEzER
            -----END CERTIFICATE-----
            """;
}
