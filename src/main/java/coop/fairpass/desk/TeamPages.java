package coop.fairpass.desk;

import coop.fairpass.access.Accounts;
import coop.fairpass.access.ChangeSecondFactor;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.RoleEnd;
import coop.fairpass.directory.WorkingAgreements;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** L’équipe : who works for an organisation and with which roles, for those who lead a part of it and the operator. */
@Controller
@RequestMapping("/equipe")
class TeamPages {

    private final Organisations organisations;
    private final People people;
    private final Accounts accounts;
    private final MayGrant mayGrant;
    private final InvitePerson invitePerson;
    private final TakeRole takeRole;
    private final ChangeSecondFactor changeSecondFactor;
    private final Optional<WorkingAgreements> agreements;
    private final Clock clock;

    TeamPages(
            Organisations organisations,
            People people,
            Accounts accounts,
            MayGrant mayGrant,
            InvitePerson invitePerson,
            TakeRole takeRole,
            ChangeSecondFactor changeSecondFactor,
            ObjectProvider<WorkingAgreements> agreements,
            Clock clock) {
        this.organisations = organisations;
        this.people = people;
        this.accounts = accounts;
        this.mayGrant = mayGrant;
        this.invitePerson = invitePerson;
        this.takeRole = takeRole;
        this.changeSecondFactor = changeSecondFactor;
        this.agreements = Optional.ofNullable(agreements.getIfAvailable());
        this.clock = clock;
    }

    @GetMapping
    String own(Actor by) {
        return "redirect:/equipe/" + by.organisation().orElseThrow(ProblemException::notAllowed);
    }

    @GetMapping("/{organisation}")
    String team(@PathVariable UUID organisation, Actor by, Model model) {
        return team(mayGrant.led(organisation, by), by, Told.in(model), UUID.randomUUID(), model);
    }

    private String team(Organisation organisation, Actor by, Told told, UUID id, Model model) {
        var in = organisation.id();
        model.addAttribute("told", told);
        model.addAttribute("organisation", organisation);
        model.addAttribute("invitation", id.toString());
        model.addAttribute(
                "members",
                people.seatsIn(in).stream().map(seat -> member(seat, in, by)).toList());
        model.addAttribute("ends", RoleEnd.CHOICES);
        model.addAttribute("givable", mayGrant.givable(by, in));
        model.addAttribute("others", by.has(Role.OPERATOR) ? organisations.all() : List.<Organisation>of());
        model.addAttribute("mayReset", by.has(Role.OPERATOR));
        model.addAttribute(
                "agreements",
                agreements.map(one -> one.at(in, Paris.today(clock))).orElse(List.of()));
        model.addAttribute("readsAgreements", by.isOf(in) && by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE));
        return "desk/team";
    }

    private TeamMember member(People.Seat seat, OrganisationId in, Actor by) {
        var roles = seat.roles().stream().sorted().toList();
        return new TeamMember(
                seat.person(),
                seat.name(),
                people.find(seat.person()).flatMap(People.Person::email),
                roles,
                roles.stream()
                        .filter(role -> mayGrant.refusal(by, in, role).isEmpty())
                        .toList(),
                accounts.isOpen(seat.person()));
    }

    @PostMapping("/{organisation}/inviter")
    String invite(
            @PathVariable UUID organisation,
            @RequestParam(required = false) @Nullable String invitation,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable List<String> roles,
            Actor by,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var known = mayGrant.led(organisation, by);
        var checks = new Checks();
        var id = checks.id("invitation", invitation);
        var who = checks.optionalText("name", name, 200).orElse("");
        var address = checks.optionalText("email", email, 254).orElse("");
        var given = EnumSet.noneOf(Role.class);
        checks.list("roles", roles, Role.values().length)
                .forEach(
                        role -> checks.optionalChoice("roles", role, Role.class).ifPresent(given::add));
        var typed = new HashMap<String, String>(Map.of("name", who, "email", address));
        given.forEach(role -> typed.put("roles-" + role.name(), "true"));
        if (!checks.errors().isEmpty()) {
            response.setStatus(400);
            return team(
                    known,
                    by,
                    Told.refused(
                            Language.say("L’invitation n’est pas partie.", "The invitation has not been sent."),
                            checks.errors(),
                            typed),
                    UUID.randomUUID(),
                    model);
        }
        return switch (invitePerson.handle(new InvitePerson.Command(id, known.id(), who, address, given, by))) {
            case InvitePerson.Outcome.Invited(var _) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                        "C’est écrit à %s : le lien vaut sept jours.",
                                        "We have written to %s: the link is good for seven days.")
                                .formatted(address)));
                yield "redirect:/equipe/" + known.id();
            }
            case InvitePerson.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield team(known, by, Told.refused(reason, typed), id, model);
            }
        };
    }

    @PostMapping("/{organisation}/{person}/inviter")
    String again(@PathVariable UUID organisation, @PathVariable UUID person, Actor by, RedirectAttributes next) {
        var known = mayGrant.led(organisation, by);
        next.addFlashAttribute(
                "told",
                switch (invitePerson.again(person, known.id(), by)) {
                    case InvitePerson.Outcome.Invited(var _) ->
                        Told.done(
                                Language.say("Une nouvelle invitation est partie.", "A new invitation has been sent."));
                    case InvitePerson.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return "redirect:/equipe/" + known.id();
    }

    @PostMapping("/{organisation}/{person}/retirer")
    String take(
            @PathVariable UUID organisation,
            @PathVariable UUID person,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String because,
            @RequestParam(required = false) @Nullable String words,
            Actor by,
            RedirectAttributes next) {
        var known = mayGrant.led(organisation, by);
        var checks = new Checks();
        var taken = checks.choice("role", role, Role.class, Role.MEMBER);
        checks.orThrow();
        if (!takeRole.isHeld(person, known.id(), taken)) {
            throw ProblemException.notFound();
        }
        next.addFlashAttribute("told", taken(person, known.id(), taken, because, words, by));
        boolean stillLeads = by.has(Role.OPERATOR)
                || people.seatsIn(known.id()).stream()
                        .anyMatch(
                                seat -> by.person().equals(Optional.of(seat.person())) && MayGrant.leads(seat.roles()));
        return stillLeads
                ? "redirect:/equipe/" + known.id()
                : "redirect:/"; // who gave the role up reads the team no more
    }

    /** People say why; what they typed is under the role of the person, for the page has many such forms. */
    private Told taken(
            UUID person, OrganisationId in, Role role, @Nullable String because, @Nullable String words, Actor by) {
        var form = TeamMember.form(person, role);
        var checks = new Checks();
        var end = checks.optionalChoice("because", because, RoleEnd.class);
        var more = checks.optionalText("words", words, TakeRole.LONGEST_WORDS);
        var typed =
                Map.of("because-" + form, end.map(Enum::name).orElse(""), "words-" + form, words == null ? "" : words);
        var refusal = end.isEmpty()
                ? Optional.of(DeskReason.WHY_MISSING)
                : checks.errors().isEmpty()
                        ? takeRole.handle(person, in, role, Optional.of(new People.Why(end.get(), more.orElse(""))), by)
                        : Optional.of(DeskReason.WORDS_TOO_LONG);
        return refusal.map(reason -> notTaken(reason, form, typed))
                .orElseGet(() -> Told.done(
                        Language.say("Le rôle est retiré, dès maintenant.", "The role is taken away, from now on.")));
    }

    private static Told notTaken(DeskReason reason, String form, Map<String, String> typed) {
        return switch (reason) {
            case WHY_MISSING -> Told.refused(reason, "because-" + form, typed);
            case WORDS_MISSING, WORDS_TOO_LONG -> Told.refused(reason, "words-" + form, typed);
            default -> Told.refused(reason, typed);
        };
    }

    @PostMapping("/{organisation}/{person}/second-facteur")
    String resetSecondFactor(
            @PathVariable UUID organisation,
            @PathVariable UUID person,
            @RequestParam(required = false) @Nullable String reason,
            Actor by,
            RedirectAttributes next) {
        var known = mayGrant.led(organisation, by);
        if (!by.has(Role.OPERATOR)
                || people.seatsIn(known.id()).stream()
                        .noneMatch(seat -> seat.person().equals(person))) {
            throw ProblemException.notFound();
        }
        var checks = new Checks();
        var why = checks.optionalText("reason", reason, 300);
        if (why.isEmpty()) {
            next.addFlashAttribute("told", Told.refused(DeskReason.REASON_MISSING, Map.of()));
        } else {
            changeSecondFactor.reset(person, why.get(), by);
            next.addFlashAttribute(
                    "told",
                    Told.done(Language.say(
                            "Son second facteur est remis à zéro ; ses sessions sont fermées.",
                            "Their second factor is reset; their sessions are closed.")));
        }
        return "redirect:/equipe/" + known.id();
    }
}
