package coop.fairpass.bank;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-228 (lecture) : le relevé CFONB 120 donne les mêmes écritures que camt (T24)")
class Cfonb120Spec {

    private static final String OPENING = record("01", "", "011226", "0000000010000{", "");
    private static final String MOVEMENT = record("04", "VIR SEPA COMMUNE", "021226", "0000000000974I", "");
    private static final String CLOSING = record("07", "", "021226", "0000000010974I", "");

    /** A record of the account 00123456789 in branch 01005, in euros with two decimals. */
    private static String record(String type, String text, String date, String amount, String valueDate) {
        var line = new StringBuilder(" ".repeat(120));
        put(line, 1, type);
        put(line, 3, "20041");
        put(line, 12, "01005");
        put(line, 17, "EUR2");
        put(line, 22, "00123456789");
        put(line, 35, date);
        put(line, 43, valueDate);
        put(line, 49, text);
        put(line, 91, amount);
        return line.toString();
    }

    private static String complement(String qualifier, String content) {
        return at(at(record("05", "", "021226", "", ""), 46, qualifier), 49, content);
    }

    private static void put(StringBuilder line, int column, String text) {
        line.replace(column - 1, column - 1 + text.length(), text);
    }

    private static String at(String line, int column, String text) {
        var changed = new StringBuilder(line);
        put(changed, column, text);
        return changed.toString();
    }

    private static StatementReading.Read read(String... lines) throws IOException {
        return read(StandardCharsets.UTF_8, lines);
    }

    private static StatementReading.Read read(Charset encoding, String... lines) throws IOException {
        var bytes = String.join("\r\n", lines).getBytes(encoding);
        return (StatementReading.Read) Cfonb120.read(new ByteArrayInputStream(bytes));
    }

    private static BankStatement only(StatementReading.Read reading) {
        assertThat(reading.refused()).isEmpty();
        assertThat(reading.statements()).hasSize(1);
        return reading.statements().getFirst();
    }

    private static void refused(RowProblem problem, int line, String... lines) throws IOException {
        var all = new ArrayList<>(List.of(lines));
        all.addAll(List.of(OPENING, MOVEMENT, CLOSING));
        var reading = read(all.toArray(String[]::new));
        assertThat(reading.statements()).as("the next statement is read").hasSize(1);
        assertThat(reading.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason().problem()).isEqualTo(problem);
            assertThat(refused.reason().position().line()).isEqualTo(line);
        });
    }

    @Test
    @DisplayName("T24 : les deux relevés de l’exemple, ouverture, mouvements et clôture")
    void the_sample() throws IOException {
        var reading =
                (StatementReading.Read) Cfonb120.read(new ByteArrayInputStream(BankSamples.sample("cfonb120.txt")));
        assertThat(reading.refused()).isEmpty();
        var first = reading.statements().getFirst();
        var second = reading.statements().getLast();
        assertThat(first.account()).isEqualTo(new BankAccountId.ByNumber("00000", "98765432100"));
        assertThat(first.opening()).contains(Balance.opening(cents(-190_40), LocalDate.of(2019, 5, 15)));
        assertThat(first.booked())
                .extracting(BankEntry::amount)
                .containsExactly(cents(-32_21), cents(-10_70), cents(-7_90));
        assertThat(first.closing()).contains(Balance.closing(cents(-241_21), LocalDate.of(2019, 5, 16)));
        assertThat(Continuity.ofFirst(first)).isInstanceOf(Continuity.Outcome.Proven.class);
        assertThat(second.account()).isEqualTo(new BankAccountId.ByNumber("00000", "00123456789"));
        assertThat(second.booked())
                .extracting(BankEntry::amount)
                .containsExactly(cents(97_49), cents(-12_10), cents(-7_90));
        assertThat(Continuity.of(second, cents(-241_21)))
                .isEqualTo(new Continuity.Outcome.Proven(cents(-241_21), cents(-163_72)));
    }

    @Test
    @DisplayName("T24 : les compléments de l’exemple sont gardés tels quels, même d’un qualifiant vide")
    void complements_of_the_sample() throws IOException {
        var reading =
                (StatementReading.Read) Cfonb120.read(new ByteArrayInputStream(BankSamples.sample("cfonb120.txt")));
        var entry = reading.statements().getFirst().entries().getFirst();
        var detail = entry.details().getFirst();
        assertThat(entry.movement().text()).contains("PRLV SEPA TEST CABINET");
        assertThat(entry.movement().code()).isEqualTo(TransactionCode.proprietary("B1 9162"));
        assertThat(detail.debtor().name()).contains("INTERNET SFR");
        assertThat(detail.remittance()).containsExactly("MENSUEAUHTR13133", "MENSUEAUHTR13DUP");
        assertThat(detail.references().servicerReference()).contains("REFERENCE");
        assertThat(detail.references().endToEndId()).contains("OTHER REFERENCE");
        assertThat(entry.movement().complements())
                .extracting(Complement::qualifier)
                .containsExactly("LIB", "LIB", "REF", "RCN", "NPY", "AAA", "AAA", "BBB", "CCC", "   ", "N Y", "2'C");
        assertThat(entry.texts()).contains("EXAMPLE WITH EMPTY SPACE", "EXAMPLE WITH OTHER COMBINATIONS");
    }

    @ParameterizedTest(name = "T24 : le champ {0} vaut {1} centimes")
    @CsvSource({
        "0000000001904}, -19040",
        "0000000000322J, -3221",
        "0000000000974I, 9749",
        "0000000000121}, -1210",
        "0000000000000{, 0",
        "0000000002412J, -24121",
        "0000000001637K, -16372",
    })
    void overpunched_amounts(String field, long expected) {
        assertThat(CfonbRecord.amount(field, "2")).isEqualTo(new Parsed.Good<>(cents(expected)));
    }

    @ParameterizedTest(name = "T24 : le champ {0} avec {1} décimales : {2}")
    @CsvSource({
        "0000000000100A, 3, AMOUNT_TOO_PRECISE",
        "0000000000100{, 3, 100",
        "0000000000100A, 0, 100100",
        "0000000000100A, 1, 10010",
        "0000000000100X, 2, AMOUNT_UNREADABLE",
        "00000000001001, 2, AMOUNT_UNREADABLE",
        "00000000 0100A, 2, AMOUNT_UNREADABLE",
        "0000000000100A, x, AMOUNT_UNREADABLE",
        "9999999999999I, 0, AMOUNT_TOO_LARGE",
    })
    void decimals_and_signs(String field, String decimals, String expected) {
        var outcome = switch (CfonbRecord.amount(field, decimals)) {
            case Parsed.Good<Money>(var amount) -> Long.toString(amount.cents());
            case Parsed.Bad<Money>(var problem) -> problem.name();
        };
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    @DisplayName("un relevé sain est lu, avec ce que disent ses compléments")
    void a_sound_statement() throws IOException {
        var statement = only(read(
                OPENING,
                "",
                at(record("04", "VIR SEPA DRFIP", "021226", "0000000000974I", "031226"), 41, "AC"),
                complement("NPY", "DRFIP ILE DE FRANCE"),
                complement("RCN", "CP202611-42"),
                complement("LCC", "AF-2026-000001"),
                complement("LC2", "F 2026 000001"),
                CLOSING));
        var entry = statement.entries().getFirst();
        assertThat(entry.bookedOn()).isEqualTo(LocalDate.of(2026, 12, 2));
        assertThat(entry.movement().valueDate()).contains(LocalDate.of(2026, 12, 3));
        assertThat(entry.endToEndIds()).containsExactly("CP202611-42");
        assertThat(entry.details().getFirst().debtor().name()).contains("DRFIP ILE DE FRANCE");
        assertThat(entry.documentNumbers()).containsExactly("AF-2026-000001", "F-2026-000001");
        assertThat(entry.isReturn()).isTrue();
        assertThat(entry.returnReason()).contains("AC");
        assertThat(Continuity.ofFirst(statement)).isInstanceOf(Continuity.Outcome.Proven.class);
    }

    @Test
    @DisplayName("le compte se reconnaît au guichet et au numéro, jamais au code banque")
    void the_account() throws IOException {
        var statement = only(read(OPENING, at(MOVEMENT, 3, "99999"), CLOSING));
        assertThat(statement.account().is(BankSamples.french(123_456_789))).isTrue();
        assertThat(statement.account().is(Iban.of("FR7630006000011234567890189")))
                .isFalse();
    }

    @Test
    @DisplayName("une référence du client absente ne fait pas de son motif une référence")
    void a_purpose_is_not_a_reference() throws IOException {
        var statement = only(read(OPENING, MOVEMENT, complement("RCN", " ".repeat(35) + "SUPP"), CLOSING));
        assertThat(statement.entries().getFirst().endToEndIds()).isEmpty();
        var silent = only(read(OPENING, MOVEMENT, complement("RCN", "NOTPROVIDED"), CLOSING));
        assertThat(silent.entries().getFirst().endToEndIds()).isEmpty();
    }

    @Test
    @DisplayName("UTF-8 si c’en est, sinon l’ancien encodage des banques")
    void encodings() throws IOException {
        var line = record("04", "VIR ÉCOLE", "021226", "0000000000974I", "");
        for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            assertThat(only(read(encoding, OPENING, line, CLOSING))
                            .entries()
                            .getFirst()
                            .movement()
                            .text())
                    .contains("VIR ÉCOLE");
        }
        assertThat(only(read("\ufeff" + OPENING, line, CLOSING)).entries()).hasSize(1);
    }

    @Test
    @DisplayName("T24 : un montant à trois décimales refuse l’écriture, et le relevé n’est plus prouvé")
    void three_decimals() throws IOException {
        var precise = at(at(MOVEMENT, 20, "3"), 91, "0000000000100A");
        var statement = only(read(OPENING, precise, complement("LIB", "suite"), CLOSING));
        assertThat(statement.entries()).isEmpty();
        assertThat(statement.refused())
                .containsExactly(
                        new RowMessage(new Position(2, 91), "91-104", "0000000000100A", RowProblem.AMOUNT_TOO_PRECISE));
        assertThat(Continuity.ofFirst(statement))
                .isEqualTo(new Continuity.Outcome.NotProven(
                        ContinuityProblem.LINES_REFUSED, Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("un mouvement nul est ignoré, avec une note, et ses compléments avec lui")
    void zero() throws IOException {
        var statement =
                only(read(OPENING, at(MOVEMENT, 91, "0000000000000{"), complement("LIB", "x"), MOVEMENT, CLOSING));
        assertThat(statement.entries()).hasSize(1);
        assertThat(statement.entries().getFirst().movement().complements()).isEmpty();
        assertThat(statement.notes()).extracting(RowMessage::problem).containsExactly(RowProblem.AMOUNT_ZERO);
    }

    @Test
    @DisplayName("une faute refuse le relevé, pas le fichier, et donne sa ligne")
    void faults() throws IOException {
        refused(RowProblem.CLOSING_WITHOUT_OPENING, 1, CLOSING);
        refused(RowProblem.RECORD_OUTSIDE_STATEMENT, 1, MOVEMENT);
        refused(RowProblem.OPENING_TWICE, 3, OPENING, MOVEMENT);
        refused(RowProblem.COMPLEMENT_WITHOUT_MOVEMENT, 2, OPENING, complement("LIB", "x"), CLOSING);
        refused(RowProblem.LENGTH_WRONG, 2, OPENING, MOVEMENT.substring(1), MOVEMENT, CLOSING);
        refused(RowProblem.LENGTH_WRONG, 2, OPENING, MOVEMENT + " ", CLOSING);
        refused(RowProblem.RECORD_UNKNOWN, 2, OPENING, at(MOVEMENT, 1, "06"), CLOSING);
        refused(RowProblem.DATE_UNREADABLE, 2, OPENING, at(MOVEMENT, 35, "300226"), CLOSING);
        refused(RowProblem.DATE_UNREADABLE, 2, OPENING, at(MOVEMENT, 43, "311126"), CLOSING);
        refused(RowProblem.DATE_UNREADABLE, 1, at(OPENING, 35, "      "), CLOSING);
        refused(RowProblem.AMOUNT_UNREADABLE, 2, OPENING, at(MOVEMENT, 91, "0000000000100X"), CLOSING);
        refused(RowProblem.AMOUNT_UNREADABLE, 2, OPENING, at(CLOSING, 91, "0000000000100X"));
        refused(RowProblem.ACCOUNT_CHANGES, 2, OPENING, at(MOVEMENT, 22, "00123456788"), CLOSING);
        refused(RowProblem.ACCOUNT_CHANGES, 2, OPENING, at(MOVEMENT, 12, "01006"), CLOSING);
        refused(RowProblem.ACCOUNT_CHANGES, 3, OPENING, MOVEMENT, at(complement("LIB", "x"), 17, "CHF"), CLOSING);
        refused(RowProblem.ACCOUNT_CHANGES, 2, OPENING, at(CLOSING, 22, "00123456788"));
        refused(RowProblem.ACCOUNT_NOT_EUROS, 1, at(OPENING, 17, "CHF"), MOVEMENT, CLOSING);
    }

    @Test
    @DisplayName("un relevé sans clôture à la fin du fichier est refusé")
    void the_end_is_missing() throws IOException {
        var reading = read(OPENING, MOVEMENT);
        assertThat(reading.statements()).isEmpty();
        assertThat(reading.refused())
                .extracting(refused -> refused.reason().problem())
                .containsExactly(RowProblem.CLOSING_MISSING);
    }

    @ParameterizedTest(name = "ce qui n’est pas un relevé est rendu tel : « {0} »")
    @ValueSource(strings = {"", "%PDF-1.7", "<Document/>", "04 sans ouverture"})
    void not_a_statement(String text) throws IOException {
        assertThat(Cfonb120.read(BankSamples.stream(text)))
                .isEqualTo(new StatementReading.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1));
    }

    @Test
    @DisplayName("un fichier trop gros est refusé sans être gardé")
    void too_large() throws IOException {
        var text = OPENING + "\n" + CLOSING + "\n";
        assertThat(Cfonb120.read(BankSamples.stream(text), text.length())).isInstanceOf(StatementReading.Read.class);
        assertThat(Cfonb120.read(BankSamples.stream(text), text.length() - 1L))
                .isEqualTo(new StatementReading.Unreadable(FileProblem.TOO_LARGE, 1));
    }

    @Test
    @DisplayName("relu, le même relevé donne les mêmes clés ; deux jumelles en ont deux")
    void keys() throws IOException {
        var statement = only(read(OPENING, MOVEMENT, MOVEMENT, CLOSING));
        assertThat(statement.entries()).extracting(BankEntry::key).doesNotHaveDuplicates();
        assertThat(only(read(OPENING, MOVEMENT, MOVEMENT, CLOSING))).isEqualTo(statement);
    }

    @Test
    @DisplayName("5 000 fichiers abîmés au hasard : jamais autre chose qu’une réponse")
    void random_damage() throws IOException {
        var sound = String.join("\n", OPENING, MOVEMENT, complement("LIB", "AF-2026-000001"), CLOSING, OPENING, CLOSING)
                .getBytes(StandardCharsets.ISO_8859_1);
        int unreadable = 0;
        int refused = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            switch (Cfonb120.read(new ByteArrayInputStream(Damage.to(sound, new Random(seed))))) {
                case StatementReading.Unreadable _ -> unreadable++;
                case StatementReading.Read(var statements, var left) -> {
                    refused += left.isEmpty() ? 0 : 1;
                    statements.forEach(Continuity::ofFirst);
                }
            }
        }
        assertThat(unreadable).isGreaterThan(10);
        assertThat(refused).isGreaterThan(1_000);
    }
}
