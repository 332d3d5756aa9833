package coop.fairpass.invoicing;

import java.util.Optional;

/**
 * Partie : a seller or a buyer as a document names it, on the day of that document.
 *
 * <p>The electronic address is the one of the French directory (scheme 0225): the SIREN, alone or followed by a suffix.
 * {@code legalMention} is the legal form, capital and register that a seller prints:
 * {@code SCIC SA à capital variable}.
 */
public record Party(
        String legalName,
        PostalAddress address,
        String siren,
        Optional<String> siret,
        Optional<String> vatNumber,
        String electronicAddress,
        Optional<String> legalMention) {

    public Party {
        legalName = Printable.text("legal name", legalName);
        legalMention = Printable.text("legal mention", legalMention);
        if (!siren.matches("\\d{9}")) {
            throw new IllegalArgumentException("a SIREN is 9 digits (BR-FR-10): " + siren);
        }
        if (siret.isPresent() && !siret.get().matches(siren + "\\d{5}")) {
            throw new IllegalArgumentException("a SIRET is 14 digits that begin with the SIREN (BR-FR-09): " + siret);
        }
        if (vatNumber.isPresent() && !vatNumber.get().matches("FR[0-9A-Z]{2}" + siren)) {
            throw new IllegalArgumentException("a French VAT number is FR, a key and the SIREN: " + vatNumber);
        }
        if (!electronicAddress.matches("[A-Za-z0-9._-]{9,125}") || !electronicAddress.startsWith(siren)) {
            throw new IllegalArgumentException(
                    "an electronic address begins with the SIREN, in at most 125 of A-Za-z0-9-_. (BR-FR-21, 23, 25): "
                            + electronicAddress);
        }
    }

    /** The same party as a document outside the scope of VAT must name it: without its VAT number (BR-O-02). */
    public Party withoutVatNumber() {
        return new Party(legalName, address, siren, siret, Optional.empty(), electronicAddress, legalMention);
    }
}
