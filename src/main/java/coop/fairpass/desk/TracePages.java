package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Demandes de personnes : an operator looks for what is held of somebody who asks and has no account, and erases what
 * may go. What was looked for is not kept, that somebody looked is.
 */
@Controller
@RequestMapping("/demandes-de-personnes")
class TracePages {

    private static final int SHORTEST = 4;

    private final List<Traces> rooms;
    private final EraseTrace eraseTrace;

    TracePages(List<Traces> rooms, EraseTrace eraseTrace) {
        this.rooms = List.copyOf(rooms);
        this.eraseTrace = eraseTrace;
    }

    @GetMapping
    String ask(Actor by, Model model) {
        mayOrThrow(by);
        var told = Told.in(model);
        return page("", Optional.empty(), told, model);
    }

    /** By a form that is posted: a name or an address must not stand in an address of this site, nor in its logs. */
    @PostMapping
    @ReadsSensitive(Sensitive.PERSONAL_RECORDS)
    String find(@RequestParam(required = false) @Nullable String texte, Actor by, Model model) {
        mayOrThrow(by);
        var checks = new Checks();
        var text = checks.optionalText("texte", texte, Traces.LONGEST).orElse("");
        checks.orThrow();
        if (text.length() < SHORTEST) {
            return page(text, Optional.empty(), Told.refused(DeskReason.TEXT_TOO_SHORT, Map.of("texte", text)), model);
        }
        return page(
                text,
                Optional.of(
                        rooms.stream().flatMap(room -> room.find(text).stream()).toList()),
                Told.NOTHING,
                model);
    }

    private static String page(String text, Optional<List<Traces.Trace>> found, Told told, Model model) {
        model.addAttribute("told", told);
        model.addAttribute("text", text);
        model.addAttribute("looked", found.isPresent());
        model.addAttribute("found", found.orElse(List.of()));
        return "desk/traces";
    }

    @PostMapping("/{room}/{id}/effacer")
    @ReadsSensitive(Sensitive.PERSONAL_RECORDS)
    String erase(@PathVariable String room, @PathVariable UUID id, Actor by, RedirectAttributes next) {
        mayOrThrow(by);
        next.addFlashAttribute(
                "told",
                eraseTrace.handle(room, id, by)
                        ? Told.done(Language.say("C’est effacé. Répondez à la personne.", "Erased. Answer the person."))
                        : Told.refused(DeskReason.NOTHING_TO_ERASE, Map.of()));
        return "redirect:/demandes-de-personnes";
    }

    private static void mayOrThrow(Actor by) {
        if (!by.has(Role.OPERATOR)) {
            throw ProblemException.notAllowed();
        }
    }
}
