package coop.fairpass.catalogue;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of brands that labels had better not name: read by all, kept by the committee (R-245). */
@Controller
@RequestMapping("/referentiel/marques")
class BrandPages {

    private final BrandLists lists;
    private final ListBrands listBrands;

    BrandPages(BrandLists lists, ListBrands listBrands) {
        this.lists = lists;
        this.listBrands = listBrands;
    }

    @GetMapping
    String brands(Optional<Actor> by, Model model) {
        model.addAttribute("lists", lists.all());
        model.addAttribute(
                "mayDecide", by.filter(one -> one.has(Role.COMMITTEE)).isPresent());
        model.addAttribute("told", Told.in(model));
        return "catalogue/brands";
    }

    /** One name a line. */
    @PostMapping
    String list(
            @RequestParam(defaultValue = "") String names,
            @RequestParam(name = "record", defaultValue = "") String minutes,
            @RequestParam(defaultValue = "") String before,
            Actor by,
            RedirectAttributes next) {
        if (!by.has(Role.COMMITTEE)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        int read = (int) checks.whole("before", before, 0, Integer.MAX_VALUE);
        var written = Arrays.stream(names.split("\\R", -1))
                .filter(line -> !line.isBlank())
                .toList();
        checks.orThrow();
        next.addFlashAttribute(
                "told",
                switch (listBrands.handle(new ListBrands.Command(written, minutes, read, by))) {
                    case ListBrands.Outcome.Listed(var _) ->
                        Told.done(Language.say("La liste est en vigueur.", "The list is in force."));
                    case ListBrands.Outcome.Refused(var reason) ->
                        Told.refused(reason, Map.of("names", names, "record", minutes));
                });
        return "redirect:/referentiel/marques";
    }
}
