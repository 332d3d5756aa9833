package coop.fairpass.bank;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of the bank's room at any minute. */
@Component
class BankInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                statementsFollow(),
                linesLeadToClosing(),
                booksFollowTheBank(),
                linesAreExplained(),
                parkedMoneyIsInTheBooks(),
                statesTellWhatIsLeft(),
                twoPeopleApproved(),
                referencesTravelOnce(),
                bookedTransfersHaveALine(),
                linesOfTransfersHaveOne(),
                runsAndTransfersAgree(),
                internalTransfersHaveTheirLines(),
                filesAreTheSame());
    }

    private static Invariant statementsFollow() {
        return new Invariant("BANK-01", "Chaque relevé prouvé commence où le précédent a fini", """
                SELECT s.id::text
                  FROM bank.statement s
                  LEFT JOIN bank.statement p ON p.iban = s.iban AND p.link = s.link - 1
                 WHERE s.link > 1
                   AND (p.closing_cents IS DISTINCT FROM s.opening_cents OR p.closing_on > s.closing_on)
                """);
    }

    private static Invariant linesLeadToClosing() {
        return new Invariant("BANK-02", "Les lignes d’un relevé prouvé mènent de son ouverture à sa clôture", """
                SELECT s.id::text
                  FROM bank.statement s
                  LEFT JOIN bank.entry e ON e.statement = s.id
                 GROUP BY s.id
                HAVING CASE WHEN s.link IS NULL THEN count(e.id) <> 0
                            ELSE s.opening_cents + coalesce(sum(e.amount_cents), 0) <> s.closing_cents END
                """);
    }

    private static Invariant booksFollowTheBank() {
        return new Invariant(
                "BANK-03", "Les comptes de banque des livres sont la somme des lignes expliquées, au centime", """
                SELECT a.code || ' : ' || coalesce(b.cents, 0) || ' dans les livres, '
                       || coalesce(e.cents, 0) || ' à la banque'
                  FROM (VALUES (512200, 'SEGREGATED'), (512100, 'OPERATING')) AS a (code, account)
                  LEFT JOIN (SELECT account, sum(balance_cents) AS cents FROM ledger.balance_of_entries GROUP BY account) AS b
                       ON b.account = a.code
                  LEFT JOIN (SELECT account, sum(amount_cents) AS cents
                               FROM bank.entry
                              WHERE state NOT IN ('TO_EXPLAIN', 'OUTSIDE')
                              GROUP BY account) AS e
                       ON e.account = a.account
                 WHERE coalesce(b.cents, 0) <> coalesce(e.cents, 0)
                """);
    }

    private static Invariant linesAreExplained() {
        return new Invariant(
                "BANK-04", "Les explications d’une ligne font la ligne, ou la ligne attend une personne", """
                SELECT e.id::text
                  FROM bank.entry e
                  LEFT JOIN bank.explanation x ON x.entry = e.id
                 GROUP BY e.id
                HAVING coalesce(sum(x.amount_cents), 0)
                       <> CASE WHEN e.state = 'TO_EXPLAIN' THEN 0 ELSE abs(e.amount_cents) END
                """);
    }

    private static Invariant parkedMoneyIsInTheBooks() {
        return new Invariant("BANK-05", "Ce qui attend d’être identifié est, au centime, au compte 471", """
                SELECT a.code || ' : ' || coalesce(b.cents, 0) || ' dans les livres, '
                       || coalesce(p.cents, 0) || ' en attente'
                  FROM (VALUES (471200, 'SEGREGATED'), (471100, 'OPERATING')) AS a (code, account)
                  LEFT JOIN (SELECT account, -sum(balance_cents) AS cents FROM ledger.balance_of_entries GROUP BY account) AS b
                       ON b.account = a.code
                  LEFT JOIN (SELECT k.account,
                                    sum(k.amount_cents
                                        - coalesce((SELECT sum(t.amount_cents) FROM bank.parked_take t
                                                     WHERE t.entry = k.entry), 0)) AS cents
                               FROM bank.parked k
                              GROUP BY k.account) AS p
                       ON p.account = a.account
                 WHERE coalesce(b.cents, 0) <> coalesce(p.cents, 0)
                """);
    }

    private static Invariant statesTellWhatIsLeft() {
        return new Invariant("BANK-06", "Une ligne est à identifier quand il en reste, et seulement alors", """
                SELECT e.id::text
                  FROM bank.entry e
                  LEFT JOIN bank.parked_left p ON p.entry = e.id
                 WHERE (e.state = 'PARKED') <> (coalesce(p.left_cents, 0) > 0)
                    OR p.left_cents < 0
                """);
    }

    private static Invariant twoPeopleApproved() {
        return new Invariant("BANK-07", "Un ordre envoyé a été approuvé par deux personnes, pour son total exact", """
                SELECT r.id::text
                  FROM bank.run r
                 WHERE r.state IN ('APPROVED', 'SENT', 'DONE')
                   AND (SELECT count(DISTINCT a.person)
                          FROM bank.approval a
                         WHERE a.run = r.id
                           AND a.stated_cents = (
                                   SELECT sum(t.amount_cents) FROM bank.transfer t WHERE t.run = r.id)) < 2
                """);
    }

    private static Invariant referencesTravelOnce() {
        return new Invariant("BANK-08", "Aucune référence de bout en bout ne voyage deux fois", """
                SELECT end_to_end_id
                  FROM (SELECT end_to_end_id FROM bank.transfer WHERE state <> 'ABANDONED'
                        UNION ALL
                        SELECT end_to_end_id FROM bank.internal_transfer) AS t
                 GROUP BY end_to_end_id
                HAVING count(*) > 1
                """);
    }

    private static Invariant bookedTransfersHaveALine() {
        return new Invariant("BANK-09", "Un virement débité, ou revenu, a une ligne de la banque de son montant", """
                SELECT t.id::text
                  FROM bank.transfer t
                 WHERE t.state IN ('BOOKED', 'RETURNED')
                   AND (SELECT count(*)
                          FROM bank.transfer_step s
                          JOIN bank.entry e ON e.id = s.entry AND e.amount_cents < 0
                          JOIN bank.explanation x
                               ON x.entry = e.id AND x.kind = 'TRANSFER' AND x.reference = t.end_to_end_id
                                  AND x.amount_cents = t.amount_cents
                         WHERE s.transfer = t.id AND s.state = 'BOOKED') <> 1
                UNION ALL
                SELECT t.id::text
                  FROM bank.transfer t
                 WHERE (SELECT count(*)
                          FROM bank.transfer_step s
                          JOIN bank.entry e ON e.id = s.entry AND e.amount_cents > 0
                          JOIN bank.explanation x
                               ON x.entry = e.id AND x.kind = 'RETURN' AND x.reference = t.end_to_end_id
                                  AND x.amount_cents = t.amount_cents
                         WHERE s.transfer = t.id AND s.state = 'RETURNED')
                       <> CASE WHEN t.state = 'RETURNED' THEN 1 ELSE 0 END
                """);
    }

    private static Invariant linesOfTransfersHaveOne() {
        return new Invariant("BANK-10", "Une ligne dite être un virement en est un, une seule fois", """
                SELECT x.entry || ' ' || x.reference
                  FROM bank.explanation x
                  LEFT JOIN bank.transfer t ON t.end_to_end_id = x.reference AND t.state <> 'ABANDONED'
                  LEFT JOIN bank.transfer_step s ON s.transfer = t.id AND s.entry = x.entry
                 WHERE x.kind IN ('TRANSFER', 'RETURN')
                 GROUP BY x.entry, x.reference, x.kind
                HAVING count(s.transfer) <> 1
                """);
    }

    private static Invariant runsAndTransfersAgree() {
        return new Invariant("BANK-11", "L’état d’un ordre et celui de ses virements disent la même chose", """
                SELECT t.id::text
                  FROM bank.transfer t
                  JOIN bank.run r ON r.id = t.run
                 WHERE CASE r.state
                           WHEN 'ABANDONED' THEN t.state <> 'ABANDONED'
                           WHEN 'SENT' THEN t.state IN ('WAITING', 'ABANDONED')
                           WHEN 'DONE' THEN t.state IN ('WAITING', 'ABANDONED', 'SENT')
                           ELSE t.state <> 'WAITING' END
                UNION ALL
                SELECT r.id::text
                  FROM bank.run r
                 WHERE (r.state IN ('SENT', 'DONE'))
                       <> EXISTS (SELECT 1 FROM bank.payment_file f WHERE f.subject = r.id)
                """);
    }

    private static Invariant internalTransfersHaveTheirLines() {
        return new Invariant(
                "BANK-12", "Un virement interne part d’un compte et arrive sur l’autre, du même montant", """
                SELECT i.id::text
                  FROM bank.internal_transfer i
                  LEFT JOIN bank.entry o ON o.id = i.left_by
                  LEFT JOIN bank.entry a ON a.id = i.arrived_by
                 WHERE o.amount_cents <> -i.amount_cents
                    OR a.amount_cents <> i.amount_cents
                    OR o.account <> CASE i.kind WHEN 'SWEEP' THEN 'SEGREGATED' ELSE 'OPERATING' END
                    OR a.account <> CASE i.kind WHEN 'SWEEP' THEN 'OPERATING' ELSE 'SEGREGATED' END
                """);
    }

    private static Invariant filesAreTheSame() {
        return new Invariant("BANK-13", "Un fichier donné plusieurs fois a toujours la même empreinte", """
                SELECT subject || ' ' || version
                  FROM bank.export
                 GROUP BY subject, version
                HAVING count(DISTINCT sha256) > 1
                """);
    }
}
