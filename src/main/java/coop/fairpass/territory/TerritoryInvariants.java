package coop.fairpass.territory;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of territories. */
@Component
class TerritoryInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("TERRITORY-01", "Chaque commune d’aujourd’hui est connue par son code.", """
                        SELECT c.code
                          FROM territory.commune c
                         WHERE NOT EXISTS (SELECT 1 FROM territory.code k WHERE k.code = c.code AND k.kind = 'CURRENT')
                        """),
                new Invariant("TERRITORY-02", "Les territoires écrits d’un code sont ceux de sa commune.", """
                        SELECT k.code
                          FROM territory.code k
                          JOIN territory.commune c ON c.code = k.commune
                         WHERE NOT (k.codes <@ ARRAY['C:' || k.code, 'C:' || c.code, 'E:' || c.epci,
                                                     'D:' || c.department, 'R:' || c.region]
                                    AND k.codes @> array_remove(ARRAY['C:' || k.code, 'C:' || c.code, 'E:' || c.epci,
                                                     'D:' || c.department, 'R:' || c.region], NULL))
                        """));
    }
}
