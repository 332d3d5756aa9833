package coop.fairpass.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody was when they were asked to come in, and where they are brought back once they have: an address of
 * this site and of no other. It goes from page to page in the parameter {@value #NAME}; what leaves our pages before it
 * comes back (the identity provider, a second factor to be set up) finds it again in the session.
 */
public final class WayBack {

    /** The parameter that says it. */
    public static final String NAME = "vers";

    /** No empty segment: {@code //} begins the address of another site. */
    private static final Pattern LOCAL =
            Pattern.compile("(?:/|(?:/[A-Za-z0-9_.~%-]++)++/?)(?:\\?[A-Za-z0-9_.~%/=&+-]*)?");

    private static final String KEPT = WayBack.class.getName();

    private WayBack() {}

    /** An address of this site; empty for any other, and for what is none. */
    public static Optional<String> local(@Nullable String target) {
        return Optional.ofNullable(target).filter(one -> LOCAL.matcher(one).matches());
    }

    /** What follows the address of a door so that it leads back; empty when there is nowhere to go back to. */
    public static String query(@Nullable String target) {
        return local(target)
                .filter(known -> !known.equals("/"))
                .map(known -> "?" + NAME + "=" + URLEncoder.encode(known, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Keeps it in the session until {@link #take}; one that is not of this site forgets the one before. */
    static void keep(@Nullable String target, HttpServletRequest request) {
        var known = local(target);
        if (known.isPresent()) {
            request.getSession().setAttribute(KEPT, known.get());
        } else {
            take(request);
        }
    }

    /** The one kept in the session, which is forgotten. */
    static Optional<String> take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(KEPT) instanceof String kept)) {
            return Optional.empty();
        }
        session.removeAttribute(KEPT);
        return local(kept);
    }
}
