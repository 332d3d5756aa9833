package coop.fairpass.settlement;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of statements and of their payment. */
@Component
class SettlementInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("SETTLEMENT-01", "Un relevé est la somme de ses chèques", """
                        SELECT s.number
                          FROM settlement.statement s
                         WHERE (s.redemptions, s.face_cents) <> (
                               SELECT count(*), coalesce(sum(r.face_cents), 0)
                                 FROM redemption.spent r
                                WHERE r.provider = s.provider AND r.counts_on >= s.month
                                  AND r.counts_on < (s.month + interval '1 month')::date
                                  AND r.state IN ('ACCEPTED', 'REVERSED'))
                        """),
                new Invariant("SETTLEMENT-02", "Les frais d’un relevé sont ceux de ses lignes", """
                        SELECT s.number
                          FROM settlement.statement s
                          LEFT JOIN settlement.fee_line f ON f.statement = s.number
                         GROUP BY s.number, s.fee_cents, s.redemptions
                        HAVING s.fee_cents <> coalesce(sum(f.fee_cents), 0)
                            OR s.redemptions <> coalesce(sum(f.vouchers), 0)
                        """),
                new Invariant(
                        "SETTLEMENT-03", "Chaque ligne de frais est arrondie au centime, la moitié vers le haut", """
                        SELECT statement FROM settlement.fee_line
                         WHERE fee_cents <> floor((vouchers * face_cents * fee_ppm)::numeric / 1000000 + 0.5)
                        """),
                new Invariant("SETTLEMENT-04", "Toute validation d’un mois arrêté est sur un relevé", """
                        SELECT r.provider || ' ' || to_char(r.counts_on, 'YYYY-MM')
                          FROM redemption.spent r
                          JOIN redemption.closed_month m ON m.month = date_trunc('month', r.counts_on)::date
                         WHERE r.state IN ('ACCEPTED', 'REVERSED')
                           AND NOT EXISTS (SELECT 1 FROM settlement.statement s
                                            WHERE s.provider = r.provider AND s.month = m.month)
                         GROUP BY r.provider, to_char(r.counts_on, 'YYYY-MM')
                        """),
                new Invariant("SETTLEMENT-05", "La facture de frais aval d’un relevé est postée pour son montant", """
                        SELECT s.number
                          FROM settlement.statement s
                         WHERE s.fee_cents + s.vat_cents > 0
                           AND s.fee_cents + s.vat_cents IS DISTINCT FROM (
                               SELECT sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement = 'M22' AND l.account = 467200 AND l.piece = s.fee_invoice)
                        """),
                new Invariant("SETTLEMENT-06", "Un relevé payé l’est une fois, pour son net", """
                        SELECT s.number
                          FROM settlement.statement s
                         WHERE s.state = 'PAID'
                           AND s.net_cents IS DISTINCT FROM (
                               SELECT -sum(l.amount_cents)
                                 FROM ledger.line l
                                WHERE l.movement IN ('M27', 'M28', 'M29') AND l.account = 512200 AND l.piece = s.number)
                        """),
                new Invariant("SETTLEMENT-07", "Un relevé impayé n’a rien reçu", """
                        SELECT s.number
                          FROM settlement.statement s
                          JOIN ledger.line l ON l.movement IN ('M27', 'M29') AND l.piece = s.number AND l.account = 512200
                         WHERE s.state IN ('ISSUED', 'WITHHELD', 'CARRIED_OVER', 'APPROVED')
                         GROUP BY s.number
                        """),
                new Invariant("SETTLEMENT-08", "Un virement porte la somme de ses relevés", """
                        SELECT p.transfer::text
                          FROM settlement.transfer_part p
                          JOIN bank.transfer_facts t ON t.id = p.transfer
                         GROUP BY p.transfer, t.amount_cents HAVING sum(p.amount_cents) <> t.amount_cents
                        """),
                new Invariant(
                        "SETTLEMENT-09",
                        "Ce qui est dû à un prestataire dans les livres est ce que disent ses relevés",
                        """
                        SELECT p.legal_name || ' : livres ' || coalesce(-b.balance_cents, 0) || ', relevés ' || due.cents
                          FROM directory.organisation_name p
                          LEFT JOIN ledger.balance_of_entries b
                               ON b.account = 467200 AND b.auxiliary_code = 'P' || to_char(p.number, 'FM9999990000')
                         CROSS JOIN LATERAL (
                               SELECT coalesce((SELECT sum(s.net_cents) FROM settlement.statement s
                                                 WHERE s.provider = p.id AND s.state NOT IN ('PAID', 'RETURNED')
                                                   AND (s.net_cents > 0 OR s.carried_to IS NULL)), 0)
                                    + coalesce((SELECT sum(r.face_cents) FROM redemption.spent r
                                                 WHERE r.provider = p.id AND r.state = 'ACCEPTED'
                                                   AND NOT EXISTS (SELECT 1 FROM settlement.statement s
                                                        WHERE s.provider = r.provider
                                                          AND s.month = date_trunc('month', r.counts_on)::date)), 0)
                                    - coalesce((SELECT sum(l.amount_cents) FROM ledger.line l
                                                 WHERE l.movement IN ('M31', 'M32') AND l.account = 467200
                                                   AND l.auxiliary = b.auxiliary
                                                   AND EXISTS (SELECT 1 FROM settlement.claim c
                                                                WHERE c.provider = p.id AND c.advanced_at IS NOT NULL
                                                                  AND c.statement IS NULL
                                                                  AND (l.cause = c.id OR l.piece = c.credit_note))), 0)
                                    - coalesce((SELECT sum(l.amount_cents) FROM ledger.line l
                                                 WHERE l.movement IN ('M09', 'M33', 'M34') AND l.account = 467200
                                                   AND l.auxiliary = b.auxiliary
                                                   AND NOT EXISTS (SELECT 1 FROM settlement.repayment t
                                                        WHERE t.movement = l.movement AND t.cause = l.cause)), 0)
                                      AS cents) AS due
                         WHERE coalesce(-b.balance_cents, 0) <> due.cents
                        """),
                new Invariant("SETTLEMENT-10", "Une créance recouvrée a repris son chèque, au centime", """
                        SELECT c.id::text
                          FROM settlement.claim c
                         WHERE (c.statement IS NOT NULL OR c.advanced_at IS NOT NULL)
                           AND c.face_cents IS DISTINCT FROM (
                               SELECT sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement IN ('M31', 'M37') AND l.account = 467200 AND l.cause = c.id)
                        """),
                new Invariant(
                        "SETTLEMENT-11",
                        "Une ligne contestée est de son relevé, à temps, et corrigée sur un relevé suivant",
                        """
                        SELECT d.id::text
                          FROM settlement.dispute d
                          JOIN settlement.statement s ON s.number = d.statement
                          LEFT JOIN settlement.claim c ON c.id = d.claim
                          LEFT JOIN settlement.statement later ON later.number = c.statement
                         WHERE NOT EXISTS (SELECT 1 FROM redemption.spent r
                                            WHERE r.voucher = d.voucher AND r.attempt = d.attempt
                                              AND r.provider = s.provider AND r.counts_on >= s.month
                                              AND r.counts_on < (s.month + interval '1 month')::date)
                            OR d.contested_on > (s.issued_at AT TIME ZONE 'Europe/Paris')::date + 60
                            OR (c.voucher, c.attempt) <> (d.voucher, d.attempt)
                            OR later.month <= s.month
                        """),
                new Invariant("SETTLEMENT-12", "L’histoire d’un relevé suit sa table et mène à son état", """
                        SELECT s.number
                          FROM settlement.statement s
                          LEFT JOIN (
                               SELECT statement, bool_and(is_possible) AS is_possible,
                                      (array_agg(to_state ORDER BY id DESC))[1] AS to_state
                                 FROM (SELECT statement, id, to_state,
                                              (code, coalesce(lag(to_state) OVER (PARTITION BY statement ORDER BY id),
                                                              'OPEN'), to_state) IN (
                                                  ('S2', 'OPEN', 'ISSUED'), ('S3', 'ISSUED', 'WITHHELD'),
                                                  ('S4', 'WITHHELD', 'ISSUED'), ('S5', 'ISSUED', 'CARRIED_OVER'),
                                                  ('S6', 'ISSUED', 'APPROVED'), ('S7', 'APPROVED', 'ISSUED'),
                                                  ('S8', 'APPROVED', 'SENT'), ('S9', 'SENT', 'PAID'),
                                                  ('S10', 'SENT', 'ISSUED'), ('S11', 'PAID', 'RETURNED'),
                                                  ('S12', 'RETURNED', 'PAID')) AS is_possible
                                         FROM settlement.step) AS steps
                                GROUP BY statement) AS walked ON walked.statement = s.number
                         WHERE (walked.is_possible AND walked.to_state = s.state) IS NOT TRUE
                        """),
                new Invariant("SETTLEMENT-13", "Un remboursement pris sur un relevé est dans les livres", """
                        SELECT t.cause::text
                          FROM settlement.repayment t
                         WHERE -t.amount_cents IS DISTINCT FROM (
                               SELECT sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement = t.movement AND l.cause = t.cause AND l.account = 467200)
                        """),
                new Invariant(
                        "SETTLEMENT-14",
                        "L’abonnement retenu sur un relevé l’est avec accord, sur une facture et dans les livres",
                        """
                        SELECT s.number
                          FROM settlement.statement s
                         WHERE s.set_off_cents <> coalesce((
                               SELECT sum(o.amount_cents) FROM qualification.subscription_set_off o
                                WHERE o.statement = s.number), 0)
                            OR s.set_off_cents <> coalesce((
                               SELECT sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement = 'M24' AND l.account = 467200 AND l.piece = s.number), 0)
                            OR (s.set_off_cents > 0 AND (s.net_cents < 0 OR NOT coalesce((
                               SELECT a.agrees FROM settlement.set_off_agreement a
                                WHERE a.provider = s.provider AND a.chosen_at <= s.issued_at
                                ORDER BY a.id DESC LIMIT 1), false)))
                        """),
                new Invariant(
                        "SETTLEMENT-15",
                        "Une dette abandonnée le fut par deux personnes, et pour son montant dans les livres",
                        """
                        SELECT w.id::text
                          FROM settlement.write_off w
                         WHERE coalesce(w.is_agreed, false) AND w.asked_by = w.decided_by
                            OR CASE WHEN w.is_agreed THEN w.amount_cents ELSE 0 END <> coalesce((
                               SELECT -sum(l.amount_cents) FROM ledger.line l
                                WHERE l.movement = 'M34' AND l.account = 467200 AND l.cause = w.id), 0)
                         UNION
                        SELECT DISTINCT l.cause::text
                          FROM ledger.line l
                         WHERE l.movement = 'M34'
                           AND NOT EXISTS (SELECT 1 FROM settlement.write_off w WHERE w.id = l.cause)
                        """));
    }
}
