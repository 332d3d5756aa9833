package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From a need to a signed, framed and proofed order, for programs of payers and of the cooperative. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Commandes")
class OrdersApi {

    private static final int LONGEST_TEXT = 2_000;

    record EstimateBody(
            @Nullable String postalCode, @Nullable NeedBody need) {}

    record AmountsAnswer(
            long vouchers,
            long faceValueCents,
            long faceCents,
            long feeCents,
            long vatCents,
            long beforeVatCents,
            long toPayCents) {

        static AmountsAnswer of(OrderAmounts amounts) {
            return new AmountsAnswer(
                    amounts.vouchers(),
                    amounts.faceValue().cents(),
                    amounts.face().cents(),
                    amounts.fee().cents(),
                    amounts.vat().cents(),
                    amounts.beforeVat().cents(),
                    amounts.toPay().cents());
        }
    }

    record TermsAnswer(
            long faceValueCents,
            long upstreamFeePpm,
            VatTerritory vatTerritory,
            String vatCategory,
            long vatPpm,
            String vatMention) {

        static TermsAnswer of(Terms terms) {
            return new TermsAnswer(
                    terms.faceValue().cents(),
                    terms.upstreamFee().partsPerMillion(),
                    terms.vat().territory(),
                    terms.vat().category().name(),
                    terms.vat().rate().partsPerMillion(),
                    terms.vat().mention());
        }
    }

    record ReachAnswer(
            int openPlaces, long covered, long inhabitants, long weeklyCapacity, long capacityPpm, boolean isShort) {

        static ReachAnswer of(Quote.Reach reach) {
            return new ReachAnswer(
                    reach.openPlaces(),
                    reach.covered(),
                    reach.inhabitants(),
                    reach.weeklyCapacity(),
                    reach.capacityPpm(),
                    reach.isShort());
        }
    }

    /** What a need would cost today, and what its perimeter offers. */
    record EstimateAnswer(LocalDate on, TermsAnswer terms, AmountsAnswer amounts, ReachAnswer reach) {}

    record DatesAnswer(
            LocalDate alertOn,
            LocalDate stopOn,
            LocalDate acknowledgeOn,
            LocalDate validUntil,
            LocalDate toleranceEndsOn,
            LocalDate reconcileOn) {

        static DatesAnswer of(EndDates dates) {
            return new DatesAnswer(
                    dates.alertOn(),
                    dates.stopOn(),
                    dates.acknowledgeOn(),
                    dates.validUntil(),
                    dates.toleranceEndsOn(),
                    dates.reconcileOn());
        }
    }

    record OrderAnswer(
            UUID id,
            UUID payer,
            OrderState state,
            String title,
            Optional<String> number,
            Optional<String> mandateNumber,
            NeedBody need,
            DatesAnswer endDates,
            Optional<TermsAnswer> terms,
            Optional<AmountsAnswer> amounts) {

        static OrderAnswer of(VoucherOrder order) {
            return new OrderAnswer(
                    order.id().value(),
                    order.payer().value(),
                    order.state(),
                    Sentences.of(order.state()),
                    order.number(),
                    order.mandateNumber(),
                    NeedBody.of(order.need()),
                    DatesAnswer.of(order.need().endDates()),
                    order.terms().map(TermsAnswer::of),
                    order.terms().map(_ -> AmountsAnswer.of(order.amounts())));
        }
    }

    record StepAnswer(String code, OrderState from, OrderState to, Instant at, String by, String why) {}

    /** A cancellation that one side asked, of the order or of one lot, and the other has not answered. */
    record AskAnswer(CancellationAsks.Side side, Optional<UUID> lot, String why, Instant at) {

        static AskAnswer of(CancellationAsks.Ask ask) {
            return new AskAnswer(ask.side(), ask.lot().map(LotId::value), ask.why(), ask.at());
        }
    }

    record OrderWithHistory(
            OrderAnswer order, Set<FramingItem> conform, List<StepAnswer> history, List<AskAnswer> cancellations) {}

    record QuoteAnswer(
            int version,
            String number,
            LocalDate issuedOn,
            LocalDate lapsesOn,
            QuoteState state,
            TermsAnswer terms,
            AmountsAnswer amounts,
            ReachAnswer reach) {

        static QuoteAnswer of(Quote quote) {
            return new QuoteAnswer(
                    quote.version(),
                    quote.number(),
                    quote.issuedOn(),
                    quote.lapsesOn(),
                    quote.state(),
                    TermsAnswer.of(quote.terms()),
                    AmountsAnswer.of(quote.amounts()),
                    ReachAnswer.of(quote.reach()));
        }
    }

    record NewOrderBody(@Nullable String payer, @Nullable NeedBody need) {}

    record AcceptanceBody(@Nullable Boolean warningTicked) {}

    record FramingBody(@Nullable List<String> conform) {}

    record FramingAnswer(Set<FramingItem> missing) {}

    record ReasonBody(@Nullable String reason) {}

    private final EstimateNeed estimateNeed;
    private final DescribeNeed describeNeed;
    private final SendQuote sendQuote;
    private final AcceptQuote acceptQuote;
    private final FrameOrder frameOrder;
    private final Proofs proofs;
    private final CancelOrder cancelOrder;
    private final TakeBackCancellation takeBack;
    private final CancellationAsks asks;
    private final Orders orders;
    private final Quotes quotes;
    private final EndRules endRules;

    OrdersApi(
            EstimateNeed estimateNeed,
            DescribeNeed describeNeed,
            SendQuote sendQuote,
            AcceptQuote acceptQuote,
            FrameOrder frameOrder,
            Proofs proofs,
            CancelOrder cancelOrder,
            TakeBackCancellation takeBack,
            CancellationAsks asks,
            Orders orders,
            Quotes quotes,
            EndRules endRules) {
        this.estimateNeed = estimateNeed;
        this.describeNeed = describeNeed;
        this.sendQuote = sendQuote;
        this.acceptQuote = acceptQuote;
        this.frameOrder = frameOrder;
        this.proofs = proofs;
        this.cancelOrder = cancelOrder;
        this.takeBack = takeBack;
        this.asks = asks;
        this.orders = orders;
        this.quotes = quotes;
        this.endRules = endRules;
    }

    @PostMapping("/estimates")
    @Operation(
            summary = "Chiffrer un besoin sans compte : prix du jour et lieux du périmètre ; rien n’est gardé",
            description = "Price a need without an account; nothing is kept.")
    EstimateAnswer estimate(@RequestBody EstimateBody body) {
        var checks = new Checks();
        var territory = checks.optionalIdentifier("postalCode", body.postalCode(), PostalCode::check)
                .map(code -> VatTerritory.ofPostalCode(code.digits()))
                .orElse(VatTerritory.MAINLAND);
        var need = need(checks, body.need());
        return switch (estimateNeed.handle(new EstimateNeed.Command(need, territory))) {
            case EstimateNeed.Outcome.Estimated(var estimate) ->
                new EstimateAnswer(
                        estimate.on(),
                        TermsAnswer.of(estimate.terms()),
                        AmountsAnswer.of(estimate.amounts()),
                        ReachAnswer.of(estimate.reach()));
            case EstimateNeed.Outcome.NotWholeBooklets(var below, var above) -> throw notWhole(below, above);
            case EstimateNeed.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private Need need(Checks checks, @Nullable NeedBody body) {
        if (body == null) {
            checks.refuse("need", WebReason.FIELD_MISSING);
            checks.orThrow();
            throw new IllegalStateException("a missing need was told");
        }
        var need = body.read(checks, endRules.inForce());
        checks.orThrow();
        return need;
    }

    @GetMapping("/orders")
    @Operation(
            summary = "Les commandes que l’on peut voir, les dernières d’abord",
            description = "Orders the caller may see, latest first.")
    Page<OrderAnswer> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var wanted = checks.optionalChoice("state", state, OrderState.class);
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        var visible = orders.visibleTo(caller).stream()
                .filter(order -> wanted.isEmpty() || wanted.get() == order.state())
                .toList();
        return Page.within(visible, last, most, order -> order.id().toString()).map(OrderAnswer::of);
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Décrire un besoin : une commande à l’état de brouillon",
            description = "Describe a need: a draft order.")
    OrderAnswer describe(@RequestBody NewOrderBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var payer = checks.id("payer", body.payer());
        var need = need(checks, body.need());
        var order = new OrderId(id.value());
        // A need is changed at its own address: here a known id is the same request again, or a mistake.
        if (orders.find(order, caller)
                .filter(known -> !known.need().equals(need.keepingDatesOf(known.need())))
                .isPresent()) {
            throw problem(OrderReason.ID_TAKEN);
        }
        return described(order, new OrganisationId(payer), need, caller);
    }

    @PutMapping("/orders/{id}/need")
    @Operation(
            summary = "Changer le besoin, aussi souvent que voulu jusqu’à la signature",
            description = "Change the need, until the order is signed.")
    OrderAnswer change(@PathVariable UUID id, @RequestBody NeedBody body, Actor caller) {
        var order = visible(id, caller);
        return described(order.id(), order.payer(), need(new Checks(), body), caller);
    }

    private OrderAnswer described(OrderId id, OrganisationId payer, Need need, Actor caller) {
        return switch (describeNeed.handle(new DescribeNeed.Command(id, payer, need, caller))) {
            case DescribeNeed.Outcome.Described(var order) -> OrderAnswer.of(order);
            case DescribeNeed.Outcome.NotWholeBooklets(var below, var above) -> throw notWhole(below, above);
            case DescribeNeed.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @GetMapping("/orders/{id}")
    @Operation(
            summary = "Une commande, ce qui est conforme, et chaque étape avec qui et quand",
            description = "One order, with every step it took.")
    OrderWithHistory order(@PathVariable UUID id, Actor caller) {
        var order = visible(id, caller);
        return new OrderWithHistory(
                OrderAnswer.of(order),
                frameOrder.conform(order.id()),
                orders.history(order.id()).stream()
                        .map(taken -> new StepAnswer(
                                taken.code(),
                                taken.from(),
                                taken.to(),
                                taken.at(),
                                caller.isOfTheCooperative() ? taken.by() : "",
                                taken.why()))
                        .toList(),
                asks.open(order.id()).stream().map(AskAnswer::of).toList());
    }

    @GetMapping("/orders/{id}/quotes")
    @Operation(summary = "Les versions du devis, la dernière d’abord", description = "The versions of the quote.")
    List<QuoteAnswer> quotes(@PathVariable UUID id, Actor caller) {
        return quotes.of(visible(id, caller).id()).stream().map(QuoteAnswer::of).toList();
    }

    @PostMapping("/orders/{id}/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Envoyer le devis au tarif du jour ; deux fois, c’est le même",
            description = "Send the quote at the rates of the day; twice is once.")
    QuoteAnswer send(@PathVariable UUID id, Actor caller) {
        return switch (sendQuote.handle(new SendQuote.Command(new OrderId(id), caller))) {
            case SendQuote.Outcome.Sent(var quote) -> QuoteAnswer.of(quote);
            case SendQuote.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PostMapping("/orders/{id}/quotes/new-version")
    @Operation(summary = "Demander une autre version du devis", description = "Ask for another version of the quote.")
    OrderAnswer askAgain(@PathVariable UUID id, Actor caller) {
        sendQuote.askAgain(new OrderId(id), caller).ifPresent(reason -> {
            throw problem(reason);
        });
        return OrderAnswer.of(visible(id, caller));
    }

    @PostMapping("/orders/{id}/quotes/{version}/acceptance")
    @Operation(
            summary = "Signer le dernier devis : ses conditions ne changent plus",
            description = "Sign the last quote; its terms never change again.")
    OrderAnswer accept(
            @PathVariable UUID id, @PathVariable int version, @RequestBody AcceptanceBody body, Actor caller) {
        return switch (acceptQuote.handle(
                new AcceptQuote.Command(new OrderId(id), version, Boolean.TRUE.equals(body.warningTicked()), caller))) {
            case AcceptQuote.Outcome.Signed(var order) -> OrderAnswer.of(order);
            case AcceptQuote.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PutMapping("/orders/{id}/framing")
    @Operation(
            summary = "Dire tout ce qui est conforme ; quand rien ne manque, la commande est cadrée",
            description = "Say all that is conform; when nothing is missing the order is framed.")
    FramingAnswer frame(@PathVariable UUID id, @RequestBody FramingBody body, Actor caller) {
        var checks = new Checks();
        var conform = EnumSet.noneOf(FramingItem.class);
        var given = checks.list("conform", body.conform(), FramingItem.values().length);
        for (int i = 0; i < given.size(); i++) {
            conform.add(checks.choice("conform[%d]".formatted(i), given.get(i), FramingItem.class, FramingItem.TEXTS));
        }
        checks.orThrow();
        return switch (frameOrder.handle(new FrameOrder.Command(new OrderId(id), conform, caller))) {
            case FrameOrder.Outcome.Marked(var missing) -> new FramingAnswer(missing);
            case FrameOrder.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PostMapping("/orders/{id}/proofs/{version}/approval")
    @Operation(summary = "Approuver le dernier bon à tirer", description = "Approve the last proof.")
    ProofAnswer approve(@PathVariable UUID id, @PathVariable int version, Actor caller) {
        return decided(proofs.approve(new OrderId(id), version, caller));
    }

    @PostMapping("/orders/{id}/proofs/{version}/rejection")
    @Operation(summary = "Refuser le dernier bon à tirer, en disant pourquoi", description = "Reject the last proof.")
    ProofAnswer reject(@PathVariable UUID id, @PathVariable int version, @RequestBody ReasonBody body, Actor caller) {
        var checks = new Checks();
        var reason = checks.text("reason", body.reason(), LONGEST_TEXT);
        checks.orThrow();
        return decided(proofs.reject(new OrderId(id), version, reason, caller));
    }

    record ProofAnswer(
            int version,
            String fingerprint,
            LocalDate answerDueOn,
            Proofs.Proof.ProofState state,
            Optional<String> comment) {

        static ProofAnswer of(Proofs.Proof proof) {
            return new ProofAnswer(
                    proof.version(), proof.fingerprint(), proof.answerDueOn(), proof.state(), proof.comment());
        }
    }

    private static ProofAnswer decided(Proofs.Outcome outcome) {
        return switch (outcome) {
            case Proofs.Outcome.Done(var proof) -> ProofAnswer.of(proof);
            case Proofs.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PostMapping("/orders/{id}/cancellation")
    @Operation(
            summary =
                    "Renoncer à une commande dont aucun lot n’est actif ; une fois en fabrication, l’autre partie doit"
                            + " demander la même chose",
            description = "Give up an order of which no lot is active. Once in production the other party has to ask"
                    + " the same; until then the state stays what it was.")
    OrderAnswer cancel(@PathVariable UUID id, @RequestBody ReasonBody body, Actor caller) {
        var checks = new Checks();
        var reason = checks.text("reason", body.reason(), LONGEST_TEXT);
        checks.orThrow();
        return switch (cancelOrder.handle(new CancelOrder.Command(new OrderId(id), reason, caller))) {
            case CancelOrder.Outcome.Cancelled(var order) -> OrderAnswer.of(order);
            case CancelOrder.Outcome.Asked(var order) -> OrderAnswer.of(order);
            case CancelOrder.Outcome.Refused(var refused) -> throw problem(refused);
        };
    }

    @PostMapping("/orders/{id}/cancellation/withdrawal")
    @Operation(
            summary =
                    "Retirer sa demande d’annulation, de la commande ou de ses lots, tant que l’autre n’a pas accepté",
            description = "Take back what this side asked to cancel, while the other side has not agreed.")
    OrderAnswer takeBack(@PathVariable UUID id, Actor caller) {
        return switch (takeBack.handle(new TakeBackCancellation.Command(new OrderId(id), caller))) {
            case TakeBackCancellation.Outcome.TakenBack(var order) -> OrderAnswer.of(order);
            case TakeBackCancellation.Outcome.Refused(var refused) -> throw problem(refused);
        };
    }

    private VoucherOrder visible(UUID id, Actor caller) {
        return orders.find(new OrderId(id), caller).orElseThrow(ProblemException::notFound);
    }

    private static ProblemException notWhole(long below, long above) {
        return ProblemException.refused(OrderReason.NOT_WHOLE_BOOKLETS, Map.of("below", below, "above", above));
    }

    static ProblemException problem(OrderReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER, UNKNOWN_LOT, UNKNOWN_DOCUMENT -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_PAYER,
                    ID_TAKEN,
                    NOT_POSSIBLE_NOW,
                    NOT_WHOLE_BOOKLETS,
                    BOOKLETS_OF_FIVE_TOO_FEW,
                    LOTS_DO_NOT_ADD_UP,
                    DATES_INVALID,
                    LONGER_VALIDITY_NEEDS_A_REASON,
                    UNKNOWN_TERRITORY,
                    UNKNOWN_SERVICE,
                    NO_RATE_DECIDED,
                    SINGLE_VAT_TREATMENT,
                    VAT_OPINION_MISSING,
                    OPINION_DATES_INVALID,
                    NOT_THE_LAST_QUOTE,
                    QUOTE_LAPSED,
                    SIRET_MISSING,
                    SIRET_OF_ANOTHER,
                    CAPACITY_WARNING_NOT_TICKED,
                    COOPERATIVE_NOT_SET_UP,
                    BUYER_NOT_INVOICEABLE,
                    FRAMING_INCOMPLETE,
                    REJECTION_NEEDS_A_COMMENT,
                    NOT_THE_LAST_PROOF,
                    CANCEL_THE_WHOLE_ORDER,
                    VALIDITY_OVER,
                    MORE_THAN_FUNDED,
                    LOT_NOT_RECEIVED,
                    LOT_ALREADY_ACTIVE,
                    LOT_NOT_FUNDED,
                    LOT_TOO_SMALL_TO_SPLIT,
                    COVERAGE_INCIDENT,
                    MONEY_ON_THE_WRONG_ACCOUNT,
                    A_LOT_IS_ACTIVE,
                    SHARES_ABOVE_100_PERCENT,
                    UNKNOWN_FUNDER,
                    SEVERAL_FUNDERS,
                    NOTHING_PARKED,
                    MORE_THAN_PARKED,
                    MORE_THAN_OPEN,
                    VALIDITY_ALREADY_MOVED,
                    AFTER_STOP_DATE,
                    WIND_DOWN -> ProblemException.refused(reason);
        };
    }
}
