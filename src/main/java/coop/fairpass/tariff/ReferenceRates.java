package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Rate;
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
 * Taux directeur de la Banque centrale européenne, par semestre : somebody reads it where it is published and enters it
 * with its source; without it late interest is not computed, never guessed (money-and-law §18, T21). A wrong one is
 * entered again: the last counts, the first stays readable.
 */
@Component
public class ReferenceRates {

    /** @param source where it was read */
    public record Entered(
            UUID id, HalfYear halfYear, Rate rate, String source, LocalDate enteredOn, String enteredBy) {}

    /** @param firstDay of the half-year: 1 January or 1 July, today at the latest */
    public record Entry(UUID id, LocalDate firstDay, Rate rate, String source, Actor by) {}

    public sealed interface Outcome {
        record Done(Entered entered) implements Outcome {}

        record Refused(ReferenceRateReason reason) implements Outcome {}
    }

    /** Why a reference rate is not entered. */
    public enum ReferenceRateReason {
        NOT_ALLOWED,
        NOT_A_HALF_YEAR,
        NOT_BEGUN,
        ID_TAKEN
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ReferenceRates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The rate of a half-year, if anybody entered it. */
    @Transactional(readOnly = true)
    public Optional<Rate> of(HalfYear halfYear) {
        return all().stream()
                .filter(one -> one.halfYear().equals(halfYear))
                .map(Entered::rate)
                .findFirst();
    }

    /** All that was entered, the latest half-year first and in it the last entered. */
    @Transactional(readOnly = true)
    public List<Entered> all() {
        return jdbc.sql("""
                        SELECT id, half_year, rate_ppm, source, recorded_at, recorded_by
                          FROM tariff.reference_rate
                         ORDER BY half_year DESC, place DESC
                        """)
                .query((row, _) -> new Entered(
                        row.getObject("id", UUID.class),
                        new HalfYear(row.getObject("half_year", LocalDate.class)),
                        Rate.ppm(row.getLong("rate_ppm")),
                        row.getString("source"),
                        Paris.dayOf(row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant()),
                        row.getString("recorded_by")))
                .list();
    }

    /** Enters the rate of a half-year that has begun; the same twice is once. */
    @Transactional
    public Outcome handle(Entry entry) {
        if (!entry.by().has(Role.TREASURER)) {
            return new Outcome.Refused(ReferenceRateReason.NOT_ALLOWED);
        }
        if (!HalfYear.of(entry.firstDay()).firstDay().equals(entry.firstDay())) {
            return new Outcome.Refused(ReferenceRateReason.NOT_A_HALF_YEAR);
        }
        if (entry.firstDay().isAfter(Paris.today(clock))) {
            return new Outcome.Refused(ReferenceRateReason.NOT_BEGUN);
        }
        jdbc.sql("""
                        INSERT INTO tariff.reference_rate (id, half_year, rate_ppm, source, recorded_at, recorded_by)
                        VALUES (:id, :half_year, :rate, :source, :recorded_at, :recorded_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", entry.id())
                .param("half_year", entry.firstDay())
                .param("rate", entry.rate().partsPerMillion())
                .param("source", entry.source().strip())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", entry.by().reference())
                .update();
        return all().stream()
                .filter(one -> one.id().equals(entry.id())
                        && one.halfYear().firstDay().equals(entry.firstDay())
                        && one.rate().equals(entry.rate())
                        && one.source().equals(entry.source().strip()))
                .findFirst()
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused(ReferenceRateReason.ID_TAKEN));
    }
}
