package coop.fairpass.orders;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Créances sur les commanditaires : what is owed on each document, and what came in for it. */
@Component
public class Receivables {

    /**
     * What a payer owes on one document.
     *
     * @param reference ISO 11649, printed on the document
     * @param received what came in so far, set-offs included
     * @param dropped what it asks no more, for lots that were cancelled alone before they were paid (M12)
     * @param givenBack what was paid for lots that were cancelled alone since, and is owed back (M13)
     */
    public record Receivable(
            String document,
            OrderId order,
            Kind kind,
            Money total,
            Money vat,
            String reference,
            LocalDate issuedOn,
            LocalDate dueOn,
            boolean isCancelled,
            Money received,
            Money dropped,
            Money givenBack) {

        /** What the document asks for. */
        public enum Kind {
            FACE,
            FEE
        }

        static Receivable of(Invoice invoice, OrderId order, Kind kind, String reference) {
            return new Receivable(
                    invoice.number().toString(),
                    order,
                    kind,
                    invoice.totals().withVat(),
                    invoice.totals().vat(),
                    reference,
                    invoice.issuedOn(),
                    invoice.dueOn().orElse(invoice.issuedOn()),
                    false,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO);
        }

        /** What is still to come. */
        public Money open() {
            return isCancelled ? Money.ZERO : due().minus(received);
        }

        /** What had to be paid, lots cancelled before they were paid left out. */
        Money due() {
            return total.minus(dropped);
        }

        /** What came in and pays for lots that go on. */
        Money kept() {
            return received.minus(givenBack);
        }

        /** What it asks for the lots that go on. */
        Money asked() {
            return due().minus(givenBack);
        }
    }

    /**
     * Money that came in for a document: from a bank entry on one of our accounts, or set off.
     *
     * @param setOffFrom the order whose credit paid, when no money moved
     */
    public record Receipt(
            UUID id,
            String document,
            Optional<UUID> entry,
            Optional<AccountKind> account,
            Money amount,
            LocalDate receivedOn,
            Optional<LocalDate> movedOn,
            Optional<OrderId> setOffFrom) {}

    private static final String COLUMNS = """
            SELECT v.document, v.voucher_order, v.kind, v.total_cents, v.vat_cents, v.reference, v.issued_on, v.due_on,
                   v.cancelled_by IS NOT NULL AS is_cancelled,
                   coalesce((SELECT sum(r.amount_cents) FROM orders.receipt r WHERE r.document = v.document), 0)::bigint
                   AS received_cents,
                   coalesce(c.dropped_cents, 0) AS dropped_cents, coalesce(c.given_back_cents, 0) AS given_back_cents
              FROM orders.receivable v
              LEFT JOIN (SELECT document, sum(unpaid_cents)::bigint AS dropped_cents,
                                sum(paid_cents)::bigint AS given_back_cents
                           FROM orders.lot_cancellation
                          GROUP BY document) AS c ON c.document = v.document
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Receivables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Receivable> of(OrderId order) {
        return jdbc.sql(COLUMNS + " WHERE v.voucher_order = :order ORDER BY v.kind, v.document")
                .param("order", order.value())
                .query((row, _) -> receivable(row))
                .list();
    }

    /** The receivable of a kind of an order, if its document was issued. */
    @Transactional(readOnly = true)
    public Optional<Receivable> of(OrderId order, Receivable.Kind kind) {
        return of(order).stream()
                .filter(receivable -> receivable.kind() == kind)
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Receivable> find(String document) {
        return jdbc.sql(COLUMNS + " WHERE v.document = :document")
                .param("document", document)
                .query((row, _) -> receivable(row))
                .optional();
    }

    /** The receivable that carries a creditor reference. */
    Optional<Receivable> withReference(String reference) {
        return jdbc.sql(COLUMNS + " WHERE v.reference = :reference")
                .param("reference", reference)
                .query((row, _) -> receivable(row))
                .optional();
    }

    /** Everything still to come, the oldest first. */
    @Transactional(readOnly = true)
    public List<Receivable> open() {
        return jdbc
                .sql(COLUMNS + " WHERE v.cancelled_by IS NULL ORDER BY v.due_on, v.document")
                .query((row, _) -> receivable(row))
                .list()
                .stream()
                .filter(receivable -> receivable.open().isPositive())
                .toList();
    }

    /** Everything whose day to pay is past, paid since or not. */
    @Transactional(readOnly = true)
    public List<Receivable> dueBefore(LocalDate day) {
        return jdbc.sql(COLUMNS + " WHERE v.cancelled_by IS NULL AND v.due_on < :day ORDER BY v.due_on, v.document")
                .param("day", day)
                .query((row, _) -> receivable(row))
                .list();
    }

    /** What came in for a document, the first first. */
    @Transactional(readOnly = true)
    public List<Receipt> receipts(String document) {
        return jdbc.sql("""
                        SELECT id, document, entry, source, amount_cents, received_on, moved_on, set_off_from
                          FROM orders.receipt
                         WHERE document = :document
                         ORDER BY received_on, recorded_at, id
                        """)
                .param("document", document)
                .query((row, _) -> receipt(row))
                .list();
    }

    Optional<Receipt> receipt(UUID id) {
        return jdbc.sql("""
                        SELECT id, document, entry, source, amount_cents, received_on, moved_on, set_off_from
                          FROM orders.receipt
                         WHERE id = :id
                        """).param("id", id).query((row, _) -> receipt(row)).optional();
    }

    /**
     * What an order may activate: face value received on the segregated account, or moved there, or set off
     * (money-and-law §7), less what is owed back for lots that were cancelled.
     */
    @Transactional(readOnly = true)
    public Money funded(OrderId order) {
        return Money.cents(
                jdbc.sql("""
                        SELECT (coalesce(sum(r.amount_cents), 0)
                                - coalesce((SELECT sum(b.amount_cents) FROM orders.lot_given_back b
                                             WHERE b.voucher_order = :order), 0))::bigint
                          FROM orders.receipt r
                          JOIN orders.receivable v ON v.document = r.document
                         WHERE v.voucher_order = :order
                           AND v.kind = 'FACE'
                           AND (r.source <> 'OPERATING' OR r.moved_on IS NOT NULL)
                        """).param("order", order.value()).query(Long.class).single());
    }

    /** What an order may still activate: what it may, less what its active lots have taken. */
    Money available(VoucherOrder order, List<Lot> lots) {
        var faceValue = order.signedTerms().faceValue();
        return funded(order.id())
                .minus(lots.stream()
                        .filter(Lot::isActive)
                        .map(lot -> lot.face(faceValue))
                        .collect(Money.sum()));
    }

    void add(Receivable receivable) {
        jdbc.sql("""
                        INSERT INTO orders.receivable (document, voucher_order, kind, total_cents, vat_cents, reference,
                               issued_on, due_on)
                        VALUES (:document, :order, :kind, :total, :vat, :reference, :issued_on, :due_on)
                        """)
                .param("document", receivable.document())
                .param("order", receivable.order().value())
                .param("kind", receivable.kind().name())
                .param("total", receivable.total().cents())
                .param("vat", receivable.vat().cents())
                .param("reference", receivable.reference())
                .param("issued_on", receivable.issuedOn())
                .param("due_on", receivable.dueOn())
                .update();
    }

    void cancel(Receivable receivable, String creditNote) {
        jdbc.sql("UPDATE orders.receivable SET cancelled_by = :by WHERE document = :document")
                .param("by", creditNote)
                .param("document", receivable.document())
                .update();
    }

    void receive(Receipt receipt) {
        jdbc.sql("""
                        INSERT INTO orders.receipt (id, document, entry, source, amount_cents, received_on,
                               recorded_at, set_off_from)
                        VALUES (:id, :document, :entry, :source, :amount, :received_on, :recorded_at, :set_off_from)
                        """)
                .param("id", receipt.id())
                .param("document", receipt.document())
                .param("entry", receipt.entry().orElse(null), java.sql.Types.OTHER)
                .param("source", receipt.account().map(Enum::name).orElse("SET_OFF"))
                .param("amount", receipt.amount().cents())
                .param("received_on", receipt.receivedOn())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("set_off_from", receipt.setOffFrom().map(OrderId::value).orElse(null), java.sql.Types.OTHER)
                .update();
    }

    /** Face value that came on the operating account and waits to be moved, the oldest first. */
    List<Receipt> onTheWrongAccount() {
        return jdbc.sql("""
                        SELECT r.id, r.document, r.entry, r.source, r.amount_cents, r.received_on, r.moved_on,
                               r.set_off_from
                          FROM orders.receipt r
                          JOIN orders.receivable v ON v.document = r.document
                         WHERE r.source = 'OPERATING'
                           AND r.moved_on IS NULL
                           AND v.kind = 'FACE'
                         ORDER BY r.received_on, r.recorded_at, r.id
                        """).query((row, _) -> receipt(row)).list();
    }

    /** Whether a receipt is face value on the wrong account, of that amount, and not moved yet. */
    boolean waitsToMove(UUID receipt, Money amount) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM orders.receipt r
                              JOIN orders.receivable v ON v.document = r.document
                             WHERE r.id = :id
                               AND r.amount_cents = :amount
                               AND r.source = 'OPERATING'
                               AND r.moved_on IS NULL
                               AND v.kind = 'FACE')
                        """)
                .param("id", receipt)
                .param("amount", amount.cents())
                .query(Boolean.class)
                .single();
    }

    void markMoved(UUID receipt, LocalDate on) {
        jdbc.sql("UPDATE orders.receipt SET moved_on = :on WHERE id = :id AND moved_on IS NULL")
                .param("on", on)
                .param("id", receipt)
                .update();
    }

    void rememberIban(OrganisationId payer, String iban) {
        jdbc.sql("INSERT INTO orders.payer_iban (payer, iban) VALUES (:payer, :iban) ON CONFLICT DO NOTHING")
                .param("payer", payer.value())
                .param("iban", iban)
                .update();
    }

    /** Whether a payer has already paid from an account. */
    boolean knowsIban(OrderId order, String iban) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM orders.payer_iban i
                              JOIN orders.voucher_order o ON o.payer = i.payer
                             WHERE o.id = :order AND i.iban = :iban)
                        """)
                .param("order", order.value())
                .param("iban", iban)
                .query(Boolean.class)
                .single();
    }

    private static Receivable receivable(ResultSet row) throws SQLException {
        return new Receivable(
                row.getString("document"),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                Receivable.Kind.valueOf(row.getString("kind")),
                Money.cents(row.getLong("total_cents")),
                Money.cents(row.getLong("vat_cents")),
                row.getString("reference"),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getBoolean("is_cancelled"),
                Money.cents(row.getLong("received_cents")),
                Money.cents(row.getLong("dropped_cents")),
                Money.cents(row.getLong("given_back_cents")));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        var source = row.getString("source");
        return new Receipt(
                row.getObject("id", UUID.class),
                row.getString("document"),
                Optional.ofNullable(row.getObject("entry", UUID.class)),
                source.equals("SET_OFF") ? Optional.empty() : Optional.of(AccountKind.valueOf(source)),
                Money.cents(row.getLong("amount_cents")),
                row.getObject("received_on", LocalDate.class),
                Optional.ofNullable(row.getObject("moved_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("set_off_from", UUID.class)).map(OrderId::new));
    }
}
