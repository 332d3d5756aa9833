package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Sentences;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this room holds of people: files they wrote, texts they signed, the name under which a page shows them. */
@Component
class QualificationRecords implements PersonalRecords, Traces {

    private final JdbcClient jdbc;
    private final ForgetFiles forgetFiles;

    QualificationRecords(JdbcClient jdbc, ForgetFiles forgetFiles) {
        this.jdbc = jdbc;
        this.forgetFiles = forgetFiles;
    }

    @Override
    public List<Held> heldOf(Subject subject) {
        return Stream.of(
                        new Held(Kept.NAMED_MEDIATOR, "Nom montré sur les pages des lieux", names(subject)),
                        new Held(Kept.REFUSED_APPLICATION, "Dossiers de candidature", files(subject)),
                        new Held(Kept.DECISION, "Textes signés", signed(subject)))
                .filter(held -> !held.rows().isEmpty())
                .toList();
    }

    private List<Map<String, String>> names(Subject subject) {
        return jdbc.sql("""
                        SELECT named_as, given_at, withdrawn_at
                          FROM qualification.naming_consent
                         WHERE person = :person
                         ORDER BY given_at
                        """)
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        "Nom",
                        row.getString("named_as"),
                        "Accord donné le",
                        french(row.getObject("given_at", OffsetDateTime.class)),
                        "Retiré le",
                        Optional.ofNullable(row.getObject("withdrawn_at", OffsetDateTime.class))
                                .map(QualificationRecords::french)
                                .orElse("")))
                .list();
    }

    private List<Map<String, String>> files(Subject subject) {
        return jdbc.sql("""
                        SELECT number, state, begun_at, content
                          FROM qualification.application
                         WHERE applicant = :person
                         ORDER BY number
                        """)
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        "Numéro",
                        row.getString("number"),
                        "État",
                        Sentences.of(ApplicationState.valueOf(row.getString("state"))),
                        "Commencé le",
                        french(row.getObject("begun_at", OffsetDateTime.class)),
                        "Contenu",
                        row.getString("content")))
                .list();
    }

    private List<Map<String, String>> signed(Subject subject) {
        return jdbc.sql("""
                        SELECT accepted_name AS name, 'Charte ' || version AS what, accepted_at AS at
                          FROM qualification.charter_acceptance
                         WHERE accepted_by = :reference
                         UNION ALL
                        SELECT s.signed_name, 'Dossier ' || a.number, s.signed_at
                          FROM qualification.application_signature s
                          JOIN qualification.application a ON a.id = s.application
                         WHERE s.signed_by = :reference
                         ORDER BY at
                        """)
                .param("reference", subject.reference())
                .query((row, _) -> Held.row(
                        "Nom",
                        row.getString("name"),
                        "Texte",
                        row.getString("what"),
                        "Signé le",
                        french(row.getObject("at", OffsetDateTime.class))))
                .list();
    }

    /** The name leaves the pages at once, and files that were never sent go. */
    @Override
    public void erase(Subject subject) {
        jdbc.sql("DELETE FROM qualification.naming_consent WHERE person = :person")
                .param("person", subject.person())
                .update();
        jdbc.sql("""
                        SELECT id
                          FROM qualification.application
                         WHERE applicant = :person AND state IN ('DRAFT', 'WITHDRAWN')
                         ORDER BY id
                           FOR UPDATE
                        """).param("person", subject.person()).query(UUID.class).list().forEach(forgetFiles::forgetFile);
    }

    @Override
    public String room() {
        return "qualification";
    }

    @Override
    public List<Trace> find(String text) {
        return jdbc.sql("""
                        SELECT id, named_as AS words, '' AS refusal, 'NAMED_MEDIATOR' AS kind
                          FROM qualification.naming_consent
                         WHERE strpos(lower(named_as), lower(:text)) > 0
                         UNION ALL
                        SELECT id, 'Dossier ' || number,
                               CASE WHEN state IN ('DRAFT', 'REFUSED', 'WITHDRAWN') THEN ''
                                    WHEN state = 'QUALIFIED' THEN 'Le dossier d’une structure qualifiée reste tant que'
                                         || ' court sa convention, puis cinq ans pour ses pièces.'
                                    ELSE 'Le dossier est en cours : il se corrige ou se retire par qui l’a écrit.' END,
                               'REFUSED_APPLICATION'
                          FROM qualification.application
                         WHERE strpos(lower(content), lower(:text)) > 0
                         ORDER BY words
                         LIMIT 50
                        """)
                .param("text", text)
                .query((row, _) -> new Trace(
                        Kept.valueOf(row.getString("kind")),
                        room(),
                        row.getObject("id", UUID.class),
                        row.getString("words"),
                        row.getString("refusal")))
                .list();
    }

    @Override
    public boolean erase(UUID id, String by) {
        int names = jdbc.sql("DELETE FROM qualification.naming_consent WHERE id = :id")
                .param("id", id)
                .update();
        var files = jdbc.sql("""
                        SELECT id
                          FROM qualification.application
                         WHERE id = :id AND state IN ('DRAFT', 'REFUSED', 'WITHDRAWN')
                           FOR UPDATE
                        """).param("id", id).query(UUID.class).list();
        files.forEach(forgetFiles::forgetFile);
        return names + files.size() > 0;
    }

    private static String french(OffsetDateTime at) {
        return Paris.french(at.toInstant());
    }
}
