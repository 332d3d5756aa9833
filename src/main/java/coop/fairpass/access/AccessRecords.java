package coop.fairpass.access;

import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this room holds of a person: by what they come in, and what happened. Secrets are named and not shown. */
@Component
class AccessRecords implements PersonalRecords {

    private static final int EVENTS = 10_000;

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final AccessEvents events;

    AccessRecords(JdbcClient jdbc, Sessions sessions, Passkeys passkeys, AccessEvents events) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.events = events;
    }

    @Override
    public List<Held> heldOf(Subject subject) {
        return List.of(
                new Held(Kept.ACCOUNT, Language.say("Votre compte", "Your account"), account(subject)),
                new Held(Kept.WAY_IN, Language.say("Comment vous entrez", "How you come in"), waysIn(subject)),
                new Held(Kept.SESSION, Language.say("Sessions ouvertes", "Open sessions"), open(subject)),
                new Held(Kept.MAILED_LINK, Language.say("Liens envoyés", "Links sent"), links(subject)),
                new Held(Kept.ACCESS_EVENT, Language.say("Ce qui s’est passé", "What happened"), happened(subject)));
    }

    private List<Map<String, String>> account(Subject subject) {
        return jdbc.sql("SELECT email, opened_at, seen_on FROM access.account WHERE person = :person")
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        Language.say("Adresse", "Address"),
                        row.getString("email"),
                        Language.say("Ouvert le", "Opened on"),
                        said(row.getObject("opened_at", OffsetDateTime.class)),
                        Language.say("Dernière connexion le", "Last came in on"),
                        Language.say(row.getObject("seen_on", LocalDate.class))))
                .list();
    }

    private List<Map<String, String>> waysIn(Subject subject) {
        var all = Stream.concat(
                jdbc
                        .sql("""
                        SELECT 'PASSWORD' AS what, set_at AS at FROM access.password WHERE person = :person
                         UNION ALL
                        SELECT 'APPLICATION', confirmed_at
                          FROM access.authenticator
                         WHERE person = :person
                         UNION ALL
                        SELECT issuer, bound_at FROM access.identity WHERE person = :person
                        """)
                        .param("person", subject.person())
                        .query((row, _) -> Held.row(
                                Language.say("Moyen", "By"),
                                way(row.getString("what")),
                                Language.say("Depuis le", "Since"),
                                said(row.getObject("at", OffsetDateTime.class))))
                        .list()
                        .stream(),
                passkeys.of(subject.person()).stream()
                        .map(key -> Held.row(
                                Language.say("Moyen", "By"),
                                Language.say("Clé d’accès « %s »", "Passkey “%s”")
                                        .formatted(key.label()),
                                Language.say("Depuis le", "Since"),
                                Language.say(key.createdAt()))));
        return all.toList();
    }

    private static String way(String what) {
        return switch (what) {
            case "PASSWORD" -> Language.say("Mot de passe", "Password");
            case "APPLICATION" -> Language.say("Application d’authentification", "Authenticator");
            default -> Language.say("Identité chez ", "Identity at ") + what;
        };
    }

    private List<Map<String, String>> open(Subject subject) {
        return sessions.of(subject.person(), "").stream()
                .map(session -> Held.row(
                        Language.say("Navigateur", "Browser"),
                        session.browserName(),
                        Language.say("Adresse réseau", "Network address"),
                        session.address(),
                        Language.say("Depuis le", "Since"),
                        Language.say(session.since())))
                .toList();
    }

    private List<Map<String, String>> links(Subject subject) {
        return jdbc.sql("SELECT email, sent_at FROM access.mailed_link WHERE person = :person ORDER BY sent_at")
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        Language.say("Adresse", "Address"),
                        row.getString("email"),
                        Language.say("Envoyé le", "Sent on"),
                        said(row.getObject("sent_at", OffsetDateTime.class))))
                .list();
    }

    private List<Map<String, String>> happened(Subject subject) {
        return events.lastOf(subject.person(), EVENTS).stream()
                .map(line -> Held.row(
                        Language.say("Le", "On"),
                        Language.say(line.at()),
                        Language.say("Quoi", "What"),
                        Sentences.of(line.kind()),
                        Language.say("Détail", "Detail"),
                        line.detail()))
                .toList();
    }

    /** All by which the person came in; what happened stays its year, without the address of mail that it may say. */
    @Override
    public void erase(Subject subject) {
        for (var sql : List.of(
                "DELETE FROM access.mailed_link WHERE person = :person",
                "DELETE FROM access.password WHERE person = :person",
                "DELETE FROM access.authenticator WHERE person = :person",
                "DELETE FROM access.recovery_code WHERE person = :person",
                "DELETE FROM access.identity WHERE person = :person",
                """
                DELETE FROM access.passkey
                 WHERE handle IN (SELECT handle FROM access.passkey_holder WHERE person = :person)
                """,
                "DELETE FROM access.passkey_holder WHERE person = :person",
                "DELETE FROM access.account WHERE person = :person",
                """
                UPDATE access.event SET detail = '' WHERE person = :person AND kind IN ('INVITED', 'ACCOUNT_OPENED')
                """)) {
            jdbc.sql(sql).param("person", subject.person()).update();
        }
    }

    private static String said(OffsetDateTime at) {
        return Language.say(at.toInstant());
    }
}
