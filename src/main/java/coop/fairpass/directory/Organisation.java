package coop.fairpass.directory;

import java.util.Optional;

/**
 * Organisation : a legal person that pays, distributes, provides or runs the instance; it may do several of these.
 *
 * @param number small and stable, the root of its accounting codes
 * @param siret the establishment that is dealt with; for a public payer, the budget concerned
 */
public record Organisation(
        OrganisationId id,
        int number,
        String legalName,
        Optional<Siren> siren,
        Optional<Siret> siret,
        LegalNature nature,
        OrganisationKind kind,
        VatRegime vatRegime,
        Address address,
        Optional<String> email,
        Optional<Telephone> telephone) {

    /** The code of its accounts as payer: {@code C0001}. */
    public String payerCode() {
        return "C%04d".formatted(number);
    }

    /** The code of its accounts as provider: {@code P0001}. */
    public String providerCode() {
        return "P%04d".formatted(number);
    }

    public boolean isPublic() {
        return nature == LegalNature.PUBLIC;
    }
}
