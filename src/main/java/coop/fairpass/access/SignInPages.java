package coop.fairpass.access;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.People;
import coop.fairpass.web.Language;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Se connecter, one question a page: who, then a code where one is asked for, then for which organisation. */
@Controller
class SignInPages {

    private static final int LONGEST = 300;

    private final SignIn signIn;
    private final ShowCode showCode;
    private final AskForNewPassword askForNewPassword;
    private final ChoosePassword choosePassword;
    private final MailedLinks links;
    private final OpenSession openSession;
    private final ChangeSecondFactor changeSecondFactor;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final People people;
    private final Optional<IdentityProvider> identityProvider;

    SignInPages(
            SignIn signIn,
            ShowCode showCode,
            AskForNewPassword askForNewPassword,
            ChoosePassword choosePassword,
            MailedLinks links,
            OpenSession openSession,
            ChangeSecondFactor changeSecondFactor,
            Authenticators authenticators,
            Passkeys passkeys,
            People people,
            Optional<IdentityProvider> identityProvider) {
        this.signIn = signIn;
        this.showCode = showCode;
        this.askForNewPassword = askForNewPassword;
        this.choosePassword = choosePassword;
        this.links = links;
        this.openSession = openSession;
        this.changeSecondFactor = changeSecondFactor;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.people = people;
        this.identityProvider = identityProvider;
    }

    // --- who ------------------------------------------------------------------------------------------------------

    @GetMapping("/connexion")
    String form(
            @RequestParam(required = false) @Nullable String vers,
            @RequestParam(required = false) @Nullable String inconnu,
            HttpServletRequest request,
            Model model) {
        if (identityProvider.isPresent()) {
            WayBack.keep(vers, request); // nothing of ours comes back with whoever the provider sends
        }
        return form(
                inconnu == null ? Told.NOTHING : Told.refused(AccessReason.IDENTITY_UNKNOWN, Map.of()), vers, model);
    }

    private String form(Told told, @Nullable String target, Model model) {
        model.addAttribute("told", told);
        model.addAttribute("target", WayBack.local(target).orElse(""));
        model.addAttribute(
                "provider", identityProvider.map(IdentityProvider::label).orElse(""));
        return "access/sign-in";
    }

    @PostMapping("/connexion")
    String signIn(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String vers,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = Map.of("email", text(email));
        return switch (signIn.handle(new SignIn.Command(text(email), text(password), request.getRemoteAddr()))) {
            case SignIn.Outcome.Known(var person) -> {
                openSession.open(person, Optional.empty(), Set.of(Factor.PASSWORD), request, response);
                yield "redirect:/connexion/suite" + WayBack.query(vers);
            }
            case SignIn.Outcome.Refused(var reason, var until) ->
                form(told(reason, until, typed, response), vers, model);
        };
    }

    /** Leads whoever has begun to come in to what is still to do. */
    @GetMapping("/connexion/suite")
    String next(@RequestParam(required = false) @Nullable String vers, HttpServletRequest request) {
        return comingIn(request, vers, signedIn -> {
            if (signedIn.owesACode()) {
                return "redirect:/connexion/code" + WayBack.query(vers);
            }
            var seat = signedIn.seatAmong(people.seatsOf(signedIn.person()));
            if (seat.isEmpty()) {
                return "redirect:/connexion/organisation" + WayBack.query(vers);
            }
            var kept = WayBack.take(request);
            var target = WayBack.local(vers).or(() -> kept);
            if (signedIn.opens(seat.get().roles())) {
                return "redirect:" + target.orElse("/");
            }
            if (changeSecondFactor.holdsOne(signedIn.person())) {
                return "redirect:/connexion/code" + WayBack.query(target.orElse(""));
            }
            target.ifPresent(one -> WayBack.keep(one, request)); // until they have set up a second factor
            return "redirect:/compte/application";
        });
    }

    /** Goes on with whoever has begun to come in; anybody else begins. */
    private static String comingIn(
            HttpServletRequest request, @Nullable String target, Function<SignedIn, String> goOn) {
        return SignedIn.of(request).map(goOn).orElseGet(() -> "redirect:/connexion" + WayBack.query(target));
    }

    // --- a code ---------------------------------------------------------------------------------------------------

    @GetMapping("/connexion/code")
    String code(@RequestParam(required = false) @Nullable String vers, HttpServletRequest request, Model model) {
        return comingIn(request, vers, signedIn -> code(signedIn, Told.NOTHING, vers, model));
    }

    private String code(SignedIn signedIn, Told told, @Nullable String target, Model model) {
        model.addAttribute("told", told);
        model.addAttribute("target", WayBack.local(target).orElse(""));
        model.addAttribute("hasApplication", authenticators.isSet(signedIn.person()));
        model.addAttribute("hasPasskey", passkeys.countOf(signedIn.person()) > 0);
        return "access/code";
    }

    @PostMapping("/connexion/code")
    String showCode(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String vers,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return comingIn(request, vers, signedIn -> switch (showCode.handle(
                signedIn.person(), text(code), request.getRemoteAddr())) {
            case ShowCode.Outcome.Shown() -> {
                openSession.keep(signedIn.with(Factor.CODE), request, response);
                yield "redirect:/connexion/suite" + WayBack.query(vers);
            }
            case ShowCode.Outcome.Refused(var reason, var until) ->
                code(signedIn, told(reason, until, Map.of(), response), vers, model);
        });
    }

    // --- for which organisation -----------------------------------------------------------------------------------

    @GetMapping("/connexion/organisation")
    String organisations(
            @RequestParam(required = false) @Nullable String vers, HttpServletRequest request, Model model) {
        return comingIn(request, vers, signedIn -> {
            model.addAttribute("seats", people.seatsOf(signedIn.person()));
            model.addAttribute("target", WayBack.local(vers).orElse(""));
            return "access/organisations";
        });
    }

    @PostMapping("/connexion/organisation")
    String choose(
            @RequestParam(required = false) @Nullable UUID organisation,
            @RequestParam(required = false) @Nullable String vers,
            HttpServletRequest request,
            HttpServletResponse response) {
        return comingIn(request, vers, signedIn -> {
            boolean isTheirs = people.seatsOf(signedIn.person()).stream()
                    .anyMatch(one -> one.organisation().value().equals(organisation));
            if (organisation == null || !isTheirs) {
                return "redirect:/connexion/organisation" + WayBack.query(vers);
            }
            openSession.keep(signedIn.workingFor(organisation), request, response);
            return "redirect:/connexion/suite" + WayBack.query(vers);
        });
    }

    // --- a password by a link -------------------------------------------------------------------------------------

    @GetMapping("/connexion/oubli")
    String forgotten(Model model) {
        model.addAttribute("told", Told.in(model));
        return "access/forgotten";
    }

    @PostMapping("/connexion/oubli")
    String askForNewPassword(
            @RequestParam(required = false) @Nullable String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return switch (askForNewPassword.handle(text(email), request.getRemoteAddr())) {
            case AskForNewPassword.Outcome.Written() -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Si cette adresse a un compte, un lien vient de lui être envoyé. Il vaut une heure.",
                                "If this address has an account, a link has just been sent to it. It is good for one"
                                        + " hour.")));
                yield "redirect:/connexion/oubli";
            }
            case AskForNewPassword.Outcome.Refused(var reason, var until) -> {
                model.addAttribute("told", told(reason, until, Map.of("email", text(email)), response));
                yield "access/forgotten";
            }
        };
    }

    @GetMapping(Invitations.PATH + "{word}")
    String invitation(@PathVariable String word, HttpServletResponse response, Model model) {
        return byLink(Invitations.PATH, word, Told.NOTHING, response, model);
    }

    @GetMapping(AskForNewPassword.PATH + "{word}")
    String newPassword(@PathVariable String word, HttpServletResponse response, Model model) {
        return byLink(AskForNewPassword.PATH, word, Told.NOTHING, response, model);
    }

    private String byLink(String path, String word, Told told, HttpServletResponse response, Model model) {
        var link = links.read(word);
        if (link.isEmpty()) {
            response.setStatus(410);
            model.addAttribute("told", Told.refused(AccessReason.LINK_OVER, Map.of()));
            return "access/link-over";
        }
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("told", told);
        model.addAttribute("action", path + word);
        model.addAttribute("email", link.get().email());
        model.addAttribute("isInvitation", path.equals(Invitations.PATH));
        return "access/password-by-link";
    }

    @PostMapping(Invitations.PATH + "{word}")
    String acceptInvitation(
            @PathVariable String word,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return choose(Invitations.PATH, word, text(password), text(again), request, response, model);
    }

    @PostMapping(AskForNewPassword.PATH + "{word}")
    String chooseNewPassword(
            @PathVariable String word,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return choose(AskForNewPassword.PATH, word, text(password), text(again), request, response, model);
    }

    private String choose(
            String path,
            String word,
            String password,
            String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (choosePassword.byLink(word, password, again)) {
            case ChoosePassword.Outcome.Chosen(var person) -> {
                openSession.open(person, Optional.empty(), Set.of(Factor.PASSWORD), request, response);
                yield "redirect:/connexion/suite";
            }
            case ChoosePassword.Outcome.Refused(var reason) -> {
                response.setStatus(reason == AccessReason.LINK_OVER ? 410 : 422);
                yield byLink(path, word, Told.refused(reason, Map.of()), response, model);
            }
        };
    }

    // --- shared ---------------------------------------------------------------------------------------------------

    private static Told told(
            AccessReason reason, Optional<Instant> until, Map<String, String> typed, HttpServletResponse response) {
        response.setStatus(until.isPresent() ? 429 : 422);
        var told = Told.refused(reason, typed);
        Function<Instant, String> when = moment -> Language.say("Réessayez à partir de %s.", "Try again from %s.")
                .formatted(moment.plusSeconds(59)
                        .atZone(Paris.ZONE)
                        .format(java.time.format.DateTimeFormatter.ofPattern(Language.say("HH 'h' mm", "HH:mm"))));
        return until.map(moment -> told.withLines(List.of(when.apply(moment)))).orElse(told);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
