package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.time.Clock;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Avis reçus : what people said of a provider's places, and the cards and calls that its desks copy. */
@Controller
class ReceivedOpinionPages {

    static final String PATH = "/avis-recus";

    private static final int MOST = 200;

    private final Places places;
    private final Opinions opinions;
    private final GiveOpinion giveOpinion;
    private final Clock clock;

    ReceivedOpinionPages(Places places, Opinions opinions, GiveOpinion giveOpinion, Clock clock) {
        this.places = places;
        this.opinions = opinions;
        this.giveOpinion = giveOpinion;
        this.clock = clock;
    }

    /** A provider reads its own; the cooperative, those of all. */
    @GetMapping(PATH)
    String received(Actor by, Model model) {
        requireRole(by);
        boolean seesAll = by.has(Role.COOP_REVIEWER);
        model.addAttribute("seesAll", seesAll);
        model.addAttribute(
                "places",
                opinions.byPlace(
                        seesAll
                                ? Optional.empty()
                                : Optional.of(by.organisation().orElseThrow(ProblemException::notAllowed)),
                        MOST));
        model.addAttribute(
                "own", by.organisation().filter(_ -> !seesAll).map(places::of).orElse(List.of()));
        return "places/opinions";
    }

    private static void requireRole(Actor by) {
        if (!GiveOpinion.mayCopy(by)) {
            throw ProblemException.notAllowed();
        }
    }

    @GetMapping("/mes-lieux/{id}/avis")
    String ofPlace(@PathVariable UUID id, Actor by, Model model) {
        return show(seen(id, by), Told.in(model), model);
    }

    private Place seen(UUID id, Actor by) {
        requireRole(by);
        return places.find(new PlaceId(id))
                .filter(place -> PlaceRights.sees(by, place.provider()))
                .orElseThrow(ProblemException::notFound);
    }

    private String show(Place place, Told told, Model model) {
        var now = YearMonth.from(Paris.today(clock));
        model.addAttribute("place", place);
        model.addAttribute("counts", opinions.of(place.id()));
        model.addAttribute("months", List.of(now, now.minusMonths(1), now.minusMonths(2)));
        model.addAttribute("opinion", UUID.randomUUID().toString());
        model.addAttribute("told", told);
        return "places/opinions-of-place";
    }

    /** A card, or what somebody said by telephone. */
    @PostMapping("/mes-lieux/{id}/avis")
    String copy(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String opinion,
            @RequestParam(required = false) @Nullable String way,
            @RequestParam(required = false) @Nullable String welcome,
            @RequestParam(required = false) @Nullable String help,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(required = false) @Nullable String month,
            Actor by,
            Model model,
            RedirectAttributes next) {
        var place = seen(id, by);
        var typed = new HashMap<String, String>();
        var checks = new Checks();
        var answers = new EnumMap<OpinionQuestion, OpinionAnswer>(OpinionQuestion.class);
        answers.put(OpinionQuestion.WELCOME, answer(OpinionQuestion.WELCOME, welcome, checks, typed));
        answers.put(OpinionQuestion.HELP, answer(OpinionQuestion.HELP, help, checks, typed));
        answers.put(OpinionQuestion.AGAIN, answer(OpinionQuestion.AGAIN, again, checks, typed));
        var opinionId = checks.id("opinion", opinion);
        var how = checks.choice("way", way, OpinionWay.class, OpinionWay.CARD);
        typed.put("way", how.name());
        var served = checks.optionalMonth("month", month);
        if (!checks.errors().isEmpty() || how == OpinionWay.WEB) {
            return show(
                    place,
                    Told.refused(
                            Language.say("L’avis n’est pas enregistré.", "The opinion was not kept."),
                            checks.errors(),
                            typed),
                    model);
        }
        var command = new GiveOpinion.Command(opinionId, place.id(), answers, served, how, Optional.of(by));
        return switch (giveOpinion.handle(command)) {
            case GiveOpinion.Outcome.Kept() -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "L’avis est compté, comme recopié. Gardez ou jetez la carte.",
                                "The opinion is counted, as copied. Keep the card or throw it away.")));
                yield "redirect:/mes-lieux/" + id + "/avis";
            }
            case GiveOpinion.Outcome.Refused(var reason) -> show(place, Told.refused(reason, typed), model);
        };
    }

    private static OpinionAnswer answer(
            OpinionQuestion question, @Nullable String written, Checks checks, Map<String, String> typed) {
        var answer = checks.choice(question.field(), written, OpinionAnswer.class, OpinionAnswer.YES);
        if (written != null) {
            typed.put(question.field(), written);
        }
        return answer;
    }
}
