package coop.fairpass.site;

import coop.fairpass.access.WayBack;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Banner;
import coop.fairpass.web.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is around every page: who is there, where one may go, and the token without which no form is accepted.
 *
 * @param organisation the name of the organisation for which the person acts; empty for a visitor
 * @param query what was asked after the path; empty when nothing was
 * @param today the day in Paris, as pages show it
 * @param isComingIn somebody has shown who they are and has no seat yet
 * @param isFrenchOnly its reader reads English, and it is not written in English
 * @param banners what every page says first, as long as it lasts
 * @param csrf asked only by a page that has a form, for a visitor who only reads needs no session
 */
public record Frame(
        Optional<Actor> actor,
        String organisation,
        String path,
        String query,
        boolean demonstration,
        String today,
        boolean isComingIn,
        boolean isFrenchOnly,
        List<Banner.Words> banners,
        Supplier<String> csrf) {

    public Frame {
        banners = List.copyOf(banners);
    }

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

    /** The same, for whoever is to be brought back to this page once they have come in. */
    public String doorAndBack() {
        return door() + WayBack.query(query.isEmpty() ? path : path + "?" + query);
    }

    /** Whether whoever is in holds one of these roles: a link that is refused to others is shown to them alone. */
    public boolean isFor(Role first, Role... others) {
        return actor.filter(one -> one.hasAny(first, others)).isPresent();
    }

    /** Whether whoever is in may have kept vouchers in this browser, to be sent before they leave. */
    public boolean mayKeepVouchers() {
        return isFor(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR);
    }

    /** The address by which the reader of this page reads it in another language. */
    public String in(Language language) {
        var here = query.isEmpty() ? path : path + "?" + query;
        return "/langue/" + language.tag() + "?retour=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }

    public String token() {
        return csrf.get();
    }
}
