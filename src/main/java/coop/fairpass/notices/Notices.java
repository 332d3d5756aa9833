package coop.fairpass.notices;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells organisations what they must know. */
@Component
public class Notices {

    private final JdbcClient jdbc;
    private final Clock clock;

    Notices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What {@link #tell} is told. */
    public record Told(OrganisationId organisation, String key, String subject, String text) {}

    /** Tells many organisations something each, in the caller's transaction; the same key is told once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(List<Told> all) {
        jdbc.sql("""
                        INSERT INTO notices.notice (organisation, key, subject, text, told_at)
                        SELECT organisation, key, subject, text, :told_at
                          FROM unnest(:organisations::uuid[], :keys::text[], :subjects::text[], :texts::text[])
                               AS told (organisation, key, subject, text)
                            ON CONFLICT (organisation, key) DO NOTHING
                        """)
                .param("organisations", texts(all, told -> told.organisation().toString()))
                .param("keys", texts(all, Told::key))
                .param("subjects", texts(all, Told::subject))
                .param("texts", texts(all, Told::text))
                .param("told_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static String[] texts(List<Told> all, Function<Told, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    /** Tells an organisation something, in the caller's transaction; the same key is told once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(OrganisationId organisation, String key, String subject, String text) {
        tell(List.of(new Told(organisation, key, subject, text)));
    }

    /**
     * What the organisation of a person was told, and this person may read, before one notice, named by its key; the
     * latest first. Nothing for whoever acts for no organisation.
     */
    @Transactional(readOnly = true)
    public List<Notice> readBy(Actor reader, Optional<String> after, int count) {
        return reader.organisation()
                .map(own -> of(own, Audience.closedTo(reader), after, count))
                .orElse(List.of());
    }

    /** What an organisation was told last, whoever it is for; the latest first. */
    @Transactional(readOnly = true)
    public List<Notice> lastOf(OrganisationId organisation, int count) {
        return of(organisation, Optional.empty(), count);
    }

    /** All that an organisation was told before one notice, named by its key; the latest first. */
    @Transactional(readOnly = true)
    public List<Notice> of(OrganisationId organisation, Optional<String> after, int count) {
        return of(organisation, new String[0], after, count);
    }

    private List<Notice> of(OrganisationId organisation, String[] closed, Optional<String> after, int count) {
        return jdbc.sql("""
                        SELECT key, subject, text, told_at
                          FROM notices.notice
                         WHERE organisation = :organisation
                           AND NOT EXISTS (SELECT FROM unnest(:closed::text[]) AS begins WHERE starts_with(key, begins))
                           AND (:after::text IS NULL OR (told_at, key) < (
                               SELECT told_at, key FROM notices.notice
                                WHERE organisation = :organisation AND key = :after))
                         ORDER BY told_at DESC, key DESC
                         LIMIT :count
                        """)
                .param("organisation", organisation.value())
                .param("closed", closed)
                .param("after", after.orElse(null))
                .param("count", count)
                .query((row, _) -> new Notice(
                        organisation,
                        row.getString("key"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * What was told since a moment and not yet written to people by mail, the oldest first; given once, to one caller,
     * in that caller's transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Notice> takeToMail(Instant since, int most) {
        return jdbc.sql("""
                        WITH waiting AS (
                               SELECT n.organisation, n.key
                                 FROM notices.notice n
                                WHERE n.told_at > :since
                                  AND NOT EXISTS (SELECT FROM notices.mailed m
                                                   WHERE m.organisation = n.organisation AND m.key = n.key)
                                ORDER BY n.told_at, n.organisation, n.key
                                LIMIT :most),
                        taken AS (
                               INSERT INTO notices.mailed (organisation, key, mailed_at)
                               SELECT organisation, key, :now FROM waiting
                                   ON CONFLICT DO NOTHING
                               RETURNING organisation, key)
                        SELECT n.organisation, n.key, n.subject, n.text, n.told_at
                          FROM taken t
                          JOIN notices.notice n ON n.organisation = t.organisation AND n.key = t.key
                         ORDER BY n.told_at, n.organisation, n.key
                        """)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("most", most)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> new Notice(
                        new OrganisationId(row.getObject("organisation", UUID.class)),
                        row.getString("key"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
