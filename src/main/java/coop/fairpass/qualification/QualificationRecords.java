package coop.fairpass.qualification;

import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        return List.of(
                new Held(
                        Kept.NAMED_MEDIATOR,
                        Language.say("Nom montré sur les pages des lieux", "Name shown on the pages of places"),
                        names(subject)),
                new Held(
                        Kept.REFUSED_APPLICATION,
                        Language.say("Dossiers de candidature", "Application files"),
                        files(subject)),
                new Held(
                        Kept.QUALIFIED_FILE,
                        Language.say("Avenants demandés", "Amendments requested"),
                        amendments(subject)),
                new Held(Kept.DECISION, Language.say("Textes signés", "Texts signed"), signed(subject)));
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
                        Language.say("Nom", "Name"),
                        row.getString("named_as"),
                        Language.say("Accord donné le", "Agreed on"),
                        said(row.getObject("given_at", OffsetDateTime.class)),
                        Language.say("Retiré le", "Withdrawn on"),
                        Optional.ofNullable(row.getObject("withdrawn_at", OffsetDateTime.class))
                                .map(QualificationRecords::said)
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
                        Language.say("Numéro", "Number"),
                        row.getString("number"),
                        Language.say("État", "State"),
                        Sentences.of(ApplicationState.valueOf(row.getString("state"))),
                        Language.say("Commencé le", "Begun on"),
                        said(row.getObject("begun_at", OffsetDateTime.class)),
                        Language.say("Contenu", "Content"),
                        row.getString("content")))
                .list();
    }

    private List<Map<String, String>> amendments(Subject subject) {
        return jdbc.sql("""
                        SELECT number, why, asked_at
                          FROM qualification.amendment
                         WHERE asked_by = :reference
                         ORDER BY number
                        """)
                .param("reference", subject.reference())
                .query((row, _) -> Held.row(
                        Language.say("Avenant", "Amendment"),
                        row.getString("number"),
                        Language.say("Pourquoi", "Why"),
                        row.getString("why"),
                        Language.say("Demandé le", "Requested on"),
                        said(row.getObject("asked_at", OffsetDateTime.class))))
                .list();
    }

    private List<Map<String, String>> signed(Subject subject) {
        return jdbc.sql("""
                        SELECT accepted_name AS name, true AS is_charter, version AS number, accepted_at AS at
                          FROM qualification.charter_acceptance
                         WHERE accepted_by = :reference
                         UNION ALL
                        SELECT s.signed_name, false, a.number, s.signed_at
                          FROM qualification.application_signature s
                          JOIN qualification.application a ON a.id = s.application
                         WHERE s.signed_by = :reference
                         ORDER BY at
                        """)
                .param("reference", subject.reference())
                .query((row, _) -> Held.row(
                        Language.say("Nom", "Name"),
                        row.getString("name"),
                        Language.say("Texte", "Text"),
                        row.getBoolean("is_charter")
                                ? Language.say("Charte ", "Charter ") + row.getString("number")
                                : file(row.getString("number")),
                        Language.say("Signé le", "Signed on"),
                        said(row.getObject("at", OffsetDateTime.class))))
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
                        SELECT id, named_as AS words, '' AS state, 'NAMED_MEDIATOR' AS kind
                          FROM qualification.naming_consent
                         WHERE strpos(lower(named_as), lower(:text)) > 0
                         UNION ALL
                        SELECT id, number::text, state, 'REFUSED_APPLICATION'
                          FROM qualification.application
                         WHERE strpos(lower(content), lower(:text)) > 0
                         UNION ALL
                        SELECT id, number::text, 'AMENDMENT', 'QUALIFIED_FILE'
                          FROM qualification.amendment
                         WHERE strpos(lower(was || ' ' || wanted), lower(:text)) > 0
                         ORDER BY words
                         LIMIT 50
                        """)
                .param("text", text)
                .query((row, _) -> new Trace(
                        Kept.valueOf(row.getString("kind")),
                        room(),
                        row.getObject("id", UUID.class),
                        called(row.getString("state"), row.getString("words")),
                        refusal(row.getString("state"))))
                .list();
    }

    private static String called(String state, String words) {
        return switch (state) {
            case "" -> words;
            case "AMENDMENT" -> Language.say("Avenant ", "Amendment ") + words;
            default -> file(words);
        };
    }

    private static String file(String number) {
        return Language.say("Dossier ", "File ") + number;
    }

    /** Why a file stays; empty when it may go. */
    private static String refusal(String state) {
        return switch (state) {
            case "", "DRAFT", "REFUSED", "WITHDRAWN" -> "";
            case "AMENDMENT" ->
                Language.say(
                        "Un avenant dit ce qui fut changé d’une structure qualifiée : il reste cinq ans après sa fin.",
                        "An amendment says what was changed of a qualified organisation: it stays five years after"
                                + " its end.");
            case "QUALIFIED" ->
                Language.say(
                        "Le dossier d’une structure qualifiée reste tant que court sa convention, puis cinq ans pour"
                                + " ses pièces.",
                        "The file of a qualified organisation stays as long as its agreement runs, then five years for"
                                + " its documents.");
            default ->
                Language.say(
                        "Le dossier est en cours : il se corrige ou se retire par qui l’a écrit.",
                        "The file is under way: whoever wrote it corrects it or withdraws it.");
        };
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

    private static String said(OffsetDateTime at) {
        return Language.say(at.toInstant());
    }
}
