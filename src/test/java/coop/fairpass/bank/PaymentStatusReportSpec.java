package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Le compte rendu de la banque informe, ou rejette ; il ne comptabilise rien")
class PaymentStatusReportSpec {

    private static final String FILE = "LOT-2026-11";
    private static final String BLOCK = "LOT-2026-11-01";

    static String report(String version, String group, String block) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:%s"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>B-1</MsgId><CreDtTm>2026-12-01T09:00:00+01:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>LOT-2026-11</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                %s</OrgnlGrpInfAndSts>
                %s
                </CstmrPmtStsRpt></Document>
                """.formatted(
                        version,
                        group,
                        block.isEmpty()
                                ? ""
                                : "<OrgnlPmtInfAndSts><OrgnlPmtInfId>LOT-2026-11-01</OrgnlPmtInfId>" + block
                                        + "</OrgnlPmtInfAndSts>");
    }

    private static String transfer(String id, String status) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + id + "</OrgnlEndToEndId>" + status + "</TxInfAndSts>";
    }

    private static String reason(String code) {
        return "<StsRsnInf><Rsn><Cd>" + code + "</Cd></Rsn></StsRsnInf>";
    }

    private static PaymentStatusReport read(String xml) throws IOException {
        return switch (PaymentStatusReport.read(BankSamples.stream(xml))) {
            case PaymentStatusReport.Reading.Read(var report) -> report;
            case PaymentStatusReport.Reading.Unreadable(var problem, var line) ->
                throw new AssertionError(problem + " " + line);
        };
    }

    private static String verdict(PaymentStatusReport report, String endToEndId) {
        return switch (report.verdictOn(FILE, BLOCK, endToEndId)) {
            case PaymentStatusReport.Verdict.Rejected(var status) -> "rejected " + status.reasons();
            case PaymentStatusReport.Verdict.Reported(var status) ->
                "reported " + status.code().orElse("nothing");
            case PaymentStatusReport.Verdict.Unsaid _ -> "unsaid";
        };
    }

    @ParameterizedTest(name = "la version ne change rien : {0}")
    @ValueSource(strings = {"pain.002.001.03", "pain.002.001.10", "pain.002.001.14"})
    void versions(String version) throws IOException {
        var report = read(report(
                version,
                "<GrpSts>PART</GrpSts>",
                "<PmtInfSts>PART</PmtInfSts>" + transfer("E1", "<TxSts>RJCT</TxSts>" + reason("AC01"))
                        + transfer("E2", "<TxSts>ACSC</TxSts>")));
        assertThat(report.messageId()).isEqualTo("B-1");
        assertThat(report.createdAt()).contains(Instant.parse("2026-12-01T08:00:00Z"));
        assertThat(report.originalMessageId()).isEqualTo(FILE);
        assertThat(report.originalMessageName()).isEqualTo("pain.001.001.09");
        assertThat(report.group().known()).contains(PaymentStatusCode.PART);
        assertThat(report.blocks().getFirst().status().known()).contains(PaymentStatusCode.PART);
        assertThat(verdict(report, "E1")).isEqualTo("rejected [AC01]");
        assertThat(verdict(report, "E2")).isEqualTo("reported ACSC");
        assertThat(verdict(report, "E3")).isEqualTo("unsaid");
    }

    @Test
    @DisplayName("un rejet du tout sans détail rejette tout ; une acceptation du tout ne dit rien d’un virement")
    void the_whole_without_details() throws IOException {
        var rejected = read(report("pain.002.001.10", "<GrpSts>RJCT</GrpSts>" + reason("FF01"), ""));
        assertThat(verdict(rejected, "E1")).isEqualTo("rejected [FF01]");
        var accepted = read(report("pain.002.001.10", "<GrpSts>ACSC</GrpSts>", ""));
        assertThat(verdict(accepted, "E1")).isEqualTo("unsaid");
        assertThat(rejected.verdictOn("LOT-2026-10", BLOCK, "E1"))
                .isInstanceOf(PaymentStatusReport.Verdict.Unsaid.class);
    }

    @Test
    @DisplayName("un rejet du tout avec détails ne rejette que ce qui est dit")
    void the_whole_with_details() throws IOException {
        var report = read(
                report("pain.002.001.10", "<GrpSts>RJCT</GrpSts>" + reason("FF01"), transfer("E1", reason("BE04"))));
        assertThat(verdict(report, "E1")).isEqualTo("rejected [BE04]");
        assertThat(verdict(report, "E2")).isEqualTo("unsaid");
    }

    @Test
    @DisplayName("un rejet du bloc vaut pour ses virements, sauf mention contraire")
    void a_block() throws IOException {
        var block = "<PmtInfSts>RJCT</PmtInfSts>" + reason("AM05");
        assertThat(verdict(read(report("pain.002.001.10", "", block)), "E1")).isEqualTo("rejected [AM05]");
        var listed =
                read(report("pain.002.001.10", "", block + transfer("E1", "") + transfer("E2", "<TxSts>ACSP</TxSts>")));
        assertThat(verdict(listed, "E1")).isEqualTo("rejected [AM05]");
        assertThat(verdict(listed, "E2")).isEqualTo("reported ACSP");
        assertThat(listed.verdictOn(FILE, "LOT-2026-11-02", "E1"))
                .isInstanceOf(PaymentStatusReport.Verdict.Unsaid.class);
    }

    @Test
    @DisplayName("les premiers comptes rendus n’ont pas de blocs")
    void the_oldest_reports() throws IOException {
        var xml = report("pain.002.001.02", "", "X")
                .replaceAll(
                        "<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>",
                        transfer("E1", "<TxSts>RJCT</TxSts>" + "<StsRsnInf><StsRsn><Cd>MS03</Cd></StsRsn></StsRsnInf>"))
                .replace("CstmrPmtStsRpt", "pain.002.001.02");
        assertThat(verdict(read(xml), "E1")).isEqualTo("rejected [MS03]");
    }

    @Test
    @DisplayName("la vérification du bénéficiaire rend le nom que la banque connaît")
    void payee_verification() throws IOException {
        var report = read(report(
                "pain.002.001.10",
                "<GrpSts>RVCM</GrpSts>",
                transfer("E1", "<TxSts>RVMC</TxSts><StsRsnInf><AddtlInf>ASSO MEDIAS CITE</AddtlInf></StsRsnInf>")));
        var status = report.blocks().getFirst().transfers().getFirst().status();
        assertThat(status.known()).contains(PaymentStatusCode.RVMC);
        assertThat(status.texts()).containsExactly("ASSO MEDIAS CITE");
        assertThat(PaymentStatusCode.RVMC.effect()).isEqualTo(PaymentStatusCode.Effect.PAYEE_VERIFICATION);
        assertThat(report.group().known().orElseThrow().effect()).isEqualTo(PaymentStatusCode.Effect.LOOK_AT_EACH);
        assertThat(verdict(report, "E1")).isEqualTo("reported RVMC");
    }

    @ParameterizedTest(name = "le motif {0} : {1}, gèle le compte : {2}")
    @CsvSource({
        "AC01, FREEZE_ACCOUNT_AND_ASK, true",
        "AC04, FREEZE_ACCOUNT_AND_ASK, true",
        "AC06, FREEZE_ACCOUNT_AND_ASK, true",
        "AG01, FREEZE_ACCOUNT_AND_ASK, true",
        "AG02, REVIEW_BANK_CODE, true",
        "AM05, CHECK_BEFORE_SENDING_AGAIN, true",
        "BE04, COMPLETE_ADDRESS_AND_SEND_AGAIN, false",
        "FF01, CALL_DEVELOPERS, false",
        "MS03, ASK_BANK_AND_VALIDATE_AGAIN, true",
        "RC01, CORRECT_BIC, true",
        "RR01, STOP_AND_DECIDE, true",
        "RR04, STOP_AND_DECIDE, true",
        "MD07, ASK_BANK_AND_VALIDATE_AGAIN, true",
    })
    void reasons(String code, ReasonAction action, boolean freezes) {
        assertThat(BankReason.of(code).action()).isEqualTo(action);
        assertThat(BankReason.of(code).freezesAccount()).isEqualTo(freezes);
    }

    private static final PaymentStatusReport PARTIAL = new PaymentStatusReport(
            "B-1",
            Optional.of(Instant.parse("2026-12-01T08:00:00Z")),
            FILE,
            "pain.001.001.09",
            ReportedStatus.of(PaymentStatusCode.PART),
            List.of(new PaymentBlockStatus(
                    BLOCK,
                    ReportedStatus.NONE,
                    List.of(
                            new TransferStatus(
                                    Optional.of(FILE + "-1"),
                                    Optional.of("CP202611-1"),
                                    new ReportedStatus(
                                            Optional.of("RJCT"),
                                            List.of("AC04", "motif maison"),
                                            List.of("compte clos", "depuis mai"))),
                            new TransferStatus(
                                    Optional.empty(),
                                    Optional.of("CP202611-2"),
                                    ReportedStatus.of(PaymentStatusCode.ACSP))))));

    private static byte[] written(StatusVersion version) throws IOException {
        var out = new ByteArrayOutputStream();
        PaymentStatusWriter.write(out, version, PARTIAL);
        return out.toByteArray();
    }

    @ParameterizedTest(name = "ce que la banque simulée écrit en {0} se relit")
    @EnumSource(StatusVersion.class)
    void written_then_read(StatusVersion version) throws IOException {
        assertThat(PaymentStatusReport.read(new ByteArrayInputStream(written(version))))
                .isEqualTo(new PaymentStatusReport.Reading.Read(PARTIAL));
    }

    @ParameterizedTest(name = "ce que la banque simulée écrit en {0} est conforme au schéma, quand il est là")
    @EnumSource(StatusVersion.class)
    void valid_against_the_schema(StatusVersion version) throws IOException {
        BankSamples.assertValid(
                BankSamples.schema("pain.002.001." + version.name().substring(1)), written(version));
    }
}
