package coop.fairpass.bank;

import java.util.Arrays;

/**
 * The reasons met on SEPA transfers, in a status report or as returns, and what to do about each (formats §2).
 *
 * <p>Each has two French sentences: what it means, under its own name, and what to do, under that of its action.
 */
public enum BankReason {
    AC01(ReasonAction.FREEZE_ACCOUNT_AND_ASK),
    AC04(ReasonAction.FREEZE_ACCOUNT_AND_ASK),
    AC06(ReasonAction.FREEZE_ACCOUNT_AND_ASK),
    AG01(ReasonAction.FREEZE_ACCOUNT_AND_ASK),
    AG02(ReasonAction.REVIEW_BANK_CODE),
    AM05(ReasonAction.CHECK_BEFORE_SENDING_AGAIN),
    BE04(ReasonAction.COMPLETE_ADDRESS_AND_SEND_AGAIN),
    FF01(ReasonAction.CALL_DEVELOPERS),
    MS03(ReasonAction.ASK_BANK_AND_VALIDATE_AGAIN),
    RC01(ReasonAction.CORRECT_BIC),
    RR01(ReasonAction.STOP_AND_DECIDE),
    RR02(ReasonAction.STOP_AND_DECIDE),
    RR03(ReasonAction.STOP_AND_DECIDE),
    RR04(ReasonAction.STOP_AND_DECIDE),
    /** Any code that is not in this table, and a return without a code. */
    OTHER(ReasonAction.ASK_BANK_AND_VALIDATE_AGAIN);

    private final ReasonAction action;

    BankReason(ReasonAction action) {
        this.action = action;
    }

    /** The reason a code stands for; the code itself is kept beside, for the person who asks the bank. */
    public static BankReason of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    public ReasonAction action() {
        return action;
    }

    /** Whether no payment may go to that account until a person has validated it again. */
    public boolean freezesAccount() {
        return switch (action) {
            case FREEZE_ACCOUNT_AND_ASK,
                    REVIEW_BANK_CODE,
                    CHECK_BEFORE_SENDING_AGAIN,
                    ASK_BANK_AND_VALIDATE_AGAIN,
                    CORRECT_BIC,
                    STOP_AND_DECIDE -> true;
            case COMPLETE_ADDRESS_AND_SEND_AGAIN, CALL_DEVELOPERS -> false;
        };
    }
}
