package coop.fairpass.directory;

import java.util.Locale;
import java.util.Optional;

/** Numéro de TVA intracommunautaire : {@code FR}, a key computed from the SIREN, the SIREN; {@code FR65843739418}. */
public record VatNumber(String value) {

    public VatNumber {
        problemIn(value).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** The only French number that an organisation can have. */
    public static VatNumber of(Siren siren) {
        return new VatNumber("FR" + key(siren.digits()) + siren.digits());
    }

    /** Reads what a person or a file wrote, spaces and small letters allowed. */
    public static Checked<VatNumber> check(String written) {
        return Checked.of(Written.compact(written).toUpperCase(Locale.ROOT), VatNumber::problemIn, VatNumber::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static VatNumber of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String value) {
        if (value.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (!value.matches("FR[0-9]{11}")) {
            return Optional.of(IdentifierProblem.VAT_NUMBER_FORMAT);
        }
        var digits = value.substring(4);
        boolean sound =
                Siren.check(digits).valid().isPresent() && value.substring(2, 4).equals(key(digits));
        return sound ? Optional.empty() : Optional.of(IdentifierProblem.VAT_NUMBER_KEY);
    }

    private static String key(String siren) {
        return "%02d".formatted((12 + 3 * (Integer.parseInt(siren) % 97)) % 97);
    }

    public Siren siren() {
        return new Siren(value.substring(4));
    }
}
