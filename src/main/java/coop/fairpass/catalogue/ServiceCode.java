package coop.fairpass.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Code of a service: whose list, which family, which rank; {@code FP-COM-012}. It is kept for ever. */
public record ServiceCode(String value) implements Comparable<ServiceCode> {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2,5}-[A-Z]{3}-[0-9]{3}");

    public ServiceCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the code of a service");
        }
    }

    /** Reads what a person or a file wrote; empty when it is not such a code. */
    public static Optional<ServiceCode> check(String written) {
        var value = written.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(value).matches() ? Optional.of(new ServiceCode(value)) : Optional.empty();
    }

    /** Reads a code we wrote ourselves; throws when it is not one. */
    public static ServiceCode of(String stored) {
        return new ServiceCode(stored);
    }

    @Override
    public int compareTo(ServiceCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
