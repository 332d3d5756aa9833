package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.ledger.Auxiliary.FundAccount;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;

/** The whole story of money in the reference vectors, posted for real and read back from PostgreSQL. */
@ExtendWith(TestDatabase.class)
@DisplayName("T6 : le grand livre et la couverture, écriture par écriture")
class LedgerVectorsTest {

    static final PayerAccount PAYER = new PayerAccount("C0001", "Département");
    static final OrderAccount ORDER = PAYER.order("BC-2026-000001");
    static final OrderAccount SECOND_ORDER = PAYER.order("BC-2026-000002");
    static final ProviderAccount P1 = new ProviderAccount("P0001", "Médiathèque");
    static final ProviderAccount P2 = new ProviderAccount("P0002", "Centre social");
    static final FundAccount FUND = new FundAccount("F0001", "Fonds de dotation");

    final Db db;
    final MovableClock clock = MovableClock.at("2026-11-02T09:00");
    final Ledger ledger;
    final SegregatedFunds funds;
    final Books books;
    int causes;

    LedgerVectorsTest(Db db) {
        this.db = db;
        this.ledger = new Ledger(db.jdbc(), clock);
        this.funds = new SegregatedFunds(db.jdbc(), clock);
        this.books = new Books(db.jdbc());
    }

    Cause on(String day) {
        var piece = "PIECE-" + ++causes;
        return new Cause(
                UUID.nameUUIDFromBytes(piece.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                LocalDate.parse(day),
                piece);
    }

    void post(Posting... postings) {
        db.transactions().executeWithoutResult(_ -> ledger.post(List.of(postings)));
    }

    /** Cash, protected, held, cash − protected, sweepable, in cents. */
    void row(long cash, long guarded, long held, long gap, long sweepable) {
        var coverage = funds.coverage();
        assertThat(List.of(
                        coverage.cash(),
                        coverage.protectedAmount(),
                        coverage.held(),
                        coverage.gap(),
                        coverage.sweepable(Money.ZERO)))
                .isEqualTo(List.of(cents(cash), cents(guarded), cents(held), cents(gap), cents(sweepable)));
    }

    /** 100 vouchers called, paid and activated. */
    void hundredActive() {
        post(
                Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)),
                Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(1000_00)),
                Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(1000_00)));
    }

    /** The seventeen postings of T6. */
    void wholeStory() {
        post(Movements.upstreamFeeInvoiced(on("2026-11-02"), PAYER, cents(40_00), cents(8_00)));
        row(0, 0, 0, 0, 0);
        post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
        row(0, 0, 0, 0, 0);
        post(Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(1000_00)));
        row(100_000, 0, 100_000, 100_000, 0);
        post(Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(1000_00)));
        row(100_000, 100_000, 0, 0, 0);
        post(Movements.feeReceived(on("2026-11-12"), PAYER, cents(48_00)));
        row(100_000, 100_000, 0, 0, 0);
        post(Movements.vatDue(on("2026-11-12"), cents(8_00)));
        row(100_000, 100_000, 0, 0, 0);
        post(Movements.servicesValidated(on("2026-11-20"), ORDER, P1, cents(370_00)));
        row(100_000, 100_000, 0, 0, 0);
        post(Movements.downstreamFeeSetOff(on("2026-11-30"), P1, cents(14_80), cents(2_96)));
        row(100_000, 98_224, 0, 1_776, 1_776);
        post(Movements.contributionWithheld(on("2026-11-30"), P1, FUND, cents(3_70)));
        row(100_000, 98_224, 0, 1_776, 1_776);
        post(Movements.providerPaid(on("2026-12-01"), P1, cents(348_54)));
        row(65_146, 63_370, 0, 1_776, 1_776);
        post(Movements.feesSweptOut(on("2026-12-01"), cents(17_76)));
        row(63_370, 63_370, 0, 0, 0);
        post(Movements.feesSweptIn(on("2026-12-01"), cents(17_76)));
        row(63_370, 63_370, 0, 0, 0);
        post(Movements.contributionsPaid(on("2026-12-02"), FUND, cents(3_70)));
        row(63_000, 63_000, 0, 0, 0);
        post(Movements.transferReturned(on("2026-12-03"), P1, cents(348_54)));
        row(97_854, 97_854, 0, 0, 0);
        post(Movements.returnSentAgain(on("2026-12-07"), P1, cents(348_54)));
        row(63_000, 63_000, 0, 0, 0);
    }

    @Test
    @DisplayName("T6 : 100 chèques, 37 validés, 10 expirés : chaque ligne, puis les soldes de clôture")
    void the_whole_story() {
        wholeStory();
        post(Movements.unusedVouchersOwedBack(on("2028-02-07"), ORDER, cents(100_00)));
        row(63_000, 63_000, 0, 0, 0);
        post(Movements.payerRefunded(on("2028-02-15"), ORDER, cents(100_00)));
        row(53_000, 53_000, 0, 0, 0);

        var balances = books.trialBalance(LocalDate.of(2028, 12, 31), Instant.parse("2030-01-01T00:00:00Z"));
        Map<Account, Money> left = balances.lines().stream()
                .map(Books.BalanceLine::account)
                .distinct()
                .filter(account -> !balances.balance(account).isZero())
                .collect(Collectors.toMap(account -> account, balances::balance));
        assertThat(left)
                .isEqualTo(Map.of(
                        Account.SEGREGATED_BANK, cents(530_00),
                        Account.OPERATING_BANK, cents(65_76),
                        Account.IN_CIRCULATION, cents(-530_00),
                        Account.COLLECTED_VAT, cents(-10_96),
                        Account.UPSTREAM_FEES, cents(-40_00),
                        Account.DOWNSTREAM_FEES, cents(-14_80)));
        assertThat(balances.totalDebit()).isEqualTo(balances.totalCredit());
        assertThat(funds.coverage().ratioSaid()).isEqualTo("100,00\u00a0%");
    }

    @Test
    @DisplayName(
            "R-218 : balance et situation d’une commande à une date passée sont les mêmes quel que soit le jour où on les demande")
    void past_balances_never_change() {
        wholeStory();
        var endOfNovember = LocalDate.of(2026, 11, 30);
        var known = clock.instant().plusSeconds(1);
        var before = books.trialBalance(endOfNovember, known);
        var position = books.position(ORDER, endOfNovember, known);
        clock.set("2027-03-01T09:00");
        post(Movements.bankCharge(on("2026-11-15"), cents(2_50), Money.ZERO));
        post(Movements.servicesValidated(on("2026-11-21"), ORDER, P1, cents(10_00)));
        assertThat(books.trialBalance(endOfNovember, known)).isEqualTo(before);
        assertThat(books.position(ORDER, endOfNovember, known)).isEqualTo(position);
        assertThat(books.position(ORDER, endOfNovember, clock.instant().plusSeconds(1)))
                .isNotEqualTo(position);
        assertThat(books.trialBalance(endOfNovember, clock.instant().plusSeconds(1)))
                .isNotEqualTo(before);
    }

    @Nested
    @DisplayName("T6.1 : d’où vient l’argent")
    class Funding {

        @Test
        @DisplayName("(a) un seul virement pour les deux pièces, sur le compte cantonné")
        void one_transfer_for_both() {
            post(
                    Movements.upstreamFeeInvoiced(on("2026-11-02"), PAYER, cents(40_00), cents(8_00)),
                    Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            row(0, 0, 0, 0, 0);
            post(
                    Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(1000_00)),
                    Movements.feeReceivedOnSegregated(on("2026-11-10"), PAYER, cents(48_00)));
            row(104_800, 0, 100_000, 104_800, 4_800);
            post(Movements.vatDue(on("2026-11-10"), cents(8_00)));
            post(Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(1000_00)));
            row(104_800, 100_000, 0, 4_800, 4_800);
            post(Movements.feesSweptOut(on("2026-11-11"), cents(48_00)));
            row(100_000, 100_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(b) payé sur le mauvais compte : l’activation attend que l’argent soit à sa place")
        void wrong_account() {
            post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            post(Movements.faceValueReceivedOnOperating(on("2026-11-10"), ORDER, cents(1000_00)));
            row(0, 0, 100_000, 0, -100_000);
            assertThatThrownBy(() -> post(Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(1000_00))))
                    .isInstanceOf(DataIntegrityViolationException.class);
            post(Movements.faceValueMovedOut(on("2026-11-11"), cents(1000_00)));
            row(0, 0, 100_000, 0, -100_000);
            post(Movements.faceValueMovedIn(on("2026-11-11"), cents(1000_00)));
            row(100_000, 0, 100_000, 100_000, 0);
            post(Movements.vouchersActivated(on("2026-11-12"), ORDER, cents(1000_00)));
            row(100_000, 100_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(c) payé en deux fois, 5 € de trop : le trop-perçu est gardé, puis rendu")
        void short_then_too_much() {
            post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            post(Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(600_00)));
            row(60_000, 0, 60_000, 60_000, 0);
            post(Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(600_00)));
            row(60_000, 60_000, 0, 0, 0);
            post(
                    Movements.faceValueReceived(on("2026-11-20"), ORDER, cents(400_00)),
                    Movements.unidentifiedOnSegregated(on("2026-11-20"), cents(5_00)));
            row(100_500, 60_000, 40_500, 40_500, 0);
            post(Movements.vouchersActivated(on("2026-11-20"), ORDER, cents(400_00)));
            row(100_500, 100_000, 500, 500, 0);
            post(Movements.overpaymentReturned(on("2026-11-25"), cents(5_00)));
            row(100_000, 100_000, 0, 0, 0);
        }

        @Test
        @DisplayName(
                "(d) activation sur avance de la coopérative : l’avance ne peut être reprise qu’une fois le payeur payé")
        void advance() {
            post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            post(
                    Movements.advanceOut(on("2026-11-05"), cents(1000_00)),
                    Movements.advanceIn(on("2026-11-05"), cents(1000_00)));
            row(100_000, 0, 0, 100_000, 100_000);
            post(Movements.vouchersActivated(on("2026-11-05"), ORDER, cents(1000_00)));
            row(100_000, 100_000, 0, 0, 0);
            post(Movements.faceValueReceived(on("2026-12-10"), ORDER, cents(1000_00)));
            row(200_000, 100_000, 0, 100_000, 100_000);
            post(Movements.feesSweptOut(on("2026-12-11"), cents(1000_00)));
            row(100_000, 100_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(e) contribution en plus : protégée, puis versée au fonds")
        void contribution_on_top() {
            post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            post(
                    Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(1000_00)),
                    Movements.contributionReceived(on("2026-11-10"), FUND, cents(10_00)));
            row(101_000, 1_000, 100_000, 100_000, 0);
            post(Movements.vouchersActivated(on("2026-11-10"), ORDER, cents(1000_00)));
            row(101_000, 101_000, 0, 0, 0);
            post(Movements.contributionsPaid(on("2026-11-15"), FUND, cents(10_00)));
            row(100_000, 100_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(f) commande annulée une fois payée : la valeur faciale est due, puis rendue")
        void cancelled_when_funded() {
            post(Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)));
            post(Movements.faceValueReceived(on("2026-11-10"), ORDER, cents(1000_00)));
            post(Movements.fundedOrderCancelled(on("2026-11-15"), ORDER, cents(1000_00)));
            row(100_000, 100_000, 0, 0, 0);
            post(Movements.payerRefunded(on("2026-11-20"), ORDER, cents(1000_00)));
            row(0, 0, 0, 0, 0);
        }

        @Test
        @DisplayName("(g) valeur expirée imputée sur une nouvelle commande de 15 chèques")
        void set_off() {
            post(
                    Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(100_00)),
                    Movements.faceValueReceived(on("2026-11-03"), ORDER, cents(100_00)),
                    Movements.vouchersActivated(on("2026-11-03"), ORDER, cents(100_00)));
            row(10_000, 10_000, 0, 0, 0);
            post(Movements.unusedVouchersOwedBack(on("2027-02-07"), ORDER, cents(100_00)));
            row(10_000, 10_000, 0, 0, 0);
            post(Movements.faceValueCalled(on("2027-02-10"), SECOND_ORDER, cents(150_00)));
            row(10_000, 10_000, 0, 0, 0);
            post(Movements.creditSetOff(on("2027-02-10"), ORDER, SECOND_ORDER, cents(100_00)));
            row(10_000, 0, 10_000, 10_000, 0);
            post(Movements.faceValueReceived(on("2027-02-20"), SECOND_ORDER, cents(50_00)));
            row(15_000, 0, 15_000, 15_000, 0);
            post(Movements.vouchersActivated(on("2027-02-20"), SECOND_ORDER, cents(150_00)));
            row(15_000, 15_000, 0, 0, 0);
        }
    }

    @Nested
    @DisplayName("T6.2 : paiements, retours, corrections")
    class Settling {

        @Test
        @DisplayName("(h) abonnement compensé sur le relevé")
        void subscription_set_off() {
            post(
                    Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(370_00)),
                    Movements.faceValueReceived(on("2026-11-03"), ORDER, cents(370_00)),
                    Movements.vouchersActivated(on("2026-11-03"), ORDER, cents(370_00)),
                    Movements.servicesValidated(on("2026-11-20"), ORDER, P1, cents(370_00)));
            row(37_000, 37_000, 0, 0, 0);
            post(Movements.downstreamFeeSetOff(on("2026-11-30"), P1, cents(14_80), cents(2_96)));
            row(37_000, 35_224, 0, 1_776, 1_776);
            post(Movements.subscriptionInvoiced(on("2026-11-30"), P1, cents(77_00), cents(15_40)));
            row(37_000, 35_224, 0, 1_776, 1_776);
            post(
                    Movements.subscriptionSetOff(on("2026-11-30"), P1, cents(92_40)),
                    Movements.vatDue(on("2026-11-30"), cents(15_40)));
            row(37_000, 25_984, 0, 11_016, 11_016);
            post(Movements.providerPaid(on("2026-12-01"), P1, cents(259_84)));
            row(11_016, 0, 0, 11_016, 11_016);
            post(Movements.feesSweptOut(on("2026-12-01"), cents(110_16)));
            row(0, 0, 0, 0, 0);
        }

        void paidAndSwept() {
            hundredActive();
            post(Movements.servicesValidated(on("2026-11-20"), ORDER, P1, cents(370_00)));
            post(Movements.downstreamFeeSetOff(on("2026-11-30"), P1, cents(14_80), cents(2_96)));
            post(Movements.providerPaid(on("2026-12-01"), P1, cents(352_24)));
            row(64_776, 63_000, 0, 1_776, 1_776);
            post(Movements.feesSweptOut(on("2026-12-01"), cents(17_76)));
            row(63_000, 63_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(i) R-215 : annulé après paiement, avec l’avance de la coopérative dans le même acte")
        void reversed_at_once() {
            paidAndSwept();
            var validation = UUID.randomUUID();
            post(
                    Movements.paidServiceReversed(on("2026-12-10"), validation, ORDER, P1, cents(10_00)),
                    Movements.advanceIn(on("2026-12-10"), cents(10_00)));
            row(64_000, 64_000, 0, 0, 0);
            post(Movements.downstreamFeeCredited(on("2026-12-10"), P1, cents(40), cents(8)));
            row(64_000, 64_000, 0, 0, 0);
            assertThat(ledger.balance(Account.OWED_TO_PROVIDERS, P1)).isEqualTo(cents(9_52));
            post(Movements.servicesValidated(on("2026-12-20"), ORDER, P1, cents(20_00)));
            row(64_000, 63_048, 0, 952, 952);
            post(Movements.downstreamFeeSetOff(on("2026-12-31"), P1, cents(80), cents(16)));
            row(64_000, 62_952, 0, 1_048, 1_048);
            post(Movements.providerPaid(on("2027-01-04"), P1, cents(9_52)));
            row(63_048, 62_000, 0, 1_048, 1_048);
            post(Movements.feesSweptOut(on("2027-01-04"), cents(10_48)));
            row(62_000, 62_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(i) R-215 : sans l’avance, le même acte est refusé et rien n’est écrit")
        void reversed_without_advance() {
            paidAndSwept();
            assertThatThrownBy(() -> post(Movements.paidServiceReversed(
                            on("2026-12-10"), UUID.randomUUID(), ORDER, P1, cents(10_00))))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("protected");
            row(63_000, 63_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(j) le même, en créance retenue sur le relevé suivant")
        void claimed_and_withheld() {
            paidAndSwept();
            post(Movements.servicesValidated(on("2026-12-20"), ORDER, P1, cents(20_00)));
            row(63_000, 63_000, 0, 0, 0);
            post(Movements.downstreamFeeSetOff(on("2026-12-31"), P1, cents(80), cents(16)));
            row(63_000, 62_904, 0, 96, 96);
            post(
                    Movements.claimRecovered(on("2026-12-31"), UUID.randomUUID(), ORDER, P1, cents(10_00)),
                    Movements.downstreamFeeCredited(on("2026-12-31"), P1, cents(40), cents(8)));
            row(63_000, 62_952, 0, 48, 48);
            post(Movements.providerPaid(on("2027-01-04"), P1, cents(9_52)));
            row(62_048, 62_000, 0, 48, 48);
            post(Movements.feesSweptOut(on("2027-01-04"), cents(48)));
            row(62_000, 62_000, 0, 0, 0);
        }

        @Test
        @DisplayName("(k) R-215 : ce qu’un prestataire nous doit ne couvre jamais ce que nous devons à un autre")
        void netting_hides_nothing() {
            post(
                    Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(100_00)),
                    Movements.faceValueReceived(on("2026-11-03"), ORDER, cents(100_00)),
                    Movements.vouchersActivated(on("2026-11-03"), ORDER, cents(100_00)));
            post(Movements.servicesValidated(on("2026-11-10"), ORDER, P2, cents(30_00)));
            row(10_000, 10_000, 0, 0, 0);
            assertThatThrownBy(() -> post(Movements.paidServiceReversed(
                            on("2026-11-12"), UUID.randomUUID(), ORDER, P1, cents(20_00))))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("10000")
                    .hasMessageContaining("12000");
        }

        @Test
        @DisplayName(
                "(l) R-213 : des frais bancaires de 2,50 € : incident, tout s’arrête sauf les validations, jusqu’à la résolution")
        void bank_charge() {
            hundredActive();
            post(Movements.bankCharge(on("2026-11-15"), cents(2_50), Money.ZERO));
            row(99_750, 100_000, 0, -250, -250);
            Standing standing = db.transactions().execute(_ -> funds.check());
            assertThat(standing).isInstanceOf(Standing.Stopped.class);
            assertThat(funds.openIncident())
                    .hasValueSatisfying(incident -> assertThat(incident.gap()).isEqualTo(cents(-2_50)));

            post(Movements.servicesValidated(on("2026-11-16"), ORDER, P1, cents(10_00)));
            post(
                    Movements.faceValueCalled(on("2026-11-16"), SECOND_ORDER, cents(10_00)),
                    Movements.faceValueReceived(on("2026-11-16"), SECOND_ORDER, cents(10_00)));
            var activation = Movements.vouchersActivated(on("2026-11-16"), SECOND_ORDER, cents(10_00));
            assertThatThrownBy(() -> post(activation)).isInstanceOf(DataIntegrityViolationException.class);
            assertThat(funds.resolve("trésorerie", "avance demandée")).isEqualTo(SegregatedFunds.Closing.STILL_SHORT);

            post(Movements.advanceIn(on("2026-11-17"), cents(2_50)));
            assertThat(funds.coverage().holds()).isTrue();
            assertThatThrownBy(() -> post(activation))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("incident");
            assertThat(funds.resolve("trésorerie", "avance de 2,50 €")).isEqualTo(SegregatedFunds.Closing.RESOLVED);
            post(activation);
            assertThat(funds.resolve("trésorerie", "encore")).isEqualTo(SegregatedFunds.Closing.NO_OPEN_INCIDENT);
        }
    }

    @Nested
    @DisplayName("R-209, R-210 : une fois, équilibrée, jamais modifiée")
    class Discipline {

        @Test
        @DisplayName("R-209 : le même mouvement pour la même cause ne se fait qu’une fois")
        void once() {
            var cause = on("2026-11-02");
            var call = Movements.faceValueCalled(cause, ORDER, cents(1000_00));
            var first = db.transactions().execute(_ -> ledger.post(call));
            clock.advance(java.time.Duration.ofDays(3));
            var second = db.transactions().execute(_ -> ledger.post(call));
            assertThat(List.of(first, second)).containsExactly(Ledger.Done.POSTED, Ledger.Done.ALREADY_POSTED);
            assertThat(ledger.balance(Account.PAYER_CALLS)).isEqualTo(cents(1000_00));
        }

        @Test
        @DisplayName(
                "R-209 : la même cause avec un autre contenu est refusée : montant, tiers, jour, jambes en plus ou en moins")
        void never_otherwise() {
            var cause = on("2026-11-02");
            post(Movements.upstreamFeeInvoiced(cause, PAYER, cents(40_00), cents(8_00)));
            var other = new PayerAccount("C0002", "Mutuelle");
            for (var changed : List.of(
                    Movements.upstreamFeeInvoiced(cause, PAYER, cents(40_01), cents(8_00)),
                    Movements.upstreamFeeInvoiced(cause, other, cents(40_00), cents(8_00)),
                    Movements.upstreamFeeInvoiced(cause, PAYER, cents(40_00), Money.ZERO),
                    Movements.upstreamFeeInvoiced(
                            new Cause(cause.id(), cause.on().plusDays(1), cause.piece()),
                            PAYER,
                            cents(40_00),
                            cents(8_00)),
                    Movements.upstreamFeeInvoiced(
                            new Cause(cause.id(), cause.on(), "AUTRE"), PAYER, cents(40_00), cents(8_00)))) {
                assertThatThrownBy(() -> post(changed)).isInstanceOf(Ledger.PostedDifferently.class);
            }
            var single = on("2026-11-03");
            post(Movements.upstreamFeeInvoiced(single, PAYER, cents(40_00), Money.ZERO));
            assertThatThrownBy(() -> post(Movements.upstreamFeeInvoiced(single, PAYER, cents(40_00), cents(8_00))))
                    .isInstanceOf(Ledger.PostedDifferently.class);
            assertThat(ledger.balance(Account.PAYER_FEES, PAYER)).isEqualTo(cents(88_00));
        }

        @Test
        @DisplayName("R-210 : ni le rôle de l’application ni le propriétaire ne modifie ou n’efface une écriture")
        void append_only() {
            hundredActive();
            var owner = org.springframework.jdbc.core.simple.JdbcClient.create(db.owner());
            for (var sql : List.of(
                    "UPDATE ledger.leg SET amount_cents = 1",
                    "DELETE FROM ledger.leg",
                    "TRUNCATE ledger.leg",
                    "UPDATE ledger.auxiliary SET label = 'x'",
                    "DELETE FROM ledger.auxiliary")) {
                assertThatThrownBy(() -> db.jdbc().sql(sql).update()).as(sql).isNotNull();
                assertThatThrownBy(() -> owner.sql(sql).update()).as(sql).hasMessageContaining("append-only");
            }
            assertThat(ledger.balance(Account.IN_CIRCULATION)).isEqualTo(cents(-1000_00));
        }

        @Test
        @DisplayName("une écriture qui n’est pas dans la liste des mouvements est refusée par PostgreSQL lui-même")
        void undeclared_movements_do_not_exist() {
            hundredActive();
            assertThatThrownBy(() -> db.jdbc().sql("""
                            INSERT INTO ledger.leg (posting, leg, movement, cause, effective_on, recorded_at, piece,
                                   debit_account, debit_auxiliary, credit_account, credit_auxiliary, amount_cents)
                            VALUES (nextval('ledger.posting_number'), 1, 'M40', gen_random_uuid(), '2026-11-20',
                                    '2026-11-20T10:00:00Z', 'X', 467120,
                                    (SELECT min(id) FROM ledger.auxiliary), 758000, NULL, 100)
                            """).update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("cannot debit");
        }

        @Test
        @DisplayName("un montant nul ou négatif, un compte vers lui-même : impossibles en SQL comme en Java")
        void amounts_are_positive() {
            assertThatThrownBy(() -> Movements.faceValueCalled(on("2026-11-02"), ORDER, Money.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            for (var amount : List.of(0, -100)) {
                assertThatThrownBy(
                                () -> db.jdbc().sql("""
                                INSERT INTO ledger.leg (posting, leg, movement, cause, effective_on, recorded_at, piece,
                                       debit_account, credit_account, amount_cents)
                                VALUES (1, 1, 'M05', gen_random_uuid(), '2026-11-20', '2026-11-20T10:00:00Z', 'X',
                                        445740, 445710, :amount)
                                """).param("amount", amount).update())
                        .isInstanceOf(DataIntegrityViolationException.class)
                        .hasMessageContaining("a_leg_moves_a_positive_amount");
            }
        }

        @Test
        @DisplayName("R-232 : une période close n’accepte rien d’antérieur")
        void closed_periods_stay_closed() {
            hundredActive();
            db.jdbc().sql("""
                            INSERT INTO ledger.closed_period (closed_through, closed_by, closed_at)
                            VALUES ('2026-11-30', 'test', '2026-12-05T09:00:00Z')
                            """).update();
            assertThatThrownBy(() -> post(Movements.servicesValidated(on("2026-11-30"), ORDER, P1, cents(10_00))))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("closed");
            post(Movements.servicesValidated(on("2026-12-01"), ORDER, P1, cents(10_00)));
        }

        @Test
        @DisplayName("R-202 : un compte bancaire ne bouge que par les mouvements de la banque")
        void bank_accounts_move_by_the_bank() {
            assertThat(Movement.ofTheBank())
                    .doesNotContain(Movement.M01, Movement.M02, Movement.M11, Movement.M20, Movement.M22, Movement.M40)
                    .contains(Movement.M03, Movement.M27, Movement.M28, Movement.M41, Movement.M50);
        }

        @Test
        @DisplayName("R-050 : aucun mouvement ne porte la valeur faciale inutilisée en produit")
        void face_value_is_never_income() {
            for (var movement : Movement.values()) {
                for (var leg : movement.allowed()) {
                    boolean fromThirdParties = leg.debit().code() / 1000 == 467;
                    assertThat(fromThirdParties && leg.credit().isResult())
                            .as("%s : %s vers %s", movement, leg.debit(), leg.credit())
                            .isEqualTo(movement == Movement.M22 && leg.credit() == Account.DOWNSTREAM_FEES);
                }
            }
        }

        @Test
        @DisplayName("la base connaît exactement les comptes et les mouvements du code")
        void the_database_knows_the_chart() {
            record Leg(String movement, int debit, int credit) {}
            var declared = java.util.Arrays.stream(Movement.values())
                    .flatMap(movement -> movement.allowed().stream()
                            .map(leg -> new Leg(
                                    movement.name(),
                                    leg.debit().code(),
                                    leg.credit().code())))
                    .toList();
            assertThat(db.jdbc()
                            .sql("SELECT movement, debit_account, credit_account FROM ledger.allowed_leg")
                            .query((row, _) -> new Leg(row.getString(1), row.getInt(2), row.getInt(3)))
                            .list())
                    .containsExactlyInAnyOrderElementsOf(declared);
            record Known(int code, String name, String label, String side, String third) {}
            assertThat(db.jdbc()
                            .sql("SELECT code, name, label, normal_side, third FROM ledger.account")
                            .query((row, _) -> new Known(
                                    row.getInt(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5)))
                            .list())
                    .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(Account.values())
                            .map(account -> new Known(
                                    account.code(),
                                    account.name(),
                                    account.label(),
                                    account.normalSide().name(),
                                    account.third().name()))
                            .toList());
        }
    }

    @Nested
    @DisplayName("T6.3 : l’indicateur de couverture")
    class Indicator {

        Coverage of(long cash, long circulating) {
            return new Coverage(
                    cents(cash),
                    cents(circulating),
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    java.util.Optional.empty());
        }

        @Test
        @DisplayName("arrondi vers le bas ; sans rien à couvrir, 100 %")
        void ratio() {
            assertThat(of(405_000_000, 405_000_000).ratioSaid()).isEqualTo("100,00\u00a0%");
            assertThat(of(404_999_999, 405_000_000).ratioSaid()).isEqualTo("99,99\u00a0%");
            assertThat(of(404_999_999, 405_000_000).holds()).isFalse();
            assertThat(of(0, 0).ratioSaid()).isEqualTo("100,00\u00a0%");
            assertThat(of(1, 0).ratioSaid()).isEqualTo("100,00\u00a0%");
            assertThat(of(53_000, 53_000).holds()).isTrue();
        }

        @Test
        @DisplayName("R-212 : le solde que la banque déclare borne ce que nous croyons avoir")
        void the_bank_is_right() {
            hundredActive();
            db.transactions().executeWithoutResult(_ -> funds.bankStated(LocalDate.of(2026, 11, 10), cents(999_99)));
            row(99_999, 100_000, 0, -1, -1);
            db.transactions().executeWithoutResult(_ -> funds.bankStated(LocalDate.of(2026, 11, 10), cents(1000_00)));
            row(100_000, 100_000, 0, 0, 0);
            post(Movements.transferReturned(on("2026-11-12"), P1, cents(5_00)));
            row(100_500, 100_500, 0, 0, 0);
        }

        @Test
        @DisplayName("R-216 : la preuve de chaque matin se chaîne à la précédente, et toute retouche se voit")
        void proofs_are_chained() {
            hundredActive();
            var first = funds.prove(LocalDate.of(2026, 11, 11), true);
            clock.set("2026-11-12T06:00");
            var second = funds.prove(LocalDate.of(2026, 11, 12), false);
            assertThat(second.previousDigest()).isEqualTo(first.digest());
            assertThat(funds.prove(LocalDate.of(2026, 11, 12), true)).isEqualTo(second);
            assertThat(funds.firstBrokenProof()).isEmpty();
            var owner = org.springframework.jdbc.core.simple.JdbcClient.create(db.owner());
            owner.sql("ALTER TABLE ledger.coverage_proof DISABLE TRIGGER ALL").update();
            owner.sql("UPDATE ledger.coverage_proof SET cash_cents = 1 WHERE proved_on = '2026-11-11'")
                    .update();
            assertThat(funds.firstBrokenProof()).contains(LocalDate.of(2026, 11, 11));
        }
    }

    @Nested
    @DisplayName("T12 : le fichier des écritures comptables")
    class Fec {

        List<String[]> lines(byte[] fec) {
            return new String(fec, FecExport.CHARSET)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        }

        byte[] export(int year) {
            var out = new ByteArrayOutputStream();
            db.transactions().executeWithoutResult(_ -> new FecExport(db.app()).handle(Year.of(year), out));
            return out.toByteArray();
        }

        @Test
        @DisplayName("R-231 : écritures 1 à 15 de T6 : 32 lignes, 18 champs, journaux, totaux, lettrage, contrôles")
        void fifteen_entries() {
            wholeStory();
            var fec = export(2026);
            var all = lines(fec);
            var lines = all.subList(1, all.size());
            assertThat(FecExport.fileName("123456782", Year.of(2026))).isEqualTo("123456782FEC20261231.txt");
            assertThat(lines).hasSize(32).allMatch(line -> line.length == 18);
            assertThat(lines.stream().collect(Collectors.groupingBy(line -> line[0], Collectors.counting())))
                    .isEqualTo(Map.of("VE", 6L, "OD", 10L, "BC", 12L, "BQ", 4L));
            assertThat(lines.stream()
                            .map(line -> line[0] + " " + line[2])
                            .distinct()
                            .collect(Collectors.groupingBy(number -> number.substring(0, 2), Collectors.counting())))
                    .isEqualTo(Map.of("VE", 2L, "OD", 5L, "BC", 6L, "BQ", 2L));
            assertThat(sum(lines, 11)).isEqualTo(cents(4580_30));
            assertThat(sum(lines, 12)).isEqualTo(cents(4580_30));
            assertThat(FecChecks.check(new ByteArrayInputStream(fec), Year.of(2026)))
                    .isEmpty();

            var calls = lines.stream().filter(line -> line[4].equals("411200")).toList();
            assertThat(calls).hasSize(2).allMatch(line -> line[13].equals("AA") && line[14].equals("20261110"));
            assertThat(lines.stream().filter(line -> line[4].equals("467120"))).allMatch(line -> line[13].isEmpty());
            assertThat(lines.getFirst()[11]).isEqualTo("48,00");
            assertThat(lines.getFirst()[12]).isEqualTo("0,00");
            assertThat(export(2026)).isEqualTo(fec);
        }

        Money sum(List<String[]> lines, int column) {
            return lines.stream().map(line -> Money.parse(line[column])).collect(Money.sum());
        }

        @Test
        @DisplayName("R-231 : l’année suivante s’ouvre sur les soldes, le résultat reporté, et reste équilibrée")
        void opening_balances() {
            wholeStory();
            post(Movements.unusedVouchersOwedBack(on("2027-02-07"), ORDER, cents(100_00)));
            var fec = export(2027);
            assertThat(FecChecks.check(new ByteArrayInputStream(fec), Year.of(2027)))
                    .isEmpty();
            var opening =
                    lines(fec).stream().filter(line -> line[0].equals("AN")).toList();
            assertThat(opening).isNotEmpty().allMatch(line -> line[3].equals("20270101"));
            assertThat(opening.stream().filter(line -> line[4].equals("120000")).map(line -> line[12]))
                    .containsExactly("54,80");
        }

        @Test
        @DisplayName("T12 : le texte devient lisible en ISO-8859-15 sans perdre un accent")
        void plain_text() {
            assertThat(FecExport.plain("Contrepaiement – novembre « 2026 »…"))
                    .isEqualTo("Contrepaiement - novembre « 2026 »...");
            assertThat(FecExport.plain("Œuvre à 10 €")).isEqualTo("Œuvre à 10 €");
            assertThat(FecExport.plain("a\tb|c\u00a0d’e")).isEqualTo("a b c d'e");
        }

        @Test
        @DisplayName("T12 : les contrôles trouvent ce que les outils officiels laissent passer, ligne par ligne")
        void checks_find_what_is_wrong() {
            wholeStory();
            var good = new String(export(2026), FecExport.CHARSET);
            var lines = good.lines().toList();
            assertProblem(good.replace("VE000002", "VE000004"), FecChecks.FecProblem.NUMBER_MISSING);
            assertProblem(good.replaceFirst("\t48,00\t", "\t-48,00\t"), FecChecks.FecProblem.AMOUNT_NEGATIVE);
            assertProblem(good.replaceFirst("\t48,00\t", "\t47,99\t"), FecChecks.FecProblem.ENTRY_UNBALANCED);
            assertProblem(good.replaceFirst("\t48,00\t", "\t47,99\t"), FecChecks.FecProblem.FILE_UNBALANCED);
            assertProblem(good.replaceFirst("20261102", "20261302"), FecChecks.FecProblem.DATE_INVALID);
            assertProblem(good.replaceFirst("20261102", "20251102"), FecChecks.FecProblem.DATE_OUTSIDE_YEAR);
            assertProblem(good.replaceFirst("\tAA\t20261110", "\t\t"), FecChecks.FecProblem.SETTLED_BUT_NOT_LETTERED);
            assertProblem(good.replaceFirst("\tAA\t20261110", "\tAA\t"), FecChecks.FecProblem.LETTER_WITHOUT_DATE);
            assertProblem(good.replaceFirst("JournalCode", "Journal"), FecChecks.FecProblem.HEADER_DIFFERS);
            assertProblem(good.replaceFirst("411100", "41X"), FecChecks.FecProblem.ACCOUNT_INVALID);
            assertProblem(good.replaceFirst("PIECE-1\t", "\t"), FecChecks.FecProblem.PIECE_MISSING);
            assertProblem(
                    good + lines.get(1).replaceFirst("\t[^\t]*$", "") + "\r\n", FecChecks.FecProblem.NOT_18_FIELDS);
            assertProblem("", FecChecks.FecProblem.HEADER_DIFFERS);
        }

        void assertProblem(String fec, FecChecks.FecProblem problem) {
            assertThat(FecChecks.check(new ByteArrayInputStream(fec.getBytes(FecExport.CHARSET)), Year.of(2026)))
                    .extracting(FecChecks.Found::problem)
                    .contains(problem);
        }
    }

    @Test
    @DisplayName("deux activations couvertes chacune, mais pas ensemble : une seule passe")
    void acts_wait_for_each_other() throws Exception {
        post(
                Movements.faceValueCalled(on("2026-11-02"), ORDER, cents(1000_00)),
                Movements.faceValueCalled(on("2026-11-02"), SECOND_ORDER, cents(1000_00)),
                Movements.faceValueReceived(on("2026-11-03"), ORDER, cents(1000_00)));
        var first = Movements.vouchersActivated(on("2026-11-04"), ORDER, cents(1000_00));
        var second = Movements.vouchersActivated(on("2026-11-04"), SECOND_ORDER, cents(1000_00));
        var together = new java.util.concurrent.CyclicBarrier(2);
        var passed = new java.util.concurrent.atomic.AtomicInteger();
        var threads = List.of(first, second).stream()
                .map(posting -> Thread.ofVirtual().start(() -> {
                    try {
                        db.transactions().executeWithoutResult(_ -> {
                            ledger.post(posting);
                            await(together);
                        });
                        passed.incrementAndGet();
                    } catch (DataIntegrityViolationException e) {
                        // the other one was first
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(passed).hasValue(1);
        assertThat(funds.coverage().holds()).isTrue();
    }

    private static void await(java.util.concurrent.CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
