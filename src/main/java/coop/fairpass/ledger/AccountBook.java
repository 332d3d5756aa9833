package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Grand livre, read: the lines of an account, and whole postings. */
@Component
class AccountBook {

    /** One line of an account; a debit is positive. {@code third} is the code of its third party. */
    record BookLine(
            Position position,
            Movement movement,
            UUID cause,
            LocalDate effectiveOn,
            Instant recordedAt,
            String piece,
            Optional<UUID> corrects,
            Account account,
            Optional<String> third,
            Money amount) {}

    /** Where a line is in the order of recording: the debit of a leg comes after its credit. */
    record Position(long posting, int leg, boolean isDebit) {

        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-(\\d{1,4})-([cd])");

        static Optional<Position> read(String text) {
            var parts = WRITTEN.matcher(text);
            return parts.matches()
                    ? Optional.of(new Position(
                            Long.parseLong(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            parts.group(3).equals("d")))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "%d-%d-%s".formatted(posting, leg, isDebit ? "d" : "c");
        }
    }

    /** What is asked of an account; {@code third} and {@code movement} may be any. */
    record Question(
            Account account, Optional<String> third, Optional<Movement> movement, Optional<LocalDate> through) {}

    private static final String COLUMNS = """
            SELECT l.posting, l.leg, l.movement, l.cause, l.effective_on, l.recorded_at, l.piece, l.corrects,
                   l.account, a.code, l.amount_cents
              FROM ledger.line l
              LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
            """;

    private final JdbcClient jdbc;

    AccountBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lines of an account in the order they were recorded, after one already read. */
    @Transactional(readOnly = true)
    public List<BookLine> lines(Question asked, Optional<Position> after, int most) {
        return jdbc.sql(COLUMNS + """
                         WHERE l.account = :account
                           AND (:third::text IS NULL OR a.code = :third)
                           AND (:movement::text IS NULL OR l.movement = :movement)
                           AND (:through::date IS NULL OR l.effective_on <= :through::date)
                           AND (l.posting, l.leg, l.amount_cents > 0) > (:posting, :leg, :debit)
                         ORDER BY l.posting, l.leg, l.amount_cents > 0
                         LIMIT :most
                        """)
                .param("account", asked.account().code())
                .param("third", asked.third().orElse(null))
                .param("movement", asked.movement().map(Enum::name).orElse(null))
                .param("through", asked.through().map(LocalDate::toString).orElse(null))
                .param("posting", after.map(Position::posting).orElse(0L))
                .param("leg", after.map(Position::leg).orElse(0))
                .param("debit", after.map(Position::isDebit).orElse(false))
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    /** Both sides of every leg of what one cause made move by one movement. */
    @Transactional(readOnly = true)
    public List<BookLine> posting(Movement movement, UUID cause) {
        return jdbc.sql(COLUMNS + " WHERE l.movement = :movement AND l.cause = :cause"
                        + " ORDER BY l.posting, l.leg, l.amount_cents DESC")
                .param("movement", movement.name())
                .param("cause", cause)
                .query((row, _) -> line(row))
                .list();
    }

    /** Both sides of every leg of one posting. */
    @Transactional(readOnly = true)
    public List<BookLine> posting(long number) {
        return jdbc.sql(COLUMNS + " WHERE l.posting = :posting ORDER BY l.leg, l.amount_cents DESC")
                .param("posting", number)
                .query((row, _) -> line(row))
                .list();
    }

    private static BookLine line(ResultSet row) throws SQLException {
        return new BookLine(
                new Position(row.getLong("posting"), row.getInt("leg"), row.getLong("amount_cents") > 0),
                Movement.valueOf(row.getString("movement")),
                row.getObject("cause", UUID.class),
                row.getObject("effective_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("piece"),
                Optional.ofNullable(row.getObject("corrects", UUID.class)),
                Account.of(row.getInt("account")),
                Optional.ofNullable(row.getString("code")),
                Money.cents(row.getLong("amount_cents")));
    }
}
