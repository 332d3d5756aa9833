package coop.fairpass.booklets;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What must be true of booklets and no constraint can say. */
@Component
class BookletsInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant(
                        "BOOKLETS-01",
                        "Chaque carnet est dans la plage de son lot, sauf ceux qui en remplacent un autre.",
                        """
                        SELECT s.first_booklet::text
                          FROM booklets.span s
                          LEFT JOIN orders.lot_terms t ON t.code = s.lot
                         WHERE (s.first_booklet >= t.first_booklet AND s.last_booklet <= t.last_booklet) IS NOT TRUE
                           AND NOT (s.first_booklet = s.last_booklet
                                    AND EXISTS (SELECT 1
                                                  FROM booklets.replacement r
                                                 WHERE r.replaced_by = s.first_booklet))
                        """),
                new Invariant("BOOKLETS-02", "Chaque lot numéroté a tous ses carnets.", """
                        SELECT t.lot::text
                          FROM orders.lot_terms t
                         WHERE t.first_booklet IS NOT NULL
                           AND t.booklets <> (SELECT coalesce(sum(s.last_booklet - s.first_booklet + 1), 0)
                                                FROM booklets.span s
                                               WHERE s.first_booklet BETWEEN t.first_booklet AND t.last_booklet
                                                 AND s.lot = t.code)
                        """),
                new Invariant("BOOKLETS-03", "Chaque carnet remis a sa remise, et réciproquement.", """
                        SELECT coalesce(s.first_booklet, h.booklet)::text
                          FROM (SELECT first_booklet
                                  FROM booklets.span
                                 WHERE state IN ('HANDED_OVER', 'BLOCKED', 'REPLACED')) AS s
                          FULL JOIN booklets.hand_over h ON h.booklet = s.first_booklet
                         WHERE s.first_booklet IS NULL
                            OR h.booklet IS NULL
                        """),
                new Invariant("BOOKLETS-04", "Qui répond d’un carnet est une organisation de l’annuaire.", """
                        SELECT DISTINCT s.holder::text
                          FROM booklets.span s
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = s.holder)
                        """),
                new Invariant("BOOKLETS-05", "Les envois ouverts sont exactement les carnets en chemin.", """
                        SELECT lower(wrong)::text
                          FROM (SELECT coalesce(range_agg(int8range(first_booklet, last_booklet, '[]')), '{}') AS numbers
                                  FROM booklets.span
                                 WHERE state = 'IN_TRANSIT') AS travelling,
                               (SELECT coalesce(range_agg(int8range(first_booklet, last_booklet, '[]')), '{}') AS numbers
                                  FROM booklets.move_range
                                 WHERE ended_at IS NULL) AS sent,
                               unnest((travelling.numbers - sent.numbers) + (sent.numbers - travelling.numbers)) AS wrong
                        """),
                new Invariant("BOOKLETS-06", "Un envoi est terminé si plus rien n’en est en chemin.", """
                        SELECT m.id::text
                          FROM booklets.move m
                         WHERE (m.completed_at IS NULL)
                               <> EXISTS (SELECT 1
                                            FROM booklets.move_range r
                                           WHERE r.move = m.id
                                             AND r.ended_at IS NULL)
                        """),
                new Invariant(
                        "BOOKLETS-07",
                        "Un remplacement a autant de chèques que de rangs repris, du même lot, et ne remplace pas un remplacement.",
                        """
                        SELECT r.booklet::text
                          FROM booklets.replacement r
                          LEFT JOIN booklets.span lost ON lost.first_booklet = r.booklet
                          LEFT JOIN booklets.span new ON new.first_booklet = r.replaced_by
                         WHERE (new.size = cardinality(r.ranks) AND new.lot = lost.lot AND lost.state = 'REPLACED')
                               IS NOT TRUE
                            OR EXISTS (SELECT 1 FROM booklets.replacement o WHERE o.replaced_by = r.booklet)
                            OR EXISTS (SELECT 1 FROM unnest(r.ranks) AS rank WHERE rank NOT BETWEEN 1 AND lost.size)
                            OR cardinality(r.ranks) <> (SELECT count(DISTINCT rank) FROM unnest(r.ranks) AS rank)
                        """),
                new Invariant(
                        "BOOKLETS-08",
                        "Un carnet est bloqué, ou remplacé, si et seulement s’il est en opposition.",
                        """
                        SELECT coalesce(s.first_booklet, k.booklet)::text
                          FROM (SELECT first_booklet FROM booklets.span WHERE state IN ('BLOCKED', 'REPLACED')) AS s
                          FULL JOIN (SELECT booklet FROM booklets.block WHERE lifted_at IS NULL) AS k
                               ON k.booklet = s.first_booklet
                         WHERE s.first_booklet IS NULL
                            OR k.booklet IS NULL
                        """),
                new Invariant("BOOKLETS-09", "La génération de clés de chaque carnet est connue.", """
                        SELECT DISTINCT s.generation::text
                          FROM booklets.span s
                         WHERE NOT EXISTS (SELECT 1 FROM booklets.key_generation g WHERE g.id = s.generation)
                        """),
                new Invariant(
                        "BOOKLETS-10",
                        "Un carnet est retiré si et seulement si son retrait est écrit, à son jour.",
                        """
                        SELECT lower(wrong)::text
                          FROM (SELECT coalesce(range_agg(int8range(first_booklet, last_booklet, '[]')), '{}') AS numbers
                                  FROM booklets.span
                                 WHERE state = 'WITHDRAWN') AS withdrawn,
                               (SELECT coalesce(range_agg(int8range(first_booklet, last_booklet, '[]')), '{}') AS numbers
                                  FROM booklets.withdrawal) AS written,
                               unnest((withdrawn.numbers - written.numbers) + (written.numbers - withdrawn.numbers))
                               AS wrong
                         UNION ALL
                        SELECT s.first_booklet::text
                          FROM booklets.withdrawal w
                          JOIN booklets.span s ON s.first_booklet BETWEEN w.first_booklet AND w.last_booklet
                         WHERE s.since <> w.withdrawn_on
                        """),
                new Invariant("BOOKLETS-11", "Rien n’est remis avant l’activation de son lot.", """
                        SELECT h.booklet::text
                          FROM booklets.hand_over h
                          JOIN booklets.span s ON s.first_booklet = h.booklet
                          JOIN orders.lot_terms t ON t.code = s.lot
                         WHERE (h.handed_over_on >= t.activated_on) IS NOT TRUE
                        """),
                new Invariant("BOOKLETS-12", "L’histoire d’un carnet suit sa table et mène à son état.", """
                        SELECT b.first_booklet::text
                          FROM booklets.span b
                         CROSS JOIN LATERAL (
                               SELECT bool_and(w.is_possible) AS is_possible,
                                      (array_agg(w.to_state ORDER BY w.id DESC))[1] AS to_state
                                 FROM (SELECT s.id, t.to_state,
                                              coalesce(coalesce(lag(t.to_state) OVER (ORDER BY s.id), '')
                                                       = ANY (t.from_states), false)
                                              AND s.first_booklet <= b.first_booklet
                                              AND s.last_booklet >= b.last_booklet AS is_possible
                                         FROM booklets.step s
                                         LEFT JOIN (VALUES %s) AS t (code, from_states, to_state) ON t.code = s.code
                                        WHERE int8range(s.first_booklet, s.last_booklet, '[]')
                                              && int8range(b.first_booklet, b.last_booklet, '[]')
                                          AND t.to_state IS DISTINCT FROM '') AS w) AS walked
                         WHERE (walked.is_possible AND walked.to_state = b.state) IS NOT TRUE
                        """.formatted(
                                steps())),
                new Invariant(
                        "BOOKLETS-13",
                        "Les carnets qui vont ensemble se suivent, sans trou ni doublon, du premier au dernier numéro tiré.",
                        """
                        SELECT s.first_booklet::text
                          FROM (SELECT first_booklet, lag(last_booklet, 1, 0::bigint) OVER (ORDER BY first_booklet) AS before
                                  FROM booklets.span) AS s
                         WHERE s.first_booklet <> s.before + 1
                         UNION ALL
                        SELECT n.last_number::text
                          FROM booklets.numbering n
                         WHERE n.last_number <> (SELECT coalesce(max(s.last_booklet), 0) FROM booklets.span s)
                        """));
    }

    /** The table of steps as rows: code, states it leaves, none for a beginning, and the one it leads to, if any. */
    private static String steps() {
        return Arrays.stream(BookletStep.values())
                .map(step -> "('%s', ARRAY['%s'], '%s')"
                        .formatted(
                                step.name(),
                                String.join("', '", step.from()),
                                step.to().map(BookletState::name).orElse("")))
                .collect(Collectors.joining(", "));
    }
}
