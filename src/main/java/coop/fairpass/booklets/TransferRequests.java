package coop.fairpass.booklets;

import coop.fairpass.booklets.TransferBooklets.Request;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What payers asked of distributors about their stock, as it was asked. */
@Component
class TransferRequests {

    /** What was asked, whoever asked it. */
    record Asked(UUID order, UUID from, UUID to, long booklets) {

        static Asked of(Request request) {
            return new Asked(
                    request.order().value(),
                    request.from().value(),
                    request.to().value(),
                    request.booklets());
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    TransferRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Asked> find(UUID id) {
        return jdbc.sql("""
                        SELECT voucher_order, from_distributor, to_distributor, booklets
                          FROM booklets.transfer_request
                         WHERE id = :id
                        """)
                .param("id", id)
                .query((row, _) -> new Asked(
                        row.getObject("voucher_order", UUID.class),
                        row.getObject("from_distributor", UUID.class),
                        row.getObject("to_distributor", UUID.class),
                        row.getLong("booklets")))
                .optional();
    }

    /** False when its id was taken meanwhile. */
    boolean insert(Request request) {
        var asked = Asked.of(request);
        return jdbc.sql("""
                        INSERT INTO booklets.transfer_request (id, voucher_order, from_distributor, to_distributor,
                               booklets, asked_at, asked_by)
                        VALUES (:id, :order, :from, :to, :booklets, :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", request.request())
                        .param("order", asked.order())
                        .param("from", asked.from())
                        .param("to", asked.to())
                        .param("booklets", asked.booklets())
                        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("by", request.by().reference())
                        .update()
                == 1;
    }
}
