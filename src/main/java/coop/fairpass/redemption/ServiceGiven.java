package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
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

    /** Whether what someone redeems is her own work, under her own agreement: a mediator who is not of the staff. */
    static boolean isOwnWork(Actor by) {
        return by.has(Role.MEDIATOR) && !by.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN);
    }

    /** Whether someone may say that this mediator gave it: in one's own work, nobody else. */
    boolean maySay(Actor by) {
        return !isOwnWork(by) || (by.isPerson() && (mediator.isEmpty() || mediator.equals(by.person())));
    }

    /** With the name that the law of agreements needs: in one's own work, one's own, given or not. */
    ServiceGiven inTheNameOf(Actor by) {
        return isOwnWork(by) ? new ServiceGiven(service, day, by.person(), presented) : this;
    }
}
