package coop.fairpass.catalogue;

import java.util.Locale;
import java.util.Optional;

/** Code of a service: whose list, which family, which rank; {@code FP-COM-012}. It is kept for ever. */
public record ServiceCode(String value) implements Comparable<ServiceCode> {

    private static final int FAMILY = 3;
    private static final int RANK = 3;

    public ServiceCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("not the code of a service");
        }
    }

    /** Reads what a person or a file wrote; empty when it is not such a code. */
    public static Optional<ServiceCode> check(String written) {
        var value = written.strip().toUpperCase(Locale.ROOT);
        return isCode(value) ? Optional.of(new ServiceCode(value)) : Optional.empty();
    }

    /** {@code [A-Z]{2,5}-[A-Z]{3}-[0-9]{3}}, by hand: every offer that is read has one. */
    private static boolean isCode(String value) {
        int list = value.indexOf('-');
        int rank = list + 1 + FAMILY;
        return list >= 2
                && list <= 5
                && value.length() == rank + 1 + RANK
                && value.charAt(rank) == '-'
                && isWithin(value, 0, list, 'A', 'Z')
                && isWithin(value, list + 1, rank, 'A', 'Z')
                && isWithin(value, rank + 1, value.length(), '0', '9');
    }

    private static boolean isWithin(String value, int from, int until, char first, char last) {
        for (int i = from; i < until; i++) {
            if (value.charAt(i) < first || value.charAt(i) > last) {
                return false;
            }
        }
        return true;
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
