package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The applications, what happened to each, and who may open which. */
@Component
public class Applications {

    /** One thing that happened to a file. */
    public record Event(Instant at, String by, String byName, EventKind kind, String words) {}

    public enum EventKind {
        BEGUN,
        ADDRESS_MAILED,
        SIGNATURE_ASKED,
        SIGNED,
        CORRECTED,
        TAKEN,
        ASKED,
        ANSWERED,
        DOCUMENT_GIVEN,
        DOCUMENT_VALID,
        DOCUMENT_REFUSED,
        CLAIMED,
        CLAIM_GRANTED,
        CLAIM_REFUSED,
        QUALIFIED,
        RENEWED,
        REFUSED,
        WAITLISTED,
        RESUMED,
        APPEALED,
        APPEAL_ACCEPTED,
        APPEAL_REJECTED,
        REMINDED,
        WITHDRAWN
    }

    private static final String COLUMNS = """
        SELECT id, number, kind, state, organisation, questionnaire, content, applicant, begun_at, changed_at,
               submitted_on, taken_by, taken_on, asked_on, decided_on
          FROM qualification.application
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Applications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who may read any file, with its score and documents. */
    static boolean reviews(Actor by) {
        return by.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE, Role.BOARD);
    }

    /** Who may fill in the files of an organisation. */
    static boolean appliesFor(Actor by, Optional<OrganisationId> organisation) {
        return organisation.filter(by::isOf).isPresent() && by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    }

    @Transactional(readOnly = true)
    public Optional<Application> find(ApplicationId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id.value())
                .query((row, _) -> application(row))
                .optional();
    }

    /** The file that a person of an organisation, or of the cooperative, may open; to others it does not exist. */
    @Transactional(readOnly = true)
    public Optional<Application> find(ApplicationId id, Actor by) {
        return find(id).filter(one -> reviews(by) || appliesFor(by, one.organisation()));
    }

    /** The file that an address opens, given at first or by a recall: whoever has it is its applicant. */
    @Transactional(readOnly = true)
    public Optional<Application> byLink(String secret) {
        return by("link_digest", secret).or(() -> by("recall_digest", secret));
    }

    /** The file that an address signs. */
    @Transactional(readOnly = true)
    public Optional<Application> bySignLink(String secret) {
        return by("sign_digest", secret);
    }

    private Optional<Application> by(String column, String secret) {
        if (secret.length() > 100) {
            return Optional.empty();
        }
        return jdbc.sql(COLUMNS + " WHERE " + column + " = :digest")
                .param("digest", Sha256.of(secret))
                .query((row, _) -> application(row))
                .optional();
    }

    /** Those of an organisation, the latest first. */
    @Transactional(readOnly = true)
    public List<Application> of(OrganisationId organisation) {
        return jdbc.sql(COLUMNS + " WHERE organisation = :organisation ORDER BY number DESC")
                .param("organisation", organisation.value())
                .query((row, _) -> application(row))
                .list();
    }

    /** Those in some states, the oldest signature first. */
    @Transactional(readOnly = true)
    public List<Application> in(ApplicationState... states) {
        return jdbc.sql(COLUMNS + " WHERE state = ANY (:states::text[]) ORDER BY submitted_on NULLS LAST, number")
                .param("states", Arrays.stream(states).map(Enum::name).toArray(String[]::new))
                .query((row, _) -> application(row))
                .list();
    }

    /** What happened to a file, in order. */
    @Transactional(readOnly = true)
    public List<Event> eventsOf(ApplicationId id) {
        return jdbc.sql("""
            SELECT at, by, by_name, kind, words
              FROM qualification.application_event
             WHERE application = :application
             ORDER BY id
            """)
                .param("application", id.value())
                .query((row, _) -> new Event(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by"),
                        row.getString("by_name"),
                        EventKind.valueOf(row.getString("kind")),
                        row.getString("words")))
                .list();
    }

    // ── For the acts of this room ────────────────────────────────────────────────────────────────────────────────

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Application> lock(ApplicationId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, _) -> application(row))
                .optional();
    }

    Application get(ApplicationId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no application " + id));
    }

    void note(ApplicationId id, EventKind kind, String words, Actor by) {
        jdbc.sql("""
            INSERT INTO qualification.application_event (application, at, by, by_name, kind, words)
            VALUES (:application, :at, :by, :by_name, :kind, :words)
            """)
                .param("application", id.value())
                .param("at", now())
                .param("by", by.reference())
                .param("by_name", by.label())
                .param("kind", kind.name())
                .param("words", words)
                .update();
    }

    /** Moves a locked application to a state; the days that go with it are written by whoever decides them. */
    void move(ApplicationId id, ApplicationState state) {
        jdbc.sql("""
            UPDATE qualification.application
               SET state = :state, changed_at = :now
             WHERE id = :id
            """)
                .param("id", id.value())
                .param("state", state.name())
                .param("now", now())
                .update();
    }

    OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    LocalDate today() {
        return Paris.today(clock);
    }

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                new ApplicationId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                Application.ApplicationKind.valueOf(row.getString("kind")),
                ApplicationState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("organisation", UUID.class)).map(OrganisationId::new),
                row.getInt("questionnaire"),
                KeptText.read(row.getString("content"), Dossier.class),
                row.getObject("applicant", UUID.class),
                day(row, "begun_at"),
                day(row, "changed_at"),
                Optional.ofNullable(row.getObject("submitted_on", LocalDate.class)),
                Optional.ofNullable(row.getString("taken_by")),
                Optional.ofNullable(row.getObject("taken_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("asked_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("decided_on", LocalDate.class)));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return Paris.dayOf(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
