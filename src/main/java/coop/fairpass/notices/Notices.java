package coop.fairpass.notices;

import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

    /** What an organisation was told last, the latest first. */
    @Transactional(readOnly = true)
    public List<Notice> lastOf(OrganisationId organisation, int count) {
        return of(organisation, Optional.empty(), count);
    }

    /** What an organisation was told before one notice, named by its key; the latest first. */
    @Transactional(readOnly = true)
    public List<Notice> of(OrganisationId organisation, Optional<String> after, int count) {
        return jdbc.sql("""
                        SELECT key, subject, text, told_at
                          FROM notices.notice
                         WHERE organisation = :organisation
                           AND (:after::text IS NULL OR (told_at, key) < (
                               SELECT told_at, key FROM notices.notice
                                WHERE organisation = :organisation AND key = :after))
                         ORDER BY told_at DESC, key DESC
                         LIMIT :count
                        """)
                .param("organisation", organisation.value())
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
}
