package coop.fairpass.redemption;

import java.util.List;

/**
 * One voucher accepted without network, as its desk reads what became of it.
 *
 * @param envelope its id, made by the device
 * @param serial printed on the voucher
 * @param acceptedAt in words
 * @param result {@code ACCEPTED}, {@code HELD}, {@code REFUSED}, {@code LOST} or {@code TAKEN_BACK}, as it stands now
 * @param title where its redemption stands, in words: it may have been taken back since
 * @param sentence why, and what to do next; empty when accepted
 * @param facts what helps: who had it before, when; or that somebody else had accepted it too, later
 */
public record OfflineLine(
        String envelope,
        String serial,
        String service,
        String acceptedAt,
        String result,
        String title,
        String sentence,
        List<String> facts) {

    public OfflineLine {
        facts = List.copyOf(facts);
    }

    public boolean isLost() {
        return result.equals("LOST") || result.equals("REFUSED");
    }

    public boolean waits() {
        return result.equals("HELD");
    }
}
