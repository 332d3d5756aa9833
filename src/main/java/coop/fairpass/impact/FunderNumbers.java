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
import coop.fairpass.web.Language;
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
                OrderView.titleOf(orders.get(order)) + Language.say(", votre part", ", your share"),
                List.of(
                        new Figure(Language.say(due), Language.say("dus à ce jour", "due to date"), path),
                        new Figure(Language.say(account.received()), Language.say("versés", "paid"), path),
                        new Figure(
                                Language.say(
                                        account.gap().isNegative()
                                                ? account.gap().negated()
                                                : account.gap()),
                                account.gap().isNegative()
                                        ? Language.say("versés en plus", "paid too much")
                                        : Language.say("restent à verser", "left to pay"),
                                path)),
                List.of(new Bars(
                        Language.say("Votre engagement", "Your commitment"),
                        Chart.Unit.MONEY,
                        Language.say("Étape", "Step"),
                        List.of(
                                new Bar(
                                        Language.say("Promis, si tout sert", "Promised, if all are used"),
                                        account.promised().cents(),
                                        "none"),
                                new Bar(Language.say("Dû à ce jour", "Due to date"), due.cents(), "owed"),
                                new Bar(
                                        Language.say("Appelé", "Called"),
                                        account.called().cents(),
                                        "fee"),
                                new Bar(
                                        Language.say("Versé", "Paid"),
                                        account.received().cents(),
                                        "keep")))),
                List.of(Language.say(
                                "Au %s. Le dossier de preuves est sur la page de cette part.",
                                "On %s. The evidence pack is on the page of this share.")
                        .formatted(Language.sayLong(account.asOf()))));
    }
}
