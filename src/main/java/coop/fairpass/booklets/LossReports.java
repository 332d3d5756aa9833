package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reports of loss that wait for an answer: a desk sees its own, the controllers of the cooperative see all. */
@Component
public class LossReports {

    /** How long a desk has before the cooperative looks at it too. */
    static final Duration FOR_THE_DESK = Duration.ofDays(2);

    private static final String COLUMNS = """
            SELECT r.id, r.number, r.loss, r.booklet, r.desk, r.reported_at, r.state
              FROM booklets.loss_report r
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    LossReports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static boolean seesAll(Actor actor) {
        return actor.has(Role.COOP_CONTROLLER);
    }

    /** Whether somebody sees a report at all. */
    static boolean sees(Actor actor, LossReport report) {
        return seesAll(actor)
                || (actor.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER)
                        && report.desk().filter(actor::isOf).isPresent());
    }

    /** Those that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<LossReport> open(Actor actor, int most) {
        return jdbc.sql(COLUMNS + """
                         WHERE r.state = 'OPEN'
                           AND (:all OR r.desk = :own)
                         ORDER BY r.reported_at, r.id
                         LIMIT :most
                        """)
                .param("all", seesAll(actor))
                .param("own", own(actor))
                .param("most", most)
                .query((row, _) -> report(row))
                .list();
    }

    private static UUID own(Actor actor) {
        return actor.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER)
                ? actor.organisation().map(OrganisationId::value).orElse(NOBODY)
                : NOBODY;
    }

    /** What waits for somebody: of a controller, what no desk answers for, or has not answered in two days. */
    @Transactional(readOnly = true)
    public List<LossReport> waitingFor(Actor actor) {
        return jdbc.sql(COLUMNS + """
                         WHERE r.state = 'OPEN'
                           AND (r.desk = :own OR (:all AND (r.desk IS NULL OR r.reported_at < :late)))
                         ORDER BY r.reported_at, r.id
                         LIMIT 1000
                        """)
                .param("own", own(actor))
                .param("all", seesAll(actor))
                .param("late", OffsetDateTime.ofInstant(clock.instant().minus(FOR_THE_DESK), ZoneOffset.UTC))
                .query((row, _) -> report(row))
                .list();
    }

    /** Whether there is such a report for somebody. */
    @Transactional(readOnly = true)
    public boolean isSeenBy(Actor actor, UUID report) {
        return find(report).filter(known -> sees(actor, known)).isPresent();
    }

    Optional<LossReport> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE r.id = :id")
                .param("id", id)
                .query((row, _) -> report(row))
                .optional();
    }

    Optional<LossReport> openOf(BookletNumber booklet) {
        return jdbc.sql(COLUMNS + " WHERE r.booklet = :booklet AND r.state = 'OPEN'")
                .param("booklet", booklet.value())
                .query((row, _) -> report(row))
                .optional();
    }

    long countOpen() {
        return jdbc.sql("SELECT count(*) FROM booklets.loss_report WHERE state = 'OPEN'")
                .query(Long.class)
                .single();
    }

    long countWithoutNumber(OrganisationId desk) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM booklets.loss_report
                         WHERE state = 'OPEN'
                           AND desk = :desk
                           AND booklet IS NULL
                        """).param("desk", desk.value()).query(Long.class).single();
    }

    /** Keeps a report under a number drawn by lot; false when that number, that id or that booklet is taken. */
    boolean add(UUID id, Loss loss, Optional<BookletNumber> booklet, Optional<OrganisationId> desk) {
        return jdbc.sql("""
                        INSERT INTO booklets.loss_report (id, number, loss, booklet, desk, reported_at)
                        VALUES (:id, :number, :loss, :booklet, :desk, :at)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("number", Long.toString(random.nextLong(10_000_000, 100_000_000)))
                        .param("loss", loss.name())
                        .param("booklet", booklet.map(BookletNumber::value).orElse(null), Types.BIGINT)
                        .param("desk", desk.map(OrganisationId::value).orElse(null), Types.OTHER)
                        .param("at", now())
                        .update()
                == 1;
    }

    /** The answer of somebody; false when another came first. */
    boolean answer(UUID id, Optional<BookletNumber> blocked, Optional<Dismissal> dismissal, Actor by) {
        return jdbc.sql("""
                        UPDATE booklets.loss_report
                           SET state = CASE WHEN :blocked::bigint IS NULL THEN 'DISMISSED' ELSE 'BLOCKED' END,
                               blocked = :blocked, dismissal = :dismissal, answered_at = :at, answered_by = :by
                         WHERE id = :id
                           AND state = 'OPEN'
                        """)
                        .param("blocked", blocked.map(BookletNumber::value).orElse(null), Types.BIGINT)
                        .param("dismissal", dismissal.map(Enum::name).orElse(null), Types.VARCHAR)
                        .param("at", now())
                        .param("by", by.reference())
                        .param("id", id)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LossReport report(ResultSet row) throws SQLException {
        return new LossReport(
                row.getObject("id", UUID.class),
                row.getString("number"),
                Loss.valueOf(row.getString("loss")),
                Optional.ofNullable(row.getObject("booklet", Long.class)).map(BookletNumber::new),
                Optional.ofNullable(row.getObject("desk", UUID.class)).map(OrganisationId::new),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                LossReportState.valueOf(row.getString("state")));
    }
}
