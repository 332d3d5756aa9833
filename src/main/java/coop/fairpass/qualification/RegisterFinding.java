package coop.fairpass.qualification;

/** What came of looking for a SIRET: each leads to its own next step. */
public enum RegisterFinding {
    /** The register has it, open: its name and address are proposed. */
    ACTIVE,
    /** An organisation of ours has it: its people are asked to let the newcomer in. */
    ALREADY_USED,
    /** Its holder asked not to be shown: a situation notice is given, and a person verifies. */
    NON_DIFFUSIBLE,
    /** The establishment is closed: the number of the one that opened is needed. */
    CLOSED,
    /** The register that we have does not know it: a situation notice is given, and a person verifies. */
    UNKNOWN,
    /** RNA and RIDET are of other registers, that we have not. */
    NOT_IN_THIS_REGISTER;

    /** Whether a notice from the national register must come with the file. */
    public boolean needsNotice() {
        return this == NON_DIFFUSIBLE || this == UNKNOWN;
    }
}
