package coop.fairpass.mail;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Forgets;
import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * That a mail was sent is remembered a year, that somebody wants no more of a kind three years after they said so, and
 * no longer; sooner when the person leaves.
 */
@Component
class ForgetLetters implements Forgets, PersonalRecords, Traces {

    private final Letters letters;
    private final JdbcClient jdbc;

    ForgetLetters(Letters letters, JdbcClient jdbc) {
        this.letters = letters;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "mail: forget what was sent a year ago";
    }

    @Override
    public Set<Kept> kinds() {
        return Set.of(Kept.LETTER, Kept.MAIL_CHOICE);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        if (kind == Kept.LETTER) {
            letters.forgetBefore(Paris.startOf(limit));
            return;
        }
        keepWritersOut();
        jdbc.sql("DELETE FROM mail.stopped WHERE stopped_at < :limit")
                .param("limit", Paris.startOf(limit).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        DELETE FROM mail.reader r
                         WHERE NOT EXISTS (SELECT FROM mail.stopped s WHERE s.address = r.address)
                           AND NOT EXISTS (SELECT FROM mail.letter l WHERE l.recipient = r.address)
                        """).update();
    }

    @Override
    public List<Held> heldOf(Subject subject) {
        return List.of(
                new Held(Kept.LETTER, Language.say("Courriels écrits", "Emails written"), written(subject.addresses())),
                new Held(
                        Kept.MAIL_CHOICE,
                        Language.say("Courriels que vous ne voulez plus", "Emails that you want no more"),
                        stopped(subject.addresses())));
    }

    private List<Map<String, String>> written(Set<String> addresses) {
        return jdbc.sql("""
                        SELECT recipient, subject, written_at, sent_at
                          FROM mail.letter
                         WHERE recipient = ANY(:addresses)
                         ORDER BY written_at
                        """)
                .param("addresses", addresses.toArray(String[]::new))
                .query((row, _) -> Held.row(
                        Language.say("Adresse", "Address"),
                        row.getString("recipient"),
                        Language.say("Objet", "Subject"),
                        row.getString("subject"),
                        Language.say("Écrit le", "Written on"),
                        said(row.getObject("written_at", OffsetDateTime.class)),
                        Language.say("Parti le", "Left on"),
                        Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                                .map(ForgetLetters::said)
                                .orElse("")))
                .list();
    }

    private List<Map<String, String>> stopped(Set<String> addresses) {
        return jdbc.sql("""
                        SELECT address, stopped_at
                          FROM mail.stopped
                         WHERE address = ANY(:addresses)
                         ORDER BY stopped_at
                        """)
                .param("addresses", addresses.toArray(String[]::new))
                .query((row, _) -> Held.row(
                        Language.say("Adresse", "Address"),
                        row.getString("address"),
                        Language.say("Courriels", "Emails"),
                        Language.say("Les rappels", "Reminders"),
                        Language.say("Refusés le", "Refused on"),
                        said(row.getObject("stopped_at", OffsetDateTime.class))))
                .list();
    }

    @Override
    public void erase(Subject subject) {
        subject.addresses().forEach(this::forget);
    }

    /** A reader who went while a letter to them is being written would be written to in vain. */
    private void keepWritersOut() {
        jdbc.sql("LOCK TABLE mail.reader IN SHARE ROW EXCLUSIVE MODE").update();
    }

    private void forget(String address) {
        keepWritersOut();
        for (var sql : List.of(
                "DELETE FROM mail.letter WHERE recipient = :address",
                "DELETE FROM mail.stopped WHERE address = :address",
                "DELETE FROM mail.reader WHERE address = :address")) {
            jdbc.sql(sql).param("address", address).update();
        }
    }

    @Override
    public String room() {
        return "mail";
    }

    /** Whoever was written to, with an account or without. */
    @Override
    public List<Trace> find(String text) {
        return jdbc.sql("""
                        SELECT address
                          FROM mail.reader
                         WHERE strpos(address, :text) > 0
                         ORDER BY address
                         LIMIT 50
                        """).param("text", text.toLowerCase(Locale.ROOT)).query(String.class).list().stream()
                .map(address -> new Trace(Kept.LETTER, room(), idOf(address), address, ""))
                .toList();
    }

    @Override
    public boolean erase(UUID id, String by) {
        var found = jdbc.sql("SELECT address FROM mail.reader").query(String.class).list().stream()
                .filter(address -> idOf(address).equals(id))
                .findFirst();
        found.ifPresent(this::forget);
        return found.isPresent();
    }

    /** An address has no id of its own; a page must not carry it. */
    private static UUID idOf(String address) {
        return UUID.nameUUIDFromBytes(address.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String said(OffsetDateTime at) {
        return Language.say(at.toInstant());
    }
}
