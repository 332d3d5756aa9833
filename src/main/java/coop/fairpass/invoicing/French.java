package coop.fairpass.invoicing;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How French pages of documents write what is neither an amount nor a day. */
public final class French {

    private French() {}

    /** A count by groups of three: {@code 10 000}. */
    public static String count(long count) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.FRANCE);
        symbols.setGroupingSeparator('\u202f');
        return new DecimalFormat("#,##0", symbols).format(count);
    }

    /** A SIREN or a SIRET by groups: {@code 123 456 782}, {@code 123 456 782 00010}. */
    public static String siren(String digits) {
        return digits.replaceFirst("^(\\d{3})(\\d{3})(\\d{3})(?=\\d)", "$1\u00a0$2\u00a0$3\u00a0")
                .replaceFirst("^(\\d{3})(\\d{3})(\\d{3})$", "$1\u00a0$2\u00a0$3");
    }
}
