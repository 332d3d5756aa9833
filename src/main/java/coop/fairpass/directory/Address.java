package coop.fairpass.directory;

import java.util.Optional;

/** Adresse postale in France: street, postal code and town; the commune's INSEE code when it is known. */
public record Address(String street, PostalCode postalCode, String town, Optional<InseeCode> commune) {

    public Address {
        if (street.length() > 200 || town.isBlank() || town.length() > 100) {
            throw new IllegalArgumentException("an address has a street and a town of a readable length");
        }
    }

    /** On one line: {@code 1 rue des Écoles, 21000 Dijon}. */
    public String oneLine() {
        return (street.isBlank() ? "" : street + ", ") + postalCode.digits() + " " + town;
    }
}
