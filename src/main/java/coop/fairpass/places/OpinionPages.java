package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Throttle;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.EnumMap;
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

/**
 * « Donner mon avis », for anyone, one question a screen and without script. The answers go on in the address:
 * they are of nobody, and a person can go back to any of them.
 */
@Controller
class OpinionPages {

    private static final int FOUND = 10;

    private final Places places;
    private final FindPlaces findPlaces;
    private final GiveOpinion giveOpinion;
    private final Clock clock;
    private final Throttle throttle;

    /** @param mostPerDay of one place, from one address: several people share the computer of a library */
    OpinionPages(
            Places places,
            FindPlaces findPlaces,
            GiveOpinion giveOpinion,
            Clock clock,
            @Value("${fairpass.places.opinions-per-day:5}") int mostPerDay) {
        this.places = places;
        this.findPlaces = findPlaces;
        this.giveOpinion = giveOpinion;
        this.clock = clock;
        this.throttle = new Throttle(clock, Duration.ofDays(1), mostPerDay);
    }

    /** Of which place? */
    @GetMapping("/mes-cheques/avis")
    String where(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        var shown = findPlaces.handle(new FindPlaces.Command(sent, "/mes-cheques/avis", FOUND, false));
        if (shown.isRefused()) {
            response.setStatus(400);
        }
        model.addAttribute("list", shown.page());
        return "places/opinion-where";
    }

    @GetMapping("/lieux/{id}/avis")
    String ask(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String welcome,
            @RequestParam(required = false) @Nullable String help,
            @RequestParam(required = false) @Nullable String again,
            Model model) {
        // An answer that cannot be read is asked again, and all after it.
        return show(place(id), answers(welcome, help, again), UUID.randomUUID().toString(), false, Told.NOTHING, model);
    }

    private Place place(UUID id) {
        return places.find(new PlaceId(id)).filter(found -> !found.isHidden()).orElseThrow(ProblemException::notFound);
    }

    private static Map<OpinionQuestion, OpinionAnswer> answers(
            @Nullable String welcome, @Nullable String help, @Nullable String again) {
        var answers = new EnumMap<OpinionQuestion, OpinionAnswer>(OpinionQuestion.class);
        answer(welcome).ifPresent(one -> answers.put(OpinionQuestion.WELCOME, one));
        answer(help).ifPresent(one -> answers.put(OpinionQuestion.HELP, one));
        answer(again).ifPresent(one -> answers.put(OpinionQuestion.AGAIN, one));
        return answers;
    }

    private static Optional<OpinionAnswer> answer(@Nullable String written) {
        return new Checks().optionalChoice("answer", written, OpinionAnswer.class);
    }

    private String show(
            Place place,
            Map<OpinionQuestion, OpinionAnswer> answers,
            String opinion,
            boolean isGiven,
            Told told,
            Model model) {
        var now = YearMonth.from(Paris.today(clock));
        model.addAttribute("page", new OpinionPage(place, answers, List.of(now, now.minusMonths(1)), opinion, isGiven));
        model.addAttribute("told", told);
        return "places/opinion";
    }

    @PostMapping("/lieux/{id}/avis")
    String give(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String opinion,
            @RequestParam(required = false) @Nullable String welcome,
            @RequestParam(required = false) @Nullable String help,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(required = false) @Nullable String month,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var place = place(id);
        var checks = new Checks();
        var opinionId = checks.id("opinion", opinion);
        var served = checks.optionalMonth("month", month);
        checks.orThrow();
        var answers = answers(welcome, help, again);
        if (answers.size() < OpinionQuestion.values().length) {
            response.setStatus(422);
            return show(place, answers, opinionId.toString(), false, Told.NOTHING, model);
        }
        if (!throttle.takes(request.getRemoteAddr() + " " + id)) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(throttle.secondsLeft()));
            return show(
                    place,
                    answers,
                    opinionId.toString(),
                    false,
                    Told.refused(OpinionReason.TOO_OFTEN, Map.of()),
                    model);
        }
        var command = new GiveOpinion.Command(opinionId, place.id(), answers, served, OpinionWay.WEB, Optional.empty());
        return switch (giveOpinion.handle(command)) {
            case GiveOpinion.Outcome.Kept() -> "redirect:/lieux/" + id + "/avis/merci";
            case GiveOpinion.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield show(place, answers, opinionId.toString(), false, Told.refused(reason, Map.of()), model);
            }
        };
    }

    @GetMapping("/lieux/{id}/avis/merci")
    String thanks(@PathVariable UUID id, Model model) {
        return show(place(id), Map.of(), "", true, Told.NOTHING, model);
    }
}
