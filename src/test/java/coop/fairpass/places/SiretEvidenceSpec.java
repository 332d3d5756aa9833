package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.places.PlaceClaimDesk.SiretEvidence;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Le SIRET de la liste et celui de l’annuaire, comparés pour qui décide")
class SiretEvidenceSpec {

    private static Organisation organisation(String siren, String siret) {
        return new Organisation(
                new OrganisationId(new UUID(1, 1)),
                1,
                "Structure Exemple",
                Optional.ofNullable(siren).map(Siren::of),
                Optional.ofNullable(siret).map(Siret::of),
                LegalNature.PRIVATE,
                OrganisationKind.ASSOCIATION,
                VatRegime.EXEMPT,
                new Address("1 rue", PostalCode.of("21000"), "Dijon", Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest(name = "liste {0}, structure {1} {2} : {3}")
    @CsvSource({
        "43493312300029, 434933123, 43493312300029, SAME_SIRET",
        "43493312300029, 434933123, , SAME_SIREN",
        "43493312300029, 552100554, , OTHER",
        "43493312300029, , , UNKNOWN",
        ", 434933123, 43493312300029, UNKNOWN",
    })
    void compared(String listed, String siren, String siret, SiretEvidence evidence) {
        assertThat(PlaceClaimDesk.evidence(Optional.ofNullable(listed).map(Siret::of), organisation(siren, siret)))
                .isEqualTo(evidence);
    }
}
