package coop.fairpass.bank;

import static coop.fairpass.bank.BankGround.OPERATING;
import static coop.fairpass.bank.BankGround.SEGREGATED;
import static coop.fairpass.bank.BankGround.credit;
import static coop.fairpass.bank.BankGround.statement;
import static coop.fairpass.money.Money.ZERO;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.BankFileReport.StatementReport;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Movements;
import coop.fairpass.money.Money;
import coop.fairpass.web.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-228 : les fichiers de la banque, pris une fois, prouvés ou mis de côté")
@ExtendWith(TestDatabase.class)
class ImportBankFileTest {

    private final Db db;
    private final BankGround ground;

    ImportBankFileTest(Db db) {
        this.db = db;
        this.ground = new BankGround(
                        db,
                        MovableClock.at("2026-11-30T09:00"),
                        FakePayouts.class,
                        FakeReceipts.class,
                        FakeAdvances.class)
                .withAccounts();
        ground.post(Movements.faceValueCalled(PayoutGround.cause("call"), FakeReceipts.ORDER, cents(1000_00)));
        ground.bean(FakeReceipts.class).expects("AF-2026-000001", cents(1000_00));
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private static BankStatement firstDay() {
        return statement(
                SEGREGATED,
                "2026-11-20",
                ZERO,
                credit("2026-11-20", cents(1000_00), "REF-1", "AF-2026-000001"),
                credit("2026-11-20", cents(48_00), "REF-2", "VIREMENT"));
    }

    private static BankStatement secondDay() {
        return statement(
                SEGREGATED, "2026-11-23", cents(1048_00), credit("2026-11-23", cents(7_00), "REF-3", "VIREMENT"));
    }

    private static BankStatement thirdDay() {
        return statement(
                SEGREGATED, "2026-11-24", cents(1055_00), credit("2026-11-24", cents(2_00), "REF-4", "VIREMENT"));
    }

    private void assertBooks(Money bank, Money unidentified) {
        assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(bank);
        assertThat(ground.balance(Account.UNIDENTIFIED_SEGREGATED)).isEqualTo(unidentified.negated());
    }

    private static List<StatementOutcome> outcomes(BankFileReport report) {
        return report.statements().stream().map(StatementReport::outcome).toList();
    }

    private void assertAside(BankFileReport report, ContinuityProblem problem) {
        assertThat(outcomes(report)).containsExactly(StatementOutcome.QUARANTINED);
        assertThat(report.statements().getFirst().problem()).contains(problem);
        assertThat(report.count(LineOutcome.ACCEPTED)).isZero();
    }

    private long count(String table) {
        return db.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private List<Long> everything() {
        return List.of(
                count("ledger.leg"),
                count("bank.entry"),
                count("bank.parked"),
                count("bank.explanation"),
                count("bank.file"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("un relevé prouvé : ce qu’une pièce reconnaît est encaissé (M03), le reste attend une personne (M08)")
    void recognises_and_parks(CamtVersion version) {
        var report = ground.take(BankGround.camt(version, firstDay()));

        assertThat(outcomes(report)).containsExactly(StatementOutcome.PROVEN);
        assertThat(report.count(LineOutcome.ACCEPTED)).isEqualTo(2);
        assertThat(ground.accepted(report))
                .satisfiesExactly(
                        matched -> {
                            assertThat(matched.state()).isEqualTo(EntryState.RECOGNISED);
                            assertThat(matched.piece()).isEqualTo("BC-20261120-1-1");
                            assertThat(matched.explanations())
                                    .containsExactly(
                                            new Explanation(ExplanationKind.CLAIMED, cents(1000_00), "AF-2026-000001"));
                        },
                        parked -> {
                            assertThat(parked.state()).isEqualTo(EntryState.PARKED);
                            assertThat(parked.parked()).isEqualTo(cents(48_00));
                            assertThat(parked.entry().counterpartyName()).contains("TRESORERIE");
                        });
        assertBooks(cents(1048_00), cents(48_00));
        assertThat(ground.ailments()).isEmpty();
    }

    @Nested
    @DisplayName("prendre deux fois la même chose ne change rien")
    class Twice {

        @Test
        @DisplayName("T23 : le même fichier : tout est déjà connu")
        void same_file() {
            ground.take(firstDay());
            var before = everything();
            var again = ground.take(firstDay());
            assertThat(outcomes(again)).containsExactly(StatementOutcome.KNOWN);
            assertThat(again.count(LineOutcome.KNOWN)).isEqualTo(2);
            assertThat(everything()).isEqualTo(before);
        }

        @Test
        @DisplayName("le même fichier au même instant, par deux trésoriers : une seule fois dans les livres")
        void at_once() throws Exception {
            try (var threads = Executors.newFixedThreadPool(4)) {
                var running = new ArrayList<Future<BankFileReport>>();
                for (int i = 0; i < 4; i++) {
                    running.add(threads.submit(() -> ground.take(firstDay(), secondDay())));
                }
                for (var one : running) {
                    one.get();
                }
            }
            assertBooks(cents(1055_00), cents(55_00));
            assertThat(count("bank.file")).isEqualTo(1);
            assertThat(ground.ailments()).isEmpty();
        }

        @Test
        @DisplayName("le même formulaire envoyé deux fois est une seule lecture")
        void same_reading() throws IOException {
            var file = BankGround.camt(CamtVersion.V02, firstDay());
            var reading = UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                var outcome = ground.bean(ImportBankFile.class)
                        .handle(new ImportBankFile.Command(
                                reading, "releve.xml", new ByteArrayInputStream(file), BankGround.FIRST));
                assertThat(((ImportBankFile.Outcome.Imported) outcome).report().count(LineOutcome.ACCEPTED))
                        .isEqualTo(2);
            }
            assertThat(ground.bean(ImportBankFile.class)
                            .handle(new ImportBankFile.Command(
                                    reading,
                                    "autre.xml",
                                    new ByteArrayInputStream("<autre/>".getBytes(StandardCharsets.UTF_8)),
                                    BankGround.FIRST)))
                    .as("another file under the same id")
                    .isEqualTo(new ImportBankFile.Outcome.Refused(ImportBankFile.ImportReason.ID_TAKEN));
            assertThat(count("bank.reading")).isEqualTo(1);
        }

        @Test
        @DisplayName("des jours déjà connus suivis d’un jour nouveau : seul le nouveau entre")
        void overlapping_days() {
            ground.take(firstDay(), secondDay());
            var report = ground.take(secondDay(), thirdDay());
            assertThat(outcomes(report)).containsExactly(StatementOutcome.KNOWN, StatementOutcome.PROVEN);
            assertBooks(cents(1057_00), cents(57_00));
        }

        @Test
        @DisplayName("un relevé qui chevauche : ses lignes connues ne comptent pas une deuxième fois")
        void overlapping_statement() {
            ground.take(firstDay(), secondDay());
            var wide = statement(
                    SEGREGATED,
                    "2026-11-24",
                    cents(1000_00),
                    credit("2026-11-20", cents(48_00), "REF-2", "VIREMENT"),
                    credit("2026-11-23", cents(7_00), "REF-3", "VIREMENT"),
                    credit("2026-11-24", cents(2_00), "REF-4", "VIREMENT"));
            var report = ground.take(wide);
            assertThat(outcomes(report)).containsExactly(StatementOutcome.PROVEN);
            assertThat(report.count(LineOutcome.KNOWN)).isEqualTo(2);
            assertThat(report.count(LineOutcome.ACCEPTED)).isEqualTo(1);
            assertBooks(cents(1057_00), cents(57_00));
            assertThat(outcomes(ground.take(wide))).containsExactly(StatementOutcome.KNOWN);
            assertThat(ground.ailments()).isEmpty();
        }

        @Test
        @DisplayName("un relevé que la banque dit être un double, de même numéro : rien, quoi qu’il contienne")
        void duplicate() {
            ground.take(firstDay());
            var other = firstDay();
            var duplicate = new BankStatement(
                    other.kind(),
                    other.id(),
                    other.account(),
                    other.sequence(),
                    true,
                    other.balances(),
                    other.entries().subList(0, 1),
                    List.of(),
                    List.of());
            assertThat(outcomes(ground.take(duplicate))).containsExactly(StatementOutcome.KNOWN);
            assertBooks(cents(1048_00), cents(48_00));
        }

        @Test
        @DisplayName("T23 : deux vrais jumeaux d’un jour comptent deux fois, et le réimport n’en ajoute aucun")
        void twins() {
            var twins = statement(
                    SEGREGATED,
                    "2026-11-20",
                    ZERO,
                    credit("2026-11-20", cents(48_00), "-", "VIREMENT").unreferenced(),
                    credit("2026-11-20", cents(48_00), "-", "VIREMENT").unreferenced());
            ground.take(twins);
            ground.take(twins);
            assertBooks(cents(96_00), cents(96_00));
            assertThat(count("bank.entry")).isEqualTo(2);
        }
    }

    @Nested
    @DisplayName("continuité : un relevé qui ne suit pas le précédent est mis de côté entier")
    class Chain {

        @Test
        @DisplayName(
                "T23 : ouverture différente de la clôture précédente : rien ne compte tant que le trou n’est pas comblé")
        void a_hole() {
            ground.take(firstDay());
            var late = ground.take(thirdDay());
            assertAside(late, ContinuityProblem.OPENING_IS_NOT_PREVIOUS_CLOSING);
            assertThat(late.statements().getFirst().expected()).contains(cents(1048_00));
            assertThat(late.statements().getFirst().found()).contains(cents(1055_00));
            assertBooks(cents(1048_00), cents(48_00));

            ground.take(secondDay());
            assertThat(outcomes(ground.take(thirdDay()))).containsExactly(StatementOutcome.PROVEN);
            assertBooks(cents(1057_00), cents(57_00));
        }

        @Test
        @DisplayName("des relevés dans le désordre d’un même fichier trouvent leur place")
        void any_order() {
            var report = ground.take(thirdDay(), firstDay(), secondDay());
            assertThat(outcomes(report))
                    .containsExactly(StatementOutcome.PROVEN, StatementOutcome.PROVEN, StatementOutcome.PROVEN);
            assertBooks(cents(1057_00), cents(57_00));
        }

        @Test
        @DisplayName("le premier relevé d’un compte est faux : aucun autre ne prend sa place")
        void nothing_begins_in_the_middle() {
            var broken = withClosing(firstDay(), cents(1048_01));
            var report = ground.take(broken, secondDay());
            assertThat(outcomes(report)).containsExactly(StatementOutcome.QUARANTINED, StatementOutcome.QUARANTINED);
            assertThat(report.statements().get(0).problem()).contains(ContinuityProblem.LINES_DO_NOT_REACH_CLOSING);
            assertThat(count("bank.entry")).isZero();
        }

        @Test
        @DisplayName("des lignes qui ne mènent pas à la clôture ; une ouverture ou une clôture absente")
        void does_not_add_up() {
            ground.take(firstDay());
            assertAside(
                    ground.take(withClosing(secondDay(), cents(1055_01))),
                    ContinuityProblem.LINES_DO_NOT_REACH_CLOSING);
            assertAside(
                    ground.take(withBalances(
                            secondDay(), List.of(secondDay().balances().get(0)))),
                    ContinuityProblem.CLOSING_MISSING);
            assertAside(
                    ground.take(withBalances(
                            secondDay(), List.of(secondDay().balances().get(1)))),
                    ContinuityProblem.OPENING_MISSING);
            assertBooks(cents(1048_00), cents(48_00));
        }

        @Test
        @DisplayName("une même référence avec une autre somme : refusée, signalée, relevé mis de côté")
        void same_reference_other_amount() {
            ground.take(firstDay());
            var other = statement(
                    SEGREGATED, "2026-11-23", cents(1048_00), credit("2026-11-23", cents(47_00), "REF-2", "VIREMENT"));
            var report = ground.take(other);
            assertAside(report, ContinuityProblem.LINES_REFUSED);
            assertThat(report.lines(LineOutcome.REFUSED)).singleElement().satisfies(line -> {
                assertThat(line.problem()).contains(RowProblem.SAME_REFERENCE_OTHER_AMOUNT);
                assertThat(line.value()).isEqualTo("47.00");
                assertThat(line.entry()).isPresent();
            });
            assertBooks(cents(1048_00), cents(48_00));
        }

        @Test
        @DisplayName("un relevé ancien qui apporte du nouveau, même si les soldes tombent juste")
        void older_than_the_last() {
            ground.take(
                    firstDay(),
                    statement(
                            SEGREGATED,
                            "2026-11-23",
                            cents(1048_00),
                            credit("2026-11-23", cents(7_00), "REF-3", "VIREMENT"),
                            BankMovement.booked(LocalDate.of(2026, 11, 23), cents(-7_00), "REF-9")));
            assertAside(
                    ground.take(statement(
                            SEGREGATED,
                            "2026-11-21",
                            cents(1048_00),
                            credit("2026-11-21", cents(5_00), "REF-5", "VIREMENT"))),
                    ContinuityProblem.OLDER_THAN_THE_LAST);
        }

        @Test
        @DisplayName("un jour sans ligne prouve quand même le jour")
        void empty_day() {
            ground.take(firstDay());
            assertThat(outcomes(ground.take(statement(SEGREGATED, "2026-11-23", cents(1048_00)))))
                    .containsExactly(StatementOutcome.PROVEN);
            assertThat(ground.bean(StatementChain.class).isProvenOn(AccountKind.SEGREGATED, LocalDate.of(2026, 11, 23)))
                    .isTrue();
            assertThat(outcomes(ground.take(statement(SEGREGATED, "2026-11-23", cents(1048_00)))))
                    .containsExactly(StatementOutcome.KNOWN);
        }

        @Test
        @DisplayName("PostgreSQL ne laisse pas deux relevés être le même maillon, ni un maillon qui ne suit pas")
        void held_by_the_database() {
            ground.take(firstDay());
            for (var link : new String[] {"1", "2"}) {
                assertThat(catchThrowable(
                                () -> db.jdbc().sql("""
                                        INSERT INTO bank.statement (id, reading, rank, account, iban, bank_id, outcome,
                                               opening_cents, closing_cents, closing_on, link)
                                        SELECT gen_random_uuid(), reading, 99, account, iban, bank_id, outcome,
                                               opening_cents, closing_cents, closing_on, :link::int
                                          FROM bank.statement
                                        """).param("link", link).update()))
                        .hasMessageMatching(
                                "(?s).*(two_statements_are_never_the_same_link|does not follow the one before).*");
            }
        }

        private static BankStatement withClosing(BankStatement statement, Money closing) {
            return withBalances(
                    statement,
                    List.of(
                            statement.balances().get(0),
                            Balance.closing(closing, statement.balances().get(1).date())));
        }

        private static BankStatement withBalances(BankStatement statement, List<Balance> balances) {
            return new BankStatement(
                    statement.kind(),
                    statement.id(),
                    statement.account(),
                    statement.sequence(),
                    false,
                    balances,
                    statement.entries(),
                    List.of(),
                    List.of());
        }
    }

    @Nested
    @DisplayName("ce qui n’est pas compté")
    class NotCounted {

        @Test
        @DisplayName("T23 : PDNG et INFO sont montrés, jamais écrits ; la ligne annoncée compte une fois comptabilisée")
        void announced() {
            var announced = statement(
                    SEGREGATED,
                    "2026-11-20",
                    ZERO,
                    credit("2026-11-20", cents(1000_00), "REF-1", "AF-2026-000001")
                            .pending());
            var report = ground.take(announced);
            assertThat(outcomes(report)).containsExactly(StatementOutcome.PROVEN);
            assertThat(report.lines(LineOutcome.SHOWN))
                    .singleElement()
                    .satisfies(line -> assertThat(line.value()).isEqualTo("PDNG 1000.00"));
            assertThat(ground.bean(BankEntries.class).announced())
                    .extracting(BankEntries.Announced::amount)
                    .containsExactly(cents(1000_00));
            assertBooks(ZERO, ZERO);

            ground.take(statement(
                    SEGREGATED, "2026-11-23", ZERO, credit("2026-11-23", cents(1000_00), "REF-1", "AF-2026-000001")));
            assertBooks(cents(1000_00), ZERO);
            assertThat(ground.bean(BankEntries.class).announced()).isEmpty();
        }

        @Test
        @DisplayName("T23 : 8.855 EUR : ligne refusée, avec sa place dans le fichier ; 8.85000 compte 885")
        void too_precise() {
            var good = new String(
                    BankGround.camt(
                            CamtVersion.V08,
                            statement(SEGREGATED, "2026-11-20", ZERO, credit("2026-11-20", cents(8_85), "REF-1", "X"))),
                    StandardCharsets.UTF_8);
            var bad = good.replaceFirst("(<Ntry><Amt Ccy=\"EUR\">)8\\.85<", "$18.855<");
            var report = ground.take(bad.getBytes(StandardCharsets.UTF_8));
            assertAside(report, ContinuityProblem.LINES_REFUSED);
            assertThat(report.lines(LineOutcome.REFUSED)).singleElement().satisfies(line -> {
                assertThat(line.problem()).contains(RowProblem.AMOUNT_TOO_PRECISE);
                assertThat(line.field()).isEqualTo("Amt");
                assertThat(line.value()).isEqualTo("8.855 EUR");
                assertThat(line.position().line()).isPositive();
            });
            var padded = good.replaceFirst("(<Ntry><Amt Ccy=\"EUR\">)8\\.85<", "$18.85000<");
            ground.take(padded.getBytes(StandardCharsets.UTF_8));
            assertBooks(cents(8_85), cents(8_85));
        }

        @Test
        @DisplayName("le compte d’un autre est refusé, les nôtres du même fichier entrent")
        void accounts_of_others() {
            var other =
                    statement(BankSamples.french(9), "2026-11-20", ZERO, credit("2026-11-20", cents(5_00), "X", "X"));
            var report = ground.take(other, firstDay(), operatingDay());
            assertThat(outcomes(report)).containsExactly(StatementOutcome.PROVEN, StatementOutcome.PROVEN);
            assertThat(report.lines(LineOutcome.REFUSED))
                    .singleElement()
                    .satisfies(line -> assertThat(line.problem()).contains(RowProblem.ACCOUNT_NOT_OURS));
            assertBooks(cents(1048_00), cents(48_00));
            assertThat(ground.balance(Account.OPERATING_BANK)).isEqualTo(cents(12_00));
            assertThat(ground.balance(Account.UNIDENTIFIED_OPERATING)).isEqualTo(cents(-12_00));
        }

        private static BankStatement operatingDay() {
            return statement(OPERATING, "2026-11-20", ZERO, credit("2026-11-20", cents(12_00), "OP-1", "VIREMENT"));
        }

        @Test
        @DisplayName("avant que nos comptes soient saisis, aucun n’est le nôtre")
        void before_our_accounts_are_known() {
            JdbcClient.create(db.owner()).sql("DELETE FROM bank.account").update();
            var report = ground.take(firstDay());
            assertThat(report.statements()).isEmpty();
            assertThat(report.count(LineOutcome.REFUSED)).isEqualTo(1);
        }

        @Test
        @DisplayName("un PDF, un fichier vide, un XML abîmé ou d’une autre sorte : dits, et rien n’est gardé")
        void unreadable() {
            assertThat(ground.takeAny("%PDF-1.7".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(new ImportBankFile.Outcome.Unreadable(FileProblem.NOT_XML, 1));
            assertThat(ground.takeAny(new byte[0]))
                    .isEqualTo(new ImportBankFile.Outcome.Refused(ImportBankFile.ImportReason.EMPTY));
            assertThat(ground.takeAny("<Document><".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ImportBankFile.Outcome.Unreadable.class);
            assertThat(ground.takeAny("<Invoice/>".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(new ImportBankFile.Outcome.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1));
            assertThat(count("bank.file")).isZero();
        }

        @Test
        @DisplayName("seul un trésorier importe")
        void only_a_treasurer() throws IOException {
            assertThat(ground.bean(ImportBankFile.class)
                            .handle(new ImportBankFile.Command(
                                    UUID.randomUUID(),
                                    "x",
                                    new ByteArrayInputStream(BankGround.camt(CamtVersion.V08, firstDay())),
                                    BankGround.CONTROLLER)))
                    .isEqualTo(new ImportBankFile.Outcome.Refused(ImportBankFile.ImportReason.NOT_ALLOWED));
        }
    }

    @Test
    @DisplayName("le compte rendu se relit plus tard, avec qui, quand et l’empreinte")
    void the_report_is_kept() {
        var report = ground.take(firstDay());
        var later = ground.bean(BankFiles.class).lastReport(report.file()).orElseThrow();
        assertThat(later).isEqualTo(report);
        assertThat(later.readBy()).isEqualTo("person/first-treasurer");
        assertThat(later.sha256()).isEqualTo(Sha256.of(BankGround.camt(CamtVersion.V08, firstDay())));
        assertThat(later.format()).isEqualTo(BankFileFormat.CAMT_053);
        assertThat(ground.bean(BankFiles.class).last(5)).hasSize(1);
    }

    @RepeatedTest(3)
    @DisplayName("deux fichiers différents au même moment, l’un après l’autre dans la chaîne : rien n’est perdu")
    void two_files_at_once() throws Exception {
        ground.take(firstDay());
        try (var threads = Executors.newFixedThreadPool(2)) {
            var second = threads.submit(() -> ground.take(secondDay()));
            var third = threads.submit(() -> ground.take(thirdDay()));
            second.get();
            third.get();
        }
        ground.take(thirdDay());
        assertBooks(cents(1057_00), cents(57_00));
        assertThat(ground.ailments()).isEmpty();
    }

    @Test
    @DisplayName("CFONB 120 : les mêmes règles, reconnu à son contenu")
    void cfonb() {
        var number = SEGREGATED.bban();
        var file = cfonbLine("01", number, "191126", "", "0000000000000{")
                + cfonbLine("04", number, "201126", "VIR AF-2026-000001", "0000000010000{")
                + cfonbLine("07", number, "201126", "", "0000000010000{");
        var report = ground.take(file.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(report.format()).isEqualTo(BankFileFormat.CFONB_120);
        assertThat(outcomes(report)).containsExactly(StatementOutcome.PROVEN);
        assertBooks(cents(1000_00), ZERO);
        assertThat(outcomes(ground.take(file.getBytes(StandardCharsets.ISO_8859_1))))
                .containsExactly(StatementOutcome.KNOWN);
    }

    private static String cfonbLine(String type, String bban, String day, String text, String amount) {
        var line = new StringBuilder(" ".repeat(120));
        put(line, 1, type);
        put(line, 3, bban.substring(0, 5));
        put(line, 12, bban.substring(5, 10));
        put(line, 17, "EUR2");
        put(line, 22, bban.substring(10, 21));
        put(line, 35, day);
        put(line, 49, text);
        put(line, 91, amount);
        return line + "\r\n";
    }

    private static void put(StringBuilder line, int column, String value) {
        line.replace(column - 1, column - 1 + value.length(), value);
    }
}
