package coop.fairpass.redemption;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.redemption.RedemptionStore.Spent;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Posts what a list of redemptions moves: one M20 for each day, provider and order of the list, so that a list of a
 * thousand vouchers is a handful of postings and no balance is touched by all.
 */
@Component
class ValidationPostings {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final Ledger ledger;
    private final Orders orders;
    private final Organisations organisations;
    // Accounts of signed orders and of organisations never change their code.
    private final Map<UUID, OrderAccount> orderAccounts = new ConcurrentHashMap<>();
    private final Map<UUID, ProviderAccount> providerAccounts = new ConcurrentHashMap<>();

    ValidationPostings(Ledger ledger, Orders orders, Organisations organisations) {
        this.ledger = ledger;
        this.orders = orders;
        this.organisations = organisations;
    }

    /** Posts the accepted ones, grouped by the posting they name. */
    void post(List<Spent> spent) {
        ledger.post(spent.stream()
                .filter(one -> one.validation().isPresent())
                .collect(Collectors.groupingBy(
                        one -> one.validation().orElseThrow(), java.util.LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(this::posting)
                .toList());
    }

    private Posting posting(List<Spent> together) {
        var one = together.getFirst();
        var on = one.countsOn().orElseThrow();
        var face = together.stream().map(Spent::faceValue).collect(Money.sum());
        return Movements.servicesValidated(
                new Cause(one.validation().orElseThrow(), on, "VAL-" + DAY.format(on)),
                orderAccount(one.order()),
                providerAccount(one.provider()),
                face);
    }

    /** Takes one redemption back (M21), naming the posting that it was part of. */
    void cancel(UUID cancellation, Spent spent, LocalDate on) {
        ledger.post(Movements.serviceCancelled(
                new Cause(cancellation, on, "ANN-" + DAY.format(on)),
                spent.validation().orElseThrow(),
                orderAccount(spent.order()),
                providerAccount(spent.provider()),
                spent.faceValue()));
    }

    private OrderAccount orderAccount(UUID id) {
        return orderAccounts.computeIfAbsent(id, order -> {
            var found = orders.get(new OrderId(order));
            return OrderDocuments.accountOf(organisations.get(found.payer()), found);
        });
    }

    private ProviderAccount providerAccount(UUID id) {
        return providerAccounts.computeIfAbsent(
                id, provider -> ProviderAccount.of(organisations.get(new OrganisationId(provider))));
    }
}
