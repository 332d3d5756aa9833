package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Signalement de perte : what somebody told of a booklet they no longer have. Nobody knows who told it, and it blocks
 * nothing by itself: the desk that handed the booklet over decides.
 *
 * @param number eight digits drawn by lot, to say at the desk or on the telephone
 * @param booklet as it was written, even when no such booklet is ours; empty when the number is not known
 * @param desk who answers for it; empty when it is for the cooperative
 */
public record LossReport(
        UUID id,
        String number,
        Loss loss,
        Optional<BookletNumber> booklet,
        Optional<OrganisationId> desk,
        Instant reportedAt,
        LossReportState state) {

    /** As printed and said: {@code 4821 7390}. */
    public String spoken() {
        return spoken(number);
    }

    static String spoken(String number) {
        return number.substring(0, 4) + " " + number.substring(4);
    }
}
