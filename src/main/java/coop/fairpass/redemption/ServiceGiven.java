package coop.fairpass.redemption;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Service rendu : one service of the catalogue, given on a day, and the vouchers that pay it: all of them pass or none
 * does.
 *
 * @param mediator the person who gave it, when named
 * @param presented what was typed or scanned: codes or QR texts
 */
public record ServiceGiven(String service, LocalDate day, Optional<UUID> mediator, List<String> presented) {

    public ServiceGiven {
        presented = List.copyOf(presented);
    }
}
