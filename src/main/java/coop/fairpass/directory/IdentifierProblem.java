package coop.fairpass.directory;

/**
 * Why an identifier is refused; each has its French sentence, with what to do, in
 * {@code messages/directory.properties}.
 */
public enum IdentifierProblem {
    EMPTY,
    /** Fourteen zeros mean "unknown" in the national standard of places: never an identity, although Luhn passes. */
    ALL_ZEROS,
    /** {@code 21760351300011} shown as {@code 2,17604E+13} and saved as {@code 21760400000000}. */
    ROUNDED_BY_SPREADSHEET,
    LEADING_ZERO_LOST,
    SIREN_FORMAT,
    SIREN_KEY,
    SIRET_FORMAT,
    SIRET_KEY,
    VAT_NUMBER_FORMAT,
    VAT_NUMBER_KEY,
    RNA_FORMAT,
    IBAN_FORMAT,
    IBAN_COUNTRY,
    IBAN_LENGTH,
    IBAN_KEY,
    /** The IBAN's own key is right and the French key inside it is not: two digits were swapped before it was made. */
    RIB_KEY,
    BIC_FORMAT,
    BIC_COUNTRY,
    INSEE_CODE_FORMAT,
    /** Corsican communes are {@code 2A…} and {@code 2B…}; {@code 20…} is a postal code. */
    INSEE_CODE_CORSICA,
    POSTAL_CODE_FORMAT,
    TELEPHONE_FORMAT,
    TELEPHONE_SHORT,
    /** The same national number exists in several territories. */
    TELEPHONE_NEEDS_PREFIX;

    IllegalArgumentException asMistake() {
        return new IllegalArgumentException("not a valid identifier: " + name());
    }
}
