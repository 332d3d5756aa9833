package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
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
 * A disqualification is contested within sixty days by the legal representative, and decided again by people who did
 * not take it (R-110, domain §5.4 Q13 and Q14). Accepted, the qualification goes on as if it had not ended, to the same
 * term; what was still suspended is not from that day on, and the days between stay without right. Rejected, the end
 * holds.
 */
@Component
public class AppealDisqualification {

    /** What other people decided. */
    public enum Ruling {
        ACCEPTED,
        REJECTED
    }

    /** @param decision nothing as long as nobody has decided */
    public record Appeal(
            UUID id,
            QualificationId qualification,
            OrganisationId provider,
            LocalDate endedOn,
            String words,
            Recorded made,
            Optional<Decided> decision) {}

    /** A decision that is signed, with its reason and where it was taken. */
    public record Decided(Ruling ruling, String reason, String body, String minutes, Recorded recorded) {}

    /** @param appeal chosen by the page, so that a double click contests once */
    public record Contest(UUID appeal, OrganisationId provider, String words, Actor by) {}

    public record Command(UUID appeal, Ruling ruling, String reason, String body, String minutes, Actor by) {}

    public sealed interface Outcome {
        record Done(Appeal appeal) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    /** The disqualification that can be contested, until when, and the appeal that was made against it. */
    public record Contestable(Qualification qualification, Qualification.End end, Optional<Appeal> appeal) {

        public LocalDate lastDay() {
            return end.recorded().on().plusDays(AppealApplication.DAYS_TO_APPEAL);
        }
    }

    private static final String COLUMNS = """
        SELECT a.id, a.qualification, q.provider, a.ended_on, a.words, a.made_at, a.made_by, a.ruling, a.reason, a.body,
               a.minutes, a.decided_at, a.decided_by
          FROM qualification.disqualification_appeal a
          JOIN qualification.qualification q ON q.id = a.qualification
        """;

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final EndQualification ends;
    private final LiftSuspension lift;
    private final ToldToProvider told;
    private final Clock clock;

    AppealDisqualification(
            JdbcClient jdbc,
            Qualifications qualifications,
            EndQualification ends,
            LiftSuspension lift,
            ToldToProvider told,
            Clock clock) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.ends = ends;
        this.lift = lift;
        this.told = told;
        this.clock = clock;
    }

    /** The last end of a provider's right, when the committee took it away. */
    @Transactional(readOnly = true)
    public Optional<Contestable> contestable(OrganisationId provider) {
        return qualifications.of(provider).stream()
                .findFirst() // the latest
                .flatMap(last -> last.end()
                        .filter(end -> end.kind() == EndKind.DISQUALIFIED)
                        .map(end -> new Contestable(last, end, against(last, end))));
    }

    private Optional<Appeal> against(Qualification qualification, Qualification.End end) {
        return of(qualification.provider()).stream()
                .filter(one -> one.qualification().equals(qualification.id()))
                .filter(one -> one.endedOn().equals(end.endedOn()))
                .findFirst();
    }

    /** Those of a provider, the first first. */
    @Transactional(readOnly = true)
    public List<Appeal> of(OrganisationId provider) {
        return jdbc.sql(COLUMNS + " WHERE q.provider = :provider ORDER BY a.made_at")
                .param("provider", provider.value())
                .query((row, _) -> appeal(row))
                .list();
    }

    /** Those that this person may decide: all that wait, but those against what it decided itself. */
    @Transactional(readOnly = true)
    public List<Appeal> waitingFor(Actor by) {
        return jdbc
                .sql(COLUMNS + " WHERE a.ruling IS NULL ORDER BY a.made_at")
                .query((row, _) -> appeal(row))
                .list()
                .stream()
                .filter(one -> mayDecide(one, by))
                .toList();
    }

    /** Whether this person is of those who decide, and took no part in what is contested. */
    public boolean mayDecide(Appeal appeal, Actor by) {
        return by.has(Role.BOARD) && by.isPerson() && appeal.decision().isEmpty() && !isFirstJudge(appeal, by);
    }

    private boolean isFirstJudge(Appeal appeal, Actor by) {
        return qualifications.of(appeal.provider()).stream()
                .filter(one -> one.id().equals(appeal.qualification()))
                .anyMatch(one -> one.end()
                                .filter(end -> end.recorded().by().equals(by.reference()))
                                .isPresent()
                        || one.suspensions().stream()
                                .filter(suspension ->
                                        suspension.covers(appeal.endedOn().minusDays(1)))
                                .anyMatch(
                                        suspension -> suspension.recorded().by().equals(by.reference())));
    }

    @Transactional
    public Outcome contest(Contest contest) {
        var by = contest.by();
        if (!QualificationRights.sees(by, contest.provider())) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!by.isOf(contest.provider()) || !by.has(Role.LEGAL_REPRESENTATIVE)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        var today = Paris.today(clock);
        qualifications.lock(contest.provider(), today);
        var found = contestable(contest.provider());
        if (found.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NOT_DISQUALIFIED);
        }
        var known = found.get().appeal();
        if (known.isPresent()) {
            return known.get().id().equals(contest.appeal())
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(QualificationReason.ALREADY_APPEALED);
        }
        if (contest.words().isBlank()) {
            return new Outcome.Refused(QualificationReason.REASON_MISSING);
        }
        if (today.isAfter(found.get().lastDay())) {
            return new Outcome.Refused(QualificationReason.TOO_LATE_TO_APPEAL);
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.disqualification_appeal (id, qualification, ended_on, words, made_at,
                               made_by)
                        VALUES (:id, :qualification, :ended_on, :words, :made_at, :made_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", contest.appeal())
                .param("qualification", found.get().qualification().id().value())
                .param("ended_on", found.get().end().endedOn())
                .param("words", contest.words().strip())
                .param("made_at", now())
                .param("made_by", by.reference())
                .update();
        if (written == 0) {
            return new Outcome.Refused(QualificationReason.ID_TAKEN);
        }
        var appeal = find(contest.appeal()).orElseThrow();
        told.contested(appeal);
        return new Outcome.Done(appeal);
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!by.has(Role.BOARD)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        if (!by.isPerson()) {
            return new Outcome.Refused(QualificationReason.NOT_A_PERSON);
        }
        var found = find(command.appeal());
        if (found.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NO_APPEAL);
        }
        qualifications.lock(found.get().provider(), Paris.today(clock));
        var appeal = find(command.appeal()).orElseThrow();
        if (appeal.decision().isPresent()) {
            var same = appeal.decision()
                    .filter(one -> one.ruling() == command.ruling()
                            && one.reason().equals(command.reason().strip()))
                    .isPresent();
            return same ? new Outcome.Done(appeal) : new Outcome.Refused(QualificationReason.APPEAL_DECIDED);
        }
        if (isFirstJudge(appeal, by)) {
            return new Outcome.Refused(QualificationReason.FIRST_JUDGE);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(QualificationReason.REASON_MISSING);
        }
        if (command.ruling() == Ruling.ACCEPTED) {
            // Qualified again by a new file since: two rights at once would be one too many.
            if (contestable(appeal.provider())
                    .filter(one -> one.qualification().id().equals(appeal.qualification()))
                    .isEmpty()) {
                return new Outcome.Refused(QualificationReason.ALREADY_QUALIFIED);
            }
            goOn(appeal, command);
        }
        jdbc.sql("""
                        UPDATE qualification.disqualification_appeal
                           SET ruling = :ruling, reason = :reason, body = :body, minutes = :minutes,
                               decided_at = :decided_at, decided_by = :decided_by
                         WHERE id = :id
                        """)
                .param("id", appeal.id())
                .param("ruling", command.ruling().name())
                .param("reason", command.reason().strip())
                .param("body", command.body())
                .param("minutes", command.minutes())
                .param("decided_at", now())
                .param("decided_by", by.reference())
                .update();
        var decided = find(appeal.id()).orElseThrow();
        told.ruled(decided);
        return new Outcome.Done(decided);
    }

    /** The end is kept among those that were replaced, and the right is back from today. */
    private void goOn(Appeal appeal, Command command) {
        ends.takeBack(appeal.qualification(), command.by());
        var today = Paris.today(clock);
        qualifications.of(appeal.provider()).stream()
                .filter(one -> one.id().equals(appeal.qualification()))
                .flatMap(one -> one.suspensions().stream())
                .filter(one -> one.covers(today))
                .forEach(one -> lift.write(one.id(), today, command.reason(), command.by()));
    }

    private Optional<Appeal> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE a.id = :id")
                .param("id", id)
                .query((row, _) -> appeal(row))
                .optional();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Appeal appeal(ResultSet row) throws SQLException {
        return new Appeal(
                row.getObject("id", UUID.class),
                new QualificationId(row.getObject("qualification", UUID.class)),
                new OrganisationId(row.getObject("provider", UUID.class)),
                row.getObject("ended_on", LocalDate.class),
                row.getString("words"),
                recorded(row, "made"),
                row.getString("ruling") == null
                        ? Optional.empty()
                        : Optional.of(new Decided(
                                Ruling.valueOf(row.getString("ruling")),
                                row.getString("reason"),
                                row.getString("body"),
                                row.getString("minutes"),
                                recorded(row, "decided"))));
    }

    private static Recorded recorded(ResultSet row, String what) throws SQLException {
        return new Recorded(
                row.getString(what + "_by"),
                Paris.dayOf(row.getObject(what + "_at", OffsetDateTime.class).toInstant()));
    }
}
