package coop.fairpass.notices;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whom a notice is for among the people of the organisation that is told, by how its key begins: money to whoever may
 * read statements, work to whose work it is (domain §2, R-321). Any other notice is for everybody.
 */
final class Audience {

    private record Rule(String begins, Set<Role> readers) {}

    private static final List<Rule> RULES = List.of(
                    rule(statements(), "statement/", "statement-late/", "transfer-", "line-", "write-off/"),
                    rule(Set.of(Role.TREASURER, Role.COOP_CONTROLLER, Role.BOARD), "month-waits/", "vat-network/"),
                    rule(
                            Set.of(Role.TREASURER, Role.COOP_CONTROLLER),
                            "internal-rejected/",
                            "duplicate/",
                            "rejected-after-booking/",
                            "payee-name/",
                            "own-account/"),
                    rule(
                            Set.of(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.TREASURER, Role.COOP_CONTROLLER),
                            "credit-note/",
                            "refund-"),
                    rule(Set.of(Role.COOP_REVIEWER), "places/claim/"),
                    rule(
                            Set.of(Role.COOP_REVIEWER, Role.COMMITTEE, Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE),
                            "amendment-",
                            "application-"))
            .stream()
            .flatMap(List::stream)
            .toList();

    private Audience() {}

    /** Those who may open a statement. */
    private static Set<Role> statements() {
        return Set.of(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.TREASURER, Role.COOP_CONTROLLER);
    }

    private static List<Rule> rule(Set<Role> readers, String... beginnings) {
        return Arrays.stream(beginnings)
                .map(begins -> new Rule(begins, readers))
                .toList();
    }

    /** The roles of those who read a notice; none when everybody does. */
    static Set<Role> of(String key) {
        return RULES.stream()
                .filter(rule -> key.startsWith(rule.begins()))
                .findFirst()
                .map(Rule::readers)
                .orElse(Set.of());
    }

    /** How the keys of the notices begin that are not for this reader. */
    static String[] closedTo(Actor reader) {
        return RULES.stream()
                .filter(rule -> rule.readers().stream().noneMatch(reader::has))
                .map(Rule::begins)
                .toArray(String[]::new);
    }
}
