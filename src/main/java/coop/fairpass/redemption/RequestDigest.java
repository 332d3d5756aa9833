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
            var all = new StringBuilder(256);
            add(all, provider.toString());
            add(all, command.place().toString());
            for (var service : command.services()) {
                add(all, service.service());
                add(all, service.day().toString());
                add(all, service.mediator().map(UUID::toString).orElse("-"));
                add(all, Integer.toString(service.presented().size()));
                service.presented().forEach(presented -> add(all, presented));
            }
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each part with its length, so that no two lists of parts make one text. */
    private static void add(StringBuilder all, String part) {
        all.append(part.length()).append(':').append(part);
    }
}
