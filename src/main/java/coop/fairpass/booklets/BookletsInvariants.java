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
                        SELECT b.number::text
                          FROM booklets.booklet b
                          LEFT JOIN orders.lot_terms t ON t.code = b.lot
                         WHERE (b.number BETWEEN t.first_booklet AND t.last_booklet) IS NOT TRUE
                           AND NOT EXISTS (SELECT 1 FROM booklets.replacement r WHERE r.replaced_by = b.number)
                        """),
                new Invariant("BOOKLETS-02", "Chaque lot numéroté a tous ses carnets.", """
                        SELECT t.lot::text
                          FROM orders.lot_terms t
                         WHERE t.first_booklet IS NOT NULL
                           AND t.booklets <> (SELECT count(*)
                                                FROM booklets.booklet b
                                               WHERE b.number BETWEEN t.first_booklet AND t.last_booklet
                                                 AND b.lot = t.code)
                        """),
                new Invariant("BOOKLETS-03", "Chaque carnet remis a sa remise, et réciproquement.", """
                        SELECT b.number::text
                          FROM booklets.booklet b
                          LEFT JOIN booklets.hand_over h ON h.booklet = b.number
                         WHERE (b.state IN ('HANDED_OVER', 'BLOCKED', 'REPLACED')) <> (h.booklet IS NOT NULL)
                        """),
                new Invariant("BOOKLETS-04", "Qui répond d’un carnet est une organisation de l’annuaire.", """
                        SELECT DISTINCT b.holder::text
                          FROM booklets.booklet b
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = b.holder)
                        """),
                new Invariant("BOOKLETS-05", "Les envois ouverts sont exactement les carnets en chemin.", """
                        SELECT coalesce(b.number, r.first_booklet)::text
                          FROM (SELECT number FROM booklets.booklet WHERE state = 'IN_TRANSIT') b
                          FULL JOIN (SELECT n AS first_booklet
                                       FROM booklets.move_range m,
                                            generate_series(m.first_booklet, m.last_booklet) AS n
                                      WHERE m.ended_at IS NULL) r ON r.first_booklet = b.number
                         WHERE b.number IS NULL
                            OR r.first_booklet IS NULL
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
                          JOIN booklets.booklet lost ON lost.number = r.booklet
                          JOIN booklets.booklet new ON new.number = r.replaced_by
                         WHERE new.size <> cardinality(r.ranks)
                            OR new.lot <> lost.lot
                            OR lost.state <> 'REPLACED'
                            OR EXISTS (SELECT 1 FROM booklets.replacement o WHERE o.replaced_by = r.booklet)
                            OR EXISTS (SELECT 1 FROM unnest(r.ranks) AS rank WHERE rank NOT BETWEEN 1 AND lost.size)
                            OR cardinality(r.ranks) <> (SELECT count(DISTINCT rank) FROM unnest(r.ranks) AS rank)
                        """),
                new Invariant(
                        "BOOKLETS-08",
                        "Un carnet est bloqué, ou remplacé, si et seulement s’il est en opposition.",
                        """
                        SELECT b.number::text
                          FROM booklets.booklet b
                          LEFT JOIN booklets.block k ON k.booklet = b.number AND k.lifted_at IS NULL
                         WHERE (b.state IN ('BLOCKED', 'REPLACED')) <> (k.booklet IS NOT NULL)
                        """),
                new Invariant("BOOKLETS-09", "La génération de clés de chaque carnet est connue.", """
                        SELECT DISTINCT b.generation::text
                          FROM booklets.booklet b
                         WHERE NOT EXISTS (SELECT 1 FROM booklets.key_generation g WHERE g.id = b.generation)
                        """),
                new Invariant("BOOKLETS-10", "Un carnet est retiré si et seulement si son retrait est écrit.", """
                        SELECT b.number::text
                          FROM booklets.booklet b
                          LEFT JOIN booklets.withdrawal w ON w.booklet = b.number
                         WHERE (b.state = 'WITHDRAWN') <> (w.booklet IS NOT NULL)
                        """),
                new Invariant("BOOKLETS-11", "Rien n’est remis avant l’activation de son lot.", """
                        SELECT h.booklet::text
                          FROM booklets.hand_over h
                          JOIN booklets.booklet b ON b.number = h.booklet
                          JOIN orders.lot_terms t ON t.code = b.lot
                         WHERE (h.handed_over_on >= t.activated_on) IS NOT TRUE
                        """),
                new Invariant("BOOKLETS-12", "L’histoire d’un carnet suit sa table et mène à son état.", """
                        SELECT b.number::text
                          FROM booklets.booklet b
                         CROSS JOIN LATERAL (
                               SELECT bool_and(w.is_possible) AS is_possible,
                                      (array_agg(w.to_state ORDER BY w.id DESC))[1] AS to_state
                                 FROM (SELECT s.id, t.to_state,
                                              coalesce(coalesce(lag(t.to_state) OVER (ORDER BY s.id), '')
                                                       = ANY (t.from_states), false) AS is_possible
                                         FROM booklets.step s
                                         LEFT JOIN (VALUES %s) AS t (code, from_states, to_state) ON t.code = s.code
                                        WHERE int8range(s.first_booklet, s.last_booklet, '[]') @> b.number
                                          AND t.to_state IS DISTINCT FROM '') AS w) AS walked
                         WHERE (walked.is_possible AND walked.to_state = b.state) IS NOT TRUE
                        """.formatted(
                                steps())));
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
