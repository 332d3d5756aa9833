package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Forgets;
import coop.fairpass.privacy.Kept;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets the files that led to nothing, two years after the last word; the documents of the others, five years after
 * the qualification has ended; and the names that mediators no longer want to see.
 */
@Component
class ForgetFiles implements Forgets {

    private final JdbcClient jdbc;

    ForgetFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "qualification: forget files and names whose time is over";
    }

    @Override
    public Set<Kept> kinds() {
        return Set.of(Kept.REFUSED_APPLICATION, Kept.QUALIFIED_FILE, Kept.NAMED_MEDIATOR);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        if (kind == Kept.REFUSED_APPLICATION) {
            overSince(limit).forEach(this::forgetFile);
        } else if (kind == Kept.QUALIFIED_FILE) {
            forgetDocuments(limit);
        } else {
            jdbc.sql("DELETE FROM qualification.naming_consent WHERE withdrawn_at < :limit")
                    .param("limit", Paris.startOf(limit).atOffset(java.time.ZoneOffset.UTC))
                    .update();
        }
    }

    /** An appeal, a review or an answer that is awaited keeps a file alive, however old. */
    private List<UUID> overSince(LocalDate limit) {
        return jdbc.sql("""
                        SELECT id
                          FROM qualification.application
                         WHERE state IN ('DRAFT', 'AWAITING_SIGNATURE', 'REFUSED', 'WITHDRAWN')
                           AND greatest((changed_at AT TIME ZONE 'Europe/Paris')::date, decided_on) < :limit
                         ORDER BY id
                           FOR UPDATE
                        """).param("limit", limit).query(UUID.class).list();
    }

    /** All that was written, given and decided about one file; in the caller's transaction. */
    void forgetFile(UUID application) {
        for (var sql : List.of(
                "DELETE FROM qualification.appeal WHERE application = :id",
                "DELETE FROM qualification.application_decision WHERE application = :id",
                "DELETE FROM qualification.claim WHERE application = :id",
                "DELETE FROM qualification.application_document WHERE application = :id",
                "DELETE FROM qualification.application_question WHERE application = :id",
                "DELETE FROM qualification.application_signature WHERE application = :id",
                "DELETE FROM qualification.application_event WHERE application = :id",
                "DELETE FROM qualification.application WHERE id = :id")) {
            jdbc.sql(sql).param("id", application).update();
        }
    }

    private void forgetDocuments(LocalDate limit) {
        jdbc.sql("""
                        DELETE FROM qualification.amendment a
                         WHERE NOT EXISTS (
                               SELECT FROM qualification.qualification q
                                WHERE q.provider = a.provider
                                  AND coalesce(q.ended_on >= :limit, true))
                        """).param("limit", limit).update();
        jdbc.sql("""
                        DELETE FROM qualification.application_document d
                         USING qualification.application a
                         WHERE a.id = d.application
                           AND a.state = 'QUALIFIED'
                           AND EXISTS (SELECT FROM qualification.qualification q WHERE q.provider = a.organisation)
                           AND NOT EXISTS (
                               SELECT FROM qualification.qualification q
                                WHERE q.provider = a.organisation
                                  AND coalesce(q.ended_on >= :limit, true))
                        """).param("limit", limit).update();
    }
}
