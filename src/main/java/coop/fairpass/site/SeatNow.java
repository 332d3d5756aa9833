package coop.fairpass.site;

import coop.fairpass.access.AccessFilters;
import coop.fairpass.access.DeviceTime;
import coop.fairpass.access.SignedIn;
import coop.fairpass.directory.People;
import coop.fairpass.directory.People.Seat;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session remembers who somebody is and what they have shown, never what they may do: that is read again at each
 * request, so that a role taken away is gone at once, and a person without a seat is nobody. A seat that asks
 * for a second factor is not taken before it was shown.
 */
final class SeatNow extends OncePerRequestFilter {

    /** Where a device is learnt; open to whoever may change their account, whether or not they have a seat. */
    private static final String LEARN_A_PASSKEY = "/webauthn/register";

    /** A person in a seat: the principal is the actor, the name is the person’s id. */
    private static final class InASeat extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1;

        private final transient Object principal;
        private final String person;

        InASeat(Object principal, SignedIn signedIn) {
            super(List.of());
            this.principal = principal;
            this.person = signedIn.getName();
            setDetails(signedIn);
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return principal;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public String getName() {
            return person;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InASeat same && principal.equals(same.principal) && person.equals(same.person);
        }

        @Override
        public int hashCode() {
            return person.hashCode();
        }
    }

    private final People people;
    private final AccessFilters access;
    private final DeviceTime time;

    SeatNow(People people, AccessFilters access, DeviceTime time) {
        this.people = people;
        this.access = access;
        this.time = time;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            var context = SecurityContextHolder.createEmptyContext();
            var seat = signedIn.seatAmong(people.seatsOf(signedIn.person()));
            if (signedIn.isOver(time.source().instant(), seat.map(Seat::roles).orElse(java.util.Set.of()))) {
                request.getSession().invalidate();
            } else {
                signedIn.showTo(request);
                authentication(request, signedIn, seat).ifPresent(context::setAuthentication);
            }
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private Optional<Authentication> authentication(
            HttpServletRequest request, SignedIn signedIn, Optional<Seat> seat) {
        if (request.getRequestURI().startsWith(LEARN_A_PASSKEY)) {
            return access.mayLearnAPasskey(signedIn) ? Optional.of(new InASeat(signedIn, signedIn)) : Optional.empty();
        }
        return seat.filter(known -> signedIn.opens(known.roles())).map(known -> new InASeat(known.actor(), signedIn));
    }
}
