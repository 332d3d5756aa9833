package coop.fairpass.catalogue;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of the catalogue and no constraint can say. */
@Component
class CatalogueInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant(
                        "CATALOGUE-01",
                        "Un code garde son libellé de version en version, sauf reformulation dite par le comité.",
                        """
                        SELECT s.code || ' (version ' || s.number || ')'
                          FROM (SELECT s.code, s.label, v.number, v.rewordings,
                                       lag(s.label) OVER (PARTITION BY s.code ORDER BY v.effective_on) AS label_before
                                  FROM catalogue.version v
                                  JOIN catalogue.service s ON s.edition = v.edition) s
                         WHERE s.label <> s.label_before
                           AND s.code <> ALL (s.rewordings)
                        """),
                new Invariant("CATALOGUE-02", "Les versions se suivent dans l’ordre où elles ont été adoptées.", """
                        SELECT number::text
                          FROM (SELECT number, effective_on, lag(effective_on) OVER (ORDER BY number) AS before
                                  FROM catalogue.version) v
                         WHERE effective_on <= before
                        """),
                new Invariant("CATALOGUE-03", "Une version adoptée contient des services.", """
                        SELECT v.number::text
                          FROM catalogue.version v
                         WHERE NOT EXISTS (SELECT 1 FROM catalogue.service s WHERE s.edition = v.edition)
                        """),
                new Invariant(
                        "CATALOGUE-04", "Les services gardés jour par jour sont ceux que disent les versions.", """
                        SELECT coalesce(k.code, r.code) || ' (' || coalesce(k.valid_from, r.valid_from) || ')'
                          FROM catalogue.kept_period k
                          FULL JOIN catalogue.reckoned_period r
                               ON r.code = k.code AND r.valid_from = k.valid_from
                         WHERE (k.code, k.label, k.valid_from, k.valid_until, k.version, k.format,
                                k.default_price_cents)
                               IS DISTINCT FROM
                               (r.code, r.label, r.valid_from, r.valid_until, r.version, r.format,
                                r.default_price_cents)
                        """));
    }
}
