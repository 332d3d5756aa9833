package coop.fairpass.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Our own checks of an accounting file, ours or another's, each with its line (formats §6): the official checkers
 * accept an unbalanced file or empty lettering, this one does not.
 */
public final class FecChecks {

    /** What can be wrong with a line. */
    public enum FecProblem {
        HEADER_DIFFERS,
        NOT_18_FIELDS,
        DATE_INVALID,
        DATE_OUTSIDE_YEAR,
        VALIDATED_BEFORE_ENTRY,
        ACCOUNT_INVALID,
        ACCOUNT_RENAMED,
        AMOUNT_INVALID,
        AMOUNT_NEGATIVE,
        NOT_ONE_SIDE,
        PIECE_MISSING,
        ENTRY_UNBALANCED,
        ENTRY_SPREAD_OVER_DAYS_OR_JOURNALS,
        NUMBER_REPEATED,
        NUMBER_MISSING,
        FILE_UNBALANCED,
        SETTLED_BUT_NOT_LETTERED,
        LETTER_UNBALANCED,
        LETTER_WITHOUT_DATE,
        NOT_ISO_8859_15
    }

    /** One problem, on a line counted from 1, the header's. */
    public record Found(long line, FecProblem problem, String detail) {}

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15},\\d{2}");
    private static final Pattern ENTRY_NUMBER = Pattern.compile("([A-Z]+)(\\d+)");
    private static final int FIELDS = 18;
    private static final int MOST_SHOWN = 1_000;

    private final Year year;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, String> accountLabels = new HashMap<>();
    private final Map<String, Letter> letters = new HashMap<>();
    private final Map<String, Letter> thirds = new HashMap<>();
    private final Map<String, Long> lastNumbers = new HashMap<>();
    private Entry entry = new Entry("", "", "", 0, 0);
    private long total;

    /** An entry being read: its number, day, journal and running balance in cents. */
    private record Entry(String number, String day, String journal, long balance, long firstLine) {
        Entry plus(long cents) {
            return new Entry(number, day, journal, balance + cents, firstLine);
        }
    }

    /** A running balance, with the last line that moved it and whether all its lines carry a letter. */
    private record Letter(long balance, long lastLine, boolean allLettered) {
        Letter plus(long cents, long line, boolean lettered) {
            return new Letter(balance + cents, line, allLettered && lettered);
        }
    }

    private FecChecks(Year year) {
        this.year = year;
    }

    /** Everything that is wrong with the file of a year, in the order of its lines; 1 000 problems at most. */
    public static List<Found> check(InputStream file, Year year) {
        var checks = new FecChecks(year);
        checks.read(file);
        return List.copyOf(checks.found);
    }

    private void read(InputStream file) {
        var decoder = FecExport.CHARSET
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long number = 0;
        try (var reader = new BufferedReader(new InputStreamReader(file, decoder))) {
            String line;
            while ((line = reader.readLine()) != null && found.size() < MOST_SHOWN) {
                number++;
                if (number == 1) {
                    if (!line.equals(FecExport.HEADER)) {
                        add(number, FecProblem.HEADER_DIFFERS, "");
                    }
                } else {
                    line(number, line);
                }
            }
        } catch (CharacterCodingException e) {
            add(number + 1, FecProblem.NOT_ISO_8859_15, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (number == 0) {
            add(1, FecProblem.HEADER_DIFFERS, "");
        }
        closeEntry();
        if (total != 0) {
            add(number, FecProblem.FILE_UNBALANCED, cents(total));
        }
        letters.forEach((key, letter) -> {
            if (letter.balance() != 0) {
                add(letter.lastLine(), FecProblem.LETTER_UNBALANCED, key + " " + cents(letter.balance()));
            }
        });
        thirds.forEach((key, third) -> {
            if (third.balance() == 0 && !third.allLettered()) {
                add(third.lastLine(), FecProblem.SETTLED_BUT_NOT_LETTERED, key);
            }
        });
        found.sort(java.util.Comparator.comparingLong(Found::line));
    }

    private void line(long number, String line) {
        var fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            add(number, FecProblem.NOT_18_FIELDS, Integer.toString(fields.length));
            return;
        }
        dates(number, fields[3], fields[15]);
        account(number, fields[4], fields[5]);
        if (fields[8].isBlank()) {
            add(number, FecProblem.PIECE_MISSING, fields[2]);
        }
        long debit = amount(number, fields[11]);
        long credit = amount(number, fields[12]);
        if ((debit == 0) == (credit == 0)) {
            add(number, FecProblem.NOT_ONE_SIDE, fields[11] + " / " + fields[12]);
        }
        long signed = debit - credit;
        total += signed;
        entry(number, fields, signed);
        lettering(number, fields, signed);
    }

    private void dates(long number, String entryDate, String validDate) {
        try {
            var on = LocalDate.parse(entryDate, DAY);
            var validated = LocalDate.parse(validDate, DAY);
            if (on.getYear() != year.getValue()) {
                add(number, FecProblem.DATE_OUTSIDE_YEAR, entryDate);
            }
            if (validated.isBefore(on)) {
                add(number, FecProblem.VALIDATED_BEFORE_ENTRY, validDate);
            }
        } catch (DateTimeException e) {
            add(number, FecProblem.DATE_INVALID, entryDate + " " + validDate);
        }
    }

    private void account(long number, String code, String label) {
        if (!code.matches("[1-9]\\d{2}[0-9A-Z]*")) {
            add(number, FecProblem.ACCOUNT_INVALID, code);
        }
        var first = accountLabels.putIfAbsent(code, label);
        if (label.isBlank() || (first != null && !first.equals(label))) {
            add(number, FecProblem.ACCOUNT_RENAMED, code + " " + label);
        }
    }

    private long amount(long number, String text) {
        if (!AMOUNT.matcher(text).matches()) {
            add(number, FecProblem.AMOUNT_INVALID, text);
            return 0;
        }
        long cents = Long.parseLong(text.replace(",", ""));
        if (cents < 0 || text.startsWith("-")) {
            add(number, FecProblem.AMOUNT_NEGATIVE, text);
        }
        return cents;
    }

    private void entry(long number, String[] fields, long signed) {
        if (!fields[2].equals(entry.number())) {
            closeEntry();
            entry = new Entry(fields[2], fields[3], fields[0], 0, number);
            sequence(number, fields[2]);
        } else if (!fields[3].equals(entry.day()) || !fields[0].equals(entry.journal())) {
            add(number, FecProblem.ENTRY_SPREAD_OVER_DAYS_OR_JOURNALS, fields[2]);
        }
        entry = entry.plus(signed);
    }

    private void closeEntry() {
        if (entry.balance() != 0) {
            add(entry.firstLine(), FecProblem.ENTRY_UNBALANCED, entry.number() + " " + cents(entry.balance()));
        }
    }

    private void sequence(long number, String entryNumber) {
        var matcher = ENTRY_NUMBER.matcher(entryNumber);
        if (!matcher.matches()) {
            add(number, FecProblem.NUMBER_MISSING, entryNumber);
            return;
        }
        long value = Long.parseLong(matcher.group(2));
        long last = lastNumbers.getOrDefault(matcher.group(1), 0L);
        if (value <= last) {
            add(number, FecProblem.NUMBER_REPEATED, entryNumber);
        } else if (value > last + 1) {
            add(number, FecProblem.NUMBER_MISSING, "%s%06d".formatted(matcher.group(1), last + 1));
        }
        lastNumbers.put(matcher.group(1), Math.max(value, last));
    }

    private void lettering(long number, String[] fields, long signed) {
        boolean lettered = !fields[13].isEmpty();
        if (lettered != !fields[14].isEmpty()) {
            add(number, FecProblem.LETTER_WITHOUT_DATE, fields[13]);
        }
        var third = fields[4] + " " + fields[6];
        if (lettered) {
            letters.merge(
                    third + " " + fields[13], new Letter(signed, number, true), (a, b) -> a.plus(signed, number, true));
        }
        if (!fields[6].isEmpty() && (fields[4].startsWith("411") || fields[4].startsWith("467"))) {
            thirds.merge(third, new Letter(signed, number, lettered), (a, b) -> a.plus(signed, number, lettered));
        }
    }

    private void add(long line, FecProblem problem, String detail) {
        found.add(new Found(line, problem, detail));
    }

    private static String cents(long cents) {
        return coop.fairpass.money.Money.cents(cents).comma();
    }
}
