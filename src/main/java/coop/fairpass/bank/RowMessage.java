package coop.fairpass.bank;

/**
 * What a person needs to find one thing in the file and understand why it was left out.
 *
 * @param field the name the format gives it: {@code Amt}, {@code BookgDt}, or the columns of a record
 * @param value what was read, cut to what fits a page
 */
public record RowMessage(Position position, String field, String value, RowProblem problem) {

    private static final int SHOWN = 80;

    public RowMessage {
        value = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
