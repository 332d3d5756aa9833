package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.RedemptionStore.Found;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The author of a redemption takes it back within 48 hours and before its month is frozen: the voucher can be used
 * again (V8, M21, R-136). An administrator of the same provider may do it for the author.
 */
@Component
public class CancelRedemption {

    static final Duration WINDOW = Duration.ofDays(2);

    static final int LONGEST_WORDS = 300;

    /**
     * {@code cancellation} is chosen by the form, so that sending it twice cancels once.
     *
     * @param why asked of people by their page; a program may keep silent, as it always could
     */
    public record Command(UUID cancellation, RedemptionId redemption, Optional<Why> why, Actor by) {

        /** Without a reason. */
        public Command(UUID cancellation, RedemptionId redemption, Actor by) {
            this(cancellation, redemption, Optional.empty(), by);
        }
    }

    /** @param words what its author adds; empty for nothing */
    public record Why(CancelledBecause because, String words) {

        private boolean isSaid() {
            return because != CancelledBecause.OTHER || !words.isBlank();
        }
    }

    public sealed interface Outcome {
        record Cancelled(RedemptionId redemption) implements Outcome {}

        record Refused(RequestReason reason) implements Outcome {}
    }

    private final RedemptionStore store;
    private final ValidationPostings postings;
    private final VoucherGate gate;
    private final JdbcClient jdbc;
    private final Clock clock;

    CancelRedemption(
            RedemptionStore store, ValidationPostings postings, VoucherGate gate, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.postings = postings;
        this.gate = gate;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        gate.passTogether();
        var locked = store.lock(command.redemption());
        if (locked.isEmpty()
                || command.by()
                        .organisation()
                        .filter(_ -> ProviderRedemptions.isOfDesks(command.by()))
                        .filter(own -> own.value().equals(locked.get().spent().provider()))
                        .isEmpty()) {
            return new Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION);
        }
        var found = locked.get();
        if (found.state() == RedemptionState.CANCELLED && wasCancelledBy(command)) {
            return new Outcome.Cancelled(command.redemption());
        }
        var refused = refusal(found, command.by())
                .or(() -> command.why().filter(why -> !why.isSaid()).map(_ -> RequestReason.WORDS_MISSING));
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        jdbc.sql("""
                        INSERT INTO redemption.cancellation (id, voucher, attempt, cancelled_at, cancelled_by, because,
                               words)
                        VALUES (:id, :voucher, :attempt, :at, :by, :because, :words)
                        """)
                .param("id", command.cancellation())
                .param("voucher", command.redemption().voucher())
                .param("attempt", command.redemption().attempt())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .param("because", command.why().map(why -> why.because().name()).orElse(null))
                .param(
                        "words",
                        command.why()
                                .map(Why::words)
                                .filter(words -> !words.isBlank())
                                .orElse(null))
                .update();
        store.end(command.redemption(), RedemptionState.CANCELLED);
        found.spent().countsOn().ifPresent(on -> postings.cancel(command.cancellation(), found.spent(), on));
        return new Outcome.Cancelled(command.redemption());
    }

    private Optional<RequestReason> refusal(Found found, Actor by) {
        boolean isAuthor = found.spent().author().equals(by.reference());
        if (!isAuthor && !by.has(Role.PROVIDER_ADMIN)) {
            return Optional.of(RequestReason.NOT_THE_AUTHOR);
        }
        if (found.state() != RedemptionState.ACCEPTED && found.state() != RedemptionState.HELD) {
            return Optional.of(RequestReason.NOT_ACCEPTED);
        }
        if (store.isFrozen(found.spent().countsOn().orElse(found.spent().serviceOn()))) {
            return Optional.of(RequestReason.MONTH_FROZEN);
        }
        if (found.recordedAt().plus(WINDOW).isBefore(clock.instant())) {
            return Optional.of(RequestReason.TOO_LATE_TO_CANCEL);
        }
        return Optional.empty();
    }

    private boolean wasCancelledBy(Command command) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM redemption.cancellation
                             WHERE id = :id AND voucher = :voucher AND attempt = :attempt)
                        """)
                .param("id", command.cancellation())
                .param("voucher", command.redemption().voucher())
                .param("attempt", command.redemption().attempt())
                .query(Boolean.class)
                .single();
    }
}
