package coop.fairpass.doctor;

/**
 * One thing that must always be true, asked in SQL: the query returns one text column, an id or a short sentence for
 * each offender, and nothing when all is well.
 *
 * @param code short and stable, {@code LEDGER-01}; tests and operators name an invariant by it
 * @param sentence what is true when the query returns nothing, in French, as the operator reads it
 */
public record Invariant(String code, String sentence, String offenders) {

    public Invariant {
        if (!code.matches("[A-Z]+-\\d{2}")) {
            throw new IllegalArgumentException("not the code of an invariant: " + code);
        }
    }
}
