package coop.fairpass.qualification;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of qualifications and no constraint can say. */
@Component
class QualificationInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("QUALIFICATION-01", "Une suspension commence pendant sa qualification.", """
                        SELECT s.id::text
                          FROM qualification.suspension s
                          JOIN qualification.qualification q ON q.id = s.qualification
                         WHERE s.suspended_from < q.qualified_from
                            OR (s.suspended_from >= q.ended_on AND s.recorded_at > q.end_recorded_at)
                        """),
                new Invariant(
                        "QUALIFICATION-02", "Nul n’est disqualifié sans avoir été suspendu jusqu’à la veille.", """
                        SELECT q.id::text
                          FROM qualification.qualification q
                         WHERE q.end_kind = 'DISQUALIFIED'
                           AND NOT EXISTS (SELECT 1
                                             FROM qualification.suspension s
                                            WHERE s.qualification = q.id
                                              AND s.suspended_from < q.ended_on
                                              AND coalesce(s.suspended_until >= q.ended_on, true))
                        """),
                new Invariant("QUALIFICATION-03", "Chaque qualification est à une organisation de l’annuaire.", """
                        SELECT q.id::text
                          FROM qualification.qualification q
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = q.provider)
                        """),
                new Invariant(
                        "QUALIFICATION-04", "Chaque convention lie un lieu et paie une organisation connus.", """
                        SELECT a.id::text
                          FROM qualification.agreement a
                         WHERE NOT EXISTS (SELECT 1 FROM places.place_period p WHERE p.place = a.place)
                            OR NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = a.paid)
                        """),
                new Invariant(
                        "QUALIFICATION-05",
                        "Une proposition sur la charte ou le questionnaire est réglée par une version recueillie après"
                                + " sa décision.",
                        """
                        SELECT p.id::text
                          FROM qualification.rule_proposal p
                         WHERE p.version IS NOT NULL
                           AND NOT EXISTS (SELECT 1
                                             FROM qualification.charter_version v
                                            WHERE p.rule = 'CHARTER'
                                              AND v.number = p.version
                                              AND v.recorded_at >= p.decided_at)
                           AND NOT EXISTS (SELECT 1
                                             FROM qualification.questionnaire_version v
                                            WHERE p.rule = 'QUESTIONNAIRE'
                                              AND v.number = p.version
                                              AND v.recorded_at >= p.decided_at)
                        """),
                new Invariant(
                        "QUALIFICATION-06",
                        "Rien n’est décidé de la charte ou du questionnaire avant la fin de la consultation, ni sans"
                                + " réponse à chaque objection.",
                        """
                        SELECT p.id::text
                          FROM qualification.rule_proposal p
                         WHERE p.decided_at IS NOT NULL
                           AND ((p.decided_at AT TIME ZONE 'Europe/Paris')::date <= p.consulted_to
                                OR EXISTS (SELECT 1
                                             FROM qualification.rule_remark r
                                            WHERE r.proposal = p.id
                                              AND r.kind = 'OBJECTION'
                                              AND r.made_at <= p.decided_at
                                              AND r.answer IS NULL))
                        """),
                new Invariant(
                        "QUALIFICATION-07",
                        "Ce qu’un prestataire doit d’abonnements dans les livres est ce qui reste de ses factures.",
                        """
                        SELECT p.legal_name || ' : livres ' || coalesce(b.balance_cents, 0) || ', factures ' || o.cents
                          FROM directory.organisation_name p
                          LEFT JOIN ledger.balance_of_entries b
                               ON b.account = 411300 AND b.auxiliary_code = 'P' || to_char(p.number, 'FM9999990000')
                         CROSS JOIN LATERAL (
                               SELECT coalesce(sum(total_cents - received_cents), 0) AS cents
                                 FROM qualification.subscription_owed s
                                WHERE s.provider = p.id) AS o
                         WHERE coalesce(b.balance_cents, 0) <> o.cents
                        """),
                new Invariant(
                        "QUALIFICATION-08",
                        "La TVA d’un abonnement est exigible pour la part reçue, au centime, et dans les livres.",
                        """
                        SELECT s.invoice
                          FROM qualification.subscription s
                          JOIN qualification.subscription_receipt r ON r.invoice = s.invoice
                         GROUP BY s.invoice, s.total_cents, s.vat_cents
                        HAVING sum(r.vat_cents) <> floor(s.vat_cents * sum(r.amount_cents) / s.total_cents + 0.5)
                         UNION
                        SELECT r.invoice
                          FROM qualification.subscription_receipt r
                         WHERE r.statement IS NULL
                           AND r.vat_cents <> coalesce((SELECT sum(l.amount_cents) FROM ledger.line l
                                                         WHERE l.movement = 'M05' AND l.account = 445740
                                                           AND l.cause = r.id), 0)
                         UNION
                        SELECT r.statement
                          FROM qualification.subscription_set_off r
                         GROUP BY r.statement
                        HAVING sum(r.vat_cents) <> coalesce((SELECT sum(l.amount_cents) FROM ledger.line l
                                                              WHERE l.movement = 'M05' AND l.account = 445740
                                                                AND l.piece = r.statement), 0)
                        """));
    }
}
