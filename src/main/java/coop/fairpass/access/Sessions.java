package coop.fairpass.access;

import coop.fairpass.web.Language;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** The open sessions of people: each is seen by its owner, who can end it; any node reads them. */
@Component
public class Sessions {

    static final String BROWSER = "fairpass.browser";
    static final String ADDRESS = "fairpass.address";

    /**
     * An open session, as its owner sees it.
     *
     * @param handle names it on the page; it opens nothing
     */
    public record Open(String handle, String browser, String address, Instant since, Instant lastSeen, boolean isThis) {

        /** The browser as people call it, from what it says of itself; its own words when it is a rare one. */
        public String browserName() {
            var system = SYSTEMS.entrySet().stream()
                    .filter(known -> browser.contains(known.getKey()))
                    .findFirst()
                    .map(known -> Language.say(" sur ", " on ") + known.getValue())
                    .orElse("");
            return BROWSERS.entrySet().stream()
                    .filter(known -> browser.contains(known.getKey()))
                    .findFirst()
                    .map(known -> known.getValue() + system)
                    .orElse(browser.isEmpty() ? Language.say("Navigateur inconnu", "Unknown browser") : browser);
        }
    }

    /** In this order: each of the first also names those that follow. */
    private static final Map<String, String> BROWSERS =
            inOrder("Edg/", "Edge", "Firefox/", "Firefox", "Chrome/", "Chrome/Chromium", "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Macintosh",
            "Mac",
            "Linux",
            "Linux");

    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> repository;

    Sessions(ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> repository) {
        this.repository = repository;
    }

    /** Those of a person, the one seen last first. */
    public List<Open> of(UUID person, String current) {
        return found(person).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new Open(
                        handle(session.getId()),
                        Objects.requireNonNullElse(session.<String>getAttribute(BROWSER), ""),
                        Objects.requireNonNullElse(session.<String>getAttribute(ADDRESS), ""),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(current)))
                .sorted(Comparator.comparing(Open::lastSeen).reversed())
                .toList();
    }

    /** Ends one; false when it is not theirs or is over already. */
    public boolean end(UUID person, String handle) {
        var one = found(person).keySet().stream()
                .filter(id -> handle(id).equals(handle))
                .findFirst();
        one.ifPresent(id -> repository.ifAvailable(sessions -> sessions.deleteById(id)));
        return one.isPresent();
    }

    /** Ends all of them: whoever changed a password knows that nobody else is inside. */
    public void endAllOf(UUID person) {
        found(person).keySet().forEach(id -> repository.ifAvailable(sessions -> sessions.deleteById(id)));
    }

    /**
     * Ends all of them but the one of the present request: whoever changes how they come in knows that nobody else is
     * inside. Outside a request, all.
     */
    public void endOthersOf(UUID person) {
        var request = RequestContextHolder.getRequestAttributes();
        var own = request == null ? "" : request.getSessionId();
        found(person).keySet().stream()
                .filter(id -> !id.equals(own))
                .forEach(id -> repository.ifAvailable(sessions -> sessions.deleteById(id)));
    }

    private Map<String, ? extends Session> found(UUID person) {
        var sessions = repository.getIfAvailable();
        return sessions == null ? Map.of() : sessions.findByPrincipalName(person.toString());
    }

    private static Map<String, String> inOrder(String... signsAndNames) {
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < signsAndNames.length; i += 2) {
            all.put(signsAndNames[i], signsAndNames[i + 1]);
        }
        return all;
    }

    private static String handle(String id) {
        return Secret.digest(id).substring(0, 16);
    }
}
