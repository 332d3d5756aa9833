package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The few places a role goes to every week; all else is reached from there. */
public final class Menu {

    /** One word of the menu. */
    public record Entry(String label, String path) {}

    private record Rule(String french, String english, String path, List<Role> roles) {

        Entry entry() {
            return new Entry(Language.say(french, english), path);
        }
    }

    private static final List<Rule> RULES = List.of(
            rule(
                    "Commandes",
                    "Orders",
                    "/commandes",
                    Role.PAYER_BUYER,
                    Role.PAYER_ACCOUNTANT,
                    Role.COOP_SALES,
                    Role.TREASURER),
            rule(
                    "Carnets",
                    "Booklets",
                    "/carnets",
                    Role.PAYER_BUYER,
                    Role.DISTRIBUTOR_MANAGER,
                    Role.DISTRIBUTOR_AGENT,
                    Role.COOP_PRODUCTION),
            rule(
                    "Remettre un carnet",
                    "Hand over a booklet",
                    "/carnets/remettre",
                    Role.DISTRIBUTOR_MANAGER,
                    Role.DISTRIBUTOR_AGENT),
            rule(
                    "Accepter un chèque",
                    "Accept a voucher",
                    "/cheques/accepter",
                    Role.PROVIDER_ADMIN,
                    Role.PROVIDER_STAFF,
                    Role.MEDIATOR),
            rule("Mes lieux", "My places", "/mes-lieux", Role.PROVIDER_ADMIN),
            rule("Signalements", "Reports", "/signalements", Role.HUB, Role.COOP_REVIEWER),
            rule("Réclamations", "Complaints", "/reclamations", Role.COOP_REVIEWER, Role.COOP_CONTROLLER),
            rule("Listes de lieux", "Lists of places", "/listes-de-lieux", Role.COOP_REVIEWER, Role.COOP_CONTROLLER),
            rule(
                    "Équipe",
                    "Team",
                    "/equipe",
                    Role.PAYER_BUYER,
                    Role.DISTRIBUTOR_MANAGER,
                    Role.PROVIDER_ADMIN,
                    Role.LEGAL_REPRESENTATIVE,
                    Role.OPERATOR),
            rule(
                    "Organisations",
                    "Organisations",
                    "/organisations",
                    Role.COOP_SALES,
                    Role.COOP_REVIEWER,
                    Role.OPERATOR),
            rule("Sauvegardes", "Backups", "/sauvegardes", Role.OPERATOR),
            rule("Relevés", "Statements", "/releves", Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE),
            rule(
                    "Qualification",
                    "Qualification",
                    "/qualification",
                    Role.PROVIDER_ADMIN,
                    Role.LEGAL_REPRESENTATIVE,
                    Role.MEDIATOR),
            rule("Candidatures", "Applications", "/candidatures", Role.COOP_REVIEWER, Role.COMMITTEE),
            rule(
                    "Prestataires",
                    "Providers",
                    "/prestataires",
                    Role.COOP_REVIEWER,
                    Role.COOP_CONTROLLER,
                    Role.COMMITTEE),
            rule("Chèques en attente", "Vouchers on hold", "/cheques/attente", Role.COOP_CONTROLLER),
            rule("Référentiel", "Catalogue", "/referentiel/propositions", Role.COMMITTEE),
            rule("Fin de mois", "Month end", "/fin-de-mois", Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER),
            rule("Barème", "Rates", "/bareme", Role.TREASURER, Role.BOARD),
            rule("Arrêt progressif", "Wind-down", "/arret-progressif", Role.BOARD),
            rule("Sans réseau", "Without network", "/sans-reseau", Role.BOARD),
            rule("Banque", "Bank", "/banque", Role.TREASURER, Role.COOP_CONTROLLER),
            rule("Journal", "Journal", "/journal", Role.OPERATOR, Role.COOP_CONTROLLER),
            rule("Demandes de personnes", "Requests of people", "/demandes-de-personnes", Role.OPERATOR));

    private Menu() {}

    private static Rule rule(String french, String english, String path, Role... roles) {
        return new Rule(french, english, path, List.of(roles));
    }

    static List<Entry> of(Optional<Actor> actor) {
        var home = Stream.of(new Entry(Language.say("Accueil", "Home"), "/"));
        var rest = actor.stream()
                .flatMap(person -> RULES.stream()
                        .filter(rule -> rule.roles().stream().anyMatch(person::has))
                        .map(Rule::entry));
        return actor.isPresent() ? Stream.concat(home, rest).toList() : List.of();
    }
}
