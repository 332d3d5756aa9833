package coop.fairpass.booklets;

import coop.fairpass.money.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The QR of a voucher: an address that any phone opens, whose end is what the voucher says, signed.
 *
 * <p>{@code HTTPS://CHEQUES.EXEMPLE.COOP/Q/} and 136 characters of {@link Base32}, that is 85 bytes: version (1),
 * generation (1), code and rank (60 + 4 bits), booklet number (4), face value in cents (3), first and last day as days
 * since 2020-01-01 (2 + 2), Ed25519 signature (64). The signature covers a fixed prefix, the length and the name of the
 * instance, then the first 21 bytes: another instance's voucher, or another use of the same key, is no voucher of ours.
 *
 * <p>A genuine QR was printed by us; only the server knows whether the voucher is active, blocked or spent. The address
 * before the signed part is not signed: a program that verifies must not follow it blindly.
 */
public final class VoucherQr {

    private static final int VERSION = 1;
    private static final int FACTS = 21;
    private static final int SIGNATURE = 64;
    private static final int CHARACTERS = (FACTS + SIGNATURE) / 5 * 8;
    /** Longer texts are refused unread. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_CENTS = (1 << 24) - 1;
    private static final int MOST_DAYS = (1 << 16) - 1;
    private static final LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);
    private static final byte[] PREFIX = "fairpass voucher qr\0".getBytes(StandardCharsets.US_ASCII);

    /** No path and at most 60 characters: a path has its case, and every character widens the symbol. */
    private static final Pattern ADDRESS = Pattern.compile("HTTPS?://[A-Z0-9][A-Z0-9.-]*(:[0-9]{1,5})?");

    private static final int LONGEST_ADDRESS = 60;

    private final String base;
    private final VoucherKeys keys;

    /**
     * Prepares the QR of one instance.
     *
     * @param address where its public pages are, such as {@code https://cheques.exemple.coop}
     */
    public VoucherQr(String address, VoucherKeys keys) {
        this.base = base(address);
        this.keys = keys;
    }

    /** What a verifier may conclude from the text of a QR. */
    public sealed interface Verdict {

        /** Printed by this instance, and not altered. */
        record Genuine(Facts facts) implements Verdict {}

        /** Has the form of a voucher, and was not signed by this instance. */
        record Forged() implements Verdict {}

        /** Signed with keys that the verifier has not: newer, or not of this instance. */
        record UnknownKey(Generation generation) implements Verdict {}

        /** Not the QR of a voucher. */
        record Unreadable(QrFault fault) implements Verdict {}
    }

    /** What a genuine QR says. */
    public record Facts(Generation generation, VoucherNumber number, VoucherCode code, VoucherTerms terms) {}

    /**
     * Derives a booklet of {@code size} vouchers: their codes and their QR. The same arguments always give the same.
     */
    public BookletPrint booklet(Generation generation, BookletNumber number, int size, VoucherTerms terms) {
        return new BookletPrint(
                number,
                terms,
                IntStream.rangeClosed(1, size)
                        .mapToObj(rank -> voucher(generation, number.voucher(rank), terms))
                        .toList());
    }

    /** Derives one voucher. */
    public VoucherPrint voucher(Generation generation, VoucherNumber number, VoucherTerms terms) {
        var code = keys.code(generation, number);
        return new VoucherPrint(number, code, text(new Facts(generation, number, code, terms)));
    }

    private String text(Facts facts) {
        var signed = ByteBuffer.allocate(FACTS + SIGNATURE);
        signed.put((byte) VERSION)
                .put((byte) facts.generation().number())
                .putLong(facts.code().bits() << 4 | facts.number().rank())
                .putInt((int) facts.number().booklet().value());
        putUnsigned(signed, 3, facts.terms().faceValue().cents(), MOST_CENTS);
        putUnsigned(signed, 2, ChronoUnit.DAYS.between(DAY_ZERO, facts.terms().firstDay()), MOST_DAYS);
        putUnsigned(signed, 2, ChronoUnit.DAYS.between(DAY_ZERO, facts.terms().lastDay()), MOST_DAYS);
        signed.put(keys.sign(facts.generation(), message(keys.instance(), signed.array())));
        return base + Base32.encode(signed.array());
    }

    private static void putUnsigned(ByteBuffer buffer, int bytes, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("%d does not fit in the QR of a voucher".formatted(value));
        }
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer.put((byte) (value >>> shift));
        }
    }

    private static byte[] message(String instance, byte[] signed) {
        var name = instance.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(PREFIX.length + 2 + name.length + FACTS)
                .put(PREFIX)
                .putShort((short) name.length)
                .put(name)
                .put(signed, 0, FACTS)
                .array();
    }

    /**
     * Reads the text of a QR, or only what follows its last slash, with nothing but an instance's public keys. Never
     * throws, whatever the text.
     */
    public static Verdict verify(String text, PublicKeys keys) {
        int start = text.lastIndexOf('/') + 1;
        if (text.length() > LONGEST_TEXT || text.length() - start != CHARACTERS) {
            return new Verdict.Unreadable(QrFault.WRONG_LENGTH);
        }
        var decoded = Base32.decode(text.substring(start));
        if (decoded.isEmpty()) {
            return new Verdict.Unreadable(QrFault.UNKNOWN_CHARACTER);
        }
        var bytes = decoded.get();
        if (bytes[0] != VERSION) {
            return new Verdict.Unreadable(QrFault.UNKNOWN_VERSION);
        }
        return facts(bytes, keys);
    }

    private static Verdict facts(byte[] bytes, PublicKeys keys) {
        var buffer = ByteBuffer.wrap(bytes, 1, FACTS - 1);
        int generation = Byte.toUnsignedInt(buffer.get());
        long codeAndRank = buffer.getLong();
        long number = Integer.toUnsignedLong(buffer.getInt()) << 4 | (codeAndRank & 15);
        long cents = unsigned(buffer, 3);
        var firstDay = DAY_ZERO.plusDays(unsigned(buffer, 2));
        var lastDay = DAY_ZERO.plusDays(unsigned(buffer, 2));
        if (generation == 0 || !VoucherNumber.exists(number) || cents == 0 || lastDay.isBefore(firstDay)) {
            return new Verdict.Unreadable(QrFault.IMPOSSIBLE_CONTENT);
        }
        var facts = new Facts(
                new Generation(generation),
                new VoucherNumber(number),
                new VoucherCode(codeAndRank >>> 4),
                new VoucherTerms(Money.cents(cents), firstDay, lastDay));
        if (!keys.has(facts.generation())) {
            return new Verdict.UnknownKey(facts.generation());
        }
        var signature = Arrays.copyOfRange(bytes, FACTS, bytes.length);
        return keys.verify(facts.generation(), message(keys.instance(), bytes), signature)
                ? new Verdict.Genuine(facts)
                : new Verdict.Forged();
    }

    private static long unsigned(ByteBuffer buffer, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | Byte.toUnsignedInt(buffer.get());
        }
        return value;
    }

    private static String base(String address) {
        var upper = address.toUpperCase(Locale.ROOT);
        if (upper.length() > LONGEST_ADDRESS || !ADDRESS.matcher(upper).matches()) {
            throw new IllegalArgumentException("not the address of an instance, scheme and host only: " + address);
        }
        return upper + "/Q/";
    }
}
