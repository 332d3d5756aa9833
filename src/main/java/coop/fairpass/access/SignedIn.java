package coop.fairpass.access;

import coop.fairpass.directory.People.Seat;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.Kept;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers: who came in, what they have shown, for which organisation they chose to work. Never what
 * they may do, which is read again at each request.
 *
 * @param chosen the organisation they work for; null until they chose, or when they have only one
 * @param holdsAnother whether they had an authenticator application when they came in, and so must show a code
 * @param since when they came in
 */
public record SignedIn(UUID person, @Nullable UUID chosen, Set<Factor> factors, boolean holdsAnother, Instant since)
        implements Principal, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Idle or not, somebody comes in again after so long; sooner when a second factor was shown for what it opens. */
    private static final Duration LONGEST = Duration.ofDays(Kept.SESSION.days());

    private static final Duration LONGEST_WITH_SECOND_FACTOR = Duration.ofHours(12);

    public SignedIn {
        factors = Set.copyOf(factors);
    }

    /** The person's id, by which sessions are found. */
    @Override
    public String getName() {
        return person.toString();
    }

    /** The same person, who has now shown one thing more. */
    public SignedIn with(Factor factor) {
        var all = EnumSet.of(factor);
        all.addAll(factors);
        return new SignedIn(person, chosen, all, holdsAnother, since);
    }

    /** The same person at work for another organisation. */
    public SignedIn workingFor(UUID organisation) {
        return new SignedIn(person, organisation, factors, holdsAnother, since);
    }

    /** Whether they may take a seat with these roles now. */
    public boolean opens(Collection<Role> roles) {
        return !owesACode() && (SecondFactor.isShown(factors) || !SecondFactor.isAskedOf(roles));
    }

    /** The seat they chose among theirs, or the only one. */
    public Optional<Seat> seatAmong(List<Seat> seats) {
        return chosen == null
                ? seats.size() == 1 ? Optional.of(seats.getFirst()) : Optional.empty()
                : seats.stream()
                        .filter(seat -> seat.organisation().value().equals(chosen))
                        .findFirst();
    }

    /** Whether a code is asked of them before anything else: they learnt one, and have shown none. */
    boolean owesACode() {
        return holdsAnother && !SecondFactor.isShown(factors);
    }

    /** Whether so much time has gone by that they must come in again to hold these roles. */
    public boolean isOver(Instant now, Collection<Role> roles) {
        return now.isAfter(since.plus(SecondFactor.isAskedOf(roles) ? LONGEST_WITH_SECOND_FACTOR : LONGEST));
    }

    /** Makes it known to the pages of this request. */
    public void showTo(HttpServletRequest request) {
        request.setAttribute(SignedIn.class.getName(), this);
    }

    /** Who came in, whether or not they have a seat; empty for a visitor. */
    public static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getAttribute(SignedIn.class.getName()) instanceof SignedIn known
                ? Optional.of(known)
                : Optional.empty();
    }
}
