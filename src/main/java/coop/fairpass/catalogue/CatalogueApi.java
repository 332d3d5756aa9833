package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The catalogue for programs: anyone reads it, the committee brings editions and adopts versions. */
@RestController
@Tag(name = "Référentiel")
@RequestMapping("/api/v1/catalogue")
class CatalogueApi {

    private static final int MOST_REWORDINGS = 500;
    private static final int LONGEST_WHY = 2_000;

    record VersionAnswer(int number, LocalDate effectiveOn, String decidedBy, LocalDate decidedOn, String minutes) {}

    /** @param scope {@code shared}, or {@code local} for what this instance adds of its own */
    record ServiceAnswer(
            String code,
            String category,
            String subcategory,
            String label,
            int level,
            int minutes,
            ServiceFormat format,
            int maxPeople,
            String nationalService,
            long defaultPriceCents,
            String scope) {}

    /** @param version absent when none is in force yet */
    record CatalogueAnswer(Optional<VersionAnswer> version, List<ServiceAnswer> services) {}

    record RefusedRowAnswer(long line, String column, String reason, String title) {}

    /** A row that is kept although its label names a brand. */
    record BrandNamedAnswer(long line, String column, String brand) {}

    /** A row that opens a consultation, on the proposal of that number. */
    record ProposedRowAnswer(long line, String code, int proposal) {}

    /**
     * @param edition to adopt; absent when the rows became proposals, as soon as there is a catalogue
     * @param accepted rows of the edition, or rows proposed
     * @param unchanged rows of services that are so already
     */
    record EditionAnswer(
            Optional<UUID> edition,
            int accepted,
            int unchanged,
            List<ProposedRowAnswer> proposed,
            List<RefusedRowAnswer> refused,
            List<BrandNamedAnswer> brandsNamed) {}

    record VersionRequest(
            @Nullable String edition,
            @Nullable String effectiveOn,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes,
            @Nullable List<String> rewordings) {}

    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final ImportLocalServices importLocals;
    private final ProposeFromFile proposeFromFile;
    private final AdoptCatalogueVersion adopt;
    private final LocalPrefix prefix;
    private final Clock clock;

    CatalogueApi(
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

    /** The catalogue in force today, or on a day. */
    @GetMapping
    @Operation(
            summary = "Les services du référentiel en vigueur un jour",
            description = "Services of the catalogue on a day.")
    ResponseEntity<CatalogueAnswer> inForce(@RequestParam(required = false) @Nullable String on) {
        var checks = new Checks();
        var day = checks.optionalDay("on", on).orElseGet(() -> Paris.today(clock));
        checks.orThrow();
        return Download.openData().body(answer(catalogue.on(day)));
    }

    @GetMapping("/versions")
    @Operation(summary = "Les versions adoptées du référentiel", description = "Adopted versions.")
    List<VersionAnswer> versions() {
        return catalogue.versions().stream().map(CatalogueApi::answer).toList();
    }

    /** A version with its services, past ones included. */
    @GetMapping("/versions/{number}")
    @Operation(summary = "Une version du référentiel et ses services", description = "One version.")
    ResponseEntity<CatalogueAnswer> version(@PathVariable int number) {
        return Download.openData()
                .body(answer(Optional.of(catalogue.version(number).orElseThrow(ProblemException::notFound))));
    }

    /**
     * Brings the first edition in a CSV file; once there is a catalogue, each row that changes a shared service becomes
     * a proposal. Rows refused are told one by one, the others are kept.
     */
    @PostMapping(path = "/editions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Lire un fichier du référentiel : lignes acceptées ou proposées, lignes refusées et pourquoi",
            description = "Read a file of the catalogue.")
    @ResponseStatus(HttpStatus.CREATED)
    EditionAnswer importEdition(
            @RequestPart MultipartFile file,
            @RequestParam(required = false) @Nullable String why,
            NewId id,
            Actor caller)
            throws IOException {
        var checks = new Checks();
        var words = checks.optionalText("why", why, LONGEST_WHY).orElse("");
        checks.orThrow();
        if (!catalogue.versions().isEmpty()) {
            return told(
                    proposeFromFile.handle(new ProposeFromFile.Command(id.value(), file.getBytes(), words, caller)));
        }
        return told(importCatalogue.handle(new ImportCatalogue.Command(id.value(), file.getBytes(), caller)));
    }

    /** Brings services of the instance's own in a CSV file: an edition of the last version with these in it. */
    @PostMapping(path = "/local-editions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Lire un fichier de services locaux : aucun ne redéfinit un code commun",
            description = "Read a file of local services.")
    @ResponseStatus(HttpStatus.CREATED)
    EditionAnswer importLocals(@RequestPart MultipartFile file, NewId id, Actor caller) throws IOException {
        return told(importLocals.handle(new ImportCatalogue.Command(id.value(), file.getBytes(), caller)));
    }

    private static EditionAnswer told(ImportCatalogue.Outcome outcome) {
        return switch (outcome) {
            case ImportCatalogue.Outcome.Imported imported ->
                new EditionAnswer(
                        Optional.of(imported.edition()),
                        imported.accepted().size(),
                        0,
                        List.of(),
                        imported.refused().stream().map(CatalogueApi::answer).toList(),
                        imported.brands().stream().map(CatalogueApi::answer).toList());
            case ImportCatalogue.Outcome.Refused(var reason, var column) -> throw problem(reason, column);
        };
    }

    private static EditionAnswer told(ProposeFromFile.Outcome outcome) {
        return switch (outcome) {
            case ProposeFromFile.Outcome.Read read ->
                new EditionAnswer(
                        Optional.empty(),
                        read.proposed().size(),
                        read.unchanged().size(),
                        read.proposed().stream()
                                .map(row -> new ProposedRowAnswer(
                                        row.line(), row.code().value(), row.number()))
                                .toList(),
                        read.refused().stream().map(CatalogueApi::answer).toList(),
                        read.brands().stream().map(CatalogueApi::answer).toList());
            case ProposeFromFile.Outcome.Refused(var reason, var column) -> throw problem(reason, column);
        };
    }

    private static BrandNamedAnswer answer(ImportCatalogue.BrandNamed one) {
        return new BrandNamedAnswer(one.line(), one.column(), one.brand());
    }

    /** Puts an edition in force. */
    @PostMapping("/versions")
    @Operation(summary = "Adopter une version du référentiel", description = "Adopt a version.")
    @ResponseStatus(HttpStatus.CREATED)
    VersionAnswer adopt(@RequestBody VersionRequest request, Actor caller) {
        var checks = new Checks();
        var edition = checks.id("edition", request.edition());
        var effectiveOn = checks.day("effectiveOn", request.effectiveOn());
        var body = checks.text("decidedBy", request.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", request.decidedOn());
        var minutes = checks.text("minutes", request.minutes(), 200);
        var rewordings = codes(checks, request.rewordings());
        checks.orThrow();
        var decision = new Decision(body, decidedOn, minutes);
        return switch (adopt.handle(
                new AdoptCatalogueVersion.Command(edition, effectiveOn, decision, rewordings, caller))) {
            case AdoptCatalogueVersion.Outcome.Adopted(var version) -> answer(version);
            case AdoptCatalogueVersion.Outcome.Refused refused -> throw problem(refused);
        };
    }

    private static ProblemException problem(CatalogueFileReason reason, String column) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case COLUMN_MISSING -> ProblemException.refused(reason, Map.of("column", column));
            case UNREADABLE, ID_TAKEN, NO_LOCAL_PREFIX, NO_CATALOGUE_YET, TO_BE_CONSULTED ->
                ProblemException.refused(reason);
        };
    }

    private static ProblemException problem(AdoptCatalogueVersion.Outcome.Refused refused) {
        return switch (refused.reason()) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_EDITION -> ProblemException.notFound();
            case CODE_GIVEN_TO_ANOTHER, NOT_CONSULTED ->
                ProblemException.refused(
                        refused.reason(),
                        Map.of(
                                "codes",
                                refused.codes().stream().map(ServiceCode::value).toList()));
            case ALREADY_ADOPTED,
                    EDITION_EMPTY,
                    DECIDED_IN_THE_FUTURE,
                    BACK_DATED,
                    MONTH_TAKEN,
                    BEFORE_THE_LAST_VERSION -> ProblemException.refused(refused.reason());
        };
    }

    private static Set<ServiceCode> codes(Checks checks, @Nullable List<String> written) {
        var codes = new HashSet<ServiceCode>();
        for (var text : checks.list("rewordings", written, MOST_REWORDINGS)) {
            ServiceCode.check(text)
                    .ifPresentOrElse(codes::add, () -> checks.refuse("rewordings", WebReason.FIELD_INVALID));
        }
        return codes;
    }

    private CatalogueAnswer answer(Optional<CatalogueVersion> version) {
        return new CatalogueAnswer(
                version.map(CatalogueApi::answer),
                version.map(CatalogueVersion::edition).map(catalogue::servicesOf).orElse(List.of()).stream()
                        .map(this::answer)
                        .toList());
    }

    private static VersionAnswer answer(CatalogueVersion version) {
        return new VersionAnswer(
                version.number(),
                version.effectiveOn(),
                version.decision().body(),
                version.decision().decidedOn(),
                version.decision().minutes());
    }

    private ServiceAnswer answer(Service service) {
        return new ServiceAnswer(
                service.code().value(),
                service.category(),
                service.subcategory(),
                service.label(),
                service.level(),
                service.minutes(),
                service.format(),
                service.maxPeople(),
                service.nationalService().label(),
                service.defaultPrice().cents(),
                prefix.scope(service.code()));
    }

    private static RefusedRowAnswer answer(ImportCatalogue.RefusedRow row) {
        return new RefusedRowAnswer(row.line(), row.column(), row.reason().name(), Sentences.of(row.reason()));
    }
}
