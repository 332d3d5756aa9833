package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.VatRegime;
import java.util.Optional;

/** Organisations of which a test needs no more than that they exist. */
public final class TestOrganisations {

    private TestOrganisations() {}

    /** The cooperative that runs the instance. */
    public static void cooperative(TestApplication site, OrganisationId id) {
        register(site, id, "Coopérative Exemple", OrganisationKind.COOPERATIVE, Optional.empty());
        site.bean(RegisterOrganisation.class).asCooperative(id);
    }

    /** An association, to which one may write. */
    public static void association(TestApplication site, OrganisationId id, Optional<String> email) {
        register(site, id, "Association Exemple", OrganisationKind.ASSOCIATION, email);
    }

    private static void register(
            TestApplication site, OrganisationId id, String name, OrganisationKind kind, Optional<String> email) {
        assertThat(site.bean(RegisterOrganisation.class)
                        .handle(new RegisterOrganisation.Command(
                                id,
                                name,
                                Optional.empty(),
                                Optional.empty(),
                                LegalNature.PRIVATE,
                                kind,
                                VatRegime.TAXABLE,
                                new Address("1 rue de l’Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                email,
                                Optional.empty())))
                .isInstanceOf(RegisterOrganisation.Outcome.Registered.class);
    }
}
