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
                new Invariant("TERRITORY-01", "Aucun ancien code n’est aussi celui d’une commune d’aujourd’hui.", """
                        SELECT f.code
                          FROM territory.former_code f
                          JOIN territory.commune c ON c.code = f.code
                        """));
    }
}
