package coop.fairpass.expiry;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.invoicing.InvoiceDraft;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.invoicing.InvoiceLine;
import coop.fairpass.invoicing.LegalNotes;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderStep;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.redemption.EndOrder;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Avoirs : unused face value is owed back to the payer, from facts only: {@code face × (activated − redeemed − held)}
 * . Read from the books: what still circulates for the order, less what is held, is what nobody used. A held
 * voucher rejected later adds to it. The upstream fee is earned and not part of it.
 */
@Component
public class CreditUnused {

    /** Why a credit note is issued. */
    public enum CreditKind {
        WITHDRAWAL,
        EXPIRY,
        SUPPLEMENT
    }

    private final Orders orders;
    private final Receivables receivables;
    private final Organisations organisations;
    private final Documents documents;
    private final Parties parties;
    private final Ledger ledger;
    private final VoucherGate gate;
    private final EndOrder endOrder;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    CreditUnused(
            Orders orders,
            Receivables receivables,
            Organisations organisations,
            Documents documents,
            Parties parties,
            Ledger ledger,
            VoucherGate gate,
            EndOrder endOrder,
            Notices notices,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.receivables = receivables;
        this.organisations = organisations;
        this.documents = documents;
        this.parties = parties;
        this.ledger = ledger;
        this.gate = gate;
        this.endOrder = endOrder;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Both sides agreed: the credit note, if anything is unused, and the order is reconciled (O19, M40, M45). */
    @Transactional(propagation = Propagation.MANDATORY)
    void atTheEnd(VoucherOrder order, Actor by) {
        credit(order, CreditKind.EXPIRY, 0);
        orders.take(order, OrderStep.O19_RECONCILED, by, "");
    }

    /** The undisputed part is credited without waiting for disputed lines. */
    @Transactional(propagation = Propagation.MANDATORY)
    void undisputedPart(VoucherOrder order, long unusedInDispute) {
        credit(order, CreditKind.EXPIRY, unusedInDispute);
    }

    /** A held voucher was rejected after the end: its value is owed back too. */
    @Transactional(propagation = Propagation.MANDATORY)
    void supplement(OrderId id) {
        var order = orders.lock(id).orElseThrow();
        credit(order, CreditKind.SUPPLEMENT, 0);
    }

    /** Stock withdrawn before the end, at the payer's request (V15, M45). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ofWithdrawnStock(OrderId id) {
        var order = orders.lock(id).orElseThrow();
        gate.passAlone();
        var withdrawn = withdrawnNotCredited(order);
        if (withdrawn.isPositive()) {
            issue(order, CreditKind.WITHDRAWAL, Money.ZERO, withdrawn);
        }
    }

    private void credit(VoucherOrder order, CreditKind kind, long notYet) {
        endOrder.handle(order.id());
        var face = order.signedTerms().faceValue();
        var payer = organisations.get(order.payer());
        var circulating = ledger.balance(Account.IN_CIRCULATION, OrderDocuments.accountOf(payer, order))
                .negated();
        var unused = circulating.minus(face.times(held(order) + notYet));
        if (!unused.isPositive()) {
            return;
        }
        var withdrawn = withdrawnNotCredited(order).min(unused);
        issue(order, kind, unused.minus(withdrawn), withdrawn);
    }

    private void issue(VoucherOrder order, CreditKind kind, Money expired, Money withdrawn) {
        var today = Paris.today(clock);
        var payer = organisations.get(order.payer());
        var account = OrderDocuments.accountOf(payer, order);
        var note =
                documents.keep(creditNote(order, expired, withdrawn), order.id().value(), order.payer());
        var cause = new Cause(OrderDocuments.idOf(note), today, note.number().toString());
        if (expired.isPositive()) {
            ledger.post(Movements.unusedVouchersOwedBack(cause, account, expired));
        }
        if (withdrawn.isPositive()) {
            ledger.post(Movements.stockWithdrawn(cause, account, withdrawn));
        }
        jdbc.sql("""
                        INSERT INTO expiry.credit_note (number, voucher_order, kind, expired_cents, withdrawn_cents,
                               issued_on, issued_at)
                        VALUES (:number, :order, :kind, :expired, :withdrawn, :on, :at)
                        """)
                .param("number", note.number().toString())
                .param("order", order.id().value())
                .param("kind", kind.name())
                .param("expired", expired.cents())
                .param("withdrawn", withdrawn.cents())
                .param("on", today)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        notices.tell(
                order.payer(),
                "credit-note/" + note.number(),
                "Un avoir vous est dû",
                "Commande %s : avoir %s de %s, sans date limite : demandez son remboursement ou imputez-le sur une commande."
                        .formatted(
                                order.signedNumber(),
                                note.number(),
                                expired.plus(withdrawn).french()));
    }

    private Invoice creditNote(VoucherOrder order, Money expired, Money withdrawn) {
        var today = Paris.today(clock);
        var call = receivables
                .of(order.id(), Receivable.Kind.FACE)
                .orElseThrow(() -> new IllegalStateException("no funds call for " + order.signedNumber()));
        var payer = organisations.get(order.payer());
        var face = order.signedTerms().faceValue();
        var draft = new InvoiceDraft(
                        InvoiceKind.FACE_VALUE_CREDIT,
                        documents.take(DocumentSeries.AV, today),
                        today,
                        parties.seller(),
                        parties.buyer(payer, order.need().references().siret().map(Siret::digits)),
                        LegalNotes.forCredit())
                .references(OrderDocuments.referencesOf(order))
                .correcting(documents.invoice(call.document()));
        if (expired.isPositive()) {
            draft.line(InvoiceLine.of(
                    "Chèques non utilisés, valeur faciale", expired.wholeTimes(face), face, VatTreatment.faceValue()));
        }
        if (withdrawn.isPositive()) {
            draft.line(InvoiceLine.of(
                    "Chèques retirés du stock, valeur faciale",
                    withdrawn.wholeTimes(face),
                    face,
                    VatTreatment.faceValue()));
        }
        return draft.issue();
    }

    /** Vouchers that wait for a person's decision stay out of the credit. */
    private long held(VoucherOrder order) {
        return jdbc.sql("SELECT count(*) FROM redemption.spent WHERE voucher_order = :order AND state = 'HELD'")
                .param("order", order.id().value())
                .query(Long.class)
                .single();
    }

    /** Unused value of withdrawn booklets that no credit note has counted yet. */
    private Money withdrawnNotCredited(VoucherOrder order) {
        long withdrawn = jdbc.sql("""
                        SELECT coalesce(sum(b.booklets * b.size - (
                                   SELECT count(*) FROM redemption.spent s
                                    WHERE s.voucher BETWEEN b.first_booklet * 16 AND b.last_booklet * 16 + 15
                                      AND s.state IN ('ACCEPTED', 'HELD'))), 0)::bigint
                          FROM orders.lot_terms t
                          JOIN booklets.span_facts b ON b.lot = t.code
                         WHERE t.voucher_order = :order
                           AND t.activated_on IS NOT NULL
                           AND b.state = 'WITHDRAWN'
                        """)
                .param("order", order.id().value())
                .query(Long.class)
                .single();
        long credited = jdbc.sql("""
                        SELECT coalesce(sum(withdrawn_cents), 0)::bigint FROM expiry.credit_note
                         WHERE voucher_order = :order
                        """)
                .param("order", order.id().value())
                .query(Long.class)
                .single();
        return order.signedTerms()
                .faceValue()
                .times(withdrawn)
                .minus(Money.cents(credited))
                .max(Money.ZERO);
    }

    /** Reconciled orders with something left in circulation that is no longer held: a rejection came after the end. */
    @Transactional(readOnly = true)
    List<OrderId> withSomethingLeft() {
        return java.util.stream.Stream.of(
                        coop.fairpass.orders.OrderState.RECONCILED, coop.fairpass.orders.OrderState.CLOSED)
                .flatMap(state -> orders.in(state).stream())
                .filter(order -> {
                    var payer = organisations.get(order.payer());
                    var circulating = ledger.balance(Account.IN_CIRCULATION, OrderDocuments.accountOf(payer, order))
                            .negated();
                    return circulating.isMoreThan(
                            order.signedTerms().faceValue().times(held(order)));
                })
                .map(VoucherOrder::id)
                .toList();
    }
}
