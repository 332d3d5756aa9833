package coop.fairpass.settlement;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads every voucher of a frozen month that is on no statement yet, once, from one end to the other: a provider's
 * vouchers lie all over a country's month, and looking for them provider by provider would read every page of it many
 * times over.
 */
@Component
class MonthLines {

    private static final int TOGETHER = 1_000;

    // What the vouchers of a day, place and service share is sorted, sent and read once; names are looked up
    // afterwards.
    private static final String LINES = """
            SELECT r.provider, r.service_on, r.place, r.service, r.attempt, r.face_cents,
                   array_agg(r.voucher) AS vouchers
              FROM redemption.spent r
             WHERE r.counts_on >= :from
               AND r.counts_on < :until
               AND r.state IN ('ACCEPTED', 'REVERSED')
               AND NOT EXISTS (SELECT 1 FROM settlement.statement s
                                WHERE s.provider = r.provider AND s.month = :from)
             GROUP BY r.provider, r.service_on, r.place, r.service, r.attempt, r.face_cents
             ORDER BY r.provider
            """;

    private static final Comparator<Statements.Line> BY_DAY_AND_SERIAL =
            Comparator.comparing(Statements.Line::serviceOn).thenComparingLong(Statements.Line::voucher);

    private final JdbcClient jdbc;

    MonthLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lines of a month, given provider after provider in the order of their ids. */
    static final class Reading {

        private final Iterator<Alike> groups;
        private @Nullable Alike next;

        private Reading(Iterator<Alike> groups) {
            this.groups = groups;
            advance();
        }

        /** The lines of one provider, by day and serial; to be asked in the order of ids, as PostgreSQL sorts them. */
        List<Statements.Line> of(OrganisationId provider) {
            var lines = new ArrayList<Statements.Line>();
            // Of one whose statement another made meanwhile, nobody asks.
            while (next != null && compare(next.provider(), provider.value()) <= 0) {
                if (next.provider().equals(provider.value())) {
                    next.addTo(lines);
                }
                advance();
            }
            lines.sort(BY_DAY_AND_SERIAL);
            return lines;
        }

        private void advance() {
            next = groups.hasNext() ? groups.next() : null;
        }

        /** As PostgreSQL does, without signs; UUID.compareTo has signs. */
        private static int compare(UUID one, UUID other) {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
        }
    }

    /** Vouchers of one provider that share everything but their serial. */
    private record Alike(
            UUID provider,
            LocalDate serviceOn,
            String placeName,
            String service,
            String serviceLabel,
            int attempt,
            Money face,
            List<Long> vouchers) {

        void addTo(List<Statements.Line> lines) {
            for (long voucher : vouchers) {
                lines.add(new Statements.Line(serviceOn, placeName, service, serviceLabel, voucher, attempt, face));
            }
        }
    }

    /** Has the lines of a month read, in a transaction that lasts as long as the reading and writes nothing. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public void read(YearMonth month, Consumer<Reading> reader) {
        // Longer than a page may take; and the more is sorted in memory, the less on disk.
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        jdbc.sql("SET LOCAL work_mem = '128MB'").update();
        // In the order of providers the index would read each page many times over, three times slower than all of it
        // once.
        jdbc.sql("SET LOCAL enable_indexscan = off").update();
        var places = placeNames();
        var services = new Services(jdbc);
        try (var groups = jdbc
                .sql(LINES)
                .withFetchSize(TOGETHER)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query((row, _) -> {
                    var on = row.getObject("service_on", LocalDate.class);
                    var service = row.getString("service");
                    return new Alike(
                            row.getObject("provider", UUID.class),
                            on,
                            places.getOrDefault(row.getObject("place", UUID.class), ""),
                            service,
                            services.label(service, on),
                            row.getInt("attempt"),
                            Money.cents(row.getLong("face_cents")),
                            List.of((Long[]) row.getArray("vouchers").getArray()));
                })
                .stream()) {
            reader.accept(new Reading(groups.iterator()));
        }
    }

    private Map<UUID, String> placeNames() {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("SELECT place, name FROM places.place_period").query(row -> {
            names.put(row.getObject("place", UUID.class), row.getString("name"));
        });
        return names;
    }

    /** What a service was called on a day. */
    private static final class Services {

        private record Period(LocalDate from, @Nullable LocalDate until, String label) {
            boolean covers(LocalDate day) {
                return !day.isBefore(from) && (until == null || day.isBefore(until));
            }
        }

        private final Map<String, List<Period>> periods = new HashMap<>();

        Services(JdbcClient jdbc) {
            jdbc.sql("SELECT code, label, valid_from, valid_until FROM catalogue.service_period")
                    .query(row -> {
                        periods.computeIfAbsent(row.getString("code"), _ -> new ArrayList<>())
                                .add(new Period(
                                        row.getObject("valid_from", LocalDate.class),
                                        row.getObject("valid_until", LocalDate.class),
                                        row.getString("label")));
                    });
        }

        String label(String code, LocalDate day) {
            for (var period : periods.getOrDefault(code, List.of())) {
                if (period.covers(day)) {
                    return period.label();
                }
            }
            return code;
        }
    }
}
