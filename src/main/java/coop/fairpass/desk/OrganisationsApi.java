package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Organisations: the cooperative enters them and reads all, another reads its own. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Annuaire")
class OrganisationsApi {

    /** Who the key speaks for. */
    record CallerAnswer(String reference, String label, Optional<UUID> organisation, Set<Role> roles) {}

    record OrganisationAnswer(
            UUID id,
            int number,
            String legalName,
            Optional<String> siren,
            Optional<String> siret,
            LegalNature nature,
            OrganisationKind kind,
            VatRegime vatRegime,
            String street,
            String postalCode,
            String town,
            Optional<String> commune,
            Optional<String> email,
            Optional<String> telephone) {

        static OrganisationAnswer of(Organisation organisation) {
            var address = organisation.address();
            return new OrganisationAnswer(
                    organisation.id().value(),
                    organisation.number(),
                    organisation.legalName(),
                    organisation.siren().map(Siren::digits),
                    organisation.siret().map(Siret::digits),
                    organisation.nature(),
                    organisation.kind(),
                    organisation.vatRegime(),
                    address.street(),
                    address.postalCode().digits(),
                    address.town(),
                    address.commune().map(InseeCode::value),
                    organisation.email(),
                    organisation.telephone().map(Telephone::international));
        }
    }

    private final Organisations organisations;
    private final RegisterOrganisation registerOrganisation;
    private final TakeAway takeAway;

    OrganisationsApi(Organisations organisations, RegisterOrganisation registerOrganisation, TakeAway takeAway) {
        this.organisations = organisations;
        this.registerOrganisation = registerOrganisation;
        this.takeAway = takeAway;
    }

    @GetMapping("/organisations/{organisation}/data")
    @ReadsSensitive(value = Sensitive.ORGANISATION_RECORDS, organisation = "organisation")
    @Operation(
            summary = "Toutes les données de sa structure, dans une archive de formats ouverts",
            description = "All the data of one’s organisation, in one zip of open formats.")
    ResponseEntity<StreamingResponseBody> data(@PathVariable UUID organisation, Actor caller) {
        var own = new OrganisationId(organisation);
        if (!caller.isOf(own)) {
            throw ProblemException.notFound();
        }
        return takeAway.zip(own, caller);
    }

    @GetMapping("/me")
    @Operation(summary = "Pour qui parle la clé, et ce qu’elle peut", description = "Whom the key speaks for.")
    CallerAnswer me(Actor caller) {
        return new CallerAnswer(
                caller.reference(), caller.label(), caller.organisation().map(OrganisationId::value), caller.roles());
    }

    @GetMapping("/organisations")
    @Operation(
            summary = "Les organisations par nom : toutes pour la coopérative, la sienne pour les autres",
            description = "Organisations by name.")
    Page<OrganisationAnswer> list(
            @RequestParam(required = false) @Nullable String siren,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var wanted = checks.optionalIdentifier("siren", siren, Siren::check);
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        var all = wanted.map(organisations::withSiren).orElseGet(organisations::all);
        List<Organisation> visible = caller.isOfTheCooperative()
                ? all
                : all.stream().filter(one -> caller.isOf(one.id())).toList();
        return Page.within(visible, last, most, one -> one.id().toString()).map(OrganisationAnswer::of);
    }

    @GetMapping("/organisations/{id}")
    @Operation(summary = "Une organisation", description = "One organisation.")
    OrganisationAnswer organisation(@PathVariable UUID id, Actor caller) {
        return organisations
                .find(new OrganisationId(id))
                .filter(one -> caller.isOfTheCooperative() || caller.isOf(one.id()))
                .map(OrganisationAnswer::of)
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/organisations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Enregistrer une organisation", description = "Enter an organisation.")
    OrganisationAnswer register(@RequestBody OrganisationBody body, NewId id, Actor caller) {
        if (!RegisterOrganisation.isAllowedTo(caller)) {
            throw ProblemException.notAllowed();
        }
        return switch (registerOrganisation.handle(body.read(new OrganisationId(id.value()), caller))) {
            case RegisterOrganisation.Outcome.Registered(var organisation) -> OrganisationAnswer.of(organisation);
            case RegisterOrganisation.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
        };
    }
}
