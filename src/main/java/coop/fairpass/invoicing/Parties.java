package coop.fairpass.invoicing;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.VatNumber;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Parties des pièces : organisations of the directory as a document names them on its day. */
@Component
public class Parties {

    private final Organisations organisations;
    private final String legalMention;

    Parties(
            Organisations organisations,
            @Value("${fairpass.cooperative.legal-mention:SCIC SA à capital variable}") String legalMention) {
        this.organisations = organisations;
        this.legalMention = legalMention;
    }

    /**
     * The cooperative as the seller.
     *
     * @throws IllegalStateException when it is not set up; callers ask before
     */
    @Transactional(readOnly = true)
    public Party seller() {
        var cooperative = organisations
                .cooperative()
                .orElseThrow(() -> new IllegalStateException("the cooperative is not set up"));
        var siren = cooperative.siren().orElseThrow(() -> new IllegalStateException("the cooperative has no SIREN"));
        return party(
                cooperative,
                siren,
                cooperative.siret().map(Siret::digits),
                Optional.of(VatNumber.of(siren).value()),
                Optional.of(legalMention));
    }

    /**
     * An organisation as the buyer; {@code siret} is the establishment or the budget concerned, when the order names
     * one.
     *
     * @throws IllegalStateException when it has no SIREN; callers ask before
     */
    public Party buyer(Organisation organisation, Optional<String> siret) {
        var siren = organisation.siren().orElseThrow(() -> new IllegalStateException("a buyer without SIREN"));
        return party(
                organisation,
                siren,
                siret.or(() -> organisation.siret().map(Siret::digits)),
                Optional.empty(),
                Optional.empty());
    }

    private static Party party(
            Organisation organisation,
            Siren siren,
            Optional<String> siret,
            Optional<String> vatNumber,
            Optional<String> mention) {
        var address = organisation.address();
        return new Party(
                organisation.legalName(),
                PostalAddress.french(
                        address.street().isBlank() ? address.town() : address.street(),
                        address.postalCode().digits(),
                        address.town()),
                siren.digits(),
                siret,
                vatNumber,
                siren.digits(),
                mention);
    }
}
