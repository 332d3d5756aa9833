package coop.fairpass.orders;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.OPERATING;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.SEGREGATED;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.bank.Party;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.tariff.HalfYear;
import coop.fairpass.tariff.ReferenceRates;
import coop.fairpass.tariff.ReferenceRates.ReferenceRateReason;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On 1 October 2026 the town signs for 100 vouchers: 1 000 € and 48 € to pay on the 31st at the latest. */
@DisplayName("Les paiements en retard, leurs intérêts et l’indemnité")
@ExtendWith(TestDatabase.class)
class LatePaymentsTest {

    private final World world;
    private final Db db;
    private final Path home;

    LatePaymentsTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
        world = new World(db, home);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private List<LatePayments.Late> late() {
        return world.bean(LatePayments.class).today();
    }

    private void pay(OrderId order, Receivable.Kind kind) {
        var call = world.bean(Receivables.class).of(order, kind).orElseThrow();
        world.bank()
                .receive(
                        kind == Receivable.Kind.FACE ? SEGREGATED : OPERATING,
                        world.today(),
                        call.open(),
                        Party.named("PAYEUR EXEMPLE", World.iban(22)),
                        call.reference());
        world.night();
    }

    private ReferenceRates.Outcome enter(String id, String firstDay, String percent, Actor by) {
        return world.bean(ReferenceRates.class)
                .handle(new ReferenceRates.Entry(
                        World.id(id),
                        LocalDate.parse(firstDay),
                        Rate.parsePercent(percent),
                        "Publication Exemple",
                        by));
    }

    @Test
    @DisplayName("T21 : rien le 31 octobre ; le 1er novembre un jour ; payé, ce qui fut dû pour le retard reste dû")
    void from_the_day_after() {
        var order = world.signedOrder(TOWN_BUYER, 10, Restrictions.none());
        var company = world.signedOrder(COMPANY_BUYER, 1, Restrictions.none());
        world.day("2026-10-30");
        pay(company, Receivable.Kind.FACE);
        pay(company, Receivable.Kind.FEE);
        assertThat(late())
                .as("it is the 1st of November, the company paid on the last day")
                .hasSize(2);
        world.clock.set("2026-10-31T23:59");
        assertThat(late()).isEmpty();
        world.clock.set("2026-11-01T09:00");
        assertThat(late()).extracting(LatePayments.Late::payer).containsOnly("Commune Exemple");
        assertThat(late()).allMatch(LatePayments.Late::isRateMissing);
        assertThat(world.bean(LatePayments.class).waitingFor(TREASURER)).hasSize(1);
        assertThat(world.bean(LatePayments.class).waitingFor(SALES)).isEmpty();

        assertThat(enter("rate", "2026-07-01", "2.15", TREASURER)).isInstanceOf(ReferenceRates.Outcome.Done.class);
        assertThat(world.bean(LatePayments.class).waitingFor(TREASURER)).isEmpty();
        // 100 000 / 365 × 10,15 % = 27,8 ; 4 800 / 365 × 10,15 % = 1,3
        assertThat(late())
                .extracting(one -> ((LateInterest.Due) one.lateness()).interest())
                .containsExactly(cents(28), cents(1));
        assertThat(LatePayments.total(late())).isEqualTo(cents(40_28 + 40_01));

        pay(order, Receivable.Kind.FACE);
        world.clock.set("2026-11-20T09:00");
        assertThat(late())
                .extracting(LatePayments.Late::days, one -> ((LateInterest.Due) one.lateness()).interest())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(20L, cents(27)),
                        org.assertj.core.groups.Tuple.tuple(1L, cents(28)));
    }

    @Test
    @DisplayName(
            "un taux se saisit par la trésorerie, pour un semestre commencé ; le dernier saisi compte, le premier reste lisible")
    void rates_are_entered() {
        assertThat(enter("a", "2026-07-01", "2.15", SALES)).isEqualTo(refused(ReferenceRateReason.NOT_ALLOWED));
        assertThat(enter("a", "2026-07-02", "2.15", TREASURER)).isEqualTo(refused(ReferenceRateReason.NOT_A_HALF_YEAR));
        assertThat(enter("a", "2027-01-01", "2.15", TREASURER)).isEqualTo(refused(ReferenceRateReason.NOT_BEGUN));
        var first = enter("a", "2026-07-01", "2.15", TREASURER);
        assertThat(enter("a", "2026-07-01", "2.15", TREASURER))
                .as("twice is once")
                .isEqualTo(first);
        assertThat(enter("a", "2026-07-01", "2.2", TREASURER)).isEqualTo(refused(ReferenceRateReason.ID_TAKEN));
        enter("b", "2026-07-01", "2", TREASURER);
        var rates = world.bean(ReferenceRates.class);
        assertThat(rates.all()).hasSize(2);
        assertThat(rates.of(HalfYear.of(world.today()))).contains(Rate.percent(2));
        assertThat(rates.of(HalfYear.of(world.today()).next())).isEmpty();
    }

    private static ReferenceRates.Outcome refused(ReferenceRateReason reason) {
        return new ReferenceRates.Outcome.Refused(reason);
    }

    @Test
    @DisplayName("T21 : la coopérative le lit sur une page et par l’interface ouverte ; la trésorière y saisit le taux")
    void pages_and_programs() {
        var order = world.signedOrder(TOWN_BUYER, 10, Restrictions.none());
        world.day("2026-11-01");
        try (var site = TestApplication.start(db, world.clock, Visitor.settings(home));
                var treasurer = Visitor.of(site, TREASURER);
                var seller = Visitor.of(site, SALES);
                var provider = Visitor.of(site, FIRST_ADMIN)) {
            assertThat(provider.get("/commandes/retards").status()).isEqualTo(403);
            assertThat(treasurer.get("/").read()).contains("Saisir le taux de la Banque centrale européenne");
            var page = treasurer.get("/commandes/retards");
            assertThat(Accessibility.faults(page.text())).isEmpty();
            assertThat(page.read())
                    .contains("Commune Exemple", "1 000,00 €", "taux à saisir", "Aucun taux n’est saisi");
            assertThat(seller.get("/commandes/retards").read())
                    .contains("taux à saisir")
                    .doesNotContain("Saisir un taux");

            for (var wrong : List.of("", "-1", "100,1", "NaN", "1e2")) {
                var told = page.form("/commandes/retards/taux")
                        .with("rate", wrong)
                        .with("source", "Publication Exemple")
                        .send();
                assertThat(told.status()).as(wrong).isEqualTo(422);
                assertThat(Accessibility.faults(told.text())).isEmpty();
            }
            var done = page.form("/commandes/retards/taux")
                    .with("rate", "2,15")
                    .with("source", "Publication Exemple")
                    .send();
            assertThat(done.read()).contains("Taux enregistré", "0,28 € d’intérêts et 40,00 € d’indemnité", "80,29 €");

            var programs = new Programs(site);
            var sales = programs.key(COOPERATIVE, Role.COOP_SALES);
            var buyer = programs.key(TOWN, Role.PAYER_BUYER);
            assertThat(programs.get(buyer, "/api/v1/late-payments").refused(403))
                    .isEqualTo("NOT_ALLOWED");
            var answer = programs.get(sales, "/api/v1/late-payments").done();
            assertThat(answer.size()).isEqualTo(2);
            assertThat(answer.at("/0/order").stringValue())
                    .isEqualTo(order.value().toString());
            assertThat(answer.at("/0/interestCents").longValue()).isEqualTo(28);
            assertThat(answer.at("/0/totalCents").longValue()).isEqualTo(40_28);
            assertThat(answer.at("/0/lines/0/ratePercent").stringValue()).isEqualTo("10.15");
            var rate = "{\"halfYear\":\"2026-07-01\",\"ratePpm\":20000,\"source\":\"Publication Exemple\"}";
            assertThat(programs.post(sales, "/api/v1/reference-rates", rate).refused(403))
                    .isEqualTo("NOT_ALLOWED");
            programs.post(programs.key(COOPERATIVE, Role.TREASURER), "/api/v1/reference-rates", rate)
                    .done();
            assertThat(programs.get(buyer, "/api/v1/reference-rates")
                            .done()
                            .at("/0/ratePpm")
                            .longValue())
                    .isEqualTo(20_000);
        }
    }
}
