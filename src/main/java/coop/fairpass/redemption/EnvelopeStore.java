package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherQr;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.Envelope.Content;
import coop.fairpass.redemption.RedemptionStore.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of envelopes, of what they were answered, and of what was displaced; all of them only ever added. */
@Component
class EnvelopeStore {

    /**
     * What an envelope was answered.
     *
     * @param answer that of its redemption, or of the rule that refused it
     * @param rival the request that had the voucher
     * @param wasAnswered the same request had reached us before the network went away
     */
    record Verdict(
            EnvelopeResult result,
            Optional<OfflineReason> reason,
            Optional<Answer.ServiceAnswer> answer,
            Optional<UUID> rival,
            boolean wasAnswered) {

        static Verdict refused(OfflineReason reason) {
            return new Verdict(EnvelopeResult.REFUSED, Optional.of(reason), Optional.empty(), Optional.empty(), false);
        }

        static Verdict refused(Answer.ServiceAnswer answer) {
            return new Verdict(
                    EnvelopeResult.REFUSED,
                    Optional.of(OfflineReason.REFUSED_BY_RULE),
                    Optional.of(answer),
                    Optional.empty(),
                    false);
        }

        static Verdict lost(OfflineReason reason, UUID rival) {
            return new Verdict(EnvelopeResult.LOST, Optional.of(reason), Optional.empty(), Optional.of(rival), false);
        }

        static Verdict takenBack() {
            return new Verdict(
                    EnvelopeResult.TAKEN_BACK,
                    Optional.of(OfflineReason.TAKEN_BACK),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        /** Of a request that {@link RedeemVouchers} has answered. */
        static Verdict of(Answer.ServiceAnswer answer, boolean wasAnswered) {
            return switch (answer.result()) {
                case REDEEMED ->
                    new Verdict(
                            EnvelopeResult.ACCEPTED,
                            Optional.empty(),
                            Optional.of(answer),
                            Optional.empty(),
                            wasAnswered);
                case HELD ->
                    new Verdict(
                            EnvelopeResult.HELD, Optional.empty(), Optional.of(answer), Optional.empty(), wasAnswered);
                case REFUSED ->
                    new Verdict(
                            EnvelopeResult.REFUSED,
                            Optional.of(OfflineReason.REFUSED_BY_RULE),
                            Optional.of(answer),
                            Optional.empty(),
                            wasAnswered);
            };
        }
    }

    /** Who holds a voucher: a redemption, and its place among envelopes when it came out of one. */
    record Incumbent(Found found, Optional<Envelope.Key> key) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;

    EnvelopeStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One device at a time, until the caller's transaction ends. */
    void lockDevice(UUID device) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:device, 468))")
                .param("device", device.toString())
                .query((_, _) -> 0)
                .single();
    }

    Optional<Envelope> find(UUID id) {
        return jdbc.sql("SELECT body FROM redemption.envelope WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .flatMap(Envelope::read);
    }

    Optional<Envelope> last(UUID device) {
        return jdbc.sql("""
                        SELECT body FROM redemption.envelope WHERE device = :device ORDER BY counter DESC LIMIT 1
                        """)
                .param("device", device)
                .query(String.class)
                .optional()
                .flatMap(Envelope::read);
    }

    /** What a device has accepted under a lease so far: the one being judged is among them. */
    record Spent(int vouchers, Money amount) {}

    Spent spent(UUID device, int firstCounter) {
        return jdbc.sql("""
                        SELECT count(*) AS vouchers, coalesce(sum(face_cents), 0) AS cents
                          FROM redemption.envelope
                         WHERE device = :device AND counter >= :first AND kind = 'ACCEPT'
                        """)
                .param("device", device)
                .param("first", firstCounter)
                .query((row, _) -> new Spent(row.getInt("vouchers"), Money.cents(row.getLong("cents"))))
                .single();
    }

    void insert(Envelope envelope, byte[] signature, Optional<VoucherQr.Facts> facts) {
        var accept = envelope.content() instanceof Content.Accept content
                ? Optional.of(content)
                : Optional.<Content.Accept>empty();
        jdbc.sql("""
                        INSERT INTO redemption.envelope (id, device, counter, kind, accepted_at, voucher, face_cents,
                               service, service_on, body, signature, received_at)
                        VALUES (:id, :device, :counter, :kind, :at, :voucher, :cents, :service, :day, :body,
                                :signature, :now)
                        """)
                .param("id", envelope.id())
                .param("device", envelope.device())
                .param("counter", envelope.counter())
                .param("kind", accept.isPresent() ? "ACCEPT" : "CANCEL")
                .param("at", OffsetDateTime.ofInstant(envelope.at(), ZoneOffset.UTC))
                .param("voucher", orNull(accept.map(Content.Accept::voucher)), java.sql.Types.BIGINT)
                .param(
                        "cents",
                        facts.map(known -> known.terms().faceValue().cents()).orElse(0L))
                .param("service", orNull(accept.map(Content.Accept::service)), java.sql.Types.VARCHAR)
                .param("day", orNull(accept.map(Content.Accept::day)), java.sql.Types.DATE)
                .param("body", envelope.body())
                .param("signature", signature)
                .param("now", now())
                .update();
    }

    @SuppressWarnings("NullAway") // SQL says absence with null
    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    void answer(UUID envelope, Verdict verdict) {
        jdbc.sql("""
                        INSERT INTO redemption.envelope_outcome (envelope, result, reason, answer, rival, was_answered,
                               decided_at)
                        VALUES (:envelope, :result, :reason, :answer, :rival, :was_answered, :at)
                        """)
                .param("envelope", envelope)
                .param("result", verdict.result().name())
                .param("reason", orNull(verdict.reason().map(Enum::name)), java.sql.Types.VARCHAR)
                .param("answer", orNull(verdict.answer().map(JSON::writeValueAsString)), java.sql.Types.VARCHAR)
                .param("rival", orNull(verdict.rival()), java.sql.Types.OTHER)
                .param("was_answered", verdict.wasAnswered())
                .param("at", now())
                .update();
    }

    Optional<Verdict> verdict(UUID envelope) {
        return jdbc.sql("""
                        SELECT result, reason, answer, rival, was_answered
                          FROM redemption.envelope_outcome
                         WHERE envelope = :envelope
                        """)
                .param("envelope", envelope)
                .query((row, _) -> verdict(row))
                .optional();
    }

    static Verdict verdict(ResultSet row) throws SQLException {
        return new Verdict(
                EnvelopeResult.valueOf(row.getString("result")),
                Optional.ofNullable(row.getString("reason")).map(OfflineReason::valueOf),
                Optional.ofNullable(row.getString("answer"))
                        .map(text -> JSON.readValue(text, Answer.ServiceAnswer.class)),
                Optional.ofNullable(row.getObject("rival", UUID.class)),
                row.getBoolean("was_answered"));
    }

    /**
     * Locks the redemption that holds a voucher, if one does. It came out of an envelope when its request is one, and
     * was not answered before that envelope arrived.
     */
    Optional<Incumbent> lockIncumbent(long voucher) {
        return jdbc.sql("""
                        SELECT r.*, h.rule, e.accepted_at, e.device, e.counter
                          FROM redemption.redemption r
                          LEFT JOIN redemption.hold h ON h.voucher = r.voucher AND h.attempt = r.attempt
                          LEFT JOIN redemption.envelope e ON e.id = r.request
                               AND EXISTS (SELECT 1 FROM redemption.envelope_outcome o
                                            WHERE o.envelope = e.id AND NOT o.was_answered)
                         WHERE r.voucher = :voucher AND r.state IN ('ACCEPTED', 'HELD')
                           FOR UPDATE OF r
                        """)
                .param("voucher", voucher)
                .query((row, _) -> new Incumbent(RedemptionStore.found(row), key(row)))
                .optional();
    }

    private static Optional<Envelope.Key> key(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("device", UUID.class)).isEmpty()
                ? Optional.empty()
                : Optional.of(new Envelope.Key(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        row.getObject("device", UUID.class),
                        row.getInt("counter")));
    }

    /** An acceptance loses its voucher to an older one. Its redemption is cancelled by the caller. */
    void displace(Found loser, UUID cancellation, UUID by) {
        jdbc.sql("""
                        INSERT INTO redemption.cancellation (id, voucher, attempt, cancelled_at, cancelled_by, because)
                        VALUES (:id, :voucher, :attempt, :at, 'RULE', 'DISPLACED')
                        """)
                .param("id", cancellation)
                .param("voucher", loser.spent().voucher())
                .param("attempt", loser.spent().attempt())
                .param("at", now())
                .update();
        jdbc.sql("""
                        INSERT INTO redemption.displacement (envelope, by_envelope, displaced_at)
                        VALUES (:envelope, :by, :at)
                        """)
                .param("envelope", loser.spent().request())
                .param("by", by)
                .param("at", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
