package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sentences;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Chaîne de remise : who answered for a booklet, from the first day to now. Organisations are named, people
 * are not.
 */
@Component
public class Custody {

    /**
     * One step.
     *
     * @param what in French
     * @param by for which organisation it was done; empty when the calendar or a redemption did it
     * @param holder who answers for the booklet from then on
     */
    public record Link(Instant at, String step, String what, Optional<String> by, String holder, String why) {}

    /** A booklet as it is now, and how it came there, the first step first. */
    public record Chain(Booklet booklet, String orderNumber, List<Link> links) {
        public Chain {
            links = List.copyOf(links);
        }
    }

    private final Booklets booklets;
    private final Lots lots;
    private final JdbcClient jdbc;

    Custody(Booklets booklets, Lots lots, JdbcClient jdbc) {
        this.booklets = booklets;
        this.lots = lots;
        this.jdbc = jdbc;
    }

    /**
     * For the cooperative, for those who buy for the payer of its order, and for those who distribute in an
     * organisation of the chain; for others it does not exist.
     */
    @Transactional(readOnly = true)
    public Optional<Chain> of(BookletNumber number, Actor by) {
        return booklets.find(number)
                .filter(booklet -> maySee(booklet, by))
                .map(booklet -> new Chain(booklet, lots.get(booklet.lot()).orderNumber(), links(number)));
    }

    private boolean maySee(Booklet booklet, Actor by) {
        if (by.isOfTheCooperative()
                || (by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)
                        && by.isOf(lots.get(booklet.lot()).payer()))) {
            return true;
        }
        return by.organisation()
                .filter(_ -> by.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT))
                .filter(own -> isInChain(booklet.number(), own.value()))
                .isPresent();
    }

    private boolean isInChain(BookletNumber number, UUID organisation) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM booklets.step
                             WHERE int8range(first_booklet, last_booklet, '[]') @> :number::bigint
                               AND (holder = :own OR organisation = :own))
                        """)
                .param("number", number.value())
                .param("own", organisation)
                .query(Boolean.class)
                .single();
    }

    private List<Link> links(BookletNumber number) {
        return jdbc.sql("""
                        SELECT s.done_at, s.code, b.legal_name AS by_name, h.legal_name AS holder_name, s.why
                          FROM booklets.step s
                          JOIN directory.organisation_name h ON h.id = s.holder
                          LEFT JOIN directory.organisation_name b ON b.id = s.organisation
                         WHERE int8range(s.first_booklet, s.last_booklet, '[]') @> :number::bigint
                         ORDER BY s.id
                        """)
                .param("number", number.value())
                .query((row, _) -> new Link(
                        row.getObject("done_at", OffsetDateTime.class).toInstant(),
                        row.getString("code"),
                        Sentences.of(BookletStep.valueOf(row.getString("code"))),
                        Optional.ofNullable(row.getString("by_name")),
                        row.getString("holder_name"),
                        row.getString("why")))
                .list();
    }
}
