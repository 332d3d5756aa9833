package coop.fairpass.ledger;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of the books. */
@Component
class LedgerInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("LEDGER-01", "La balance générale est équilibrée", """
                        SELECT 'débit − crédit = ' || sum(amount_cents) FROM ledger.line HAVING sum(amount_cents) <> 0
                        """),
                new Invariant("LEDGER-02", "Chaque écriture est équilibrée", """
                        SELECT 'écriture ' || posting FROM ledger.line GROUP BY posting HAVING sum(amount_cents) <> 0
                        """),
                new Invariant("LEDGER-03", "Les jambes d’une écriture disent la même chose", """
                        SELECT 'écriture ' || posting
                          FROM ledger.leg
                         GROUP BY posting
                        HAVING count(DISTINCT (movement, cause, effective_on, recorded_at, piece, corrects)) > 1
                            OR count(*) <> max(leg) OR count(DISTINCT leg) <> count(*)
                        """),
                new Invariant("LEDGER-04", "Un mouvement n’est écrit qu’une fois par cause", """
                        SELECT movement || ' ' || cause FROM ledger.leg
                         GROUP BY movement, cause HAVING count(DISTINCT posting) > 1
                        """),
                new Invariant("LEDGER-05", "Tout mouvement est dans la liste des mouvements", """
                        SELECT 'écriture ' || l.posting || ' ' || l.movement
                          FROM ledger.leg l
                          LEFT JOIN ledger.allowed_leg a USING (movement, debit_account, credit_account)
                         WHERE a.movement IS NULL
                        """),
                new Invariant("LEDGER-06", "Chaque tiers d’une écriture existe", """
                        SELECT 'écriture ' || l.posting
                          FROM ledger.line l
                          JOIN ledger.account c ON c.code = l.account
                          LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
                         WHERE (c.third = 'NONE') <> (l.auxiliary IS NULL) OR (l.auxiliary IS NOT NULL AND a.id IS NULL)
                        """),
                new Invariant("LEDGER-07", "Aucune valeur faciale n’est devenue un produit", """
                        SELECT 'écriture ' || posting FROM ledger.leg
                         WHERE debit_account / 1000 = 467 AND credit_account >= 600000 AND movement <> 'M22'
                        """),
                new Invariant(
                        "LEDGER-08", "Les comptes de titres ne sont jamais débiteurs, commande par commande", """
                        SELECT auxiliary_code || ' sur ' || account || ' : ' || balance_cents
                          FROM ledger.balance_of_entries
                         WHERE account IN (467110, 467120, 467300, 467400, 467900) AND balance_cents > 0
                        """),
                new Invariant(
                        "LEDGER-09", "Le compte cantonné couvre ce qu’il protège, ou un incident est ouvert", """
                        SELECT 'il manque ' || (circulating_cents + owed_to_providers_cents + contributions_cents
                                                + owed_to_payers_cents + returned_cents - cash_cents) || ' centimes'
                          FROM ledger.coverage()
                         WHERE cash_cents < circulating_cents + owed_to_providers_cents + contributions_cents
                                            + owed_to_payers_cents + returned_cents
                           AND NOT EXISTS (SELECT 1 FROM ledger.coverage_incident WHERE resolved_at IS NULL)
                        """),
                new Invariant("LEDGER-10", "Aucun incident de couverture n’est ouvert", """
                        SELECT 'incident du ' || opened_at FROM ledger.coverage_incident WHERE resolved_at IS NULL
                        """),
                new Invariant("LEDGER-11", "Les preuves de couverture se suivent sans rupture de chaîne", """
                        SELECT 'preuve du ' || proved_on FROM (
                            SELECT proved_on, previous_digest, computed_at,
                                   coalesce(lag(digest) OVER (ORDER BY proved_on), repeat('0', 64)) AS expected,
                                   digest,
                                   encode(sha256(convert_to(concat_ws('|', proved_on,
                                       to_char(computed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                       cash_cents, circulating_cents, owed_to_providers_cents, contributions_cents,
                                       owed_to_payers_cents, returned_cents, held_cents,
                                       coalesce(bank_statement_on::text, '-'),
                                       CASE WHEN is_proven THEN 'true' ELSE 'false' END, previous_digest), 'UTF8')),
                                       'hex') AS computed
                              FROM ledger.coverage_proof) AS chain
                         WHERE previous_digest <> expected OR digest <> computed
                        """),
                new Invariant("LEDGER-12", "Les virements internes sont soldés, ou en route", """
                        SELECT '580000 : ' || balance_cents FROM ledger.balance_of_entries
                         WHERE account = 580000 AND balance_cents < 0
                        """),
                new Invariant("LEDGER-13", "Rien n’est daté dans le futur de son enregistrement", """
                        SELECT 'écriture ' || posting FROM ledger.leg
                         WHERE effective_on > (recorded_at AT TIME ZONE 'Europe/Paris')::date + 1
                        """),
                new Invariant(
                        "LEDGER-14",
                        "La valeur financée de chaque commande est retenue, en circulation, servie, à rendre ou rendue",
                        """
                        SELECT code || ' : ' || funded || ' financés' FROM (
                            SELECT a.code, %s
                              FROM ledger.line l
                              JOIN ledger.auxiliary a ON a.id = l.auxiliary
                             WHERE l.account IN (411200, 467110, 467120, 467400)
                                OR (l.account = 467900 AND EXISTS (
                                       SELECT 1 FROM ledger.line o
                                        WHERE o.auxiliary = l.auxiliary AND o.account = 411200))
                             GROUP BY a.code) AS position
                         WHERE funded <> held + circulating + used + to_refund + refunded + set_off
                        """.formatted(Books.POSITION)),
                new Invariant("LEDGER-15", "Les soldes tenus sont la somme des écritures qu’ils disent contenir", """
                        SELECT coalesce(r.account, l.account) || coalesce(' ' || a.code, '') || ' : '
                               || coalesce(r.cents, 0) || ' au lieu de ' || coalesce(l.cents, 0)
                          FROM ledger.rolled_balance r
                          FULL JOIN (SELECT account, auxiliary, sum(amount_cents)::bigint AS cents
                                       FROM ledger.line
                                      WHERE posting <= (SELECT posting FROM ledger.rolled_through)
                                      GROUP BY account, auxiliary) AS l
                               ON l.account = r.account AND coalesce(l.auxiliary, 0) = coalesce(r.auxiliary, 0)
                          LEFT JOIN ledger.auxiliary a ON a.id = coalesce(r.auxiliary, l.auxiliary)
                         WHERE coalesce(r.cents, 0) <> coalesce(l.cents, 0)
                        """));
    }
}
