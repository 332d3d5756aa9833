package coop.fairpass.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address of mail as accounts compare it: in small letters, one @, a name and a domain with a dot. */
public final class MailAddress {

    private static final Pattern SHAPE = Pattern.compile("[^@\\s,;<>\"]{1,64}@[a-z0-9.-]{1,185}\\.[a-z]{2,}");

    private MailAddress() {}

    /** The address, or nothing when it cannot be one. */
    public static Optional<String> read(String text) {
        var small = text.strip().toLowerCase(Locale.ROOT);
        return SHAPE.matcher(small).matches() ? Optional.of(small) : Optional.empty();
    }
}
