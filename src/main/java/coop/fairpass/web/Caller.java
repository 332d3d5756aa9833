package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks what is being answered. */
public final class Caller {

    private Caller() {}

    /** Whoever came in, or whose key a program shows; a visitor is nobody. */
    public static Optional<Actor> now() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
