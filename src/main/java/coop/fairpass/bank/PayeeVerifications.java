package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Vérification du bénéficiaire : what payees' banks said of names, and what people decided (formats §3, R-230). */
@Component
class PayeeVerifications {

    /** The last answer for a transfer; {@code isAccepted} is empty as long as nobody decided. */
    record Verification(int place, PaymentStatusCode code, String name, Optional<Boolean> isAccepted) {

        /** Whether money may leave with this answer: a match, or a person who takes it upon herself. */
        boolean allowsPayment() {
            return switch (code) {
                case RCVC -> true;
                case RVMC, RVNA -> isAccepted.orElse(false);
                default -> false;
            };
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    PayeeVerifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Verification> last(UUID transfer) {
        return jdbc.sql("""
                        SELECT v.place, v.code, v.name, d.is_accepted
                          FROM bank.payee_verification v
                          LEFT JOIN bank.payee_decision d USING (transfer, place)
                         WHERE v.transfer = :transfer
                         ORDER BY v.place DESC
                         LIMIT 1
                        """)
                .param("transfer", transfer)
                .query((row, _) -> verification(row))
                .optional();
    }

    /** The transfers of a run whose last answer does not let money leave. */
    Set<UUID> refusedOf(UUID run) {
        return jdbc
                .sql("""
                        SELECT DISTINCT ON (v.transfer) v.transfer, v.place, v.code, v.name, d.is_accepted
                          FROM bank.transfer t
                          JOIN bank.payee_verification v ON v.transfer = t.id
                          LEFT JOIN bank.payee_decision d ON d.transfer = v.transfer AND d.place = v.place
                         WHERE t.run = :run
                         ORDER BY v.transfer, v.place DESC
                        """)
                .param("run", run)
                .query((row, _) -> Map.entry(row.getObject("transfer", UUID.class), verification(row)))
                .list()
                .stream()
                .filter(last -> !last.getValue().allowsPayment())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Verification verification(ResultSet row) throws SQLException {
        return new Verification(
                row.getInt("place"),
                PaymentStatusCode.valueOf(row.getString("code")),
                row.getString("name"),
                Optional.ofNullable(row.getObject("is_accepted", Boolean.class)));
    }

    /** The last answer for each transfer of a run about which the bank said something, in the order of its file. */
    @Transactional(readOnly = true)
    List<PayeeName> ofRun(UUID run) {
        return jdbc.sql("""
                        SELECT DISTINCT ON (t.rank) t.id, t.end_to_end_id, t.holder_name, t.iban, t.amount_cents, v.code,
                               v.name, d.is_accepted, d.why, d.decided_by
                          FROM bank.transfer t
                          JOIN bank.payee_verification v ON v.transfer = t.id
                          LEFT JOIN bank.payee_decision d ON d.transfer = v.transfer AND d.place = v.place
                         WHERE t.run = :run
                         ORDER BY t.rank, v.place DESC
                        """)
                .param("run", run)
                .query((row, _) -> new PayeeName(
                        row.getObject("id", UUID.class),
                        row.getString("end_to_end_id"),
                        row.getString("holder_name"),
                        Iban.of(row.getString("iban")),
                        Money.cents(row.getLong("amount_cents")),
                        PaymentStatusCode.valueOf(row.getString("code")),
                        row.getString("name"),
                        row.getString("why") == null
                                ? Optional.empty()
                                : Optional.of(new PayeeName.Decision(
                                        row.getBoolean("is_accepted"),
                                        row.getString("why"),
                                        row.getString("decided_by")))))
                .list();
    }

    /** Runs that have not ended and hold a name that is close or could not be verified, on which nobody decided. */
    @Transactional(readOnly = true)
    List<UUID> runsToDecide() {
        return jdbc.sql("""
                        SELECT r.id
                          FROM bank.run r
                         WHERE r.state IN ('PREPARED', 'APPROVED', 'SENT')
                           AND EXISTS (
                               SELECT FROM bank.transfer t
                                CROSS JOIN LATERAL (
                                    SELECT v.code, d.is_accepted
                                      FROM bank.payee_verification v
                                      LEFT JOIN bank.payee_decision d USING (transfer, place)
                                     WHERE v.transfer = t.id
                                     ORDER BY v.place DESC
                                     LIMIT 1) last
                                WHERE t.run = r.id AND last.code IN ('RVMC', 'RVNA') AND last.is_accepted IS NULL)
                         ORDER BY r.number
                        """).query((row, _) -> row.getObject("id", UUID.class)).list();
    }

    /** Keeps an answer; the same answer as the last one is kept once. */
    void keep(UUID transfer, PaymentStatusCode code, String name, Actor by) {
        var last = last(transfer);
        if (last.filter(known -> known.code() == code && known.name().equals(name))
                .isPresent()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO bank.payee_verification (transfer, place, code, name, told_at, told_by)
                        VALUES (:transfer, :place, :code, :name, :at, :by)
                        """)
                .param("transfer", transfer)
                .param("place", last.map(Verification::place).orElse(0) + 1)
                .param("code", code.name())
                .param("name", name)
                .param("at", now())
                .param("by", by.reference())
                .update();
    }

    void decide(UUID transfer, Verification verification, boolean accepts, String why, Actor by) {
        jdbc.sql("""
                        INSERT INTO bank.payee_decision (transfer, place, is_accepted, why, decided_at, decided_by)
                        VALUES (:transfer, :place, :accepted, :why, :at, :by)
                        """)
                .param("transfer", transfer)
                .param("place", verification.place())
                .param("accepted", accepts)
                .param("why", why)
                .param("at", now())
                .param("by", by.reference())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
