package coop.fairpass.directory;

import coop.fairpass.calendar.Paris;
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
import java.util.stream.Stream;
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
        return Stream.of(
                        new Held(Kept.ACCOUNT, "Vous", person(subject)),
                        new Held(Kept.ACCOUNT, "Vos rôles", roles(subject)),
                        new Held(Kept.ACCOUNTING, "Comptes bancaires que vous avez déclarés", accounts(subject)))
                .filter(held -> !held.rows().isEmpty())
                .toList();
    }

    private List<Map<String, String>> person(Subject subject) {
        return jdbc.sql("SELECT id, name, email, entered_at FROM directory.person WHERE id = :id")
                .param("id", subject.person())
                .query((row, _) -> Held.row(
                        "Identifiant",
                        row.getString("id"),
                        "Nom",
                        row.getString("name"),
                        "Adresse",
                        Optional.ofNullable(row.getString("email")).orElse(""),
                        "Connue depuis le",
                        french(row.getObject("entered_at", OffsetDateTime.class))))
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
                        "Rôle",
                        row.getString("role"),
                        "Donné le",
                        french(row.getObject("granted_at", OffsetDateTime.class)),
                        "Retiré le",
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(DirectoryRecords::french)
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
                        "Titulaire",
                        row.getString("holder_name"),
                        "Finit par",
                        row.getString("last"),
                        "Déclaré le",
                        french(row.getObject("declared_at", OffsetDateTime.class))))
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

    private static String french(OffsetDateTime at) {
        return Paris.french(at.toInstant());
    }
}
