package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.RequiredDocument.Given;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.upload.GivenFile.Reading;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The documents of an application: given by the candidate, looked at by a reviewer, never changed. */
@Component
public class ApplicationDocuments {

    /** Documents that one file may hold, those replaced included. */
    static final int MOST_DOCUMENTS = 60;

    private final JdbcClient jdbc;
    private final Applications applications;
    private final TransactionTemplate transaction;

    ApplicationDocuments(JdbcClient jdbc, Applications applications, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.transaction = transaction;
    }

    /**
     * Keeps a document; the last of its kind is the one that counts. Given while the file is written, or while answers
     * are awaited. Callers have found the application through what the person may open. The document is read first,
     * which is slow; then it is kept in one transaction.
     */
    public ApplicationOutcome give(ApplicationId id, UUID document, DocumentKind kind, byte[] given, Actor by) {
        var read = GivenFile.read(given);
        return transaction.execute(_ -> give(id, document, kind, read, by));
    }

    private ApplicationOutcome give(ApplicationId id, UUID document, DocumentKind kind, Reading read, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (find(document).filter(known -> known.application().equals(id)).isPresent()) {
            return new ApplicationOutcome.Done(application.get());
        }
        if (application.get().state() != ApplicationState.DRAFT
                && application.get().state() != ApplicationState.ANSWERS_AWAITED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_DRAFT);
        }
        return switch (read) {
            case Reading.Refused(var why) -> ApplicationOutcome.refused(reason(why));
            case Reading.Fit(var file) -> give(application.get(), document, kind, file, by);
        };
    }

    private static ApplicationReason reason(GivenFile.Unfit why) {
        return switch (why) {
            case TOO_LARGE -> ApplicationReason.DOCUMENT_TOO_LARGE;
            case NOT_READ -> ApplicationReason.DOCUMENT_NOT_READ;
            case LOCKED -> ApplicationReason.DOCUMENT_LOCKED;
            case NOT_OPENED -> ApplicationReason.DOCUMENT_NOT_OPENED;
        };
    }

    private ApplicationOutcome give(
            Application application, UUID document, DocumentKind kind, GivenFile file, Actor by) {
        var id = application.id();
        if (all(id).size() >= MOST_DOCUMENTS) {
            return ApplicationOutcome.refused(ApplicationReason.TOO_MANY_DOCUMENTS);
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.application_document (id, application, kind, file_kind, sha256,
                               content, given_at, given_by)
                        VALUES (:id, :application, :kind, :file_kind, :sha256, :content, :given_at, :given_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", document)
                .param("application", id.value())
                .param("kind", kind.name())
                .param("file_kind", file.kind().name())
                .param("sha256", Sha256.of(file.content()))
                .param("content", file.content())
                .param("given_at", applications.now())
                .param("given_by", by.reference())
                .update();
        if (written == 0) {
            return ApplicationOutcome.refused(ApplicationReason.ID_TAKEN);
        }
        applications.note(id, EventKind.DOCUMENT_GIVEN, Sentences.french(kind), by);
        return new ApplicationOutcome.Done(application);
    }

    /** @param validUntil the last day on which a valid document is good, for a kind that expires */
    public record Judgement(UUID document, boolean isValid, String reason, Optional<LocalDate> validUntil, Actor by) {}

    /** A reviewer looked: it does, until a day perhaps, or it does not, and the candidate reads why. */
    @Transactional
    public ApplicationOutcome judge(Judgement judgement) {
        if (!judgement.by().hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        var known = find(judgement.document());
        if (known.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_DOCUMENT);
        }
        var application = applications.lock(known.get().application()).orElseThrow();
        if (application.state() != ApplicationState.IN_REVIEW
                && application.state() != ApplicationState.ANSWERS_AWAITED) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_IN_REVIEW);
        }
        if (!judgement.isValid() && judgement.reason().isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        var kind = known.get().given().kind();
        if (judgement.isValid() && kind.expires() && judgement.validUntil().isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.DOCUMENT_DAY_MISSING);
        }
        jdbc.sql("""
                        UPDATE qualification.application_document
                           SET decision = :decision, reason = :reason, valid_until = :valid_until,
                               decided_at = :decided_at, decided_by = :decided_by
                         WHERE id = :id
                        """)
                .param("id", judgement.document())
                .param("decision", judgement.isValid() ? "VALID" : "REFUSED")
                .param("reason", judgement.isValid() ? null : judgement.reason().strip(), java.sql.Types.VARCHAR)
                .param(
                        "valid_until",
                        judgement.validUntil().filter(_ -> judgement.isValid()).orElse(null),
                        java.sql.Types.DATE)
                .param("decided_at", applications.now())
                .param("decided_by", judgement.by().reference())
                .update();
        applications.note(
                application.id(),
                judgement.isValid() ? EventKind.DOCUMENT_VALID : EventKind.DOCUMENT_REFUSED,
                Sentences.french(kind)
                        + (judgement.isValid() ? "" : " : " + judgement.reason().strip()),
                judgement.by());
        return new ApplicationOutcome.Done(applications.get(application.id()));
    }

    /** What the file must hold, by its legal form and by what the register said, and where each stands on a day. */
    @Transactional(readOnly = true)
    public List<RequiredDocument> required(Application application, LocalDate day) {
        var given = all(application.id());
        var kinds = application
                .dossier()
                .identity()
                .map(identity -> {
                    var all = EnumSet.of(DocumentKind.INSURANCE, DocumentKind.BANK_DETAILS);
                    identity.form().map(LegalForm::documents).ifPresent(all::addAll);
                    if (identity.finding().needsNotice()) {
                        all.add(DocumentKind.SITUATION_NOTICE);
                    }
                    return all;
                })
                .orElseGet(() -> EnumSet.of(DocumentKind.INSURANCE, DocumentKind.BANK_DETAILS));
        return kinds.stream()
                .map(kind -> RequiredDocument.of(
                        kind,
                        given.stream()
                                .filter(one -> one.kind() == kind)
                                .max(Comparator.comparing(Given::at).thenComparing(Given::id)),
                        day))
                .toList();
    }

    /** All that was given, replaced ones included, in order. */
    @Transactional(readOnly = true)
    public List<Given> all(ApplicationId id) {
        return jdbc.sql("""
                        SELECT id, application, kind, file_kind, sha256, given_at, decision, reason, valid_until,
                               decided_by
                          FROM qualification.application_document
                         WHERE application = :application
                         ORDER BY given_at, id
                        """)
                .param("application", id.value())
                .query((row, _) -> given(row))
                .list();
    }

    /** A document of a file, to be taken away; callers have found the file through what the person may open. */
    @Transactional(readOnly = true)
    public Optional<GivenFile> content(ApplicationId of, UUID document) {
        return jdbc.sql("""
                        SELECT file_kind, content
                          FROM qualification.application_document
                         WHERE id = :id AND application = :application
                        """)
                .param("id", document)
                .param("application", of.value())
                .query((row, _) ->
                        new GivenFile(GivenFile.Kind.valueOf(row.getString("file_kind")), row.getBytes("content")))
                .optional();
    }

    private record Found(ApplicationId application, Given given) {}

    private Optional<Found> find(UUID document) {
        return jdbc.sql("""
                        SELECT id, application, kind, file_kind, sha256, given_at, decision, reason, valid_until,
                               decided_by
                          FROM qualification.application_document
                         WHERE id = :id
                        """)
                .param("id", document)
                .query((row, _) -> new Found(new ApplicationId(row.getObject("application", UUID.class)), given(row)))
                .optional();
    }

    private static Given given(ResultSet row) throws SQLException {
        return new Given(
                row.getObject("id", UUID.class),
                DocumentKind.valueOf(row.getString("kind")),
                GivenFile.Kind.valueOf(row.getString("file_kind")),
                row.getString("sha256"),
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("decision")).map("VALID"::equals),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                Optional.ofNullable(row.getString("decided_by")));
    }
}
