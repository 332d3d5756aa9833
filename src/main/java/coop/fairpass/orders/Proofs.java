package coop.fairpass.orders;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sha256;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bons à tirer : versions of what will be printed, each kept with its fingerprint; the payer approves the last one, and
 * silence is never approval (O7 to O9, R-015, R-016).
 */
@Component
public class Proofs {

    /** Days a payer has to answer a proof (domain §7.1). */
    static final int ANSWER_DAYS = 6;

    /** One version. {@code fingerprint} is the SHA-256 of the PDF. */
    public record Proof(
            OrderId order,
            int version,
            String fingerprint,
            LocalDate answerDueOn,
            ProofState state,
            Optional<String> comment) {

        /** Whether the payer has answered. */
        public enum ProofState {
            SENT,
            APPROVED,
            REJECTED
        }
    }

    public sealed interface Outcome {
        record Done(Proof proof) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final JdbcClient jdbc;
    private final WindDown windDown;
    private final Clock clock;

    Proofs(Orders orders, JdbcClient jdbc, WindDown windDown, Clock clock) {
        this.orders = orders;
        this.jdbc = jdbc;
        this.windDown = windDown;
        this.clock = clock;
    }

    /** Sends a proof to the payer: the first version, or the next one after a rejection. */
    @Transactional
    public Outcome send(OrderId id, byte[] pdf, Actor by) {
        if (!by.has(Role.COOP_PRODUCTION)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var order = orders.lock(id);
        if (order.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var last = last(id);
        var fingerprint = Sha256.of(pdf);
        if (last.filter(proof -> proof.state() == Proof.ProofState.SENT
                        && proof.fingerprint().equals(fingerprint))
                .isPresent()) {
            return new Outcome.Done(last.get());
        }
        boolean first = order.get().state() == OrderState.FRAMED;
        boolean answersRejection = order.get().state() == OrderState.IN_PROOF
                && last.filter(proof -> proof.state() == Proof.ProofState.REJECTED)
                        .isPresent();
        if (!first && !answersRejection) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        int version = last.map(Proof::version).orElse(0) + 1;
        var today = Paris.today(clock);
        jdbc.sql("""
                        INSERT INTO orders.proof (voucher_order, version, fingerprint, pdf, sent_at, answer_due_on, state)
                        VALUES (:order, :version, :fingerprint, :pdf, :sent_at, :due_on, 'SENT')
                        """)
                .param("order", id.value())
                .param("version", version)
                .param("fingerprint", fingerprint)
                .param("pdf", pdf)
                .param("sent_at", now())
                .param("due_on", BusinessDays.firstFrom(today.plusDays(ANSWER_DAYS)))
                .update();
        if (first) {
            orders.take(order.get(), OrderStep.O7_PROOF_SENT, by, "version 1");
        }
        return new Outcome.Done(last(id).orElseThrow());
    }

    /** The payer approves the last version: production may start. */
    @Transactional
    public Outcome approve(OrderId id, int version, Actor by) {
        return decide(id, version, Proof.ProofState.APPROVED, Optional.empty(), by);
    }

    /** The payer rejects the last version, saying why; the next version answers. */
    @Transactional
    public Outcome reject(OrderId id, int version, String comment, Actor by) {
        if (comment.isBlank()) {
            return new Outcome.Refused(OrderReason.REJECTION_NEEDS_A_COMMENT);
        }
        return decide(id, version, Proof.ProofState.REJECTED, Optional.of(comment.strip()), by);
    }

    private Outcome decide(OrderId id, int version, Proof.ProofState state, Optional<String> comment, Actor by) {
        var order = orders.lock(id);
        if (order.isEmpty() || !(by.isOf(order.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        if (!by.isOf(order.get().payer()) || !by.has(Role.PAYER_BUYER)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var last = last(id);
        if (last.isEmpty() || last.get().version() != version) {
            return new Outcome.Refused(OrderReason.NOT_THE_LAST_PROOF);
        }
        if (last.get().state() == state) {
            return new Outcome.Done(last.get());
        }
        if (last.get().state() != Proof.ProofState.SENT || order.get().state() != OrderState.IN_PROOF) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (state == Proof.ProofState.APPROVED && windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        jdbc.sql("""
                        UPDATE orders.proof
                           SET state = :state, decided_at = :at, decided_by = :by, comment = :comment
                         WHERE voucher_order = :order AND version = :version
                        """)
                .param("state", state.name())
                .param("at", now())
                .param("by", by.reference())
                .param("comment", comment.orElse(null))
                .param("order", id.value())
                .param("version", version)
                .update();
        var step = state == Proof.ProofState.APPROVED ? OrderStep.O9_PROOF_APPROVED : OrderStep.O8_PROOF_REJECTED;
        orders.take(order.get(), step, by, comment.orElse("version " + version));
        return new Outcome.Done(last(id).orElseThrow());
    }

    /** All versions, the last first. */
    @Transactional(readOnly = true)
    public List<Proof> of(OrderId order) {
        return jdbc.sql("""
                        SELECT version, fingerprint, answer_due_on, state, comment
                          FROM orders.proof
                         WHERE voucher_order = :order
                         ORDER BY version DESC
                        """)
                .param("order", order.value())
                .query((row, _) -> new Proof(
                        order,
                        row.getInt("version"),
                        row.getString("fingerprint"),
                        row.getObject("answer_due_on", LocalDate.class),
                        Proof.ProofState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("comment"))))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Proof> last(OrderId order) {
        return of(order).stream().findFirst();
    }

    /** The PDF of a version. */
    @Transactional(readOnly = true)
    public Optional<byte[]> pdf(OrderId order, int version) {
        return jdbc.sql("SELECT pdf FROM orders.proof WHERE voucher_order = :order AND version = :version")
                .param("order", order.value())
                .param("version", version)
                .query((row, _) -> row.getBytes("pdf"))
                .optional();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
