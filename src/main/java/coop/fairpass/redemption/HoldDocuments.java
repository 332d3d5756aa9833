package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/**
 * The document that a provider gives with its answer, and with its appeal: one each time, kept as it was given. Only
 * people of that provider and those who decide read it. Its name is not kept: it may name a person.
 */
@Component
class HoldDocuments {

    static final int MOST_BYTES = 5 * 1024 * 1024;

    /** With what a document was given. */
    enum Occasion {
        ANSWER,
        APPEAL
    }

    /** What a document is, by its first bytes: what its name or its sender says is not believed. */
    enum Kind {
        PDF(MediaType.APPLICATION_PDF_VALUE, "255044462d"),
        PNG(MediaType.IMAGE_PNG_VALUE, "89504e470d0a1a0a"),
        JPEG(MediaType.IMAGE_JPEG_VALUE, "ffd8ff");

        private final String type;
        private final String firstBytes;

        Kind(String type, String firstBytes) {
            this.type = type;
            this.firstBytes = firstBytes;
        }

        MediaType type() {
            return MediaType.parseMediaType(type);
        }

        static Optional<Kind> of(byte[] content) {
            return Arrays.stream(values())
                    .filter(kind -> {
                        var first = HexFormat.of().parseHex(kind.firstBytes);
                        return content.length > first.length
                                && Arrays.equals(first, 0, first.length, content, 0, first.length);
                    })
                    .findFirst();
        }
    }

    /** A document as it was given; {@code sha256} in hexadecimal. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Kept(Kind kind, String sha256, byte[] content) {

        /** The name under which it is taken away. */
        static String name(RedemptionId of, Occasion occasion, Kind kind) {
            return "%s-%s.%s"
                    .formatted(
                            of.serial(),
                            occasion == Occasion.ANSWER ? "reponse" : "recours",
                            kind.name().toLowerCase(Locale.ROOT));
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
            return Optional.of(content.readNBytes(MOST_BYTES + 1));
        }
    }

    /** Keeps a document with the words it came with, or says why not; the same one again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<RequestReason> keep(RedemptionId of, Occasion occasion, byte[] content, Actor by) {
        if (content.length > MOST_BYTES) {
            return Optional.of(RequestReason.DOCUMENT_TOO_LARGE);
        }
        var kind = Kind.of(content);
        if (kind.isEmpty()) {
            return Optional.of(RequestReason.DOCUMENT_NOT_READ);
        }
        jdbc.sql("""
                        INSERT INTO redemption.document (voucher, attempt, occasion, kind, sha256, given_at, given_by,
                               content)
                        VALUES (:voucher, :attempt, :occasion, :kind, :sha256, :at, :by, :content)
                            ON CONFLICT (voucher, attempt, occasion) DO NOTHING
                        """)
                .param("voucher", of.voucher())
                .param("attempt", of.attempt())
                .param("occasion", occasion.name())
                .param("kind", kind.get().name())
                .param("sha256", Sha256.of(content))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("content", content)
                .update();
        return isKept(of, occasion, content) ? Optional.empty() : Optional.of(RequestReason.DOCUMENT_ALREADY_GIVEN);
    }

    /** Whether this very document was given. */
    boolean isKept(RedemptionId of, Occasion occasion, byte[] content) {
        return jdbc.sql("""
                        SELECT sha256 FROM redemption.document
                         WHERE voucher = :voucher AND attempt = :attempt AND occasion = :occasion
                        """)
                .param("voucher", of.voucher())
                .param("attempt", of.attempt())
                .param("occasion", occasion.name())
                .query(String.class)
                .optional()
                .filter(Sha256.of(content)::equals)
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
