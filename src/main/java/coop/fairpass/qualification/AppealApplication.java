package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.DecideApplication.DecisionKind;
import coop.fairpass.qualification.DecideApplication.Taken;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A refusal is contested within sixty days, and decided again by people who did not take it (R-110, Q13, Q14). */
@Component
public class AppealApplication {

    public static final int DAYS_TO_APPEAL = 60;

    public record Appeal(UUID id, ApplicationId application, UUID decision, String words, Instant at, String by) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final DecideApplication decisions;
    private final Notices notices;

    AppealApplication(JdbcClient jdbc, Applications applications, DecideApplication decisions, Notices notices) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.decisions = decisions;
        this.notices = notices;
    }

    /** @param appeal chosen by the page, so that a double click contests once */
    @Transactional
    public ApplicationOutcome appeal(UUID appeal, ApplicationId id, String words, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()
                || !application.get().organisation().filter(by::isOf).isPresent()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (!by.has(Role.LEGAL_REPRESENTATIVE)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        if (appealsOf(id).stream().anyMatch(one -> one.id().equals(appeal))) {
            return new ApplicationOutcome.Done(application.get());
        }
        if (application.get().state() != ApplicationState.REFUSED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_REFUSED);
        }
        if (words.isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        if (applications.of(application.get().organisation().orElseThrow()).stream()
                .anyMatch(one -> !one.state().isOver())) {
            return ApplicationOutcome.refused(ApplicationReason.ALREADY_APPLYING);
        }
        var refusal = lastRefusal(id);
        if (appealsOf(id).stream().anyMatch(one -> one.decision().equals(refusal.id()))) {
            return ApplicationOutcome.refused(ApplicationReason.ALREADY_APPEALED);
        }
        if (applications.today().isAfter(DecideApplication.lastDayToAppeal(refusal))) {
            return ApplicationOutcome.refused(ApplicationReason.TOO_LATE_TO_APPEAL);
        }
        jdbc.sql("""
                        INSERT INTO qualification.appeal (id, application, decision, words, made_at, made_by)
                        VALUES (:id, :application, :decision, :words, :made_at, :made_by)
                        """)
                .param("id", appeal)
                .param("application", id.value())
                .param("decision", refusal.id())
                .param("words", words.strip())
                .param("made_at", applications.now())
                .param("made_by", by.reference())
                .update();
        applications.move(id, ApplicationState.IN_APPEAL);
        applications.note(id, EventKind.APPEALED, words.strip(), by);
        return new ApplicationOutcome.Done(applications.get(id));
    }

    /** @param isAccepted whether the file goes back to review, or stays refused */
    public record Command(
            UUID decision,
            ApplicationId application,
            boolean isAccepted,
            String reason,
            String body,
            String minutes,
            Actor by) {}

    @Transactional
    public ApplicationOutcome handle(Command command) {
        if (!command.by().has(Role.BOARD)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_PERSON);
        }
        var application = applications.lock(command.application());
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (decisions.decisionsOn(command.application()).stream()
                .anyMatch(one -> one.id().equals(command.decision()))) {
            return new ApplicationOutcome.Done(application.get());
        }
        if (application.get().state() != ApplicationState.IN_APPEAL) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_APPEAL);
        }
        if (lastRefusal(command.application()).by().equals(command.by().reference())) {
            return ApplicationOutcome.refused(ApplicationReason.FIRST_JUDGE);
        }
        if (command.reason().isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        var kind = command.isAccepted() ? DecisionKind.APPEAL_ACCEPTED : DecisionKind.APPEAL_REJECTED;
        decisions.write(
                command.decision(),
                command.application(),
                kind,
                command.reason(),
                Map.of(),
                command.body(),
                command.minutes(),
                command.by());
        applications.move(
                command.application(), command.isAccepted() ? ApplicationState.IN_REVIEW : ApplicationState.REFUSED);
        applications.note(
                command.application(),
                EventKind.valueOf(kind.name()),
                command.reason().strip(),
                command.by());
        var decided = applications.get(command.application());
        notices.tell(
                decided.organisation().orElseThrow(),
                "application-decided/" + command.decision(),
                "Décision sur votre recours, dossier %d".formatted(decided.number()),
                (command.isAccepted()
                                ? "Le recours est accepté : le dossier est examiné de nouveau. Motif : %s"
                                : "Le recours est rejeté : le refus tient. Motif : %s")
                        .formatted(command.reason().strip()));
        return new ApplicationOutcome.Done(decided);
    }

    private Taken lastRefusal(ApplicationId id) {
        return decisions.decisionsOn(id).stream()
                .filter(one -> one.kind() == DecisionKind.REFUSED)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IllegalStateException("refused without a refusal: " + id));
    }

    /** The last refusal of a file, if it was refused. */
    @Transactional(readOnly = true)
    public Optional<Taken> refusalOf(ApplicationId id) {
        return decisions.decisionsOn(id).stream()
                .filter(one -> one.kind() == DecisionKind.REFUSED)
                .reduce((_, last) -> last);
    }

    /** Whether somebody took the decision that is contested, and so may not decide the appeal. */
    @Transactional(readOnly = true)
    public boolean isFirstJudge(ApplicationId id, Actor by) {
        return refusalOf(id).filter(one -> one.by().equals(by.reference())).isPresent();
    }

    @Transactional(readOnly = true)
    public List<Appeal> appealsOf(ApplicationId id) {
        return jdbc.sql("""
                        SELECT id, decision, words, made_at, made_by
                          FROM qualification.appeal
                         WHERE application = :application
                         ORDER BY made_at
                        """)
                .param("application", id.value())
                .query((row, _) -> new Appeal(
                        row.getObject("id", UUID.class),
                        id,
                        row.getObject("decision", UUID.class),
                        row.getString("words"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("made_by")))
                .list();
    }
}
