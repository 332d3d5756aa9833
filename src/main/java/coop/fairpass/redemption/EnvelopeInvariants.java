package coop.fairpass.redemption;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of what was accepted without network. */
@Component
class EnvelopeInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("REDEMPTION-13", "Les enveloppes d’un appareil se comptent de 1 en 1, sans trou", """
                        SELECT 'appareil ' || device FROM redemption.envelope
                         GROUP BY device HAVING min(counter) <> 1 OR max(counter) <> count(*)
                        """),
                new Invariant("REDEMPTION-14", "Chaque enveloppe nomme l’empreinte de la précédente", """
                        SELECT 'enveloppe ' || id
                          FROM (SELECT id, substring(body FROM '\\nprevious=([^\\n]*)\\n') AS named,
                                       coalesce(encode(sha256(convert_to(lag(body) OVER w, 'UTF8')), 'hex'), '-')
                                       AS previous
                                  FROM redemption.envelope
                                WINDOW w AS (PARTITION BY device ORDER BY counter)) AS chained
                         WHERE named IS DISTINCT FROM previous
                        """),
                new Invariant("REDEMPTION-15", "Chaque enveloppe reçue a sa réponse", """
                        SELECT 'enveloppe ' || e.id
                          FROM redemption.envelope e
                          LEFT JOIN redemption.envelope_outcome o ON o.envelope = e.id
                         WHERE o.envelope IS NULL
                        """),
                new Invariant(
                        "REDEMPTION-16",
                        "Une enveloppe acceptée a sa validation ; déplacée, sa validation est annulée",
                        """
                        SELECT 'enveloppe ' || e.id
                          FROM redemption.envelope e
                          JOIN redemption.envelope_outcome o ON o.envelope = e.id
                          LEFT JOIN redemption.displacement d ON d.envelope = e.id
                          LEFT JOIN redemption.redemption r ON r.voucher = e.voucher AND r.request = e.id
                         WHERE (o.result IN ('ACCEPTED', 'HELD') AND r.voucher IS NULL)
                            OR (o.result NOT IN ('ACCEPTED', 'HELD') AND r.state IN ('ACCEPTED', 'HELD'))
                            OR (d.envelope IS NOT NULL AND r.state IS DISTINCT FROM 'CANCELLED')
                        """),
                new Invariant(
                        "REDEMPTION-17",
                        "De deux acceptations sans réseau d’un chèque, jamais la plus récente n’écarte la plus ancienne",
                        """
                        SELECT 'enveloppe ' || d.envelope
                          FROM redemption.displacement d
                          JOIN redemption.envelope loser ON loser.id = d.envelope
                          JOIN redemption.envelope winner ON winner.id = d.by_envelope
                         WHERE loser.voucher <> winner.voucher
                            OR (loser.accepted_at, loser.device, loser.counter)
                               < (winner.accepted_at, winner.device, winner.counter)
                         UNION ALL
                        SELECT 'enveloppe ' || o.envelope
                          FROM redemption.envelope_outcome o
                          JOIN redemption.envelope loser ON loser.id = o.envelope
                          JOIN redemption.envelope winner ON winner.id = o.rival
                         WHERE o.reason = 'ACCEPTED_EARLIER'
                           AND (loser.accepted_at, loser.device, loser.counter)
                               < (winner.accepted_at, winner.device, winner.counter)
                        """),
                new Invariant("REDEMPTION-18", "Rien n’est accepté sans réseau au-delà de ce qui était permis", """
                        SELECT 'enveloppe ' || e.id
                          FROM redemption.envelope e
                          JOIN redemption.envelope_outcome o ON o.envelope = e.id
                          LEFT JOIN redemption.lease l ON l.device = e.device
                               AND l.id::text = substring(e.body FROM '\\nlease=([^\\n]*)\\n')
                         WHERE o.result IN ('ACCEPTED', 'HELD') AND NOT o.was_answered
                           AND (l.id IS NULL OR e.accepted_at < l.issued_at OR e.accepted_at > l.valid_until
                                OR (SELECT count(*) FROM redemption.envelope s
                                     WHERE s.device = e.device AND s.kind = 'ACCEPT'
                                       AND s.counter BETWEEN l.first_counter AND e.counter) > l.most_vouchers)
                        """));
    }
}
