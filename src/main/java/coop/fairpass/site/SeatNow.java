package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.People.Seat;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session remembers who somebody is, never what they may do: that is read again at each request, so that a role taken
 * away is gone at once, and a person without a seat is nobody.
 */
final class SeatNow extends OncePerRequestFilter {

    private static final String PERSON = "person/";

    private final People people;

    SeatNow(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof Actor known
                && known.reference().startsWith(PERSON)) {
            var context = SecurityContextHolder.createEmptyContext();
            seat(known)
                    .ifPresent(seat -> context.setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(seat.actor(), "", List.of())));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private Optional<Seat> seat(Actor known) {
        var person = UUID.fromString(known.reference().substring(PERSON.length()));
        return people.seatsOf(person).stream()
                .filter(seat -> known.isOf(seat.organisation()))
                .findFirst();
    }
}
