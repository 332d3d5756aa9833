package coop.fairpass.access;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.People;
import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mes données : all that is held of me, to read or to take away; corrected by me, and erased when I leave. */
@Controller
class PersonalPages {

    private static final String HOME = "redirect:/compte/donnees";
    private static final int LONGEST_NAME = 200;

    /**
     * What a person takes away.
     *
     * @param drawnUp in Paris
     */
    record Taken(UUID person, String drawnUp, List<Part> parts) {
        /** One kind of what is held, why and for how long. */
        record Part(String title, String why, String howLong, List<Map<String, String>> rows) {}
    }

    private final OwnAccount own;
    private final Accounts accounts;
    private final People people;
    private final List<PersonalRecords> rooms;
    private final ChangeAddress changeAddress;
    private final CloseAccount closeAccount;
    private final MailedLinks links;
    private final AccessEvents events;
    private final Clock clock;

    PersonalPages(
            OwnAccount own,
            Accounts accounts,
            People people,
            List<PersonalRecords> rooms,
            ChangeAddress changeAddress,
            CloseAccount closeAccount,
            MailedLinks links,
            AccessEvents events,
            Clock clock) {
        this.own = own;
        this.accounts = accounts;
        this.people = people;
        this.rooms = List.copyOf(rooms);
        this.changeAddress = changeAddress;
        this.closeAccount = closeAccount;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    // --- read and take away ---------------------------------------------------------------------------------------

    @GetMapping("/compte/donnees")
    String records(HttpServletRequest request, HttpServletResponse response, Model model) {
        return own.read(request, signedIn -> records(signedIn, Told.in(model), response, model));
    }

    private String records(SignedIn signedIn, Told told, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("told", told);
        model.addAttribute("name", people.nameOf(signedIn.person()).orElse(""));
        model.addAttribute("email", accounts.emailOf(signedIn.person()).orElse(""));
        model.addAttribute("held", heldOf(signedIn.person()));
        return "access/records";
    }

    private List<Held> heldOf(UUID person) {
        var subject = closeAccount.subjectOf(person);
        return rooms.stream()
                .flatMap(room -> room.heldOf(subject).stream())
                .filter(held -> !held.rows().isEmpty())
                .map(PersonalPages::inWords)
                .sorted(java.util.Comparator.comparing(Held::kind))
                .toList();
    }

    /** Roles come as constants, for the room that holds them knows no words. */
    private static Held inWords(Held held) {
        return new Held(
                held.kind(),
                held.title(),
                held.rows().stream()
                        .map(row -> {
                            var words = new java.util.LinkedHashMap<>(row);
                            words.computeIfPresent(
                                    Language.say("Rôle", "Role"),
                                    (_, role) -> Sentences.find("directory", "Role." + role)
                                            .orElse(role));
                            return (Map<String, String>) words;
                        })
                        .toList());
    }

    @GetMapping("/compte/donnees.json")
    ResponseEntity<Taken> take(HttpServletRequest request) {
        var person = SignedIn.of(request)
                .filter(own::isOpenTo)
                .map(SignedIn::person)
                .orElseThrow(ProblemException::notAllowed);
        return Download.headers("mes-donnees.json", MediaType.APPLICATION_JSON)
                .body(Language.FRENCH.during(() -> takenBy(person)));
    }

    private Taken takenBy(UUID person) {
        return new Taken(
                person,
                Paris.french(clock.instant()),
                heldOf(person).stream()
                        .map(held -> new Taken.Part(
                                held.title(), held.kind().why(), held.kind().howLong(), held.rows()))
                        .toList());
    }

    // --- correct --------------------------------------------------------------------------------------------------

    @PostMapping("/compte/nom")
    String rename(
            @RequestParam(required = false) @Nullable String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return own.act(request, (signedIn, _) -> {
            var typed = SignInPages.text(name).strip();
            if (typed.isEmpty() || typed.length() > LONGEST_NAME) {
                response.setStatus(422);
                return records(
                        signedIn, Told.refused(AccessReason.NAME_MISSING, Map.of("name", typed)), response, model);
            }
            people.rename(signedIn.person(), typed);
            events.keep(signedIn.person(), AccessEvent.NAME_CORRECTED, "");
            next.addFlashAttribute("told", Told.done(Language.say("C’est corrigé.", "Corrected.")));
            return HOME;
        });
    }

    @PostMapping("/compte/adresse")
    String askForAddress(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String present,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var typed = SignInPages.text(email);
        return own.act(request, (signedIn, _) -> switch (changeAddress.ask(
                signedIn.person(), typed, SignInPages.text(present))) {
            case ChangeAddress.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield records(signedIn, Told.refused(reason, Map.of("email", typed)), response, model);
            }
            case ChangeAddress.Outcome.Written() -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Un lien vient de partir à la nouvelle adresse : ouvrez-le dans l’heure. Rien ne"
                                        + " change avant.",
                                "A link has just left for the new address: open it within the hour. Nothing"
                                        + " changes before.")));
                yield HOME;
            }
            case ChangeAddress.Outcome.Changed(var _) -> HOME;
        });
    }

    @GetMapping(ChangeAddress.PATH + "{word}")
    String newAddress(@PathVariable String word, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        var link = links.readNewAddress(word);
        if (link.isEmpty()) {
            return over(AccessReason.LINK_OVER, response, model);
        }
        model.addAttribute("action", ChangeAddress.PATH + word);
        model.addAttribute("email", link.get().email());
        model.addAttribute("done", false);
        return "access/new-address";
    }

    @PostMapping(ChangeAddress.PATH + "{word}")
    String confirmAddress(@PathVariable String word, HttpServletResponse response, Model model) {
        return switch (changeAddress.confirm(word)) {
            case ChangeAddress.Outcome.Changed(var email) -> {
                model.addAttribute("action", "");
                model.addAttribute("email", email);
                model.addAttribute("done", true);
                yield "access/new-address";
            }
            case ChangeAddress.Outcome.Refused(var reason) -> over(reason, response, model);
            case ChangeAddress.Outcome.Written() -> over(AccessReason.LINK_OVER, response, model);
        };
    }

    private static String over(AccessReason reason, HttpServletResponse response, Model model) {
        response.setStatus(reason == AccessReason.LINK_OVER ? 410 : 422);
        model.addAttribute("told", Told.refused(reason, Map.of()));
        return "access/link-over";
    }

    // --- leave ----------------------------------------------------------------------------------------------------

    @GetMapping("/compte/fermer")
    String beforeClosing(HttpServletRequest request, Model model) {
        return own.act(request, (_, email) -> beforeClosing(email, Told.NOTHING, model));
    }

    private static String beforeClosing(String email, Told told, Model model) {
        model.addAttribute("told", told);
        model.addAttribute("email", email);
        return "access/close";
    }

    @PostMapping("/compte/fermer")
    String close(
            @RequestParam(required = false) @Nullable String present,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return own.act(request, (signedIn, email) -> switch (closeAccount.handle(
                signedIn.person(), SignInPages.text(present))) {
            case CloseAccount.Outcome.Closed() -> {
                Optional.ofNullable(request.getSession(false)).ifPresent(jakarta.servlet.http.HttpSession::invalidate);
                yield "redirect:/confidentialite";
            }
            case CloseAccount.Outcome.Refused(var reason, var needs) -> {
                response.setStatus(422);
                yield beforeClosing(
                        email,
                        Told.refused(reason, Map.of())
                                .withLines(needs.stream()
                                        .map(need -> Language.say(
                                                        "%s : vous êtes seul à y être « %s ».",
                                                        "%s: you are the only “%s” there.")
                                                .formatted(need.organisation(), Sentences.of(need.role())))
                                        .toList()),
                        model);
            }
        });
    }
}
