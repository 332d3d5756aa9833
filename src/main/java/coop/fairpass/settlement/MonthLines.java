package coop.fairpass.settlement;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads every voucher of a frozen month that is on no statement yet, once, from one end to the other: a provider's
 * vouchers lie all over a country's month, and looking for them provider by provider would read every page of it many
 * times over.
 */
@Component
class MonthLines {

    private static final int CHUNK = 5_000;
    private static final int CHUNKS_AHEAD = 8;

    // Names are looked up afterwards: what is sorted stays small.
    private static final String LINES = """
            SELECT r.provider, r.service_on, r.place, r.service, r.voucher, r.attempt, r.face_cents
              FROM redemption.spent r
             WHERE r.counts_on >= :from
               AND r.counts_on < :until
               AND r.state IN ('ACCEPTED', 'REVERSED')
               AND NOT EXISTS (SELECT 1 FROM settlement.statement s
                                WHERE s.provider = r.provider AND s.month = :from)
             ORDER BY r.provider, r.service_on, r.voucher
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MonthLines(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /**
     * The lines of a month, given provider after provider in the order of their ids. They are read ahead while the last
     * ones are made use of, some tens of thousands at most.
     */
    static final class Reading implements AutoCloseable {

        private static final List<Row> END = List.of();

        private final BlockingQueue<List<Row>> ahead = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean isClosed;
        private Iterator<Row> rows = Collections.emptyIterator();
        private boolean isAtItsEnd;
        private @Nullable Row next;

        private Reading(Consumer<Reading> source) {
            thread = Thread.ofVirtual().name("month-lines").start(() -> {
                try {
                    source.accept(this);
                } catch (Throwable e) { // whoever waits for lines must hear of it, whatever it is
                    failure.set(e);
                } finally {
                    offer(END);
                }
            });
        }

        /** The lines of one provider, by day and serial; to be asked in the order of ids, as PostgreSQL sorts them. */
        List<Statements.Line> of(OrganisationId provider) {
            var lines = new ArrayList<Statements.Line>();
            // Of one whose statement another made meanwhile, nobody asks.
            for (var row = peek(); row != null && compare(row.provider(), provider.value()) <= 0; row = peek()) {
                if (row.provider().equals(provider.value())) {
                    lines.add(row.line());
                }
                next = null;
            }
            return lines;
        }

        /** The next one, left where it is; nothing at the end. */
        private @Nullable Row peek() {
            while (next == null && !isAtItsEnd) {
                if (rows.hasNext()) {
                    next = rows.next();
                } else {
                    rows = take().iterator();
                    isAtItsEnd = !rows.hasNext();
                }
            }
            return next;
        }

        private List<Row> take() {
            try {
                var chunk = ahead.take();
                var failed = failure.get();
                if (chunk.isEmpty() && failed != null) {
                    if (failed instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("a month could not be read to its end", failed);
                }
                return chunk;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("whoever reads the month was stopped", e);
            }
        }

        /** Waits for room; false once nobody reads any more. */
        private boolean offer(List<Row> chunk) {
            try {
                while (!isClosed) {
                    if (ahead.offer(chunk, 1, TimeUnit.SECONDS)) {
                        return true;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Override
        public void close() {
            isClosed = true;
            ahead.clear();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** As PostgreSQL does, without signs; UUID.compareTo has signs. */
        private static int compare(UUID one, UUID other) {
            int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
        }
    }

    private record Row(UUID provider, Statements.Line line) {}

    /** Starts to read a month, in a transaction that lasts as long as the reading and writes nothing. */
    Reading read(YearMonth month) {
        return new Reading(reading -> transaction.executeWithoutResult(_ -> readInto(reading, month)));
    }

    private void readInto(Reading reading, YearMonth month) {
        // Longer than a page may take; and the more is sorted in memory, the less on disk.
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        jdbc.sql("SET LOCAL work_mem = '64MB'").update();
        var places = names("SELECT place, name FROM places.place_period");
        var services = new Services(jdbc);
        try (var rows = jdbc.sql(LINES)
                .withFetchSize(CHUNK)
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query((row, _) -> {
                    var on = row.getObject("service_on", LocalDate.class);
                    var service = row.getString("service");
                    return new Row(
                            row.getObject("provider", UUID.class),
                            new Statements.Line(
                                    on,
                                    places.getOrDefault(row.getObject("place", UUID.class), ""),
                                    service,
                                    services.label(service, on),
                                    row.getLong("voucher"),
                                    row.getInt("attempt"),
                                    Money.cents(row.getLong("face_cents"))));
                })
                .stream()) {
            var chunk = new ArrayList<Row>(CHUNK);
            for (var each = rows.iterator(); each.hasNext(); ) {
                chunk.add(each.next());
                if (chunk.size() == CHUNK || !each.hasNext()) {
                    if (!reading.offer(chunk)) {
                        return;
                    }
                    chunk = new ArrayList<>(CHUNK);
                }
            }
        }
    }

    private Map<UUID, String> names(String sql) {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            names.put(row.getObject(1, UUID.class), row.getString(2));
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
