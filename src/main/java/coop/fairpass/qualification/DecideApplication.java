package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Application.ApplicationKind;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.EligibilityScore.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/**
 * A person decides on a file: qualified or renewed, refused with a reason for each question at fault, or put in the
 * queue of a limited zone. The machine proposes and never decides.
 */
@Component
public class DecideApplication {

    /** What was decided. */
    public enum DecisionKind {
        QUALIFIED,
        RENEWED,
        REFUSED,
        WAITLISTED,
        RESUMED,
        APPEAL_ACCEPTED,
        APPEAL_REJECTED
    }

    /** What a person asks for. */
    public enum Choice {
        QUALIFY,
        REFUSE,
        WAITLIST,
        /** From the queue back to review, when the rank has come or the limit is lifted (Q10). */
        RESUME
    }

    /** A decision as all may read it who read the file: who, when, why, and why question by question. */
    public record Taken(
            UUID id,
            DecisionKind kind,
            String reason,
            Map<String, String> perQuestion,
            String body,
            String minutes,
            String by,
            String byName,
            Instant at) {
        public Taken {
            perQuestion = java.util.Collections.unmodifiableMap(new TreeMap<>(perQuestion));
        }
    }

    /**
     * @param decision chosen by the page, so that a double click decides once
     * @param perQuestion by code of question, why its answer does not do; at least one for a refusal
     * @param body who decides: the committee, or the reviewer by its delegation
     */
    public record Command(
            UUID decision,
            ApplicationId application,
            Choice choice,
            String reason,
            Map<String, String> perQuestion,
            String body,
            String minutes,
            Actor by) {
        public Command {
            perQuestion = Map.copyOf(perQuestion);
        }
    }

    private final JdbcClient jdbc;
    private final Applications applications;
    private final ApplicationDocuments documents;
    private final ReviewApplication review;
    private final Questionnaires questionnaires;
    private final Qualifications qualifications;
    private final QualifyProvider qualify;
    private final ZoneLimits limits;
    private final SubscriptionInvoices subscriptions;
    private final Notices notices;

    DecideApplication(
            JdbcClient jdbc,
            Applications applications,
            ApplicationDocuments documents,
            ReviewApplication review,
            Questionnaires questionnaires,
            Qualifications qualifications,
            QualifyProvider qualify,
            ZoneLimits limits,
            SubscriptionInvoices subscriptions,
            Notices notices) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.documents = documents;
        this.review = review;
        this.questionnaires = questionnaires;
        this.qualifications = qualifications;
        this.qualify = qualify;
        this.limits = limits;
        this.subscriptions = subscriptions;
        this.notices = notices;
    }

    @Transactional
    public ApplicationOutcome handle(Command command) {
        if (!command.by().hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_PERSON);
        }
        var locked = applications.lock(command.application());
        if (locked.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var application = locked.get();
        var known = find(command.decision());
        if (known.isPresent()) {
            return known.get().reason().equals(command.reason().strip())
                    ? new ApplicationOutcome.Done(application)
                    : ApplicationOutcome.refused(ApplicationReason.ID_TAKEN);
        }
        if (command.reason().isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        return switch (command.choice()) {
            case QUALIFY -> qualify(command, application);
            case REFUSE -> refuse(command, application);
            case WAITLIST -> waitlist(command, application);
            case RESUME -> resume(command, application);
        };
    }

    private ApplicationOutcome qualify(Command command, Application application) {
        if (application.state() != ApplicationState.IN_REVIEW) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        if (review.questionsOf(application.id()).stream()
                .anyMatch(one -> one.answer().isEmpty())) {
            return ApplicationOutcome.refused(ApplicationReason.QUESTIONS_PENDING);
        }
        var today = applications.today();
        if (documents.required(application, today).stream().anyMatch(one -> one.state() != DocumentState.VALID)) {
            return ApplicationOutcome.refused(ApplicationReason.DOCUMENTS_NOT_VALID);
        }
        var score = EligibilityScore.of(
                questionnaires.get(application.questionnaire()),
                application.dossier().answers());
        if (score.verdict() != Verdict.ELIGIBLE && !command.by().has(Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.COMMITTEE_DECIDES);
        }
        var organisation = application.organisation().orElseThrow();
        return application.kind() == ApplicationKind.RENEWAL
                ? renew(command, application, organisation)
                : qualify(command, application, organisation);
    }

    private ApplicationOutcome qualify(Command command, Application application, OrganisationId organisation) {
        if (limits.inTheWayOf(application).isPresent()) {
            return ApplicationOutcome.refused(ApplicationReason.ZONE_FULL);
        }
        var today = applications.today();
        var id = new QualificationId(
                UUID.nameUUIDFromBytes((application.id() + "/qualification").getBytes(StandardCharsets.UTF_8)));
        var outcome = qualify.handle(new QualifyProvider.Command(
                id, organisation, today, new Decision(command.body(), today, command.minutes()), command.by()));
        return switch (outcome) {
            case QualifyProvider.Outcome.Refused(var reason) ->
                ApplicationOutcome.refused(
                        reason == QualificationReason.SIREN_MISSING
                                ? ApplicationReason.SIRET_UNSOUND
                                : ApplicationReason.ALREADY_QUALIFIED);
            case QualifyProvider.Outcome.Qualified(var _) -> {
                subscriptions.invoice(id, organisation, today);
                yield done(command, application, DecisionKind.QUALIFIED, ApplicationState.QUALIFIED);
            }
        };
    }

    private ApplicationOutcome renew(Command command, Application application, OrganisationId organisation) {
        var today = applications.today();
        var current = qualifications.lock(organisation, today);
        if (current.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_QUALIFIED);
        }
        // From the term on, so that nobody loses by asking early; what was already over begins today.
        var from = qualifications
                .termOf(organisation, today)
                .filter(term -> term.isAfter(today))
                .orElse(today);
        jdbc.sql("""
                        INSERT INTO qualification.renewal (qualification, renewed_from, application, recorded_at,
                               recorded_by)
                        VALUES (:qualification, :renewed_from, :application, :recorded_at, :recorded_by)
                        """)
                .param("qualification", current.get().id().value())
                .param("renewed_from", from)
                .param("application", application.id().value())
                .param("recorded_at", applications.now())
                .param("recorded_by", command.by().reference())
                .update();
        return done(command, application, DecisionKind.RENEWED, ApplicationState.QUALIFIED);
    }

    private ApplicationOutcome refuse(Command command, Application application) {
        if (!command.by().has(Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.COMMITTEE_DECIDES);
        }
        if (application.state() != ApplicationState.IN_REVIEW && application.state() != ApplicationState.WAITLISTED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        var questionnaire = questionnaires.get(application.questionnaire());
        if (command.perQuestion().isEmpty()
                || command.perQuestion().entrySet().stream()
                        .anyMatch(one -> one.getValue().isBlank()
                                || questionnaire.answersTo(one.getKey()).isEmpty())) {
            return ApplicationOutcome.refused(ApplicationReason.REASONS_PER_QUESTION_MISSING);
        }
        return done(command, application, DecisionKind.REFUSED, ApplicationState.REFUSED);
    }

    private ApplicationOutcome waitlist(Command command, Application application) {
        if (application.state() != ApplicationState.IN_REVIEW) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        if (limits.inTheWayOf(application).isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.NO_LIMIT_IN_THE_ZONE);
        }
        return done(command, application, DecisionKind.WAITLISTED, ApplicationState.WAITLISTED);
    }

    private ApplicationOutcome resume(Command command, Application application) {
        if (application.state() != ApplicationState.WAITLISTED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_WAITLISTED);
        }
        if (limits.inTheWayOf(application).isPresent()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_YOUR_RANK);
        }
        return done(command, application, DecisionKind.RESUMED, ApplicationState.IN_REVIEW);
    }

    private ApplicationOutcome done(
            Command command, Application application, DecisionKind kind, ApplicationState state) {
        write(
                command.decision(),
                application.id(),
                kind,
                command.reason(),
                command.perQuestion(),
                command.body(),
                command.minutes(),
                command.by());
        move(application.id(), state);
        applications.note(
                application.id(),
                EventKind.valueOf(kind.name()),
                command.reason().strip(),
                command.by());
        var decided = applications.get(application.id());
        tell(decided, kind, command);
        return new ApplicationOutcome.Done(decided);
    }

    private void move(ApplicationId id, ApplicationState state) {
        jdbc.sql("""
                        UPDATE qualification.application
                           SET state = :state, decided_on = :day, changed_at = :now
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("state", state.name())
                .param("day", state == ApplicationState.IN_REVIEW ? null : applications.today(), java.sql.Types.DATE)
                .param("now", applications.now())
                .update();
    }

    /** Keeps a decision; also for an appeal, which other people decide. */
    void write(
            UUID id,
            ApplicationId application,
            DecisionKind kind,
            String reason,
            Map<String, String> perQuestion,
            String body,
            String minutes,
            Actor by) {
        jdbc.sql("""
                        INSERT INTO qualification.application_decision (id, application, kind, reason, per_question,
                               body, minutes, decided_by, decided_name, decided_at)
                        VALUES (:id, :application, :kind, :reason, :per_question,
                               :body, :minutes, :decided_by, :decided_name, :decided_at)
                        """)
                .param("id", id)
                .param("application", application.value())
                .param("kind", kind.name())
                .param("reason", reason.strip())
                .param("per_question", KeptText.of(new TreeMap<>(perQuestion)))
                .param("body", body)
                .param("minutes", minutes)
                .param("decided_by", by.reference())
                .param("decided_name", by.label())
                .param("decided_at", applications.now())
                .update();
    }

    private void tell(Application application, DecisionKind kind, Command command) {
        var why = command.reason().strip();
        var text = switch (kind) {
            case QUALIFIED -> "Votre dossier %d est accepté. Motif : %s";
            case RENEWED -> "Votre qualification est renouvelée, dossier %d. Motif : %s";
            case REFUSED ->
                "Votre dossier %d est refusé par une personne, qui l’a signé. Motif : %s Chaque question en cause a le"
                        + " sien, dans le dossier. Vous pouvez le contester pendant "
                        + AppealApplication.DAYS_TO_APPEAL + " jours, devant d’autres personnes.";
            case WAITLISTED -> "Votre dossier %d attend une place dans une zone limitée. Motif : %s";
            case RESUMED -> "Votre dossier %d est de nouveau examiné. Motif : %s";
            case APPEAL_ACCEPTED, APPEAL_REJECTED -> throw new IllegalStateException("decided elsewhere");
        };
        notices.tell(
                application.organisation().orElseThrow(),
                "application-decided/" + command.decision(),
                "Décision sur votre dossier %d".formatted(application.number()),
                text.formatted(application.number(), why.endsWith(".") ? why : why + "."));
    }

    /** The decisions on a file, in order. */
    @Transactional(readOnly = true)
    public List<Taken> decisionsOn(ApplicationId id) {
        return select("application = :value", id.value());
    }

    /** The decisions on all the files of an organisation, in order: what a reviewer reads of its past. */
    @Transactional(readOnly = true)
    public List<Taken> decisionsOn(OrganisationId organisation) {
        return applications.of(organisation).reversed().stream()
                .flatMap(one -> decisionsOn(one.id()).stream())
                .toList();
    }

    private Optional<Taken> find(UUID decision) {
        return select("id = :value", decision).stream().findFirst();
    }

    private List<Taken> select(String which, UUID value) {
        return jdbc.sql("""
                        SELECT id, kind, reason, per_question, body, minutes, decided_by, decided_name, decided_at
                          FROM qualification.application_decision
                         WHERE
                        """ + which + " ORDER BY decided_at, id")
                .param("value", value)
                .query((row, _) -> new Taken(
                        row.getObject("id", UUID.class),
                        DecisionKind.valueOf(row.getString("kind")),
                        row.getString("reason"),
                        KeptText.read(row.getString("per_question"), new TypeReference<Map<String, String>>() {}),
                        row.getString("body"),
                        row.getString("minutes"),
                        row.getString("decided_by"),
                        row.getString("decided_name"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The last day on which a refusal may be contested. */
    static LocalDate lastDayToAppeal(Taken refusal) {
        return Paris.dayOf(refusal.at()).plusDays(AppealApplication.DAYS_TO_APPEAL);
    }
}
