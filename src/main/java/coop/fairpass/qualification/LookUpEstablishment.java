package coop.fairpass.qualification;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.qualification.EstablishmentRegister.Entry;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a sound SIRET: used by an organisation of ours, open, hidden, closed or unknown. */
@Component
public class LookUpEstablishment {

    /**
     * @param entry what the register says, if it may be read
     * @param holder the organisation of ours that has it already
     */
    public record Found(RegisterFinding finding, Optional<Entry> entry, Optional<OrganisationId> holder) {}

    private final EstablishmentRegister register;
    private final Organisations organisations;

    LookUpEstablishment(EstablishmentRegister register, Organisations organisations) {
        this.register = register;
        this.organisations = organisations;
    }

    /** @param own the organisation that asks about itself, and so does not collide with itself */
    @Transactional(readOnly = true)
    public Found handle(Siret siret, Optional<OrganisationId> own) {
        var holder = holderOf(siret).filter(one -> !own.equals(Optional.of(one)));
        if (holder.isPresent()) {
            return new Found(RegisterFinding.ALREADY_USED, Optional.empty(), holder);
        }
        var entry = register.find(siret);
        var finding = entry.map(one -> switch (one.state()) {
                    case ACTIVE -> RegisterFinding.ACTIVE;
                    case CLOSED -> RegisterFinding.CLOSED;
                    case NON_DIFFUSIBLE -> RegisterFinding.NON_DIFFUSIBLE;
                })
                .orElse(RegisterFinding.UNKNOWN);
        return new Found(finding, entry.filter(_ -> finding != RegisterFinding.NON_DIFFUSIBLE), Optional.empty());
    }

    /** The SIRET by which we know an organisation with that SIREN: it leads to its people. */
    @Transactional(readOnly = true)
    public Optional<Siret> siretOf(Siren siren) {
        return organisations.withSiren(siren).stream()
                .flatMap(one -> one.siret().stream())
                .findFirst();
    }

    /** The organisation with that very establishment, or else with that SIREN: one qualification for all. */
    private Optional<OrganisationId> holderOf(Siret siret) {
        var same = siret.siren().valid().map(organisations::withSiren).orElse(java.util.List.of());
        return same.stream()
                .filter(one -> one.siret().equals(Optional.of(siret)))
                .findFirst()
                .or(() -> same.stream().findFirst())
                .map(Organisation::id);
    }
}
