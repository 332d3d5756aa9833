package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.CorrectOrganisation;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An organisation as it is written, by a program or in a form. */
record OrganisationBody(
        @Nullable String legalName,
        @Nullable String siren,
        @Nullable String siret,
        @Nullable String nature,
        @Nullable String kind,
        @Nullable String vatRegime,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String town,
        @Nullable String commune,
        @Nullable String email,
        @Nullable String telephone) {

    /**
     * What is asked, once each field reads well.
     *
     * @throws ProblemException with each field that does not
     */
    RegisterOrganisation.Command read(OrganisationId id, Actor by) {
        var checks = new Checks();
        var name = checks.text("legalName", legalName, 200);
        var sirenRead = checks.optionalIdentifier("siren", siren, Siren::check);
        var siretRead = checks.optionalIdentifier("siret", siret, Siret::check);
        var natureRead = checks.choice("nature", nature, LegalNature.class, LegalNature.PUBLIC);
        var kindRead = checks.choice("kind", kind, OrganisationKind.class, OrganisationKind.OTHER);
        var regime = checks.choice("vatRegime", vatRegime, VatRegime.class, VatRegime.TAXABLE);
        var address = address(checks);
        var mail = checks.optionalText("email", email, 254);
        var telephoneRead = checks.optionalIdentifier("telephone", telephone, Telephone::check);
        checks.orThrow();
        return new RegisterOrganisation.Command(
                id,
                name,
                sirenRead,
                siretRead,
                natureRead,
                kindRead,
                regime,
                address.orElseThrow(),
                mail,
                telephoneRead,
                Optional.of(by));
    }

    /**
     * What is corrected, once each field reads well: how it is called and reached.
     *
     * @throws ProblemException with each field that does not
     */
    CorrectOrganisation.Command correct(OrganisationId id, @Nullable String why, Actor by) {
        var checks = new Checks();
        var name = checks.text("legalName", legalName, 200);
        var address = address(checks);
        var mail = checks.optionalText("email", email, 254);
        var telephoneRead = checks.optionalIdentifier("telephone", telephone, Telephone::check);
        var because = checks.text("why", why, 500);
        checks.orThrow();
        return new CorrectOrganisation.Command(id, name, address.orElseThrow(), mail, telephoneRead, because, by);
    }

    /** Nothing when it does not read well, which the checks then say. */
    private Optional<Address> address(Checks checks) {
        var streetRead = checks.optionalText("street", street, 200);
        var postal = checks.identifier("postalCode", postalCode, PostalCode::check);
        var townRead = checks.text("town", town, 100);
        var communeRead = checks.optionalIdentifier("commune", commune, InseeCode::check);
        return postal.map(read -> new Address(streetRead.orElse(""), read, townRead, communeRead));
    }
}
