package coop.fairpass.booklets;

import coop.fairpass.booklets.AllocateBooklets.Command;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Répartitions as they were asked, so that an id never stands for two of them. */
@Component
class Allocations {

    /** What was asked; weights in the order of distributors' ids, for the order in which they are sent says nothing. */
    record Asked(UUID lot, long fixedEach, String weights) {

        static Asked of(Command command) {
            return new Asked(
                    command.lot().value(),
                    command.fixedEach(),
                    command.weights().stream()
                            .map(one -> one.distributor().value() + "=" + one.weight())
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Allocations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Asked> find(UUID id) {
        return jdbc.sql("SELECT lot, fixed_each, weights FROM booklets.allocation WHERE id = :id")
                .param("id", id)
                .query((row, _) -> new Asked(
                        row.getObject("lot", UUID.class), row.getLong("fixed_each"), row.getString("weights")))
                .optional();
    }

    void insert(Command command) {
        var asked = Asked.of(command);
        jdbc.sql("""
                        INSERT INTO booklets.allocation (id, lot, fixed_each, weights, asked_at, asked_by)
                        VALUES (:id, :lot, :fixed, :weights, :at, :by)
                        """)
                .param("id", command.allocation())
                .param("lot", asked.lot())
                .param("fixed", asked.fixedEach())
                .param("weights", asked.weights())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
    }
}
