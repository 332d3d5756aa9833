package coop.fairpass.booklets;

/**
 * Code du chèque : the secret that redeems one voucher; 60 bits in twelve characters, and a check character.
 *
 * <p>Printed in three groups, {@code 7K3M QX9T 4W0HZ}, in Crockford's base 32: ten digits and the letters but I, L, O
 * and U. Reading takes an O for a zero, an I or an L for a one, either case, and ignores spaces and dashes.
 *
 * <p>The check is a weighted sum over GF(32): the character at distance i from the check has weight α<sup>i</sup>, the
 * check itself α<sup>0</sup>. Weights are not zero, so any one wrong character changes the sum; they are all distinct,
 * so does any swap of two different characters, neighbours or not, check included.
 *
 * <p>Never logged: {@link #toString} does not say it.
 */
public record VoucherCode(long bits) {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CHARACTERS = 12;
    private static final int BITS = 60;

    public VoucherCode {
        if (bits < 0 || bits >>> BITS != 0) {
            throw new IllegalArgumentException("a code has 60 bits");
        }
    }

    /** What a text says when read as a code. */
    public sealed interface Reading {

        record Read(VoucherCode code) implements Reading {}

        record Misread(CodeFault fault) implements Reading {}
    }

    /** Reads a code as people type it; a wrong character or a swap is refused here, before any database. */
    public static Reading read(String text) {
        long bits = 0;
        int sum = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Typing.isSeparator(c)) {
                continue;
            }
            int value = valueOf(c);
            if (value < 0) {
                return new Reading.Misread(CodeFault.UNKNOWN_CHARACTER);
            }
            if (count > CHARACTERS) {
                return new Reading.Misread(CodeFault.WRONG_LENGTH);
            }
            if (count < CHARACTERS) {
                bits = bits << 5 | value;
            }
            sum = timesAlpha(sum) ^ value;
            count++;
        }
        if (count <= CHARACTERS) {
            return new Reading.Misread(CodeFault.WRONG_LENGTH);
        }
        return sum == 0
                ? new Reading.Read(new VoucherCode(bits))
                : new Reading.Misread(CodeFault.WRONG_CHECK_CHARACTER);
    }

    /** The thirteen characters in their three groups: the only way a code leaves this room as text. */
    public String printed() {
        var text = new StringBuilder(CHARACTERS + 3);
        int sum = 0;
        for (int shift = BITS - 5; shift >= 0; shift -= 5) {
            int value = (int) (bits >>> shift) & 31;
            text.append(ALPHABET.charAt(value));
            sum = timesAlpha(sum) ^ value;
        }
        return text.append(ALPHABET.charAt(timesAlpha(sum)))
                .insert(8, ' ')
                .insert(4, ' ')
                .toString();
    }

    private static int valueOf(char typed) {
        char c = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        return switch (c) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(c);
        };
    }

    /** Multiplies by α, a root of x⁵ + x² + 1, whose powers are the 31 values of GF(32) that are not zero. */
    private static int timesAlpha(int value) {
        return value << 1 ^ ((value & 16) == 0 ? 0 : 0b100101);
    }

    @Override
    public String toString() {
        return "VoucherCode[hidden]";
    }
}
