package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.BroughtFile.Fate;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The committee brings a file, of the shared catalogue or of services of its own, reads it and adopts it. */
@Controller
@RequestMapping("/referentiel")
class CatalogueFilePages {

    private static final String PATH = CataloguePages.PATH + "/import";
    private static final int MOST_LINES = 200;
    private static final int MOST_BYTES = 2_000_000;
    private static final int LONGEST_WHY = 2_000;
    private static final String BROUGHT = "brought";

    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final ImportLocalServices importLocals;
    private final ProposeFromFile proposeFromFile;
    private final AdoptCatalogueVersion adopt;
    private final LocalPrefix prefix;
    private final Clock clock;

    CatalogueFilePages(
            Catalogue catalogue,
            ImportCatalogue importCatalogue,
            ImportLocalServices importLocals,
            ProposeFromFile proposeFromFile,
            AdoptCatalogueVersion adopt,
            LocalPrefix prefix,
            Clock clock) {
        this.catalogue = catalogue;
        this.importCatalogue = importCatalogue;
        this.importLocals = importLocals;
        this.proposeFromFile = proposeFromFile;
        this.adopt = adopt;
        this.prefix = prefix;
        this.clock = clock;
    }

    private static void require(Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            throw ProblemException.notAllowed();
        }
    }

    /** @param edition one that a file brought and nobody adopted yet: what it would change is shown */
    @GetMapping("/import")
    String file(@RequestParam(defaultValue = "") String edition, Actor by, Model model) {
        require(by);
        var brought = new Checks()
                .optionalId("edition", edition)
                .filter(id -> !catalogue.servicesOf(id).isEmpty())
                .filter(id -> catalogue.versions().stream()
                        .noneMatch(version -> version.edition().equals(id)));
        model.addAttribute("prefix", prefix.value().orElse(""));
        model.addAttribute("edition", brought.map(UUID::toString).orElse(""));
        model.addAttribute("diff", brought.map(this::diff));
        model.addAttribute(
                "report", Optional.ofNullable(model.getAttribute(BROUGHT)).map(BroughtFile.class::cast));
        model.addAttribute("isFirst", catalogue.versions().isEmpty());
        model.addAttribute("newEdition", UUID.randomUUID().toString());
        LocalDate today = Paris.today(clock);
        model.addAttribute(
                "effectiveOn",
                catalogue.versions().isEmpty() ? today : today.plusMonths(1).withDayOfMonth(1));
        model.addAttribute("told", Told.in(model));
        return "catalogue/file";
    }

    /** What adopting it would change: the local services that it lacks would stay. */
    private CatalogueDiff diff(UUID edition) {
        return CatalogueDiff.between(
                catalogue.versions().stream()
                        .findFirst()
                        .map(CatalogueVersion::edition)
                        .map(catalogue::servicesOf)
                        .orElse(List.of()),
                Stream.concat(catalogue.servicesOf(edition).stream(), adopt.localsBeside(edition).stream())
                        .toList());
    }

    @PostMapping("/import")
    String bring(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        require(by);
        var checks = new Checks();
        var edition = checks.id("id", id);
        var words = checks.optionalText("why", why, LONGEST_WHY).orElse("");
        checks.orThrow();
        var typed = Map.of("scope", scope, "why", why);
        if (file == null || file.isEmpty() || file.getSize() > MOST_BYTES) {
            return back(next, Told.refused(CatalogueFileReason.UNREADABLE, typed), "");
        }
        boolean isLocal = scope.equals("local");
        if (!isLocal && !catalogue.versions().isEmpty()) {
            return proposed(new ProposeFromFile.Command(edition, file.getBytes(), words, by), typed, next);
        }
        var command = new ImportCatalogue.Command(edition, file.getBytes(), by);
        return switch (isLocal ? importLocals.handle(command) : importCatalogue.handle(command)) {
            case ImportCatalogue.Outcome.Refused(var reason, var column) -> notRead(reason, column, typed, next);
            case ImportCatalogue.Outcome.Imported imported -> {
                next.addFlashAttribute(
                        BROUGHT,
                        new BroughtFile(
                                imported.accepted().size(),
                                0,
                                countLines(imported.refused()),
                                false,
                                Stream.concat(refused(imported.refused()), named(imported.brands()))
                                        .limit(MOST_LINES)
                                        .toList()));
                yield "redirect:" + PATH + "?edition=" + edition;
            }
        };
    }

    /** Once there is a catalogue, a file of shared services opens consultations. */
    private String proposed(ProposeFromFile.Command command, Map<String, String> typed, RedirectAttributes next) {
        return switch (proposeFromFile.handle(command)) {
            case ProposeFromFile.Outcome.Refused(var reason, var column) -> notRead(reason, column, typed, next);
            case ProposeFromFile.Outcome.Read read -> {
                var lines = Stream.of(
                                refused(read.refused()),
                                named(read.brands()),
                                read.proposed().stream()
                                        .map(row -> new BroughtFile.Line(
                                                row.line(),
                                                row.code().value(),
                                                Fate.PROPOSED,
                                                Language.say("Proposition %d", "Proposal %d")
                                                        .formatted(row.number()),
                                                CataloguePages.PATH + "/propositions/" + row.number())),
                                read.unchanged().stream()
                                        .map(line -> new BroughtFile.Line(line, "", Fate.UNCHANGED, "", "")))
                        .flatMap(Function.identity())
                        .limit(MOST_LINES)
                        .toList();
                next.addFlashAttribute(
                        BROUGHT,
                        new BroughtFile(
                                read.proposed().size(),
                                read.unchanged().size(),
                                countLines(read.refused()),
                                true,
                                lines));
                yield "redirect:" + PATH;
            }
        };
    }

    private static String notRead(
            CatalogueFileReason reason, String column, Map<String, String> typed, RedirectAttributes next) {
        var told = Told.refused(reason, typed);
        return back(next, column.isEmpty() ? told : told.withLines(List.of(column)), "");
    }

    private static int countLines(List<ImportCatalogue.RefusedRow> refused) {
        return (int) refused.stream()
                .map(ImportCatalogue.RefusedRow::line)
                .distinct()
                .count();
    }

    private static Stream<BroughtFile.Line> refused(List<ImportCatalogue.RefusedRow> rows) {
        return rows.stream()
                .map(row ->
                        new BroughtFile.Line(row.line(), row.column(), Fate.REFUSED, Sentences.of(row.reason()), ""));
    }

    private static Stream<BroughtFile.Line> named(List<ImportCatalogue.BrandNamed> brands) {
        return brands.stream()
                .map(one -> new BroughtFile.Line(
                        one.line(),
                        one.column(),
                        Fate.TO_LOOK_AT,
                        Language.say(
                                        "Le libellé nomme une marque : %s. Le service est gardé ; voyez si d’autres"
                                                + " mots conviennent.",
                                        "The label names a brand: %s. The service is kept; see whether other words"
                                                + " would do.")
                                .formatted(one.brand()),
                        ""));
    }

    @PostMapping("/editions/{edition}")
    String adopt(
            @PathVariable UUID edition,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            RedirectAttributes next) {
        require(by);
        var checks = new Checks();
        var on = checks.day("effectiveOn", sent.getFirst("effectiveOn"));
        var body = checks.text("body", sent.getFirst("body"), 200);
        var minutes = checks.text("record", sent.getFirst("record"), 200);
        var rewordings = sent.getOrDefault("reworded", List.of()).stream()
                .flatMap(code -> ServiceCode.check(code).stream())
                .collect(Collectors.toSet());
        var typed = sent.toSingleValueMap();
        if (!checks.errors().isEmpty()) {
            return back(
                    next,
                    Told.refused(
                            Language.say("La version n’est pas adoptée.", "The version is not adopted."),
                            checks.errors(),
                            typed),
                    edition.toString());
        }
        var decision = new Decision(body, Paris.today(clock), minutes);
        return switch (adopt.handle(new AdoptCatalogueVersion.Command(edition, on, decision, rewordings, by))) {
            case AdoptCatalogueVersion.Outcome.Adopted(var version) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                        "La version %d est adoptée, en vigueur le %s.",
                                        "Version %d is adopted, in force on %s.")
                                .formatted(version.number(), Language.sayLong(version.effectiveOn()))));
                yield "redirect:" + CataloguePages.PATH;
            }
            case AdoptCatalogueVersion.Outcome.Refused(var reason, var _)
            when reason == CatalogueVersionReason.UNKNOWN_EDITION -> throw ProblemException.notFound();
            case AdoptCatalogueVersion.Outcome.Refused(var reason, var codes) ->
                back(
                        next,
                        Told.refused(reason, typed)
                                .withLines(
                                        codes.stream().map(ServiceCode::value).toList()),
                        edition.toString());
        };
    }

    private static String back(RedirectAttributes next, Told told, String edition) {
        next.addFlashAttribute("told", told);
        return "redirect:" + PATH + (edition.isEmpty() ? "" : "?edition=" + edition);
    }
}
