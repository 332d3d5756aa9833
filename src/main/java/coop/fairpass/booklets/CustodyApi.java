package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is sent, counted, shared and withdrawn between organisations. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Envois et stock")
class CustodyApi {

    record CountBody(
            @Nullable List<BookletFields.Range> ranges,
            @Nullable List<String> numbers,
            @Nullable List<String> scanned) {}

    record Receipt(
            List<BookletFields.Range> counted,
            List<BookletFields.Range> missing,
            List<BookletFields.Range> unexpected,
            boolean isLotReceived) {}

    record TransferBody(@Nullable String receiver, @Nullable List<BookletFields.Range> booklets) {}

    record ExplanationBody(
            @Nullable List<BookletFields.Range> found,
            @Nullable String explanation) {}

    record Explained(List<BookletFields.Range> missing, boolean isLotReceived) {}

    record StockCountBody(
            @Nullable List<BookletFields.Range> ranges,
            @Nullable List<String> numbers,
            @Nullable Long confirmed) {}

    record Compared(List<BookletFields.Range> absent, List<BookletFields.Range> unexpected, boolean isDone) {}

    record FoundBody(
            @Nullable List<BookletFields.Range> booklets,
            @Nullable String at) {}

    record WeightBody(
            @Nullable String distributor, @Nullable Long weight) {}

    record AllocationBody(
            @Nullable Long fixedEach,
            @Nullable List<WeightBody> weights,
            @Nullable Boolean preview) {}

    record Share(UUID distributor, String name, UUID move, long count, List<BookletFields.Range> booklets) {}

    record WithdrawalBody(
            @Nullable String distributor, @Nullable Long booklets) {}

    record Withdrawn(long booklets) {}

    record TransferRequestBody(
            @Nullable String from,
            @Nullable String to,
            @Nullable Long booklets) {}

    record Gap(UUID id, Incident.Kind kind, List<BookletFields.Range> booklets) {}

    record Travelling(
            BookletFields.Shown move,
            String senderName,
            String receiverName,
            List<BookletFields.Range> open,
            List<Gap> gaps) {}

    record Held(
            UUID lot,
            String order,
            int lotPlace,
            long count,
            long vouchers,
            boolean isActive,
            LocalDate stopOn,
            LocalDate lastDay,
            List<BookletFields.Range> booklets) {}

    private static final int LONGEST_SCAN = 400;

    private final AcknowledgeMove acknowledgeMove;
    private final ExplainGap explainGap;
    private final TransferBooklets transferBooklets;
    private final CountStock countStock;
    private final FindBooklets findBooklets;
    private final AllocateBooklets allocateBooklets;
    private final WithdrawStock withdrawStock;
    private final Stock stock;
    private final PresentedBooklets presented;

    CustodyApi(
            AcknowledgeMove acknowledgeMove,
            ExplainGap explainGap,
            TransferBooklets transferBooklets,
            CountStock countStock,
            FindBooklets findBooklets,
            AllocateBooklets allocateBooklets,
            WithdrawStock withdrawStock,
            Stock stock,
            PresentedBooklets presented) {
        this.acknowledgeMove = acknowledgeMove;
        this.explainGap = explainGap;
        this.transferBooklets = transferBooklets;
        this.countStock = countStock;
        this.findBooklets = findBooklets;
        this.allocateBooklets = allocateBooklets;
        this.withdrawStock = withdrawStock;
        this.stock = stock;
        this.presented = presented;
    }

    /** What is on its way to or from the caller's organisation, with what nobody has explained. */
    @GetMapping("/moves")
    @Operation(summary = "Ce qui est en chemin vers ma structure ou depuis elle")
    List<Travelling> moves(Actor by) {
        return stock.travelling(own(by), by).stream()
                .map(found -> new Travelling(
                        BookletFields.Shown.of(found.move()),
                        found.senderName(),
                        found.receiverName(),
                        BookletFields.Range.of(found.open()),
                        found.gaps().stream()
                                .map(gap -> new Gap(gap.id(), gap.kind(), BookletFields.Range.of(gap.numbers())))
                                .toList()))
                .toList();
    }

    @PostMapping("/moves")
    @Operation(summary = "Transférer des carnets à une autre structure")
    BookletFields.Shown transfer(@RequestBody TransferBody body, NewId move, Actor by) {
        var checks = new Checks();
        var receiver = new OrganisationId(checks.id("receiver", body.receiver()));
        var booklets = BookletFields.ranges(checks, "booklets", body.booklets(), List.of());
        checks.orThrow();
        return switch (transferBooklets.handle(new TransferBooklets.Command(move.value(), receiver, booklets, by))) {
            case TransferBooklets.Outcome.Sent(var sent) -> BookletFields.Shown.of(sent);
            case TransferBooklets.Outcome.Asked() -> throw new IllegalStateException("nothing was asked for");
            case TransferBooklets.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/moves/{id}/receipt")
    @Operation(summary = "Compter un envoi à son arrivée")
    Receipt receive(@PathVariable UUID id, @RequestBody CountBody body, Actor by) {
        var checks = new Checks();
        var counted = BookletFields.ranges(checks, "counted", body.ranges(), body.numbers())
                .plus(scanned(checks, body.scanned()));
        checks.orThrow();
        return switch (acknowledgeMove.handle(new AcknowledgeMove.Command(id, counted, by))) {
            case AcknowledgeMove.Outcome.Acknowledged(var in, var missing, var unexpected, boolean isLotReceived) ->
                new Receipt(
                        BookletFields.Range.of(in),
                        BookletFields.Range.of(missing),
                        BookletFields.Range.of(unexpected),
                        isLotReceived);
            case AcknowledgeMove.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    /** Booklets by what a scanner read of them: the serial of one of their vouchers, its code or its symbol. */
    private BookletRanges scanned(Checks checks, @Nullable List<String> texts) {
        var numbers = new ArrayList<BookletNumber>();
        for (var text : checks.list("scanned", texts, BookletFields.MOST)) {
            if (text.length() <= LONGEST_SCAN
                    && presented.read(text.strip()) instanceof PresentedBooklets.Reading.Of(var number)) {
                numbers.add(number);
            } else {
                checks.refuse("scanned", WebReason.FIELD_INVALID);
            }
        }
        return BookletRanges.ofNumbers(numbers);
    }

    @PostMapping("/incidents/{id}/explanation")
    @Operation(summary = "Expliquer un écart à la réception")
    Explained explain(@PathVariable UUID id, @RequestBody ExplanationBody body, Actor by) {
        var checks = new Checks();
        var found = BookletFields.ranges(checks, "found", body.found(), List.of());
        var text = checks.text("explanation", body.explanation(), 1_000);
        checks.orThrow();
        return switch (explainGap.handle(new ExplainGap.Command(id, found, text, by))) {
            case ExplainGap.Outcome.Explained(var _, var missing, boolean isLotReceived) ->
                new Explained(BookletFields.Range.of(missing), isLotReceived);
            case ExplainGap.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/found-booklets")
    @Operation(summary = "Dire que des carnets manquants sont retrouvés")
    void found(@RequestBody FoundBody body, Actor by) {
        var checks = new Checks();
        var booklets = BookletFields.ranges(checks, "booklets", body.booklets(), List.of());
        var at = checks.optionalId("at", body.at()).map(OrganisationId::new);
        checks.orThrow();
        if (findBooklets.handle(new FindBooklets.Command(booklets, at.orElseGet(() -> own(by)), by))
                instanceof FindBooklets.Outcome.Refused(var reason)) {
            throw BookletFields.refused(reason);
        }
    }

    @PostMapping("/stock-counts")
    @Operation(summary = "Faire un inventaire, puis le confirmer")
    Compared count(@RequestBody StockCountBody body, Actor by) {
        var checks = new Checks();
        var counted = BookletFields.ranges(checks, "counted", body.ranges(), body.numbers());
        checks.orThrow();
        return switch (countStock.handle(new CountStock.Command(counted, Optional.ofNullable(body.confirmed()), by))) {
            case CountStock.Outcome.Compared(var absent, var unexpected, boolean isDone) ->
                new Compared(BookletFields.Range.of(absent), BookletFields.Range.of(unexpected), isDone);
            case CountStock.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    /** With {@code preview}, shows the shares and sends nothing. */
    @PostMapping("/lots/{id}/allocations")
    @Operation(summary = "Répartir un lot par une part fixe et des poids")
    List<Share> allocate(@PathVariable UUID id, @RequestBody AllocationBody body, NewId allocation, Actor by) {
        var checks = new Checks();
        long fixedEach = checks.number("fixedEach", body.fixedEach(), 0, BookletNumber.LAST);
        var weights = checks.list("weights", body.weights(), 5_000).stream()
                .map(one -> new AllocateBooklets.Weighed(
                        new OrganisationId(checks.id("weights.distributor", one.distributor())),
                        checks.number("weights.weight", one.weight(), 0, 1_000_000_000_000L)))
                .toList();
        checks.orThrow();
        var command = new AllocateBooklets.Command(allocation.value(), new LotId(id), fixedEach, weights, by);
        boolean isPreview = Boolean.TRUE.equals(body.preview());
        return switch (isPreview ? allocateBooklets.preview(command) : allocateBooklets.handle(command)) {
            case AllocateBooklets.Outcome.Shared(var shares) ->
                shares.stream()
                        .map(share -> new Share(
                                share.distributor().value(),
                                share.name(),
                                share.move(),
                                share.booklets().count(),
                                BookletFields.Range.of(share.booklets())))
                        .toList();
            case AllocateBooklets.Outcome.FixedPartExceedsStock(long fixedPart, long held) ->
                throw ProblemException.refused(
                        BookletReason.FIXED_PART_EXCEEDS_STOCK, Map.of("fixedPart", fixedPart, "stock", held));
            case AllocateBooklets.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @GetMapping("/stock")
    @Operation(summary = "Le stock de ma structure")
    List<Held> stock(Actor by) {
        return stock.of(own(by), by).stream()
                .map(held -> new Held(
                        held.lot().value(),
                        held.orderNumber(),
                        held.lotPlace(),
                        held.booklets().count(),
                        held.vouchers(),
                        held.isActive(),
                        held.stopOn(),
                        held.lastDay(),
                        BookletFields.Range.of(held.booklets())))
                .toList();
    }

    @GetMapping("/orders/{id}/dormant-stock")
    @Operation(summary = "Le stock non remis d’une commande, par distributeur et par âge")
    List<Stock.Dormant> dormant(@PathVariable UUID id, Actor by) {
        return stock.dormant(new OrderId(id), by);
    }

    @PostMapping("/orders/{id}/transfer-requests")
    @Operation(summary = "Demander à un distributeur d’envoyer des carnets à un autre")
    void askForTransfer(@PathVariable UUID id, @RequestBody TransferRequestBody body, NewId request, Actor by) {
        var checks = new Checks();
        var from = new OrganisationId(checks.id("from", body.from()));
        var to = new OrganisationId(checks.id("to", body.to()));
        long booklets = checks.number("booklets", body.booklets(), 1, BookletNumber.LAST);
        checks.orThrow();
        if (transferBooklets.handle(
                        new TransferBooklets.Request(request.value(), new OrderId(id), from, to, booklets, by))
                instanceof TransferBooklets.Outcome.Refused(var reason)) {
            throw BookletFields.refused(reason);
        }
    }

    @PostMapping("/orders/{id}/stock-withdrawals")
    @Operation(summary = "Retirer le stock d’un distributeur avant la fin")
    Withdrawn withdraw(@PathVariable UUID id, @RequestBody WithdrawalBody body, NewId withdrawal, Actor by) {
        var checks = new Checks();
        var distributor = new OrganisationId(checks.id("distributor", body.distributor()));
        long booklets = checks.number("booklets", body.booklets(), 1, BookletNumber.LAST);
        checks.orThrow();
        return switch (withdrawStock.handle(
                new WithdrawStock.Command(withdrawal.value(), new OrderId(id), distributor, booklets, by))) {
            case WithdrawStock.Outcome.Withdrawn(long withdrawn) -> new Withdrawn(withdrawn);
            case WithdrawStock.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    private static OrganisationId own(Actor by) {
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
