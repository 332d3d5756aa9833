package coop.fairpass.tariff;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Barème : the rates in force on a day, each with its decision; empty when nobody decided one. */
@Component
public class Tariff {

    /** A rate or a price from a day on, until the next one of its kind. */
    public record Dated(RateKind kind, long value, LocalDate validFrom, Decision decision) {

        /** The share, for a kind that is one. */
        public Rate rate() {
            if (kind.unit() != RateKind.Unit.RATE) {
                throw new IllegalStateException(kind + " is a price");
            }
            return Rate.ppm(value);
        }

        /** The price, for a kind that is one. */
        public Money price() {
            if (kind.unit() != RateKind.Unit.PRICE) {
                throw new IllegalStateException(kind + " is a rate");
            }
            return Money.cents(value);
        }
    }

    private final JdbcClient jdbc;

    Tariff(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is in force on a day, if anyone decided it. */
    @Transactional(readOnly = true)
    public Optional<Dated> on(RateKind kind, LocalDate day) {
        return history(kind).stream()
                .filter(dated -> !dated.validFrom().isAfter(day))
                .findFirst();
    }

    /** All that was ever decided for a kind, the latest first. */
    @Transactional(readOnly = true)
    public List<Dated> history(RateKind kind) {
        return jdbc.sql("""
                        SELECT value, valid_from, decided_by, decided_on, minutes
                          FROM tariff.rate
                         WHERE kind = :kind
                         ORDER BY valid_from DESC
                        """)
                .param("kind", kind.name())
                .query((row, _) -> new Dated(
                        kind,
                        row.getLong("value"),
                        row.getObject("valid_from", LocalDate.class),
                        new Decision(
                                row.getString("decided_by"),
                                row.getObject("decided_on", LocalDate.class),
                                row.getString("minutes"))))
                .list();
    }

    /** How a fee is taxed for a customer of a territory on a day, if the table says so. */
    @Transactional(readOnly = true)
    public Optional<VatTreatment> vat(VatTerritory territory, LocalDate day) {
        return jdbc.sql("""
                        SELECT category, rate_ppm, mention
                          FROM tariff.vat
                         WHERE territory = :territory
                           AND valid_from <= :day
                         ORDER BY valid_from DESC
                         LIMIT 1
                        """)
                .param("territory", territory.name())
                .param("day", day)
                .query((row, _) -> new VatTreatment(
                        territory,
                        VatTreatment.Category.valueOf(row.getString("category")),
                        Rate.ppm(row.getLong("rate_ppm")),
                        row.getString("mention")))
                .optional();
    }
}
