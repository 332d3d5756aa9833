package coop.fairpass.access;

import coop.fairpass.web.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Secret words: drawn here, kept as digests only. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    /** 256 random bits, as an address can hold them. */
    static String draw() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
    }

    static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A number from nought to one less than {@code bound}. */
    static int below(int bound) {
        return RANDOM.nextInt(bound);
    }

    /** The SHA-256 of a word, in hexadecimal. */
    static String digest(String word) {
        return Sha256.of(word);
    }
}
