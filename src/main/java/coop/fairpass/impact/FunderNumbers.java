package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderView;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a co-funder lives by: of each order it bears a part of, what it promised, owes, was asked and paid. */
@Component
class FunderNumbers implements LivesBy {

    private static final int MOST = 4;
    private static final int RANK = 40;

    private final FundingShares shares;
    private final FunderAccounts accounts;
    private final Orders orders;
    private final Clock clock;

    FunderNumbers(FundingShares shares, FunderAccounts accounts, Orders orders, Clock clock) {
        this.shares = shares;
        this.accounts = accounts;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT) || actor.isOfTheCooperative()) {
            return List.of();
        }
        var funded = shares.fundedBy(actor).stream()
                .map(FundingShares.Funded::order)
                .distinct()
                .limit(MOST)
                .toList();
        return IntStream.range(0, funded.size())
                .boxed()
                .flatMap(i -> panels(funded.get(i), actor, RANK + i).stream())
                .toList();
    }

    private List<Panel> panels(OrderId order, Actor actor, int rank) {
        var today = Paris.today(clock);
        return accounts.of(order, today, actor).orElse(List.of()).stream()
                .filter(account -> actor.isOf(account.funder()))
                .map(account -> panel(account, order, rank))
                .toList();
    }

    private Panel panel(FunderAccount account, OrderId order, int rank) {
        var path = "/commandes/%s/cofinanceurs/%s".formatted(order, account.funder());
        var due = FunderAccounts.amountOf(account.due());
        return new Panel(
                rank,
                OrderView.titleOf(orders.get(order)) + ", votre part",
                List.of(
                        new Figure(due.french(), "dus à ce jour", path),
                        new Figure(account.received().french(), "versés", path),
                        new Figure(
                                account.gap().isNegative()
                                        ? account.gap().negated().french()
                                        : account.gap().french(),
                                account.gap().isNegative() ? "versés en plus" : "restent à verser",
                                path)),
                List.of(new Bars(
                        "Votre engagement",
                        Chart.Unit.MONEY,
                        "Montant",
                        List.of(
                                new Bar(
                                        "Promis, si tout sert",
                                        account.promised().cents(),
                                        "none"),
                                new Bar("Dû à ce jour", due.cents(), "owed"),
                                new Bar("Appelé", account.called().cents(), "fee"),
                                new Bar("Versé", account.received().cents(), "keep")))),
                List.of("Au %s. Le dossier de preuves est sur la page de cette part."
                        .formatted(Paris.frenchLong(account.asOf()))));
    }
}
