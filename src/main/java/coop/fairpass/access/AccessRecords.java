package coop.fairpass.access;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
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
        return Stream.of(
                        new Held(Kept.ACCOUNT, "Votre compte", account(subject)),
                        new Held(Kept.WAY_IN, "Comment vous entrez", waysIn(subject)),
                        new Held(Kept.SESSION, "Sessions ouvertes", open(subject)),
                        new Held(Kept.MAILED_LINK, "Liens envoyés", links(subject)),
                        new Held(Kept.ACCESS_EVENT, "Ce qui s’est passé", happened(subject)))
                .filter(held -> !held.rows().isEmpty())
                .toList();
    }

    private List<Map<String, String>> account(Subject subject) {
        return jdbc.sql("SELECT email, opened_at, seen_on FROM access.account WHERE person = :person")
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        "Adresse",
                        row.getString("email"),
                        "Ouvert le",
                        french(row.getObject("opened_at", OffsetDateTime.class)),
                        "Dernière connexion le",
                        Paris.french(row.getObject("seen_on", LocalDate.class))))
                .list();
    }

    private List<Map<String, String>> waysIn(Subject subject) {
        var all = Stream.concat(
                jdbc
                        .sql("""
                        SELECT 'Mot de passe' AS what, set_at AS at FROM access.password WHERE person = :person
                         UNION ALL
                        SELECT 'Application d’authentification', confirmed_at
                          FROM access.authenticator
                         WHERE person = :person
                         UNION ALL
                        SELECT 'Identité chez ' || issuer, bound_at FROM access.identity WHERE person = :person
                        """)
                        .param("person", subject.person())
                        .query((row, _) -> Held.row(
                                "Moyen",
                                row.getString("what"),
                                "Depuis le",
                                french(row.getObject("at", OffsetDateTime.class))))
                        .list()
                        .stream(),
                passkeys.of(subject.person()).stream()
                        .map(key -> Held.row(
                                "Moyen",
                                "Clé d’accès « %s »".formatted(key.label()),
                                "Depuis le",
                                Paris.french(key.createdAt()))));
        return all.toList();
    }

    private List<Map<String, String>> open(Subject subject) {
        return sessions.of(subject.person(), "").stream()
                .map(session -> Held.row(
                        "Navigateur",
                        session.browserName(),
                        "Adresse réseau",
                        session.address(),
                        "Depuis le",
                        Paris.french(session.since())))
                .toList();
    }

    private List<Map<String, String>> links(Subject subject) {
        return jdbc.sql("SELECT email, sent_at FROM access.mailed_link WHERE person = :person ORDER BY sent_at")
                .param("person", subject.person())
                .query((row, _) -> Held.row(
                        "Adresse",
                        row.getString("email"),
                        "Envoyé le",
                        french(row.getObject("sent_at", OffsetDateTime.class))))
                .list();
    }

    private List<Map<String, String>> happened(Subject subject) {
        return events.lastOf(subject.person(), EVENTS).stream()
                .map(line -> Held.row(
                        "Le", Paris.french(line.at()), "Quoi", Sentences.of(line.kind()), "Détail", line.detail()))
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

    private static String french(OffsetDateTime at) {
        return Paris.french(at.toInstant());
    }
}
