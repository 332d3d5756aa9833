package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.RedemptionId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contestations : a provider says that a line of its statement is wrong, within {@value #CONTEST_DAYS} days; a
 * controller answers within {@value #ANSWER_DAYS}. The statement is never edited: what proves wrong becomes a claim,
 * and its correction is on a later statement (R-151, domain §5.5).
 */
@Component
public class LineDisputes {

    /** Days after the statement during which a line can be contested, the last one included. */
    public static final int CONTEST_DAYS = 60;

    /** Days within which the answer is due. */
    public static final int ANSWER_DAYS = 15;

    /**
     * A line that is contested.
     *
     * @param correctedOn the statement on which its correction is, once there
     */
    public record LineDispute(
            UUID id,
            String statement,
            RedemptionId redemption,
            String reason,
            LocalDate contestedOn,
            LocalDate answerDueOn,
            Optional<DisputeDecision> decision,
            Optional<String> answer,
            Optional<UUID> claim,
            Optional<String> correctedOn) {

        public boolean isLate(LocalDate today) {
            return decision.isEmpty() && today.isAfter(answerDueOn);
        }
    }

    public sealed interface Outcome {
        record Done(LineDispute dispute) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}
    }

    private static final String DISPUTES = """
            SELECT d.id, d.statement, d.voucher, d.attempt, d.reason, d.contested_on, d.answer_due_on, d.decision,
                   d.answer, d.claim, c.statement AS corrected_on
              FROM settlement.dispute d
              LEFT JOIN settlement.claim c ON c.id = d.claim
            """;

    private final Statements statements;
    private final Claims claims;
    private final Organisations organisations;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    LineDisputes(
            Statements statements,
            Claims claims,
            Organisations organisations,
            Notices notices,
            JdbcClient jdbc,
            Clock clock) {
        this.statements = statements;
        this.claims = claims;
        this.organisations = organisations;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until when lines of a statement can be contested. */
    @Transactional(readOnly = true)
    public LocalDate lastDay(Statement statement) {
        return Paris.dayOf(jdbc.sql("SELECT issued_at FROM settlement.statement WHERE number = :number")
                        .param("number", statement.number())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .plusDays(CONTEST_DAYS);
    }

    /** A provider contests a line of its own statement, saying why; {@code id} is chosen by the form. */
    @Transactional
    public Outcome contest(UUID id, String number, RedemptionId redemption, String reason, Actor by) {
        var statement = statements.find(number).filter(found -> by.isOf(found.provider()));
        if (statement.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_STATEMENT);
        }
        if (!mayContest(by)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var known = find(id);
        if (known.isPresent()) {
            return isThis(known.get(), number, redemption, reason)
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(SettlementReason.ID_TAKEN);
        }
        if (statements.lines(statement.get()).stream()
                .noneMatch(line -> line.redemption().equals(redemption))) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_LINE);
        }
        if (of(number).stream().anyMatch(dispute -> dispute.redemption().equals(redemption))) {
            return new Outcome.Refused(SettlementReason.ALREADY_CONTESTED);
        }
        if (reason.isBlank()) {
            return new Outcome.Refused(SettlementReason.REASON_MISSING);
        }
        if (Paris.today(clock).isAfter(lastDay(statement.get()))) {
            return new Outcome.Refused(SettlementReason.TOO_LATE_TO_CONTEST);
        }
        return insert(id, number, redemption, reason, by) ? told(find(id).orElseThrow()) : met(id, number);
    }

    static boolean mayContest(Actor by) {
        return by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    }

    private static boolean isThis(LineDispute known, String number, RedemptionId redemption, String reason) {
        return known.statement().equals(number)
                && known.redemption().equals(redemption)
                && known.reason().equals(reason);
    }

    /** Two requests met: the other one took the id, or the line. */
    private Outcome met(UUID id, String number) {
        return new Outcome.Refused(
                find(id).filter(other -> other.statement().equals(number)).isPresent()
                        ? SettlementReason.ALREADY_CONTESTED
                        : SettlementReason.ID_TAKEN);
    }

    private boolean insert(UUID id, String number, RedemptionId redemption, String reason, Actor by) {
        var today = Paris.today(clock);
        return jdbc.sql("""
                        INSERT INTO settlement.dispute (id, statement, voucher, attempt, reason, contested_on,
                               contested_at, contested_by, answer_due_on)
                        VALUES (:id, :statement, :voucher, :attempt, :reason, :today, :at, :by, :due)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("statement", number)
                        .param("voucher", redemption.voucher())
                        .param("attempt", redemption.attempt())
                        .param("reason", reason)
                        .param("today", today)
                        .param("at", now())
                        .param("by", by.reference())
                        .param("due", today.plusDays(ANSWER_DAYS))
                        .update()
                == 1;
    }

    private Outcome told(LineDispute dispute) {
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "line-contested/" + dispute.id(),
                        "Une ligne d’un relevé est contestée",
                        "Relevé %s, chèque %s : à répondre au plus tard le %s."
                                .formatted(
                                        dispute.statement(),
                                        dispute.redemption().serial(),
                                        Paris.french(dispute.answerDueOn()))));
        return new Outcome.Done(dispute);
    }

    /** A controller answers, with words; a line that is corrected becomes a claim, which another person confirms. */
    @Transactional
    public Outcome answer(UUID id, DisputeDecision decision, String answer, Actor by) {
        if (!by.has(Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var locked = lock(id);
        if (locked.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_DISPUTE);
        }
        var dispute = locked.get();
        if (answer.isBlank()) {
            return new Outcome.Refused(SettlementReason.REASON_MISSING);
        }
        if (dispute.decision().isPresent()) {
            return dispute.decision().equals(Optional.of(decision))
                            && dispute.answer().equals(Optional.of(answer))
                    ? new Outcome.Done(dispute)
                    : new Outcome.Refused(SettlementReason.ALREADY_ANSWERED);
        }
        return switch (decision) {
            case MAINTAINED -> answered(dispute, decision, answer, Optional.empty(), by);
            case CORRECTED -> corrected(dispute, answer, by);
        };
    }

    private Outcome corrected(LineDispute dispute, String answer, Actor by) {
        var known = claims.on(dispute.redemption());
        if (known.isPresent()) {
            return answered(dispute, DisputeDecision.CORRECTED, answer, known.map(Claims.Claim::id), by);
        }
        var claim = UUID.nameUUIDFromBytes((dispute.id() + "/claim").getBytes(StandardCharsets.UTF_8));
        return switch (claims.open(claim, dispute.redemption(), answer, by)) {
            case Claims.Outcome.Done(var opened) ->
                answered(dispute, DisputeDecision.CORRECTED, answer, Optional.of(opened.id()), by);
            case Claims.Outcome.Refused(var reason) -> new Outcome.Refused(reason);
        };
    }

    private Outcome answered(
            LineDispute dispute, DisputeDecision decision, String answer, Optional<UUID> claim, Actor by) {
        jdbc.sql("""
                        UPDATE settlement.dispute
                           SET decision = :decision, answer = :answer, answered_at = :at, answered_by = :by,
                               claim = :claim
                         WHERE id = :id
                        """)
                .param("decision", decision.name())
                .param("answer", answer)
                .param("at", now())
                .param("by", by.reference())
                .param("claim", claim.orElse(null), java.sql.Types.OTHER)
                .param("id", dispute.id())
                .update();
        notices.tell(
                statements.find(dispute.statement()).orElseThrow().provider(),
                "line-answered/" + dispute.id(),
                switch (decision) {
                    case MAINTAINED -> "La ligne que vous contestez est maintenue";
                    case CORRECTED -> "La ligne que vous contestez sera corrigée sur un relevé suivant";
                },
                "Relevé %s, chèque %s. %s"
                        .formatted(dispute.statement(), dispute.redemption().serial(), answer));
        return new Outcome.Done(find(dispute.id()).orElseThrow());
    }

    /** Those of a statement, the first contested first. */
    @Transactional(readOnly = true)
    public List<LineDispute> of(String statement) {
        return jdbc.sql(DISPUTES + " WHERE d.statement = :statement ORDER BY d.contested_at, d.id")
                .param("statement", statement)
                .query((row, _) -> dispute(row))
                .list();
    }

    /** Those that wait for an answer, the first due first. */
    @Transactional(readOnly = true)
    public List<LineDispute> waiting() {
        return jdbc.sql(DISPUTES + " WHERE d.answered_at IS NULL ORDER BY d.answer_due_on, d.contested_at, d.id")
                .query((row, _) -> dispute(row))
                .list();
    }

    private Optional<LineDispute> find(UUID id) {
        return jdbc.sql(DISPUTES + " WHERE d.id = :id")
                .param("id", id)
                .query((row, _) -> dispute(row))
                .optional();
    }

    private Optional<LineDispute> lock(UUID id) {
        return jdbc.sql(DISPUTES + " WHERE d.id = :id FOR UPDATE OF d")
                .param("id", id)
                .query((row, _) -> dispute(row))
                .optional();
    }

    private static LineDispute dispute(ResultSet row) throws SQLException {
        return new LineDispute(
                row.getObject("id", UUID.class),
                row.getString("statement"),
                new RedemptionId(row.getLong("voucher"), row.getInt("attempt")),
                row.getString("reason"),
                row.getObject("contested_on", LocalDate.class),
                row.getObject("answer_due_on", LocalDate.class),
                Optional.ofNullable(row.getString("decision")).map(DisputeDecision::valueOf),
                Optional.ofNullable(row.getString("answer")),
                Optional.ofNullable(row.getObject("claim", UUID.class)),
                Optional.ofNullable(row.getString("corrected_on")));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
