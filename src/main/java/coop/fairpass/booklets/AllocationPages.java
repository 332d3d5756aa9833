package coop.fairpass.booklets;

import coop.fairpass.booklets.AllocateBooklets.Weighed;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.orders.LotId;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.DepartmentOutlines;
import coop.fairpass.territory.SmallMap;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Répartir un lot : a fixed part for each distributor, then weights; seen in a table and on a map before anything is
 * sent (domain §7.3, R-029, R-030). Weights are proposed from inhabitants and fragility scores, and may be typed.
 */
@Controller
@RequestMapping("/carnets/lots/{lot}/repartition")
class AllocationPages {

    private static final int LARGEST_FILE = 2_000_000;
    private static final String WEIGHT = "weight-";
    private static final int LONGEST_WEIGHT = 12;

    /** What was typed: numbers that could be read, and the fields that could not. */
    private record Asked(long fixedEach, List<Weighed> weights, Map<String, String> wrong) {}

    private final AllocateBooklets allocateBooklets;
    private final Lots lots;
    private final People people;
    private final Organisations organisations;
    private final Territories territories;
    private final DepartmentOutlines outlines;

    AllocationPages(
            AllocateBooklets allocateBooklets,
            Lots lots,
            People people,
            Organisations organisations,
            Territories territories,
            DepartmentOutlines outlines) {
        this.allocateBooklets = allocateBooklets;
        this.lots = lots;
        this.people = people;
        this.organisations = organisations;
        this.territories = territories;
        this.outlines = outlines;
    }

    @GetMapping
    String form(@PathVariable UUID lot, Actor by, Model model) {
        var distributors = distributors(by);
        return show(
                lot,
                UUID.randomUUID().toString(),
                typed("0", weigh(distributors, FragilityScores.NONE)),
                distributors,
                Told.NOTHING,
                List.of(),
                by,
                model);
    }

    @PostMapping
    String share(
            @PathVariable UUID lot,
            @RequestParam Map<String, String> sent,
            @RequestParam(required = false) @Nullable MultipartFile scores,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next)
            throws IOException {
        var distributors = distributors(by);
        var allocation = sent.getOrDefault("allocation", "");
        if (!allocation.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw ProblemException.notFound();
        }
        if ("weigh".equals(sent.get("do"))) {
            return weighed(lot, allocation, sent, scores, distributors, by, model, response);
        }
        var asked = asked(sent, distributors);
        if (!asked.wrong().isEmpty()) {
            response.setStatus(422);
            var told = new Told(
                    Told.Kind.REFUSED,
                    Language.say("Un nombre n’a pas été compris.", "A number was not understood."),
                    List.of(),
                    asked.wrong(),
                    Map.of());
            return show(lot, allocation, sent, distributors, told, List.of(), by, model);
        }
        var command = new AllocateBooklets.Command(
                UUID.fromString(allocation), new LotId(lot), asked.fixedEach(), asked.weights(), by);
        boolean isSent = "send".equals(sent.get("do"));
        return switch (isSent ? allocateBooklets.handle(command) : allocateBooklets.preview(command)) {
            case AllocateBooklets.Outcome.Shared(var shares) -> {
                if (!isSent) {
                    yield show(lot, allocation, sent, distributors, Told.NOTHING, shares, by, model);
                }
                long booklets =
                        shares.stream().mapToLong(one -> one.booklets().count()).sum();
                long receivers =
                        shares.stream().filter(one -> !one.booklets().isEmpty()).count();
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "%s pour %s."
                                        .formatted(
                                                Plural.of(booklets, "carnet est parti", "carnets sont partis"),
                                                Plural.of(receivers, "distributeur", "distributeurs")),
                                "%s to %s."
                                        .formatted(
                                                Plural.english(booklets, "booklet has left", "booklets have left"),
                                                Plural.english(receivers, "distributor", "distributors")))));
                yield "redirect:/carnets";
            }
            case AllocateBooklets.Outcome.FixedPartExceedsStock(long fixedPart, long stock) -> {
                response.setStatus(422);
                var told = new Told(
                        Told.Kind.REFUSED,
                        Language.say(
                                        "%s : la part fixe demande %s, il y en a %s.",
                                        "%s: the fixed share needs %s, there are %s.")
                                .formatted(
                                        Sentences.of(BookletReason.FIXED_PART_EXCEEDS_STOCK)
                                                .replaceFirst("\\.$", ""),
                                        Language.say(
                                                Plural.of(fixedPart, "carnet", "carnets"),
                                                Plural.english(fixedPart, "booklet", "booklets")),
                                        Language.say(stock)),
                        List.of(),
                        Map.of("fixedEach", Language.say("Une part plus petite.", "A smaller share.")),
                        Map.of());
                yield show(lot, allocation, sent, distributors, told, List.of(), by, model);
            }
            case AllocateBooklets.Outcome.Refused(var reason) -> {
                if (reason == BookletReason.UNKNOWN_LOT || reason == BookletReason.NOT_ALLOWED) {
                    throw BookletFields.refused(reason);
                }
                response.setStatus(422);
                yield show(
                        lot,
                        allocation,
                        sent,
                        distributors,
                        Told.refused(BookletFields.told(reason), Map.of()),
                        List.of(),
                        by,
                        model);
            }
        };
    }

    private String weighed(
            UUID lot,
            String allocation,
            Map<String, String> sent,
            @Nullable MultipartFile file,
            Map<Organisation, Optional<Commune>> distributors,
            Actor by,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var scores = FragilityScores.NONE;
        if (file != null && !file.isEmpty()) {
            try (var content = file.getInputStream()) {
                scores = FragilityScores.read(content.readNBytes(LARGEST_FILE));
            }
        }
        boolean isUnread =
                file != null && !file.isEmpty() && scores.thousandths().isEmpty();
        if (isUnread) {
            response.setStatus(422);
        }
        var lines = scores.refused().stream()
                .map(one -> Language.say("Ligne %d, pas comprise : %s", "Line %d, not understood: %s")
                        .formatted(one.number(), one.text()))
                .toList();
        var told = isUnread
                ? new Told(
                        Told.Kind.REFUSED,
                        Language.say(
                                "Aucune ligne de ce fichier n’est un code de commune et un score.",
                                "No line of this file is a commune’s code and a score."),
                        lines,
                        Map.of(
                                "scores",
                                Language.say(
                                        "Une commune par ligne : code INSEE, score.",
                                        "One commune a line: INSEE code, score.")),
                        Map.of())
                : Told.done(Language.say("Poids proposés. %s dans le fichier.", "Weights proposed. %s in the file.")
                                .formatted(Language.say(
                                        Plural.of(
                                                scores.thousandths().size(),
                                                "commune a un score",
                                                "communes ont un score"),
                                        Plural.english(
                                                scores.thousandths().size(),
                                                "commune has a score",
                                                "communes have a score"))))
                        .withLines(lines);
        var typed = typed(sent.getOrDefault("fixedEach", "0"), weigh(distributors, scores));
        return show(lot, allocation, typed, distributors, told, List.of(), by, model);
    }

    /** Organisations that hand booklets over, with the commune where each is, when it is known. */
    private Map<Organisation, Optional<Commune>> distributors(Actor by) {
        if (!BookletStep.B3_SENT.isAllowedTo(by)) {
            throw ProblemException.notAllowed();
        }
        var own = by.organisation().orElseThrow(ProblemException::notAllowed);
        var found = new LinkedHashMap<Organisation, Optional<Commune>>();
        for (var receiver : BookletPages.receivers(people, own)) {
            organisations
                    .find(new OrganisationId(UUID.fromString(receiver.id())))
                    .ifPresent(one -> found.put(one, one.address().commune().flatMap(territories::commune)));
        }
        return found;
    }

    private static Map<OrganisationId, Long> weigh(
            Map<Organisation, Optional<Commune>> distributors, FragilityScores scores) {
        var weights = new HashMap<OrganisationId, Long>();
        distributors.forEach((one, commune) -> weights.put(
                one.id(),
                commune.map(found -> scores.weigh(found.code(), found.population()))
                        .orElse(0L)));
        return weights;
    }

    private static Map<String, String> typed(String fixedEach, Map<OrganisationId, Long> weights) {
        var typed = new HashMap<String, String>();
        typed.put("fixedEach", fixedEach);
        weights.forEach((one, weight) -> typed.put(WEIGHT + one, weight.toString()));
        return typed;
    }

    private static Asked asked(Map<String, String> sent, Map<Organisation, Optional<Commune>> distributors) {
        var wrong = new HashMap<String, String>();
        var fixed = number(sent.getOrDefault("fixedEach", ""), "fixedEach", wrong);
        var weights = new ArrayList<Weighed>();
        for (var one : distributors.keySet()) {
            var field = WEIGHT + one.id();
            if (!sent.getOrDefault(field, "").isBlank()) {
                number(sent.getOrDefault(field, ""), field, wrong)
                        .ifPresent(weight -> weights.add(new Weighed(one.id(), weight)));
            }
        }
        return new Asked(fixed.orElse(0L), weights, wrong);
    }

    private static Optional<Long> number(String written, String field, Map<String, String> wrong) {
        var digits = written.replaceAll("[\\s\\u00a0\\u202f]", "");
        if (digits.matches("\\d{1,%d}".formatted(LONGEST_WEIGHT))) {
            return Optional.of(Long.valueOf(digits));
        }
        wrong.put(field, Language.say("Un nombre entier, sans virgule.", "A whole number, without a point."));
        return Optional.empty();
    }

    private String show(
            UUID id,
            String allocation,
            Map<String, String> typed,
            Map<Organisation, Optional<Commune>> distributors,
            Told told,
            List<AllocateBooklets.Share> shares,
            Actor by,
            Model model) {
        var lot = lots.find(new LotId(id)).orElseThrow(ProblemException::notFound);
        long stock = allocateBooklets.available(new LotId(id), by);
        if (stock == 0 && !by.isOfTheCooperative() && !by.isOf(lot.payer())) {
            throw ProblemException.notFound();
        }
        var communes = distributors.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().id(), Map.Entry::getValue));
        model.addAttribute(
                "page",
                new AllocationPage(
                        id.toString(),
                        lot.orderNumber(),
                        lot.place(),
                        allocation,
                        stock,
                        typed.getOrDefault("fixedEach", "0"),
                        distributors.entrySet().stream()
                                .map(one -> line(one.getKey(), one.getValue(), typed))
                                .toList(),
                        shares.stream()
                                .map(one -> new AllocationPage.Share(
                                        one.name(),
                                        communes.getOrDefault(one.distributor(), Optional.empty())
                                                .map(Commune::name)
                                                .orElse(""),
                                        one.booklets().count(),
                                        one.booklets().isEmpty()
                                                ? ""
                                                : one.booklets().said()))
                                .toList(),
                        map(shares, communes),
                        told));
        return "booklets/allocation";
    }

    private static AllocationPage.Line line(Organisation one, Optional<Commune> commune, Map<String, String> typed) {
        return new AllocationPage.Line(
                one.id().toString(),
                one.legalName(),
                commune.map(Commune::name).orElse(""),
                commune.map(Commune::population).orElse(0),
                typed.getOrDefault(WEIGHT + one.id(), ""));
    }

    /** One spot a commune, for all that goes there. */
    private Optional<SmallMap> map(
            List<AllocateBooklets.Share> shares, Map<OrganisationId, Optional<Commune>> communes) {
        Map<Commune, Long> byCommune = new LinkedHashMap<>();
        for (var share : shares) {
            communes.getOrDefault(share.distributor(), Optional.empty())
                    .filter(one -> one.centre().isPresent())
                    .ifPresent(one -> byCommune.merge(one, share.booklets().count(), Long::sum));
        }
        return byCommune.isEmpty()
                ? Optional.empty()
                : Optional.of(outlines.map(byCommune.entrySet().stream()
                        .map(one -> new SmallMap.Spot(
                                Language.say("%s : %s", "%s: %s")
                                        .formatted(one.getKey().name(), Language.say(one.getValue())),
                                one.getKey().centre().orElseThrow(),
                                one.getValue()))
                        .toList()));
    }
}
