package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.qualification.Qualification.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The qualifications of providers, past and present. */
@Component
public class Qualifications {

    private final JdbcClient jdbc;
    private final int months;

    Qualifications(JdbcClient jdbc, @Value("${fairpass.qualification.months:24}") int months) {
        this.jdbc = jdbc;
        this.months = months;
    }

    /** The first day without the right if it is not renewed: some months after its beginning, or its last renewal. */
    @Transactional(readOnly = true)
    public LocalDate termOf(Qualification qualification) {
        return jdbc.sql("SELECT max(renewed_from) FROM qualification.renewal WHERE qualification = :qualification")
                .param("qualification", qualification.id().value())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(qualification.qualifiedFrom())
                .plusMonths(months);
    }

    /** The term of the qualification that covers a day; empty when none does. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> termOf(OrganisationId provider, LocalDate day) {
        return on(provider, day).map(this::termOf);
    }

    /** The qualification that covers a day, suspended or not. */
    @Transactional(readOnly = true)
    public Optional<Qualification> on(OrganisationId provider, LocalDate day) {
        return of(provider).stream()
                .filter(one -> switch (one.stateOn(day)) {
                    case QUALIFIED, SUSPENDED -> true;
                    case NOT_QUALIFIED, ENDED -> false;
                })
                .findFirst();
    }

    /** The providers whose qualification has no end by a day, and so may come to its term. */
    @Transactional(readOnly = true)
    public List<OrganisationId> providersWithTerm(LocalDate day) {
        return jdbc.sql("""
                        SELECT DISTINCT provider
                          FROM qualification.qualification
                         WHERE ended_on IS NULL
                            OR ended_on > :day
                        """)
                .param("day", day)
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .list();
    }

    /** All the providers that ever were qualified, those whose right is over included. */
    @Transactional(readOnly = true)
    public List<OrganisationId> everQualified() {
        return jdbc.sql("SELECT DISTINCT provider FROM qualification.qualification")
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .list();
    }

    /** All those of a provider, the latest first. */
    @Transactional(readOnly = true)
    public List<Qualification> of(OrganisationId provider) {
        return jdbc.sql("""
                        SELECT id, provider, qualified_from, decided_by, decided_on, minutes, recorded_by,
                               recorded_at, ended_on, end_kind, end_reason, end_recorded_by, end_recorded_at
                          FROM qualification.qualification
                         WHERE provider = :provider
                         ORDER BY qualified_from DESC, ended_on DESC NULLS FIRST
                        """)
                .param("provider", provider.value())
                .query((row, _) -> qualification(row))
                .list();
    }

    /** What a provider's right is on a day. */
    @Transactional(readOnly = true)
    public QualificationState stateOn(OrganisationId provider, LocalDate day) {
        return stateOn(of(provider), day);
    }

    /** What all the qualifications of one provider make of its right on a day. */
    static QualificationState stateOn(List<Qualification> ofOne, LocalDate day) {
        var states = ofOne.stream().map(one -> one.stateOn(day)).collect(Collectors.toSet());
        for (var state :
                List.of(QualificationState.QUALIFIED, QualificationState.SUSPENDED, QualificationState.ENDED)) {
            if (states.contains(state)) {
                return state;
            }
        }
        return QualificationState.NOT_QUALIFIED;
    }

    /** The providers who may redeem on a day: for whoever looks for places or counts them. */
    @Transactional(readOnly = true)
    public Set<OrganisationId> providersOn(LocalDate day) {
        return jdbc
                .sql("""
                        SELECT provider
                          FROM qualification.provider_period
                         WHERE valid_from <= :day
                           AND coalesce(valid_until > :day, true)
                        """)
                .param("day", day)
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an id already names a qualification, of whichever provider. */
    boolean isTaken(QualificationId id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM qualification.qualification WHERE id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether an id already names a suspension, of whichever provider. */
    boolean isTaken(SuspensionId id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM qualification.suspension WHERE id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** The qualification of a provider that covers a day, about to change. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Qualification> lock(OrganisationId provider, LocalDate day) {
        jdbc.sql("""
                        SELECT id
                          FROM qualification.qualification
                         WHERE provider = :provider
                         ORDER BY id
                           FOR UPDATE
                        """).param("provider", provider.value()).query(UUID.class).list();
        return on(provider, day);
    }

    private Qualification qualification(ResultSet row) throws SQLException {
        var id = new QualificationId(row.getObject("id", UUID.class));
        return new Qualification(
                id,
                new OrganisationId(row.getObject("provider", UUID.class)),
                row.getObject("qualified_from", LocalDate.class),
                new Decision(
                        row.getString("decided_by"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("minutes")),
                recorded(row, "recorded_by", "recorded_at"),
                suspensions(id),
                end(row));
    }

    private static Optional<End> end(ResultSet row) throws SQLException {
        var endedOn = row.getObject("ended_on", LocalDate.class);
        return endedOn == null
                ? Optional.empty()
                : Optional.of(new End(
                        endedOn,
                        EndKind.valueOf(row.getString("end_kind")),
                        row.getString("end_reason"),
                        recorded(row, "end_recorded_by", "end_recorded_at")));
    }

    private static Recorded recorded(ResultSet row, String by, String at) throws SQLException {
        return new Recorded(
                row.getString(by),
                Paris.dayOf(row.getObject(at, OffsetDateTime.class).toInstant()));
    }

    private List<Suspension> suspensions(QualificationId qualification) {
        return jdbc.sql("""
                        SELECT id, suspended_from, suspended_until, reason, decided_by, decided_on, minutes,
                               recorded_by, recorded_at
                          FROM qualification.suspension
                         WHERE qualification = :qualification
                         ORDER BY suspended_from, id
                        """)
                .param("qualification", qualification.value())
                .query((row, _) -> suspension(row))
                .list();
    }

    private static Suspension suspension(ResultSet row) throws SQLException {
        var decidedOn = row.getObject("decided_on", LocalDate.class);
        return new Suspension(
                new SuspensionId(row.getObject("id", UUID.class)),
                row.getObject("suspended_from", LocalDate.class),
                Optional.ofNullable(row.getObject("suspended_until", LocalDate.class)),
                row.getString("reason"),
                decidedOn == null
                        ? Optional.empty()
                        : Optional.of(new Decision(row.getString("decided_by"), decidedOn, row.getString("minutes"))),
                recorded(row, "recorded_by", "recorded_at"));
    }
}
