package coop.fairpass.bank;

/** What a person does when a payment is refused or comes back. */
public enum ReasonAction {
    FREEZE_ACCOUNT_AND_ASK,
    REVIEW_BANK_CODE,
    CHECK_BEFORE_SENDING_AGAIN,
    COMPLETE_ADDRESS_AND_SEND_AGAIN,
    CALL_DEVELOPERS,
    ASK_BANK_AND_VALIDATE_AGAIN,
    CORRECT_BIC,
    STOP_AND_DECIDE
}
