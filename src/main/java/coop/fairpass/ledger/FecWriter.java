package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import coop.fairpass.ledger.Lettering.Letter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Writes lines of the accounting file as bytes, and keeps those that come again: labels, third parties, days. */
final class FecWriter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final byte[] NO_THIRD = bytes("\t\t");
    private static final byte[] END = bytes("\t\t\r\n"); // no foreign currency
    private static final String OPENING = "À nouveau";
    private static final int NUMBER_DIGITS = 6;

    private final OutputStream out;
    private final Map<Integer, byte[]> thirds;
    private final Map<Integer, byte[]> accounts = new HashMap<>();
    private final Map<Movement, byte[]> labels = new EnumMap<>(Movement.class);
    private final Map<Journal, byte[]> journals = new EnumMap<>(Journal.class);
    private final byte[] digits = new byte[20];
    private byte[] buffer = new byte[65_536];
    private int length;
    private long count;

    private final WrittenDay effective = new WrittenDay();
    private final WrittenDay closed = new WrittenDay();
    private final WrittenDay recorded = new WrittenDay();
    // The Paris day that contains what was recorded last, in seconds since 1970.
    private long recordedFrom;
    private long recordedUntil;
    private long recordedOn;

    // What the lines of one posting share.
    private byte[] journal = {};
    private long number;
    private byte[] on = {};
    private byte[] piece = {};
    private byte[] label = {};
    private byte[] validatedOn = {};

    private static final class WrittenDay {
        private long epochDay = Long.MIN_VALUE;
        private byte[] written = {};

        byte[] of(long day) {
            if (day != epochDay) {
                epochDay = day;
                written = bytes(DAY.format(LocalDate.ofEpochDay(day)));
            }
            return written;
        }
    }

    /** Writes the header; {@code thirds} holds what {@link #third} makes of each third party. */
    FecWriter(OutputStream out, Map<Integer, byte[]> thirds) {
        this.out = out;
        this.thirds = thirds;
        for (var one : Journal.values()) {
            journals.put(one, bytes(one.name() + "\t" + plain(one.label()) + "\t" + one.name()));
        }
        add(bytes(FecExport.HEADER + "\r\n"));
    }

    static byte[] third(String code, String label) {
        return bytes(code + "\t" + plain(label) + "\t");
    }

    /** Begins a posting: its lines follow. */
    void posting(Journal itsJournal, long itsNumber, MergedLine.Head head) {
        journal = journals.getOrDefault(itsJournal, new byte[0]);
        number = itsNumber;
        on = effective.of(head.epochDay());
        piece = bytes(plain(head.piece()));
        label = label(itsJournal, head);
        validatedOn = recorded.of(Math.max(head.epochDay(), parisDay(head.recordedAtEpochSecond())));
    }

    void line(MergedLine line, Letter letter) {
        add(journal);
        addNumber(number, NUMBER_DIGITS);
        addTab();
        add(on);
        addTab();
        add(accounts.computeIfAbsent(
                line.account(),
                code -> bytes(code + "\t" + plain(Account.of(code).label()) + "\t")));
        add(line.auxiliary() == 0 ? NO_THIRD : thirds.getOrDefault(line.auxiliary(), NO_THIRD));
        add(piece);
        addTab();
        add(on);
        addTab();
        add(label);
        addTab();
        addCents(line.debit());
        addTab();
        addCents(line.credit());
        addTab();
        if (letter.isClosed()) {
            add(bytes(FecExport.letters(letter.index())));
            addTab();
            add(closed.of(letter.closedOnEpochDay()));
        } else {
            addTab();
        }
        addTab();
        add(validatedOn);
        add(END);
        count++;
    }

    /** Writes what is left; answers how many lines there were, header not counted. */
    long finish() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
        return count;
    }

    private byte[] label(Journal itsJournal, MergedLine.Head head) {
        if (itsJournal == Journal.AN) {
            return bytes(plain(OPENING));
        }
        if (!isPlain(head.piece())) {
            return bytes(plain(head.movement().label() + " " + head.piece()));
        }
        var start = labels.computeIfAbsent(head.movement(), movement -> bytes(plain(movement.label()) + " "));
        var whole = new byte[start.length + piece.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(piece, 0, whole, start.length, piece.length);
        return whole;
    }

    private static String plain(String text) {
        return isPlain(text) ? text : FecExport.plain(text);
    }

    /** Visible ASCII and inner spaces, as pieces are: nothing to replace. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '|') {
                return false;
            }
        }
        return !text.isEmpty() && text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ';
    }

    private long parisDay(long epochSecond) {
        if (epochSecond < recordedFrom || epochSecond >= recordedUntil) {
            var day = Paris.dayOf(Instant.ofEpochSecond(epochSecond));
            recordedFrom = Paris.startOf(day).getEpochSecond();
            recordedUntil = Paris.startOf(day.plusDays(1)).getEpochSecond();
            recordedOn = day.toEpochDay();
        }
        return recordedOn;
    }

    private void addCents(long cents) {
        addNumber(cents / 100, 1);
        addByte(',');
        addNumber(cents % 100, 2);
    }

    /** A whole number that is not negative, with zeros before it up to a width. */
    private void addNumber(long value, int width) {
        int at = digits.length;
        for (long left = value; left > 0 || digits.length - at < width; left /= 10) {
            digits[--at] = (byte) ('0' + left % 10);
        }
        for (; at < digits.length; at++) {
            addByte(digits[at]);
        }
    }

    private void addTab() {
        addByte('\t');
    }

    private void addByte(int one) {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = (byte) one;
    }

    private void add(byte[] bytes) {
        if (length + bytes.length > buffer.length) {
            flush();
        }
        if (bytes.length > buffer.length) {
            buffer = new byte[bytes.length];
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void flush() {
        try {
            out.write(buffer, 0, length);
            length = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return text.getBytes(FecExport.CHARSET);
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1); // the same bytes, in one copy
    }
}
