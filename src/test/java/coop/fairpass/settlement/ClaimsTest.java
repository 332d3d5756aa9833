package coop.fairpass.settlement;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.OTHER_TREASURER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.AbandonRun;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.BookRepayment;
import coop.fairpass.bank.Explained;
import coop.fairpass.bank.ExplanationReason;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SendRun;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.FreezeMonth;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.settlement.Statement.StatementState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** October is paid: four vouchers at each provider. One of them proves wrong in November. */
@DisplayName("Une validation payée à tort est reprise sur un relevé suivant, ou avancée par la coopérative")
@ExtendWith(TestDatabase.class)
class ClaimsTest {

    private final World world;
    private final OrderId order;
    private RedemptionId first;
    private RedemptionId second;

    ClaimsTest(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(12);
        // Booklets must be in hands before the stop date.
        for (int place = 8; place <= 12; place++) {
            world.handedOver(order, place);
        }
    }

    @BeforeEach
    void octoberIsPaid() {
        world.clock.set("2026-10-12T10:00");
        first = world.spend(FIRST_STAFF, FIRST_PLACE, order, 4).getFirst();
        second = world.spend(SECOND_STAFF, SECOND_PLACE, order, 4).getFirst();
        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
        world.pay();
        world.night();
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    /** Opened by a controller, confirmed by a treasurer. */
    private UUID claim(RedemptionId redemption) {
        var id = UUID.randomUUID();
        var claims = world.bean(Claims.class);
        done(Claims.Outcome.Done.class, claims.open(id, redemption, "Service non rendu.", CONTROLLER));
        done(Claims.Outcome.Done.class, claims.confirm(id, TREASURER));
        return id;
    }

    private Result again(RedemptionId redemption) {
        return world.redeem(World.given(World.TEN_EUROS, world.today(), code(redemption)))
                .result();
    }

    private String code(RedemptionId redemption) {
        var voucher = new VoucherNumber(redemption.voucher());
        return world.code(voucher.booklet(), voucher.rank());
    }

    private Statement statement(coop.fairpass.directory.OrganisationId provider, String month) {
        return world.statement(provider, month).orElseThrow();
    }

    private void spendInNovember(int vouchers, Actor by, coop.fairpass.places.PlaceId place) {
        for (int rank = 1; rank <= vouchers; rank++) {
            assertThat(world.redeem(by, place, world.given(world.booklet(order, 12), rank))
                            .result())
                    .isEqualTo(Result.REDEEMED);
        }
    }

    @Test
    @DisplayName(
            "R-215 : sans avance rien n’est posté, le chèque reste hors circulation, un relevé qui suffit le reprend (M37)")
    void without_an_advance_it_waits_for_enough_credit() {
        var circulating = world.owed(Account.IN_CIRCULATION);
        var claim = claim(first);
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(circulating);
        assertThat(world.redeem(World.given(World.TEN_EUROS, world.today(), code(first)))
                        .reason())
                .contains(RedeemReason.ALREADY_REDEEMED);

        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");

        var november = statement(FIRST, "2026-11");
        assertThat(november.corrections()).isEqualTo(cents(9_52));
        assertThat(november.net()).as("T6.2 (j): 20 − 0.96 − 9.52").isEqualTo(cents(9_52));
        assertThat(world.bean(Claims.class).find(claim).orElseThrow().statement())
                .contains(november.number());
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(circulating.minus(cents(10_00)));
        assertThat(again(first)).as("the voucher circulates again").isEqualTo(Result.REDEEMED);
    }

    @Test
    @DisplayName("sans assez de crédit, la créance attend entière : rien n’est retenu à moitié")
    void a_claim_is_withheld_whole_or_not_at_all() {
        var one = claim(first);
        world.clock.advance(java.time.Duration.ofMinutes(1));
        var other = claim(new RedemptionId(first.voucher() + 1, 0));
        world.clock.set("2026-11-20T10:00");
        spendInNovember(1, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");

        var november = statement(FIRST, "2026-11");
        assertThat(november.corrections()).as("the older of the two").isEqualTo(cents(9_52));
        assertThat(november.net()).isEqualTo(Money.ZERO);
        assertThat(november.state()).as("R-149").isEqualTo(StatementState.CARRIED_OVER);
        var claims = world.bean(Claims.class);
        assertThat(claims.find(one).orElseThrow().statement()).isPresent();
        assertThat(claims.find(other).orElseThrow().statement()).isEmpty();
    }

    @Test
    @DisplayName(
            "T17, T6.2 (i), R-149 : avancée, le prestataire doit 9,52 € : reporté sans chèque, soldé par un, 9,52 € versés pour deux")
    void an_advance_carries_over() {
        var circulating = world.owed(Account.IN_CIRCULATION);
        world.advance(claim(first));
        assertThat(world.owed(Account.IN_CIRCULATION))
                .as("M31 and M52 together")
                .isEqualTo(circulating.plus(cents(10_00)));
        assertThat(again(first)).isEqualTo(Result.REDEEMED);
        world.advance(claim(second));

        // Both providers owe 9.52 €. The first has one voucher in November, the second none; then the second has two.
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");
        var paid = statement(FIRST, "2026-11");
        assertThat(paid.net()).as("carry-over −952, 1 redemption").isEqualTo(Money.ZERO);
        assertThat(paid.feeInvoice()).isPresent();
        assertThat(paid.fee().plus(paid.vat())).isEqualTo(cents(48));
        assertThat(paid.state()).isEqualTo(StatementState.CARRIED_OVER);

        var carried = statement(SECOND, "2026-11");
        assertThat(carried.redemptions()).isZero();
        assertThat(carried.net()).as("carry-over −952, no redemption").isEqualTo(cents(-9_52));
        assertThat(carried.feeInvoice()).isEmpty();
        assertThat(carried.state()).isEqualTo(StatementState.CARRIED_OVER);
        assertThat(world.bean(PayProviders.class).handle(new PayProviders.Command(UUID.randomUUID(), TREASURER)))
                .as("no transfer")
                .isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOTHING_TO_PAY));
        assertThat(world.settle("2026-10").statements())
                .as("October stays as it was")
                .isEqualTo(2);

        world.clock.set("2026-12-10T10:00");
        spendInNovember(2, SECOND_STAFF, SECOND_PLACE);
        world.clock.set("2027-01-04T08:00");
        world.settle("2026-12");
        var december = statement(SECOND, "2026-12");
        assertThat(december.carriedIn()).isEqualTo(cents(-9_52));
        assertThat(december.net()).as("carry-over −952, 2 redemptions").isEqualTo(cents(9_52));
        world.pay();
        world.night();
        assertThat(statement(SECOND, "2026-12").state()).isEqualTo(StatementState.PAID);
        assertThat(world.statement(FIRST, "2026-12"))
                .as("nothing is left to carry")
                .isEmpty();
    }

    /** The month is frozen and its statements are still to be made: settling was interrupted, or is under way. */
    private void freeze(String month) {
        world.db
                .transactions()
                .executeWithoutResult(_ -> world.bean(FreezeMonth.class).handle(YearMonth.parse(month), TREASURER));
    }

    private RedemptionId ofNovember(int rank) {
        return new RedemptionId(world.booklet(order, 12).voucher(rank).value(), 0);
    }

    @Test
    @DisplayName(
            "V10 : une créance ne se reprend jamais sur le relevé qui paie son chèque, mais sur un suivant, avec l’avoir (M32)")
    void a_claim_waits_for_the_statement_that_pays_its_voucher() {
        world.clock.set("2026-11-20T10:00");
        spendInNovember(1, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        freeze("2026-11");
        var claim = claim(ofNovember(1));
        world.settle("2026-11");

        var november = statement(FIRST, "2026-11");
        assertThat(november.corrections()).isEqualTo(Money.ZERO);
        assertThat(november.net()).isEqualTo(cents(9_52));
        assertThat(world.bean(Claims.class).find(claim).orElseThrow().statement())
                .isEmpty();

        world.clock.set("2026-12-10T10:00");
        assertThat(world.redeem(World.given(World.TEN_EUROS, world.today(), code(ofNovember(2))))
                        .result())
                .isEqualTo(Result.REDEEMED);
        world.clock.set("2027-01-04T08:00");
        world.settle("2026-12");
        var december = statement(FIRST, "2026-12");
        assertThat(december.corrections()).isEqualTo(cents(9_52));
        assertThat(december.net()).isEqualTo(Money.ZERO);
        assertThat(credits()).as("the fee is credited with it").isEqualTo(1);
    }

    private long credits() {
        return world.owner()
                .sql("SELECT count(credit_note) FROM settlement.claim")
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName(
            "R-213 : pendant un incident de couverture le mois se relève quand même ; une créance attend, une avance déjà faite se retient")
    void an_incident_makes_a_claim_wait_and_no_statement() {
        world.advance(claim(second));
        var claim = claim(first);
        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        world.owner()
                .sql("INSERT INTO ledger.coverage_incident (id, gap_cents, opened_at) VALUES (:id, -1, :at)")
                .param("id", UUID.randomUUID())
                .param("at", world.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        world.settle("2026-11");

        assertThat(statement(FIRST, "2026-11").corrections()).isEqualTo(Money.ZERO);
        assertThat(statement(FIRST, "2026-11").net()).isEqualTo(cents(19_04));
        assertThat(statement(SECOND, "2026-11").net())
                .as("the books already count an advance")
                .isEqualTo(cents(-9_52));
        var claims = world.bean(Claims.class);
        assertThat(claims.find(claim).orElseThrow().statement()).isEmpty();

        assertThat(world.bean(SegregatedFunds.class).resolve("person/x", "Écart d’un centime expliqué."))
                .isEqualTo(SegregatedFunds.Closing.RESOLVED);
        world.clock.set("2026-12-10T10:00");
        assertThat(world.redeem(World.given(World.TEN_EUROS, world.today(), code(ofNovember(3))))
                        .result())
                .isEqualTo(Result.REDEEMED);
        world.clock.set("2027-01-04T08:00");
        world.settle("2026-12");
        assertThat(claims.find(claim).orElseThrow().statement())
                .contains(statement(FIRST, "2026-12").number());
    }

    @Test
    @DisplayName("V10 : rien ne s’avance tant qu’un relevé du prestataire attend son paiement")
    void nothing_is_advanced_before_its_statement_is_paid() {
        var ofOctober = claim(first);
        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        freeze("2026-11");
        var ofNovember = claim(ofNovember(1));
        var claims = world.bean(Claims.class);
        var transfer = UUID.randomUUID();
        assertThat(claims.advance(ofNovember, transfer, TREASURER))
                .as("not even stated")
                .isEqualTo(refused(SettlementReason.STATEMENT_NOT_PAID));
        world.settle("2026-11");
        assertThat(claims.find(ofOctober).orElseThrow().statement())
                .as("19.04 € are enough for it")
                .isPresent();
        assertThat(claims.advance(ofNovember, transfer, TREASURER))
                .as("stated, not paid")
                .isEqualTo(refused(SettlementReason.STATEMENT_NOT_PAID));
        world.pay();
        assertThat(claims.advance(ofNovember, transfer, TREASURER))
                .as("on its way")
                .isEqualTo(refused(SettlementReason.STATEMENT_NOT_PAID));
        world.night();
        world.advance(ofNovember);
        assertThat(claims.find(ofNovember).orElseThrow().isAdvanced()).isTrue();
    }

    @Test
    @DisplayName("la TVA rendue est celle de la facture corrigée, pas celle du jour ni du territoire de la reprise")
    void the_vat_credited_is_that_of_the_invoice() {
        var claim = claim(first);
        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.owner()
                .sql("UPDATE directory.organisation SET postal_code = '97400' WHERE id = :id")
                .param("id", FIRST.value())
                .update();
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");

        assertThat(statement(FIRST, "2026-11").vat())
                .as("8.5 % of 80 cents in La Réunion")
                .isEqualTo(cents(7));
        assertThat(statement(FIRST, "2026-11").corrections())
                .as("20 % of 40 cents, as in October")
                .isEqualTo(cents(9_52));
        assertThat(world.bean(Claims.class).find(claim).orElseThrow().statement())
                .isPresent();
    }

    @Test
    @DisplayName("T6.2 (i) : une avance attend la valeur faciale exacte, une fois nommée, et une seule fois")
    void an_advance_waits_for_the_face_value() {
        var claim = claim(first);
        var named = UUID.randomUUID();
        var notWaitedFor = new InternalTransfers.Outcome.Refused(InternalTransfers.InternalReason.NOT_WAITED_FOR);
        assertThat(order(named, 10_00)).as("nobody named it yet").isEqualTo(notWaitedFor);
        done(Claims.Outcome.Done.class, world.bean(Claims.class).advance(claim, named, TREASURER));
        assertThat(order(named, 1)).isEqualTo(notWaitedFor);
        assertThat(order(named, 10_01)).isEqualTo(notWaitedFor);
        assertThat(order(UUID.randomUUID(), 10_00)).isEqualTo(notWaitedFor);
        assertThat(order(named, 10_00)).isInstanceOf(InternalTransfers.Outcome.Done.class);
    }

    @Test
    @DisplayName("V10 : une avance à laquelle on renonce ne bloque pas la reprise : le relevé suivant la retient")
    void an_advance_that_is_given_up() {
        var claims = world.bean(Claims.class);
        var claim = claim(first);
        var named = world.nameAdvance(claim);
        var transfer =
                done(InternalTransfers.Outcome.Done.class, order(named, 10_00)).transfer();
        assertThat(claims.giveUpAdvance(claim, TREASURER))
                .isEqualTo(new Claims.Outcome.Refused(SettlementReason.ADVANCE_UNDER_WAY));
        done(
                InternalTransfers.Outcome.Done.class,
                world.bean(InternalTransfers.class).cancel(transfer.id(), TREASURER));
        assertThat(claims.giveUpAdvance(claim, CONTROLLER))
                .isEqualTo(new Claims.Outcome.Refused(SettlementReason.NOT_ALLOWED));
        done(Claims.Outcome.Done.class, claims.giveUpAdvance(claim, TREASURER));
        done(Claims.Outcome.Done.class, claims.giveUpAdvance(claim, TREASURER));
        assertThat(order(named, 10_00))
                .as("nothing waits for it any more")
                .isInstanceOf(InternalTransfers.Outcome.Refused.class);
        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");
        assertThat(statement(FIRST, "2026-11").corrections()).isEqualTo(cents(9_52));
        assertThat(world.ailments()).isEmpty();
    }

    private InternalTransfers.Outcome order(UUID transfer, long amount) {
        return world.bean(InternalTransfers.class)
                .order(transfer, InternalTransfers.Kind.ADVANCE, cents(amount), Optional.of("RV"), TREASURER);
    }

    @Test
    @DisplayName("R-212 : un ordre qui paierait plus que ce qui est dû ne part pas avec l’argent des autres")
    void a_run_pays_no_more_than_is_owed_with_the_money_of_others() {
        var advance = world.nameAdvance(claim(first));
        world.clock.set("2026-11-20T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");
        assertThat(statement(FIRST, "2026-11").net())
                .as("nothing is advanced yet")
                .isEqualTo(cents(19_04));
        world.move(advance, InternalTransfers.Kind.ADVANCE, cents(10_00), Optional.of("RV"));
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(cents(9_52));
        var sweepable = world.bean(InternalTransfers.class).sweepable();
        world.move(UUID.randomUUID(), InternalTransfers.Kind.SWEEP, sweepable, Optional.empty());

        var run = world.prepared();
        for (var treasurer : List.of(TREASURER, OTHER_TREASURER)) {
            done(
                    PaymentRuns.Outcome.Done.class,
                    world.bean(ApproveRun.class).handle(new ApproveRun.Command(run, cents(19_04), treasurer)));
        }
        assertThat(world.bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)))
                .isEqualTo(new SendRun.Outcome.Refused(
                        PaymentRuns.RunReason.MORE_THAN_OWED, List.of(world.transferOf(FIRST, "2026-11"))));
        done(
                PaymentRuns.Outcome.Done.class,
                world.bean(AbandonRun.class).handle(new AbandonRun.Command(run, TREASURER)));
        world.move(UUID.randomUUID(), InternalTransfers.Kind.ADVANCE, cents(9_52), Optional.empty());
        world.pay();
        world.night();
        assertThat(statement(FIRST, "2026-11").state()).isEqualTo(StatementState.PAID);
        assertThat(world.bean(SegregatedFunds.class).coverage().holds()).isTrue();
    }

    @Test
    @DisplayName("M33 : ce qu’un prestataire a remboursé n’est pas retenu une seconde fois, et son relevé le dit")
    void what_was_repaid_is_not_withheld_again() {
        world.advance(claim(first));
        world.advance(claim(second));
        repaid(SECOND, 5_00);
        assertThat(world.ailments()).isEmpty();
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");
        assertThat(statement(FIRST, "2026-11").net()).isEqualTo(cents(-9_52));
        assertThat(statement(SECOND, "2026-11").carriedIn())
                .as("paid back before any statement withheld the advance")
                .isEqualTo(cents(5_00));
        assertThat(statement(SECOND, "2026-11").net()).isEqualTo(cents(-4_52));
        repaid(FIRST, 9_52);
        assertThat(world.bean(OwedToProviders.class).now(FIRST).carried()).isEqualTo(Money.ZERO);
        assertThat(world.ailments()).isEmpty();

        world.clock.set("2026-12-10T10:00");
        spendInNovember(2, FIRST_STAFF, FIRST_PLACE);
        world.clock.set("2027-01-04T08:00");
        world.settle("2026-12");
        var december = statement(FIRST, "2026-12");
        assertThat(december.net()).as("nothing is withheld of it").isEqualTo(cents(19_04));
        assertThat(december.carriedIn()).as("−9.52 + 9.52").isEqualTo(Money.ZERO);
        var repaid = world.bean(Repayments.class).of(december.number());
        assertThat(repaid)
                .singleElement()
                .extracting(Repayments.Repayment::amount)
                .isEqualTo(cents(9_52));
        assertThat(december.carriedBefore(repaid)).isEqualTo(cents(-9_52));
        assertThat(repaid.getFirst().label()).isEqualTo("Remboursement reçu le 02/12/2026");
        assertThat(statement(SECOND, "2026-12").net())
                .as("taken once, in November")
                .isEqualTo(cents(-4_52));
        world.pay();
        world.night();
        assertThat(world.owed(Account.OWED_TO_PROVIDERS))
                .as("what the second owes")
                .isEqualTo(cents(-4_52));
    }

    @Test
    @DisplayName("M33 : deux lignes de banque dites ensemble ne remboursent pas deux fois la même dette")
    void two_lines_do_not_repay_one_debt() throws Exception {
        world.advance(claim(second));
        var one = received(9_52);
        var other = received(9_52);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var later = new ArrayList<Future<Explained>>();
            world.db.transactions().executeWithoutResult(_ -> {
                done(Explained.Done.class, repay(one, SECOND, 9_52));
                var asked = thread.submit(() -> repay(other, SECOND, 9_52));
                later.add(asked);
                assertThat(asked).as("it waits for the first").failsWithin(Duration.ofSeconds(1));
            });
            assertThat(later.getFirst().get()).isEqualTo(new Explained.Refused(ExplanationReason.MORE_THAN_OWED));
        }
        assertThat(world.ailments()).isEmpty();
    }

    /** Money comes in, and a treasurer says which provider paid back its debt. */
    private void repaid(OrganisationId provider, long amount) {
        done(Explained.Done.class, repay(received(amount), provider, amount));
    }

    private UUID received(long amount) {
        var before = parked();
        world.bank().book(World.SEGREGATED, world.today(), cents(amount), "REMBOURSEMENT");
        world.night();
        return parked().stream()
                .filter(entry -> !before.contains(entry))
                .findFirst()
                .orElseThrow();
    }

    private Set<UUID> parked() {
        return world.owner()
                .sql("SELECT entry FROM bank.parked")
                .query(UUID.class)
                .set();
    }

    private Explained repay(UUID entry, OrganisationId provider, long amount) {
        return world.bean(BookRepayment.class)
                .handle(new BookRepayment.Command(UUID.randomUUID(), entry, provider, cents(amount), TREASURER));
    }

    @Test
    @DisplayName("deux personnes font une créance, sur une validation d’un mois arrêté, une seule fois, avec un motif")
    void two_people_make_a_claim() {
        var claims = world.bean(Claims.class);
        var both = new Actor("person/both", "x", Optional.empty(), Set.of(Role.COOP_CONTROLLER, Role.TREASURER));
        var id = UUID.randomUUID();

        assertThat(claims.open(id, first, "Motif", TREASURER)).isEqualTo(refused(SettlementReason.NOT_ALLOWED));
        assertThat(claims.open(id, first, " ", both)).isEqualTo(refused(SettlementReason.REASON_MISSING));
        done(Claims.Outcome.Done.class, claims.open(id, first, "Motif", both));
        done(Claims.Outcome.Done.class, claims.open(id, first, "Motif", both));
        assertThat(claims.open(id, first, "Autre motif", both)).isEqualTo(refused(SettlementReason.ID_TAKEN));
        assertThat(claims.open(id, second, "Motif", both)).isEqualTo(refused(SettlementReason.ID_TAKEN));
        assertThat(claims.open(UUID.randomUUID(), first, "Motif", CONTROLLER))
                .isEqualTo(refused(SettlementReason.ALREADY_CLAIMED));
        assertThat(claims.confirm(id, both)).isEqualTo(refused(SettlementReason.SAME_PERSON));
        done(Claims.Outcome.Done.class, claims.confirm(id, OTHER_TREASURER));

        world.clock.set("2026-11-20T10:00");
        spendInNovember(1, FIRST_STAFF, FIRST_PLACE);
        var open = new RedemptionId(world.booklet(order, 12).voucher(1).value(), 0);
        assertThat(claims.open(UUID.randomUUID(), open, "Motif", CONTROLLER))
                .as("its month is open: it is simply cancelled")
                .isEqualTo(refused(SettlementReason.UNKNOWN_REDEMPTION));
    }

    private static Claims.Outcome refused(SettlementReason reason) {
        return new Claims.Outcome.Refused(reason);
    }
}
