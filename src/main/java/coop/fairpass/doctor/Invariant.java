package coop.fairpass.doctor;

/**
 * One thing that must always be true, asked in SQL: the query returns one text column, an id or a short sentence for
 * each offender, and nothing when all is well.
 *
 * @param code short and stable, {@code LEDGER-01}; tests and operators name an invariant by it
 * @param sentence what is true when the query returns nothing, in French, as the operator reads it
 * @param isOfThisMachine whether it compares the database with what this machine knows besides: of the copy of a night,
 *     which is older, it says nothing
 */
public record Invariant(String code, String sentence, String offenders, boolean isOfThisMachine) {

    /** What is asked of the database alone. */
    public Invariant(String code, String sentence, String offenders) {
        this(code, sentence, offenders, false);
    }

    public Invariant {
        if (!code.matches("[A-Z]+-\\d{2}")) {
            throw new IllegalArgumentException("not the code of an invariant: " + code);
        }
    }
}
