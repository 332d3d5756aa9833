package coop.fairpass.booklets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * The secrets of one generation: the key of the codes and the key of the signatures, with the text they are kept as.
 *
 * <p>Ed25519 is Bouncy Castle's: measured several times faster than the JDK's, and a print run signs every voucher.
 */
final class GenerationKeys {

    private static final String TITLE = "fairpass-voucher-keys 1";
    private static final int KEY_BYTES = 32;

    private final String instance;
    private final Generation generation;
    private final Instant createdAt;
    private final byte[] codeKey;
    private final Ed25519PrivateKeyParameters signingKey;
    private final CodeCipher cipher;

    private GenerationKeys(
            String instance, Generation generation, Instant createdAt, byte[] codeKey, byte[] signingSeed) {
        this.instance = instance;
        this.generation = generation;
        this.createdAt = createdAt;
        this.codeKey = codeKey;
        this.signingKey = new Ed25519PrivateKeyParameters(signingSeed);
        this.cipher = new CodeCipher(codeKey, tweak(instance, generation));
    }

    static GenerationKeys draw(String instance, Generation generation, Instant now) {
        var random = new SecureRandom();
        var codeKey = new byte[KEY_BYTES];
        var signingSeed = new byte[KEY_BYTES];
        random.nextBytes(codeKey);
        random.nextBytes(signingSeed);
        return new GenerationKeys(instance, generation, now.truncatedTo(ChronoUnit.SECONDS), codeKey, signingSeed);
    }

    /** Ten bytes for the instance, one for the generation: the same key drawn twice would still give other codes. */
    private static byte[] tweak(String instance, Generation generation) {
        var tweak = Arrays.copyOf(sha256("fairpass code tweak\0" + instance), CodeCipher.TWEAK_BYTES);
        tweak[CodeCipher.TWEAK_BYTES - 1] = (byte) generation.number();
        return tweak;
    }

    String instance() {
        return instance;
    }

    Generation generation() {
        return generation;
    }

    Instant createdAt() {
        return createdAt;
    }

    CodeCipher cipher() {
        return cipher;
    }

    Ed25519PublicKeyParameters publicKey() {
        return signingKey.generatePublicKey();
    }

    byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, signingKey);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** Sixteen hexadecimal digits that tell these keys from others and say nothing of them. */
    String fingerprint() {
        var secret = ByteBuffer.allocate(CodeCipher.TWEAK_BYTES + 2 * KEY_BYTES)
                .put(tweak(instance, generation))
                .put(codeKey)
                .put(publicKey().getEncoded());
        return HexFormat.of().formatHex(sha256(secret.array()), 0, 8);
    }

    /** The content of the generation's file; the last line is the SHA-256 of those above, so that damage shows. */
    String text() {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var body = """
                %s
                instance %s
                generation %d
                created %s
                code-key %s
                signing-key %s
                """.formatted(
                        TITLE,
                        instance,
                        generation.number(),
                        createdAt,
                        base64.encodeToString(codeKey),
                        base64.encodeToString(signingKey.getEncoded()));
        return body + "check " + HexFormat.of().formatHex(sha256(body)) + "\n";
    }

    /**
     * Reads back {@link #text}.
     *
     * @param origin where the text comes from, for the message
     */
    static GenerationKeys parse(String text, String origin) {
        int check = text.lastIndexOf("check ");
        var body = text.substring(0, Math.max(check, 0));
        if (check < 0 || !text.endsWith("check " + HexFormat.of().formatHex(sha256(body)) + "\n")) {
            throw new UnusableKeys(origin + " is damaged or was edited: restore it from a copy");
        }
        try {
            var lines = body.lines().toList();
            if (lines.size() != 6 || !lines.getFirst().equals(TITLE)) {
                throw new UnusableKeys(origin + " is not in the format « " + TITLE + " »");
            }
            var base64 = Base64.getUrlDecoder();
            return new GenerationKeys(
                    field(lines.get(1), "instance"),
                    new Generation(Integer.parseInt(field(lines.get(2), "generation"))),
                    Instant.parse(field(lines.get(3), "created")),
                    base64.decode(field(lines.get(4), "code-key")),
                    base64.decode(field(lines.get(5), "signing-key")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // The cause is left out: its message could quote a key.
            throw new UnusableKeys(origin + " has a right checksum and a field that is not understood");
        }
    }

    private static String field(String line, String name) {
        if (!line.startsWith(name + " ")) {
            throw new IllegalArgumentException("expected " + name);
        }
        return line.substring(name.length() + 1);
    }

    private static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "GenerationKeys[%s, %d, %s]".formatted(instance, generation.number(), fingerprint());
    }
}
