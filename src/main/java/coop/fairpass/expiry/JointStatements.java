package coop.fairpass.expiry;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.expiry.Outcomes.Line;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.OrderStep;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Sha256;
import java.time.Clock;
import java.time.Instant;
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
 * États contradictoires : versions of what became of each voucher of an order (O16 to O19, R-045). Both sides agree on
 * one version; a line may be disputed with a reason, and the next version answers.
 */
@Component
public class JointStatements {

    /** One line, and whether it is disputed. */
    public record NumberedLine(int number, Line line, Optional<Dispute> dispute) {}

    /** A line contested, with its reason, and the answer once given. */
    public record Dispute(UUID id, int line, String reason, Optional<String> answer) {}

    /** One version. */
    public record JointStatement(
            OrderId order,
            int version,
            String number,
            Instant producedAt,
            String digest,
            boolean payerAgreed,
            boolean cooperativeAgreed,
            List<NumberedLine> lines) {

        public JointStatement {
            lines = List.copyOf(lines);
        }

        /** Vouchers that ended one way. */
        public long count(VoucherOutcome outcome) {
            return lines.stream()
                    .filter(line -> line.line().outcome() == outcome)
                    .mapToLong(line -> line.line().vouchers())
                    .sum();
        }

        /** Every activated voucher, once: a replaced one counts in its replacement. */
        public long activated() {
            return lines.stream()
                    .filter(line -> line.line().outcome() != VoucherOutcome.REPLACED)
                    .mapToLong(line -> line.line().vouchers())
                    .sum();
        }

        /** Unused vouchers on lines that are disputed: the next version says what becomes of them. */
        public long unusedInDispute() {
            return lines.stream()
                    .filter(line -> line.dispute().isPresent())
                    .filter(line -> line.line().outcome().isUnused())
                    .mapToLong(line -> line.line().vouchers())
                    .sum();
        }
    }

    public sealed interface Outcome {
        record Done(JointStatement statement) implements Outcome {}

        record Refused(ExpiryReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Organisations organisations;
    private final Outcomes outcomes;
    private final Documents documents;
    private final Parties parties;
    private final CreditUnused creditUnused;
    private final VoucherGate gate;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    JointStatements(
            Orders orders,
            Organisations organisations,
            Outcomes outcomes,
            Documents documents,
            Parties parties,
            CreditUnused creditUnused,
            VoucherGate gate,
            Notices notices,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.organisations = organisations;
        this.outcomes = outcomes;
        this.documents = documents;
        this.parties = parties;
        this.creditUnused = creditUnused;
        this.gate = gate;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The clock produces the first version of an expired order on its day (O16). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void produceFirst(OrderId id) {
        var order = orders.lock(id).orElseThrow();
        if (!OrderStep.O16_JOINT_STATEMENT.isPossibleFrom(order.state())) {
            return;
        }
        var statement = produce(order);
        orders.take(order, OrderStep.O16_JOINT_STATEMENT, Actor.CLOCK, statement.number());
    }

    private JointStatement produce(VoucherOrder order) {
        int version = last(order.id()).map(JointStatement::version).orElse(0) + 1;
        var lines = outcomes.of(order.id());
        var today = Paris.today(clock);
        var number = documents.take(DocumentSeries.EC, today);
        jdbc.sql("""
                        INSERT INTO expiry.joint_statement (voucher_order, version, number, produced_at, digest)
                        VALUES (:order, :version, :number, :at, :digest)
                        """)
                .param("order", order.id().value())
                .param("version", version)
                .param("number", number.toString())
                .param("at", now())
                .param("digest", digestOf(lines))
                .update();
        for (int i = 0; i < lines.size(); i++) {
            insert(order.id(), version, i + 1, lines.get(i));
        }
        var statement = last(order.id()).orElseThrow();
        documents.keep(
                JointStatementPrints.of(
                        statement,
                        order,
                        orders.lots(order.id()),
                        today,
                        parties.seller(),
                        parties.buyer(
                                organisations.get(order.payer()),
                                order.need().references().siret().map(Siret::digits))),
                order.id().value(),
                order.payer());
        notices.tell(
                order.payer(),
                "joint-statement/" + number,
                "L’état contradictoire de votre commande est prêt",
                "Commande %s : vérifiez l’état %s, ligne par ligne, puis acceptez-le ou contestez une ligne."
                        .formatted(order.signedNumber(), number));
        return statement;
    }

    private void insert(OrderId order, int version, int number, Line line) {
        jdbc.sql("""
                        INSERT INTO expiry.joint_line (voucher_order, version, line, lot, outcome, vouchers, serials)
                        VALUES (:order, :version, :line, :lot, :outcome, :vouchers, :serials)
                        """)
                .param("order", order.value())
                .param("version", version)
                .param("line", number)
                .param("lot", line.lot())
                .param("outcome", line.outcome().name())
                .param("vouchers", line.vouchers())
                .param("serials", line.serials())
                .update();
    }

    /**
     * One side agrees on the last version, on all its lines but those disputed. When both have, the credit note is
     * issued (O19); while lines are disputed it is that of the others, which need not wait. If
     * something changed since that version, such as a late entry of a service, a new one is produced first and must be
     * agreed.
     */
    @Transactional
    public Outcome agree(OrderId id, int version, Actor by) {
        var found = orders.lock(id);
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        boolean payer = by.isOf(order.payer()) && by.has(Role.PAYER_BUYER);
        if (!payer && !by.has(Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        var last = last(id);
        if (last.isEmpty() || last.get().version() != version) {
            return new Outcome.Refused(ExpiryReason.NOT_THE_LAST_VERSION);
        }
        if (payer ? last.get().payerAgreed() : last.get().cooperativeAgreed()) {
            return new Outcome.Done(last.get());
        }
        if (order.state() != OrderState.IN_RECONCILIATION && order.state() != OrderState.DISPUTED) {
            return new Outcome.Refused(ExpiryReason.NOT_POSSIBLE_NOW);
        }
        // What is agreed is what will be credited: nothing is redeemed between the reading and the credit note.
        gate.passAlone();
        if (!digestOf(outcomes.of(id)).equals(last.get().digest())) {
            produce(order);
            return new Outcome.Refused(ExpiryReason.CHANGED_SINCE);
        }
        jdbc.sql(payer ? """
                        UPDATE expiry.joint_statement SET payer_agreed_at = :at, payer_agreed_by = :by
                         WHERE voucher_order = :order AND version = :version
                        """ : """
                        UPDATE expiry.joint_statement SET cooperative_agreed_at = :at, cooperative_agreed_by = :by
                         WHERE voucher_order = :order AND version = :version
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("order", id.value())
                .param("version", version)
                .update();
        var agreed = last(id).orElseThrow();
        if (agreed.payerAgreed() && agreed.cooperativeAgreed()) {
            if (order.state() == OrderState.DISPUTED) {
                creditUnused.undisputedPart(order, agreed.unusedInDispute());
            } else {
                creditUnused.atTheEnd(order, by);
            }
        }
        return new Outcome.Done(last(id).orElseThrow());
    }

    /**
     * One side disputes a line of the last version, saying why (O17); the rest may be credited without waiting.
     */
    @Transactional
    public Outcome dispute(UUID disputeId, OrderId id, int version, int line, String reason, Actor by) {
        var found = orders.lock(id);
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        if (!OrderStep.O17_DISPUTED.isAllowedTo(by)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        var last = last(id);
        if (isKnown(disputeId)) {
            return isThisDispute(disputeId, id, version, line, reason)
                    ? new Outcome.Done(last.orElseThrow())
                    : new Outcome.Refused(ExpiryReason.ID_TAKEN);
        }
        if (last.isEmpty() || last.get().version() != version) {
            return new Outcome.Refused(ExpiryReason.NOT_THE_LAST_VERSION);
        }
        var wanted =
                last.get().lines().stream().filter(one -> one.number() == line).findFirst();
        if (wanted.isEmpty()) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_LINE);
        }
        if (wanted.get().dispute().isPresent()) {
            return new Outcome.Refused(ExpiryReason.ALREADY_DISPUTED);
        }
        if (reason.isBlank()) {
            return new Outcome.Refused(ExpiryReason.REASON_MISSING);
        }
        boolean isCredited = last.get().payerAgreed() && last.get().cooperativeAgreed();
        if (isCredited || (order.state() != OrderState.IN_RECONCILIATION && order.state() != OrderState.DISPUTED)) {
            return new Outcome.Refused(ExpiryReason.NOT_POSSIBLE_NOW);
        }
        int written = jdbc.sql("""
                        INSERT INTO expiry.dispute (id, voucher_order, version, line, reason, disputed_at, disputed_by)
                        VALUES (:id, :order, :version, :line, :reason, :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", disputeId)
                .param("order", id.value())
                .param("version", version)
                .param("line", line)
                .param("reason", reason)
                .param("at", now())
                .param("by", by.reference())
                .update();
        if (written == 0) {
            // Only another order can take the id meanwhile: this one is locked.
            return new Outcome.Refused(ExpiryReason.ID_TAKEN);
        }
        if (order.state() == OrderState.IN_RECONCILIATION) {
            orders.take(order, OrderStep.O17_DISPUTED, by, reason);
        }
        return new Outcome.Done(last(id).orElseThrow());
    }

    private boolean isKnown(UUID dispute) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM expiry.dispute WHERE id = :id)")
                .param("id", dispute)
                .query(Boolean.class)
                .single();
    }

    private boolean isThisDispute(UUID dispute, OrderId order, int version, int line, String reason) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM expiry.dispute
                             WHERE id = :id
                               AND voucher_order = :order
                               AND version = :version
                               AND line = :line
                               AND reason = :reason)
                        """)
                .param("id", dispute)
                .param("order", order.value())
                .param("version", version)
                .param("line", line)
                .param("reason", reason)
                .query(Boolean.class)
                .single();
    }

    /** A controller answers a dispute; when all are answered, a new version is produced from the facts (O18). */
    @Transactional
    public Outcome answer(UUID disputeId, String answer, Actor by) {
        if (!by.has(Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(ExpiryReason.NOT_ALLOWED);
        }
        var order = jdbc.sql("SELECT voucher_order FROM expiry.dispute WHERE id = :id")
                .param("id", disputeId)
                .query(UUID.class)
                .optional()
                .flatMap(id -> orders.lock(new OrderId(id)));
        if (order.isEmpty()) {
            return new Outcome.Refused(ExpiryReason.UNKNOWN_LINE);
        }
        if (answer.isBlank()) {
            return new Outcome.Refused(ExpiryReason.REASON_MISSING);
        }
        if (order.get().state() != OrderState.DISPUTED) {
            return new Outcome.Refused(ExpiryReason.NOT_POSSIBLE_NOW);
        }
        jdbc.sql("""
                        UPDATE expiry.dispute SET answer = :answer, answered_at = :at, answered_by = :by
                         WHERE id = :id AND answer IS NULL
                        """)
                .param("answer", answer)
                .param("at", now())
                .param("by", by.reference())
                .param("id", disputeId)
                .update();
        var last = last(order.get().id()).orElseThrow();
        boolean allAnswered = last.lines().stream()
                .allMatch(line -> line.dispute()
                        .filter(dispute -> dispute.answer().isEmpty())
                        .isEmpty());
        if (allAnswered) {
            orders.take(order.get(), OrderStep.O18_ANSWERED, by, answer);
            produce(orders.get(order.get().id()));
        }
        return new Outcome.Done(last(order.get().id()).orElseThrow());
    }

    /** The last version, if any was produced. */
    @Transactional(readOnly = true)
    public Optional<JointStatement> last(OrderId order) {
        return jdbc.sql("""
                        SELECT version, number, produced_at, digest, payer_agreed_at, cooperative_agreed_at
                          FROM expiry.joint_statement
                         WHERE voucher_order = :order
                         ORDER BY version DESC
                         LIMIT 1
                        """)
                .param("order", order.value())
                .query((row, _) -> new JointStatement(
                        order,
                        row.getInt("version"),
                        row.getString("number"),
                        row.getObject("produced_at", OffsetDateTime.class).toInstant(),
                        row.getString("digest"),
                        row.getObject("payer_agreed_at") != null,
                        row.getObject("cooperative_agreed_at") != null,
                        lines(order, row.getInt("version"))))
                .optional();
    }

    private List<NumberedLine> lines(OrderId order, int version) {
        return jdbc.sql("""
                        SELECT l.line, l.lot, l.outcome, l.vouchers, l.serials, d.id, d.reason, d.answer
                          FROM expiry.joint_line l
                          LEFT JOIN expiry.dispute d
                               ON d.voucher_order = l.voucher_order AND d.version = l.version AND d.line = l.line
                         WHERE l.voucher_order = :order
                           AND l.version = :version
                         ORDER BY l.line
                        """)
                .param("order", order.value())
                .param("version", version)
                .query((row, _) -> new NumberedLine(
                        row.getInt("line"),
                        new Line(
                                row.getInt("lot"),
                                VoucherOutcome.valueOf(row.getString("outcome")),
                                row.getLong("vouchers"),
                                row.getString("serials")),
                        row.getObject("id") == null
                                ? Optional.empty()
                                : Optional.of(new Dispute(
                                        row.getObject("id", UUID.class),
                                        row.getInt("line"),
                                        row.getString("reason"),
                                        Optional.ofNullable(row.getString("answer"))))))
                .list();
    }

    private static String digestOf(List<Line> lines) {
        return Sha256.of(lines.toString());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
