package coop.fairpass.access;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Comptes : the people who may sign in, each by one address of mail. */
@Component
public class Accounts {

    /**
     * @param hash of the password; empty when none was chosen
     */
    record Account(UUID person, String email, Optional<String> hash) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose address it is. */
    @Transactional(readOnly = true)
    public Optional<UUID> personOf(String email) {
        return byEmail(email).map(Account::person);
    }

    /** Whether a person has an account. */
    @Transactional(readOnly = true)
    public boolean isOpen(UUID person) {
        return byPerson(person).isPresent();
    }

    /** By which address a person signs in; empty when they have no account. */
    @Transactional(readOnly = true)
    public Optional<String> emailOf(UUID person) {
        return byPerson(person).map(Account::email);
    }

    @Transactional(readOnly = true)
    Optional<Account> byEmail(String email) {
        return find("a.email = :value", email);
    }

    @Transactional(readOnly = true)
    Optional<Account> byPerson(UUID person) {
        return find("a.person = :value", person);
    }

    private Optional<Account> find(String which, Object value) {
        return jdbc.sql("""
                        SELECT a.person, a.email, p.hash
                          FROM access.account a
                          LEFT JOIN access.password p ON p.person = a.person
                         WHERE
                        """ + which)
                .param("value", value)
                .query((row, _) -> new Account(
                        row.getObject("person", UUID.class),
                        row.getString("email"),
                        Optional.ofNullable(row.getString("hash"))))
                .optional();
    }

    /**
     * Opens an account whose address was shown to be the person's.
     *
     * @return false when the address signs in somebody else
     */
    @Transactional
    boolean open(UUID person, String email) {
        jdbc.sql("""
                        INSERT INTO access.account (person, email, opened_at, seen_on)
                        SELECT :person, :email, :now, :today
                         WHERE NOT EXISTS (SELECT FROM access.account WHERE person = :person)
                            ON CONFLICT DO NOTHING
                        """)
                .param("person", person)
                .param("email", email)
                .param("now", now())
                .param("today", Paris.today(clock))
                .update();
        return byEmail(email).filter(known -> known.person().equals(person)).isPresent()
                || (byPerson(person).isPresent() && byEmail(email).isEmpty() && moveTo(person, email));
    }

    /** A person came in today: three years without it and the account is closed. */
    @Transactional
    void seen(UUID person) {
        jdbc.sql("UPDATE access.account SET seen_on = :today WHERE person = :person AND seen_on < :today")
                .param("person", person)
                .param("today", Paris.today(clock))
                .update();
    }

    /**
     * Signs a person in by another address from now on.
     *
     * @return false when the address signs in somebody else
     */
    @Transactional
    boolean move(UUID person, String email) {
        return byEmail(email).isEmpty() && moveTo(person, email);
    }

    private boolean moveTo(UUID person, String email) {
        return jdbc.sql("UPDATE access.account SET email = :email WHERE person = :person")
                        .param("email", email)
                        .param("person", person)
                        .update()
                == 1;
    }

    @Transactional
    void choosePassword(UUID person, String hash) {
        jdbc.sql("""
                        INSERT INTO access.password (person, hash, set_at) VALUES (:person, :hash, :now)
                            ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at
                        """)
                .param("person", person)
                .param("hash", hash)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
