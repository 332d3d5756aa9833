package coop.fairpass.orders;

import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.need;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.tariff.RateKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Ce qui rend un devis impossible à signer")
@ExtendWith(TestDatabase.class)
class QuoteLapsesTest {

    private final Db db;
    private final Path home;

    QuoteLapsesTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
    }

    /** Usable until the end of March, so that sixty days pass before. */
    private static Need longNeed() {
        var need = need(1);
        return new Need(
                need.vouchers(),
                need.bookletSize(),
                need.firstDay(),
                EndDates.of(LocalDate.of(2027, 3, 31)),
                Optional.empty(),
                need.restrictions(),
                need.invoiceOn(),
                need.lotBooklets(),
                need.payerMessage(),
                need.deliveryAddress(),
                need.references());
    }

    @Test
    @DisplayName("R-006 : sans réponse, un devis se signe encore le 60e jour, plus le 61e, et devient caduc ce jour-là")
    void lapses_after_sixty_days() {
        try (var ground = new OrdersGround(db, home)) {
            var unanswered = ground.described(longNeed(), BUYER);
            var signed = ground.described(longNeed(), BUYER);
            var quote = ground.quote(unanswered);
            ground.quote(signed);
            assertThat(quote.lapsesOn()).isEqualTo(OrdersGround.TODAY.plusDays(60));

            ground.clock.set("2027-01-09T23:59");
            ground.bean(OrderDueDates.class).run(ground.today());
            assertThat(ground.get(unanswered).state()).isEqualTo(OrderState.QUOTED);
            OrdersGround.expect(AcceptQuote.Outcome.Signed.class, ground.accept(signed, BUYER));

            ground.clock.set("2027-01-10T00:00");
            // Even before anything ran that day.
            assertThat(ground.accept(unanswered, BUYER))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.QUOTE_LAPSED));
            ground.bean(OrderDueDates.class).run(ground.today());
            ground.bean(OrderDueDates.class).run(ground.today());
            assertThat(ground.get(unanswered).state()).isEqualTo(OrderState.LAPSED);
            assertThat(ground.bean(Quotes.class).last(unanswered).orElseThrow().state())
                    .isEqualTo(QuoteState.LAPSED);
            assertThat(ground.bean(Orders.class).history(unanswered))
                    .extracting(Orders.Taken::code)
                    .containsExactly("O1", "O2", "O4");
            assertThat(ground.accept(unanswered, BUYER))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.QUOTE_LAPSED));
            assertThat(ground.get(signed).state()).isEqualTo(OrderState.ORDERED);
            assertThat(ground.ailments()).isEmpty();
        }
    }

    @Test
    @DisplayName("R-003 : moins de places que de chèques : signer demande de cocher, et le nom et l’heure sont gardés")
    void a_short_perimeter_is_acknowledged() {
        try (var ground = new OrdersGround(db, home)) {
            ground.openPlace(5);
            // Five people a week for eight weeks: forty vouchers fill it, fifty do not fit.
            var fits = ground.described(need(dijon(), Need.InvoiceOn.ACCEPTANCE, 4), BUYER);
            var tooMany = ground.described(need(dijon(), Need.InvoiceOn.ACCEPTANCE, 5), BUYER);
            assertThat(ground.quote(fits).reach().capacityPpm()).isEqualTo(1_000_000);
            assertThat(ground.quote(tooMany).reach().capacityPpm()).isEqualTo(800_000);

            var acceptQuote = ground.bean(AcceptQuote.class);
            OrdersGround.expect(
                    AcceptQuote.Outcome.Signed.class,
                    acceptQuote.handle(new AcceptQuote.Command(fits, 1, false, BUYER)));
            assertThat(ground.bean(Quotes.class).warning(fits)).isEmpty();

            assertThat(acceptQuote.handle(new AcceptQuote.Command(tooMany, 1, false, BUYER)))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.CAPACITY_WARNING_NOT_TICKED));
            assertThat(ground.get(tooMany).state()).isEqualTo(OrderState.QUOTED);
            assertThat(ground.bean(Quotes.class).warning(tooMany)).isEmpty();
            ground.clock.set("2026-11-12T16:20");
            OrdersGround.expect(
                    AcceptQuote.Outcome.Signed.class,
                    acceptQuote.handle(new AcceptQuote.Command(tooMany, 1, true, BUYER)));
            assertThat(ground.bean(Quotes.class).warning(tooMany))
                    .contains(new Quotes.TickedWarning(ground.clock.instant(), "buyer"));
            assertThat(ground.ailments()).isEmpty();
        }
    }

    private static Need.Restrictions dijon() {
        return new Need.Restrictions(
                java.util.List.of("C:21231"), "Dijon", java.util.List.of(), java.util.List.of(), "", false, 1, false);
    }

    @Test
    @DisplayName(
            "R-220 : sans taux de frais décidé, ou sans TVA du territoire, rien n’est chiffré ; une décision datée l’ouvre ce jour-là")
    void nothing_without_a_decision() {
        try (var ground = OrdersGround.beforeAnyDecision(db, home)) {
            ground.enterAccounts();
            var order = ground.described(need(1), BUYER);
            var sendQuote = ground.bean(SendQuote.class);
            var refused = new SendQuote.Outcome.Refused(OrderReason.NO_RATE_DECIDED);
            assertThat(sendQuote.handle(new SendQuote.Command(order, OrdersGround.SALES)))
                    .isEqualTo(refused);
            ground.enact(RateKind.UPSTREAM_FEE, 35_000, ground.today().plusDays(1));
            assertThat(sendQuote.handle(new SendQuote.Command(order, OrdersGround.SALES)))
                    .isEqualTo(refused);
            ground.clock.advance(Period.ofDays(1));
            ground.owner()
                    .sql("DELETE FROM tariff.vat WHERE territory = 'MAINLAND'")
                    .update();
            assertThat(sendQuote.handle(new SendQuote.Command(order, OrdersGround.SALES)))
                    .isEqualTo(refused);
            ground.owner().sql("""
                            INSERT INTO tariff.vat (territory, category, rate_ppm, mention, valid_from, source)
                            VALUES ('MAINLAND', 'S', 200000, '', '2014-01-01', 'CGI art. 278')
                            """).update();
            assertThat(ground.quote(order).terms().upstreamFee()).isEqualTo(Rate.ppm(35_000));
            assertThat(ground.ailments()).isEmpty();
        }
    }

    @Test
    @DisplayName("avant que la coopérative ait saisi ses deux comptes, aucun devis ne part")
    void nothing_before_the_accounts() {
        try (var ground = OrdersGround.beforeAnyDecision(db, home)) {
            ground.enactRates();
            var order = ground.described(need(1), BUYER);
            assertThat(ground.bean(SendQuote.class).handle(new SendQuote.Command(order, OrdersGround.SALES)))
                    .isEqualTo(new SendQuote.Outcome.Refused(OrderReason.COOPERATIVE_NOT_SET_UP));
        }
    }
}
