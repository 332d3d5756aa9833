package coop.fairpass.directory;

import coop.fairpass.calendar.Paris;
import coop.fairpass.language.Reading;
import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the directory holds of a person: a name, an address, roles. It forgets the first two and keeps the id. */
@Component
class DirectoryRecords implements PersonalRecords {

    /** How pages call somebody who left: what they did still shows an author. */
    private static final String NOBODY = "Compte fermé";

    private final JdbcClient jdbc;
    private final Clock clock;

    DirectoryRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Held> heldOf(Subject subject) {
        return List.of(
                new Held(Kept.ACCOUNT, Reading.say("Vous", "You"), person(subject)),
                new Held(Kept.ACCOUNT, Reading.say("Vos rôles", "Your roles"), roles(subject)),
                new Held(
                        Kept.ACCOUNTING,
                        Reading.say("Comptes bancaires que vous avez déclarés", "Bank accounts that you declared"),
                        accounts(subject)));
    }

    private List<Map<String, String>> person(Subject subject) {
        return jdbc.sql("SELECT id, name, email, entered_at FROM directory.person WHERE id = :id")
                .param("id", subject.person())
                .query((row, _) -> Held.row(
                        Reading.say("Identifiant", "Identifier"),
                        row.getString("id"),
                        Reading.say("Nom", "Name"),
                        row.getString("name"),
                        Reading.say("Adresse", "Address"),
                        Optional.ofNullable(row.getString("email")).orElse(""),
                        Reading.say("Connue depuis le", "Known since"),
                        said(row.getObject("entered_at", OffsetDateTime.class))))
                .list();
    }

    /** Roles are told by their constant: their words are of a room above. */
    private List<Map<String, String>> roles(Subject subject) {
        return jdbc.sql("""
                        SELECT o.legal_name, m.role, m.granted_at, m.revoked_at
                          FROM directory.membership m
                          JOIN directory.organisation o ON o.id = m.organisation
                         WHERE m.person = :id
                         ORDER BY m.granted_at, m.role
                        """)
                .param("id", subject.person())
                .query((row, _) -> Held.row(
                        "Organisation",
                        row.getString("legal_name"),
                        Reading.say("Rôle", "Role"),
                        row.getString("role"),
                        Reading.say("Donné le", "Given on"),
                        said(row.getObject("granted_at", OffsetDateTime.class)),
                        Reading.say("Retiré le", "Withdrawn on"),
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(DirectoryRecords::said)
                                .orElse("")))
                .list();
    }

    private List<Map<String, String>> accounts(Subject subject) {
        return jdbc.sql("""
                        SELECT o.legal_name, a.holder_name, right(a.iban, 4) AS last, a.declared_at
                          FROM directory.bank_account a
                          JOIN directory.organisation o ON o.id = a.organisation
                         WHERE a.declared_by = :reference
                         ORDER BY a.declared_at
                        """)
                .param("reference", subject.reference())
                .query((row, _) -> Held.row(
                        "Organisation",
                        row.getString("legal_name"),
                        Reading.say("Titulaire", "Holder"),
                        row.getString("holder_name"),
                        Reading.say("Finit par", "Ends in"),
                        row.getString("last"),
                        Reading.say("Déclaré le", "Declared on"),
                        said(row.getObject("declared_at", OffsetDateTime.class))))
                .list();
    }

    @Override
    public void erase(Subject subject) {
        jdbc.sql("""
                        UPDATE directory.person
                           SET name = :nobody, email = NULL, erased_at = :now
                         WHERE id = :id AND erased_at IS NULL
                        """)
                .param("id", subject.person())
                .param("nobody", NOBODY)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static String said(OffsetDateTime at) {
        return Reading.say(Paris.french(at.toInstant()), Paris.english(at.toInstant()));
    }
}
