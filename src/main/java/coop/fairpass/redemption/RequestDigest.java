package coop.fairpass.redemption;

import coop.fairpass.directory.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The SHA-256 of all that a request says: two requests with one id are the same only if this is. */
final class RequestDigest {

    private RequestDigest() {}

    static String of(RedeemVouchers.Command command, OrganisationId provider) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, provider.toString());
            add(digest, command.place().toString());
            for (var service : command.services()) {
                add(digest, service.service());
                add(digest, service.day().toString());
                add(digest, service.mediator().map(UUID::toString).orElse("-"));
                add(digest, Integer.toString(service.presented().size()));
                service.presented().forEach(presented -> add(digest, presented));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each part with its length, so that no two lists of parts make one text. */
    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
