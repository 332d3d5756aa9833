package coop.fairpass.access;

import coop.fairpass.directory.People;
import coop.fairpass.web.Language;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mon compte : how I come in, where I am open, what happened. Open to whoever has shown all they hold, seat or not. */
@Controller
@RequestMapping("/compte")
class AccountPages {

    private static final int EVENTS = 20;
    private static final Duration LONG_REST = Duration.ofHours(20);
    private static final String HOME = "redirect:/compte";

    private final OwnAccount own;
    private final People people;
    private final Sessions sessions;
    private final Authenticators authenticators;
    private final NewAuthenticator newAuthenticator;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final ChoosePassword choosePassword;
    private final ChangeSecondFactor changeSecondFactor;
    private final OpenSession openSession;
    private final AccessEvents events;

    AccountPages(
            OwnAccount own,
            People people,
            Sessions sessions,
            Authenticators authenticators,
            NewAuthenticator newAuthenticator,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            ChoosePassword choosePassword,
            ChangeSecondFactor changeSecondFactor,
            OpenSession openSession,
            AccessEvents events) {
        this.own = own;
        this.people = people;
        this.sessions = sessions;
        this.authenticators = authenticators;
        this.newAuthenticator = newAuthenticator;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.choosePassword = choosePassword;
        this.changeSecondFactor = changeSecondFactor;
        this.openSession = openSession;
        this.events = events;
    }

    @GetMapping
    String account(HttpServletRequest request, Model model) {
        return own.act(request, (signedIn, email) -> account(signedIn, email, Told.in(model), request, model));
    }

    private String account(SignedIn signedIn, String email, Told told, HttpServletRequest request, Model model) {
        var person = signedIn.person();
        model.addAttribute("told", told);
        model.addAttribute("email", email);
        model.addAttribute("seats", people.seatsOf(person));
        model.addAttribute("sessions", sessions.of(person, request.getSession().getId()));
        var rest = Duration.ofSeconds(request.getSession().getMaxInactiveInterval());
        model.addAttribute("restHours", rest.toHours());
        model.addAttribute("mayRestLonger", rest.compareTo(LONG_REST) < 0);
        model.addAttribute("hasApplication", authenticators.isSet(person));
        model.addAttribute("codesLeft", recoveryCodes.left(person));
        model.addAttribute("passkeys", passkeys.of(person));
        model.addAttribute("events", events.lastOf(person, EVENTS));
        return "access/account";
    }

    @PostMapping("/mot-de-passe")
    String choosePassword(
            @RequestParam(required = false) @Nullable String present,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return own.act(request, (signedIn, email) -> switch (choosePassword.byPassword(
                signedIn.person(), SignInPages.text(present), SignInPages.text(password), SignInPages.text(again))) {
            case ChoosePassword.Outcome.Chosen(var _) -> {
                request.getSession().invalidate(); // it was ended with the others
                openSession.keep(signedIn, request, response);
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Mot de passe changé. Vos autres sessions sont fermées.",
                                "Password changed. Your other sessions are closed.")));
                yield HOME;
            }
            case ChoosePassword.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield account(signedIn, email, Told.refused(reason, Map.of()), request, model);
            }
        });
    }

    @PostMapping("/sessions/{handle}/fermer")
    String endSession(@PathVariable String handle, HttpServletRequest request, RedirectAttributes next) {
        return own.act(request, (signedIn, _) -> {
            if (sessions.end(signedIn.person(), handle)) {
                events.keep(signedIn.person(), AccessEvent.SESSION_ENDED, "");
            }
            next.addFlashAttribute("told", Told.done(Language.say("Session fermée.", "Session closed.")));
            return HOME;
        });
    }

    /** One session may rest longer, for whoever needs the time (RGAA, 13.1); it ends all the same when they leave. */
    @PostMapping("/sessions/longue")
    String restLonger(HttpServletRequest request, RedirectAttributes next) {
        return own.act(request, (_, _) -> {
            request.getSession().setMaxInactiveInterval(Math.toIntExact(LONG_REST.toSeconds()));
            next.addFlashAttribute(
                    "told",
                    Told.done(Language.say(
                            "Cette session dure maintenant vingt heures sans rien faire.",
                            "This session now lasts twenty hours at rest.")));
            return HOME;
        });
    }

    @GetMapping("/application")
    String newApplication(HttpServletRequest request, HttpServletResponse response, Model model) {
        return own.act(
                request,
                (signedIn, email) ->
                        drawn(newAuthenticator.draw(signedIn.person(), email), Told.NOTHING, response, model));
    }

    private static String drawn(NewSecret drawn, Told told, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("told", told);
        model.addAttribute("drawn", drawn);
        return "access/application";
    }

    @PostMapping("/application")
    String setApplication(
            @RequestParam(required = false) @Nullable String carried,
            @RequestParam(required = false) @Nullable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return own.act(request, (signedIn, email) -> {
            var person = signedIn.person();
            var secret = newAuthenticator.read(carried == null ? "" : carried, person);
            if (secret.isEmpty()) {
                return "redirect:/compte/application";
            }
            return switch (changeSecondFactor.set(person, secret.get(), SignInPages.text(code))) {
                case ChangeSecondFactor.Outcome.Changed(var codes) -> {
                    openSession.keep(signedIn.with(Factor.CODE), request, response);
                    yield codes(codes, response, model);
                }
                case ChangeSecondFactor.Outcome.Refused(var reason) -> {
                    response.setStatus(422);
                    yield drawn(
                            newAuthenticator.show(secret.get(), person, email),
                            Told.refused(reason, Map.of()),
                            response,
                            model);
                }
            };
        });
    }

    /** Shown once, to be printed. */
    private static String codes(List<String> codes, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("codes", codes);
        return "access/recovery-codes";
    }

    @PostMapping("/codes")
    String drawCodes(HttpServletRequest request, HttpServletResponse response, Model model) {
        return own.act(
                request,
                (signedIn, _) -> authenticators.isSet(signedIn.person())
                        ? codes(changeSecondFactor.drawAgain(signedIn.person()), response, model)
                        : HOME);
    }

    @PostMapping("/application/retirer")
    String removeApplication(HttpServletRequest request, RedirectAttributes next) {
        return own.act(request, (signedIn, _) -> {
            next.addFlashAttribute(
                    "told",
                    told(
                            changeSecondFactor.removeAuthenticator(signedIn.person()),
                            Language.say("Application retirée.", "Authenticator removed.")));
            return HOME;
        });
    }

    @PostMapping("/cles/{handle}/retirer")
    String removePasskey(@PathVariable String handle, HttpServletRequest request, RedirectAttributes next) {
        return own.act(request, (signedIn, _) -> {
            next.addFlashAttribute(
                    "told",
                    told(
                            changeSecondFactor.removePasskey(signedIn.person(), handle),
                            Language.say("Clé d’accès retirée.", "Passkey removed.")));
            return HOME;
        });
    }

    private static Told told(ChangeSecondFactor.Outcome outcome, String done) {
        return switch (outcome) {
            case ChangeSecondFactor.Outcome.Changed(var _) -> Told.done(done);
            case ChangeSecondFactor.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
        };
    }
}
