package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;

/** One record of 120 characters, its columns counted from one as the French format does. */
record CfonbRecord(int lineNumber, String line) {

    static final int LENGTH = 120;
    static final String OPENING = "01";
    static final String MOVEMENT = "04";
    static final String COMPLEMENT = "05";
    static final String CLOSING = "07";

    private static final String POSITIVE = "{ABCDEFGHI";
    private static final String NEGATIVE = "}JKLMNOPQR";

    String columns(int from, int to) {
        return line.substring(from - 1, to);
    }

    String text(int from, int to) {
        return columns(from, to).strip();
    }

    String type() {
        return columns(1, 2);
    }

    /** What makes two records of one account; the bank code in columns 3 to 7 may differ. */
    String accountKey() {
        return columns(12, 16) + columns(22, 32) + columns(17, 19);
    }

    BankAccountId account() {
        return new BankAccountId.ByNumber(columns(12, 16), columns(22, 32));
    }

    String currency() {
        return columns(17, 19);
    }

    Parsed<LocalDate> date() {
        return BankDay.ofSixDigits(columns(35, 40));
    }

    /** Columns 91 to 104, scaled by the number of decimals in column 20. */
    Parsed<Money> amount() {
        return amount(columns(91, 104), columns(20, 20));
    }

    /** The last character holds the last digit and the sign: {@code 0000000002412J} with 2 decimals is −241,21 €. */
    static Parsed<Money> amount(String field, String decimals) {
        var digits = field.substring(0, 13);
        char last = field.charAt(13);
        int digit = Math.max(POSITIVE.indexOf(last), NEGATIVE.indexOf(last));
        if (!digits.matches("[0-9]{13}") || digit < 0 || !decimals.matches("[0-9]")) {
            return new Parsed.Bad<>(RowProblem.AMOUNT_UNREADABLE);
        }
        long units = Long.parseLong(digits) * 10 + digit;
        return EuroAmount.parse(NEGATIVE.indexOf(last) >= 0 ? -units : units, Integer.parseInt(decimals));
    }

    RowMessage message(int from, int to, RowProblem problem) {
        return new RowMessage(
                new Position(lineNumber, from),
                from == to ? Integer.toString(from) : from + "-" + to,
                line.substring(Math.min(from - 1, line.length()), Math.min(to, line.length())),
                problem);
    }
}
