package coop.fairpass.bank;

/** What a file of the bank is, as its content says; never its name. */
public enum BankFileFormat {
    CAMT_053,
    CAMT_054,
    CFONB_120,
    PAIN_002
}
