package coop.fairpass.qualification;

import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import java.util.List;
import java.util.Optional;

/**
 * Répertoire of establishments: who answers for the national register. Nothing here asks the network: the one that we
 * have, {@link BroughtRegister}, knows what an operator brought it from a file; another may be put in its place.
 */
public interface EstablishmentRegister {

    /** What the national register says of an establishment. */
    enum EstablishmentState {
        ACTIVE,
        CLOSED,
        /** Its holder asked not to be shown (« diffusion partielle »): no name, no address. */
        NON_DIFFUSIBLE
    }

    record Entry(
            Siret siret, EstablishmentState state, String legalName, String street, String postalCode, String town) {}

    Optional<Entry> find(Siret siret);

    /** The establishments of an organisation, by number. */
    List<Entry> of(Siren siren);
}
