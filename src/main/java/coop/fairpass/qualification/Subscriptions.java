package coop.fairpass.qualification;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.VatOnReceipts;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Abonnements facturés : what each provider was asked for, and what came in for it, by transfer (M25) or set off on a
 * statement (M24). The VAT of an invoice is due with each receipt, in proportion (M05, money-and-law §2.5).
 */
@Component
public class Subscriptions {

    /** One invoice of a year of subscription; amounts with VAT, {@code vat} the part of it that is VAT. */
    public record Subscription(
            String invoice, OrganisationId provider, LocalDate yearFrom, Money total, Money vat, Money received) {

        /** What is left to pay. */
        public Money open() {
            return total.minus(received);
        }

        /** The last day to pay it. */
        public LocalDate dueOn() {
            return yearFrom.plusDays(SubscriptionInvoices.PAYMENT_DAYS);
        }

        /** The first day that it does not cover. */
        public LocalDate yearUntil() {
            return yearFrom.plusYears(1);
        }
    }

    /** What came in for an invoice, by the bank or on a statement, and the VAT that it made due. */
    public record Receipt(
            UUID id,
            String invoice,
            Optional<UUID> entry,
            Optional<String> statement,
            Money amount,
            Money vat,
            LocalDate receivedOn) {}

    /** A part of an invoice withheld on a statement. */
    public record SetOff(String invoice, Money amount) {}

    private static final String OWED = """
            SELECT invoice, provider, year_from, total_cents, vat_cents, received_cents
              FROM qualification.subscription_owed
            """;

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Clock clock;

    Subscriptions(JdbcClient jdbc, Organisations organisations, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Whoever would write another receipt of a subscription waits for the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 203)").query((_, _) -> 0).single();
    }

    @Transactional(readOnly = true)
    public Optional<Subscription> find(String invoice) {
        return jdbc.sql(OWED + " WHERE invoice = :invoice")
                .param("invoice", invoice)
                .query((row, _) -> subscription(row))
                .optional();
    }

    /** All of a provider, the last first. */
    @Transactional(readOnly = true)
    public List<Subscription> of(OrganisationId provider) {
        return jdbc.sql(OWED + " WHERE provider = :provider ORDER BY year_from DESC, invoice DESC")
                .param("provider", provider.value())
                .query((row, _) -> subscription(row))
                .list();
    }

    /** Those on which something is left to pay, the oldest first. */
    @Transactional(readOnly = true)
    public List<Subscription> open() {
        return jdbc.sql(OWED + " WHERE received_cents < total_cents ORDER BY year_from, invoice")
                .query((row, _) -> subscription(row))
                .list();
    }

    /** What is left to pay to these providers on invoices of a day or before, the oldest first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<OrganisationId, List<Subscription>> open(Collection<OrganisationId> providers, LocalDate on) {
        return jdbc
                .sql(OWED + """
                         WHERE received_cents < total_cents AND year_from <= :on AND provider = ANY (:providers::uuid[])
                         ORDER BY year_from, invoice
                        """)
                .param("on", on)
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::toString).toArray(String[]::new))
                .query((row, _) -> subscription(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Subscription::provider));
    }

    /** What came in for an invoice, the first first. */
    @Transactional(readOnly = true)
    public List<Receipt> receipts(String invoice) {
        return jdbc.sql("""
                        SELECT id, invoice, entry, statement, amount_cents, vat_cents, received_on
                          FROM qualification.subscription_receipt
                         WHERE invoice = :invoice
                         ORDER BY recorded_at, id
                        """)
                .param("invoice", invoice)
                .query((row, _) -> new Receipt(
                        row.getObject("id", UUID.class),
                        row.getString("invoice"),
                        Optional.ofNullable(row.getObject("entry", UUID.class)),
                        Optional.ofNullable(row.getString("statement")),
                        Money.cents(row.getLong("amount_cents")),
                        Money.cents(row.getLong("vat_cents")),
                        row.getObject("received_on", LocalDate.class)))
                .list();
    }

    /** What a statement withheld, invoice by invoice. */
    @Transactional(readOnly = true)
    public List<SetOff> setOffOn(String statement) {
        return jdbc.sql("""
                        SELECT r.invoice, r.amount_cents
                          FROM qualification.subscription_receipt r
                          JOIN qualification.subscription s ON s.invoice = r.invoice
                         WHERE r.statement = :statement
                         ORDER BY s.year_from, r.invoice
                        """)
                .param("statement", statement)
                .query((row, _) -> new SetOff(row.getString("invoice"), Money.cents(row.getLong("amount_cents"))))
                .list();
    }

    /** The parts of an amount that pay these invoices, the first first; no more than they ask for. */
    public static List<SetOff> parts(List<Subscription> open, Money amount) {
        var left = amount;
        var parts = new ArrayList<SetOff>();
        for (var one : open) {
            var part = one.open().min(left);
            if (part.isPositive()) {
                parts.add(new SetOff(one.invoice(), part));
                left = left.minus(part);
            }
        }
        return List.copyOf(parts);
    }

    /**
     * Keeps what a statement withholds of these invoices and answers its postings, M24 and with it M05, for the caller
     * to post in its own transaction, under {@link #lock()}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Posting> setOff(Cause statement, Organisation provider, List<SetOff> parts) {
        var vat = Money.ZERO;
        for (var part : parts) {
            vat = vat.plus(keep(
                    idOf(statement.id(), part.invoice()),
                    part.invoice(),
                    Optional.empty(),
                    Optional.of(statement.piece()),
                    part.amount(),
                    statement.on()));
        }
        var postings = new ArrayList<Posting>();
        var amount = parts.stream().map(SetOff::amount).collect(Money.sum());
        if (amount.isPositive()) {
            postings.add(Movements.subscriptionSetOff(statement, ProviderAccount.of(provider), amount));
        }
        if (vat.isPositive()) {
            postings.add(Movements.vatDue(statement, vat));
        }
        return postings;
    }

    /** Keeps what a line of the bank brought and answers its postings: M25, or M09 once parked, and M05 with it. */
    List<Posting> receive(
            UUID id, Subscription subscription, UUID entry, boolean wasParked, Money amount, LocalDate on) {
        var cause = new Cause(id, on, subscription.invoice());
        var account = ProviderAccount.of(organisations.get(subscription.provider()));
        var vat = keep(id, subscription.invoice(), Optional.of(entry), Optional.empty(), amount, on);
        var postings = new ArrayList<Posting>();
        postings.add(
                wasParked
                        ? Movements.identifiedAsSubscription(cause, account, amount)
                        : Movements.subscriptionReceived(cause, account, amount));
        if (vat.isPositive()) {
            postings.add(Movements.vatDue(cause, vat));
        }
        return postings;
    }

    /** Answers the VAT that the receipt makes due. */
    private Money keep(
            UUID id, String invoice, Optional<UUID> entry, Optional<String> statement, Money amount, LocalDate on) {
        var before = find(invoice).orElseThrow();
        var vat = VatOnReceipts.dueWith(amount, before.received(), before.total(), before.vat());
        jdbc.sql("""
                        INSERT INTO qualification.subscription_receipt (id, invoice, entry, statement, amount_cents,
                               vat_cents, received_on, recorded_at)
                        VALUES (:id, :invoice, :entry, :statement, :amount, :vat, :received_on, :recorded_at)
                        """)
                .param("id", id)
                .param("invoice", invoice)
                .param("entry", entry.orElse(null), java.sql.Types.OTHER)
                .param("statement", statement.orElse(null), java.sql.Types.VARCHAR)
                .param("amount", amount.cents())
                .param("vat", vat.cents())
                .param("received_on", on)
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return vat;
    }

    /** The id of what a line of the bank, or a statement, brings for an invoice. */
    static UUID idOf(UUID source, String invoice) {
        return UUID.nameUUIDFromBytes((source + "/" + invoice).getBytes(StandardCharsets.UTF_8));
    }

    private static Subscription subscription(ResultSet row) {
        try {
            return new Subscription(
                    row.getString("invoice"),
                    new OrganisationId(row.getObject("provider", UUID.class)),
                    row.getObject("year_from", LocalDate.class),
                    Money.cents(row.getLong("total_cents")),
                    Money.cents(row.getLong("vat_cents")),
                    Money.cents(row.getLong("received_cents")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
