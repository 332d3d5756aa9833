package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much a device may accept while the network is away, as governance decided it and from which day; without a
 * decision, nothing. What is accepted so may be lost: the one who accepts bears it, within these bounds.
 */
@Component
public class OfflineAllowances {

    /** The most that one may decide. */
    public static final int MOST_VOUCHERS = 500;

    /** The highest face value that one may decide. */
    public static final Money MOST = Money.cents(1_000_000_00);

    /** The longest that one may decide: thirty days, in hours. */
    public static final int MOST_HOURS = 720;

    /**
     * One decision.
     *
     * @param vouchers the most vouchers that a device accepts without being heard from
     * @param amount the most face value of them
     * @param silence how long it may accept after it was last heard from
     * @param minutes where the decision is written
     */
    public record Allowance(
            LocalDate validFrom,
            int vouchers,
            Money amount,
            Duration silence,
            String decidedBy,
            LocalDate decidedOn,
            String minutes) {

        boolean isNothing() {
            return vouchers == 0 || !amount.isPositive() || silence.isZero();
        }
    }

    public sealed interface Outcome {
        record Decided(Allowance allowance) implements Outcome {}

        record Refused(AllowanceReason reason) implements Outcome {}
    }

    /** Why an allowance is not recorded. */
    public enum AllowanceReason {
        NOT_THE_BOARD,
        ALLOWANCE_OUT_OF_RANGE,
        DECIDED_IN_THE_FUTURE,
        ALLOWANCE_RETROACTIVE,
        ALLOWANCE_DAY_TAKEN
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    OfflineAllowances(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is in force on a day. */
    @Transactional(readOnly = true)
    public Optional<Allowance> on(LocalDate day) {
        return all().stream()
                .filter(one -> !one.validFrom().isAfter(day))
                .findFirst()
                .filter(one -> !one.isNothing());
    }

    /** Every decision, the latest day first. */
    @Transactional(readOnly = true)
    public List<Allowance> all() {
        return jdbc.sql("""
                        SELECT valid_from, most_vouchers, most_cents, most_hours, decided_by, decided_on, minutes
                          FROM redemption.offline_allowance
                         ORDER BY valid_from DESC
                        """).query((row, _) -> allowance(row)).list();
    }

    /** Records what was decided, from today on or later; nothing is retroactive. */
    @Transactional
    public Outcome decide(Allowance allowance, Actor by) {
        var today = Paris.today(clock);
        if (!by.has(Role.BOARD)) {
            return new Outcome.Refused(AllowanceReason.NOT_THE_BOARD);
        }
        if (allowance.vouchers() < 0
                || allowance.vouchers() > MOST_VOUCHERS
                || allowance.amount().isNegative()
                || allowance.amount().isMoreThan(MOST)
                || allowance.silence().isNegative()
                || allowance.silence().toHours() > MOST_HOURS) {
            return new Outcome.Refused(AllowanceReason.ALLOWANCE_OUT_OF_RANGE);
        }
        if (allowance.decidedOn().isAfter(today)) {
            return new Outcome.Refused(AllowanceReason.DECIDED_IN_THE_FUTURE);
        }
        if (allowance.validFrom().isBefore(today)) {
            return new Outcome.Refused(AllowanceReason.ALLOWANCE_RETROACTIVE);
        }
        int written = jdbc.sql("""
                        INSERT INTO redemption.offline_allowance (valid_from, most_vouchers, most_cents, most_hours,
                               decided_by, decided_on, minutes, recorded_at)
                        VALUES (:from, :vouchers, :cents, :hours, :by, :on, :minutes, :at)
                            ON CONFLICT (valid_from) DO NOTHING
                        """)
                .param("from", allowance.validFrom())
                .param("vouchers", allowance.vouchers())
                .param("cents", allowance.amount().cents())
                .param("hours", Math.toIntExact(allowance.silence().toHours()))
                .param("by", allowance.decidedBy())
                .param("on", allowance.decidedOn())
                .param("minutes", allowance.minutes())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return written == 0 ? new Outcome.Refused(AllowanceReason.ALLOWANCE_DAY_TAKEN) : new Outcome.Decided(allowance);
    }

    private static Allowance allowance(ResultSet row) throws SQLException {
        return new Allowance(
                row.getObject("valid_from", LocalDate.class),
                row.getInt("most_vouchers"),
                Money.cents(row.getLong("most_cents")),
                Duration.ofHours(row.getInt("most_hours")),
                row.getString("decided_by"),
                row.getObject("decided_on", LocalDate.class),
                row.getString("minutes"));
    }
}
