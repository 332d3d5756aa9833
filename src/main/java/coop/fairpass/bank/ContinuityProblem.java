package coop.fairpass.bank;

/** Why a statement is not proven: nothing of it is posted, and the day stays open. */
public enum ContinuityProblem {
    /** A notification has no balances and proves nothing. */
    NOT_A_STATEMENT,
    OPENING_MISSING,
    CLOSING_MISSING,
    /** Two openings or two closings that differ. */
    BALANCES_CONFLICT,
    OPENING_IS_NOT_PREVIOUS_CLOSING,
    /** The lines left out might be any amount, even two that cancel out. */
    LINES_REFUSED,
    LINES_DO_NOT_REACH_CLOSING,
    /** It brings new lines of days that later statements have already proven. */
    OLDER_THAN_THE_LAST
}
