package coop.fairpass.orders;

import coop.fairpass.web.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the page shown after an act tells: done, or refused beside the field with all that was typed. */
final class PageAnswer {

    private PageAnswer() {}

    static String done(RedirectAttributes after, String sentence, String path) {
        after.addFlashAttribute("told", Told.done(sentence));
        return "redirect:" + path;
    }

    static String refused(RedirectAttributes after, Enum<?> reason, Map<String, String> typed, String path) {
        after.addFlashAttribute("told", Told.refused(reason, typed));
        return "redirect:" + path;
    }

    /** Refused for what one field holds. */
    static String wrong(
            RedirectAttributes after, String field, String sentence, Map<String, String> typed, String path) {
        after.addFlashAttribute(
                "told", new Told(Told.Kind.REFUSED, sentence, List.of(), Map.of(field, sentence), typed));
        return "redirect:" + path;
    }

    /** Refused for a reason told beside a field. */
    static String wrong(
            RedirectAttributes after, String field, Enum<?> reason, Map<String, String> typed, String path) {
        return wrong(after, field, Told.refused(reason, typed).title(), typed, path);
    }

    static String of(RedirectAttributes after, Optional<OrderReason> refusal, String done, String path) {
        return refusal.map(reason -> refused(after, reason, Map.of(), path)).orElseGet(() -> done(after, done, path));
    }
}
