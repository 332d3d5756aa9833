package coop.fairpass.bank;

import static coop.fairpass.bank.BankGround.FIRST;
import static coop.fairpass.bank.BankGround.SEGREGATED;
import static coop.fairpass.bank.BankGround.debit;
import static coop.fairpass.bank.BankGround.returned;
import static coop.fairpass.bank.BankGround.statement;
import static coop.fairpass.bank.PayoutGround.FIRST_NET;
import static coop.fairpass.bank.PayoutGround.SECOND_NET;
import static coop.fairpass.bank.PayoutGround.TOTAL;
import static coop.fairpass.money.Money.ZERO;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Ce que la banque fait d’un ordre : débits, retours, comptes rendus")
@ExtendWith(TestDatabase.class)
class RunLinesTest {

    private static final Money BEFORE = cents(1000_00);

    private final MovableClock clock = MovableClock.at("2026-11-30T09:00");
    private final BankGround ground;
    private final PayoutGround payouts;
    private final UUID run;

    RunLinesTest(Db db) {
        this.ground =
                new BankGround(db, clock, FakePayouts.class, FakeReceipts.class, FakeAdvances.class).withAccounts();
        this.payouts = new PayoutGround(ground).owed();
        this.run = payouts.sent();
        told().clear();
    }

    @AfterEach
    void close() {
        try {
            assertThat(ground.ailments()).isEmpty();
        } finally {
            ground.close();
        }
    }

    private List<String> told() {
        return ground.bean(FakePayouts.class).told;
    }

    private static BankStatement day(BankMovement... movements) {
        return statement(SEGREGATED, "2026-12-01", BEFORE, movements);
    }

    private BankMovement paysFirst() {
        return debit("2026-12-01", FIRST_NET, "D-1", "CP202611-P0001", payouts.first.iban());
    }

    private BankMovement paysSecond() {
        return debit("2026-12-01", SECOND_NET, "D-2", "CP202611-P0002", payouts.second.iban());
    }

    private List<TransferState> states() {
        return ground.bean(PaymentRuns.class).transfers(run).stream()
                .map(RunTransfer::state)
                .toList();
    }

    private RunState state() {
        return ground.bean(PaymentRuns.class).find(run).orElseThrow().state();
    }

    private KnownEntry only(BankFileReport report) {
        return ground.accepted(report).getFirst();
    }

    private static TransactionDetail detail(String endToEndId, Money amount, Iban payee) {
        return TransactionDetail.of(amount.negated(), endToEndId, Party.UNKNOWN, Party.named("BENEFICIAIRE", payee));
    }

    private BankMovement batch(Money amount, TransactionDetail... details) {
        return BankMovement.booked(LocalDate.of(2026, 12, 1), amount.negated(), "B-1")
                .forBatch(PaymentBatch.of(payouts.messageId(run), payouts.messageId(run) + "-01"))
                .detailed(List.of(details));
    }

    @Nested
    @DisplayName("R-201 : un virement est payé quand une ligne porte sa référence et son montant")
    class Debits {

        @Test
        @DisplayName("une ligne par virement : chacun est écrit (M27), l’ordre est terminé")
        void one_line_each() {
            var report = ground.take(day(paysFirst(), paysSecond()));

            assertThat(states()).containsOnly(TransferState.BOOKED);
            assertThat(state()).isEqualTo(RunState.DONE);
            assertThat(told()).containsExactly("booked P0001", "booked P0002");
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE.minus(TOTAL));
            assertThat(ground.balance(Account.OWED_TO_PROVIDERS)).isEqualTo(ZERO);
            assertThat(only(report).explanations())
                    .containsExactly(new Explanation(ExplanationKind.TRANSFER, FIRST_NET, "CP202611-P0001"));
        }

        @Test
        @DisplayName("R-200 : le relevé pris deux fois ne paie personne deux fois")
        void twice() {
            ground.take(day(paysFirst(), paysSecond()));
            ground.take(day(paysFirst(), paysSecond()));
            assertThat(told()).hasSize(2);
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE.minus(TOTAL));
        }

        @Test
        @DisplayName("un centime de moins, une autre référence, un montant sans référence : une personne décide")
        void not_equal() {
            var report = ground.take(day(
                    debit("2026-12-01", FIRST_NET.minus(cents(1)), "D-1", "CP202611-P0001", payouts.first.iban()),
                    debit("2026-12-01", SECOND_NET, "D-2", "CP202611-P0009", payouts.second.iban()),
                    BankMovement.booked(LocalDate.of(2026, 12, 1), SECOND_NET.negated(), "D-3")));
            assertThat(ground.accepted(report)).extracting(KnownEntry::state).containsOnly(EntryState.TO_EXPLAIN);
            assertThat(states()).containsOnly(TransferState.SENT);
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE);
            // the bank's lower balance is what counts as cash meanwhile
            assertThat(ground.funds().coverage().cash())
                    .isEqualTo(BEFORE.minus(FIRST_NET)
                            .plus(cents(1))
                            .minus(SECOND_NET)
                            .minus(SECOND_NET));
        }

        @Test
        @DisplayName("le même débit deux fois : le deuxième est pour une personne")
        void debited_twice() {
            var again = debit("2026-12-01", FIRST_NET, "D-9", "CP202611-P0001", payouts.first.iban());
            var report = ground.take(day(paysFirst(), again));
            assertThat(ground.accepted(report))
                    .extracting(KnownEntry::state)
                    .containsExactly(EntryState.RECOGNISED, EntryState.TO_EXPLAIN);
            assertThat(told()).containsExactly("booked P0001");
        }

        @Test
        @DisplayName("notre référence dans le libellé, comme l’écrivent les vieux relevés")
        void in_the_text() {
            var movement = BankMovement.booked(LocalDate.of(2026, 12, 1), FIRST_NET.negated(), "D-1")
                    .detailed(List.of(TransactionDetail.of(
                            FIRST_NET.negated(), Party.UNKNOWN, Party.UNKNOWN, "VIR SEPA CP202611-P0001 MEDIATHEQUE")));
            ground.take(day(movement));
            assertThat(states()).containsExactly(TransferState.BOOKED, TransferState.SENT);
            assertThat(state()).isEqualTo(RunState.SENT);
        }

        @Test
        @DisplayName("une personne dit quels virements une ligne paie : tous en cours, au centime")
        void by_hand() {
            var entry = only(ground.take(day(BankMovement.booked(LocalDate.of(2026, 12, 1), TOTAL.negated(), "D-1"))))
                    .entry()
                    .id();
            var match = ground.bean(MatchTransfers.class);
            assertThat(match.handle(new MatchTransfers.Command(entry, List.of("CP202611-P0001"), FIRST)))
                    .isEqualTo(new Explained.Refused(ExplanationReason.AMOUNTS_DIFFER));
            assertThat(match.handle(new MatchTransfers.Command(entry, List.of("CP202611-P0009"), FIRST)))
                    .isEqualTo(new Explained.Refused(ExplanationReason.UNKNOWN_TRANSFER));
            assertThat(match.handle(new MatchTransfers.Command(entry, List.of(), FIRST)))
                    .isEqualTo(new Explained.Refused(ExplanationReason.UNKNOWN_TRANSFER));
            var both = new MatchTransfers.Command(entry, List.of("CP202611-P0001", "CP202611-P0002"), FIRST);
            assertThat(match.handle(both)).isInstanceOf(Explained.Done.class);
            assertThat(states()).containsOnly(TransferState.BOOKED);
            assertThat(match.handle(both)).isEqualTo(new Explained.Refused(ExplanationReason.NOTHING_TO_EXPLAIN));
        }

        @Test
        @DisplayName("ce qu’une ligne à expliquer peut être est proposé : les virements en cours de ce montant")
        void proposed() {
            var entry = only(ground.take(
                            day(BankMovement.booked(LocalDate.of(2026, 12, 1), SECOND_NET.negated(), "D-1"))))
                    .entry()
                    .id();
            assertThat(ground.bean(BankEntries.class).proposals(entry))
                    .extracting(EntryClaimer.Proposal::document)
                    .containsExactly("CP202611-P0002");
        }
    }

    @Nested
    @DisplayName("formats §4.2, 8 : virements groupés")
    class Batches {

        @Test
        @DisplayName("du total exporté, sous le nom de notre fichier : tout l’ordre est payé")
        void whole() {
            ground.take(day(batch(TOTAL)));
            assertThat(states()).containsOnly(TransferState.BOOKED);
            assertThat(state()).isEqualTo(RunState.DONE);
        }

        @Test
        @DisplayName("le nom de notre fichier dans le libellé suffit, si le montant est le total")
        void named_in_the_text() {
            var movement = BankMovement.booked(LocalDate.of(2026, 12, 1), TOTAL.negated(), "B-1")
                    .detailed(List.of(TransactionDetail.of(
                            TOTAL.negated(), Party.UNKNOWN, Party.UNKNOWN, "REMISE " + payouts.messageId(run))));
            ground.take(day(movement));
            assertThat(states()).containsOnly(TransferState.BOOKED);
        }

        @Test
        @DisplayName("un autre montant, un fichier inconnu : une personne décide")
        void another_total() {
            var report = ground.take(day(batch(TOTAL.minus(cents(1)))));
            assertThat(only(report).state()).isEqualTo(EntryState.TO_EXPLAIN);
            assertThat(states()).containsOnly(TransferState.SENT);
        }

        @Test
        @DisplayName("avec le détail : un à un ; l’un d’eux a été rejeté avant")
        void by_details() {
            ground.take(rejection("CP202611-P0002"));
            ground.take(day(batch(FIRST_NET)));
            assertThat(states()).containsExactly(TransferState.BOOKED, TransferState.REJECTED);
            assertThat(state()).isEqualTo(RunState.DONE);
        }

        @Test
        @DisplayName("un détail qui ne tombe pas juste laisse tout à une personne")
        void details_that_differ() {
            var report = ground.take(day(batch(
                    TOTAL,
                    detail("CP202611-P0001", FIRST_NET, payouts.first.iban()),
                    detail("CP202611-P0009", SECOND_NET, payouts.second.iban()))));
            assertThat(only(report).state()).isEqualTo(EntryState.TO_EXPLAIN);
            assertThat(states()).containsOnly(TransferState.SENT);
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE);
        }

        @Test
        @DisplayName("le détail dans le relevé : chacun son virement")
        void details_inside() {
            ground.take(day(batch(
                    TOTAL,
                    detail("CP202611-P0001", FIRST_NET, payouts.first.iban()),
                    detail("CP202611-P0002", SECOND_NET, payouts.second.iban()))));
            assertThat(states()).containsOnly(TransferState.BOOKED);
        }

        private BankStatement notification() {
            return BankStatement.of(
                    StatementKind.NOTIFICATION,
                    "AVIS-1",
                    new BankAccountId.ByIban(SEGREGATED),
                    Optional.empty(),
                    List.of(),
                    List.of(BankMovement.booked(LocalDate.of(2026, 12, 1), TOTAL.negated(), "B-1")
                            .detailed(List.of(
                                    detail("CP202611-P0001", FIRST_NET, payouts.first.iban()),
                                    detail("CP202611-P0002", SECOND_NET, payouts.second.iban())))));
        }

        private static BankMovement bare() {
            return BankMovement.booked(LocalDate.of(2026, 12, 1), TOTAL.negated(), "B-1");
        }

        @Test
        @DisplayName("le détail dans un avis camt.054 venu après : il explique, le relevé reste ce qui compte")
        void details_after() {
            var entry = only(ground.take(day(bare()))).entry().id();
            var report = ground.take(notification());
            assertThat(report.format()).isEqualTo(BankFileFormat.CAMT_054);
            assertThat(report.statements().getFirst().outcome()).isEqualTo(StatementOutcome.EXPLAINED);
            assertThat(states()).containsOnly(TransferState.BOOKED);
            assertThat(ground.bean(BankEntries.class).find(entry).orElseThrow().explanations())
                    .hasSize(2);
            ground.take(notification());
            assertThat(told()).hasSize(2);
        }

        @Test
        @DisplayName("venu avant : il n’écrit rien, puis explique la ligne quand elle arrive")
        void details_before() {
            ground.take(notification());
            assertThat(states()).containsOnly(TransferState.SENT);
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE);
            ground.take(day(bare()));
            assertThat(states()).containsOnly(TransferState.BOOKED);
        }
    }

    @Nested
    @DisplayName("formats §4.2, 9 : retours")
    class Returns {

        private void paid() {
            ground.take(day(paysFirst(), paysSecond()));
            clock.set("2026-12-04T08:00");
            told().clear();
        }

        private BankStatement next(BankMovement... movements) {
            return statement(SEGREGATED, "2026-12-03", BEFORE.minus(TOTAL), movements);
        }

        @Test
        @DisplayName("par sa référence : le virement est revenu (M28), avec le motif de la banque")
        void by_reference() {
            paid();
            ground.take(next(returned("2026-12-03", FIRST_NET, "R-1", "CP202611-P0001", payouts.first.iban(), "AC04")));
            assertThat(states()).containsExactly(TransferState.RETURNED, TransferState.BOOKED);
            assertThat(told()).containsExactly("returned AC04 P0001");
            assertThat(ground.balance(Account.RETURNED_TRANSFERS)).isEqualTo(FIRST_NET.negated());
            assertThat(ground.bean(PaymentRuns.class).transfers(run).getFirst().reason())
                    .isEqualTo("AC04");
        }

        @Test
        @DisplayName("le relevé du retour pris deux fois : un seul retour")
        void twice() {
            paid();
            var back = next(returned("2026-12-03", FIRST_NET, "R-1", "CP202611-P0001", payouts.first.iban(), "AC04"));
            ground.take(back);
            ground.take(back);
            assertThat(told()).hasSize(1);
        }

        @Test
        @DisplayName("sans référence, par montant et compte du bénéficiaire")
        void by_amount_and_account() {
            paid();
            var movement = BankMovement.booked(LocalDate.of(2026, 12, 3), FIRST_NET, "R-1")
                    .detailed(List.of(TransactionDetail.of(
                                    FIRST_NET,
                                    Party.named("COOPERATIVE", SEGREGATED),
                                    Party.named("MEDIATHEQUE", payouts.first.iban()),
                                    "RETOUR")
                            .returned(BankReturn.because("AC01"))));
            ground.take(next(movement));
            assertThat(told()).containsExactly("returned AC01 P0001");
        }

        @Test
        @DisplayName("par le code de l’opération quand la banque ne donne pas de motif : MS03")
        void by_code() {
            paid();
            var movement = BankMovement.booked(LocalDate.of(2026, 12, 3), FIRST_NET, "R-1")
                    .coded(TransactionCode.iso("PMNT", "ICDT", "RRTN"))
                    .detailed(List.of(TransactionDetail.of(FIRST_NET, "CP202611-P0001", Party.UNKNOWN, Party.UNKNOWN)));
            ground.take(next(movement));
            assertThat(told()).containsExactly("returned MS03 P0001");
        }

        @Test
        @DisplayName("le débit et son retour dans un même relevé, dans n’importe quel ordre de lignes")
        void same_day() {
            ground.take(day(
                    returned("2026-12-01", FIRST_NET, "R-1", "CP202611-P0001", payouts.first.iban(), "AC04"),
                    paysFirst()));
            assertThat(told()).containsExactly("booked P0001", "returned AC04 P0001");
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE);
        }

        @Test
        @DisplayName("un retour que rien n’explique, ou d’un autre montant, attend une personne (M08)")
        void unmatched() {
            paid();
            var report = ground.take(next(
                    returned("2026-12-03", cents(5_00), "R-1", "CP202611-P0001", payouts.first.iban(), "AC04"),
                    returned("2026-12-03", cents(7_00), "R-2", "CP202610-P0077", BankSamples.french(60), "AC04")));
            assertThat(ground.accepted(report)).extracting(KnownEntry::state).containsOnly(EntryState.PARKED);
            assertThat(told()).isEmpty();
        }
    }

    private byte[] rejection(String endToEndId) {
        return report(ReportedStatus.NONE, transfer(endToEndId, ReportedStatus.rejected("AC04")));
    }

    private static TransferStatus transfer(String endToEndId, ReportedStatus status) {
        return new TransferStatus(Optional.empty(), Optional.of(endToEndId), status);
    }

    private byte[] report(ReportedStatus group, TransferStatus... transfers) {
        return report(payouts.messageId(run), group, transfers);
    }

    private static byte[] report(String message, ReportedStatus group, TransferStatus... transfers) {
        var blocks = transfers.length == 0
                ? List.<PaymentBlockStatus>of()
                : List.of(new PaymentBlockStatus(message + "-01", ReportedStatus.NONE, List.of(transfers)));
        return BankGround.pain002(new PaymentStatusReport(
                "CR-1", Optional.of(Instant.parse("2026-12-01T08:00:00Z")), message, "pain.001.001.09", group, blocks));
    }

    @Nested
    @DisplayName("formats §2 : comptes rendus pain.002")
    class Answers {

        @Test
        @DisplayName("RJCT d’un virement : à payer de nouveau, rien n’est écrit ; pris deux fois, une fois")
        void rejected() {
            var report = ground.take(rejection("CP202611-P0001"));
            assertThat(report.format()).isEqualTo(BankFileFormat.PAIN_002);
            assertThat(states()).containsExactly(TransferState.REJECTED, TransferState.SENT);
            assertThat(told()).containsExactly("rejected AC04 P0001");
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(BEFORE);

            var again = ground.take(rejection("CP202611-P0001"));
            assertThat(again.count(LineOutcome.KNOWN)).isEqualTo(1);
            assertThat(told()).hasSize(1);
        }

        @Test
        @DisplayName("RJCT du tout sans détail : tout est à payer de nouveau ; ACSC du tout ne dit rien d’aucun")
        void group() {
            ground.take(report(ReportedStatus.of(PaymentStatusCode.ACSC)));
            assertThat(states()).containsOnly(TransferState.SENT);
            ground.take(report(ReportedStatus.rejected("FF01")));
            assertThat(states()).containsOnly(TransferState.REJECTED);
            assertThat(state()).isEqualTo(RunState.DONE);
            assertThat(told()).containsExactly("rejected FF01 P0001", "rejected FF01 P0002");
        }

        @Test
        @DisplayName("AM05, un double : le virement est peut-être déjà parti ; rien ne change, une personne le cherche")
        void maybe_sent_already() {
            var report = ground.take(report(ReportedStatus.rejected("AM05")));
            assertThat(report.lines(LineOutcome.REFUSED))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.problem()).contains(RowProblem.MAYBE_SENT_ALREADY));
            assertThat(states()).containsOnly(TransferState.SENT);
            assertThat(told()).isEmpty();
            var cooperative = new OrganisationId(BankGround.id("Coopérative d’essai"));
            assertThat(ground.bean(Notices.class).lastOf(cooperative, 5))
                    .extracting(Notice::subject)
                    .containsOnlyOnce("La banque voit un double dans un ordre de paiement");
            ground.take(day(paysFirst()));
            assertThat(states()).as("the first file went").containsExactly(TransferState.BOOKED, TransferState.SENT);
        }

        @Test
        @DisplayName("jamais en arrière : RJCT après le débit est un incident montré, rien ne change")
        void never_backwards() {
            ground.take(day(paysFirst()));
            told().clear();
            var report = ground.take(rejection("CP202611-P0001"));
            assertThat(report.lines(LineOutcome.REFUSED))
                    .singleElement()
                    .satisfies(line -> assertThat(line.problem()).contains(RowProblem.REJECTED_AFTER_BOOKING));
            assertThat(states()).containsExactly(TransferState.BOOKED, TransferState.SENT);
            assertThat(told()).isEmpty();
            var cooperative = new OrganisationId(BankGround.id("Coopérative d’essai"));
            assertThat(ground.bean(Notices.class).lastOf(cooperative, 5))
                    .extracting(Notice::subject)
                    .contains("La banque rejette un virement qu’elle a déjà débité");
        }

        @Test
        @DisplayName("un débit qui suit un rejet est pour une personne : le virement est peut-être déjà reparti")
        void booked_after_rejection() {
            ground.take(rejection("CP202611-P0001"));
            var report = ground.take(day(paysFirst()));
            assertThat(only(report).state()).isEqualTo(EntryState.TO_EXPLAIN);
            assertThat(states()).containsExactly(TransferState.REJECTED, TransferState.SENT);
        }

        @Test
        @DisplayName("d’un fichier inconnu, d’un virement inconnu, d’un ordre pas parti : dit, rien ne change")
        void unknown() {
            assertThat(problems(report("FP20200101-99", ReportedStatus.rejected("AC04"))))
                    .containsExactly(RowProblem.RUN_UNKNOWN);
            assertThat(problems(
                            report(ReportedStatus.NONE, transfer("CP202611-P0077", ReportedStatus.rejected("AC04")))))
                    .containsExactly(RowProblem.TRANSFER_UNKNOWN);
            assertThat(states()).containsOnly(TransferState.SENT);
        }

        @Test
        @DisplayName("R-230 : RVNM gèle le compte et le dit ; l’ordre déjà parti reste parti")
        void name_that_does_not_match() {
            ground.take(report(
                    ReportedStatus.NONE,
                    transfer("CP202611-P0001", ReportedStatus.of(PaymentStatusCode.RVNM)),
                    transfer("CP202611-P0002", ReportedStatus.of(PaymentStatusCode.RCVC))));
            assertThat(states()).containsOnly(TransferState.SENT);
            assertThat(ground.bean(BankAccounts.class)
                            .find(payouts.first.id())
                            .orElseThrow()
                            .frozenBecause())
                    .contains("RVNM");
            assertThat(told()).isEmpty();
        }

        private List<RowProblem> problems(byte[] file) {
            return ground.take(file).lines(LineOutcome.REFUSED).stream()
                    .flatMap(line -> line.problem().stream())
                    .toList();
        }
    }
}
