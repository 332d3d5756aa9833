package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Throttle;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « Me plaindre d’un lieu », for anyone, one question a screen; and the queue of those who answer. */
@Controller
class ComplaintPages {

    private static final String PUBLIC = "/mes-cheques/reclamation";
    private static final String QUEUE = "/reclamations";
    private static final int FOUND = 10;
    private static final int MOST = 200;

    private final Places places;
    private final FindPlaces findPlaces;
    private final Complaints complaints;
    private final Clock clock;
    private final Throttle complaining;
    private final Throttle asking;

    /**
     * @param mostPerHour complaints from one address: several people share the computer of a library
     * @param askedPerHour numbers tried from one address
     */
    ComplaintPages(
            Places places,
            FindPlaces findPlaces,
            Complaints complaints,
            Clock clock,
            @Value("${fairpass.places.complaints-per-hour:5}") int mostPerHour,
            @Value("${fairpass.places.complaint-numbers-per-hour:20}") int askedPerHour) {
        this.places = places;
        this.findPlaces = findPlaces;
        this.complaints = complaints;
        this.clock = clock;
        this.complaining = new Throttle(clock, Duration.ofHours(1), mostPerHour);
        this.asking = new Throttle(clock, Duration.ofHours(1), askedPerHour);
    }

    @GetMapping(PUBLIC)
    String choose(Model model) {
        return screen(ComplaintStep.CHOOSE, Told.NOTHING, model);
    }

    /** Of which place? */
    @GetMapping(PUBLIC + "/lieu")
    String where(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        var shown = findPlaces.handle(new FindPlaces.Command(sent, PUBLIC + "/lieu", FOUND, false));
        if (shown.isRefused()) {
            response.setStatus(400);
        }
        model.addAttribute("list", shown.page());
        model.addAttribute("complains", true);
        return "places/opinion-where";
    }

    @GetMapping("/lieux/{id}/reclamation")
    String what(@PathVariable UUID id, @RequestParam(required = false) @Nullable String kind, Model model) {
        var chosen = new Checks().optionalChoice("kind", kind, ComplaintKind.class);
        return screen(place(id), chosen, UUID.randomUUID().toString(), Told.NOTHING, model);
    }

    private Place place(UUID id) {
        return places.find(new PlaceId(id)).filter(found -> !found.isHidden()).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/lieux/{id}/reclamation")
    String complain(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String complaint,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var place = place(id);
        var typed = Map.of("words", words == null ? "" : words);
        var checks = new Checks();
        var complaintId = checks.id("complaint", complaint);
        var chosen = checks.choice("kind", kind, ComplaintKind.class, ComplaintKind.OTHER);
        checks.orThrow();
        var text = checks.optionalText("words", words, Complaints.LONGEST).orElse("");
        if (!checks.errors().isEmpty()) {
            response.setStatus(400);
            var told = Told.refused(ComplaintReason.WORDS_TOO_LONG, typed).andWrong(checks.errors());
            return screen(place, Optional.of(chosen), complaintId.toString(), told, model);
        }
        if (!complaining.takes(request.getRemoteAddr())) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(complaining.secondsLeft()));
            var told = Told.refused(ComplaintReason.TOO_MANY, typed);
            return screen(place, Optional.of(chosen), complaintId.toString(), told, model);
        }
        return switch (complaints.complain(new Complaints.Command(complaintId, place.id(), chosen, text))) {
            case Complaints.Outcome.Kept(var kept) -> "redirect:" + PUBLIC + "/suivi?number=" + kept.number();
            case Complaints.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield screen(place, Optional.of(chosen), complaintId.toString(), Told.refused(reason, typed), model);
            }
        };
    }

    /** What became of a complaint, for whoever has its number. */
    @GetMapping(PUBLIC + "/suivi")
    String follow(
            @RequestParam(required = false) @Nullable String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (number == null) {
            return screen(ComplaintStep.NUMBER, Told.NOTHING, model);
        }
        var typed = Map.of("number", number);
        if (!asking.takes(request.getRemoteAddr())) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(asking.secondsLeft()));
            return screen(ComplaintStep.NUMBER, Told.refused(ComplaintReason.TOO_MANY, typed), model);
        }
        var found = complaints.ofNumber(number);
        if (found.isEmpty()) {
            response.setStatus(404);
            var told = new Told(
                    Told.Kind.REFUSED, Sentences.of(ComplaintReason.UNKNOWN_NUMBER), List.of(), Map.of(), typed);
            return screen(ComplaintStep.NUMBER, told, model);
        }
        model.addAttribute("complaint", found.get());
        return screen(ComplaintStep.FOLLOW, Told.NOTHING, model);
    }

    private static String screen(
            Place place, Optional<ComplaintKind> kind, String complaintId, Told told, Model model) {
        model.addAttribute("place", place);
        model.addAttribute("id", complaintId);
        kind.ifPresent(chosen -> model.addAttribute("kind", chosen));
        return screen(kind.isPresent() ? ComplaintStep.WORDS : ComplaintStep.WHAT, told, model);
    }

    private static String screen(ComplaintStep step, Told told, Model model) {
        model.addAttribute("step", step);
        model.addAttribute("told", told);
        return "places/complaint";
    }

    @GetMapping(QUEUE)
    String queue(Actor by, Model model) {
        if (!Complaints.mayAnswer(by)) {
            throw ProblemException.notAllowed();
        }
        model.addAttribute("complaints", complaints.open(by, MOST));
        model.addAttribute("today", Paris.today(clock));
        model.addAttribute("told", Told.in(model));
        return "places/complaints";
    }

    @PostMapping(QUEUE + "/{id}")
    String answer(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String answer, Actor by, RedirectAttributes next) {
        if (!Complaints.mayAnswer(by)) {
            throw ProblemException.notAllowed();
        }
        next.addFlashAttribute(
                "told",
                switch (complaints.answer(id, answer, by)) {
                    case Complaints.Outcome.Kept(var kept) ->
                        Told.done(Language.say(
                                        "La réponse à la réclamation %s se lit avec son numéro.",
                                        "The answer to complaint %s can be read with its number.")
                                .formatted(kept.spoken()));
                    case Complaints.Outcome.Refused(var reason)
                    when reason == ComplaintReason.UNKNOWN_COMPLAINT -> throw ProblemException.notFound();
                    case Complaints.Outcome.Refused(var reason) -> Told.refused(reason, Map.of("answer-" + id, answer));
                });
        return "redirect:" + QUEUE;
    }
}
