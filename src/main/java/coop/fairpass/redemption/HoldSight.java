package coop.fairpass.redemption;

import java.time.LocalDate;

/** A redemption that waits, as a controller reads it; {@code said} is what the provider answered. */
public record HoldSight(
        String id,
        String serial,
        String provider,
        String placeName,
        String service,
        LocalDate serviceOn,
        String why,
        LocalDate decideBy,
        String said,
        boolean hasDocument) {

    /** The number of its booklet, as addresses write it. */
    public String booklet() {
        return serial.substring(0, serial.indexOf('-')).replaceAll("\\D", "");
    }
}
