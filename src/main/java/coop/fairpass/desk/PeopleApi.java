package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.RoleEnd;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People and their roles in an organisation, and the keys of its programs. */
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
@Tag(name = "Annuaire")
class PeopleApi {

    record SeatAnswer(UUID person, String name, Set<Role> roles) {

        static SeatAnswer of(People.Seat seat) {
            return new SeatAnswer(seat.person(), seat.name(), seat.roles());
        }
    }

    record PersonBody(
            @Nullable String name,
            @Nullable String email,
            @Nullable List<String> roles) {}

    record KeyBody(
            @Nullable String name,
            @Nullable List<String> roles,
            @Nullable String expiresOn) {}

    /** The only time that the key itself is told. */
    record NewKeyAnswer(UUID id, String key, String name, Set<Role> roles, LocalDate expiresOn) {}

    /** @param lastUsedOn absent when no program ever came with it */
    record KeyAnswer(
            UUID id,
            String name,
            Set<Role> roles,
            LocalDate expiresOn,
            Optional<Instant> revokedAt,
            Optional<LocalDate> lastUsedOn) {

        static KeyAnswer of(ApiKeys.ApiKey key) {
            return new KeyAnswer(key.id(), key.name(), key.roles(), key.expiresOn(), key.revokedAt(), key.lastUsedOn());
        }
    }

    private final People people;
    private final ApiKeys keys;
    private final MayGrant mayGrant;
    private final TakeRole takeRole;
    private final CreateKey createKey;
    private final RevokeKey revokeKey;

    PeopleApi(
            People people,
            ApiKeys keys,
            MayGrant mayGrant,
            TakeRole takeRole,
            CreateKey createKey,
            RevokeKey revokeKey) {
        this.people = people;
        this.keys = keys;
        this.mayGrant = mayGrant;
        this.takeRole = takeRole;
        this.createKey = createKey;
        this.revokeKey = revokeKey;
    }

    @GetMapping("/people")
    @Operation(summary = "Les personnes d’une organisation et leurs rôles", description = "People and their roles.")
    Page<SeatAnswer> people(
            @PathVariable UUID organisation,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var of = led(organisation, caller);
        var checks = new Checks();
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        return Page.within(people.seatsIn(of), last, most, seat -> seat.person().toString())
                .map(SeatAnswer::of);
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Enregistrer une personne avec ses rôles", description = "Enter a person with roles.")
    SeatAnswer enter(@PathVariable UUID organisation, @RequestBody PersonBody body, NewId id, Actor caller) {
        var of = led(organisation, caller);
        var checks = new Checks();
        var name = checks.text("name", body.name(), 200);
        var email = checks.optionalText("email", body.email(), 254);
        var roles = roles(checks, body.roles());
        checks.orThrow();
        mayGive(caller, of, roles);
        if (!people.enter(id.value(), name, email, of, roles, caller)) {
            throw ProblemException.refused(DeskReason.ID_TAKEN);
        }
        return seat(id.value(), of);
    }

    @PutMapping("/people/{person}/roles/{role}")
    @Operation(summary = "Donner un rôle à une personne", description = "Give a role to a person.")
    SeatAnswer grant(
            @PathVariable UUID organisation, @PathVariable UUID person, @PathVariable String role, Actor caller) {
        var of = led(organisation, caller);
        var given = role(role);
        boolean known = caller.has(Role.OPERATOR)
                ? !people.seatsOf(person).isEmpty()
                : people.seatsIn(of).stream().anyMatch(seat -> seat.person().equals(person));
        if (!known) {
            throw ProblemException.notFound();
        }
        mayGive(caller, of, Set.of(given));
        people.grant(person, of, given, caller);
        return seat(person, of);
    }

    @DeleteMapping("/people/{person}/roles/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Retirer un rôle, avec effet immédiat ; la raison, facultative, se lit au journal",
            description = "Take a role away, at once. because: LEFT, OTHER_WORK, GIVEN_BY_MISTAKE, ACCOUNT_IN_DANGER or"
                    + " OTHER, which asks for words.")
    void revoke(
            @PathVariable UUID organisation,
            @PathVariable UUID person,
            @PathVariable String role,
            @RequestParam(required = false) @Nullable String because,
            @RequestParam(required = false) @Nullable String words,
            Actor caller) {
        var of = led(organisation, caller);
        var taken = role(role);
        if (!takeRole.isHeld(person, of, taken)) {
            throw ProblemException.notFound();
        }
        var checks = new Checks();
        var end = checks.optionalChoice("because", because, RoleEnd.class);
        var more = checks.optionalText("words", words, TakeRole.LONGEST_WORDS);
        checks.orThrow();
        var why = end.map(one -> new People.Why(one, more.orElse("")));
        takeRole.handle(person, of, taken, why, caller).ifPresent(reason -> {
            throw ProblemException.refused(reason);
        });
    }

    @GetMapping("/keys")
    @Operation(summary = "Les clés d’une organisation, sans leur secret", description = "Keys, without their secret.")
    List<KeyAnswer> keys(@PathVariable UUID organisation, Actor caller) {
        return keys.of(led(organisation, caller)).stream().map(KeyAnswer::of).toList();
    }

    @PostMapping("/keys")
    @Operation(
            summary = "Créer une clé ; elle n’est montrée qu’ici, et vit un an au plus",
            description = "Create a key; it is shown here and never again.")
    ResponseEntity<NewKeyAnswer> create(
            @PathVariable UUID organisation, @RequestBody KeyBody body, NewId id, Actor caller) {
        var of = led(organisation, caller);
        var checks = new Checks();
        var name = checks.text("name", body.name(), 100);
        var roles = roles(checks, body.roles());
        var expiresOn = checks.day("expiresOn", body.expiresOn());
        checks.orThrow();
        return switch (createKey.handle(new CreateKey.Command(id.value(), of, name, roles, expiresOn, caller))) {
            case CreateKey.Outcome.Created(var text) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(new NewKeyAnswer(id.value(), text, name, roles, expiresOn));
            case CreateKey.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
        };
    }

    @DeleteMapping("/keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Révoquer une clé, en moins d’une minute", description = "Revoke a key.")
    void revoke(@PathVariable UUID organisation, @PathVariable UUID key, Actor caller) {
        var of = led(organisation, caller);
        var known = revokeKey.find(key, of).orElseThrow(ProblemException::notFound);
        revokeKey.handle(known, caller).ifPresent(reason -> {
            throw ProblemException.refused(reason);
        });
    }

    private OrganisationId led(UUID organisation, Actor caller) {
        return mayGrant.led(organisation, caller).id();
    }

    private void mayGive(Actor caller, OrganisationId in, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw ProblemException.refused(DeskReason.NO_ROLE);
        }
        mayGrant.refusal(caller, in, roles).ifPresent(reason -> {
            throw ProblemException.refused(reason);
        });
    }

    private SeatAnswer seat(UUID person, OrganisationId of) {
        return people.seatsIn(of).stream()
                .filter(seat -> seat.person().equals(person))
                .findFirst()
                .map(SeatAnswer::of)
                .orElseThrow(ProblemException::notFound);
    }

    private static Role role(String text) {
        return new Checks().optionalChoice("role", text, Role.class).orElseThrow(ProblemException::notFound);
    }

    private static Set<Role> roles(Checks checks, @Nullable List<String> names) {
        var roles = EnumSet.noneOf(Role.class);
        var given = checks.list("roles", names, Role.values().length);
        for (int i = 0; i < given.size(); i++) {
            roles.add(checks.choice("roles[%d]".formatted(i), given.get(i), Role.class, Role.MEMBER));
        }
        return roles;
    }
}
