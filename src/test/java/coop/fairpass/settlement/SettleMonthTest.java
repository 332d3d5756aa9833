package coop.fairpass.settlement;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.AbandonRun;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.qualification.SuspendProvider;
import coop.fairpass.qualification.SuspensionId;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.tariff.RateKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * Four months of two providers, told in their order. October: two fee rates and a voucher elsewhere. November: the 1 %,
 * on private money only. December: a suspension on the 10th. January: nothing.
 */
@DisplayName("Chaque mois est arrêté après son dernier instant à Paris, et chaque validation est sur un relevé")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettleMonthTest {

    private World world;
    private OrderId town;
    private OrderId company;

    @BeforeAll
    void october(Db db, @TempDir Path home) {
        world = new World(db, home);
        town = world.order(30);
        company = world.order(COMPANY_BUYER, 20, Restrictions.none());
        // The first provider gives 1 % from the first day; October is all public money.
        assertThat(world.bean(ContributionChoices.class).choose(true, FIRST_ADMIN))
                .isEmpty();
        world.clock.set("2026-10-07T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, town, 26);
        world.clock.set("2026-10-16T09:00");
        world.enact(RateKind.DOWNSTREAM_FEE, 35_000);
        world.spend(FIRST_STAFF, FIRST_PLACE, town, 10);
        // Entered after the rate changed, for a service given before: the rate of its own day.
        var late = world.handedOver(town, 30);
        world.redeem(World.given(World.TEN_EUROS, LocalDate.of(2026, 10, 8), world.code(late, 1)));
        world.clock.set("2026-10-31T23:59:59");
        world.spend(SECOND_STAFF, SECOND_PLACE, town, 1);
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private Statement statement(coop.fairpass.directory.OrganisationId provider, String month) {
        return world.statement(provider, month).orElseThrow();
    }

    private SettleMonth.Outcome settle(String month, Actor by) {
        return world.bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.parse(month), by));
    }

    private List<YearMonth> waiting() {
        return world.bean(MonthsToSettle.class).all().stream()
                .map(MonthsToSettle.Waiting::month)
                .toList();
    }

    @Test
    @Order(1)
    @DisplayName(
            "R-142, R-197 : au dernier instant d’octobre il ne s’arrête pas ; à minuit à Paris il attend d’être arrêté")
    void a_month_is_closed_after_its_last_instant_only() {
        assertThat(waiting()).isEmpty();
        assertThat(settle("2026-10", TREASURER))
                .isEqualTo(new SettleMonth.Outcome.Refused(SettlementReason.MONTH_NOT_OVER));

        world.clock.set("2026-11-01T00:00");

        assertThat(waiting()).containsExactly(YearMonth.of(2026, 10));
        assertThat(settle("2026-10", FIRST_ADMIN))
                .isEqualTo(new SettleMonth.Outcome.Refused(SettlementReason.NOT_ALLOWED));
    }

    @Test
    @Order(2)
    @DisplayName(
            "R-197 : une tâche interrompue entre l’arrêté et les relevés reste visible, est rappelée, et se reprend")
    void an_interrupted_month_stays_visible() {
        world.db
                .transactions()
                .executeWithoutResult(_ -> assertThat(world.bean(coop.fairpass.redemption.FreezeMonth.class)
                                .handle(YearMonth.of(2026, 10), TREASURER))
                        .isTrue());

        assertThat(waiting()).containsExactly(YearMonth.of(2026, 10));
        world.day("2026-11-02");
        assertThat(world.told(COOPERATIVE)).anyMatch(text -> text.startsWith("Un mois est à arrêter"));
        assertThat(world.ailments())
                .as("the doctor sees it too")
                .singleElement()
                .asString()
                .startsWith("SETTLEMENT-04");
    }

    @Test
    @Order(3)
    @DisplayName(
            "R-142, R-227, T1.3 : 27 chèques à 4 % et 10 à 3,5 % : chacun au taux de son jour, 352,84 € au prestataire")
    void each_voucher_bears_the_rate_of_its_day() {
        // However late it is closed, and whatever the rate has become since.
        world.clock.set("2026-11-20T10:00");
        world.enact(RateKind.DOWNSTREAM_FEE, 50_000);
        var settled = world.settle("2026-10");
        world.clock.set("2026-11-21T10:00");
        world.enact(RateKind.DOWNSTREAM_FEE, 40_000);

        assertThat(settled.statements()).isEqualTo(2);
        var first = statement(FIRST, "2026-10");
        assertThat(first.redemptions()).isEqualTo(37);
        assertThat(first.face()).isEqualTo(cents(370_00));
        assertThat(first.fee()).isEqualTo(cents(14_30));
        assertThat(first.vat()).isEqualTo(cents(2_86));
        assertThat(first.net()).isEqualTo(cents(352_84));
        assertThat(world.bean(Statements.class).feeLines(first.number()))
                .extracting(
                        line -> line.vouchers(),
                        line -> line.rate().partsPerMillion(),
                        line -> line.fee().cents())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(27L, 40_000L, 10_80L),
                        org.assertj.core.groups.Tuple.tuple(10L, 35_000L, 3_50L));
        assertThat(first.dueOn())
                .as("1 November is a Sunday: the first TARGET day is the 2nd")
                .isEqualTo(LocalDate.of(2026, 11, 2));
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-142, T17 : le service de la dernière seconde d’octobre est sur le relevé d’octobre : un chèque, 9,52 €… à 3,5 %, 9,58 €")
    void the_last_second_counts() {
        var second = statement(SECOND, "2026-10");
        assertThat(second.redemptions()).isEqualTo(1);
        assertThat(second.net()).isEqualTo(cents(9_58));
        assertThat(world.bean(Statements.class).lines(second)).singleElement().satisfies(line -> {
            assertThat(line.serviceOn()).isEqualTo(LocalDate.of(2026, 10, 31));
            assertThat(line.placeName()).isEqualTo("Second lieu");
            assertThat(line.face()).isEqualTo(cents(10_00));
        });
        long onStatements = List.of(FIRST, SECOND).stream()
                .mapToLong(provider -> world.bean(Statements.class)
                        .lines(statement(provider, "2026-10"))
                        .size())
                .sum();
        assertThat(onStatements).as("every redemption of the month").isEqualTo(38);
    }

    @Test
    @Order(5)
    @DisplayName("R-276, R-278 : qui a choisi de donner 1 % ne donne rien sur une commande de fonds publics")
    void nothing_is_given_on_public_money() {
        assertThat(statement(FIRST, "2026-10").contribution()).isEqualTo(Money.ZERO);
        assertThat(world.owed(Account.CONTRIBUTIONS)).isEqualTo(Money.ZERO);
        var publicBody = new Actor("person/x", "x", Optional.of(TOWN), Set.of(Role.LEGAL_REPRESENTATIVE));
        assertThat(world.bean(ContributionChoices.class).choose(true, publicBody))
                .contains(SettlementReason.PUBLIC_BODY);
    }

    @Test
    @Order(6)
    @DisplayName(
            "R-147, R-142 : le relevé et sa facture de frais, payée par compensation, sont numérotés, gardés, au SIREN")
    void documents_are_numbered_and_kept() {
        var first = statement(FIRST, "2026-10");
        var documents = world.bean(Documents.class);

        assertThat(first.number()).matches("REL-2026-\\d{6}");
        assertThat(documents.find(first.number())).isPresent();
        var invoice = first.feeInvoice().orElseThrow();
        assertThat(documents.find(invoice).orElseThrow().issuedOn()).isEqualTo(LocalDate.of(2026, 10, 31));
        var xml = new String(documents.xml(invoice).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(xml).contains("000000158", "<ram:GrandTotalAmount>17.16<");
        assertThat(documents.invoice(invoice).totals().withVat()).isEqualTo(cents(17_16));
    }

    @Test
    @Order(7)
    @DisplayName("R-200, T17 : arrêter deux fois le même mois donne les mêmes pièces, les mêmes numéros, rien de plus")
    void twice_is_once() {
        var before = world.bean(Statements.class).of(YearMonth.of(2026, 10));
        long pieces = pieces();

        world.settle("2026-10");

        assertThat(world.bean(Statements.class).of(YearMonth.of(2026, 10))).isEqualTo(before);
        assertThat(pieces()).isEqualTo(pieces);
        assertThat(waiting()).isEmpty();
    }

    private long pieces() {
        return world.owner()
                .sql("SELECT (SELECT count(*) FROM invoicing.document) + (SELECT count(*) FROM ledger.leg)")
                .query(Long.class)
                .single();
    }

    @Test
    @Order(8)
    @DisplayName(
            "R-142 : l’exécution est demandée pour le premier jour TARGET à partir du 1er, ou aujourd’hui s’il est passé")
    void execution_is_asked_for_the_first_target_day() {
        var run = world.prepared();
        var found = world.bean(PaymentRuns.class).find(run).orElseThrow();

        assertThat(found.executionOn()).as("closed late").isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(found.total()).isEqualTo(cents(352_84 + 9_58));
        world.send(run);
        world.clock.set("2026-11-23T18:00");
        world.night();
        assertThat(statement(FIRST, "2026-10").state()).isEqualTo(StatementState.PAID);
    }

    @Test
    @Order(9)
    @DisplayName("T3, T17 : 20 chèques de fonds publics et 17 privés, 1 % sur les seuls privés : 1,70 €, net 350,54 €")
    void one_per_cent_of_private_money_only() {
        world.clock.set("2026-11-25T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, town, 20);
        world.spend(FIRST_STAFF, FIRST_PLACE, company, 17);
        var admin = new Actor("person/second", "x", Optional.of(SECOND), Set.of(Role.PROVIDER_ADMIN));
        world.bean(ContributionChoices.class).choose(true, admin);
        world.spend(SECOND_STAFF, SECOND_PLACE, company, 1);
        world.clock.set("2026-12-01T00:00");

        world.settle("2026-11");

        var first = statement(FIRST, "2026-11");
        assertThat(first.contribution()).isEqualTo(cents(1_70));
        assertThat(first.net()).isEqualTo(cents(350_54));
        assertThat(statement(SECOND, "2026-11").net())
                .as("T17 : 1 chèque, contribution")
                .isEqualTo(cents(9_42));
        assertThat(world.owed(Account.CONTRIBUTIONS)).isEqualTo(cents(1_80));
        var run = world.prepared();
        assertThat(world.bean(PaymentRuns.class).find(run).orElseThrow().executionOn())
                .as("Tuesday 1 December")
                .isEqualTo(LocalDate.of(2026, 12, 1));
        world.bean(AbandonRun.class).handle(new AbandonRun.Command(run, TREASURER));
    }

    @Test
    @Order(10)
    @DisplayName(
            "R-143 : au 5e jour ouvré tout est encore à temps ; le lendemain la trésorière et le prestataire sont prévenus, une fois")
    void a_late_statement_alerts_both() {
        var latest = "attendu au plus tard le 07/12/2026";
        world.day("2026-12-07");
        assertThat(world.told(COOPERATIVE)).noneMatch(text -> text.contains(latest));

        world.day("2026-12-08");
        world.day("2026-12-09");

        var number = statement(FIRST, "2026-11").number();
        assertThat(world.told(COOPERATIVE))
                .filteredOn(text -> text.contains(latest) && text.contains(number))
                .hasSize(1);
        assertThat(world.told(FIRST))
                .filteredOn(text -> text.startsWith("Votre paiement a du retard"))
                .singleElement()
                .asString()
                .contains(number, "07/12/2026");

        world.pay();
        assertThat(world.told(SECOND))
                .filteredOn(text -> text.startsWith("Votre paiement a du retard"))
                .as("once sent, nobody is told again")
                .hasSize(1);
        world.night();
    }

    @Test
    @Order(11)
    @DisplayName("R-138, T17 : suspendu le 10, les services du 9 sont payés, ceux du 10 et du 11 refusés")
    void suspended_on_the_tenth() {
        world.clock.set("2026-12-10T08:00");
        World.done(
                SuspendProvider.Outcome.Suspended.class,
                world.bean(SuspendProvider.class)
                        .handle(new SuspendProvider.Command(
                                new SuspensionId(UUID.randomUUID()),
                                FIRST,
                                LocalDate.of(2026, 12, 10),
                                "Plaintes répétées.",
                                Optional.empty(),
                                World.CONTROLLER)));
        world.clock.set("2026-12-11T10:00");
        var booklet = world.handedOver(company, 15);
        assertThat(onDay(9, world.code(booklet, 1))).isEmpty();
        assertThat(onDay(10, world.code(booklet, 2))).contains(RedeemReason.PROVIDER_NOT_QUALIFIED);
        assertThat(onDay(11, world.code(booklet, 2))).contains(RedeemReason.PROVIDER_NOT_QUALIFIED);

        // It no longer gives: what counts is the choice on the day the month is frozen.
        world.bean(ContributionChoices.class).choose(false, FIRST_ADMIN);
        world.clock.set("2027-01-04T10:00");
        world.settle("2026-12");
        world.pay();
        world.night();

        var december = statement(FIRST, "2026-12");
        assertThat(december.redemptions()).isEqualTo(1);
        assertThat(december.contribution()).isEqualTo(Money.ZERO);
        assertThat(december.net()).isEqualTo(cents(9_52));
        assertThat(december.state()).isEqualTo(StatementState.PAID);
        assertThat(december.paidOn()).contains(LocalDate.of(2027, 1, 4));
    }

    private Optional<RedeemReason> onDay(int day, String code) {
        return world.redeem(World.given(World.TEN_EUROS, LocalDate.of(2026, 12, day), code))
                .reason();
    }

    @Test
    @Order(12)
    @DisplayName(
            "R-197, T17 : deux mois oubliés se rattrapent, le plus ancien d’abord ; un mois sans rien n’a ni relevé ni erreur")
    void months_are_caught_up_in_order() {
        assertThat(world.statement(SECOND, "2026-12"))
                .as("no redemption, no carry-over: no statement")
                .isEmpty();
        world.clock.set("2027-01-15T10:00");
        world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(world.booklet(company, 15), 2));
        world.clock.set("2027-03-05T10:00");
        assertThat(waiting()).containsExactly(YearMonth.of(2027, 1));
        assertThat(settle("2027-02", TREASURER))
                .isEqualTo(new SettleMonth.Outcome.Refused(SettlementReason.EARLIER_MONTH_WAITS));

        assertThat(world.settle("2027-01").statements()).isEqualTo(1);

        assertThat(world.settle("2027-02").statements()).isZero();
        assertThat(world.statement(FIRST, "2027-02")).isEmpty();
        assertThat(waiting()).isEmpty();
    }
}
