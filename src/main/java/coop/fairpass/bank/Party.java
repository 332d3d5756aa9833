package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Siret;
import java.util.Optional;

/** Who paid or was paid, as far as the bank says; nothing is certain but the account. */
public record Party(Optional<String> name, Optional<Iban> iban, Optional<Bic> bic, Optional<Siret> siret) {

    public static final Party UNKNOWN =
            new Party(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static Party named(String name) {
        return new Party(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Party named(String name, Iban iban) {
        return new Party(Optional.of(name), Optional.of(iban), Optional.empty(), Optional.empty());
    }
}
