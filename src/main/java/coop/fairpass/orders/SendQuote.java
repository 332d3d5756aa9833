package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.FeeLine;
import coop.fairpass.invoicing.Fees;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.QuotePrint;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cooperative sends a quote: numbered, versioned, at the rates of the day, with what the perimeter offers (O2,
 * Asking for another version brings the order back to a draft (O3).
 */
@Component
public class SendQuote {

    public record Command(OrderId order, Actor by) {}

    public sealed interface Outcome {
        record Sent(Quote quote) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    static final String UNUSED_VALUE =
            "La valeur faciale non utilisée vous est rendue ou imputée ; les frais amont restent acquis.";

    private final Orders orders;
    private final Quotes quotes;
    private final Organisations organisations;
    private final Tariff tariff;
    private final OrderSettings settings;
    private final PerimeterReach reach;
    private final OrderDocuments orderDocuments;
    private final Documents documents;
    private final Parties parties;
    private final SignedTerms signedTerms;
    private final WindDown windDown;
    private final Clock clock;

    SendQuote(
            Orders orders,
            Quotes quotes,
            Organisations organisations,
            Tariff tariff,
            OrderSettings settings,
            PerimeterReach reach,
            OrderDocuments orderDocuments,
            Documents documents,
            Parties parties,
            SignedTerms signedTerms,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.organisations = organisations;
        this.tariff = tariff;
        this.settings = settings;
        this.reach = reach;
        this.orderDocuments = orderDocuments;
        this.documents = documents;
        this.parties = parties;
        this.signedTerms = signedTerms;
        this.windDown = windDown;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!OrderStep.O2_QUOTED.isAllowedTo(command.by())) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var found = orders.lock(command.order());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        if (order.state() == OrderState.QUOTED) {
            return new Outcome.Sent(quotes.last(order.id()).orElseThrow());
        }
        if (!OrderStep.O2_QUOTED.isPossibleFrom(order.state())) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        if (orderDocuments.cannotIssue()) {
            return new Outcome.Refused(OrderReason.COOPERATIVE_NOT_SET_UP);
        }
        var payer = organisations.get(order.payer());
        if (payer.siren().isEmpty()) {
            return new Outcome.Refused(OrderReason.BUYER_NOT_INVOICEABLE);
        }
        if (order.need()
                .references()
                .siret()
                .filter(siret -> !DescribeNeed.isOf(siret, payer))
                .isPresent()) {
            return new Outcome.Refused(OrderReason.SIRET_OF_ANOTHER);
        }
        var today = Paris.today(clock);
        var terms = termsFor(payer, today);
        if (terms.isEmpty()) {
            return new Outcome.Refused(OrderReason.NO_RATE_DECIDED);
        }
        quotes.last(order.id())
                .filter(last -> last.state() == QuoteState.SENT)
                .ifPresent(last -> quotes.mark(last, QuoteState.SUPERSEDED));
        int version = quotes.last(order.id()).map(Quote::version).orElse(0) + 1;
        var number = documents.take(DocumentSeries.D, today);
        var quote = new Quote(
                order.id(),
                version,
                number.toString(),
                today,
                today.plusDays(settings.quoteDays()),
                QuoteState.SENT,
                order.need().vouchers(),
                terms.get(),
                reach.of(order.need(), today));
        quotes.insert(quote);
        documents.keep(print(quote, number, order, payer), order.id().value(), order.payer());
        orders.take(order, OrderStep.O2_QUOTED, command.by(), number.toString());
        return new Outcome.Sent(quote);
    }

    /** A new version is asked for: the order is a draft again (O3). */
    @Transactional
    public Optional<OrderReason> askAgain(OrderId id, Actor by) {
        var order = orders.lock(id);
        if (order.isEmpty() || !(by.isOf(order.get().payer()) || by.isOfTheCooperative())) {
            return Optional.of(OrderReason.UNKNOWN_ORDER);
        }
        if (!OrderStep.O3_NEW_VERSION_ASKED.isAllowedTo(by)) {
            return Optional.of(OrderReason.NOT_ALLOWED);
        }
        if (!OrderStep.O3_NEW_VERSION_ASKED.isPossibleFrom(order.get().state())) {
            return Optional.of(OrderReason.NOT_POSSIBLE_NOW);
        }
        quotes.last(id)
                .filter(last -> last.state() == QuoteState.SENT)
                .ifPresent(last -> quotes.mark(last, QuoteState.SUPERSEDED));
        orders.take(order.get(), OrderStep.O3_NEW_VERSION_ASKED, by, "");
        return Optional.empty();
    }

    /** The terms of a day for a payer, if every rate was decided. */
    Optional<Terms> termsFor(Organisation payer, LocalDate day) {
        var territory = VatTerritory.ofPostalCode(payer.address().postalCode().digits());
        return tariff.on(RateKind.UPSTREAM_FEE, day)
                .flatMap(
                        fee -> tariff.vat(territory, day).map(vat -> new Terms(settings.faceValue(), fee.rate(), vat)));
    }

    private QuotePrint print(Quote quote, DocumentNumber number, VoucherOrder order, Organisation payer) {
        var need = order.need();
        var terms = quote.terms();
        return new QuotePrint(
                number,
                quote.version(),
                quote.issuedOn(),
                quote.lapsesOn(),
                parties.seller(),
                parties.buyer(payer, need.references().siret().map(Siret::digits)),
                Fees.of(new FeeLine(
                        need.vouchers(), terms.faceValue(), terms.upstreamFee(), VatTreatment.of(terms.vat()))),
                List.of(),
                signedTerms.of(need, quote),
                OrderDocuments.referencesOf(order),
                List.of(UNUSED_VALUE));
    }
}
