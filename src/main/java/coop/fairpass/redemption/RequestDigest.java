package coop.fairpass.redemption;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Sha256;
import java.util.UUID;

/** The SHA-256 of all that a request says: two requests with one id are the same only if this is. */
final class RequestDigest {

    private RequestDigest() {}

    static String of(RedeemVouchers.Command command, OrganisationId provider) {
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
        return Sha256.of(all.toString());
    }

    /** Each part with its length, so that no two lists of parts make one text. */
    private static void add(StringBuilder all, String part) {
        all.append(part.length()).append(':').append(part);
    }
}
