package coop.fairpass.bank;

import static coop.fairpass.bank.BankGround.CONTROLLER;
import static coop.fairpass.bank.BankGround.FIRST;
import static coop.fairpass.bank.BankGround.SECOND;
import static coop.fairpass.bank.BankGround.person;
import static coop.fairpass.bank.PayoutGround.TOTAL;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.PaymentRuns.Outcome;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Ordres de virement : arrêtés, approuvés par deux personnes, envoyés une fois")
@ExtendWith(TestDatabase.class)
class PaymentRunsTest {

    private final MovableClock clock = MovableClock.at("2026-11-30T09:00");
    private final Db db;
    private final BankGround ground;
    private final PayoutGround payouts;
    private final PaymentRuns runs;

    PaymentRunsTest(Db db) {
        this.db = db;
        this.ground =
                new BankGround(db, clock, FakePayouts.class, FakeReceipts.class, FakeAdvances.class).withAccounts();
        this.payouts = new PayoutGround(ground).owed();
        this.runs = ground.bean(PaymentRuns.class);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private Outcome approve(UUID run, Money total, Actor by) {
        return ground.bean(ApproveRun.class).handle(new ApproveRun.Command(run, total, by));
    }

    private SendRun.Outcome send(UUID run) {
        return ground.bean(SendRun.class).handle(new SendRun.Command(run, FIRST));
    }

    private RunState state(UUID run) {
        return runs.find(run).orElseThrow().state();
    }

    private List<String> told() {
        return ground.bean(FakePayouts.class).told;
    }

    private JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    private static void assertRefused(Outcome outcome, RunReason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }

    private void assertNotSent(UUID run, RunReason reason, String... endToEndIds) {
        assertThat(send(run)).isEqualTo(new SendRun.Outcome.Refused(reason, List.of(endToEndIds)));
        assertThat(state(run)).isNotEqualTo(RunState.SENT);
        assertThat(told()).noneMatch(what -> what.startsWith("sent"));
    }

    @Nested
    @DisplayName("préparer")
    class Prepare {

        @Test
        @DisplayName("l’ordre arrête ses virements et leur total ; le préparer deux fois n’en fait qu’un")
        void freezes_and_is_idempotent() {
            var run = payouts.prepared();

            var found = runs.find(run).orElseThrow();
            assertThat(found.transfers()).isEqualTo(2);
            assertThat(found.total()).isEqualTo(TOTAL);
            assertThat(found.state()).isEqualTo(RunState.PREPARED);
            assertThat(payouts.prepare(run, payouts.requests(run))).isEqualTo(new Outcome.Done(found));
            assertThat(runs.all()).hasSize(1);
            assertThat(runs.transfers(run)).extracting(RunTransfer::state).containsOnly(TransferState.WAITING);
        }

        @Test
        @DisplayName("le même ordre avec un autre contenu est refusé")
        void refuses_another_content() {
            var run = payouts.prepared();
            assertRefused(payouts.prepare(run, payouts.requests(run).subList(0, 1)), RunReason.ID_TAKEN);
        }

        @Test
        @DisplayName("T11 : vide, montant nul, même bénéficiaire deux fois, référence fausse ou déjà prise : refusé")
        void refuses_what_cannot_be_a_run() {
            var run = BankGround.id("other");
            var requests = payouts.requests(run);
            var first = requests.getFirst();
            assertRefused(payouts.prepare(run, List.of()), RunReason.EMPTY);
            assertRefused(
                    payouts.prepare(run, List.of(with(first, "CP202611-P0001", Money.ZERO))),
                    RunReason.AMOUNT_OUT_OF_RANGE);
            assertRefused(
                    payouts.prepare(run, List.of(first, with(first, "CP202611-P0001-2", cents(1)))),
                    RunReason.PAYEE_TWICE);
            assertRefused(payouts.prepare(run, List.of(with(first, "/CP", cents(1)))), RunReason.IDENTIFIER_INVALID);
            payouts.prepared();
            assertRefused(payouts.prepare(run, requests), RunReason.IDENTIFIER_INVALID);
            assertThat(runs.find(run)).isEmpty();
        }

        @Test
        @DisplayName("R-199 : un ordre paie chaque bénéficiaire une fois, dit aussi PostgreSQL")
        void one_transfer_a_payee() {
            payouts.prepared();
            assertThatThrownBy(() -> owner().sql("""
                            INSERT INTO bank.transfer (id, run, rank, purpose, end_to_end_id, payee, bank_account,
                                   holder_name, iban, amount_cents, remittance, state)
                            SELECT gen_random_uuid(), run, 9, purpose, 'CP-9', payee, bank_account, holder_name, iban,
                                   amount_cents, remittance, state
                              FROM bank.transfer WHERE rank = 1
                            """).update()).hasMessageContaining("a_run_pays_each_payee_once");
        }

        @Test
        @DisplayName("une référence d’un ordre abandonné est de nouveau libre ; celle d’un ordre vivant ne l’est pas")
        void references_are_used_once() {
            var run = payouts.prepared();
            assertThat(runs.isEndToEndIdUsed("CP202611-P0001")).isTrue();
            ground.bean(AbandonRun.class).handle(new AbandonRun.Command(run, SECOND));
            assertThat(runs.isEndToEndIdUsed("CP202611-P0001")).isFalse();
            var again = BankGround.id("again");
            assertThat(payouts.prepare(again, payouts.requests(again))).isInstanceOf(Outcome.Done.class);
        }

        private TransferRequest with(TransferRequest request, String endToEndId, Money amount) {
            return new TransferRequest(
                    UUID.randomUUID(),
                    request.purpose(),
                    endToEndId,
                    request.payee(),
                    request.bankAccount(),
                    request.holderName(),
                    request.iban(),
                    request.bic(),
                    amount,
                    request.remittance());
        }
    }

    @Nested
    @DisplayName("R-198 : approuver")
    class Approve {

        @Test
        @DisplayName(
                "deux personnes différentes, chacune annonçant le total ; celle qui a préparé peut être l’une d’elles")
        void two_people() {
            var run = payouts.prepared();
            assertThat(approve(run, TOTAL, FIRST)).isInstanceOf(Outcome.Done.class);
            assertThat(state(run)).isEqualTo(RunState.PREPARED);
            assertThat(told()).isEmpty();
            assertThat(approve(run, TOTAL, SECOND)).isInstanceOf(Outcome.Done.class);
            assertThat(state(run)).isEqualTo(RunState.APPROVED);
            assertThat(told()).containsExactly("approved P0001", "approved P0002");
            assertThat(runs.approvedBy(run)).containsExactly("person/first-treasurer", "person/second-treasurer");
        }

        @Test
        @DisplayName("T11 : 36 176 annoncé pour 36 177 : refusé, et rien n’est gardé")
        void another_total() {
            var run = payouts.prepared();
            assertRefused(approve(run, TOTAL.plus(cents(1)), FIRST), RunReason.TOTAL_DIFFERS);
            assertRefused(approve(run, TOTAL.minus(cents(1)), SECOND), RunReason.TOTAL_DIFFERS);
            assertThat(runs.approvedBy(run)).isEmpty();
        }

        @Test
        @DisplayName("la même personne deux fois, une troisième, un contrôleur, un programme : refusés")
        void not_the_right_people() {
            var run = payouts.prepared();
            assertRefused(approve(run, TOTAL, CONTROLLER), RunReason.NOT_ALLOWED);
            assertRefused(approve(run, TOTAL, person("key/of-a-treasurer", Role.TREASURER)), RunReason.NOT_A_PERSON);
            assertRefused(approve(BankGround.id("none"), TOTAL, FIRST), RunReason.UNKNOWN_RUN);
            approve(run, TOTAL, FIRST);
            assertRefused(approve(run, TOTAL, FIRST), RunReason.SAME_PERSON);
            approve(run, TOTAL, SECOND);
            assertRefused(approve(run, TOTAL, person("person/third", Role.TREASURER)), RunReason.NO_LONGER_WAITING);
        }

        @RepeatedTest(5)
        @DisplayName("deux trésoriers au même instant : les deux comptent, et chaque virement est approuvé une fois")
        void at_once() throws Exception {
            var run = payouts.prepared();
            var outcomes = atOnce(() -> approve(run, TOTAL, FIRST), () -> approve(run, TOTAL, SECOND));
            assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
            assertThat(state(run)).isEqualTo(RunState.APPROVED);
            assertThat(told()).containsExactlyInAnyOrder("approved P0001", "approved P0002");
        }

        @RepeatedTest(5)
        @DisplayName("la même personne deux fois au même instant : une seule compte")
        void same_person_at_once() throws Exception {
            var run = payouts.prepared();
            var outcomes = atOnce(() -> approve(run, TOTAL, FIRST), () -> approve(run, TOTAL, FIRST));
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(outcomes).contains(new Outcome.Refused(RunReason.SAME_PERSON));
            assertThat(state(run)).isEqualTo(RunState.PREPARED);
        }

        @RepeatedTest(5)
        @DisplayName("l’un approuve un total juste, l’autre au même instant un total périmé : l’ordre attend encore")
        void stale_total_at_once() throws Exception {
            var run = payouts.prepared();
            var outcomes =
                    atOnce(() -> approve(run, TOTAL, FIRST), () -> approve(run, TOTAL.minus(cents(9_52)), SECOND));
            assertThat(outcomes).contains(new Outcome.Refused(RunReason.TOTAL_DIFFERS));
            assertThat(state(run)).isEqualTo(RunState.PREPARED);
        }

        @RepeatedTest(5)
        @DisplayName("approuver et abandonner au même instant : l’un des deux, entièrement")
        void approve_or_abandon() throws Exception {
            var run = payouts.prepared();
            approve(run, TOTAL, FIRST);
            atOnce(
                    () -> approve(run, TOTAL, SECOND),
                    () -> ground.bean(AbandonRun.class).handle(new AbandonRun.Command(run, FIRST)));
            assertThat(state(run)).isEqualTo(RunState.ABANDONED); // whichever came first, it can still be given up
            assertThat(told().stream().filter(what -> what.startsWith("abandoned")))
                    .hasSize(2);
        }
    }

    @Nested
    @DisplayName("envoyer : les refus dans l’ordre, puis une fois")
    class Send {

        @Test
        @DisplayName("R-202 : l’ordre part, son fichier est arrêté, rien n’est écrit dans les livres")
        void sends() {
            var run = payouts.approved();
            var before = ground.balance(Account.SEGREGATED_BANK);

            assertThat(send(run))
                    .isEqualTo(new SendRun.Outcome.Sent(runs.find(run).orElseThrow()));

            assertThat(state(run)).isEqualTo(RunState.SENT);
            assertThat(runs.transfers(run)).extracting(RunTransfer::state).containsOnly(TransferState.SENT);
            assertThat(told()).contains("sent P0001", "sent P0002");
            assertThat(ground.balance(Account.SEGREGATED_BANK)).isEqualTo(before);
            assertThat(ground.balance(Account.OWED_TO_PROVIDERS)).isEqualTo(TOTAL.negated());
        }

        @RepeatedTest(5)
        @DisplayName("R-200 : envoyer deux fois au même instant n’envoie qu’une fois")
        void twice_is_once() throws Exception {
            var run = payouts.approved();
            var outcomes = atOnce(() -> send(run), () -> send(run));
            assertThat(outcomes).allMatch(SendRun.Outcome.Sent.class::isInstance);
            assertThat(told().stream().filter(what -> what.startsWith("sent"))).hasSize(2);
            assertThat(send(run)).isInstanceOf(SendRun.Outcome.Sent.class);
            assertThat(told().stream().filter(what -> what.startsWith("sent"))).hasSize(2);
            assertRefused(
                    ground.bean(AbandonRun.class).handle(new AbandonRun.Command(run, FIRST)),
                    RunReason.NO_LONGER_WAITING);
        }

        @Test
        @DisplayName("vide ; abandonné ; moins de deux approbations ; total qui n’est plus celui approuvé")
        void of_the_run() {
            var run = payouts.prepared();
            assertNotSent(run, RunReason.TWO_APPROVALS_NEEDED);
            approve(run, TOTAL, FIRST);
            assertNotSent(run, RunReason.TWO_APPROVALS_NEEDED);
            approve(run, TOTAL, SECOND);
            owner().sql("UPDATE bank.transfer SET amount_cents = amount_cents + 1 WHERE rank = 2")
                    .update();
            assertNotSent(run, RunReason.TOTAL_DIFFERS);
            ground.bean(AbandonRun.class).handle(new AbandonRun.Command(run, SECOND));
            assertNotSent(run, RunReason.NOT_FROZEN);
            assertThat(told()).contains("abandoned P0001", "abandoned P0002");
            owner().sql("DELETE FROM bank.transfer_step").update();
            owner().sql("DELETE FROM bank.transfer").update();
            assertNotSent(run, RunReason.EMPTY);
            assertThat(ground.bean(SendRun.class).handle(new SendRun.Command(run, CONTROLLER)))
                    .isEqualTo(new SendRun.Outcome.Refused(RunReason.NOT_ALLOWED, List.of()));
        }

        @Test
        @DisplayName(
                "R-213 : il manque un centime : rien ne part, un incident s’ouvre, et reste ouvert quand le centime revient")
        void not_covered_by_one_cent() {
            var run = payouts.approved();
            var statement = BankGround.statement(
                    BankGround.SEGREGATED,
                    "2026-11-24",
                    cents(1000_00),
                    BankMovement.booked(LocalDate.of(2026, 11, 24), cents(-1), "REF-2"));
            ground.take(statement);

            assertNotSent(run, RunReason.NOT_COVERED);
            assertThat(ground.funds().openIncident()).isPresent();

            ground.take(BankGround.statement(
                    BankGround.SEGREGATED,
                    "2026-11-25",
                    cents(999_99),
                    BankMovement.booked(LocalDate.of(2026, 11, 25), cents(1), "REF-3")));
            assertNotSent(run, RunReason.NOT_COVERED);
        }

        @Test
        @DisplayName("compte gelé depuis, remplacé depuis, pas encore utilisable : refusé, et il est nommé")
        void of_accounts() {
            var run = payouts.approved();
            var accounts = ground.bean(BankAccounts.class);
            db.transactions().executeWithoutResult(_ -> accounts.freeze(payouts.second.id(), "AC04"));
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0002");

            accounts.validate(payouts.second.id(), SECOND);
            var other = BankGround.id("another account");
            accounts.declare(
                    other,
                    payouts.first.organisation(),
                    BankSamples.french(77),
                    Optional.empty(),
                    "Médiathèque",
                    FIRST);
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
        }

        @Test
        @DisplayName("IBAN ou titulaire qui ne sont plus ceux de la version arrêtée : refusé")
        void not_the_frozen_version() {
            var run = payouts.approved();
            owner().sql("UPDATE bank.transfer SET iban = :iban WHERE rank = 1")
                    .param("iban", BankSamples.french(78).value())
                    .update();
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
            owner().sql("UPDATE bank.transfer SET iban = :iban, holder_name = 'Autre' WHERE rank = 1")
                    .param("iban", payouts.first.iban().value())
                    .update();
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
        }

        @Test
        @DisplayName("compte validé mais pas encore utilisable à la date d’exécution : refusé")
        void still_cooling() {
            var run = payouts.approved();
            owner().sql("UPDATE directory.bank_account SET usable_from = '2026-12-02' WHERE id = :id")
                    .param("id", payouts.first.id())
                    .update();
            assertNotSent(run, RunReason.PAYEE_NOT_VALIDATED, "CP202611-P0001");
            owner().sql("UPDATE directory.bank_account SET usable_from = '2026-12-01' WHERE id = :id")
                    .param("id", payouts.first.id())
                    .update();
            assertThat(send(run)).isInstanceOf(SendRun.Outcome.Sent.class);
        }

        @Test
        @DisplayName("nom illisible, pays hors SEPA, exécution un dimanche ou hier, fichier déjà parti sous ce nom")
        void of_the_file() {
            var run = payouts.approved();
            owner().sql("UPDATE bank.run SET execution_on = '2026-12-06'").update();
            assertNotSent(run, RunReason.EXECUTION_NOT_A_TARGET_DAY);
            clock.set("2026-12-02T09:00");
            owner().sql("UPDATE bank.run SET execution_on = '2026-12-01'").update();
            assertNotSent(run, RunReason.EXECUTION_IN_THE_PAST);
            clock.set("2026-12-01T23:59");
            owner().sql("""
                            INSERT INTO bank.payment_file (subject, message_id, created_at, checked_on, initiator,
                                   debtor_name, debtor_iban, batch_booking)
                            VALUES (gen_random_uuid(), :id, '2026-11-01T00:00:00Z', '2026-11-01', 'X', 'X', 'X', false)
                            """).param("id", payouts.messageId(run)).update();
            assertNotSent(run, RunReason.MESSAGE_ID_USED);
        }

        @Test
        @DisplayName("les refus viennent dans l’ordre du §1.4 : tout est faux à la fois, puis corrigé un à un")
        void in_order() {
            var run = payouts.prepared();
            owner().sql("UPDATE bank.run SET execution_on = '2026-12-06'").update();
            var accounts = ground.bean(BankAccounts.class);
            db.transactions().executeWithoutResult(_ -> accounts.freeze(payouts.first.id(), "AC04"));
            owner().sql("UPDATE directory.bank_account SET usable_from = '2027-01-01' WHERE id = :id")
                    .param("id", payouts.second.id())
                    .update();
            var transfer = runs.transfers(run).get(1).id();
            ground.bean(VerifyPayee.class)
                    .handle(new VerifyPayee.Command(run, transfer, PaymentStatusCode.RVMC, "CENTRE SOCIAL", FIRST));

            assertNotSent(run, RunReason.TWO_APPROVALS_NEEDED);
            approve(run, TOTAL, FIRST);
            approve(run, TOTAL, SECOND);
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
            accounts.validate(payouts.first.id(), SECOND);
            assertNotSent(run, RunReason.PAYEE_NOT_VALIDATED, "CP202611-P0002");
            owner().sql("UPDATE directory.bank_account SET usable_from = '2026-11-01'")
                    .update();
            assertNotSent(run, RunReason.PAYEE_NAME_DIFFERS, "CP202611-P0002");
            ground.bean(DecidePayeeName.class)
                    .handle(new DecidePayeeName.Command(run, transfer, true, "nom d’usage", FIRST));
            assertNotSent(run, RunReason.EXECUTION_NOT_A_TARGET_DAY);
        }

        @Test
        @DisplayName("sans notre propre compte, il n’y a pas de fichier")
        void without_our_account() {
            var run = payouts.approved();
            owner().sql("DELETE FROM bank.account").update();
            assertNotSent(run, RunReason.OWN_ACCOUNT_UNKNOWN);
        }

        @Test
        @DisplayName("PostgreSQL redemande deux approbations et la couverture quand la transaction s’achève")
        void asked_again_at_commit() {
            var run = payouts.prepared();
            var store = ground.bean(RunStore.class);
            assertThatThrownBy(() -> db.transactions().executeWithoutResult(_ -> store.sent(run, FIRST)))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("is not approved by two people");
            approve(run, TOTAL, FIRST);
            approve(run, TOTAL, SECOND);
            assertThatThrownBy(() -> db.transactions().executeWithoutResult(_ -> {
                        store.sent(run, FIRST);
                        ground.funds().bankStated(LocalDate.of(2026, 11, 30), cents(999_99));
                    }))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("the segregated account would hold");
            assertThat(state(run)).isEqualTo(RunState.APPROVED);
        }
    }

    @Nested
    @DisplayName("R-230 : le nom que connaît la banque")
    class Names {

        private final UUID run = payouts.approved();
        private final UUID transfer = runs.transfers(run).getFirst().id();

        private void answer(PaymentStatusCode code, String name) {
            ground.bean(VerifyPayee.class).handle(new VerifyPayee.Command(run, transfer, code, name, FIRST));
        }

        private VerifyPayee.Outcome decide(boolean accepts, String why) {
            return ground.bean(DecidePayeeName.class)
                    .handle(new DecidePayeeName.Command(run, transfer, accepts, why, SECOND));
        }

        @Test
        @DisplayName("RCVC : payable")
        void match() {
            answer(PaymentStatusCode.RCVC, "");
            assertThat(send(run)).isInstanceOf(SendRun.Outcome.Sent.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"RVMC", "RVNA"})
        @DisplayName("proche ou pas vérifiable : payable seulement sur une décision gardée avec sa raison")
        void needs_a_decision(PaymentStatusCode code) {
            answer(code, "MEDIATHEQUE DE SEMUR");
            assertNotSent(run, RunReason.PAYEE_NAME_DIFFERS, "CP202611-P0001");
            assertThat(decide(true, " "))
                    .isEqualTo(new VerifyPayee.Outcome.Refused(VerifyPayee.VerificationReason.REASON_MISSING));
            assertThat(decide(true, "nom d’usage, vérifié au téléphone")).isEqualTo(new VerifyPayee.Outcome.Kept(true));
            assertThat(decide(true, "encore"))
                    .isEqualTo(new VerifyPayee.Outcome.Refused(VerifyPayee.VerificationReason.NOTHING_TO_DECIDE));
            assertThat(send(run)).isInstanceOf(SendRun.Outcome.Sent.class);
        }

        @Test
        @DisplayName("une décision de refuser gèle le compte")
        void refusal_freezes() {
            answer(PaymentStatusCode.RVMC, "AUTRE");
            decide(false, "ce n’est pas lui");
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
        }

        @Test
        @DisplayName("RVNM : bloqué, compte gelé jusqu’à une nouvelle validation ; aucune décision n’y change rien")
        void no_match() {
            answer(PaymentStatusCode.RVNM, "");
            assertNotSent(run, RunReason.ACCOUNT_INVALID_OR_FROZEN, "CP202611-P0001");
            assertThat(decide(true, "je le connais"))
                    .isEqualTo(new VerifyPayee.Outcome.Refused(VerifyPayee.VerificationReason.NOTHING_TO_DECIDE));
            ground.bean(BankAccounts.class).validate(payouts.first.id(), SECOND);
            assertNotSent(run, RunReason.PAYEE_NAME_DIFFERS, "CP202611-P0001");
            answer(PaymentStatusCode.RCVC, "");
            assertThat(send(run)).isInstanceOf(SendRun.Outcome.Sent.class);
        }

        @Test
        @DisplayName("ce qui n’est pas une réponse sur un nom est refusé")
        void not_an_answer() {
            assertThat(ground.bean(VerifyPayee.class)
                            .handle(new VerifyPayee.Command(run, transfer, PaymentStatusCode.RJCT, "", FIRST)))
                    .isEqualTo(new VerifyPayee.Outcome.Refused(VerifyPayee.VerificationReason.NOT_AN_ANSWER));
        }
    }

    @Nested
    @DisplayName("le fichier")
    class Files {

        private ExportRun.Outcome export(UUID run, PainVersion version) {
            return ground.bean(ExportRun.class).handle(new ExportRun.Command(run, version, FIRST));
        }

        private byte[] bytes(UUID run, PainVersion version) throws IOException {
            var out = new ByteArrayOutputStream();
            switch (export(run, version)) {
                case ExportRun.Outcome.Exported(var file) -> file.write(out);
                case ExportRun.Outcome.Refused(var reason) -> throw new AssertionError(reason);
            }
            return out.toByteArray();
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("R-199, T11 : deux virements, total 361.76, conforme au schéma ; exporté deux fois : mêmes octets")
        void is_the_same_twice(PainVersion version) throws IOException {
            var run = payouts.sent();
            var first = bytes(run, version);
            clock.set("2026-12-24T18:00");
            owner().sql("UPDATE directory.organisation SET legal_name = 'Un autre nom'")
                    .update();
            var second = bytes(run, version);

            assertThat(second).isEqualTo(first);
            assertThat(new String(first, StandardCharsets.UTF_8))
                    .contains("<MsgId>" + payouts.messageId(run) + "</MsgId>")
                    .contains("<NbOfTxs>2</NbOfTxs>")
                    .contains("<CtrlSum>361.76</CtrlSum>")
                    .contains("352.24")
                    .contains("9.52")
                    .contains("CP202611-P0001");
            assertThat(owner().sql(
                                    "SELECT count(DISTINCT sha256) || ' of ' || count(*) FROM bank.export WHERE version = :v")
                            .param("v", version.name())
                            .query(String.class)
                            .single())
                    .isEqualTo("1 of 2");
            BankSamples.assertValid(BankSamples.schema(version.messageName()), first);
        }

        @Test
        @DisplayName("il n’y a pas de fichier avant l’envoi, ni pour qui n’est pas trésorier")
        void only_once_sent() {
            var run = payouts.approved();
            assertThat(export(run, PainVersion.V09)).isEqualTo(new ExportRun.Outcome.Refused(RunReason.NOT_SENT));
            assertThat(ground.bean(ExportRun.class).handle(new ExportRun.Command(run, PainVersion.V09, CONTROLLER)))
                    .isEqualTo(new ExportRun.Outcome.Refused(RunReason.NOT_ALLOWED));
        }

        @Test
        @DisplayName("un contenu changé derrière nous ne sort pas")
        void tampering_is_seen() {
            var run = payouts.sent();
            export(run, PainVersion.V09);
            owner().sql("UPDATE bank.transfer SET amount_cents = amount_cents + 1 WHERE rank = 1")
                    .update();
            assertThatThrownBy(() -> export(run, PainVersion.V09))
                    .hasMessageContaining("is not the one handed out before");
        }
    }

    @Test
    @DisplayName("ce qui est arrêté ne se change pas, même par l’application")
    void frozen_for_the_application() {
        payouts.prepared();
        assertThatThrownBy(() -> db.jdbc()
                        .sql("UPDATE bank.transfer SET amount_cents = 1")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> db.jdbc().sql("DELETE FROM bank.approval").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... acts) throws Exception {
        var barrier = new CyclicBarrier(acts.length);
        try (var threads = Executors.newFixedThreadPool(acts.length)) {
            var running = new java.util.ArrayList<Future<T>>();
            for (var act : acts) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    return act.call();
                }));
            }
            var results = new java.util.ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
