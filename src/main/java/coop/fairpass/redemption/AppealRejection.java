package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.HoldDocuments.Occasion;
import coop.fairpass.redemption.RedemptionStore.Found;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.upload.GivenFile.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A provider appeals the rejection of a held redemption, once, within {@value #DAYS} days; a person other than the one
 * who rejected upholds it, or accepts the appeal (R-190, domain §16). Accepted, the redemption is released as a hold is
 * (V5, M20): it counts on the day of the decision. It cannot be when the voucher was presented again or replaced
 * meanwhile, or when the unused value of its order is given back (V17): the same value would be due twice.
 */
@Component
public class AppealRejection {

    /** Days after that of the rejection; the last one still counts. */
    public static final int DAYS = 30;

    private static final int MOST = 200;

    /** What a second person decides. */
    public enum AppealDecision {
        UPHELD,
        ACCEPTED
    }

    public record Command(RedemptionId redemption, AppealDecision decision, String reason, Actor by) {}

    public sealed interface Outcome {
        /** The appeal waits for its decision. */
        record Appealed(RedemptionId redemption) implements Outcome {}

        record Decided(RedemptionId redemption, AppealDecision decision) implements Outcome {}

        record Refused(RequestReason reason) implements Outcome {}
    }

    /** What the provider said against the rejection, a reference to who said it, and what was decided of it. */
    public record Appeal(
            String words, String appealedBy, Optional<AppealDecision> decision, Optional<String> decisionReason) {}

    /**
     * A rejection, as its provider and who decides on its appeal read it.
     *
     * @param reason why it was rejected
     * @param appealUntil the last day on which it may be appealed
     * @param rejectedBy who cannot decide on the appeal, a reference without a name
     * @param answerDocument whether a document came with the answer, before the rejection
     * @param appealDocument whether a document came with the appeal
     */
    public record Rejection(
            RedemptionId redemption,
            OrganisationId provider,
            UUID place,
            String service,
            LocalDate serviceOn,
            HoldRule rule,
            HoldDecision decision,
            String reason,
            LocalDate appealUntil,
            String rejectedBy,
            Optional<String> providerSays,
            boolean answerDocument,
            Optional<Appeal> appeal,
            boolean appealDocument) {

        /** Whether it may still be appealed. */
        public boolean isOpenOn(LocalDate today) {
            return appeal.isEmpty() && !today.isAfter(appealUntil);
        }
    }

    private final RedemptionStore store;
    private final DecideHold holds;
    private final HoldDocuments documents;
    private final VoucherGate gate;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AppealRejection(
            RedemptionStore store,
            DecideHold holds,
            HoldDocuments documents,
            VoucherGate gate,
            Notices notices,
            JdbcClient jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.holds = holds;
        this.documents = documents;
        this.gate = gate;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Controllers look at holds, the committee decides on appeals (domain §2). */
    static boolean mayDecide(Actor by) {
        return by.hasAny(Role.COOP_CONTROLLER, Role.COMMITTEE);
    }

    static LocalDate lastDay(Instant rejectedAt) {
        return Paris.dayOf(rejectedAt).plusDays(DAYS);
    }

    /** The provider that redeemed appeals, with its words and, if it wants, a document. The same again is once. */
    public Outcome appeal(RedemptionId id, String words, Optional<byte[]> document, Actor by) {
        var read = document.map(GivenFile::read);
        return transaction.execute(_ -> appealRead(id, words, read, by));
    }

    private Outcome appealRead(RedemptionId id, String words, Optional<Reading> document, Actor by) {
        var found = store.lock(id);
        if (found.isEmpty()
                || HoldDocuments.ownOf(by)
                        .filter(own -> own.equals(found.get().spent().provider()))
                        .isEmpty()) {
            return new Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION);
        }
        var rejection = find(id);
        if (rejection.isEmpty()) {
            return new Outcome.Refused(RequestReason.NOT_REJECTED);
        }
        var earlier = rejection.get().appeal();
        if (earlier.isPresent()) {
            boolean same = earlier.get().words().equals(words)
                    && document.filter(read -> !documents.isKept(id, Occasion.APPEAL, read))
                            .isEmpty();
            return same ? new Outcome.Appealed(id) : new Outcome.Refused(RequestReason.ALREADY_APPEALED);
        }
        if (!rejection.get().isOpenOn(Paris.today(clock))) {
            return new Outcome.Refused(RequestReason.APPEAL_TOO_LATE);
        }
        var unfit = document.flatMap(read -> documents.keep(id, Occasion.APPEAL, read, by));
        if (unfit.isPresent()) {
            return new Outcome.Refused(unfit.get());
        }
        jdbc.sql("""
                        INSERT INTO redemption.appeal (voucher, attempt, words, appealed_at, appealed_by)
                        VALUES (:voucher, :attempt, :words, :at, :by)
                        """)
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .param("words", words)
                .param("at", now())
                .param("by", by.reference())
                .update();
        return new Outcome.Appealed(id);
    }

    /** Another person than the one who rejected decides, with a reason that the provider reads. */
    @Transactional
    public Outcome handle(Command command) {
        if (!mayDecide(command.by()) || command.reason().isBlank()) {
            return new Outcome.Refused(RequestReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return new Outcome.Refused(RequestReason.NOT_A_PERSON);
        }
        // Alone: nobody presents, replaces or gives back the voucher between the reading and the posting.
        gate.passAlone();
        var found = store.lock(command.redemption());
        if (found.isEmpty()) {
            return new Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION);
        }
        var rejection = find(command.redemption());
        var appeal = rejection.flatMap(Rejection::appeal);
        if (appeal.isEmpty()) {
            return new Outcome.Refused(RequestReason.NO_APPEAL);
        }
        var decided = appeal.get().decision();
        if (decided.isPresent()) {
            return decided.get() == command.decision()
                    ? new Outcome.Decided(command.redemption(), command.decision())
                    : new Outcome.Refused(RequestReason.APPEAL_DECIDED);
        }
        var by = command.by().reference();
        if (by.equals(rejection.get().rejectedBy())
                || by.equals(appeal.get().appealedBy())
                || by.equals(found.get().spent().author())) {
            return new Outcome.Refused(RequestReason.NOT_A_SECOND_PERSON);
        }
        if (command.decision() == AppealDecision.ACCEPTED) {
            var obstacle = obstacle(found.get());
            if (obstacle.isPresent()) {
                return new Outcome.Refused(obstacle.get());
            }
        }
        jdbc.sql("""
                        UPDATE redemption.appeal
                           SET decided_at = :at, decided_by = :by, decision = :decision, reason = :reason
                         WHERE voucher = :voucher AND attempt = :attempt
                        """)
                .param("at", now())
                .param("by", command.by().reference())
                .param("decision", command.decision().name())
                .param("reason", command.reason())
                .param("voucher", command.redemption().voucher())
                .param("attempt", command.redemption().attempt())
                .update();
        if (command.decision() == AppealDecision.ACCEPTED) {
            holds.release(found.get());
        }
        tell(found.get(), command);
        return new Outcome.Decided(command.redemption(), command.decision());
    }

    /** Why the voucher can no longer be spent by this redemption: its value went elsewhere since the rejection. */
    private Optional<RequestReason> obstacle(Found found) {
        if (found.state() != RedemptionState.REJECTED && found.state() != RedemptionState.REJECTED_BLOCKED) {
            return Optional.of(RequestReason.NOT_REJECTED);
        }
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM redemption.redemption x
                                        WHERE x.voucher = :voucher AND x.attempt > :attempt) AS presented_since,
                               EXISTS (SELECT 1 FROM booklets.booklet_facts(:voucher / 16) b
                                        WHERE :voucher % 16 = ANY (b.replaced_ranks)
                                           OR b.state IN ('CANCELLED', 'WITHDRAWN')) AS replaced_since,
                               EXISTS (SELECT 1 FROM redemption.ended_order e
                                        WHERE e.voucher_order = :order) AS order_ended
                        """)
                .param("voucher", found.spent().voucher())
                .param("attempt", found.spent().attempt())
                .param("order", found.spent().order())
                .query((row, _) -> {
                    if (row.getBoolean("presented_since")) {
                        return Optional.of(RequestReason.PRESENTED_SINCE);
                    }
                    if (row.getBoolean("replaced_since")) {
                        return Optional.of(RequestReason.REPLACED_SINCE);
                    }
                    return row.getBoolean("order_ended")
                            ? Optional.of(RequestReason.ORDER_ENDED)
                            : Optional.<RequestReason>empty();
                })
                .single();
    }

    private void tell(Found found, Command command) {
        notices.tell(
                new OrganisationId(found.spent().provider()),
                "appeal-%s/%s".formatted(command.decision().name().toLowerCase(Locale.ROOT), command.redemption()),
                switch (command.decision()) {
                    case UPHELD -> "Votre recours n’est pas suivi : le rejet est maintenu";
                    case ACCEPTED -> "Votre recours est accepté";
                },
                "Chèque %s, service du %s. Motif : %s"
                        .formatted(
                                command.redemption().serial(),
                                Paris.french(found.spent().serviceOn()),
                                command.reason()));
    }

    private static final String REJECTIONS = """
            SELECT r.voucher, r.attempt, r.provider, r.place, r.service, r.service_on, h.rule, h.provider_says,
                   h.decided_at, h.decided_by, h.decision, h.reason,
                   a.words, a.appealed_by, a.decision AS appeal_decision, a.reason AS appeal_reason,
                   EXISTS (SELECT 1 FROM redemption.document d
                            WHERE d.voucher = h.voucher AND d.attempt = h.attempt
                              AND d.occasion = 'ANSWER') AS answer_document,
                   EXISTS (SELECT 1 FROM redemption.document d
                            WHERE d.voucher = h.voucher AND d.attempt = h.attempt
                              AND d.occasion = 'APPEAL') AS appeal_document
              FROM redemption.hold h
              JOIN redemption.redemption r ON r.voucher = h.voucher AND r.attempt = h.attempt
              LEFT JOIN redemption.appeal a ON a.voucher = h.voucher AND a.attempt = h.attempt
             WHERE h.decision IN ('REJECTED', 'REJECTED_BLOCKED')
            """;

    private Optional<Rejection> find(RedemptionId id) {
        return jdbc.sql(REJECTIONS + " AND h.voucher = :voucher AND h.attempt = :attempt")
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .query((row, _) -> rejection(row))
                .optional();
    }

    /** A provider's rejections that may be appealed, wait for an answer, or had one lately; the last first. */
    @Transactional(readOnly = true)
    public List<Rejection> of(Actor actor) {
        var own = HoldDocuments.ownOf(actor);
        if (own.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(REJECTIONS + """
                           AND r.provider = :provider
                           AND (h.decided_at >= :since OR a.decided_at >= :since
                                OR (a.appealed_at IS NOT NULL AND a.decided_at IS NULL))
                         ORDER BY h.decided_at DESC, r.voucher
                         LIMIT :most
                        """)
                .param("provider", own.get())
                .param(
                        "since",
                        OffsetDateTime.ofInstant(
                                Paris.startOf(Paris.today(clock).minusDays(DAYS)), ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> rejection(row))
                .list();
    }

    /** Appeals that wait for a decision, the oldest first, for those who may decide on one. */
    @Transactional(readOnly = true)
    public List<Rejection> waiting(Actor actor) {
        if (!mayDecide(actor)) {
            return List.of();
        }
        return jdbc.sql(REJECTIONS + """
                           AND a.appealed_at IS NOT NULL
                           AND a.decided_at IS NULL
                         ORDER BY a.appealed_at, r.voucher
                        """).query((row, _) -> rejection(row)).list();
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        var words = Optional.ofNullable(row.getString("words"));
        var appealedBy = Optional.ofNullable(row.getString("appealed_by"));
        var decision = Optional.ofNullable(row.getString("appeal_decision")).map(AppealDecision::valueOf);
        var decisionReason = Optional.ofNullable(row.getString("appeal_reason"));
        return new Rejection(
                new RedemptionId(row.getLong("voucher"), row.getInt("attempt")),
                new OrganisationId(row.getObject("provider", UUID.class)),
                row.getObject("place", UUID.class),
                row.getString("service"),
                row.getObject("service_on", LocalDate.class),
                HoldRule.valueOf(row.getString("rule")),
                HoldDecision.valueOf(row.getString("decision")),
                row.getString("reason"),
                lastDay(row.getObject("decided_at", OffsetDateTime.class).toInstant()),
                row.getString("decided_by"),
                Optional.ofNullable(row.getString("provider_says")),
                row.getBoolean("answer_document"),
                words.map(said -> new Appeal(said, appealedBy.orElseThrow(), decision, decisionReason)),
                row.getBoolean("appeal_document"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
