package coop.fairpass.redemption;

import java.time.LocalDate;

/**
 * An appeal that waits, as a person who may decide on it reads it.
 *
 * @param said what the provider answered before the rejection; empty when nothing
 * @param rejection what was decided, in words
 * @param reason of the rejection
 * @param mayDecide false for who rejected
 */
public record AppealSight(
        String id,
        String serial,
        String provider,
        String placeName,
        String service,
        LocalDate serviceOn,
        String why,
        String said,
        boolean answerDocument,
        String rejection,
        String reason,
        String appeal,
        boolean appealDocument,
        boolean mayDecide) {}
