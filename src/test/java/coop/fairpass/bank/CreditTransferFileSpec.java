package coop.fairpass.bank;

import static coop.fairpass.bank.BankSamples.french;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Un fichier de virements est juste, ou n’existe pas (T11)")
class CreditTransferFileSpec {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final Iban SWISS = Iban.of("CH9300762011623852957");
    private static final CreditTransfer FIRST = transfer(1, cents(352_24));
    private static final CreditTransfer SECOND = transfer(2, cents(9_52));

    private static CreditTransfer transfer(int number, Money amount) {
        return CreditTransfer.to(
                "provider-" + number,
                "LOT-2026-11-" + number,
                "CP202611-" + number,
                amount,
                "Médias-Cité & Œuvre",
                french(number),
                "Contrepaiement 11/2026 REL-2026-11-000%d 37 titres".formatted(number));
    }

    private static CreditTransferDraft draft(List<CreditTransfer> transfers) {
        return new CreditTransferDraft(
                "LOT-2026-11",
                Instant.parse("2026-11-30T23:30:15.999Z"),
                "Coopérative Fairpass",
                "Coopérative Fairpass – compte cantonné",
                french(512_200),
                Optional.empty(),
                TODAY,
                false,
                transfers);
    }

    private static String xml(CreditTransferDraft draft, PainVersion version) throws IOException {
        return new String(bytes(draft, version), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(CreditTransferDraft draft, PainVersion version) throws IOException {
        var out = new ByteArrayOutputStream();
        ready(draft).write(out, version);
        return out.toByteArray();
    }

    private static CreditTransferFile ready(CreditTransferDraft draft) {
        return switch (CreditTransferFile.check(draft, TODAY)) {
            case CreditTransferFile.Outcome.Ready(var file) -> file;
            case CreditTransferFile.Outcome.Refused(var reason, var transfer) ->
                throw new AssertionError(reason + " " + transfer);
        };
    }

    private static void refused(CreditTransferDraft draft, TransferRefusal reason) {
        assertThat(CreditTransferFile.check(draft, TODAY))
                .isInstanceOfSatisfying(
                        CreditTransferFile.Outcome.Refused.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo(reason));
    }

    @ParameterizedTest(
            name = "T11 et R-199 : 352,24 € et 9,52 € font deux virements et 361.76, conformes au schéma {0}")
    @EnumSource(PainVersion.class)
    void two_payments(PainVersion version) throws IOException {
        var bytes = bytes(draft(List.of(FIRST, SECOND)), version);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .containsOnlyOnce("<CstmrCdtTrfInitn><GrpHdr><MsgId>LOT-2026-11</MsgId>"
                        + "<CreDtTm>2026-12-01T00:30:15+01:00</CreDtTm>"
                        + "<NbOfTxs>2</NbOfTxs><CtrlSum>361.76</CtrlSum>")
                .containsOnlyOnce("<PmtInfId>LOT-2026-11-01</PmtInfId><PmtMtd>TRF</PmtMtd>"
                        + "<BtchBookg>false</BtchBookg><NbOfTxs>2</NbOfTxs><CtrlSum>361.76</CtrlSum>")
                .containsOnlyOnce("<InstdAmt Ccy=\"EUR\">352.24</InstdAmt>")
                .containsOnlyOnce("<InstdAmt Ccy=\"EUR\">9.52</InstdAmt>")
                .contains("<Nm>Medias-Cite + Ouvre</Nm>")
                .contains("<Nm>Cooperative Fairpass - compte cantonne</Nm>")
                .contains("<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>")
                .contains("<Ustrd>Contrepaiement 11/2026 REL-2026-11-0001 37 titres</Ustrd>")
                .doesNotContain("CdtrAgt", "PstlAdr");
        BankSamples.assertValid(BankSamples.schema(version.messageName()), bytes);
    }

    @Test
    @DisplayName("la date d’exécution et le BIC s’écrivent selon la version")
    void what_a_version_changes() throws IOException {
        var draft = changed(draft(List.of(FIRST)), Optional.of(Bic.of("BNPAFRPP")), TODAY, true);
        assertThat(xml(draft, PainVersion.V03))
                .contains("pain.001.001.03", "<ReqdExctnDt>2026-12-01</ReqdExctnDt>", "<BIC>BNPAFRPP</BIC>")
                .contains("<BtchBookg>true</BtchBookg>");
        assertThat(xml(draft, PainVersion.V09))
                .contains("pain.001.001.09", "<ReqdExctnDt><Dt>2026-12-01</Dt></ReqdExctnDt>")
                .contains("<BICFI>BNPAFRPP</BICFI>");
    }

    private static CreditTransferDraft changed(
            CreditTransferDraft draft, Optional<Bic> bic, LocalDate execution, boolean batch) {
        return new CreditTransferDraft(
                draft.messageId(),
                draft.createdAt(),
                draft.initiator(),
                draft.debtorName(),
                draft.debtorIban(),
                bic,
                execution,
                batch,
                draft.transfers());
    }

    @ParameterizedTest(name = "T11 : {0} centimes : {1}")
    @CsvSource({
        "1, 0.01",
        "99999999999, 999999999.99",
        "100000000000, AMOUNT_OUT_OF_RANGE",
        "0, AMOUNT_OUT_OF_RANGE",
        "-1, AMOUNT_OUT_OF_RANGE",
    })
    void amounts(long amount, String expected) throws IOException {
        var draft = draft(List.of(FIRST, transfer(2, cents(amount))));
        if (expected.endsWith("RANGE")) {
            assertThat(CreditTransferFile.check(draft, TODAY))
                    .isEqualTo(new CreditTransferFile.Outcome.Refused(
                            TransferRefusal.AMOUNT_OUT_OF_RANGE,
                            Optional.of(draft.transfers().get(1))));
        } else {
            assertThat(xml(draft, PainVersion.V09)).contains("<InstdAmt Ccy=\"EUR\">" + expected + "</InstdAmt>");
        }
    }

    @Test
    @DisplayName("T11 : un nom de 80 caractères est coupé à 70, un libellé de 141 à 140")
    void long_texts_are_cut() throws IOException {
        var transfer =
                with(FIRST, "N".repeat(80), FIRST.creditorIban(), Optional.empty(), Optional.empty(), "é".repeat(141));
        assertThat(xml(draft(List.of(transfer)), PainVersion.V09))
                .contains("<Nm>" + "N".repeat(70) + "</Nm>", "<Ustrd>" + "e".repeat(140) + "</Ustrd>");
    }

    @Test
    @DisplayName("un libellé vide n’est pas écrit")
    void no_empty_remittance() throws IOException {
        var transfer = with(FIRST, "N", FIRST.creditorIban(), Optional.empty(), Optional.empty(), " \u200b ");
        assertThat(xml(draft(List.of(transfer)), PainVersion.V09)).doesNotContain("RmtInf");
    }

    private static CreditTransfer with(
            CreditTransfer transfer,
            String name,
            Iban iban,
            Optional<Bic> bic,
            Optional<PostalAddress> address,
            String remittance) {
        return new CreditTransfer(
                transfer.payee(),
                transfer.instructionId(),
                transfer.endToEndId(),
                transfer.amount(),
                name,
                iban,
                bic,
                address,
                remittance);
    }

    private static CreditTransfer swiss(Optional<Bic> bic, Optional<PostalAddress> address) {
        return with(FIRST, "Association suisse", SWISS, bic, address, "");
    }

    private static Optional<PostalAddress> structured(String town) {
        return Optional.of(new PostalAddress.Structured(
                Optional.of("Rue du Rhône"), Optional.of("1 bis"), Optional.of("1204"), town, "CH"));
    }

    @ParameterizedTest(name = "T11 : dans l’Espace économique européen, ni adresse ni BIC ({0})")
    @EnumSource(PainVersion.class)
    void inside_the_economic_area(PainVersion version) throws IOException {
        var transfer =
                with(FIRST, "N", FIRST.creditorIban(), Optional.of(Bic.of("BNPAFRPP")), structured("Genève"), "");
        var bytes = bytes(draft(List.of(transfer)), version);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("CdtrAgt", "PstlAdr", "BNPAFRPP");
        BankSamples.assertValid(BankSamples.schema(version.messageName()), bytes);
    }

    @ParameterizedTest(name = "hors de l’Espace économique européen, le BIC et une adresse structurée ou hybride ({0})")
    @EnumSource(PainVersion.class)
    void outside_the_economic_area(PainVersion version) throws IOException {
        var bic = Optional.of(Bic.of("POFICHBE"));
        var structured = bytes(draft(List.of(swiss(bic, structured("Genève")))), version);
        assertThat(new String(structured, StandardCharsets.UTF_8))
                .contains(
                        "POFICHBE",
                        "<StrtNm>Rue du Rhone</StrtNm><BldgNb>1 bis</BldgNb><PstCd>1204</PstCd>"
                                + "<TwnNm>Geneve</TwnNm><Ctry>CH</Ctry>");
        BankSamples.assertValid(BankSamples.schema(version.messageName()), structured);
        Optional<PostalAddress> hybrid =
                Optional.of(new PostalAddress.Hybrid("Genève", "CH", List.of("Bâtiment B", "Rue du Rhône 1")));
        var lines = bytes(draft(List.of(swiss(bic, hybrid))), version);
        assertThat(new String(lines, StandardCharsets.UTF_8))
                .contains("<TwnNm>Geneve</TwnNm><Ctry>CH</Ctry>"
                        + "<AdrLine>Batiment B</AdrLine><AdrLine>Rue du Rhone 1</AdrLine>");
        BankSamples.assertValid(BankSamples.schema(version.messageName()), lines);
    }

    @Test
    @DisplayName("T11 : une adresse faite de lignes libres est refusée")
    void unstructured_address() {
        var bic = Optional.of(Bic.of("POFICHBE"));
        refused(
                draft(List.of(
                        swiss(bic, Optional.of(new PostalAddress.Unstructured(List.of("Rue du Rhône 1", "Genève")))))),
                TransferRefusal.ADDRESS_UNSTRUCTURED);
        refused(draft(List.of(swiss(bic, structured(" ")))), TransferRefusal.ADDRESS_INVALID);
        refused(draft(List.of(swiss(bic, structured("G".repeat(36))))), TransferRefusal.ADDRESS_INVALID);
        refused(
                draft(List.of(swiss(bic, Optional.of(new PostalAddress.Hybrid("Genève", "CH", List.of("genève")))))),
                TransferRefusal.ADDRESS_INVALID);
        refused(
                draft(List.of(
                        swiss(bic, Optional.of(new PostalAddress.Hybrid("Genève", "CH", List.of("a", "b", "c")))))),
                TransferRefusal.ADDRESS_INVALID);
    }

    @Test
    @DisplayName("hors de l’Espace économique européen il faut un BIC, du bon pays ; hors de SEPA, rien n’y va")
    void bank_codes_abroad() {
        refused(draft(List.of(swiss(Optional.empty(), Optional.empty()))), TransferRefusal.BIC_MISSING);
        refused(
                draft(List.of(swiss(Optional.of(Bic.of("BNPAFRPP")), Optional.empty()))),
                TransferRefusal.BIC_ELSEWHERE);
        var tunisian = with(FIRST, "N", Iban.of("TN5910006035183598478831"), Optional.empty(), Optional.empty(), "");
        refused(draft(List.of(tunisian)), TransferRefusal.OUTSIDE_SEPA);
    }

    @Test
    @DisplayName("T11 : le même fichier écrit deux fois a les mêmes octets")
    void byte_identical() throws IOException {
        var draft = draft(List.of(FIRST, SECOND));
        assertThat(bytes(draft, PainVersion.V09)).isEqualTo(bytes(draft(List.of(FIRST, SECOND)), PainVersion.V09));
    }

    @Test
    @DisplayName(
            "T11 : le même bénéficiaire deux fois est refusé ; deux communes sur le compte d’un même comptable, non")
    void one_transfer_a_payee() {
        var again = new CreditTransfer(
                FIRST.payee(),
                "LOT-2026-11-9",
                "CP202611-1-2",
                cents(1),
                "N",
                french(9),
                Optional.empty(),
                Optional.empty(),
                "");
        assertThat(CreditTransferFile.check(draft(List.of(FIRST, SECOND, again)), TODAY))
                .isEqualTo(new CreditTransferFile.Outcome.Refused(TransferRefusal.PAYEE_TWICE, Optional.of(again)));
        var neighbour = with(SECOND, "Commune voisine", FIRST.creditorIban(), Optional.empty(), Optional.empty(), "");
        assertThat(ready(draft(List.of(FIRST, neighbour))).total()).isEqualTo(cents(361_76));
    }

    @Test
    @DisplayName("T11 : un identifiant faux est refusé, jamais converti ; deux fois le même aussi")
    void identifiers() {
        for (var wrong : List.of("/A//B", "A/", "/A", "A".repeat(36), "")) {
            refused(
                    draft(List.of(identified(FIRST, FIRST.instructionId(), wrong))),
                    TransferRefusal.IDENTIFIER_INVALID);
            refused(draft(List.of(identified(FIRST, wrong, FIRST.endToEndId()))), TransferRefusal.IDENTIFIER_INVALID);
        }
        refused(
                draft(List.of(FIRST, identified(SECOND, SECOND.instructionId(), FIRST.endToEndId()))),
                TransferRefusal.IDENTIFIER_TWICE);
        refused(
                draft(List.of(FIRST, identified(SECOND, FIRST.instructionId(), SECOND.endToEndId()))),
                TransferRefusal.IDENTIFIER_TWICE);
        refused(renamed(draft(List.of(FIRST)), "M".repeat(33), "N"), TransferRefusal.IDENTIFIER_INVALID);
        assertThat(ready(renamed(draft(List.of(FIRST)), "M".repeat(32), "N")).paymentInformationId())
                .hasSize(35);
    }

    private static CreditTransfer identified(CreditTransfer transfer, String instructionId, String endToEndId) {
        return CreditTransfer.to(
                transfer.payee(),
                instructionId,
                endToEndId,
                transfer.amount(),
                transfer.creditorName(),
                transfer.creditorIban(),
                transfer.remittance());
    }

    private static CreditTransferDraft renamed(CreditTransferDraft draft, String messageId, String initiator) {
        return new CreditTransferDraft(
                messageId,
                draft.createdAt(),
                initiator,
                draft.debtorName(),
                draft.debtorIban(),
                draft.debtorBic(),
                draft.executionDate(),
                draft.batchBooking(),
                draft.transfers());
    }

    @Test
    @DisplayName("un nom dont il ne reste rien est refusé")
    void names() {
        refused(
                draft(List.of(with(FIRST, "« »", FIRST.creditorIban(), Optional.empty(), Optional.empty(), ""))),
                TransferRefusal.NAME_INVALID);
        refused(renamed(draft(List.of(FIRST)), "M", " "), TransferRefusal.NAME_INVALID);
    }

    @ParameterizedTest(name = "exécution le {0} : {1}")
    @CsvSource({
        "2026-12-01, ready",
        "2026-12-31, ready",
        "2026-12-25, EXECUTION_NOT_A_TARGET_DAY",
        "2026-12-05, EXECUTION_NOT_A_TARGET_DAY",
        "2026-11-30, EXECUTION_IN_THE_PAST",
        "2026-11-29, EXECUTION_NOT_A_TARGET_DAY",
    })
    void execution_dates(LocalDate day, String expected) {
        var draft = changed(draft(List.of(FIRST)), Optional.empty(), day, false);
        var outcome = switch (CreditTransferFile.check(draft, TODAY)) {
            case CreditTransferFile.Outcome.Ready _ -> "ready";
            case CreditTransferFile.Outcome.Refused(var reason, var _) -> reason.name();
        };
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    @DisplayName("l’ordre des refus est fixe : chacun ne paraît que si les précédents sont levés")
    void the_order_of_refusals() {
        var bad = new CreditTransfer(
                SECOND.payee(), "//", "//", cents(0), "«»", SWISS, Optional.empty(), Optional.empty(), "");
        var draft = changed(draft(List.of()), Optional.empty(), LocalDate.of(2026, 11, 29), false);
        var cures = new ArrayList<UnaryOperator<CreditTransfer>>();
        cures.add(t -> amount(t, cents(1)));
        cures.add(t -> identified(t, t.instructionId(), "CP202611-3"));
        cures.add(t -> identified(t, "LOT-2026-11-3", t.endToEndId()));
        cures.add(t -> with(t, "Nom", t.creditorIban(), t.bic(), t.address(), ""));
        var seen = new ArrayList<TransferRefusal>();
        seen.add(reason(draft));
        var transfer = bad;
        for (var cure : cures) {
            seen.add(reason(transfers(draft, List.of(FIRST, SECOND, transfer))));
            transfer = cure.apply(transfer);
        }
        seen.add(reason(transfers(draft, List.of(FIRST, SECOND, transfer))));
        seen.add(reason(transfers(draft, List.of(FIRST, transfer))));
        seen.add(reason(transfers(draft, List.of(FIRST, SECOND))));
        assertThat(seen)
                .containsExactly(
                        TransferRefusal.EMPTY,
                        TransferRefusal.AMOUNT_OUT_OF_RANGE,
                        TransferRefusal.IDENTIFIER_INVALID,
                        TransferRefusal.IDENTIFIER_INVALID,
                        TransferRefusal.NAME_INVALID,
                        TransferRefusal.PAYEE_TWICE,
                        TransferRefusal.BIC_MISSING,
                        TransferRefusal.EXECUTION_NOT_A_TARGET_DAY);
    }

    private static CreditTransfer amount(CreditTransfer transfer, Money amount) {
        return new CreditTransfer(
                transfer.payee(),
                transfer.instructionId(),
                transfer.endToEndId(),
                amount,
                transfer.creditorName(),
                transfer.creditorIban(),
                transfer.bic(),
                transfer.address(),
                transfer.remittance());
    }

    private static CreditTransferDraft transfers(CreditTransferDraft draft, List<CreditTransfer> transfers) {
        return changed(
                new CreditTransferDraft(
                        draft.messageId(),
                        draft.createdAt(),
                        draft.initiator(),
                        draft.debtorName(),
                        draft.debtorIban(),
                        draft.debtorBic(),
                        draft.executionDate(),
                        draft.batchBooking(),
                        transfers),
                Optional.empty(),
                draft.executionDate(),
                false);
    }

    private static TransferRefusal reason(CreditTransferDraft draft) {
        return switch (CreditTransferFile.check(draft, TODAY)) {
            case CreditTransferFile.Outcome.Ready _ -> throw new AssertionError("not refused");
            case CreditTransferFile.Outcome.Refused(var reason, var _) -> reason;
        };
    }

    @Test
    @DisplayName("20 000 virements s’écrivent au fil de l’eau, sans garder le fichier en mémoire")
    void streams() throws IOException {
        var iban = french(7);
        var file = ready(draft(IntStream.range(0, 20_000)
                .mapToObj(number -> identified(number, iban))
                .toList()));
        var largest = new int[1];
        var written = new long[1];
        file.write(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        written[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        largest[0] = Math.max(largest[0], length);
                        written[0] += length;
                    }
                },
                PainVersion.V09);
        assertThat(written[0]).isGreaterThan(5_000_000);
        assertThat(largest[0]).as("bytes handed over at once").isLessThan(100_000);
    }

    private static CreditTransfer identified(int number, Iban iban) {
        return CreditTransfer.to("p" + number, "I-" + number, "E-" + number, cents(number + 1L), "Nom", iban, "texte");
    }
}
