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
import coop.fairpass.invoicing.OrderFormPrint;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.winddown.WindDown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The payer signs the last quote: it is now an order, and its terms never change again (O5, R-006, R-007). */
@Component
public class AcceptQuote {

    /**
     * @param warningTicked whether the payer ticked that the perimeter has fewer places than vouchers
     */
    public record Command(OrderId order, int version, boolean warningTicked, Actor by) {}

    public sealed interface Outcome {
        record Signed(VoucherOrder order) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Quotes quotes;
    private final Organisations organisations;
    private final Documents documents;
    private final OrderDocuments orderDocuments;
    private final Parties parties;
    private final SignedTerms signedTerms;
    private final VatNetworks networks;
    private final VatOpinions opinions;
    private final WindDown windDown;
    private final Clock clock;

    AcceptQuote(
            Orders orders,
            Quotes quotes,
            Organisations organisations,
            Documents documents,
            OrderDocuments orderDocuments,
            Parties parties,
            SignedTerms signedTerms,
            VatNetworks networks,
            VatOpinions opinions,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.organisations = organisations;
        this.documents = documents;
        this.orderDocuments = orderDocuments;
        this.parties = parties;
        this.signedTerms = signedTerms;
        this.networks = networks;
        this.opinions = opinions;
        this.windDown = windDown;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = orders.lock(command.order());
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        if (!by.isOf(order.payer()) || !OrderStep.O5_SIGNED.isAllowedTo(by)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var last = quotes.last(order.id());
        if (last.isEmpty() || last.get().version() != command.version()) {
            return new Outcome.Refused(OrderReason.NOT_THE_LAST_QUOTE);
        }
        var quote = last.get();
        if (quote.state() == QuoteState.ACCEPTED) {
            return new Outcome.Signed(order);
        }
        var today = Paris.today(clock);
        if (quote.state() == QuoteState.LAPSED || quote.lapsesOn().isBefore(today)) {
            return new Outcome.Refused(OrderReason.QUOTE_LAPSED);
        }
        if (!OrderStep.O5_SIGNED.isPossibleFrom(order.state())) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        var payer = organisations.get(order.payer());
        if (payer.isPublic() && order.need().references().siret().isEmpty()) {
            return new Outcome.Refused(OrderReason.SIRET_MISSING);
        }
        if (payer.siren().isEmpty()) {
            return new Outcome.Refused(OrderReason.BUYER_NOT_INVOICEABLE);
        }
        if (orderDocuments.cannotIssue()) {
            return new Outcome.Refused(OrderReason.COOPERATIVE_NOT_SET_UP);
        }
        if (networks.of(order.need(), today) == VatGuard.Qualification.SINGLE) {
            return new Outcome.Refused(OrderReason.SINGLE_VAT_TREATMENT);
        }
        var vat = opinions.refusal(today);
        if (vat.isPresent()) {
            return new Outcome.Refused(vat.get());
        }
        if (quote.reach().isShort()) {
            if (!command.warningTicked()) {
                return new Outcome.Refused(OrderReason.CAPACITY_WARNING_NOT_TICKED);
            }
            quotes.keepWarning(quote, by);
        }
        var number = documents.take(DocumentSeries.BC, today);
        quotes.mark(quote, QuoteState.ACCEPTED);
        orders.sign(order.id(), number.toString(), quote.terms(), quote.version(), by);
        orders.take(order, OrderStep.O5_SIGNED, by, quote.number());
        for (int place = 1; place <= order.need().lotBooklets().size(); place++) {
            orders.addLot(
                    lotId(order.id(), place),
                    order.id(),
                    place,
                    order.need().lotBooklets().get(place - 1));
        }
        var signed = orders.get(order.id());
        documents.keep(
                orderForm(number, signed, quote, payer, by, today), order.id().value(), order.payer());
        if (signed.need().invoiceOn() == Need.InvoiceOn.ACCEPTANCE) {
            orderDocuments.issue(signed, today);
        }
        return new Outcome.Signed(signed);
    }

    private OrderFormPrint orderForm(
            DocumentNumber number, VoucherOrder order, Quote quote, Organisation payer, Actor by, LocalDate on) {
        var need = order.need();
        var terms = quote.terms();
        var mentions = new ArrayList<>(List.of(SendQuote.UNUSED_VALUE));
        if (quote.reach().isShort()) {
            mentions.add("Le commanditaire a lu que le périmètre offre moins de places que de chèques.");
        }
        return new OrderFormPrint(
                number,
                DocumentNumber.parse(quote.number()),
                on,
                by.label(),
                parties.seller(),
                parties.buyer(payer, need.references().siret().map(Siret::digits)),
                Fees.of(new FeeLine(
                        quote.vouchers(), terms.faceValue(), terms.upstreamFee(), VatTreatment.of(terms.vat()))),
                signedTerms.of(need, quote),
                OrderDocuments.referencesOf(order),
                mentions);
    }

    private static LotId lotId(OrderId order, int place) {
        return new LotId(UUID.nameUUIDFromBytes((order + "/lot/" + place).getBytes(StandardCharsets.UTF_8)));
    }
}
