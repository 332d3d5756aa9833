package coop.fairpass.redemption;

import java.util.Arrays;
import java.util.List;

/** Why a redemption is cancelled; the last two are the program’s own and no choice of a person. */
public enum CancelledBecause {
    WRONG_VOUCHER,
    WRONG_SERVICE,
    NOT_GIVEN,
    OTHER,
    /** Undone at the desk right after it was entered, by one button that asks nothing. */
    AT_ONCE,
    /** An older acceptance, made without network, arrived after it. */
    DISPLACED;

    /** Those that a person may choose, in the order in which they are proposed. */
    public static final List<CancelledBecause> CHOICES =
            Arrays.stream(values()).filter(CancelledBecause::isChosen).toList();

    /** Whether a person may choose it. */
    public boolean isChosen() {
        return this != AT_ONCE && this != DISPLACED;
    }
}
