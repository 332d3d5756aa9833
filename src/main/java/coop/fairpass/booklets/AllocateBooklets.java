package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.AllocationKey;
import coop.fairpass.orders.AllocationKey.Weight;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The booklets of a lot that an organisation holds are shared among distributors by a fixed part each, then by weights,
 * exactly (domain §7.3, R-029, R-030): first shown, then sent. The cooperative shares what is printed and has not
 * left; a payer, what it holds.
 */
@Component
public class AllocateBooklets {

    /** What one distributor counts for; inhabitants times digital fragility, for instance. */
    public record Weighed(OrganisationId distributor, long weight) {}

    /** @param allocation chosen by the caller, so that asking twice sends once */
    public record Command(UUID allocation, LotId lot, long fixedEach, List<Weighed> weights, Actor by) {
        public Command {
            weights = List.copyOf(weights);
        }
    }

    /** What one distributor gets; no booklets when its share is nothing. */
    public record Share(OrganisationId distributor, String name, UUID move, BookletRanges booklets) {}

    public sealed interface Outcome {
        /** Shown or sent, the same shares: ranges follow each other in the order of distributors. */
        record Shared(List<Share> shares) implements Outcome {
            public Shared {
                shares = List.copyOf(shares);
            }
        }

        record FixedPartExceedsStock(long fixedPart, long stock) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private record Stock(LotTerms lot, OrganisationId holder, BookletState state, BookletRanges booklets) {}

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Booklets booklets;
    private final Moves moves;
    private final Sending sending;
    private final Allocations allocations;
    private final Organisations organisations;
    private final Clock clock;

    AllocateBooklets(
            Orders orders,
            LotGoods goods,
            Lots lots,
            Booklets booklets,
            Moves moves,
            Sending sending,
            Allocations allocations,
            Organisations organisations,
            Clock clock) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.booklets = booklets;
        this.moves = moves;
        this.sending = sending;
        this.allocations = allocations;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** How many booklets of a lot somebody could share now; none when nothing of it is theirs to share. */
    @Transactional(readOnly = true)
    public long available(LotId lot, Actor by) {
        var command = new Command(new UUID(0, 0), lot, 0, List.of(), by);
        return refusal(command).isPresent() ? 0 : stock(command).booklets().count();
    }

    /** What {@link #handle} would send now. */
    @Transactional(readOnly = true)
    public Outcome preview(Command command) {
        return refusal(command).<Outcome>map(Outcome.Refused::new).orElseGet(() -> share(command, stock(command)));
    }

    @Transactional
    public Outcome handle(Command command) {
        var refused = refusal(command);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        orders.lock(lots.find(command.lot()).orElseThrow().order());
        var known = allocations.find(command.allocation());
        if (known.isPresent()) {
            return known.get().equals(Allocations.Asked.of(command))
                    ? new Outcome.Shared(sent(command))
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        var stock = stock(command);
        var outcome = share(command, stock);
        if (outcome instanceof Outcome.Shared(var shares)) {
            allocations.insert(command);
            send(stock, shares, command.by());
        }
        return outcome;
    }

    private Optional<BookletReason> refusal(Command command) {
        var by = command.by();
        if (!BookletStep.B3_SENT.isAllowedTo(by) || by.organisation().isEmpty()) {
            return Optional.of(BookletReason.NOT_ALLOWED);
        }
        var lot = lots.find(command.lot());
        boolean mayKnow = by.isOfTheCooperative()
                || lot.filter(known -> by.isOf(known.payer())).isPresent()
                || by.has(Role.DISTRIBUTOR_MANAGER);
        if (lot.isEmpty() || !mayKnow) {
            return Optional.of(BookletReason.UNKNOWN_LOT);
        }
        var distributors = new HashSet<OrganisationId>();
        for (var weighed : command.weights()) {
            if (organisations.find(weighed.distributor()).isEmpty() || !distributors.add(weighed.distributor())) {
                return Optional.of(BookletReason.UNKNOWN_ORGANISATION);
            }
        }
        if (by.organisation().filter(distributors::contains).isPresent()) {
            return Optional.of(BookletReason.SAME_ORGANISATION);
        }
        boolean isDelivery = by.has(Role.COOP_PRODUCTION);
        if (isDelivery && lot.get().goods() != Goods.PRINTED && lot.get().goods() != Goods.SHIPPED) {
            return Optional.of(BookletReason.NOT_PRINTED_YET);
        }
        return isDelivery || Paris.today(clock).isBefore(lot.get().stopOn())
                ? Optional.empty()
                : Optional.of(BookletReason.AFTER_STOP_DATE);
    }

    private Stock stock(Command command) {
        var lot = lots.find(command.lot()).orElseThrow();
        boolean isDelivery = command.by().has(Role.COOP_PRODUCTION);
        var holder = isDelivery
                ? organisations.cooperative().orElseThrow().id()
                : command.by().organisation().orElseThrow();
        var state = isDelivery ? BookletState.PRINTED : BookletState.IN_STOCK;
        return new Stock(lot, holder, state, booklets.of(lot.code(), state, holder));
    }

    private Outcome share(Command command, Stock stock) {
        if (stock.booklets().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        if (command.fixedEach() < 0 || command.weights().stream().anyMatch(one -> one.weight() < 0)) {
            return new Outcome.Refused(BookletReason.NOTHING_TO_SHARE_BY);
        }
        // A distributor's code is its number in the directory, written so that text and number sort alike.
        Map<String, OrganisationId> byCode = command.weights().stream()
                .collect(Collectors.toMap(one -> code(one.distributor()), Weighed::distributor));
        var weights = command.weights().stream()
                .map(one -> new Weight(code(one.distributor()), one.weight()))
                .toList();
        return switch (AllocationKey.share(stock.booklets().count(), command.fixedEach(), weights)) {
            case AllocationKey.Outcome.FixedPartExceedsStock(long fixed, long count) ->
                new Outcome.FixedPartExceedsStock(fixed, count);
            case AllocationKey.Outcome.NothingToShareBy() -> new Outcome.Refused(BookletReason.NOTHING_TO_SHARE_BY);
            case AllocationKey.Outcome.Allocated(var shares) ->
                new Outcome.Shared(deal(command, stock.booklets(), shares, byCode::get));
        };
    }

    private List<Share> deal(
            Command command,
            BookletRanges stock,
            List<AllocationKey.Share> shares,
            Function<String, OrganisationId> ofCode) {
        var dealt = new ArrayList<Share>();
        var left = stock;
        for (var share : shares) {
            var distributor = ofCode.apply(share.code());
            var given = left.first(share.booklets());
            left = left.minus(given);
            dealt.add(share(command, distributor, given));
        }
        return dealt;
    }

    private Share share(Command command, OrganisationId distributor, BookletRanges given) {
        var move = UUID.nameUUIDFromBytes(
                "%s/%s".formatted(command.allocation(), distributor).getBytes(StandardCharsets.UTF_8));
        return new Share(distributor, organisations.get(distributor).legalName(), move, given);
    }

    private String code(OrganisationId distributor) {
        return "%010d".formatted(organisations.get(distributor).number());
    }

    private void send(Stock stock, List<Share> shares, Actor by) {
        var locked = booklets.lock(stock.booklets(), stock.state(), stock.holder());
        if (!locked.equals(stock.booklets())) {
            throw new IllegalStateException("the stock of %s moved while it was shared".formatted(stock.holder()));
        }
        boolean isDelivery = stock.state() == BookletState.PRINTED;
        if (isDelivery && stock.lot().goods() == Goods.PRINTED) {
            goods.shipped(orders.lot(stock.lot().id()).orElseThrow(), by);
        }
        for (var share : shares) {
            if (!share.booklets().isEmpty()) {
                sending.send(
                        share.move(),
                        isDelivery ? Move.Kind.DELIVERY : Move.Kind.TRANSFER,
                        stock.holder(),
                        share.distributor(),
                        share.booklets(),
                        by);
            }
        }
    }

    /** What this allocation already sent, if it was asked before. */
    private List<Share> sent(Command command) {
        return command.weights().stream()
                .map(one -> share(command, one.distributor(), BookletRanges.NONE))
                .map(share -> new Share(share.distributor(), share.name(), share.move(), moves.sent(share.move())))
                .toList();
    }
}
