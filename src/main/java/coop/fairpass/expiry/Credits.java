package coop.fairpass.expiry;

import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.TransferOwner;
import coop.fairpass.bank.TransferRequest;
import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.OrderStep;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.SetOff;
import coop.fairpass.orders.VoucherOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a payer does with its credit: ask for a refund, paid within 30 days, or consume it on a later order; it has no
 * end date and its balance is always visible. When nothing is left, held or unpaid, the order is closed (O20).
 */
@Component
public class Credits implements TransferOwner {

    /** Days within which a refund is paid. */
    public static final int REFUND_DAYS = 30;

    private static final String PURPOSE = "RB";

    /** Where a refund stands. */
    public enum RefundState {
        REQUESTED,
        IN_RUN,
        SENT,
        PAID,
        RETURNED
    }

    /** A refund asked for. */
    public record Refund(
            UUID id,
            OrderId order,
            Money amount,
            RefundState state,
            String stateReason,
            LocalDate requestedOn,
            Optional<UUID> transfer,
            int timesSent,
            Optional<LocalDate> paidOn) {

        /** Whether its money left once; come back, it is owed as a returned transfer, no more as a credit (M28). */
        boolean wasPaid() {
            return paidOn.isPresent();
        }
    }

    public sealed interface Outcome {
        record Done(Money creditLeft) implements Outcome {}

        record Refused(ExpiryReason reason) implements Outcome {}

        /** The bank's rules refuse the run; the reason is theirs. */
        record RefusedByRun(RunReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Organisations organisations;
    private final BankAccounts bankAccounts;
    private final PaymentRuns runs;
    private final SetOff setOff;
    private final Notices notices;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Credits(
            Orders orders,
            Organisations organisations,
            BankAccounts bankAccounts,
            PaymentRuns runs,
            SetOff setOff,
            Notices notices,
            Ledger ledger,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.organisations = organisations;
        this.bankAccounts = bankAccounts;
        this.runs = runs;
        this.setOff = setOff;
        this.notices = notices;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is owed to the payer for an order and not yet asked back. */
    @Transactional(readOnly = true)
    public Money available(VoucherOrder order) {
        if (order.number().isEmpty()) {
            return Money.ZERO;
        }
        var owed = ledger.balance(Account.OWED_TO_PAYERS, accountOf(order)).negated();
        var asked = refunds(order.id()).stream()
                .filter(refund -> !refund.wasPaid())
                .map(Refund::amount)
                .collect(Money.sum());
        return owed.minus(asked);
    }

    /** The payer asks for a refund; {@code id} is chosen by the form. */
    @Transactional
    public Outcome askRefund(UUID id, OrderId orderId, Money amount, Actor by) {
        var order = orders.lock(orderId);
        if (order.isEmpty() || !(by.isOf(order.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_ACCOUNTANT, Role.PAYER_BUYER, Role.TREASURER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        var known = refund(id);
        if (known.isPresent()) {
            return known.get().order().equals(orderId) && known.get().amount().equals(amount)
                    ? new Outcome.Done(available(order.get()))
                    : new Outcome.Refused(ExpiryReason.ID_TAKEN);
        }
        if (!amount.isPositive() || amount.isMoreThan(available(order.get()))) {
            return new Outcome.Refused(ExpiryReason.MORE_THAN_CREDIT);
        }
        int written = jdbc.sql("""
                        INSERT INTO expiry.refund (id, voucher_order, amount_cents, state, state_reason, requested_on,
                               requested_by)
                        VALUES (:id, :order, :amount, 'REQUESTED', '', :on, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("order", orderId.value())
                .param("amount", amount.cents())
                .param("on", Paris.today(clock))
                .param("by", by.reference())
                .update();
        if (written == 0) {
            // Only another order can take the id meanwhile: this one is locked.
            return new Outcome.Refused(ExpiryReason.ID_TAKEN);
        }
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "refund-asked/" + id,
                        "Un remboursement est demandé",
                        "Commande %s : %s à rembourser au plus tard le %s."
                                .formatted(
                                        order.get().signedNumber(),
                                        amount.french(),
                                        Paris.french(Paris.today(clock).plusDays(REFUND_DAYS)))));
        return new Outcome.Done(available(order.get()));
    }

    /** The payer agrees that its credit pays the funds call of a new order (M42); {@code id} is chosen by the form. */
    @Transactional
    public Outcome consume(UUID id, OrderId expired, String fundsCall, Money amount, Actor by) {
        var order = orders.lock(expired);
        if (order.isEmpty() || !by.isOf(order.get().payer())) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_ACCOUNTANT, Role.PAYER_BUYER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        switch (setOff.known(id, expired, fundsCall, amount)) {
            case THIS -> {
                return new Outcome.Done(available(order.get()));
            }
            case ANOTHER -> {
                return new Outcome.Refused(ExpiryReason.ID_TAKEN);
            }
            case NONE -> {
                // to be carried out now
            }
        }
        if (!amount.isPositive() || amount.isMoreThan(available(order.get()))) {
            return new Outcome.Refused(ExpiryReason.MORE_THAN_CREDIT);
        }
        return switch (setOff.handle(id, order.get(), fundsCall, amount)) {
            case DONE -> new Outcome.Done(available(order.get()));
            case UNKNOWN_DOCUMENT -> new Outcome.Refused(ExpiryReason.UNKNOWN_DOCUMENT);
            case WIND_DOWN -> new Outcome.Refused(ExpiryReason.WIND_DOWN);
            case MORE_THAN_OPEN -> new Outcome.Refused(ExpiryReason.MORE_THAN_OPEN);
        };
    }

    /** A treasurer gathers the refunds that can be paid into one run; {@code run} is chosen by the form. */
    @Transactional
    public Outcome prepareRun(UUID run, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 201)").query((_, _) -> 0).single();
        if (runs.find(run).isPresent()) {
            return runs.transfers(run).stream()
                            .allMatch(transfer -> transfer.purpose().equals(PURPOSE))
                    ? new Outcome.Done(Money.ZERO)
                    : new Outcome.RefusedByRun(RunReason.ID_TAKEN);
        }
        var executionOn = TargetCalendar.firstFrom(Paris.today(clock));
        var requests = new ArrayList<TransferRequest>();
        var gathered = new ArrayList<Refund>();
        for (var refund : waiting()) {
            var order = orders.get(refund.order());
            boolean alone =
                    requests.stream().noneMatch(request -> request.payee().equals(order.payer()));
            if (alone
                    && bankAccounts.payability(order.payer(), executionOn) instanceof Payability.Payable(var account)) {
                requests.add(request(run, refund, order, account));
                gathered.add(refund);
            }
        }
        if (requests.isEmpty()) {
            return new Outcome.Refused(ExpiryReason.NOTHING_TO_PAY);
        }
        return switch (runs.prepare(run, "Remboursements", executionOn, requests, by)) {
            case PaymentRuns.Outcome.Done(var _) -> {
                for (int i = 0; i < gathered.size(); i++) {
                    assign(gathered.get(i), requests.get(i).id());
                }
                yield new Outcome.Done(Money.ZERO);
            }
            case PaymentRuns.Outcome.Refused(var reason) -> new Outcome.RefusedByRun(reason);
        };
    }

    private TransferRequest request(UUID run, Refund refund, VoucherOrder order, BankAccount account) {
        var number = order.signedNumber();
        var suffix = refund.timesSent() == 0 ? "" : "-" + (refund.timesSent() + 1);
        return new TransferRequest(
                UUID.nameUUIDFromBytes((run + "/" + refund.id()).getBytes(StandardCharsets.UTF_8)),
                PURPOSE,
                "RB%s-%s%s"
                        .formatted(number.substring(3), refund.id().toString().substring(0, 8), suffix),
                order.payer(),
                account.id(),
                account.holderName(),
                account.iban(),
                account.bic(),
                refund.amount(),
                "Remboursement avoir commande " + number);
    }

    /** A treasurer closes an order when nothing is left to do (O20). */
    @Transactional
    public Outcome close(OrderId id, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        var order = orders.lock(id);
        if (order.isEmpty()) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_ORDER);
        }
        if (order.get().state() == OrderState.CLOSED) {
            return new Outcome.Done(Money.ZERO);
        }
        if (order.get().state() != OrderState.RECONCILED) {
            return new Outcome.Refused(ExpiryReason.NOT_POSSIBLE_NOW);
        }
        var account = accountOf(order.get());
        if (!ledger.balance(Account.OWED_TO_PAYERS, account).isZero()
                || !ledger.balance(Account.RETURNED_TRANSFERS, account).isZero()) {
            return new Outcome.Refused(ExpiryReason.CREDIT_LEFT);
        }
        if (!ledger.balance(Account.CALLED_NOT_ACTIVE, account).isZero()) {
            return new Outcome.Refused(ExpiryReason.LOT_NEVER_ACTIVE);
        }
        if (!ledger.balance(Account.IN_CIRCULATION, account).isZero()) {
            return new Outcome.Refused(ExpiryReason.SOMETHING_IS_HELD);
        }
        if (isSomethingUnpaid(id)) {
            return new Outcome.Refused(ExpiryReason.SOMETHING_IS_UNPAID);
        }
        orders.take(order.get(), OrderStep.O20_CLOSED, by, "");
        return new Outcome.Done(Money.ZERO);
    }

    private boolean isSomethingUnpaid(OrderId order) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM redemption.spent r
                              LEFT JOIN settlement.statement_facts s
                                   ON s.provider = r.provider AND s.month = date_trunc('month', r.counts_on)::date
                             WHERE r.voucher_order = :order
                               AND r.state = 'ACCEPTED'
                               AND (s.number IS NULL OR s.state NOT IN ('PAID', 'CARRIED_OVER')))
                        """).param("order", order.value()).query(Boolean.class).single();
    }

    private Optional<Refund> refund(UUID id) {
        return jdbc.sql("SELECT * FROM expiry.refund WHERE id = :id")
                .param("id", id)
                .query((row, _) -> refund(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Refund> refunds(OrderId order) {
        return jdbc.sql("SELECT * FROM expiry.refund WHERE voucher_order = :order ORDER BY requested_on, id")
                .param("order", order.value())
                .query((row, _) -> refund(row))
                .list();
    }

    /** Refunds that have waited for more than {@value #REFUND_DAYS} days and never left. */
    @Transactional(readOnly = true)
    List<Refund> lateOn(LocalDate today) {
        return waiting().stream()
                .filter(refund -> refund.timesSent() == 0)
                .filter(refund -> refund.requestedOn().plusDays(REFUND_DAYS).isBefore(today))
                .toList();
    }

    /** Refunds to pay, the oldest first. */
    @Transactional(readOnly = true)
    public List<Refund> waiting() {
        return jdbc.sql("""
                        SELECT * FROM expiry.refund
                         WHERE state IN ('REQUESTED', 'RETURNED') AND transfer IS NULL
                         ORDER BY requested_on, id
                        """).query((row, _) -> refund(row)).list();
    }

    @Override
    public String purpose() {
        return PURPOSE;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(UUID transfer) {
        // Nothing a payer reads changes between the gathering of a run and its sending.
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void abandoned(UUID transfer) {
        release(transfer, "");
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(UUID transfer) {
        jdbc.sql("""
                        UPDATE expiry.refund SET state = 'SENT', times_sent = times_sent + 1
                         WHERE transfer = :transfer AND state = 'IN_RUN'
                        """).param("transfer", transfer).update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(UUID transfer, String reasonCode) {
        release(transfer, reasonCode);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void booked(UUID transfer, BookedEntry entry) {
        for (var refund : paidBy(transfer)) {
            var account = accountOf(orders.get(refund.order()));
            var cause = new Cause(idOf(entry, refund), entry.bookedOn(), numberOf(refund));
            ledger.post(
                    refund.wasPaid()
                            ? Movements.refundSentAgain(cause, account, refund.amount())
                            : Movements.payerRefunded(cause, account, refund.amount()));
            jdbc.sql("""
                            UPDATE expiry.refund
                               SET state = 'PAID', state_reason = '', paid_on = :on, posted_as = :cause
                             WHERE id = :id
                            """)
                    .param("on", entry.bookedOn())
                    .param("cause", cause.id())
                    .param("id", refund.id())
                    .update();
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(UUID transfer, BookedEntry entry, String reasonCode) {
        for (var refund : paidBy(transfer)) {
            var order = orders.get(refund.order());
            ledger.post(Movements.refundReturned(
                    new Cause(idOf(entry, refund), entry.bookedOn(), numberOf(refund)),
                    accountOf(order),
                    refund.amount()));
            jdbc.sql(
                            "UPDATE expiry.refund SET state = 'RETURNED', state_reason = :reason, transfer = NULL WHERE id = :id")
                    .param("reason", reasonCode)
                    .param("id", refund.id())
                    .update();
        }
    }

    private void release(UUID transfer, String reason) {
        for (var refund : paidBy(transfer)) {
            jdbc.sql("UPDATE expiry.refund SET state = :state, state_reason = :reason, transfer = NULL WHERE id = :id")
                    .param("state", refund.wasPaid() ? "RETURNED" : "REQUESTED")
                    .param("reason", reason)
                    .param("id", refund.id())
                    .update();
        }
    }

    private void assign(Refund refund, UUID transfer) {
        jdbc.sql("UPDATE expiry.refund SET state = 'IN_RUN', transfer = :transfer WHERE id = :id")
                .param("transfer", transfer)
                .param("id", refund.id())
                .update();
    }

    private List<Refund> paidBy(UUID transfer) {
        return jdbc.sql("SELECT * FROM expiry.refund WHERE transfer = :transfer ORDER BY id FOR UPDATE")
                .param("transfer", transfer)
                .query((row, _) -> refund(row))
                .list();
    }

    private OrderAccount accountOf(VoucherOrder order) {
        return OrderDocuments.accountOf(organisations.get(order.payer()), order);
    }

    private String numberOf(Refund refund) {
        return orders.get(refund.order()).signedNumber();
    }

    private static UUID idOf(BookedEntry entry, Refund refund) {
        return UUID.nameUUIDFromBytes((entry.id() + "/" + refund.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                Money.cents(row.getLong("amount_cents")),
                RefundState.valueOf(row.getString("state")),
                row.getString("state_reason"),
                row.getObject("requested_on", LocalDate.class),
                Optional.ofNullable(row.getObject("transfer", UUID.class)),
                row.getInt("times_sent"),
                Optional.ofNullable(row.getObject("paid_on", LocalDate.class)));
    }
}
