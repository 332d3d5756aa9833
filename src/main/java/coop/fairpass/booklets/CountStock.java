package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An organisation counts its stock, at any time; what is absent becomes missing once the person has read how much that
 * is and confirmed it (B5, R-067).
 */
@Component
public class CountStock {

    /** @param confirmed how many absent booklets the person read and believes; empty to be told */
    public record Command(BookletRanges counted, Optional<Long> confirmed, Actor by) {}

    public sealed interface Outcome {
        /**
         * @param absent in the books and not counted; missing from now on when {@code isDone}
         * @param unexpected counted and not in the books
         */
        record Compared(BookletRanges absent, BookletRanges unexpected, boolean isDone) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Booklets booklets;
    private final JdbcClient jdbc;

    CountStock(Booklets booklets, JdbcClient jdbc) {
        this.booklets = booklets;
        this.jdbc = jdbc;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B5_MISSING.isAllowedTo(by) || by.organisation().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var holder = by.organisation().get();
        var stock = stock(holder);
        var absent = stock.minus(command.counted());
        var unexpected = command.counted().minus(stock);
        if (command.confirmed().isEmpty()) {
            return new Outcome.Compared(absent, unexpected, false);
        }
        var locked = booklets.lock(absent, BookletState.IN_STOCK, holder);
        if (locked.count() != command.confirmed().get()) {
            return new Outcome.Refused(BookletReason.CHANGED_SINCE);
        }
        booklets.take(BookletStep.B5_MISSING, locked, by, "absents d’un inventaire");
        return new Outcome.Compared(locked, unexpected, true);
    }

    private BookletRanges stock(OrganisationId holder) {
        return new BookletRanges(jdbc.sql("""
                        SELECT first_booklet, last_booklet
                          FROM booklets.span
                         WHERE holder = :holder
                           AND state = 'IN_STOCK'
                        """)
                .param("holder", holder.value())
                .query((row, _) -> Booklets.range(row))
                .list());
    }
}
