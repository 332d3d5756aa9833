package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy.Panel;
import coop.fairpass.web.Paused;
import java.util.List;

/**
 * What the home page of one person shows: what they do every day, what waits, the numbers they live by.
 *
 * @param paused what is said in place of an act that nobody can do for now
 */
public record Home(List<Act> acts, List<Paused.Words> paused, List<Todo> waiting, List<Panel> panels) {

    /** What waits beyond this many is opened on demand. */
    private static final int FIRST = 8;

    /** What a role does every day; only a desk of booklets does it on the home page itself. */
    public enum Act {
        ACCEPT_VOUCHER(
                "Accepter un chèque",
                "Accept a voucher",
                "/cheques/accepter",
                Role.PROVIDER_STAFF,
                Role.PROVIDER_ADMIN,
                Role.MEDIATOR),
        HAND_OVER("Remettre un carnet", "Hand over a booklet", "/carnets/remettre", Role.DISTRIBUTOR_AGENT),
        DESCRIBE_NEED("Commander des chèques", "Order vouchers", "/commandes/nouvelle", Role.PAYER_BUYER);

        private final String french;
        private final String english;
        private final String path;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is never changed
        private final List<Role> roles;

        Act(String french, String english, String path, Role... roles) {
            this.french = french;
            this.english = english;
            this.path = path;
            this.roles = List.of(roles);
        }

        public String label() {
            return Language.say(french, english);
        }

        public String path() {
            return path;
        }
    }

    public Home {
        acts = List.copyOf(acts);
        paused = List.copyOf(paused);
        waiting = List.copyOf(waiting);
        panels = List.copyOf(panels);
    }

    static List<Act> actsOf(Actor actor) {
        return List.of(Act.values()).stream()
                .filter(act -> act.roles.stream().anyMatch(actor::has))
                .toList();
    }

    public List<Todo> first() {
        return waiting.stream().limit(FIRST).toList();
    }

    public List<Todo> others() {
        return waiting.stream().skip(FIRST).toList();
    }
}
