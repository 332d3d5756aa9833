package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Référentiel : read by all, talked over by whoever has come in, decided by the committee. */
@Controller
@RequestMapping("/referentiel")
class CataloguePages {

    private static final int LONGEST = 2_000;
    static final String PATH = "/referentiel";
    private static final String PROPOSALS = PATH + "/propositions";

    private final Catalogue catalogue;
    private final Proposals proposals;
    private final PublishVersion publish;
    private final ServicePaths paths;
    private final LocalPrefix prefix;
    private final BrandLists brands;
    private final Clock clock;

    CataloguePages(
            Catalogue catalogue,
            Proposals proposals,
            PublishVersion publish,
            ServicePaths paths,
            LocalPrefix prefix,
            BrandLists brands,
            Clock clock) {
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.publish = publish;
        this.paths = paths;
        this.prefix = prefix;
        this.brands = brands;
        this.clock = clock;
    }

    private LocalDate today() {
        return Paris.today(clock);
    }

    private static boolean isCommittee(Optional<Actor> by) {
        return by.filter(one -> one.has(Role.COMMITTEE)).isPresent();
    }

    @GetMapping
    String inForce(Optional<Actor> by, Model model) {
        var version = catalogue.on(today());
        // Before the committee adopts anything, what Fairpass proposes is shown as a proposal.
        var services = version.map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElseGet(() -> switch (CatalogueFile.read(CatalogueSeed.csv())) {
                    case CatalogueFile.Reading.Read read -> read.accepted();
                    case CatalogueFile.Reading.Unreadable _ -> List.<Service>of();
                });
        Map<String, List<Service>> byCategory = services.stream()
                .collect(Collectors.groupingBy(Service::category, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("version", version);
        model.addAttribute("versions", catalogue.versions());
        model.addAttribute("byCategory", byCategory);
        model.addAttribute("withdrawn", catalogue.withdrawn());
        model.addAttribute("paths", paths.on(today()));
        model.addAttribute("prefix", prefix);
        model.addAttribute("mayDecide", isCommittee(by));
        model.addAttribute("mayPropose", by.isPresent() && version.isPresent());
        model.addAttribute("today", today());
        Told.keepIn(model);
        return "catalogue/services";
    }

    /** The committee adopts the services that Fairpass proposes. */
    @PostMapping("/adoption")
    String adopt(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        requireCommittee(by);
        var checks = new Checks();
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        if (!checks.errors().isEmpty()) {
            return back(after, PATH, Told.refused(checks, sent));
        }
        return back(after, PATH, told(publish.first(new Decision(body, today(), minutes), by), sent));
    }

    private static void requireCommittee(Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            throw ProblemException.notAllowed();
        }
    }

    private static Told told(PublishVersion.Outcome outcome, Map<String, String> typed) {
        return switch (outcome) {
            case PublishVersion.Outcome.Published(var version, var _) ->
                Told.done(Language.say(
                                "La version %d est adoptée, en vigueur le %s.",
                                "Version %d is adopted, in force on %s.")
                        .formatted(version.number(), Language.sayLong(version.effectiveOn())));
            case PublishVersion.Outcome.Refused(var reason) -> Told.refused(reason, typed);
            case PublishVersion.Outcome.NotAdopted(var reason) -> Told.refused(reason, typed);
        };
    }

    @GetMapping("/versions/{number}")
    String changes(@PathVariable int number, Model model) {
        var version = catalogue.version(number).orElseThrow(ProblemException::notFound);
        model.addAttribute("version", version);
        model.addAttribute("diff", publish.diffOf(version));
        model.addAttribute("proposals", proposals.heldBy(number));
        return "catalogue/changes";
    }

    @GetMapping("/propositions")
    String proposals(@RequestParam(defaultValue = "") String code, Optional<Actor> by, Model model) {
        model.addAttribute("service", ServiceCode.check(code).flatMap(one -> catalogue.find(one, today())));
        model.addAttribute("proposals", proposals.all());
        model.addAttribute("titles", titles());
        model.addAttribute("accepted", proposals.accepted());
        model.addAttribute("prefix", prefix.value().orElse(""));
        model.addAttribute("isIn", by.isPresent());
        model.addAttribute("mayDecide", isCommittee(by));
        model.addAttribute("today", today());
        model.addAttribute("newId", UUID.randomUUID().toString());
        Told.keepIn(model);
        return "catalogue/proposals";
    }

    @GetMapping("/propositions/{number}")
    String proposal(@PathVariable int number, Optional<Actor> by, Model model) {
        var proposal = proposals.numbered(number).orElseThrow(ProblemException::notFound);
        model.addAttribute("proposal", proposal);
        var current = catalogue.find(proposal.code(), today());
        model.addAttribute("current", current);
        model.addAttribute("title", titles().getOrDefault(number, ""));
        model.addAttribute("brands", brandsIn(proposal));
        model.addAttribute(
                "changes",
                current.isPresent() && proposal.content().isPresent()
                        ? CatalogueDiff.changes(
                                current.get(), proposal.content().get())
                        : List.of());
        model.addAttribute("isIn", by.isPresent());
        model.addAttribute("mayDecide", isCommittee(by));
        model.addAttribute("today", today());
        model.addAttribute("newId", UUID.randomUUID().toString());
        Told.keepIn(model);
        return "catalogue/proposal";
    }

    /** The brands that the label proposed names, or that of an amendment: said to all who read it. */
    private List<String> brandsIn(Proposal proposal) {
        var known = brands.current().brands();
        return Stream.concat(
                        proposal.content().stream(), proposal.remarks().stream().flatMap(one -> one.content().stream()))
                .flatMap(service -> known.in(service.label()).stream())
                .distinct()
                .toList();
    }

    /** What is told of a label that names brands; nothing when it names none. */
    private String warning(Optional<Service> content) {
        var named = content.map(service -> brands.current().brands().in(service.label()))
                .orElse(List.of());
        return named.isEmpty()
                ? ""
                : Language.say(
                                " Attention, le libellé nomme une marque : %s. Le comité demandera peut-être d’autres mots.",
                                " Beware, the label names a brand: %s. The committee may ask for other words.")
                        .formatted(String.join(", ", named));
    }

    /** What each proposal is about, in the words of the service rather than its code. */
    private Map<Integer, String> titles() {
        var labels =
                catalogue
                        .on(today())
                        .map(CatalogueVersion::edition)
                        .map(catalogue::servicesOf)
                        .orElse(List.of())
                        .stream()
                        .collect(Collectors.toMap(Service::code, Service::label));
        return proposals.all().stream()
                .collect(Collectors.toMap(
                        Proposal::number,
                        one -> Optional.ofNullable(labels.get(one.code()))
                                .or(() -> one.content().map(Service::label))
                                .orElse(one.code().value())));
    }

    @PostMapping("/propositions")
    String propose(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var kind = checks.choice("kind", sent.get("kind"), ProposalKind.class, ProposalKind.CHANGE);
        var code = code(checks, "code", sent.get("code"));
        var written = sent.getOrDefault("into", "");
        var into = written.isBlank() ? Optional.<ServiceCode>empty() : code(checks, "into", written);
        var why = checks.text("why", sent.get("why"), LONGEST);
        var content = kind == ProposalKind.ADD || kind == ProposalKind.CHANGE
                ? code.flatMap(one -> service(sent).read(one, checks))
                : Optional.<Service>empty();
        if (!checks.errors().isEmpty()) {
            return back(after, PROPOSALS, Told.refused(checks, sent));
        }
        return switch (proposals.handle(new Proposals.Ask(id, kind, code.orElseThrow(), into, content, why, by))) {
            case Proposals.Outcome.Done(var done) ->
                back(
                        after,
                        PROPOSALS + "/" + done.number(),
                        Told.done(Language.say(
                                        "Votre proposition est ouverte à tous.", "Your proposal is open to everybody.")
                                + warning(content)));
            case Proposals.Outcome.Refused(var reason) -> back(after, PROPOSALS, Told.refused(reason, sent));
        };
    }

    private static ServiceForm service(Map<String, String> sent) {
        return new ServiceForm(
                sent.get("category"),
                sent.get("subcategory"),
                sent.get("label"),
                number(sent.get("level")),
                number(sent.get("minutes")),
                sent.get("format"),
                number(sent.get("maxPeople")),
                sent.get("nationalService"),
                cents(sent.get("price")));
    }

    private static @Nullable Long number(@Nullable String written) {
        return written != null && written.strip().matches("\\d{1,6}") ? Long.valueOf(written.strip()) : null;
    }

    private static @Nullable Long cents(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            return Money.parse(written).cents();
        } catch (IllegalArgumentException e) {
            return -1L; // out of bounds, which the checks then say
        }
    }

    private static Optional<ServiceCode> code(Checks checks, String field, @Nullable String written) {
        var code = ServiceCode.check(written == null ? "" : written);
        if (code.isEmpty()) {
            if (written == null || written.isBlank()) {
                checks.refuse(field, WebReason.FIELD_MISSING);
            } else {
                checks.refuse(field, CatalogueRowReason.CODE_FORM);
            }
        }
        return code;
    }

    @PostMapping("/propositions/{number}/remarques")
    String remark(
            @PathVariable int number, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var proposal = proposals.numbered(number).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var kind = checks.choice("remark", sent.get("remark"), RemarkKind.class, RemarkKind.COMMENT);
        var words = checks.text("words", sent.get("words"), LONGEST);
        var content =
                kind == RemarkKind.AMENDMENT ? service(sent).read(proposal.code(), checks) : Optional.<Service>empty();
        var path = PROPOSALS + "/" + number;
        if (!checks.errors().isEmpty()) {
            return back(after, path, Told.refused(checks, sent));
        }
        return done(
                after,
                path,
                proposals.handle(new Proposals.Say(id, proposal.id(), kind, words, content, by)),
                Language.say(
                                "%s enregistrée."
                                        .formatted(Sentences.of(kind))
                                        .replace("ement enregistrée", "ement enregistré"),
                                "%s saved.".formatted(Sentences.of(kind)))
                        + warning(content),
                sent);
    }

    @PostMapping("/propositions/{number}/reponses")
    String answer(
            @PathVariable int number,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String answer,
            Actor by,
            RedirectAttributes after) {
        requireCommittee(by);
        var proposal = proposals.numbered(number).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var id = checks.id("remark", remark);
        var text = checks.text("answer-" + remark, answer, LONGEST);
        var path = PROPOSALS + "/" + number;
        var typed = Map.of("answer-" + remark, answer);
        return checks.errors().isEmpty()
                ? done(
                        after,
                        path,
                        proposals.answer(proposal.id(), id, text, by),
                        Language.say("La réponse est publiée.", "The answer is published."),
                        typed)
                : back(after, path, Told.refused(checks, typed));
    }

    @PostMapping("/propositions/{number}/decision")
    String decide(
            @PathVariable int number, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        requireCommittee(by);
        var proposal = proposals.numbered(number).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var choice = checks.text("choice", sent.get("choice"), 50);
        var reason = checks.text("reason", sent.get("reason"), LONGEST);
        var minutes = checks.text("record", sent.get("record"), 200);
        var amendment = choice.startsWith("ACCEPT:")
                ? checks.optionalId("choice", choice.substring("ACCEPT:".length()))
                : Optional.<UUID>empty();
        var path = PROPOSALS + "/" + number;
        return checks.errors().isEmpty()
                ? done(
                        after,
                        path,
                        proposals.handle(new Proposals.Decide(
                                proposal.id(), choice.startsWith("ACCEPT"), reason, amendment, minutes, by)),
                        Language.say("La décision est publiée.", "The decision is published."),
                        sent)
                : back(after, path, Told.refused(checks, sent));
    }

    @PostMapping("/publication")
    String publish(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        requireCommittee(by);
        var checks = new Checks();
        var on = checks.day("effectiveOn", sent.get("effectiveOn"));
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("record", sent.get("record"), 200);
        if (!checks.errors().isEmpty()) {
            return back(after, PROPOSALS, Told.refused(checks, sent));
        }
        return back(
                after,
                PROPOSALS,
                told(publish.handle(new PublishVersion.Command(on, new Decision(body, today(), minutes), by)), sent));
    }

    private static String done(
            RedirectAttributes after,
            String path,
            Proposals.Outcome outcome,
            String sentence,
            Map<String, String> typed) {
        return back(
                after,
                path,
                switch (outcome) {
                    case Proposals.Outcome.Done _ -> Told.done(sentence);
                    case Proposals.Outcome.Refused(var reason) -> Told.refused(reason, typed);
                });
    }

    private static String back(RedirectAttributes after, String path, Told told) {
        after.addFlashAttribute("told", told);
        return "redirect:" + path;
    }
}
