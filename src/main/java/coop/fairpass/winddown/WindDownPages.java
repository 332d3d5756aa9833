package coop.fairpass.winddown;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.tariff.Decision;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Arrêt progressif, open to all: what was decided and what it changes; the board decides, another person confirms. */
@Controller
@RequestMapping(WindDownPages.PATH)
class WindDownPages {

    static final String PATH = "/arret-progressif";

    private static final int LONGEST = 200;
    private static final int LONGEST_TEXT = 2_000;

    private final WindDown windDown;
    private final RecordWindDown recordWindDown;
    private final ConfirmWindDown confirmWindDown;
    private final Clock clock;

    WindDownPages(WindDown windDown, RecordWindDown recordWindDown, ConfirmWindDown confirmWindDown, Clock clock) {
        this.windDown = windDown;
        this.recordWindDown = recordWindDown;
        this.confirmWindDown = confirmWindDown;
        this.clock = clock;
    }

    @GetMapping
    String read(Optional<Actor> by, Model model) {
        return page(by, model);
    }

    @PostMapping
    String decide(
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (!by.has(Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var typed = Told.typedIn(sent);
        var checks = new Checks();
        var id = checks.id("decision", sent.get("decision"));
        var kind = checks.choice("kind", sent.get("kind"), DecisionKind.class, DecisionKind.START);
        var effectiveOn = checks.day("effectiveOn", sent.get("effectiveOn"));
        var body = checks.text("decidedBy", sent.get("decidedBy"), LONGEST);
        var decidedOn = checks.day("decidedOn", sent.get("decidedOn"));
        var minutes = checks.text("minutes", sent.get("minutes"), LONGEST);
        var text = checks.text("text", sent.get("text"), LONGEST_TEXT);
        Told told;
        try {
            checks.orThrow();
            switch (recordWindDown.handle(new RecordWindDown.Command(
                    id, kind, new Decision(body, decidedOn, minutes), text, effectiveOn, by))) {
                case RecordWindDown.Outcome.Recorded(var _) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say(
                                    "C’est enregistré. Rien ne change tant qu’une autre personne ne l’a pas confirmé.",
                                    "Recorded. Nothing changes until another person has confirmed it.")));
                    return "redirect:" + PATH;
                }
                case RecordWindDown.Outcome.Refused(var reason) -> told = Told.refused(reason, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        model.addAttribute("told", told);
        return page(Optional.of(by), model);
    }

    @PostMapping("/{id}/confirmation")
    String confirm(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String minutes,
            Actor by,
            RedirectAttributes next) {
        var written = minutes == null ? "" : minutes;
        next.addFlashAttribute(
                "told",
                told(
                        confirmWindDown.handle(new ConfirmWindDown.Command(id, written, by)),
                        Language.say("C’est confirmé et publié.", "Confirmed and published."),
                        Map.of("minutes-" + id, written)));
        return "redirect:" + PATH;
    }

    @PostMapping("/{id}/abandon")
    String abandon(@PathVariable UUID id, Actor by, RedirectAttributes next) {
        next.addFlashAttribute(
                "told",
                told(
                        confirmWindDown.abandon(id, by),
                        Language.say("C’est abandonné : rien ne change.", "Given up: nothing changes."),
                        Map.of()));
        return "redirect:" + PATH;
    }

    private static Told told(ConfirmWindDown.Outcome outcome, String done, Map<String, String> typed) {
        return switch (outcome) {
            case ConfirmWindDown.Outcome.Done(var _) -> Told.done(done);
            case ConfirmWindDown.Outcome.Refused(var reason) -> {
                if (reason == WindDownReason.UNKNOWN_DECISION) {
                    throw ProblemException.notFound();
                }
                yield Told.refused(reason, typed);
            }
        };
    }

    private String page(Optional<Actor> by, Model model) {
        Told.keepIn(model);
        model.addAttribute("view", WindDownView.of(windDown.standing(), windDown.decisions(), by));
        model.addAttribute("today", Paris.today(clock));
        model.addAttribute("decision", UUID.randomUUID().toString());
        return "winddown/wind-down";
    }
}
