package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.upload.GivenFile.Kind;
import coop.fairpass.upload.GivenFile.Reading;
import coop.fairpass.web.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/**
 * The document that a provider gives with its answer, and with its appeal: one each time, as it is seen and
 * without what it says of who made it. Only people of that provider and those who decide read it. Its name is
 * not kept: it may name a person.
 */
@Component
class HoldDocuments {

    /** With what a document was given. */
    enum Occasion {
        ANSWER,
        APPEAL
    }

    /** A document as it is kept; {@code sha256} in hexadecimal. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Kept(Kind kind, String sha256, byte[] content) {

        /** The name under which it is taken away. */
        static String name(RedemptionId of, Occasion occasion, Kind kind) {
            return "%s-%s%s".formatted(of.serial(), occasion == Occasion.ANSWER ? "reponse" : "recours", kind.ending());
        }
    }

    /** A word of an address. */
    static Optional<Occasion> occasion(String word) {
        return Arrays.stream(Occasion.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    HoldDocuments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a form brought, never more than one byte too many; nothing when no file was chosen. */
    static Optional<byte[]> brought(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return Optional.empty();
        }
        try (var content = file.getInputStream()) {
            return Optional.of(content.readNBytes(GivenFile.MOST_BYTES + 1));
        }
    }

    /** Keeps a document with the words it came with, or says why not; the same one again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<RequestReason> keep(RedemptionId of, Occasion occasion, Reading document, Actor by) {
        return switch (document) {
            case Reading.Refused(var why) -> Optional.of(reason(why));
            case Reading.Fit(var file) -> keep(of, occasion, file, by);
        };
    }

    private static RequestReason reason(GivenFile.Unfit why) {
        return switch (why) {
            case TOO_LARGE -> RequestReason.DOCUMENT_TOO_LARGE;
            case NOT_READ -> RequestReason.DOCUMENT_NOT_READ;
            case LOCKED -> RequestReason.DOCUMENT_LOCKED;
            case NOT_OPENED -> RequestReason.DOCUMENT_NOT_OPENED;
        };
    }

    private Optional<RequestReason> keep(RedemptionId of, Occasion occasion, GivenFile file, Actor by) {
        jdbc.sql("""
                        INSERT INTO redemption.document (voucher, attempt, occasion, kind, sha256, given_at, given_by,
                               content)
                        VALUES (:voucher, :attempt, :occasion, :kind, :sha256, :at, :by, :content)
                            ON CONFLICT (voucher, attempt, occasion) DO NOTHING
                        """)
                .param("voucher", of.voucher())
                .param("attempt", of.attempt())
                .param("occasion", occasion.name())
                .param("kind", file.kind().name())
                .param("sha256", Sha256.of(file.content()))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("content", file.content())
                .update();
        return isKept(of, occasion, file) ? Optional.empty() : Optional.of(RequestReason.DOCUMENT_ALREADY_GIVEN);
    }

    /** Whether this very document was given. */
    boolean isKept(RedemptionId of, Occasion occasion, Reading document) {
        return document instanceof Reading.Fit(var file) && isKept(of, occasion, file);
    }

    private boolean isKept(RedemptionId of, Occasion occasion, GivenFile file) {
        return jdbc.sql("""
                        SELECT sha256 FROM redemption.document
                         WHERE voucher = :voucher AND attempt = :attempt AND occasion = :occasion
                        """)
                .param("voucher", of.voucher())
                .param("attempt", of.attempt())
                .param("occasion", occasion.name())
                .query(String.class)
                .optional()
                .filter(Sha256.of(file.content())::equals)
                .isPresent();
    }

    /** The document, for people of the provider that gave it and for those who decide; nobody else finds any. */
    @Transactional(readOnly = true)
    Optional<Kept> find(RedemptionId of, Occasion occasion, Actor by) {
        return jdbc.sql("""
                        SELECT d.kind, d.sha256, d.content
                          FROM redemption.document d
                          JOIN redemption.redemption r ON r.voucher = d.voucher AND r.attempt = d.attempt
                         WHERE d.voucher = :voucher AND d.attempt = :attempt AND d.occasion = :occasion
                           AND (:controls
                                OR r.provider = :provider
                                OR (:appeals AND EXISTS (
                                    SELECT 1 FROM redemption.appeal a
                                     WHERE a.voucher = d.voucher AND a.attempt = d.attempt)))
                        """)
                .param("voucher", of.voucher())
                .param("attempt", of.attempt())
                .param("occasion", occasion.name())
                .param("controls", by.has(Role.COOP_CONTROLLER))
                .param("appeals", AppealRejection.mayDecide(by))
                .param("provider", ownOf(by).orElse(null), java.sql.Types.OTHER)
                .query((row, _) ->
                        new Kept(Kind.valueOf(row.getString("kind")), row.getString("sha256"), row.getBytes("content")))
                .optional();
    }

    /** The provider whose redemptions this person acts on. */
    static Optional<UUID> ownOf(Actor by) {
        return by.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                ? by.organisation().map(OrganisationId::value)
                : Optional.empty();
    }
}
