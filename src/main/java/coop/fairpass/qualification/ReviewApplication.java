package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.web.Language;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer takes a signed file, asks precise questions, and the candidate answers them (Q5 to Q7, R-184). */
@Component
public class ReviewApplication {

    /** @param about the code of a question of the questionnaire, the name of a kind of document, or nothing */
    public record Asked(
            UUID id,
            String about,
            String text,
            Instant askedAt,
            String askedBy,
            Optional<String> answer,
            Optional<Instant> answeredAt) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Notices notices;

    ReviewApplication(JdbcClient jdbc, Applications applications, Notices notices) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.notices = notices;
    }

    @Transactional
    public ApplicationOutcome take(ApplicationId id, Actor by) {
        if (!by.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var known = application.get();
        if (known.takenBy().isPresent()) {
            return known.takenBy().equals(Optional.of(by.reference()))
                    ? new ApplicationOutcome.Done(known)
                    : ApplicationOutcome.refused(ApplicationReason.ALREADY_TAKEN);
        }
        if (known.state() != ApplicationState.SUBMITTED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_SUBMITTED);
        }
        jdbc.sql("""
                        UPDATE qualification.application
                           SET state = 'IN_REVIEW', taken_by = :by, taken_on = :today, changed_at = :now
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("by", by.reference())
                .param("today", applications.today())
                .param("now", applications.now())
                .update();
        applications.note(id, EventKind.TAKEN, "", by);
        return new ApplicationOutcome.Done(applications.get(id));
    }

    /** @param question chosen by the page, so that a double click asks once */
    public record Question(ApplicationId application, UUID question, String about, String text, Actor by) {}

    @Transactional
    public ApplicationOutcome ask(Question asked) {
        if (!asked.by().hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        var application = applications.lock(asked.application());
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var known = find(asked.question());
        if (known.isPresent()) {
            return known.get().text().equals(asked.text().strip())
                    ? new ApplicationOutcome.Done(application.get())
                    : ApplicationOutcome.refused(ApplicationReason.ID_TAKEN);
        }
        if (application.get().state() != ApplicationState.IN_REVIEW
                && application.get().state() != ApplicationState.ANSWERS_AWAITED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        if (asked.text().isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.NO_QUESTION);
        }
        jdbc.sql("""
                        INSERT INTO qualification.application_question (id, application, about, text, asked_at,
                               asked_by)
                        VALUES (:id, :application, :about, :text, :asked_at, :asked_by)
                        """)
                .param("id", asked.question())
                .param("application", asked.application().value())
                .param("about", asked.about())
                .param("text", asked.text().strip())
                .param("asked_at", applications.now())
                .param("asked_by", asked.by().reference())
                .update();
        jdbc.sql("""
                        UPDATE qualification.application
                           SET state = 'ANSWERS_AWAITED', asked_on = :today, changed_at = :now
                         WHERE id = :id
                        """)
                .param("id", asked.application().value())
                .param("today", applications.today())
                .param("now", applications.now())
                .update();
        applications.note(asked.application(), EventKind.ASKED, asked.text().strip(), asked.by());
        var now = applications.get(asked.application());
        notices.tell(
                now.organisation().orElseThrow(),
                "application-asked/" + asked.question(),
                "Une question sur votre dossier %d".formatted(now.number()),
                asked.text().strip());
        return new ApplicationOutcome.Done(now);
    }

    /** Callers have found the application through what the person may open; it goes back to review with the last. */
    @Transactional
    public ApplicationOutcome answer(ApplicationId id, UUID question, String answer, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var asked = questionsOf(id).stream()
                .filter(one -> one.id().equals(question))
                .findFirst();
        if (asked.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_QUESTION);
        }
        if (asked.get().answer().isPresent()) {
            return asked.get().answer().get().equals(answer.strip())
                    ? new ApplicationOutcome.Done(application.get())
                    : ApplicationOutcome.refused(ApplicationReason.ALREADY_ANSWERED);
        }
        if (application.get().state() != ApplicationState.ANSWERS_AWAITED
                && application.get().state() != ApplicationState.DRAFT) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        if (answer.isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        jdbc.sql("""
                        UPDATE qualification.application_question
                           SET answer = :answer, answered_at = :now, answered_by = :by
                         WHERE id = :id
                        """)
                .param("id", question)
                .param("answer", answer.strip())
                .param("now", applications.now())
                .param("by", by.reference())
                .update();
        applications.note(id, EventKind.ANSWERED, answer.strip(), by);
        boolean isLast = questionsOf(id).stream().allMatch(one -> one.answer().isPresent());
        if (isLast && application.get().state() == ApplicationState.ANSWERS_AWAITED) {
            jdbc.sql("""
                            UPDATE qualification.application
                               SET state = 'IN_REVIEW', asked_on = NULL, changed_at = :now
                             WHERE id = :id
                            """)
                    .param("id", id.value())
                    .param("now", applications.now())
                    .update();
        }
        return new ApplicationOutcome.Done(applications.get(id));
    }

    /** The questions asked about a file, in order. */
    @Transactional(readOnly = true)
    public List<Asked> questionsOf(ApplicationId id) {
        return select("application = :value", id.value());
    }

    private Optional<Asked> find(UUID question) {
        return select("id = :value", question).stream().findFirst();
    }

    private List<Asked> select(String which, UUID value) {
        return jdbc.sql("""
                        SELECT id, about, text, asked_at, asked_by, answer, answered_at
                          FROM qualification.application_question
                         WHERE
                        """ + which + " ORDER BY asked_at, id")
                .param("value", value)
                .query((row, _) -> new Asked(
                        row.getObject("id", UUID.class),
                        row.getString("about"),
                        row.getString("text"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("asked_by"),
                        Optional.ofNullable(row.getString("answer")),
                        Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    /** The files to take, the oldest first, late ones with their days. */
    @Transactional(readOnly = true)
    public List<Application> toTake() {
        return applications.in(ApplicationState.SUBMITTED);
    }

    /** How a day is said to be late. */
    static String lateness(Application application, java.time.LocalDate today) {
        return application
                .takeBy()
                .map(last -> application.isLateOn(today)
                        ? Language.say("En retard : à prendre avant le %s.", "Late: to be taken before %s.")
                                .formatted(Language.sayLong(last))
                        : Language.say("À prendre au plus tard le %s.", "To be taken by %s.")
                                .formatted(Language.sayLong(last)))
                .orElse("");
    }
}
