package coop.fairpass.expiry;

import static coop.fairpass.World.COMPANY;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TEN_EUROS;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.AbandonRun;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.expiry.Credits.RefundState;
import coop.fairpass.expiry.JointStatements.JointStatement;
import coop.fairpass.expiry.JointStatements.NumberedLine;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ConfirmEndStep;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Receivables;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.DecideHold;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.settlement.Claims;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two orders of a thousand vouchers and a small one come to their end on 31/12/2026. Of the town's, 377 are used, the
 * last one entered late; of the company's 377 too, and three wait for a person.
 */
@DisplayName("La fin d’une commande : six dates, un état contradictoire, un avoir qui ne se perd pas")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndOfOrderTest {

    private World world;
    private OrderId towns;
    private OrderId companys;
    private OrderId small;
    private BookletNumber late;
    private final List<RedemptionId> held = new ArrayList<>();

    @BeforeAll
    void live(Db db, @TempDir Path home) {
        world = new World(db, home);
        towns = world.order(100);
        companys = world.order(COMPANY_BUYER, 100, Restrictions.none());
        small = world.order(COMPANY_BUYER, 2, Restrictions.none());
        world.clock.set("2026-10-12T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, towns, 300);
        world.spend(SECOND_STAFF, SECOND_PLACE, towns, 76);
        late = world.booklet(towns, 94);
        world.handedOver(small, 1);
        world.handedOver(small, 2);
        world.spend(FIRST_STAFF, FIRST_PLACE, companys, 373);
        var doubted = world.handedOver(companys, 95);
        for (int rank = 1; rank <= 4; rank++) {
            assertThat(world.redeem(world.given(doubted, rank)).result()).isEqualTo(Result.REDEEMED);
        }
        for (int rank = 5; rank <= 7; rank++) {
            var answer = world.redeem(world.given(doubted, rank));
            assertThat(answer.result()).isEqualTo(Result.HELD);
            held.add(RedemptionId.read(answer.redemptions().getFirst()).orElseThrow());
        }
        world.day("2026-11-02");
        world.settle("2026-10");
        world.pay();
        world.night();
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private OrderState state(OrderId order) {
        return world.bean(Orders.class).get(order).state();
    }

    private JointStatement last(OrderId order) {
        return world.bean(JointStatements.class).last(order).orElseThrow();
    }

    private JointStatements.Outcome agree(OrderId order, coop.fairpass.directory.Actor by) {
        return world.bean(JointStatements.class).agree(order, last(order).version(), by);
    }

    private static JointStatements.Outcome refused(ExpiryReason reason) {
        return new JointStatements.Outcome.Refused(reason);
    }

    private NumberedLine line(OrderId order, VoucherOutcome outcome) {
        return last(order).lines().stream()
                .filter(line -> line.line().outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    private Money credited(OrderId order) {
        return Money.cents(world.db
                .jdbc()
                .sql("SELECT coalesce(sum(amount_cents), 0)::bigint FROM expiry.credited WHERE voucher_order = :order")
                .param("order", order.value())
                .query(Long.class)
                .single());
    }

    private Money available(OrderId order) {
        return world.bean(Credits.class).available(world.bean(Orders.class).get(order));
    }

    private long confirmationsAsked(String subject) {
        return world.told(TOWN).stream()
                .filter(text -> text.startsWith(subject + " | "))
                .count();
    }

    @Test
    @Order(1)
    @DisplayName(
            "T14, R-042 : alerte le 30/11 ; confirmation demandée le 15/12, rappelée après 2 et 5 jours de silence")
    void the_end_comes_and_is_reminded() {
        world.day("2026-11-29");
        assertThat(state(towns)).isEqualTo(OrderState.RUNNING);
        world.day("2026-11-30");
        assertThat(state(towns)).isEqualTo(OrderState.ENDING);
        assertThat(world.told(TOWN)).anyMatch(text -> text.startsWith("Votre commande arrive à son terme"));

        world.day("2026-12-14");
        assertThat(confirmationsAsked("Une confirmation est attendue")).isZero();
        world.day("2026-12-15");
        world.day("2026-12-16");
        assertThat(confirmationsAsked("Une confirmation est attendue")).isEqualTo(1);
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isZero();
        world.day("2026-12-17");
        world.day("2026-12-19");
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isEqualTo(1);
        world.day("2026-12-20");
        world.day("2026-12-21");
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isEqualTo(2);
    }

    @Test
    @Order(2)
    @DisplayName("R-042 : la confirmation est gardée avec le nom, l’heure et le texte exact, et les rappels cessent")
    void a_confirmation_is_kept_as_given() {
        world.clock.set("2026-12-21T14:37:05");
        var at = world.clock.instant();
        var confirm = world.bean(ConfirmEndStep.class);
        done(
                ConfirmEndStep.Outcome.Confirmed.class,
                confirm.handle(new ConfirmEndStep.Command(towns, EndStep.STOP, TOWN_BUYER)));
        world.clock.set("2026-12-21T15:00");
        confirm.handle(new ConfirmEndStep.Command(towns, EndStep.STOP, TOWN_BUYER));

        var number = world.bean(Orders.class).get(towns).signedNumber();
        assertThat(confirm.of(towns)).singleElement().satisfies(kept -> {
            assertThat(kept.by()).isEqualTo(TOWN_BUYER.label());
            assertThat(kept.at()).as("when it was first given").isEqualTo(at);
            assertThat(kept.text())
                    .isEqualTo(
                            "Commande %s : nous avons lu le nombre de carnets remis et non remis. Nos distributeurs cessent les remises le 15/12/2026."
                                    .formatted(number));
        });
        world.day("2026-12-22");
        assertThat(confirmationsAsked("Une confirmation est attendue"))
                .as("the second step is asked for on its day")
                .isEqualTo(2);
        world.day("2026-12-24");
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isEqualTo(3);
        world.day("2026-12-27");
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isEqualTo(4);
        confirm.handle(new ConfirmEndStep.Command(towns, EndStep.ACKNOWLEDGE, TOWN_BUYER));
        world.day("2026-12-30");
        assertThat(confirmationsAsked("Rappel : une confirmation est attendue")).isEqualTo(4);
    }

    @Test
    @Order(3)
    @DisplayName(
            "T14, R-045 : expirée le 01/02, l’état contradictoire est produit le 07/02, sept jours après la tolérance, pas avant")
    void the_joint_statement_comes_on_its_day() {
        world.day("2027-01-31");
        assertThat(state(towns)).isEqualTo(OrderState.ENDING);
        world.day("2027-02-01");
        assertThat(state(towns)).isEqualTo(OrderState.EXPIRED);
        world.day("2027-02-06");
        assertThat(world.bean(JointStatements.class).last(towns)).isEmpty();
        world.day("2027-02-07");

        assertThat(state(towns)).isEqualTo(OrderState.IN_RECONCILIATION);
        var statement = last(towns);
        assertThat(statement.count(VoucherOutcome.REDEEMED)).isEqualTo(376);
        assertThat(statement.count(VoucherOutcome.WITHDRAWN))
                .as("six booklets in stock")
                .isEqualTo(60);
        assertThat(statement.count(VoucherOutcome.EXPIRED)).isEqualTo(564);
        assertThat(statement.activated()).isEqualTo(1_000);
        assertThat(statement.lines())
                .extracting(one -> one.line().serials())
                .as("each voucher by its serial")
                .allMatch(serials -> serials.contains("-"));
        assertThat(line(towns, VoucherOutcome.WITHDRAWN).line().serials())
                .contains(world.booklet(towns, 100).serial() + "-01 à 10");
        assertThat(world.bean(Documents.class).find(statement.number())).isPresent();
        assertThat(world.told(TOWN)).anyMatch(text -> text.contains(statement.number()));
    }

    @Test
    @Order(4)
    @DisplayName(
            "T14 : un service du 31/01 saisi le 08/02 passe encore ; l’état change et doit être relu avant d’être accepté")
    void a_late_entry_makes_a_new_version() {
        world.clock.set("2027-02-08T10:00");
        done(JointStatements.Outcome.Done.class, agree(towns, TOWN_BUYER));

        var entered = world.redeem(World.given(TEN_EUROS, LocalDate.of(2027, 1, 31), world.code(late, 5)));

        assertThat(entered.result()).isEqualTo(Result.REDEEMED);
        assertThat(agree(towns, CONTROLLER)).isEqualTo(refused(ExpiryReason.CHANGED_SINCE));
        assertThat(last(towns).version()).isEqualTo(2);
        assertThat(last(towns).count(VoucherOutcome.REDEEMED)).isEqualTo(377);
        assertThat(world.bean(JointStatements.class).agree(towns, 1, TOWN_BUYER))
                .isEqualTo(refused(ExpiryReason.NOT_THE_LAST_VERSION));
        assertThat(credited(towns)).isEqualTo(Money.ZERO);
    }

    @Test
    @Order(5)
    @DisplayName(
            "R-046, R-047, T14 : 1 000 activés, 377 utilisés, aucun en attente : avoir 6 230,00 €, frais amont acquis")
    void unused_value_is_owed_back() {
        var fees = world.owed(Account.UPSTREAM_FEES);
        done(JointStatements.Outcome.Done.class, agree(towns, TOWN_BUYER));
        assertThat(credited(towns)).as("one side is not enough").isEqualTo(Money.ZERO);
        done(JointStatements.Outcome.Done.class, agree(towns, CONTROLLER));

        assertThat(state(towns)).isEqualTo(OrderState.RECONCILED);
        assertThat(credited(towns)).isEqualTo(cents(6_230_00));
        assertThat(available(towns)).isEqualTo(cents(6_230_00));
        assertThat(world.owed(Account.UPSTREAM_FEES)).as("the fee is earned").isEqualTo(fees);
        assertThat(world.told(TOWN))
                .anyMatch(text -> text.startsWith("Un avoir vous est dû")
                        && text.contains(cents(6_230_00).french()));
        done(JointStatements.Outcome.Done.class, agree(towns, CONTROLLER));
        assertThat(credited(towns)).as("once").isEqualTo(cents(6_230_00));
    }

    @Test
    @Order(6)
    @DisplayName("après l’avoir, un service encore saisi en retard est refusé : la même face n’est pas due deux fois")
    void nothing_is_redeemed_once_it_was_given_back() {
        var answer = world.redeem(World.given(TEN_EUROS, LocalDate.of(2027, 1, 31), world.code(late, 6)));

        assertThat(answer.reason()).contains(RedeemReason.EXPIRED);
        assertThat(answer.details()).containsEntry("lastUsableDay", "2027-01-31");
    }

    @Test
    @Order(7)
    @DisplayName(
            "R-045, R-048 : une ligne est contestée, avec un motif ; les autres, acceptées, sont créditées sans attendre, le reste après")
    void a_line_is_disputed_and_the_rest_credited() {
        var statements = world.bean(JointStatements.class);
        var stock = line(companys, VoucherOutcome.WITHDRAWN);
        var dispute = UUID.randomUUID();
        int version = last(companys).version();
        assertThat(statements.dispute(dispute, companys, version, stock.number(), " ", COMPANY_BUYER))
                .isEqualTo(refused(ExpiryReason.REASON_MISSING));
        done(
                JointStatements.Outcome.Done.class,
                statements.dispute(dispute, companys, version, stock.number(), "Nous en avons 40.", COMPANY_BUYER));
        assertThat(state(companys)).isEqualTo(OrderState.DISPUTED);
        var answered = new JointStatements.Outcome.Done(last(companys));
        assertThat(statements.dispute(dispute, companys, version, stock.number(), "Nous en avons 40.", COMPANY_BUYER))
                .as("twice is once")
                .isEqualTo(answered);
        assertThat(statements.dispute(dispute, companys, version, stock.number(), "Autre chose.", COMPANY_BUYER))
                .as("another reason")
                .isEqualTo(refused(ExpiryReason.ID_TAKEN));
        assertThat(statements.dispute(
                        dispute,
                        companys,
                        version,
                        line(companys, VoucherOutcome.EXPIRED).number(),
                        "Nous en avons 40.",
                        COMPANY_BUYER))
                .as("another line")
                .isEqualTo(refused(ExpiryReason.ID_TAKEN));
        assertThat(statements.dispute(UUID.randomUUID(), companys, version, stock.number(), "Encore.", COMPANY_BUYER))
                .isEqualTo(refused(ExpiryReason.ALREADY_DISPUTED));
        assertThat(line(companys, VoucherOutcome.EXPIRED).dispute())
                .as("each line by itself")
                .isEmpty();

        done(JointStatements.Outcome.Done.class, agree(companys, COMPANY_BUYER));
        done(JointStatements.Outcome.Done.class, agree(companys, CONTROLLER));
        assertThat(credited(companys)).as("570 expired").isEqualTo(cents(5_700_00));
        assertThat(state(companys)).isEqualTo(OrderState.DISPUTED);

        assertThat(statements.answer(dispute, "Comptés deux fois, à deux.", COMPANY_BUYER))
                .isEqualTo(refused(ExpiryReason.NOT_ALLOWED));
        done(JointStatements.Outcome.Done.class, statements.answer(dispute, "Comptés deux fois, à deux.", CONTROLLER));
        assertThat(state(companys)).isEqualTo(OrderState.IN_RECONCILIATION);
        assertThat(last(companys).version()).isEqualTo(version + 1);
        assertThat(statements.dispute(dispute, companys, version, stock.number(), "Nous en avons 40.", COMPANY_BUYER))
                .as("the same dispute again, after its answer")
                .isEqualTo(new JointStatements.Outcome.Done(last(companys)));
        done(JointStatements.Outcome.Done.class, agree(companys, COMPANY_BUYER));
        done(JointStatements.Outcome.Done.class, agree(companys, CONTROLLER));

        assertThat(last(companys).count(VoucherOutcome.HELD)).isEqualTo(3);
        assertThat(credited(companys)).as("T14 : 3 held").isEqualTo(cents(6_200_00));
        assertThat(state(companys)).isEqualTo(OrderState.RECONCILED);
    }

    @Test
    @Order(8)
    @DisplayName(
            "R-195, T14 : un chèque en attente est décidé même après sa fin ; rejeté, il ajoute 10 € à l’avoir ; libéré, il est dû")
    void a_hold_is_decided_after_the_end() {
        world.clock.set("2027-02-10T10:00");
        var owed = world.owed(Account.OWED_TO_PROVIDERS);
        decide(held.get(0), HoldDecision.REJECTED);
        decide(held.get(1), HoldDecision.REJECTED_BLOCKED);
        decide(held.get(2), HoldDecision.RELEASED);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(cents(10_00)));

        world.dueWork();
        world.dueWork();

        assertThat(credited(companys)).isEqualTo(cents(6_220_00));
        assertThat(available(companys)).isEqualTo(cents(6_220_00));
        assertThat(world.told(COMPANY).stream().filter(text -> text.startsWith("Un avoir vous est dû")))
                .as("the undisputed part, the rest, the supplement")
                .hasSize(3);
    }

    private void decide(RedemptionId id, HoldDecision decision) {
        done(
                DecideHold.Outcome.Decided.class,
                world.bean(DecideHold.class)
                        .handle(new DecideHold.Command(id, decision, "Vérifié avec le lieu.", CONTROLLER)));
    }

    @Test
    @Order(9)
    @DisplayName(
            "saisir en retard pendant que les deux parties acceptent : chaque chèque est payé ou crédité, jamais les deux")
    void late_entries_against_the_credit_note() throws Exception {
        var acts = new ArrayList<Callable<Boolean>>();
        for (int place = 1; place <= 2; place++) {
            for (int rank = 1; rank <= 4; rank++) {
                var given = World.given(
                        TEN_EUROS, LocalDate.of(2027, 1, 30), world.code(world.booklet(small, place), rank));
                acts.add(() -> world.redeem(given).result() == Result.REDEEMED);
            }
        }
        acts.add(3, () -> {
            while (state(small) != OrderState.RECONCILED) {
                agree(small, COMPANY_BUYER);
                agree(small, CONTROLLER);
            }
            return false;
        });
        long redeemed = 0;
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            for (var done : threads.invokeAll(acts)) {
                redeemed += done.get() ? 1 : 0;
            }
        }

        assertThat(credited(small)).isEqualTo(cents(10_00).times(20 - redeemed));
        assertThat(last(small).count(VoucherOutcome.REDEEMED)).isEqualTo(redeemed);
    }

    @Test
    @Order(10)
    @DisplayName(
            "R-049 : un avoir se demande en remboursement, jamais au-delà de son solde, et part dans les 30 jours ou alerte")
    void a_credit_is_refunded() {
        var credits = world.bean(Credits.class);
        assertThat(credits.askRefund(UUID.randomUUID(), towns, cents(6_230_01), TOWN_BUYER))
                .isEqualTo(new Credits.Outcome.Refused(ExpiryReason.MORE_THAN_CREDIT));
        var id = UUID.randomUUID();
        var asked = new Credits.Outcome.Done(cents(230_00));
        assertThat(credits.askRefund(id, towns, cents(6_000_00), TOWN_BUYER)).isEqualTo(asked);
        assertThat(credits.askRefund(id, towns, cents(6_000_00), TOWN_BUYER))
                .as("twice is once")
                .isEqualTo(asked);
        var taken = new Credits.Outcome.Refused(ExpiryReason.ID_TAKEN);
        assertThat(credits.askRefund(id, towns, cents(5_000_00), TOWN_BUYER))
                .as("another amount")
                .isEqualTo(taken);
        assertThat(credits.askRefund(id, companys, cents(6_000_00), COMPANY_BUYER))
                .as("another order")
                .isEqualTo(taken);
        assertThat(available(towns)).isEqualTo(cents(230_00));
        assertThat(world.told(COOPERATIVE))
                .as("within thirty days of 10 February")
                .anyMatch(text -> text.startsWith("Un remboursement est demandé") && text.contains("12/03/2027"));

        world.day("2027-03-12");
        assertThat(world.told(TOWN)).noneMatch(text -> text.startsWith("Un remboursement a du retard"));
        world.day("2027-03-13");
        assertThat(world.told(TOWN)).anyMatch(text -> text.startsWith("Un remboursement a du retard"));
        assertThat(world.told(COOPERATIVE)).anyMatch(text -> text.startsWith("Un remboursement a du retard"));

        world.clock.set("2027-03-15T10:00");
        var run = UUID.randomUUID();
        done(Credits.Outcome.Done.class, credits.prepareRun(run, TREASURER));
        world.send(run);
        assertThat(credits.refunds(towns).getFirst().state()).isEqualTo(RefundState.SENT);
        world.night();
        assertThat(credits.refunds(towns)).singleElement().satisfies(refund -> {
            assertThat(refund.state()).isEqualTo(RefundState.PAID);
            assertThat(refund.paidOn()).contains(LocalDate.of(2027, 3, 15));
        });
        assertThat(available(towns)).isEqualTo(cents(230_00));
    }

    @Test
    @Order(11)
    @DisplayName(
            "R-049 : le reste, sans date limite, paie une commande suivante, avec l’accord du commanditaire et de lui seul")
    void the_rest_is_consumed_on_a_later_order() {
        world.clock.set("2030-01-07T10:00");
        assertThat(available(towns)).as("years later").isEqualTo(cents(230_00));
        var next = world.signedOrder(TOWN_BUYER, 5, Restrictions.none(), LocalDate.of(2030, 6, 30));
        var call = world.bean(Receivables.class)
                .of(next, Receivables.Receivable.Kind.FACE)
                .orElseThrow();
        var credits = world.bean(Credits.class);
        assertThat(credits.consume(UUID.randomUUID(), towns, call.document(), cents(230_00), TREASURER))
                .isEqualTo(new Credits.Outcome.Refused(ExpiryReason.UNKNOWN_ORDER));
        assertThat(credits.consume(UUID.randomUUID(), towns, call.document(), cents(230_01), TOWN_BUYER))
                .isEqualTo(new Credits.Outcome.Refused(ExpiryReason.MORE_THAN_CREDIT));

        var id = UUID.randomUUID();
        assertThat(credits.consume(id, towns, call.document(), cents(230_00), TOWN_BUYER))
                .isEqualTo(new Credits.Outcome.Done(Money.ZERO));
        assertThat(credits.consume(id, towns, call.document(), cents(230_00), TOWN_BUYER))
                .as("twice is once")
                .isEqualTo(new Credits.Outcome.Done(Money.ZERO));
        var taken = new Credits.Outcome.Refused(ExpiryReason.ID_TAKEN);
        assertThat(credits.consume(id, towns, call.document(), cents(229_00), TOWN_BUYER))
                .as("another amount")
                .isEqualTo(taken);
        assertThat(credits.consume(id, towns, "AF-2030-999999", cents(230_00), TOWN_BUYER))
                .as("another call")
                .isEqualTo(taken);
        assertThat(credits.consume(id, companys, call.document(), cents(230_00), COMPANY_BUYER))
                .as("another order's credit")
                .isEqualTo(taken);

        assertThat(world.bean(Receivables.class)
                        .of(next, Receivables.Receivable.Kind.FACE)
                        .orElseThrow()
                        .open())
                .isEqualTo(cents(270_00));
        assertThat(available(towns)).isEqualTo(Money.ZERO);
    }

    private RedemptionId aServiceOf(OrderId order) {
        return world.db
                .jdbc()
                .sql("""
                        SELECT voucher, attempt FROM redemption.redemption
                         WHERE voucher_order = :order AND state = 'ACCEPTED' AND provider = :provider
                         ORDER BY voucher LIMIT 1
                        """)
                .param("order", order.value())
                .param("provider", World.FIRST.value())
                .query((row, _) -> new RedemptionId(row.getLong("voucher"), row.getInt("attempt")))
                .single();
    }

    @Test
    @Order(12)
    @DisplayName(
            "une commande se clôt quand plus rien n’est à rendre, en attente ni impayé ; ce qu’un prestataire rend alors revient au commanditaire")
    void an_order_is_closed_when_nothing_is_left() {
        var credits = world.bean(Credits.class);
        assertThat(credits.close(towns, TREASURER))
                .as("January is not settled")
                .isEqualTo(new Credits.Outcome.Refused(ExpiryReason.SOMETHING_IS_UNPAID));
        assertThat(credits.close(companys, TREASURER)).isEqualTo(new Credits.Outcome.Refused(ExpiryReason.CREDIT_LEFT));

        var claims = world.bean(Claims.class);
        var claim = UUID.randomUUID();
        done(Claims.Outcome.Done.class, claims.open(claim, aServiceOf(companys), "Service non rendu.", CONTROLLER));
        done(Claims.Outcome.Done.class, claims.confirm(claim, TREASURER));
        var owed = available(companys);
        world.settle("2027-01");
        assertThat(claims.find(claim).orElseThrow().statement()).isPresent();
        assertThat(available(companys))
                .as("M37: its order was credited, what is taken back is the payer's")
                .isEqualTo(owed.plus(cents(10_00)));
        world.settle("2027-02");
        world.pay();
        world.night();

        assertThat(credits.close(towns, TREASURER)).isEqualTo(new Credits.Outcome.Done(Money.ZERO));
        assertThat(state(towns)).isEqualTo(OrderState.CLOSED);
    }

    @Test
    @Order(13)
    @DisplayName("R-049 : deux remboursements d’une commande : celui qui revient de la banque ne change rien à l’autre")
    void one_refund_returns_and_another_waits() {
        var credits = world.bean(Credits.class);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        var before = available(companys);
        done(Credits.Outcome.Done.class, credits.askRefund(first, companys, cents(1_000_00), COMPANY_BUYER));
        var number = world.bean(Orders.class).get(companys).signedNumber();
        world.bank()
                .willReturn(
                        "RB%s-%s"
                                .formatted(number.substring(3), first.toString().substring(0, 8)),
                        "AC04",
                        1);
        world.send(refundRun());
        world.night();
        world.clock.set(world.today() + "T10:00");
        done(Credits.Outcome.Done.class, credits.askRefund(second, companys, cents(500_00), COMPANY_BUYER));
        var run = refundRun();
        world.night();
        assertThat(refund(first).state()).isEqualTo(RefundState.RETURNED);
        assertThat(refund(second).state()).isEqualTo(RefundState.IN_RUN);
        assertThat(available(companys)).isEqualTo(before.minus(cents(1_500_00)));

        done(
                PaymentRuns.Outcome.Done.class,
                world.bean(AbandonRun.class).handle(new AbandonRun.Command(run, TREASURER)));
        assertThat(refund(second).state()).as("it never left").isEqualTo(RefundState.REQUESTED);
        assertThat(available(companys)).as("and cannot be asked twice").isEqualTo(before.minus(cents(1_500_00)));

        var account = world.bean(BankAccounts.class).of(COMPANY).getFirst().id();
        done(BankAccounts.Outcome.Done.class, world.bean(BankAccounts.class).validate(account, TREASURER));
        world.send(refundRun());
        world.night();
        world.clock.set(world.today() + "T10:00");
        world.send(refundRun());
        world.night();
        assertThat(credits.refunds(companys)).extracting(Credits.Refund::state).containsOnly(RefundState.PAID);
        assertThat(world.owed(Account.RETURNED_TRANSFERS)).isEqualTo(Money.ZERO);
        assertThat(available(companys)).isEqualTo(before.minus(cents(1_500_00)));
    }

    private UUID refundRun() {
        var run = UUID.randomUUID();
        done(Credits.Outcome.Done.class, world.bean(Credits.class).prepareRun(run, TREASURER));
        return run;
    }

    private Credits.Refund refund(UUID id) {
        return world.bean(Credits.class).refunds(companys).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
