package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Questions about places, for programs: the nearest, the coverage of a perimeter, what a list holds. */
@RestController
@Tag(name = "Lieux")
@RequestMapping("/api/v1/places")
class PlaceSearchApi {

    private static final int MOST_LEFT_OUT = 500;
    private static final int MOST_NOTES = 2_000;

    record PricedAnswer(
            String service, String label, long priceCents, boolean isRegulated, long remainingChargeCents) {}

    record StopAnswer(String address, String commune, double latitude, double longitude, String openingHours) {}

    /** @param stop where an itinerant place stops, when that is nearer than its own address; the metres are from it */
    record NearAnswer(
            PlacesApi.PlaceAnswer place, long metres, Optional<StopAnswer> stop, List<PricedAnswer> services) {}

    record LeftOutAnswer(String commune, String name, long population) {}

    /** @param leftOutCount all of them; at most 500 are listed, the largest first */
    record CoverageAnswer(
            int openPlaces,
            int placesOfUnknownCapacity,
            long inhabitants,
            long inhabitantsCovered,
            long weeklyCapacity,
            long capacity,
            Optional<Long> capacityPercent,
            PerimeterCoverage.Capacity verdict,
            int leftOutCount,
            List<LeftOutAnswer> leftOut) {}

    record CandidateAnswer(
            long line,
            String source,
            String id,
            String name,
            String postalCode,
            String town,
            Optional<String> commune,
            boolean acceptsVouchers) {}

    record RefusedRowAnswer(long line, String column, String reason, String title) {}

    record NoteAnswer(long line, String column, String reason, String title, String value) {}

    /** @param noteCount all of them; at most 2 000 are listed */
    record ExaminationAnswer(
            String format,
            int rows,
            int accepted,
            List<CandidateAnswer> candidates,
            List<RefusedRowAnswer> refused,
            int noteCount,
            List<NoteAnswer> notes,
            List<String> unknownColumns,
            Map<String, Integer> columnsNotKept) {}

    private final NearestPlaces nearest;
    private final PerimeterCoverage coverage;
    private final ExaminePlaceFile examine;
    private final PlaceSettings settings;
    private final Clock clock;

    PlaceSearchApi(
            NearestPlaces nearest,
            PerimeterCoverage coverage,
            ExaminePlaceFile examine,
            PlaceSettings settings,
            Clock clock) {
        this.nearest = nearest;
        this.coverage = coverage;
        this.examine = examine;
        this.settings = settings;
        this.clock = clock;
    }

    /** The nearest places that offer something, from a commune or a point, with prices and what remains to pay. */
    @GetMapping("/nearest")
    @Operation(summary = "Les lieux les plus proches d’un point ou d’une commune", description = "The nearest places.")
    List<NearAnswer> nearest(
            @RequestParam(required = false) @Nullable String commune,
            @RequestParam(required = false) @Nullable Double latitude,
            @RequestParam(required = false) @Nullable Double longitude,
            @RequestParam(required = false) @Nullable List<String> perimeter,
            @RequestParam(required = false) @Nullable List<String> service,
            @RequestParam(defaultValue = "3") long count) {
        var checks = new Checks();
        var from = checks.optionalIdentifier("commune", commune, InseeCode::check);
        var point = PlaceQuestions.point(checks, latitude, longitude);
        if (from.isEmpty() == point.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse("commune", WebReason.FIELD_MISSING);
        }
        var search = new NearestPlaces.Search(
                filter(checks, perimeter, service), Optional.empty(), settings.faceValue(), 1, (int)
                        checks.number("count", count, 1, 50));
        checks.orThrow();
        var found =
                point.map(known -> nearest.to(known, search)).orElseGet(() -> nearest.to(from.orElseThrow(), search));
        return found.stream().map(PlaceSearchApi::answer).toList();
    }

    /** Whether vouchers for a perimeter could be used there. */
    @GetMapping("/coverage")
    @Operation(
            summary = "Ce qu’un périmètre offre : lieux, habitants proches, capacité",
            description = "What a perimeter offers.")
    CoverageAnswer coverage(
            @RequestParam(required = false) @Nullable List<String> perimeter,
            @RequestParam(required = false) @Nullable List<String> service,
            @RequestParam(defaultValue = "0") long vouchers,
            @RequestParam(defaultValue = "26") long weeks) {
        var checks = new Checks();
        var question = new PerimeterCoverage.Question(
                filter(checks, perimeter, service),
                Optional.empty(),
                checks.number("vouchers", vouchers, 0, 100_000_000),
                checks.number("weeks", weeks, 0, 520));
        checks.orThrow();
        return answer(coverage.of(question));
    }

    /** Examines a list of places; nothing is written. */
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Examiner un fichier de lieux : lignes acceptées, lignes refusées et pourquoi",
            description = "Examine a file of places.")
    ExaminationAnswer examine(@RequestPart MultipartFile file, Actor caller) throws IOException {
        return switch (examine.handle(new ExaminePlaceFile.Command(file.getBytes(), caller))) {
            case ExaminePlaceFile.Outcome.Examined(var reading) -> answer(reading);
            case ExaminePlaceFile.Outcome.Refused refused ->
                throw switch (refused.reason()) {
                    case NOT_ALLOWED -> ProblemException.notAllowed();
                    case TOO_LARGE, UNREADABLE, FORMAT_UNKNOWN, MAPPING_INVALID, LIST_NAME_INVALID, ID_TAKEN ->
                        ProblemException.refused(refused.reason());
                };
        };
    }

    private Places.Filter filter(Checks checks, @Nullable List<String> perimeter, @Nullable List<String> service) {
        return new Places.Filter(
                Paris.today(clock), PlaceQuestions.perimeter(checks, perimeter), PlaceQuestions.path(checks, service));
    }

    private static NearAnswer answer(NearestPlaces.NearPlace near) {
        return new NearAnswer(
                PlacesApi.answer(near.place()),
                near.metres(),
                near.stop()
                        .map(stop -> new StopAnswer(
                                stop.address(),
                                stop.commune().value(),
                                stop.at().latitude(),
                                stop.at().longitude(),
                                stop.hours())),
                near.services().stream()
                        .map(priced -> new PricedAnswer(
                                priced.service().value(),
                                priced.label(),
                                priced.price().cents(),
                                priced.isRegulated(),
                                priced.remainingCharge().cents()))
                        .toList());
    }

    private static CoverageAnswer answer(PerimeterCoverage.Coverage coverage) {
        return new CoverageAnswer(
                coverage.openPlaces(),
                coverage.placesOfUnknownCapacity(),
                coverage.inhabitants(),
                coverage.inhabitantsCovered(),
                coverage.weeklyCapacity(),
                coverage.capacity(),
                coverage.capacityPercent(),
                coverage.verdict(),
                coverage.leftOut().size(),
                coverage.leftOut().stream()
                        .limit(MOST_LEFT_OUT)
                        .map(left -> new LeftOutAnswer(left.commune().value(), left.name(), left.population()))
                        .toList());
    }

    private static ExaminationAnswer answer(PlaceFile.Reading.Read reading) {
        return new ExaminationAnswer(
                reading.format(),
                reading.rows(),
                reading.accepted().size(),
                reading.accepted().stream()
                        .map(candidate -> new CandidateAnswer(
                                candidate.line(),
                                candidate.key().source(),
                                candidate.key().id(),
                                candidate.name(),
                                candidate.postalCode().digits(),
                                candidate.town(),
                                candidate.commune().map(InseeCode::value),
                                candidate.acceptsVouchers()))
                        .toList(),
                reading.refused().stream()
                        .map(row -> new RefusedRowAnswer(
                                row.line(), row.column(), row.reason().name(), Sentences.of(row.reason())))
                        .toList(),
                reading.notes().size(),
                reading.notes().stream()
                        .limit(MOST_NOTES)
                        .map(note -> new NoteAnswer(
                                note.line(),
                                note.column(),
                                note.reason().name(),
                                Sentences.of(note.reason()),
                                note.value()))
                        .toList(),
                reading.unknownColumns(),
                reading.leftAside());
    }
}
