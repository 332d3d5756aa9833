package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.catalogue.ServicePaths.ServicePath;
import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue as open data, what changes in it, what is proposed, and the paths made of it. */
@RestController
@Tag(name = "Référentiel")
@RequestMapping("/api/v1/catalogue")
class ContributionApi {

    private static final int LONGEST = 2_000;
    private static final int MOST_SERVICES = 500;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv; charset=utf-8");

    private static final Set<ProposalReason> ABSENCES =
            EnumSet.of(ProposalReason.UNKNOWN_PROPOSAL, ProposalReason.UNKNOWN_REMARK);

    record ChangedField(String field, String before, String after) {}

    record ChangedEntry(String code, List<ChangedField> changes) {}

    record WithdrawnEntry(String code, String label, Optional<String> replacedBy, LocalDate servedUntil) {}

    record NamedEntry(String code, String label) {}

    record ChangesAnswer(
            int version,
            LocalDate effectiveOn,
            List<NamedEntry> added,
            List<NamedEntry> removed,
            List<ChangedEntry> changed) {}

    record ProposedEntry(
            String category,
            String subcategory,
            String label,
            int level,
            int minutes,
            ServiceFormat format,
            int maxPeople,
            String nationalService,
            long defaultPriceCents) {

        static ProposedEntry of(Service one) {
            return new ProposedEntry(
                    one.category(),
                    one.subcategory(),
                    one.label(),
                    one.level(),
                    one.minutes(),
                    one.format(),
                    one.maxPeople(),
                    one.nationalService().label(),
                    one.defaultPrice().cents());
        }
    }

    record RemarkAnswer(
            UUID id,
            RemarkKind kind,
            String words,
            Optional<ProposedEntry> service,
            Instant madeAt,
            String by,
            Optional<String> answer) {}

    record VerdictAnswer(boolean accepted, String reason, Optional<UUID> amendment, String minutes, Instant at) {}

    record ProposalAnswer(
            UUID id,
            int number,
            ProposalKind kind,
            String code,
            Optional<String> into,
            Optional<ProposedEntry> service,
            String why,
            Instant madeAt,
            String by,
            LocalDate consultedTo,
            Optional<VerdictAnswer> verdict,
            Optional<Integer> version,
            List<RemarkAnswer> remarks) {}

    record ProposalRequest(
            @Nullable String kind,
            @Nullable String code,
            @Nullable String into,
            @Nullable ServiceForm service,
            @Nullable String why) {}

    record RemarkRequest(
            @Nullable String kind,
            @Nullable String words,
            @Nullable ServiceForm service) {}

    record RemarkAnswerRequest(@Nullable String answer) {}

    record ProposalDecisionRequest(
            @Nullable Boolean accepted,
            @Nullable String reason,
            @Nullable String amendment,
            @Nullable String minutes) {}

    record PublicationRequest(
            @Nullable String effectiveOn,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    record PathAnswer(
            UUID id,
            String name,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            List<String> services,
            List<Integer> levels) {}

    record PathRequest(
            @Nullable String name,
            @Nullable String validFrom,
            @Nullable String validUntil,
            @Nullable List<String> services,
            @Nullable List<Long> levels) {}

    private final Catalogue catalogue;
    private final Proposals proposals;
    private final PublishVersion publish;
    private final ServicePaths paths;
    private final LocalPrefix prefix;
    private final Clock clock;

    ContributionApi(
            Catalogue catalogue,
            Proposals proposals,
            PublishVersion publish,
            ServicePaths paths,
            LocalPrefix prefix,
            Clock clock) {
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.publish = publish;
        this.paths = paths;
        this.prefix = prefix;
        this.clock = clock;
    }

    // ── Open data ────────────────────────────────────────────────────────────────────────────────────────────────

    /** As it can be imported again, without loss; the last column says which services are local. */
    @GetMapping(path = "/services.csv", produces = "text/csv")
    @Operation(summary = "Le référentiel en vigueur, en CSV", description = "The catalogue in force, in CSV.")
    ResponseEntity<byte[]> csv() {
        return csv(catalogue.on(Paris.today(clock)).orElseThrow(ProblemException::notFound));
    }

    @GetMapping(path = "/versions/{number}/services.csv", produces = "text/csv")
    @Operation(summary = "Une version du référentiel, en CSV", description = "One version, in CSV.")
    ResponseEntity<byte[]> csv(@PathVariable int number) {
        return csv(catalogue.version(number).orElseThrow(ProblemException::notFound));
    }

    private ResponseEntity<byte[]> csv(CatalogueVersion version) {
        return Download.openData("referentiel-%d.csv".formatted(version.number()), CSV)
                .body(CatalogueCsv.write(catalogue.servicesOf(version.edition()), prefix));
    }

    @GetMapping("/versions/{number}/changes")
    @Operation(
            summary = "Ce qu’une version change à la précédente : ajouts, retraits, changements",
            description = "What a version changes.")
    ChangesAnswer changes(@PathVariable int number) {
        var version = catalogue.version(number).orElseThrow(ProblemException::notFound);
        var diff = publish.diffOf(version);
        return new ChangesAnswer(
                version.number(),
                version.effectiveOn(),
                diff.added().stream().map(ContributionApi::named).toList(),
                diff.removed().stream().map(ContributionApi::named).toList(),
                diff.changed().stream()
                        .map(one -> new ChangedEntry(
                                one.after().code().value(),
                                one.changes().stream()
                                        .map(change ->
                                                new ChangedField(change.field(), change.before(), change.after()))
                                        .toList()))
                        .toList());
    }

    private static NamedEntry named(Service service) {
        return new NamedEntry(service.code().value(), service.label());
    }

    @GetMapping("/withdrawn")
    @Operation(
            summary = "Les services retirés, ce qui les remplace et jusqu’à quand ils servent encore",
            description = "Withdrawn services.")
    List<WithdrawnEntry> withdrawn() {
        return catalogue.withdrawn().stream()
                .map(one -> new WithdrawnEntry(
                        one.code().value(),
                        one.label(),
                        one.replacedBy().map(ServiceCode::value),
                        one.servedUntil().minusDays(1)))
                .toList();
    }

    // ── Proposals ────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/proposals")
    @Operation(summary = "Les propositions, la dernière d’abord", description = "Proposals, latest first.")
    Page<ProposalAnswer> proposals(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size) {
        var checks = new Checks();
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        return Page.within(proposals.all(), last, most, one -> one.id().toString())
                .map(ContributionApi::answer);
    }

    @GetMapping("/proposals/{id}")
    @Operation(summary = "Une proposition, ses remarques et sa décision", description = "One proposal.")
    ProposalAnswer proposal(@PathVariable UUID id) {
        return proposals.find(id).map(ContributionApi::answer).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Proposer d’ajouter, de changer, de retirer ou de fondre un service",
            description = "Propose a change.")
    ProposalAnswer propose(@RequestBody ProposalRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var kind = checks.choice("kind", request.kind(), ProposalKind.class, ProposalKind.CHANGE);
        var code = code(checks, "code", request.code());
        var into = request.into() == null || request.into().isBlank()
                ? Optional.<ServiceCode>empty()
                : code(checks, "into", request.into());
        var why = checks.text("why", request.why(), LONGEST);
        var content = Optional.<Service>empty();
        if (kind == ProposalKind.ADD || kind == ProposalKind.CHANGE) {
            content = service(checks, code, request.service());
        }
        checks.orThrow();
        return told(
                proposals.handle(new Proposals.Ask(id.value(), kind, code.orElseThrow(), into, content, why, caller)));
    }

    private static Optional<Service> service(Checks checks, Optional<ServiceCode> code, @Nullable ServiceForm written) {
        if (written == null) {
            checks.refuse("service", WebReason.FIELD_MISSING);
            return Optional.empty();
        }
        return code.flatMap(one -> written.read(one, checks));
    }

    private static Optional<ServiceCode> code(Checks checks, String field, @Nullable String written) {
        var text = checks.text(field, written, 20);
        var code = ServiceCode.check(text);
        if (code.isEmpty()
                && checks.errors().stream().noneMatch(one -> one.field().equals(field))) {
            checks.refuse(field, CatalogueRowReason.CODE_FORM);
        }
        return code;
    }

    @PostMapping("/proposals/{id}/remarks")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Commenter une proposition, y objecter ou l’amender",
            description = "Comment, object to or amend a proposal.")
    ProposalAnswer remark(@PathVariable UUID id, @RequestBody RemarkRequest request, NewId remark, Actor caller) {
        var proposal = proposals.find(id).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var kind = checks.choice("kind", request.kind(), RemarkKind.class, RemarkKind.COMMENT);
        var words = checks.text("words", request.words(), LONGEST);
        var content = kind == RemarkKind.AMENDMENT
                ? service(checks, Optional.of(proposal.code()), request.service())
                : Optional.<Service>empty();
        checks.orThrow();
        return told(proposals.handle(new Proposals.Say(remark.value(), id, kind, words, content, caller)));
    }

    @PostMapping("/proposals/{id}/remarks/{remark}/answer")
    @Operation(summary = "Répondre par écrit à une remarque, au nom du comité", description = "Answer a remark.")
    ProposalAnswer answer(
            @PathVariable UUID id, @PathVariable UUID remark, @RequestBody RemarkAnswerRequest request, Actor caller) {
        var checks = new Checks();
        var text = checks.text("answer", request.answer(), LONGEST);
        checks.orThrow();
        return told(proposals.answer(id, remark, text, caller));
    }

    @PostMapping("/proposals/{id}/decision")
    @Operation(
            summary = "Décider d’une proposition, avec ses raisons : une personne du comité seule le peut",
            description = "Decide on a proposal.")
    ProposalAnswer decide(@PathVariable UUID id, @RequestBody ProposalDecisionRequest request, Actor caller) {
        var checks = new Checks();
        if (request.accepted() == null) {
            checks.refuse("accepted", WebReason.FIELD_MISSING);
        }
        var reason = checks.text("reason", request.reason(), LONGEST);
        var amendment = checks.optionalId("amendment", request.amendment());
        var minutes = checks.text("minutes", request.minutes(), 200);
        checks.orThrow();
        return told(proposals.handle(
                new Proposals.Decide(id, Boolean.TRUE.equals(request.accepted()), reason, amendment, minutes, caller)));
    }

    @PostMapping("/publications")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Publier une version qui réunit les propositions acceptées, en vigueur à sa date",
            description = "Publish a version of the accepted proposals.")
    ChangesAnswer publish(@RequestBody PublicationRequest request, Actor caller) {
        var checks = new Checks();
        var effectiveOn = checks.day("effectiveOn", request.effectiveOn());
        var body = checks.text("decidedBy", request.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", request.decidedOn());
        var minutes = checks.text("minutes", request.minutes(), 200);
        checks.orThrow();
        return switch (publish.handle(
                new PublishVersion.Command(effectiveOn, new Decision(body, decidedOn, minutes), caller))) {
            case PublishVersion.Outcome.Published(var version, var _) -> changes(version.number());
            case PublishVersion.Outcome.Refused(var reason) -> throw problem(reason);
            case PublishVersion.Outcome.NotAdopted(var reason) -> throw ProblemException.refused(reason);
        };
    }

    // ── Paths ────────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/paths")
    @Operation(summary = "Les parcours de services, par nom", description = "Service paths.")
    List<PathAnswer> paths() {
        return paths.all().stream().map(ContributionApi::answer).toList();
    }

    @PostMapping("/paths")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Faire un parcours : des services, ou des niveaux dans l’ordre",
            description = "Make a service path.")
    PathAnswer makePath(@RequestBody PathRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var name = checks.text("name", request.name(), 200);
        var from = checks.day("validFrom", request.validFrom());
        var until = checks.optionalDay("validUntil", request.validUntil());
        var services = new ArrayList<ServiceCode>();
        for (var written : checks.list("services", request.services(), MOST_SERVICES)) {
            code(checks, "services", written).ifPresent(services::add);
        }
        var levels = checks.list("levels", request.levels(), 3).stream()
                .map(level -> (int) checks.number("levels", level, 1, 3))
                .toList();
        checks.orThrow();
        return switch (paths.handle(
                new ServicePaths.Command(id.value(), name, from, until, services, levels, caller))) {
            case ServicePaths.Outcome.Made(var path) -> answer(path);
            case ServicePaths.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static ProblemException problem(ServicePaths.PathReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case ID_TAKEN, SERVICES_OR_LEVELS, UNKNOWN_SERVICE, ENDS_BEFORE_IT_BEGINS ->
                ProblemException.refused(reason);
        };
    }

    private static PathAnswer answer(ServicePath path) {
        return new PathAnswer(
                path.id(),
                path.name(),
                path.validFrom(),
                path.validUntil(),
                path.services().stream().map(ServiceCode::value).toList(),
                path.levels());
    }

    private static ProposalAnswer told(Proposals.Outcome outcome) {
        return switch (outcome) {
            case Proposals.Outcome.Done(var proposal) -> answer(proposal);
            case Proposals.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static ProblemException problem(ProposalReason reason) {
        if (ABSENCES.contains(reason)) {
            return ProblemException.notFound();
        }
        return reason == ProposalReason.NOT_ALLOWED ? ProblemException.notAllowed() : ProblemException.refused(reason);
    }

    private static ProposalAnswer answer(Proposal one) {
        return new ProposalAnswer(
                one.id(),
                one.number(),
                one.kind(),
                one.code().value(),
                one.into().map(ServiceCode::value),
                one.content().map(ProposedEntry::of),
                one.why(),
                one.madeAt(),
                one.madeByName(),
                one.consultedTo(),
                one.verdict()
                        .map(verdict -> new VerdictAnswer(
                                verdict.isAccepted(),
                                verdict.reason(),
                                verdict.amendment(),
                                verdict.minutes(),
                                verdict.at())),
                one.version(),
                one.remarks().stream()
                        .map(remark -> new RemarkAnswer(
                                remark.id(),
                                remark.kind(),
                                remark.words(),
                                remark.content().map(ProposedEntry::of),
                                remark.madeAt(),
                                remark.madeByName(),
                                remark.answer()))
                        .toList());
    }
}
