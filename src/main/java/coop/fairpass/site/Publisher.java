package coop.fairpass.site;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;

/**
 * Who answers for this site.
 *
 * @param email empty when it gave none, as {@code telephone}
 */
public record Publisher(String name, String address, String email, String telephone) {

    /** An instance that is not set up yet. */
    private static final Publisher NOBODY_YET = new Publisher("La coopérative qui tient ce site", "", "", "");

    static Publisher of(Organisations organisations) {
        return organisations.cooperative().map(Publisher::of).orElse(NOBODY_YET);
    }

    private static Publisher of(Organisation cooperative) {
        return new Publisher(
                cooperative.legalName(),
                cooperative.address().oneLine(),
                cooperative.email().orElse(""),
                cooperative.telephone().map(telephone -> telephone.grouped()).orElse(""));
    }
}
