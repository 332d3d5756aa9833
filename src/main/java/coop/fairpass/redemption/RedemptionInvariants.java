package coop.fairpass.redemption;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of redemptions. */
@Component
class RedemptionInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("REDEMPTION-01", "Un chèque n’est dépensé qu’une fois à la fois", """
                        SELECT 'chèque ' || voucher FROM redemption.redemption
                         WHERE state IN ('ACCEPTED', 'HELD', 'REJECTED_BLOCKED')
                         GROUP BY voucher HAVING count(*) > 1
                        """),
                new Invariant(
                        "REDEMPTION-02",
                        "Les tentatives d’un chèque se suivent, et chacune finit avant la suivante",
                        """
                        SELECT 'chèque ' || voucher
                          FROM (SELECT voucher, attempt, state, row_number() OVER w - 1 AS place,
                                       lead(attempt) OVER w AS next_attempt
                                  FROM redemption.redemption
                                WINDOW w AS (PARTITION BY voucher ORDER BY attempt)) AS tried
                         WHERE attempt <> place
                            OR (next_attempt IS NOT NULL AND state IN ('ACCEPTED', 'HELD', 'REJECTED_BLOCKED'))
                         GROUP BY voucher
                        """),
                new Invariant(
                        "REDEMPTION-03",
                        "Chaque validation a son écriture, et chaque écriture ses validations, au centime",
                        """
                        SELECT 'M20 ' || coalesce(m.cause, r.validation)
                          FROM (SELECT cause, sum(amount_cents) AS cents FROM ledger.line
                                 WHERE movement = 'M20' AND account = 467120 GROUP BY cause) AS m
                          FULL JOIN (SELECT validation, sum(face_cents) AS cents FROM redemption.redemption
                                      WHERE validation IS NOT NULL GROUP BY validation) AS r ON r.validation = m.cause
                         WHERE m.cents IS DISTINCT FROM r.cents
                        """),
                new Invariant(
                        "REDEMPTION-04",
                        "Une écriture de validation porte le jour, le prestataire et la commande de ses chèques",
                        """
                        SELECT 'M20 ' || r.validation
                          FROM (SELECT DISTINCT validation, counts_on, provider, voucher_order
                                  FROM redemption.redemption
                                 WHERE validation IS NOT NULL) AS r
                          JOIN orders.order_summary o ON o.id = r.voucher_order
                          JOIN directory.organisation_name payer ON payer.id = o.payer
                          JOIN directory.organisation_name provider ON provider.id = r.provider
                          LEFT JOIN ledger.balance_of_entries owed ON owed.account = 467200
                               AND owed.auxiliary_code = 'P' || to_char(provider.number, 'FM9999990000')
                          LEFT JOIN ledger.balance_of_entries circulating ON circulating.account = 467120
                               AND circulating.auxiliary_code
                                   = 'C' || to_char(payer.number, 'FM9999990000') || '-' || substr(o.number, 4)
                         WHERE EXISTS (SELECT 1 FROM ledger.line l WHERE l.movement = 'M20' AND l.cause = r.validation)
                           AND (SELECT count(DISTINCT l.account)
                                  FROM ledger.line l
                                 WHERE l.movement = 'M20' AND l.cause = r.validation
                                   AND l.effective_on = r.counts_on
                                   AND (l.account, l.auxiliary) IN (
                                       (467200, owed.auxiliary), (467120, circulating.auxiliary))) < 2
                         GROUP BY r.validation
                        """),
                new Invariant("REDEMPTION-05", "Chaque annulation a son écriture", """
                        SELECT 'annulation ' || c.id
                          FROM redemption.cancellation c
                          JOIN redemption.redemption r ON r.voucher = c.voucher AND r.attempt = c.attempt
                          LEFT JOIN ledger.line l ON l.movement = 'M21' AND l.cause = c.id AND l.account = 467200
                         WHERE r.state <> 'CANCELLED'
                            OR (r.validation IS NOT NULL AND l.amount_cents IS DISTINCT FROM r.face_cents::bigint)
                        """),
                new Invariant("REDEMPTION-06", "Un chèque dépensé existe : son carnet, son rang, son lot actif", """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                          LEFT JOIN booklets.span_facts b ON b.first_booklet = r.voucher / 16 AND b.booklets = 1
                          LEFT JOIN orders.lot_terms t ON t.code = b.lot
                         WHERE b.lot IS NULL OR r.voucher % 16 NOT BETWEEN 1 AND b.size OR t.activated_on IS NULL
                            OR t.activated_on > r.service_on OR t.voucher_order <> r.voucher_order
                        """),
                new Invariant("REDEMPTION-07", "Rien n’est validé hors des dates de la commande", """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                          JOIN orders.lot_terms t ON t.code = r.lot
                         WHERE r.service_on < t.first_day OR r.service_on >= t.redeemable_until
                        """),
                new Invariant("REDEMPTION-08", "Un chèque remplacé n’est jamais dépensé", """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                          JOIN booklets.span_facts b ON b.first_booklet = r.voucher / 16
                         WHERE r.voucher % 16 = ANY (b.replaced_ranks) AND r.state IN ('ACCEPTED', 'HELD')
                        """),
                new Invariant(
                        "REDEMPTION-09",
                        "Ce qui attend une décision a sa règle ; ce qui est décidé a son auteur et son motif ; un rejet"
                                + " ne devient une validation que par une autre personne",
                        """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                          LEFT JOIN redemption.hold h ON h.voucher = r.voucher AND h.attempt = r.attempt
                         WHERE (r.state = 'HELD' AND (h.rule IS NULL OR h.decided_at IS NOT NULL))
                            OR (r.state IN ('REJECTED', 'REJECTED_BLOCKED') AND h.decision IS DISTINCT FROM r.state)
                            OR (r.state = 'ACCEPTED' AND h.decision <> 'RELEASED' AND NOT EXISTS (
                                SELECT 1 FROM redemption.appeal a
                                 WHERE a.voucher = h.voucher AND a.attempt = h.attempt AND a.decision = 'ACCEPTED'
                                   AND a.decided_by <> h.decided_by))
                        """),
                new Invariant("REDEMPTION-10", "Un mois arrêté ne contient rien d’enregistré après son arrêté", """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                          JOIN redemption.frozen_month m ON m.month = date_trunc('month', r.counts_on)::date
                         WHERE r.recorded_at > m.frozen_at
                        """),
                new Invariant(
                        "REDEMPTION-11",
                        "La face en circulation d’une commande est celle de ses chèques non dépensés (I4)",
                        """
                        SELECT o.number || ' : livres ' || coalesce(-b.balance_cents, 0) || ', chèques ' || facts.cents
                          FROM orders.order_summary o
                          JOIN directory.organisation_name p ON p.id = o.payer
                         CROSS JOIN LATERAL (
                               SELECT coalesce(sum(t.booklets * t.booklet_size), 0) * o.face_cents
                                      - (SELECT coalesce(sum(r.face_cents), 0) FROM redemption.redemption r
                                          WHERE r.voucher_order = o.id AND r.state = 'ACCEPTED')
                                      - (SELECT coalesce(sum(CASE c.account WHEN 467400 THEN -c.amount_cents
                                                                   ELSE c.amount_cents END), 0)
                                           FROM ledger.line c
                                           JOIN ledger.balance_of_entries x ON x.account = c.account AND x.auxiliary = c.auxiliary
                                          WHERE ((c.movement IN ('M40', 'M45') AND c.account = 467120)
                                                 -- taken back of a provider once the order was credited: owed, not live
                                                 OR (c.movement = 'M37' AND c.account = 467400))
                                            AND x.auxiliary_code = 'C' || to_char(p.number, 'FM9999990000') || '-'
                                                                   || substr(o.number, 4))
                                      AS cents
                                 FROM orders.lot_terms t
                                WHERE t.voucher_order = o.id AND t.activated_on IS NOT NULL) AS facts
                          LEFT JOIN ledger.balance_of_entries b ON b.account = 467120
                               AND b.auxiliary_code = 'C' || to_char(p.number, 'FM9999990000') || '-' || substr(o.number, 4)
                         WHERE o.number IS NOT NULL
                           AND coalesce(-b.balance_cents, 0) <> facts.cents
                        """),
                new Invariant("REDEMPTION-12", "Un médiateur nommé avait une convention avec le lieu ce jour-là", """
                        SELECT 'chèque ' || r.voucher
                          FROM redemption.redemption r
                         WHERE r.mediator IS NOT NULL
                           AND NOT EXISTS (
                               SELECT 1 FROM qualification.agreement_period g
                                WHERE g.mediator = r.mediator AND g.place = r.place AND g.valid_from <= r.service_on
                                  AND (g.valid_until IS NULL OR g.valid_until > r.service_on))
                        """));
    }
}
