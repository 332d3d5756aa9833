package coop.fairpass.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key of what proves identity, in a file beside the database and never in it: whoever reads a copy of the database
 * can neither make a code nor open a session. All nodes share the file; without it people enrol their telephone again.
 */
@Component
class AuthenticatorKey {

    private static final int BYTES = 32;
    private static final int DRAWN_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;
    private final SecretKeySpec cipherKey;

    AuthenticatorKey(@Value("${fairpass.access.key-file:${fairpass.home:data}/access.key}") String file) {
        key = HexFormat.of().parseHex(read(Path.of(file)).strip());
        if (key.length != BYTES) {
            throw new IllegalStateException(file + " is not a key of 32 bytes in hexadecimal: restore it from a copy");
        }
        cipherKey = new SecretKeySpec(derived("authenticator"), "AES");
    }

    /** AES-256-GCM, under twelve bytes that are drawn each time and stand before the text. */
    byte[] encrypt(byte[] secret) {
        var drawn = Secret.bytes(DRAWN_BYTES);
        var text = run(Cipher.ENCRYPT_MODE, drawn, secret, 0);
        var whole = Arrays.copyOf(drawn, DRAWN_BYTES + text.length);
        System.arraycopy(text, 0, whole, DRAWN_BYTES, text.length);
        return whole;
    }

    /** @throws IllegalArgumentException when it was encrypted by another key, or changed */
    byte[] decrypt(byte[] encrypted) {
        if (encrypted.length <= DRAWN_BYTES) {
            throw new IllegalArgumentException("too short");
        }
        return run(Cipher.DECRYPT_MODE, Arrays.copyOf(encrypted, DRAWN_BYTES), encrypted, DRAWN_BYTES);
    }

    private byte[] run(int mode, byte[] drawn, byte[] text, int from) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, drawn));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("another key, or another text", e);
        }
    }

    /** A mark that only this key makes, for a purpose. */
    byte[] mark(String purpose, String text) {
        return hmac(derived(purpose), text);
    }

    private byte[] derived(String purpose) {
        return hmac(key, purpose);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of the file; of two programs that find none, one draws it and the other takes that one. */
    private static String read(Path file) {
        try {
            if (!Files.exists(file)) {
                var directory = file.toAbsolutePath().getParent();
                Files.createDirectories(directory);
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                var drawn = Files.createTempFile(directory, "access", ".new", ownerOnly);
                Files.writeString(drawn, HexFormat.of().formatHex(Secret.bytes(BYTES)) + "\n");
                try {
                    Files.createLink(file, drawn); // appears whole, or not at all
                } catch (FileAlreadyExistsException e) {
                    // another was first
                } catch (UnsupportedOperationException e) {
                    Files.move(drawn, file, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.deleteIfExists(drawn);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("the key of accounts cannot be read or made: " + file, e);
        }
    }
}
