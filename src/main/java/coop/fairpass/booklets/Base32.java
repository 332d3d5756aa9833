package coop.fairpass.booklets;

import java.util.Optional;

/**
 * RFC 4648 base 32, which any other program can read, for whole groups of five bytes: no padding, and one text only for
 * the same bytes. Its letters and digits keep a QR symbol in its compact alphanumeric mode.
 */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        if (bytes.length % 5 != 0) {
            throw new IllegalArgumentException("whole groups of five bytes only: " + bytes.length);
        }
        var text = new StringBuilder(bytes.length / 5 * 8);
        for (int i = 0; i < bytes.length; i += 5) {
            long group = 0;
            for (int j = 0; j < 5; j++) {
                group = group << 8 | Byte.toUnsignedInt(bytes[i + j]);
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                text.append(ALPHABET.charAt((int) (group >>> shift) & 31));
            }
        }
        return text.toString();
    }

    /** The bytes of a text of whole groups of eight characters, either case; empty when a character is foreign. */
    static Optional<byte[]> decode(CharSequence text) {
        var bytes = new byte[text.length() / 8 * 5];
        for (int i = 0; i < bytes.length / 5; i++) {
            long group = 0;
            for (int j = 0; j < 8; j++) {
                char c = text.charAt(i * 8 + j);
                int value = ALPHABET.indexOf(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
                if (value < 0) {
                    return Optional.empty();
                }
                group = group << 5 | value;
            }
            for (int j = 0; j < 5; j++) {
                bytes[i * 5 + j] = (byte) (group >>> (32 - 8 * j));
            }
        }
        return Optional.of(bytes);
    }
}
