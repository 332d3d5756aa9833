package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The qualification of a provider, for programs: its own people read it, the cooperative changes it. */
@RestController
@Tag(name = "Qualification")
@RequestMapping("/api/v1/providers/{provider}")
class QualificationApi {

    private static final int LONGEST_REASON = 2_000;

    /** Who recorded an act, without name, and on which day. */
    record AuthorAnswer(String by, LocalDate on) {}

    record DecisionAnswer(String body, LocalDate decidedOn, String minutes) {}

    record SuspensionAnswer(
            UUID id,
            LocalDate suspendedFrom,
            Optional<LocalDate> suspendedUntil,
            String reason,
            Optional<DecisionAnswer> decision,
            AuthorAnswer recorded) {}

    record EndAnswer(LocalDate endedOn, EndKind kind, String reason, AuthorAnswer recorded) {}

    record QualificationAnswer(
            UUID id,
            LocalDate qualifiedFrom,
            DecisionAnswer decision,
            AuthorAnswer recorded,
            List<SuspensionAnswer> suspensions,
            Optional<EndAnswer> end) {}

    /** @param state what the right is today, and how pages say it */
    record StandingAnswer(QualificationState state, String title, List<QualificationAnswer> qualifications) {}

    record QualifyRequest(
            @Nullable String from,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    /** The three of the decision, or none of them. */
    record SuspendRequest(
            @Nullable String from,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    record LiftRequest(@Nullable String from, @Nullable String reason) {}

    record EndRequest(
            @Nullable String endedOn,
            @Nullable String kind,
            @Nullable String reason) {}

    private final Qualifications qualifications;
    private final QualifyProvider qualify;
    private final SuspendProvider suspend;
    private final LiftSuspension lift;
    private final EndQualification endQualification;
    private final Clock clock;

    QualificationApi(
            Qualifications qualifications,
            QualifyProvider qualify,
            SuspendProvider suspend,
            LiftSuspension lift,
            EndQualification endQualification,
            Clock clock) {
        this.qualifications = qualifications;
        this.qualify = qualify;
        this.suspend = suspend;
        this.lift = lift;
        this.endQualification = endQualification;
        this.clock = clock;
    }

    @GetMapping("/qualification")
    @Operation(summary = "La qualification d’un prestataire", description = "The qualification of a provider.")
    StandingAnswer standing(@PathVariable UUID provider, Actor caller) {
        var id = new OrganisationId(provider);
        if (!QualificationRights.sees(caller, id)) {
            throw ProblemException.notFound();
        }
        var state = qualifications.stateOn(id, Paris.today(clock));
        return new StandingAnswer(
                state,
                Sentences.of(state),
                qualifications.of(id).stream().map(QualificationApi::answer).toList());
    }

    @PostMapping("/qualification")
    @Operation(summary = "Qualifier un prestataire", description = "Qualify a provider.")
    @ResponseStatus(HttpStatus.CREATED)
    QualificationAnswer qualify(
            @PathVariable UUID provider, @RequestBody QualifyRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var from = checks.optionalDay("from", request.from()).orElseGet(() -> Paris.today(clock));
        var body = checks.text("decidedBy", request.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", request.decidedOn());
        var minutes = checks.text("minutes", request.minutes(), 200);
        checks.orThrow();
        var command = new QualifyProvider.Command(
                new QualificationId(id.value()),
                new OrganisationId(provider),
                from,
                new Decision(body, decidedOn, minutes),
                caller);
        return switch (qualify.handle(command)) {
            case QualifyProvider.Outcome.Qualified(var qualification) -> answer(qualification);
            case QualifyProvider.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    @PostMapping("/suspensions")
    @Operation(summary = "Suspendre un prestataire, avec le motif", description = "Suspend a provider.")
    @ResponseStatus(HttpStatus.CREATED)
    SuspensionAnswer suspend(@PathVariable UUID provider, @RequestBody SuspendRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var from = checks.optionalDay("from", request.from()).orElseGet(() -> Paris.today(clock));
        var reason = checks.text("reason", request.reason(), LONGEST_REASON);
        var decision = decision(checks, request);
        checks.orThrow();
        var command = new SuspendProvider.Command(
                new SuspensionId(id.value()), new OrganisationId(provider), from, reason, decision, caller);
        return switch (suspend.handle(command)) {
            case SuspendProvider.Outcome.Suspended(var suspension) -> answer(suspension);
            case SuspendProvider.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    @PostMapping("/suspensions/{suspension}/lifting")
    @Operation(summary = "Lever une suspension", description = "Lift a suspension.")
    SuspensionAnswer lift(
            @PathVariable UUID provider,
            @PathVariable UUID suspension,
            @RequestBody LiftRequest request,
            Actor caller) {
        var checks = new Checks();
        var from = checks.optionalDay("from", request.from()).orElseGet(() -> Paris.today(clock));
        var reason = checks.text("reason", request.reason(), LONGEST_REASON);
        checks.orThrow();
        var command = new LiftSuspension.Command(
                new OrganisationId(provider), new SuspensionId(suspension), from, reason, caller);
        return switch (lift.handle(command)) {
            case LiftSuspension.Outcome.Lifted(var lifted) -> answer(lifted);
            case LiftSuspension.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    @PostMapping("/qualification/end")
    @Operation(summary = "Mettre fin à une qualification", description = "End a qualification.")
    QualificationAnswer end(@PathVariable UUID provider, @RequestBody EndRequest request, Actor caller) {
        var checks = new Checks();
        var endedOn = checks.day("endedOn", request.endedOn());
        var kind = checks.choice("kind", request.kind(), EndKind.class, EndKind.WITHDRAWN);
        var reason = checks.text("reason", request.reason(), LONGEST_REASON);
        checks.orThrow();
        var command = new EndQualification.Command(new OrganisationId(provider), endedOn, kind, reason, caller);
        return switch (endQualification.handle(command)) {
            case EndQualification.Outcome.Ended(var qualification) -> answer(qualification);
            case EndQualification.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    private static Optional<Decision> decision(Checks checks, SuspendRequest request) {
        if (request.decidedBy() == null && request.decidedOn() == null && request.minutes() == null) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                checks.text("decidedBy", request.decidedBy(), 200),
                checks.day("decidedOn", request.decidedOn()),
                checks.text("minutes", request.minutes(), 200)));
    }

    private static ProblemException problem(QualificationReason reason) {
        return switch (reason) {
            case UNKNOWN_PROVIDER, UNKNOWN_SUSPENSION, NO_APPEAL -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case SIREN_MISSING,
                    ID_TAKEN,
                    REASON_MISSING,
                    ALREADY_QUALIFIED,
                    NOT_QUALIFIED,
                    ALREADY_SUSPENDED,
                    NOT_SUSPENDED,
                    ALREADY_LIFTED,
                    IN_THE_PAST,
                    DECIDED_IN_THE_FUTURE,
                    NOTICE_TOO_SHORT,
                    NO_NOTICE,
                    NOT_LAPSED_YET,
                    ANSWER_AWAITED,
                    END_DECIDED,
                    NOT_DISQUALIFIED,
                    TOO_LATE_TO_APPEAL,
                    ALREADY_APPEALED,
                    APPEAL_DECIDED,
                    FIRST_JUDGE,
                    NOT_A_PERSON -> ProblemException.refused(reason);
        };
    }

    private static QualificationAnswer answer(Qualification qualification) {
        return new QualificationAnswer(
                qualification.id().value(),
                qualification.qualifiedFrom(),
                answer(qualification.decision()),
                answer(qualification.recorded()),
                qualification.suspensions().stream()
                        .map(QualificationApi::answer)
                        .toList(),
                qualification
                        .end()
                        .map(end -> new EndAnswer(end.endedOn(), end.kind(), end.reason(), answer(end.recorded()))));
    }

    private static SuspensionAnswer answer(Suspension suspension) {
        return new SuspensionAnswer(
                suspension.id().value(),
                suspension.suspendedFrom(),
                suspension.suspendedUntil(),
                suspension.reason(),
                suspension.decision().map(QualificationApi::answer),
                answer(suspension.recorded()));
    }

    private static AuthorAnswer answer(Recorded recorded) {
        return new AuthorAnswer(recorded.by(), recorded.on());
    }

    private static DecisionAnswer answer(Decision decision) {
        return new DecisionAnswer(decision.body(), decision.decidedOn(), decision.minutes());
    }
}
