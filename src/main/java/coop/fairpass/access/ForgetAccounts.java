package coop.fairpass.access;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Irreplaceable;
import coop.fairpass.directory.Role;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import coop.fairpass.privacy.Forgets;
import coop.fairpass.privacy.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes accounts that nobody used for three years, a month after a mail that says so, and forgets what came of coming
 * in.
 */
@Component
class ForgetAccounts implements Forgets {

    private static final int DAYS_OF_NOTICE = 30;

    private final JdbcClient jdbc;
    private final CloseAccount closeAccount;
    private final Irreplaceable irreplaceable;
    private final Letters letters;
    private final Clock clock;

    ForgetAccounts(
            JdbcClient jdbc, CloseAccount closeAccount, Irreplaceable irreplaceable, Letters letters, Clock clock) {
        this.jdbc = jdbc;
        this.closeAccount = closeAccount;
        this.irreplaceable = irreplaceable;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "access: close accounts that nobody uses, forget what came of coming in";
    }

    /** By what a person comes in goes with the account. */
    @Override
    public Set<Kept> kinds() {
        return EnumSet.of(Kept.ACCOUNT, Kept.WAY_IN, Kept.SESSION, Kept.MAILED_LINK, Kept.ATTEMPT, Kept.ACCESS_EVENT);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        switch (kind) {
            case ACCOUNT -> {
                warn(limit.plusDays(DAYS_OF_NOTICE));
                unusedSince(limit).stream()
                        .filter(person -> !isTheLastOperator(person))
                        .forEach(person -> closeAccount.close(
                                person,
                                Actor.CLOCK.reference(),
                                "Votre compte n’a pas servi pendant trois ans : il est fermé, et ce qui vous nommait"
                                        + " est effacé."));
            }
            case SESSION -> forgetBefore("DELETE FROM access.session WHERE creation_time < :limit", limit);
            case MAILED_LINK -> delete("DELETE FROM access.mailed_link WHERE sent_at < :limit", Paris.startOf(limit));
            case ACCESS_EVENT -> delete("DELETE FROM access.event WHERE at < :limit", Paris.startOf(limit));
            // a failure counts for a day to the minute, so it is kept no longer than that
            case ATTEMPT ->
                delete(
                        "DELETE FROM access.failed_attempt WHERE at < :limit",
                        clock.instant().minus(LockOut.ACCOUNT.remembered()));
            default -> {} // WAY_IN
        }
    }

    private void delete(String sql, Instant limit) {
        jdbc.sql(sql)
                .param("limit", OffsetDateTime.ofInstant(limit, ZoneOffset.UTC))
                .update();
    }

    /** Sessions are dated in milliseconds. */
    private void forgetBefore(String sql, LocalDate limit) {
        jdbc.sql(sql).param("limit", Paris.startOf(limit).toEpochMilli()).update();
    }

    private List<UUID> unusedSince(LocalDate limit) {
        return jdbc.sql("""
                        SELECT p.id
                          FROM directory.known_person p
                          LEFT JOIN access.account a ON a.person = p.id
                         WHERE coalesce(a.seen_on, (p.entered_at AT TIME ZONE 'Europe/Paris')::date) < :limit
                         ORDER BY p.id
                        """).param("limit", limit).query(UUID.class).list();
    }

    /** An instance keeps somebody who can open it to others, even somebody who sleeps. */
    private boolean isTheLastOperator(UUID person) {
        return irreplaceable.needs(person).stream().anyMatch(need -> need.role() == Role.OPERATOR);
    }

    private record Sleeper(UUID person, String email, LocalDate seenOn) {}

    /** Written once for each day on which somebody was last seen. */
    private void warn(LocalDate limit) {
        jdbc.sql("SELECT person, email, seen_on FROM access.account WHERE seen_on < :limit ORDER BY person")
                .param("limit", limit)
                .query((row, _) -> new Sleeper(
                        row.getObject("person", UUID.class),
                        row.getString("email"),
                        row.getObject("seen_on", LocalDate.class)))
                .list()
                .forEach(sleeper -> letters.write(new Letter(
                        UUID.nameUUIDFromBytes("unused/%s/%s"
                                .formatted(sleeper.person(), sleeper.seenOn())
                                .getBytes(StandardCharsets.UTF_8)),
                        sleeper.email(),
                        MailKind.ACCESS,
                        "Votre compte va être fermé",
                        List.of(
                                "Vous n’êtes pas venu depuis bientôt trois ans : votre compte sera fermé et ce qui vous"
                                        + " nomme sera effacé.",
                                "Pour le garder, connectez-vous dans les trente jours."),
                        Optional.of(new Letter.Link("Me connecter", "/connexion")))));
    }
}
