package coop.fairpass.directory;

import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The establishment that an organisation is dealt with becomes another of its SIREN, or the first is entered for one
 * that had no number. Another SIREN is another organisation, and is refused.
 */
@Component
public class ChangeSiret {

    private final JdbcClient jdbc;
    private final Organisations organisations;

    ChangeSiret(JdbcClient jdbc, Organisations organisations) {
        this.jdbc = jdbc;
        this.organisations = organisations;
    }

    /** Why an organisation cannot have that SIRET, if so. */
    @Transactional(readOnly = true)
    public Optional<OrganisationReason> refusal(OrganisationId id, Siret siret) {
        var known = organisations.get(id);
        var siren = siret.siren().valid();
        if (siren.isEmpty()
                || known.siren().filter(own -> !siren.equals(Optional.of(own))).isPresent()) {
            return Optional.of(OrganisationReason.SIRET_OF_ANOTHER_SIREN);
        }
        return organisations.withSiren(siren.get()).stream()
                .filter(one -> !one.id().equals(id) && one.siret().equals(Optional.of(siret)))
                .findAny()
                .map(_ -> OrganisationReason.SIRET_ALREADY_KNOWN);
    }

    /** In the transaction of whoever decides it; says why nothing changed, if so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<OrganisationReason> handle(OrganisationId id, Siret siret) {
        jdbc.sql("SELECT id FROM directory.organisation WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((_, _) -> 0)
                .optional();
        var refusal = refusal(id, siret);
        if (refusal.isEmpty()) {
            jdbc.sql("UPDATE directory.organisation SET siren = :siren, siret = :siret WHERE id = :id")
                    .param("id", id.value())
                    .param("siren", siret.siren().orThrow().digits())
                    .param("siret", siret.digits())
                    .update();
        }
        return refusal;
    }
}
