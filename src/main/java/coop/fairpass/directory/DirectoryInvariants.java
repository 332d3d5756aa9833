package coop.fairpass.directory;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of organisations and of their accounts. */
@Component
class DirectoryInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant(
                        "DIRECTORY-01",
                        "Un compte bancaire validé l’a été par une autre personne que celle qui l’a saisi",
                        """
                        SELECT id::text FROM directory.bank_account
                         WHERE state = 'VALIDATED' AND (validated_by IS NULL OR validated_by = declared_by)
                        """),
                new Invariant("DIRECTORY-02", "Une organisation n’a qu’un compte bancaire valide", """
                        SELECT organisation::text FROM directory.bank_account
                         WHERE state = 'VALIDATED' GROUP BY organisation HAVING count(*) > 1
                        """),
                new Invariant(
                        "DIRECTORY-03", "Les rôles de la coopérative ne sont tenus que dans la coopérative", """
                        SELECT m.person || ' ' || m.role
                          FROM directory.membership m
                         WHERE m.revoked_at IS NULL
                           AND m.role IN ('COOP_SALES', 'COOP_PRODUCTION', 'COOP_REVIEWER', 'COOP_CONTROLLER', 'TREASURER',
                                          'COMMITTEE', 'BOARD', 'OPERATOR')
                           AND m.organisation IS DISTINCT FROM (SELECT organisation FROM directory.cooperative)
                        """));
    }
}
