package coop.fairpass.orders;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of orders. */
@Component
class OrdersInvariants implements Invariants {

    /** The books' code of an order's account, as {@link OrderDocuments#accountOf} makes it. */
    private static final String ACCOUNT = "'C' || to_char(p.number, 'FM9999990000') || '-' || substr(o.number, 4)";

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("ORDERS-01", "Les lots font le nombre de chèques commandés", """
                        SELECT o.number FROM orders.voucher_order o
                         WHERE o.accepted_at IS NOT NULL
                           AND (SELECT sum(l.booklets) * o.booklet_size FROM orders.lot l WHERE l.voucher_order = o.id)
                               IS DISTINCT FROM o.vouchers
                        """),
                new Invariant("ORDERS-02", "L’histoire d’une commande mène à son état, sans saut", """
                        SELECT o.id::text FROM orders.voucher_order o
                         WHERE o.state IS DISTINCT FROM (
                               SELECT t.to_state FROM orders.transition t
                                WHERE t.voucher_order = o.id ORDER BY t.place DESC LIMIT 1)
                            OR EXISTS (
                               SELECT 1 FROM (
                                   SELECT from_state, lag(to_state) OVER (ORDER BY place) AS before, place
                                     FROM orders.transition t WHERE t.voucher_order = o.id) AS steps
                                WHERE place > 1 AND from_state <> before)
                        """),
                new Invariant(
                        "ORDERS-03", "Aucun lot n’est actif au-delà de ce qui est arrivé au compte cantonné", """
                        SELECT o.number
                          FROM orders.voucher_order o
                         WHERE o.accepted_at IS NOT NULL
                           AND (SELECT coalesce(sum(l.booklets), 0) * o.booklet_size * o.face_cents
                                  FROM orders.lot l WHERE l.voucher_order = o.id AND l.activated_on IS NOT NULL)
                             > (SELECT coalesce(sum(r.amount_cents), 0)
                                  FROM orders.receipt r JOIN orders.receivable v ON v.document = r.document
                                 WHERE v.voucher_order = o.id AND v.kind = 'FACE'
                                   AND (r.source <> 'OPERATING' OR r.moved_on IS NOT NULL))
                               - (SELECT coalesce(sum(b.amount_cents), 0) FROM orders.lot_given_back b
                                   WHERE b.voucher_order = o.id)
                        """),
                new Invariant("ORDERS-04", "Rien n’est encaissé au-delà de ce qu’une pièce demande", """
                        SELECT v.document FROM orders.receivable v
                          JOIN orders.receipt r ON r.document = v.document
                         GROUP BY v.document, v.total_cents
                        HAVING sum(r.amount_cents) > v.total_cents - coalesce((
                               SELECT sum(c.unpaid_cents) FROM orders.lot_cancellation c
                                WHERE c.document = v.document), 0)
                        """),
                new Invariant(
                        "ORDERS-05",
                        "Le solde d’un appel de fonds est le même dans les livres et sur la pièce",
                        """
                        SELECT o.number || ' : livres ' || coalesce(b.balance_cents, 0)
                          FROM orders.voucher_order o
                          JOIN directory.organisation_name p ON p.id = o.payer
                          JOIN orders.receivable v ON v.voucher_order = o.id AND v.kind = 'FACE'
                          LEFT JOIN ledger.balance_of_entries b ON b.account = 411200 AND b.auxiliary_code = %s
                         WHERE coalesce(b.balance_cents, 0) <> CASE WHEN v.cancelled_by IS NOT NULL THEN 0 ELSE
                               v.total_cents - (SELECT coalesce(sum(r.amount_cents), 0) FROM orders.receipt r
                                                 WHERE r.document = v.document)
                                             - (SELECT coalesce(sum(c.unpaid_cents), 0)
                                                  FROM orders.lot_cancellation c
                                                 WHERE c.document = v.document) END
                        """.formatted(ACCOUNT)),
                new Invariant("ORDERS-06", "Un lot actif est posté une fois, pour sa valeur faciale", """
                        SELECT 'lot ' || l.code
                          FROM orders.lot l
                          JOIN orders.voucher_order o ON o.id = l.voucher_order
                          LEFT JOIN (SELECT cause, sum(amount_cents) AS cents FROM ledger.line
                                      WHERE movement = 'M11' AND account = 467110 GROUP BY cause) AS m
                               ON m.cause = l.id
                         WHERE (l.activated_on IS NOT NULL) <> (m.cause IS NOT NULL)
                            OR m.cents <> l.booklets * o.booklet_size * o.face_cents
                        """),
                new Invariant("ORDERS-07", "Les parts de co-financement ne dépassent pas 100 %", """
                        SELECT voucher_order::text FROM orders.funding_share
                         GROUP BY voucher_order HAVING sum(ratio_ppm) > 1000000
                        """),
                new Invariant(
                        "ORDERS-08",
                        "La production ne commence qu’après l’accord du commanditaire sur le dernier bon à tirer",
                        """
                        SELECT o.number FROM orders.voucher_order o
                         WHERE EXISTS (SELECT 1 FROM orders.transition t
                                        WHERE t.voucher_order = o.id AND t.to_state = 'IN_PRODUCTION')
                           AND 'APPROVED' IS DISTINCT FROM (
                               SELECT p.state FROM orders.proof p
                                WHERE p.voucher_order = o.id ORDER BY p.version DESC LIMIT 1)
                        """),
                new Invariant("ORDERS-09", "Les numéros de commande se suivent sans trou dans chaque année", """
                        SELECT split_part(number, '-', 2) || ' : ' || count(*) || ' commandes jusqu’à ' || max(number)
                          FROM orders.voucher_order
                         WHERE number IS NOT NULL
                         GROUP BY split_part(number, '-', 2)
                        HAVING count(*) <> max(split_part(number, '-', 3)::bigint)
                        """),
                new Invariant("ORDERS-11", "Un lot annulé seul est repris par un avoir, une fois, pour sa valeur", """
                        SELECT 'lot ' || l.code
                          FROM orders.lot_cancellation c
                          JOIN orders.lot l ON l.id = c.lot
                          JOIN orders.voucher_order o ON o.id = l.voucher_order
                          LEFT JOIN (SELECT piece, sum(amount_cents) FILTER (WHERE movement = 'M12') AS unpaid,
                                            sum(amount_cents) FILTER (WHERE movement = 'M13') AS paid
                                       FROM ledger.line
                                      WHERE movement IN ('M12', 'M13') AND account = 467110
                                      GROUP BY piece) AS m ON m.piece = c.credit_note
                         WHERE l.goods <> 'CANCELLED'
                            OR l.activated_on IS NOT NULL
                            OR c.unpaid_cents + c.paid_cents <> l.booklets * o.booklet_size * o.face_cents
                            OR coalesce(m.unpaid, 0) <> c.unpaid_cents
                            OR coalesce(m.paid, 0) <> c.paid_cents
                        """),
                new Invariant("ORDERS-10", "Rien n’est signé ni activé pendant un arrêt progressif", """
                        SELECT o.number FROM orders.voucher_order o
                         WHERE o.accepted_at IS NOT NULL AND winddown.stopped_at(o.accepted_at)
                         UNION ALL
                        SELECT 'lot ' || l.code FROM orders.lot l
                         WHERE l.activated_at IS NOT NULL AND winddown.stopped_at(l.activated_at)
                        """));
    }
}
