package coop.fairpass.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie of a session: its identifier and a mark made by a key that the database does not hold, so that whoever
 * reads the table of sessions takes none over.
 */
final class SessionCookie implements CookieSerializer {

    private static final String NAME = "fairpass";
    private static final char BETWEEN = '.';

    private final DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    private final AuthenticatorKey key;

    SessionCookie(AuthenticatorKey key) {
        this.key = key;
        cookie.setCookieName(NAME);
        cookie.setUseBase64Encoding(false);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        var id = value.getCookieValue();
        cookie.writeCookieValue(
                new CookieValue(value.getRequest(), value.getResponse(), id.isEmpty() ? id : id + BETWEEN + mark(id)));
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return cookie.readCookieValues(request).stream()
                .map(this::id)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> id(String written) {
        int between = written.indexOf(BETWEEN);
        if (between < 1) {
            return Optional.empty();
        }
        var id = written.substring(0, between);
        boolean isOurs = MessageDigest.isEqual(
                mark(id).getBytes(StandardCharsets.US_ASCII),
                written.substring(between + 1).getBytes(StandardCharsets.UTF_8));
        return isOurs ? Optional.of(id) : Optional.empty();
    }

    private String mark(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.mark("session", id));
    }
}
