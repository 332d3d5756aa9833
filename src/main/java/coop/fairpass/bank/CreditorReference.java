package coop.fairpass.bank;

import coop.fairpass.directory.Mod97;
import java.util.Locale;
import java.util.Optional;

/**
 * Référence structurée (ISO 11649) : the number a payer copies and a bank checks; AF-2026-000001 is printed
 * {@code RF65 AF20 2600 0001}.
 */
public record CreditorReference(String value) {

    public CreditorReference {
        if (!isSound(value)) {
            throw new IllegalArgumentException("not a creditor reference: « %s »".formatted(value));
        }
    }

    /** The reference of a document, its dashes removed. */
    public static CreditorReference of(String documentNumber) {
        var body = documentNumber.replace("-", "").toUpperCase(Locale.ROOT);
        if (!body.matches("[0-9A-Z]{1,21}")) {
            throw new IllegalArgumentException("no reference can be made of « %s »".formatted(documentNumber));
        }
        return new CreditorReference("RF%02d%s".formatted(98 - Mod97.of(body + "RF00"), body));
    }

    /**
     * Reads what a bank or a person wrote, spaces and small letters allowed; nothing when the check digits are wrong.
     */
    public static Optional<CreditorReference> read(String written) {
        var compact = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return isSound(compact) ? Optional.of(new CreditorReference(compact)) : Optional.empty();
    }

    private static boolean isSound(String value) {
        if (!value.matches("RF[0-9]{2}[0-9A-Z]{1,21}")) {
            return false;
        }
        int key = Integer.parseInt(value.substring(2, 4));
        return key >= 2 && key <= 98 && Mod97.of(value.substring(4) + value.substring(0, 4)) == 1;
    }

    /** What follows the check digits: {@code AF2026000001}. */
    public String body() {
        return value.substring(4);
    }

    /** As documents print it, in groups of four with no-break spaces. */
    public String grouped() {
        return value.replaceAll("(.{4})(?=.)", "$1\u00a0");
    }
}
