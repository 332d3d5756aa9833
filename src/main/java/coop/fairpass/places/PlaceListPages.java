package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.SafeCsv;
import coop.fairpass.web.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The cooperative takes lists of places in, reads what was not understood, and tells doubles apart. */
@Controller
@RequestMapping("/listes-de-lieux")
class PlaceListPages {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int SHOWN_IMPORTS = 30;
    private static final int SHOWN_LINES = 200;
    private static final int ALL_LINES = 1_000_000;
    private static final int SHOWN_DOUBLES = 50;

    private final ImportPlaceList importList;
    private final DecideLikeness decide;
    private final PlaceLists lists;
    private final PlaceClaims claims;

    PlaceListPages(ImportPlaceList importList, DecideLikeness decide, PlaceLists lists, PlaceClaims claims) {
        this.importList = importList;
        this.decide = decide;
        this.lists = lists;
        this.claims = claims;
    }

    private static void require(Actor by) {
        if (!by.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }

    @GetMapping
    String all(Actor by, Model model) {
        require(by);
        model.addAttribute("imports", lists.last(SHOWN_IMPORTS));
        model.addAttribute("doubles", lists.countToDecide());
        model.addAttribute("claims", claims.countOpen());
        model.addAttribute("newImport", UUID.randomUUID().toString());
        model.addAttribute("told", Told.in(model));
        return "places/lists";
    }

    @PostMapping
    String take(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String list,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        require(by);
        var checks = new Checks();
        var importId = checks.id("id", id);
        checks.orThrow();
        var name = list == null ? "" : list.strip();
        if (file == null || file.isEmpty()) {
            next.addFlashAttribute("told", Told.refused(PlaceFileReason.UNREADABLE, Map.of("list", name)));
            return "redirect:/listes-de-lieux";
        }
        return switch (importList.handle(new ImportPlaceList.Command(importId, name, file.getBytes(), by))) {
            case ImportPlaceList.Outcome.Imported(var report) -> "redirect:/listes-de-lieux/" + report.id();
            case ImportPlaceList.Outcome.Refused(var reason) -> {
                next.addFlashAttribute("told", Told.refused(reason, Map.of("list", name)));
                yield "redirect:/listes-de-lieux";
            }
        };
    }

    @GetMapping("/{id}")
    String report(@PathVariable UUID id, Actor by, Model model) {
        require(by);
        model.addAttribute("report", lists.find(id).orElseThrow(ProblemException::notFound));
        model.addAttribute("counts", lists.counts(id));
        model.addAttribute("leftAside", lists.leftAside(id));
        model.addAttribute("waiting", lists.waitingForACommune(id));
        model.addAttribute("lines", lists.lines(id, SHOWN_LINES));
        model.addAttribute("doubles", lists.countToDecide());
        return "places/list-report";
    }

    /** Every line, for those who correct the file. */
    @GetMapping("/{id}/lignes.csv")
    ResponseEntity<byte[]> lines(@PathVariable UUID id, Actor by) {
        require(by);
        var report = lists.find(id).orElseThrow(ProblemException::notFound);
        var csv = new SafeCsv("ligne", "colonne", "refusée", "motif", "explication", "valeur");
        for (var line : lists.lines(id, ALL_LINES)) {
            csv.row(
                    line.line(),
                    line.header(),
                    line.isRefusal() ? "oui" : "non",
                    line.reason(),
                    Language.FRENCH.during(line::sentence),
                    line.value());
        }
        return Download.of("rapport-%s.csv".formatted(report.list()), CSV, csv.bytes());
    }

    @GetMapping("/doublons")
    String doubles(Actor by, Model model) {
        require(by);
        List<PlaceLists.Likeness> shown = lists.toDecide(SHOWN_DOUBLES);
        model.addAttribute("doubles", shown);
        model.addAttribute("count", lists.countToDecide());
        model.addAttribute("told", Told.in(model));
        return "places/doubles";
    }

    @PostMapping("/doublons")
    String decide(
            @RequestParam(required = false) @Nullable String listed,
            @RequestParam(required = false) @Nullable String other,
            @RequestParam(required = false) @Nullable String same,
            Actor by,
            RedirectAttributes next) {
        var checks = new Checks();
        var command = new DecideLikeness.Command(
                checks.id("listed", listed), checks.id("other", other), "yes".equals(same), by);
        checks.orThrow();
        next.addFlashAttribute(
                "told",
                switch (decide.handle(command)) {
                    case DECIDED ->
                        Told.done(
                                command.isSame()
                                        ? Language.say("C’est un seul lieu.", "It is one place.")
                                        : Language.say("Ce sont deux lieux.", "They are two places."));
                    case NOTHING_TO_DECIDE ->
                        Told.done(Language.say("Quelqu’un a déjà décidé.", "Somebody has already decided."));
                    case NOT_ALLOWED -> throw ProblemException.notAllowed();
                });
        return "redirect:/listes-de-lieux/doublons";
    }
}
