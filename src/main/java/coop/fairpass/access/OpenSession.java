package coop.fairpass.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Opens the session of somebody who has shown who they are, under a new identifier. */
@Component
public class OpenSession {

    private static final int LONGEST_BROWSER = 200;

    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final Accounts accounts;
    private final Authenticators authenticators;
    private final AccessEvents events;
    private final DeviceTime time;

    OpenSession(Accounts accounts, Authenticators authenticators, AccessEvents events, DeviceTime time) {
        this.accounts = accounts;
        this.authenticators = authenticators;
        this.events = events;
        this.time = time;
    }

    /**
     * Lets a person in.
     *
     * @param organisation for which they work; empty when they still have to choose, or have only one
     */
    public void open(
            UUID person,
            Optional<UUID> organisation,
            Set<Factor> factors,
            HttpServletRequest request,
            HttpServletResponse response) {
        keep(
                new SignedIn(
                        person,
                        organisation.orElse(null),
                        factors,
                        authenticators.isSet(person),
                        time.source().instant()),
                request,
                response);
        accounts.seen(person);
        events.keep(person, AccessEvent.SIGNED_IN, request.getRemoteAddr());
    }

    /** Keeps what is known now of who came in: one factor more, another organisation. */
    public void keep(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(); // there must be one, for its id to change
        request.changeSessionId(); // whoever knew the old one is left outside
        session.setAttribute(Sessions.BROWSER, browser(request.getHeader("User-Agent")));
        session.setAttribute(Sessions.ADDRESS, request.getRemoteAddr());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(signedIn, "", List.of()));
        sessions.saveContext(context, request, response);
        signedIn.showTo(request);
    }

    private static String browser(@Nullable String header) {
        var text = header == null ? "" : header.replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST_BROWSER ? text.substring(0, LONGEST_BROWSER) : text;
    }
}
