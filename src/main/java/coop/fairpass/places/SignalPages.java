package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Throttle;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « Signaler un changement », for anyone; and the queue of those who answer. */
@Controller
class SignalPages {

    private static final int MOST = 200;

    private final Places places;
    private final SignalChange signalChange;
    private final AnswerSignal answerSignal;
    private final Signals signals;
    private final HubTerritories hubs;
    private final Throttle throttle;

    SignalPages(
            Places places,
            SignalChange signalChange,
            AnswerSignal answerSignal,
            Signals signals,
            HubTerritories hubs,
            Clock clock,
            @Value("${fairpass.places.signals-per-hour:10}") int mostPerHour) {
        this.places = places;
        this.signalChange = signalChange;
        this.answerSignal = answerSignal;
        this.signals = signals;
        this.hubs = hubs;
        this.throttle = new Throttle(clock, Duration.ofHours(1), mostPerHour);
    }

    @GetMapping("/lieux/{id}/signaler")
    String form(@PathVariable UUID id, Model model) {
        return form(place(id), UUID.randomUUID().toString(), Told.in(model), model);
    }

    private static String form(Place place, String signal, Told told, Model model) {
        model.addAttribute("place", place);
        model.addAttribute("signal", signal);
        model.addAttribute("told", told);
        model.addAttribute("kinds", List.of(SignalKind.values()));
        return "places/signal";
    }

    private Place place(UUID id) {
        return places.find(new PlaceId(id)).filter(found -> !found.isHidden()).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/lieux/{id}/signaler")
    String signal(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String signal,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var place = place(id);
        var typed = new HashMap<String, String>();
        typed.put("kind", kind == null ? "" : kind);
        typed.put("words", words == null ? "" : words);
        var checks = new Checks();
        var chosen = checks.choice("kind", kind, SignalKind.class, SignalKind.OTHER);
        var text = checks.optionalText("words", words, SignalChange.LONGEST).orElse("");
        var signalId = checks.id("signal", signal);
        if (!checks.errors().isEmpty()) {
            response.setStatus(400);
            return form(
                    place,
                    UUID.randomUUID().toString(),
                    Told.refused(
                            Language.say("Votre signalement n’est pas envoyé.", "Your report is not sent."),
                            checks.errors(),
                            typed),
                    model);
        }
        if (!throttle.takes(request.getRemoteAddr())) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(throttle.secondsLeft()));
            return form(place, signalId.toString(), Told.refused(SignalReason.TOO_MANY, typed), model);
        }
        return switch (signalChange.handle(new SignalChange.Command(signalId, place.id(), chosen, text))) {
            case SignalChange.Outcome.Kept(var _) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Merci. Le lieu et ceux qui veillent sur la carte sont prévenus.",
                                "Thank you. The place and those who look after the map have been told.")));
                yield "redirect:/lieux/" + place.id() + "/signaler";
            }
            case SignalChange.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield form(place, signalId.toString(), Told.refused(reason, typed), model);
            }
        };
    }

    @GetMapping("/signalements")
    String queue(Actor by, Model model) {
        if (!Signals.answers(by)) {
            throw ProblemException.notAllowed();
        }
        model.addAttribute("signals", signals.open(by, MOST));
        model.addAttribute(
                "territories", by.organisation().filter(_ -> by.has(Role.HUB)).map(hubs::of));
        model.addAttribute("givesTerritories", HubTerritories.mayGive(by));
        model.addAttribute("told", Told.in(model));
        return "places/signals";
    }

    @PostMapping("/signalements/{id}")
    String answer(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String answer,
            Actor by,
            RedirectAttributes next) {
        var checks = new Checks();
        var chosen = checks.choice("state", state, SignalState.class, SignalState.NOT_SO);
        var text = checks.optionalText("answer", answer, SignalChange.LONGEST).orElse("");
        checks.orThrow();
        next.addFlashAttribute(
                "told",
                switch (answerSignal.handle(new AnswerSignal.Command(id, chosen == SignalState.CORRECTED, text, by))) {
                    case AnswerSignal.Outcome.Answered(var signal) ->
                        Told.done(Language.say("Répondu : « %s ».", "Answered: “%s”.")
                                .formatted(signal.placeName()));
                    case AnswerSignal.Outcome.Refused(var reason)
                    when reason == SignalReason.UNKNOWN_SIGNAL -> throw ProblemException.notFound();
                    case AnswerSignal.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return "redirect:/signalements";
    }
}
