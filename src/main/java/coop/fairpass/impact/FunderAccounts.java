package coop.fairpass.impact;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.impact.UseFacts.Totals;
import coop.fairpass.money.Money;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Computes the accounts of the co-funders of an order on any day. */
@Component
public class FunderAccounts {

    private final Orders orders;
    private final FundingShares shares;
    private final UseFacts facts;
    private final Organisations organisations;

    FunderAccounts(Orders orders, FundingShares shares, UseFacts facts, Organisations organisations) {
        this.orders = orders;
        this.shares = shares;
        this.facts = facts;
        this.organisations = organisations;
    }

    /**
     * The accounts that an actor may see: the payer and the cooperative all of them, a funder its own. Empty when there
     * is no such signed order for this actor.
     */
    @Transactional(readOnly = true)
    public Optional<List<FunderAccount>> of(OrderId id, LocalDate asOf, Actor actor) {
        return orders.find(id).filter(order -> order.terms().isPresent()).flatMap(order -> {
            boolean seesAll = actor.isOfTheCooperative() || actor.isOf(order.payer());
            var seen = shares.of(id).stream()
                    .filter(share -> seesAll || actor.isOf(share.funder()))
                    .toList();
            if (!seesAll && seen.isEmpty()) {
                return Optional.empty();
            }
            var totals = facts.totals(id, asOf);
            return Optional.of(seen.stream()
                    .map(share -> account(order, share, totals, asOf))
                    .toList());
        });
    }

    private FunderAccount account(VoucherOrder order, FundingShare share, Totals totals, LocalDate asOf) {
        var due = share.on(factsOf(order, totals, totals.redeemed()));
        var called = shares.total(order.id(), share.funder(), FundingEvent.CALLED, asOf);
        var received = shares.total(order.id(), share.funder(), FundingEvent.RECEIVED, asOf);
        return new FunderAccount(
                asOf,
                share.funder(),
                organisations.find(share.funder()).map(Organisation::legalName).orElse(""),
                share,
                amountOf(withoutTarget(share).on(factsOf(order, totals, totals.ordered()))),
                due,
                called,
                received,
                amountOf(due).minus(received));
    }

    /** What is promised does not depend on the public, which is known only afterwards. */
    private static FundingShare withoutTarget(FundingShare share) {
        return new FundingShare(
                share.funder(),
                share.ratio(),
                share.basis(),
                share.appliesTo(),
                share.floor(),
                share.cap(),
                Optional.empty());
    }

    static FundingShare.Facts factsOf(VoucherOrder order, Totals totals, long used) {
        var terms = order.signedTerms();
        return new FundingShare.Facts(
                totals.ordered(),
                used,
                terms.faceValue(),
                terms.upstreamFee(),
                totals.handedOver(),
                totals.handedOverToTarget());
    }

    /** What is due, in euros; zero when a condition is not met. */
    public static Money amountOf(FundingShare.Due due) {
        return switch (due) {
            case FundingShare.Due.Amount(var _, var amount) -> amount;
            case FundingShare.Due.BelowFloor _, FundingShare.Due.TargetMissed _ -> Money.ZERO;
        };
    }
}
