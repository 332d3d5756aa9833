package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import coop.fairpass.web.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fonds cantonnés : the money held for others, its coverage, and what stops by itself when it is not whole.
 *
 * <p>Activations, sweeps, refunds and payment runs call {@link #check()} in their own transaction; PostgreSQL repeats
 * the question at commit. When coverage fails by one cent an incident opens, those acts stop until a person records how
 * it was resolved, and redemptions go on because they move no cash.
 */
@Component
public class SegregatedFunds {

    /** Whether an act that moves money may go on. */
    public sealed interface Standing {
        /** All is covered and no incident is open. */
        record Covered(Coverage coverage) implements Standing {}

        /** Cash is missing, or an earlier failure was not yet resolved by a person. */
        record Stopped(Coverage coverage, Incident incident) implements Standing {}
    }

    /** A failure of coverage, open until it is resolved. */
    public record Incident(UUID id, Money gap, Instant openedAt, Optional<Resolution> resolution) {}

    /** Who closed an incident, when, and how. */
    public record Resolution(Instant at, String by, String text) {}

    /** One morning's stored proof. {@code isProven} is false when the previous day's bank statement was missing. */
    public record Proof(
            LocalDate on,
            Instant computedAt,
            Coverage coverage,
            boolean isProven,
            String previousDigest,
            String digest) {}

    private static final String GENESIS = "0".repeat(64);

    private final JdbcClient jdbc;
    private final Clock clock;

    SegregatedFunds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The coverage now, from the books. */
    @Transactional(readOnly = true)
    public Coverage coverage() {
        return jdbc.sql("SELECT * FROM ledger.coverage()")
                .query((row, _) -> coverage(row))
                .single();
    }

    /**
     * Makes every other act that moves held money wait for the caller's transaction, then says whether it may go on.
     * Opens an incident when cash is missing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing check() {
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 512)").query((_, _) -> 0).single();
        return standing(coverage());
    }

    private Standing standing(Coverage coverage) {
        var open = openIncident();
        if (open.isPresent()) {
            return new Standing.Stopped(coverage, open.get());
        }
        if (coverage.holds()) {
            return new Standing.Covered(coverage);
        }
        var incident = new Incident(UUID.randomUUID(), coverage.gap(), clock.instant(), Optional.empty());
        jdbc.sql("""
                        INSERT INTO ledger.coverage_incident (id, gap_cents, opened_at)
                        VALUES (:id, :gap_cents, :opened_at)
                        """)
                .param("id", incident.id())
                .param("gap_cents", incident.gap().cents())
                .param("opened_at", utc(incident.openedAt()))
                .update();
        return new Standing.Stopped(coverage, incident);
    }

    /** What the bank last stated of the segregated account: its closing balance and of which day. */
    public record Stated(LocalDate on, Money closing) {}

    /** The last balance that the bank itself stated, if any was imported. */
    @Transactional(readOnly = true)
    public Optional<Stated> lastStated() {
        return jdbc.sql("SELECT closing_on, closing_cents FROM ledger.bank_balance ORDER BY closing_on DESC LIMIT 1")
                .query((row, _) -> new Stated(
                        row.getObject("closing_on", LocalDate.class), Money.cents(row.getLong("closing_cents"))))
                .optional();
    }

    /** The open incident, if any. */
    @Transactional(readOnly = true)
    public Optional<Incident> openIncident() {
        return incidents().stream()
                .filter(incident -> incident.resolution().isEmpty())
                .findFirst();
    }

    /** Every incident, the latest first. */
    @Transactional(readOnly = true)
    public List<Incident> incidents() {
        return jdbc.sql("""
                        SELECT id, gap_cents, opened_at, resolved_at, resolved_by, resolution
                          FROM ledger.coverage_incident
                         ORDER BY opened_at DESC
                        """)
                .query((row, _) -> new Incident(
                        row.getObject("id", UUID.class),
                        Money.cents(row.getLong("gap_cents")),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("resolved_at", OffsetDateTime.class))
                                .map(at -> resolution(at, row))))
                .list();
    }

    private static Resolution resolution(OffsetDateTime at, ResultSet row) {
        try {
            return new Resolution(at.toInstant(), row.getString("resolved_by"), row.getString("resolution"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What became of a request to close an incident. */
    public enum Closing {
        RESOLVED,
        NO_OPEN_INCIDENT,
        STILL_SHORT
    }

    /**
     * A person says how the open incident was resolved; refused while cash is still missing, money that other
     * payers have just sent in not counted as ours.
     */
    @Transactional
    public Closing resolve(String by, String text) {
        if (openIncident().isEmpty()) {
            return Closing.NO_OPEN_INCIDENT;
        }
        if (coverage().sweepable(Money.ZERO).isNegative()) {
            return Closing.STILL_SHORT;
        }
        jdbc.sql("""
                        UPDATE ledger.coverage_incident
                           SET resolved_at = :at, resolved_by = :by, resolution = :text
                         WHERE resolved_at IS NULL
                        """)
                .param("at", utc(clock.instant()))
                .param("by", by)
                .param("text", text)
                .update();
        return Closing.RESOLVED;
    }

    /** Keeps the closing balance that the bank states for the segregated account; a later statement of one day wins. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bankStated(LocalDate closingOn, Money closing) {
        jdbc.sql("""
                        INSERT INTO ledger.bank_balance (closing_on, closing_cents, recorded_at)
                        VALUES (:closing_on, :closing_cents, :recorded_at)
                            ON CONFLICT (closing_on)
                            DO UPDATE SET closing_cents = excluded.closing_cents, recorded_at = excluded.recorded_at
                        """)
                .param("closing_on", closingOn)
                .param("closing_cents", closing.cents())
                .param("recorded_at", utc(clock.instant()))
                .update();
    }

    /**
     * Computes and stores the proof of a day, once; the same day asked again answers the stored one.
     *
     * @param isProven whether the bank statement of the previous bank day has been imported
     */
    @Transactional
    public Proof prove(LocalDate day, boolean isProven) {
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 512)").query((_, _) -> 0).single();
        var stored = proofs(Integer.MAX_VALUE).stream()
                .filter(proof -> proof.on().equals(day))
                .findFirst();
        if (stored.isPresent()) {
            return stored.get();
        }
        var coverage = coverage();
        standing(coverage);
        var previous = jdbc.sql("SELECT digest FROM ledger.coverage_proof ORDER BY proved_on DESC LIMIT 1")
                .query(String.class)
                .optional()
                .orElse(GENESIS);
        var computedAt = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var draft = new Proof(day, computedAt, coverage, isProven, previous, "");
        var proof = new Proof(day, computedAt, coverage, isProven, previous, digestOf(draft));
        jdbc.sql("""
                        INSERT INTO ledger.coverage_proof (proved_on, computed_at, cash_cents, circulating_cents,
                               owed_to_providers_cents, contributions_cents, owed_to_payers_cents, returned_cents,
                               held_cents, bank_statement_on, is_proven, previous_digest, digest)
                        VALUES (:on, :at, :cash, :circulating, :providers, :contributions, :payers, :returned, :held,
                               :statement, :proven, :previous, :digest)
                        """)
                .param("on", day)
                .param("at", utc(computedAt))
                .param("cash", coverage.cash().cents())
                .param("circulating", coverage.circulating().cents())
                .param("providers", coverage.owedToProviders().cents())
                .param("contributions", coverage.contributions().cents())
                .param("payers", coverage.owedToPayers().cents())
                .param("returned", coverage.returned().cents())
                .param("held", coverage.held().cents())
                .param("statement", coverage.bankStatementOn().orElse(null))
                .param("proven", isProven)
                .param("previous", previous)
                .param("digest", proof.digest())
                .update();
        return proof;
    }

    /** The last stored proofs, the latest first. */
    @Transactional(readOnly = true)
    public List<Proof> lastProofs(int count) {
        return proofs(count);
    }

    /** The day of the first proof whose digest does not follow from its content and from the one before, if any. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> firstBrokenProof() {
        var previous = GENESIS;
        for (var proof : proofs(Integer.MAX_VALUE).reversed()) {
            if (!proof.previousDigest().equals(previous) || !proof.digest().equals(digestOf(proof))) {
                return Optional.of(proof.on());
            }
            previous = proof.digest();
        }
        return Optional.empty();
    }

    private List<Proof> proofs(int most) {
        return jdbc.sql("""
                        SELECT proved_on, computed_at, cash_cents, circulating_cents, owed_to_providers_cents,
                               contributions_cents, owed_to_payers_cents, returned_cents, held_cents,
                               bank_statement_on, is_proven, previous_digest, digest
                          FROM ledger.coverage_proof
                         ORDER BY proved_on DESC
                         LIMIT :most
                        """)
                .param("most", most)
                .query((row, _) -> new Proof(
                        row.getObject("proved_on", LocalDate.class),
                        row.getObject("computed_at", OffsetDateTime.class).toInstant(),
                        coverage(row),
                        row.getBoolean("is_proven"),
                        row.getString("previous_digest"),
                        row.getString("digest")))
                .list();
    }

    /** SHA-256 of one line that anyone can rebuild from the published figures and the digest before. */
    static String digestOf(Proof proof) {
        var coverage = proof.coverage();
        var line = "%s|%s|%d|%d|%d|%d|%d|%d|%d|%s|%s|%s"
                .formatted(
                        proof.on(),
                        proof.computedAt(),
                        coverage.cash().cents(),
                        coverage.circulating().cents(),
                        coverage.owedToProviders().cents(),
                        coverage.contributions().cents(),
                        coverage.owedToPayers().cents(),
                        coverage.returned().cents(),
                        coverage.held().cents(),
                        coverage.bankStatementOn().map(LocalDate::toString).orElse("-"),
                        proof.isProven(),
                        proof.previousDigest());
        return Sha256.of(line);
    }

    private static Coverage coverage(ResultSet row) throws SQLException {
        return new Coverage(
                Money.cents(row.getLong("cash_cents")),
                Money.cents(row.getLong("circulating_cents")),
                Money.cents(row.getLong("owed_to_providers_cents")),
                Money.cents(row.getLong("contributions_cents")),
                Money.cents(row.getLong("owed_to_payers_cents")),
                Money.cents(row.getLong("returned_cents")),
                Money.cents(row.getLong("held_cents")),
                Optional.ofNullable(row.getObject("bank_statement_on", LocalDate.class)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
