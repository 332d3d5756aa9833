package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The few places a role goes to every week; all else is reached from there. */
public final class Menu {

    /** One word of the menu. */
    public record Entry(String label, String path) {}

    private record Rule(String label, String path, List<Role> roles) {}

    private static final List<Rule> RULES = List.of(
            rule("Commandes", "/commandes", Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.COOP_SALES, Role.TREASURER),
            rule("Carnets", "/carnets", Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT, Role.COOP_PRODUCTION),
            rule("Remettre un carnet", "/carnets/remettre", Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT),
            rule("Accepter un chèque", "/cheques/accepter", Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.MEDIATOR),
            rule("Mes lieux", "/mes-lieux", Role.PROVIDER_ADMIN),
            rule("Signalements", "/signalements", Role.HUB, Role.COOP_REVIEWER),
            rule("Listes de lieux", "/listes-de-lieux", Role.COOP_REVIEWER, Role.COOP_CONTROLLER),
            rule(
                    "Équipe",
                    "/equipe",
                    Role.PAYER_BUYER,
                    Role.DISTRIBUTOR_MANAGER,
                    Role.PROVIDER_ADMIN,
                    Role.LEGAL_REPRESENTATIVE,
                    Role.OPERATOR),
            rule("Relevés", "/releves", Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE),
            rule("Qualification", "/qualification", Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.MEDIATOR),
            rule("Candidatures", "/candidatures", Role.COOP_REVIEWER, Role.COMMITTEE),
            rule("Chèques en attente", "/cheques/attente", Role.COOP_CONTROLLER),
            rule("Référentiel", "/referentiel/propositions", Role.COMMITTEE),
            rule("Fin de mois", "/fin-de-mois", Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER),
            rule("Banque", "/banque", Role.TREASURER, Role.COOP_CONTROLLER),
            rule("Journal", "/journal", Role.OPERATOR, Role.COOP_CONTROLLER),
            rule("Demandes de personnes", "/demandes-de-personnes", Role.OPERATOR));

    private Menu() {}

    private static Rule rule(String label, String path, Role... roles) {
        return new Rule(label, path, List.of(roles));
    }

    static List<Entry> of(Optional<Actor> actor) {
        var home = Stream.of(new Entry("Accueil", "/"));
        var rest = actor.stream()
                .flatMap(person -> RULES.stream()
                        .filter(rule -> rule.roles().stream().anyMatch(person::has))
                        .map(rule -> new Entry(rule.label(), rule.path())));
        return actor.isPresent() ? Stream.concat(home, rest).toList() : List.of();
    }
}
