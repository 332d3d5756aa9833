package coop.fairpass.site;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.web.Language;

/**
 * Who answers for this site.
 *
 * @param email empty when it gave none, as {@code telephone}
 */
public record Publisher(String name, String address, String email, String telephone) {

    /** An instance that is not set up yet. */
    private static Publisher nobodyYet() {
        return new Publisher(
                Language.say("La coopérative qui tient ce site", "The cooperative that runs this site"), "", "", "");
    }

    static Publisher of(Organisations organisations) {
        return organisations.cooperative().map(Publisher::of).orElseGet(Publisher::nobodyYet);
    }

    private static Publisher of(Organisation cooperative) {
        return new Publisher(
                cooperative.legalName(),
                cooperative.address().oneLine(),
                cooperative.email().orElse(""),
                cooperative.telephone().map(telephone -> telephone.grouped()).orElse(""));
    }
}
