package coop.fairpass.invoicing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numéro : what names one document for ever, {@code F-2026-000001}.
 *
 * <p>At most 35 characters of {@code A-Za-z0-9+-_/}, as the French rules BR-FR-01 and 02 want. It has one way of being
 * written, so that two texts that differ are two numbers.
 */
public record DocumentNumber(DocumentSeries series, int year, long sequence) {

    private static final Pattern TEXT = Pattern.compile("([A-Z]{1,3})-(\\d{4})-(\\d{6,18})");

    public DocumentNumber {
        if (year < 2000 || year > 2099) {
            throw new IllegalArgumentException("a document's year is from 2000 to 2099 (BR-FR-03): " + year);
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("documents are numbered from 1: " + sequence);
        }
    }

    /** The first number of a series in a year. */
    public static DocumentNumber first(DocumentSeries series, int year) {
        return new DocumentNumber(series, year, 1);
    }

    /** The number that must follow this one: no gap in a series. */
    public DocumentNumber next() {
        return new DocumentNumber(series, year, Math.addExact(sequence, 1));
    }

    /**
     * Reads a number as it is printed.
     *
     * @throws IllegalArgumentException when it is not the exact writing of a number
     */
    public static DocumentNumber parse(String text) {
        var matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            var number = new DocumentNumber(
                    DocumentSeries.valueOf(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Long.parseLong(matcher.group(3)));
            if (number.toString().equals(text)) {
                return number;
            }
        }
        throw new IllegalArgumentException("not a document number such as F-2026-000001: " + text);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%04d-%06d", series, year, sequence);
    }
}
