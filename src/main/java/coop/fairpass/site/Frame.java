package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is around every page: who is there, where one may go, and the token without which no form is accepted.
 *
 * @param organisation the name of the organisation for which the person acts; empty for a visitor
 * @param today the day in Paris, as pages show it
 * @param isComingIn somebody has shown who they are and has no seat yet
 * @param csrf asked only by a page that has a form, for a visitor who only reads needs no session
 */
public record Frame(
        Optional<Actor> actor,
        String organisation,
        String path,
        boolean demonstration,
        String today,
        boolean isComingIn,
        Supplier<String> csrf) {

    public List<Menu.Entry> menu() {
        return Menu.of(actor);
    }

    /** Whether a word of the menu is where the reader is. */
    public boolean isAt(String entry) {
        return path.equals(entry)
                || (!entry.equals("/")
                        && path.startsWith(entry + "/")
                        && menu().stream()
                                .noneMatch(other -> other.path().length() > entry.length()
                                        && (path.equals(other.path()) || path.startsWith(other.path() + "/"))));
    }

    /** Where one comes in: a demonstration offers a list of people to become. */
    public String door() {
        return demonstration ? "/entrer" : "/connexion";
    }

    /** Whether whoever is in may have kept vouchers in this browser, to be sent before they leave. */
    public boolean mayKeepVouchers() {
        return actor.filter(one -> one.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR))
                .isPresent();
    }

    public String token() {
        return csrf.get();
    }
}
