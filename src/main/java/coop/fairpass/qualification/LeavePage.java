package coop.fairpass.qualification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Départ, as the people of a provider read it.
 *
 * @param notice what was given, when there is one
 * @param term first day without the right if it is not renewed; empty when there is no right to leave
 * @param earliest first day that may be chosen
 * @param representatives names of those who may give notice
 * @param places open places, which will accept no more
 * @param agreements those at its places, that run today
 */
public record LeavePage(
        String state,
        Optional<Notice> notice,
        Optional<LocalDate> term,
        LocalDate earliest,
        boolean mayGive,
        List<String> representatives,
        long places,
        long agreements) {

    /**
     * Préavis : the end that the provider decided itself.
     *
     * @param endedOn first day without the right
     */
    public record Notice(LocalDate endedOn, String reason, LocalDate givenOn, String by) {

        /** The last day on which its places accept vouchers. */
        public LocalDate lastDay() {
            return endedOn.minusDays(1);
        }
    }

    public LeavePage {
        representatives = List.copyOf(representatives);
    }
}
