package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import coop.fairpass.orders.FundingShare.Cap;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The money of an order: what it owes and received, its lots, its documents, who bears a part of it. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Argent des commandes")
class OrderMoneyApi {

    private static final Money LARGEST = Money.cents(1_000_000_000_00L);
    private static final long PPM = 1_000_000;
    private static final int MOST_FUNDERS = 50;

    /** What is owed on one document, and what came in for it. */
    record ReceivableAnswer(
            String document,
            Receivable.Kind kind,
            long totalCents,
            long vatCents,
            long receivedCents,
            long openCents,
            String reference,
            LocalDate issuedOn,
            LocalDate dueOn,
            boolean isCancelled,
            List<ReceiptAnswer> receipts) {}

    record ReceiptAnswer(UUID id, Optional<UUID> entry, String source, long amountCents, LocalDate receivedOn) {}

    /**
     * The face value of an order, as the books say it: what was called is what is not yet active and what is; what is
     * active still circulates, or left circulation by use or by return.
     */
    record FaceValueAnswer(
            long calledCents,
            long receivedCents,
            long notActivatedCents,
            long activatedCents,
            long circulatingCents,
            long usedOrReturnedCents,
            long owedToPayerCents) {}

    record MoneyAnswer(FaceValueAnswer faceValue, List<ReceivableAnswer> receivables) {}

    record DocumentAnswer(String number, String kind, LocalDate issuedOn, String pdf) {}

    record LotAnswer(
            UUID id,
            int code,
            int place,
            long booklets,
            long vouchers,
            long faceCents,
            Lot.Goods goods,
            Optional<LocalDate> receivedOn,
            Optional<LocalDate> activatedOn) {}

    record SplitBody(@Nullable Long keep) {}

    record MandateBody(@Nullable String mandateNumber) {}

    record ShareBody(
            @Nullable String funder,
            @Nullable Long ratioPpm,
            @Nullable String basis,
            @Nullable String appliesTo,
            @Nullable Long floorCents,
            @Nullable Long capCents,
            @Nullable String capScope,
            @Nullable Long targetSharePpm) {

        static ShareBody of(FundingShare share) {
            return new ShareBody(
                    share.funder().toString(),
                    share.ratio().partsPerMillion(),
                    share.basis().name(),
                    share.appliesTo().name(),
                    share.floor().map(Money::cents).orElse(null),
                    share.cap().map(Cap::most).map(Money::cents).orElse(null),
                    share.cap().map(Cap::scope).map(Enum::name).orElse(null),
                    share.targetShare().map(Rate::partsPerMillion).orElse(null));
        }
    }

    /** One split of a lot; lots are told by their place in the order. */
    record SplitAnswer(int from, int to, long kept, long moved, Instant at, String by) {

        static SplitAnswer of(LotSplits.LotSplit split) {
            return new SplitAnswer(split.from(), split.to(), split.kept(), split.moved(), split.at(), split.by());
        }
    }

    record SharesBody(@Nullable List<ShareBody> shares) {}

    record FundingEventBody(
            @Nullable String event,
            @Nullable Long amountCents,
            @Nullable String on) {}

    record FundingTotals(long calledCents, long receivedCents) {}

    private final Orders orders;
    private final Receivables receivables;
    private final Documents documents;
    private final Organisations organisations;
    private final FundingShares fundingShares;
    private final RecordMandate recordMandate;
    private final ActivateLot activateLot;
    private final SplitLot splitLot;
    private final CancelLot cancelLot;
    private final LotSplits lotSplits;
    private final Ledger ledger;
    private final Clock clock;

    OrderMoneyApi(
            Orders orders,
            Receivables receivables,
            Documents documents,
            Organisations organisations,
            FundingShares fundingShares,
            RecordMandate recordMandate,
            ActivateLot activateLot,
            SplitLot splitLot,
            CancelLot cancelLot,
            LotSplits lotSplits,
            Ledger ledger,
            Clock clock) {
        this.orders = orders;
        this.receivables = receivables;
        this.documents = documents;
        this.organisations = organisations;
        this.fundingShares = fundingShares;
        this.recordMandate = recordMandate;
        this.activateLot = activateLot;
        this.splitLot = splitLot;
        this.cancelLot = cancelLot;
        this.lotSplits = lotSplits;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/orders/{id}/money")
    @Operation(
            summary = "L’argent d’une commande : appelé, reçu, activé, en circulation, utilisé ou rendu",
            description = "The money of an order, from the books.")
    MoneyAnswer money(@PathVariable UUID id, Actor caller) {
        var order = visible(id, caller);
        var open = receivables.of(order.id());
        return new MoneyAnswer(
                faceValue(order, open), open.stream().map(this::answer).toList());
    }

    private FaceValueAnswer faceValue(VoucherOrder order, List<Receivable> all) {
        if (order.number().isEmpty()) {
            return new FaceValueAnswer(0, 0, 0, 0, 0, 0, 0);
        }
        var account = OrderDocuments.accountOf(organisations.get(order.payer()), order);
        var face = order.signedTerms().faceValue();
        var activated = orders.lots(order.id()).stream()
                .filter(Lot::isActive)
                .map(lot -> lot.face(face))
                .collect(Money.sum());
        var circulating = ledger.balance(Account.IN_CIRCULATION, account).negated();
        var calls =
                all.stream().filter(one -> one.kind() == Receivable.Kind.FACE).toList();
        return new FaceValueAnswer(
                calls.stream()
                        .filter(call -> !call.isCancelled())
                        .map(Receivable::asked)
                        .collect(Money.sum())
                        .cents(),
                calls.stream().map(Receivable::received).collect(Money.sum()).cents(),
                ledger.balance(Account.CALLED_NOT_ACTIVE, account).negated().cents(),
                activated.cents(),
                circulating.cents(),
                activated.minus(circulating).cents(),
                ledger.balance(Account.OWED_TO_PAYERS, account).negated().cents());
    }

    private ReceivableAnswer answer(Receivable receivable) {
        return new ReceivableAnswer(
                receivable.document(),
                receivable.kind(),
                receivable.total().cents(),
                receivable.vat().cents(),
                receivable.received().cents(),
                receivable.open().cents(),
                receivable.reference(),
                receivable.issuedOn(),
                receivable.dueOn(),
                receivable.isCancelled(),
                receivables.receipts(receivable.document()).stream()
                        .map(receipt -> new ReceiptAnswer(
                                receipt.id(),
                                receipt.entry(),
                                receipt.account().map(Enum::name).orElse("SET_OFF"),
                                receipt.amount().cents(),
                                receipt.receivedOn()))
                        .toList());
    }

    @GetMapping("/orders/{id}/documents")
    @Operation(
            summary = "Les pièces d’une commande : devis, appel de fonds, facture, avoirs, certificats",
            description = "The documents of an order.")
    List<DocumentAnswer> documents(@PathVariable UUID id, Actor caller) {
        var order = visible(id, caller);
        return Stream.concat(
                        documents.about(id).stream(),
                        orders.lots(order.id()).stream()
                                .flatMap(lot -> documents.about(lot.id().value()).stream()))
                .map(document -> new DocumentAnswer(
                        document.number(),
                        document.kind(),
                        document.issuedOn(),
                        "/api/v1/documents/" + document.number() + "/pdf"))
                .toList();
    }

    @GetMapping("/orders/{id}/lots")
    @Operation(summary = "Les lots d’une commande, dans l’ordre d’activation", description = "The lots of an order.")
    List<LotAnswer> lots(@PathVariable UUID id, Actor caller) {
        var order = visible(id, caller);
        return orders.lots(order.id()).stream().map(lot -> answer(lot, order)).toList();
    }

    @GetMapping("/orders/{id}/lot-splits")
    @Operation(
            summary = "L’histoire des partages de lots : de quel lot, combien, quand et par qui",
            description = "How the lots of an order came from one another.")
    List<SplitAnswer> splits(@PathVariable UUID id, Actor caller) {
        return lotSplits.of(visible(id, caller).id()).stream()
                .map(SplitAnswer::of)
                .toList();
    }

    private static LotAnswer answer(Lot lot, VoucherOrder order) {
        return new LotAnswer(
                lot.id().value(),
                lot.code(),
                lot.place(),
                lot.booklets(),
                lot.vouchers(),
                order.terms().map(terms -> lot.face(terms.faceValue()).cents()).orElse(0L),
                lot.goods(),
                lot.receivedOn(),
                lot.activatedOn());
    }

    @PostMapping("/lots/{id}/activation")
    @Operation(
            summary = "Activer un lot : son argent est sur le compte cantonné, ses carnets sont reçus",
            description = "Activate a lot that is funded and received.")
    LotAnswer activate(@PathVariable UUID id, Actor caller) {
        return switch (activateLot.handle(new ActivateLot.Command(new LotId(id), caller))) {
            case ActivateLot.Outcome.Activated(var lot) -> answer(lot, orders.get(lot.order()));
            case ActivateLot.Outcome.NotFunded(var missing, var booklets) ->
                throw ProblemException.refused(
                        OrderReason.LOT_NOT_FUNDED,
                        Map.of("missingCents", missing.cents(), "bookletsFunded", booklets));
            case ActivateLot.Outcome.Refused(var reason) -> throw OrdersApi.problem(reason);
        };
    }

    @PostMapping("/lots/{id}/split")
    @Operation(
            summary = "Partager un lot : les premiers carnets y restent, les autres forment un nouveau lot",
            description = "Split a lot.")
    List<LotAnswer> split(@PathVariable UUID id, @RequestBody SplitBody body, NewId newLot, Actor caller) {
        var checks = new Checks();
        long keep = checks.number("keep", body.keep(), 1, 10_000_000);
        checks.orThrow();
        return switch (splitLot.handle(new SplitLot.Command(new LotId(id), keep, new LotId(newLot.value()), caller))) {
            case SplitLot.Outcome.Split(var kept, var separated) -> {
                var order = orders.get(kept.order());
                yield List.of(answer(kept, order), answer(separated, order));
            }
            case SplitLot.Outcome.Refused(var reason) -> throw OrdersApi.problem(reason);
        };
    }

    @PostMapping("/lots/{id}/cancellation")
    @Operation(
            summary =
                    "Renoncer à un lot jamais activé : un avoir le reprend quand l’autre partie demande la même chose",
            description = "Give up a lot that was never active; it is cancelled once the other party asks the same.")
    LotAnswer cancel(@PathVariable UUID id, @RequestBody OrdersApi.ReasonBody body, Actor caller) {
        var checks = new Checks();
        var reason = checks.text("reason", body.reason(), 500);
        checks.orThrow();
        return switch (cancelLot.handle(new CancelLot.Command(new LotId(id), reason, caller))) {
            case CancelLot.Outcome.Cancelled(var lot, var _) -> answer(lot, orders.get(lot.order()));
            case CancelLot.Outcome.Asked(var lot) -> answer(lot, orders.get(lot.order()));
            case CancelLot.Outcome.Refused(var refused) -> throw OrdersApi.problem(refused);
        };
    }

    @PutMapping("/orders/{id}/mandate-number")
    @Operation(
            summary = "Donner le numéro de mandat attendu sur la ligne de la banque",
            description = "Record the public payment-order number expected on the bank line.")
    OrdersApi.OrderAnswer mandate(@PathVariable UUID id, @RequestBody MandateBody body, Actor caller) {
        var checks = new Checks();
        var number = checks.text("mandateNumber", body.mandateNumber(), 50);
        checks.orThrow();
        return switch (recordMandate.handle(new RecordMandate.Command(new OrderId(id), number, caller))) {
            case RecordMandate.Outcome.Recorded(var order) -> OrdersApi.OrderAnswer.of(order);
            case RecordMandate.Outcome.Refused(var reason) -> throw OrdersApi.problem(reason);
        };
    }

    @GetMapping("/orders/{id}/funding-shares")
    @Operation(summary = "Les parts de co-financement", description = "The shares of funders.")
    List<ShareBody> shares(@PathVariable UUID id, Actor caller) {
        return fundingShares.of(visible(id, caller).id()).stream()
                .map(ShareBody::of)
                .toList();
    }

    @PutMapping("/orders/{id}/funding-shares")
    @Operation(
            summary = "Dire toutes les parts de co-financement à la fois ; ensemble, 100 % au plus",
            description = "Say all the shares of funders at once.")
    List<ShareBody> setShares(@PathVariable UUID id, @RequestBody SharesBody body, Actor caller) {
        var checks = new Checks();
        var given = checks.list("shares", body.shares(), MOST_FUNDERS);
        var shares = new ArrayList<FundingShare>();
        for (int i = 0; i < given.size(); i++) {
            shares.add(share(checks, "shares[%d].".formatted(i), given.get(i)));
        }
        checks.orThrow();
        return switch (fundingShares.set(new OrderId(id), shares, caller)) {
            case FundingShares.Outcome.Done(var all) ->
                all.stream().map(ShareBody::of).toList();
            case FundingShares.Outcome.Refused(var reason) -> throw OrdersApi.problem(reason);
        };
    }

    private static FundingShare share(Checks checks, String at, ShareBody body) {
        var cap = Optional.ofNullable(body.capCents())
                .map(cents -> new Cap(
                        checks.cents(at + "capCents", cents, Money.cents(1), LARGEST),
                        checks.choice(at + "capScope", body.capScope(), Cap.Scope.class, Cap.Scope.PROJECT)));
        return new FundingShare(
                new OrganisationId(checks.id(at + "funder", body.funder())),
                Rate.ppm(checks.number(at + "ratioPpm", body.ratioPpm(), 1, PPM)),
                checks.choice(at + "basis", body.basis(), Basis.class, Basis.USED),
                checks.choice(at + "appliesTo", body.appliesTo(), AppliesTo.class, AppliesTo.FACE),
                Optional.ofNullable(body.floorCents())
                        .map(cents -> checks.cents(at + "floorCents", cents, Money.cents(1), LARGEST)),
                cap,
                Optional.ofNullable(body.targetSharePpm())
                        .map(ppm -> Rate.ppm(checks.number(at + "targetSharePpm", ppm, 1, PPM))));
    }

    @PostMapping("/orders/{id}/funding-shares/{funder}/events")
    @Operation(
            summary = "Noter une somme demandée à un co-financeur, ou reçue de lui",
            description = "Record an amount called from a funder, or received.")
    FundingTotals event(
            @PathVariable UUID id,
            @PathVariable UUID funder,
            @RequestBody FundingEventBody body,
            NewId event,
            Actor caller) {
        var checks = new Checks();
        var kind = checks.choice("event", body.event(), FundingEvent.class, FundingEvent.CALLED);
        var amount = checks.cents("amountCents", body.amountCents(), Money.cents(1), LARGEST);
        var on = checks.day("on", body.on());
        checks.orThrow();
        var order = new OrderId(id);
        var of = new OrganisationId(funder);
        return switch (fundingShares.record(event.value(), order, of, kind, amount, on, caller)) {
            case FundingShares.Outcome.Done(var _) -> {
                var today = Paris.today(clock);
                yield new FundingTotals(
                        fundingShares
                                .total(order, of, FundingEvent.CALLED, today)
                                .cents(),
                        fundingShares
                                .total(order, of, FundingEvent.RECEIVED, today)
                                .cents());
            }
            case FundingShares.Outcome.Refused(var reason) -> throw OrdersApi.problem(reason);
        };
    }

    private VoucherOrder visible(UUID id, Actor caller) {
        return orders.find(new OrderId(id), caller).orElseThrow(ProblemException::notFound);
    }
}
