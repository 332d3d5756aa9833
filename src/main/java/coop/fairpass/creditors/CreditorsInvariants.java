package coop.fairpass.creditors;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** The file of what is owed names all that the books owe, party by party. */
@Component
class CreditorsInvariants implements Invariants {

    /** The day changes under which name a voucher is counted, never whether it is. */
    private static final String UNUSED = DebtSql.UNUSED.replace(":today", "DATE '9999-12-31'");

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant(
                        "CREDITORS-01", "Le dossier dit de chaque lieu ce que les livres lui doivent", """
                        SELECT p.legal_name || ' : livres ' || coalesce(b.cents, 0)
                               || ', dossier ' || coalesce(f.cents, 0)
                          FROM directory.organisation_name p
                          LEFT JOIN (SELECT auxiliary_code, -sum(balance_cents) AS cents
                                       FROM ledger.balance_of_entries
                                      WHERE account IN (467200, 467900)
                                      GROUP BY auxiliary_code) AS b
                               ON b.auxiliary_code = 'P' || to_char(p.number, 'FM9999990000')
                          LEFT JOIN (SELECT c.provider, sum(c.owed_cents) AS cents
                                       FROM (%s) AS c
                                      GROUP BY c.provider) AS f ON f.provider = p.id
                         WHERE coalesce(b.cents, 0) <> coalesce(f.cents, 0)
                        """.formatted(
                                        DebtSql.CLAIMS)),
                new Invariant(
                        "CREDITORS-02", "Le dossier dit de chaque commande ce que les livres en doivent", """
                        SELECT o.number || ' ' || part.name || ' : livres ' || coalesce(b.cents, 0)
                               || ', dossier ' || coalesce(f.cents, 0)
                          FROM orders.order_summary o
                          JOIN directory.organisation_name p ON p.id = o.payer
                         CROSS JOIN (VALUES ('CIRCULATING'), ('TO_REFUND'), ('RETURNED'), ('NOT_ACTIVE')) AS part (name)
                          LEFT JOIN (SELECT auxiliary_code,
                                            CASE account WHEN 467120 THEN 'CIRCULATING' WHEN 467400 THEN 'TO_REFUND'
                                                         WHEN 467900 THEN 'RETURNED' ELSE 'NOT_ACTIVE' END AS part,
                                            -sum(balance_cents) AS cents
                                       FROM ledger.balance_of_entries
                                      WHERE account IN (411200, 467110, 467120, 467400, 467900)
                                      GROUP BY 1, 2) AS b
                               ON b.auxiliary_code
                                  = 'C' || to_char(p.number, 'FM9999990000') || '-' || substr(o.number, 4)
                              AND b.part = part.name
                          LEFT JOIN (SELECT u.voucher_order,
                                            CASE WHEN u.kind IN ('TO_REFUND', 'RETURNED', 'NOT_ACTIVE') THEN u.kind
                                                 ELSE 'CIRCULATING' END AS part,
                                            sum(u.cents) AS cents
                                       FROM (%s) AS u
                                      GROUP BY 1, 2) AS f ON f.voucher_order = o.id AND f.part = part.name
                         WHERE o.number IS NOT NULL
                           AND coalesce(b.cents, 0) <> coalesce(f.cents, 0)
                        """.formatted(
                                        UNUSED)));
    }
}
