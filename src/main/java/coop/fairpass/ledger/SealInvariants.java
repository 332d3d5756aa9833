package coop.fairpass.ledger;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import coop.fairpass.ledger.Seals.Remembered;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What must be true of the seals of the books. */
@Component
class SealInvariants implements Invariants {

    private final Seals seals;

    SealInvariants(Seals seals) {
        this.seals = seals;
    }

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("LEDGER-16", "Les scellés se suivent, et chacun est celui de ses écritures", """
                        SELECT 'scellé ' || s.number
                          FROM (SELECT *,
                                       lag(number, 1, 0::bigint) OVER (ORDER BY number) AS number_before,
                                       lag(last_posting, 1, 0::bigint) OVER (ORDER BY number) AS posting_before,
                                       lag(digest, 1, repeat('0', 64)) OVER (ORDER BY number) AS digest_before
                                  FROM ledger.seal) s
                         CROSS JOIN LATERAL ledger.digest_of(s.previous_digest, s.first_posting, s.last_posting) d
                         WHERE s.number <> s.number_before + 1
                            OR s.first_posting <> s.posting_before + 1
                            OR s.previous_digest <> s.digest_before
                            OR (s.digest, s.legs, s.amount_cents) IS DISTINCT FROM (d.digest, d.legs, d.amount_cents)
                         ORDER BY s.number
                        """),
                new Invariant(
                        "LEDGER-17",
                        "La base tient les scellés que cette machine a notés : aucune fin de journal n’a été perdue",
                        lost(seals.remembered()),
                        true));
    }

    /** Digits and hexadecimal only, as {@link Remembered#read} makes sure. */
    private static String lost(List<Remembered> remembered) {
        if (remembered.isEmpty()) {
            return "SELECT 'rien' WHERE false";
        }
        return """
                SELECT 'scellé ' || f.number || ', écritures jusqu’à ' || f.last_posting
                       || CASE WHEN s.number IS NULL THEN ' : absent de la base' ELSE ' : un autre dans la base' END
                  FROM (VALUES %s) AS f (number, last_posting, digest)
                  LEFT JOIN ledger.seal s ON s.number = f.number
                 WHERE (s.last_posting, s.digest) IS DISTINCT FROM (f.last_posting, f.digest)
                 ORDER BY f.number
                """.formatted(remembered.stream()
                .map(seal ->
                        "(%d::bigint, %d::bigint, '%s')".formatted(seal.number(), seal.lastPosting(), seal.digest()))
                .collect(Collectors.joining(", ")));
    }
}
