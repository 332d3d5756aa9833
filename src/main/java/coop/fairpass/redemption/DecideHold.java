package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.HoldDocuments.Occasion;
import coop.fairpass.redemption.RedemptionStore.Found;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.redemption.RedemptionStore.Spent;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.upload.GivenFile.Reading;
import java.time.Clock;
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
 * A person decides on a held redemption, even after the voucher's end (V5 to V7, R-189, R-195): released, it counts on
 * the day of release while the service day stays on the line; rejected, the voucher is as it was, or blocked when it
 * was copied or stolen. Either way the provider is told, with the reason.
 */
@Component
public class DecideHold {

    /** What a person decides. */
    public enum HoldDecision {
        RELEASED,
        REJECTED,
        REJECTED_BLOCKED
    }

    public record Command(RedemptionId redemption, HoldDecision decision, String reason, Actor by) {}

    public sealed interface Outcome {
        record Decided(RedemptionId redemption, HoldDecision decision) implements Outcome {}

        /** The provider's words are kept; nothing is decided. */
        record Answered(RedemptionId redemption) implements Outcome {}

        record Refused(RequestReason reason) implements Outcome {}
    }

    /** A redemption that waits, as the controller and its provider read it. */
    public record Waiting(
            RedemptionId redemption,
            OrganisationId provider,
            UUID place,
            String service,
            LocalDate serviceOn,
            HoldRule rule,
            LocalDate decideBy,
            Optional<String> providerSays,
            boolean hasDocument) {}

    private final RedemptionStore store;
    private final ValidationPostings postings;
    private final HoldDocuments documents;
    private final VoucherGate gate;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DecideHold(
            RedemptionStore store,
            ValidationPostings postings,
            HoldDocuments documents,
            VoucherGate gate,
            Notices notices,
            JdbcClient jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.postings = postings;
        this.documents = documents;
        this.gate = gate;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COOP_CONTROLLER) || command.reason().isBlank()) {
            return new Outcome.Refused(RequestReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return new Outcome.Refused(RequestReason.NOT_A_PERSON);
        }
        gate.passTogether();
        var found = store.lock(command.redemption());
        if (found.isEmpty()) {
            return new Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION);
        }
        if (found.get().state() != RedemptionState.HELD) {
            return decided(command.redemption())
                            .filter(command.decision()::equals)
                            .isPresent()
                    ? new Outcome.Decided(command.redemption(), command.decision())
                    : new Outcome.Refused(RequestReason.NOT_HELD);
        }
        jdbc.sql("""
                        UPDATE redemption.hold
                           SET decided_at = :at, decided_by = :by, decision = :decision, reason = :reason
                         WHERE voucher = :voucher AND attempt = :attempt
                        """)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .param("decision", command.decision().name())
                .param("reason", command.reason())
                .param("voucher", command.redemption().voucher())
                .param("attempt", command.redemption().attempt())
                .update();
        switch (command.decision()) {
            case RELEASED -> release(found.get());
            case REJECTED -> store.end(command.redemption(), RedemptionState.REJECTED);
            case REJECTED_BLOCKED -> store.end(command.redemption(), RedemptionState.REJECTED_BLOCKED);
        }
        tell(found.get(), command);
        return new Outcome.Decided(command.redemption(), command.decision());
    }

    /** The redemption counts from today, and its money is owed (V5, M20). */
    void release(Found found) {
        var today = Paris.today(clock);
        var spent = found.spent();
        var validation =
                UUID.nameUUIDFromBytes(("release/" + spent.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        store.accept(spent.id(), today, validation);
        postings.post(List.of(new Spent(
                spent.voucher(),
                spent.attempt(),
                spent.request(),
                spent.act(),
                spent.provider(),
                spent.place(),
                spent.order(),
                spent.lot(),
                spent.service(),
                spent.serviceOn(),
                Optional.of(today),
                Optional.of(validation),
                spent.faceValue(),
                spent.price(),
                spent.fee(),
                spent.mediator(),
                spent.author(),
                Optional.empty())));
    }

    private void tell(Found found, Command command) {
        var subject = switch (command.decision()) {
            case RELEASED -> "Une validation en attente est acceptée";
            case REJECTED, REJECTED_BLOCKED -> "Une validation en attente est rejetée";
        };
        notices.tell(
                new OrganisationId(found.spent().provider()),
                "hold-%s/%s".formatted(command.decision().name().toLowerCase(Locale.ROOT), command.redemption()),
                subject,
                "Chèque %s, service du %s. Motif : %s%s"
                        .formatted(
                                command.redemption().serial(),
                                Paris.french(found.spent().serviceOn()),
                                command.reason(),
                                command.decision() == HoldDecision.RELEASED
                                        ? ""
                                        : " Vous pouvez faire un recours, une fois, jusqu’au %s."
                                                .formatted(
                                                        Paris.frenchLong(AppealRejection.lastDay(clock.instant())))));
    }

    private Optional<HoldDecision> decided(RedemptionId id) {
        return jdbc.sql("""
                        SELECT decision FROM redemption.hold
                         WHERE voucher = :voucher AND attempt = :attempt AND decision IS NOT NULL
                        """)
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .query(String.class)
                .optional()
                .map(HoldDecision::valueOf);
    }

    /**
     * The provider answers why, in its own words and with a document if it wants, while nobody has decided. Its
     * words can be changed until then; its document stays as it was given. A document is read first, which is slow;
     * then all is kept in one transaction.
     */
    public Outcome answer(RedemptionId id, String text, Optional<byte[]> document, Actor by) {
        var read = document.map(GivenFile::read);
        return transaction.execute(_ -> answerRead(id, text, read, by));
    }

    private Outcome answerRead(RedemptionId id, String text, Optional<Reading> document, Actor by) {
        var found = store.lock(id);
        if (found.isEmpty()
                || by.organisation()
                        .filter(_ -> ProviderRedemptions.isOfDesks(by))
                        .filter(own -> own.value().equals(found.get().spent().provider()))
                        .isEmpty()) {
            return new Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION);
        }
        if (found.get().state() != RedemptionState.HELD) {
            return new Outcome.Refused(RequestReason.NOT_HELD);
        }
        var unfit = document.flatMap(read -> documents.keep(id, Occasion.ANSWER, read, by));
        if (unfit.isPresent()) {
            return new Outcome.Refused(unfit.get());
        }
        jdbc.sql("UPDATE redemption.hold SET provider_says = :text WHERE voucher = :voucher AND attempt = :attempt")
                .param("text", text)
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .update();
        return new Outcome.Answered(id);
    }

    /** What waits, the oldest first: all of it for the controller, its own for a provider. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor actor) {
        boolean all = actor.has(Role.COOP_CONTROLLER);
        return jdbc.sql("""
                        SELECT r.voucher, r.attempt, r.provider, r.place, r.service, r.service_on, h.rule, h.decide_by,
                               h.provider_says,
                               EXISTS (SELECT 1 FROM redemption.document d
                                        WHERE d.voucher = h.voucher AND d.attempt = h.attempt) AS has_document
                          FROM redemption.hold h
                          JOIN redemption.redemption r ON r.voucher = h.voucher AND r.attempt = h.attempt
                         WHERE h.decided_at IS NULL
                           AND r.state = 'HELD'
                           AND (:all OR r.provider = :provider)
                         ORDER BY h.held_at, r.voucher
                        """)
                .param("all", all)
                .param(
                        "provider",
                        actor.organisation().map(OrganisationId::value).orElse(null),
                        java.sql.Types.OTHER)
                .query((row, _) -> new Waiting(
                        new RedemptionId(row.getLong("voucher"), row.getInt("attempt")),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getObject("place", UUID.class),
                        row.getString("service"),
                        row.getObject("service_on", LocalDate.class),
                        HoldRule.valueOf(row.getString("rule")),
                        row.getObject("decide_by", LocalDate.class),
                        Optional.ofNullable(row.getString("provider_says")),
                        row.getBoolean("has_document")))
                .list();
    }
}
