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
    /** Sound, and of another SIREN than the organisation that the file is for: another organisation, another file. */
    OTHER_ORGANISATION,
    /** An RNA is of another register, that we have not: the file is kept until the SIRET comes. */
    NOT_IN_THIS_REGISTER,
    /** A RIDET, of Nouvelle-Calédonie, which gives no SIREN: the file is kept, and the cooperative answers. */
    NO_SIREN_THERE;

    /** Whether a notice from the national register must come with the file. */
    public boolean needsNotice() {
        return this == NON_DIFFUSIBLE || this == UNKNOWN;
    }
}
