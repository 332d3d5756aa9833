package coop.fairpass.expiry;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of the end of orders. */
@Component
class ExpiryInvariants implements Invariants {

    private static final String ACCOUNT = "'C' || to_char(p.number, 'FM9999990000') || '-' || substr(o.number, 4)";

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("EXPIRY-01", "Un avoir est posté pour son montant", """
                        SELECT c.number
                          FROM expiry.credit_note c
                         WHERE c.expired_cents + c.withdrawn_cents IS DISTINCT FROM (
                               SELECT sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement IN ('M40', 'M45') AND l.account = 467120 AND l.piece = c.number)
                        """),
                new Invariant("EXPIRY-02", "Un état contradictoire compte chaque chèque activé une fois", """
                        SELECT o.number || ' version ' || s.version
                          FROM expiry.joint_statement s
                          JOIN orders.order_summary o ON o.id = s.voucher_order
                         WHERE (SELECT coalesce(sum(l.vouchers), 0) FROM expiry.joint_line l
                                 WHERE l.voucher_order = s.voucher_order AND l.version = s.version
                                   AND l.outcome <> 'REPLACED')
                            <> (SELECT coalesce(sum(t.booklets * t.booklet_size), 0) FROM orders.lot_terms t
                                 WHERE t.voucher_order = s.voucher_order AND t.activated_on IS NOT NULL)
                        """),
                new Invariant(
                        "EXPIRY-03",
                        "Ce qui est dû à un commanditaire est ce qui fut crédité moins ce qui fut rendu",
                        """
                        SELECT o.number || ' : livres ' || coalesce(-b.balance_cents, 0)
                          FROM orders.order_summary o
                          JOIN directory.organisation_name p ON p.id = o.payer
                          LEFT JOIN ledger.balance_of_entries b ON b.account = 467400 AND b.auxiliary_code = %s
                         WHERE o.number IS NOT NULL
                           AND coalesce(-b.balance_cents, 0) <> coalesce((
                               SELECT -sum(l.amount_cents) FROM ledger.line l
                                 JOIN ledger.balance_of_entries x ON x.account = l.account AND x.auxiliary = l.auxiliary
                                WHERE l.account = 467400 AND x.auxiliary_code = %s
                                  AND l.movement IN ('M13', 'M37', 'M40', 'M41', 'M42', 'M43', 'M45')), 0)
                        """.formatted(ACCOUNT, ACCOUNT)),
                new Invariant("EXPIRY-04", "Un remboursement payé est posté une fois, pour son montant", """
                        SELECT r.id::text
                          FROM expiry.refund r
                         WHERE r.state = 'PAID'
                           AND (SELECT count(*) FILTER (WHERE l.amount_cents = -r.amount_cents
                                                          AND l.effective_on = r.paid_on) <> 1
                                       OR count(*) <> 1
                                  FROM ledger.line l
                                 WHERE l.movement IN ('M41', 'M29') AND l.cause = r.posted_as AND l.account = 512200)
                        """),
                new Invariant(
                        "EXPIRY-05",
                        "Une commande soldée n’a plus en circulation que ce qui attend une décision",
                        """
                        SELECT o.number
                          FROM orders.order_summary o
                          JOIN directory.organisation_name p ON p.id = o.payer
                          LEFT JOIN ledger.balance_of_entries b ON b.account = 467120 AND b.auxiliary_code = %s
                         WHERE o.state IN ('RECONCILED', 'CLOSED')
                           AND coalesce(-b.balance_cents, 0) <> o.face_cents * (
                               SELECT count(*) FROM redemption.spent r
                                WHERE r.voucher_order = o.id AND r.state = 'HELD')
                        """.formatted(ACCOUNT)));
    }
}
