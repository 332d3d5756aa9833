package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Rate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A governing body sets a rate or a price from a day on; never for the past. */
@Component
public class EnactRate {

    /**
     * @param value parts per million for a rate, cents for a price
     * @param validFrom first day in force, today at the earliest
     */
    public record Command(RateKind kind, long value, LocalDate validFrom, Decision decision) {}

    public sealed interface Outcome {
        record Enacted(Tariff.Dated dated) implements Outcome {}

        record Refused(RateReason reason) implements Outcome {}
    }

    /** Why a rate is not enacted. */
    public enum RateReason {
        VALUE_OUT_OF_RANGE,
        DECIDED_IN_THE_FUTURE,
        RETROACTIVE,
        DAY_ALREADY_SET
    }

    private static final long MOST_CENTS = 1_000_000_00;

    private final JdbcClient jdbc;
    private final Clock clock;

    EnactRate(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var refused = refusal(command, Paris.today(clock));
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        int written = jdbc.sql("""
                        INSERT INTO tariff.rate (kind, value, valid_from, decided_by, decided_on, minutes, recorded_at)
                        VALUES (:kind, :value, :valid_from, :decided_by, :decided_on, :minutes, :recorded_at)
                            ON CONFLICT (kind, valid_from) DO NOTHING
                        """)
                .param("kind", command.kind().name())
                .param("value", command.value())
                .param("valid_from", command.validFrom())
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        if (written == 0) {
            return new Outcome.Refused(RateReason.DAY_ALREADY_SET);
        }
        return new Outcome.Enacted(
                new Tariff.Dated(command.kind(), command.value(), command.validFrom(), command.decision()));
    }

    /** What the command alone is refused for, before looking at what was already set. */
    static Optional<RateReason> refusal(Command command, LocalDate today) {
        long most =
                command.kind().unit() == RateKind.Unit.RATE ? Rate.percent(100).partsPerMillion() : MOST_CENTS;
        if (command.value() < 0 || command.value() > most) {
            return Optional.of(RateReason.VALUE_OUT_OF_RANGE);
        }
        if (command.decision().decidedOn().isAfter(today)) {
            return Optional.of(RateReason.DECIDED_IN_THE_FUTURE);
        }
        return command.validFrom().isBefore(today) ? Optional.of(RateReason.RETROACTIVE) : Optional.empty();
    }
}
