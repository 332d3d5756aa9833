package coop.fairpass.booklets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The whole ring as one text that a passphrase opens: what goes into a safe, or to the next operator.
 *
 * <p>A first line with the cost and the salt, then AES-256-GCM of every generation's text; the first line is
 * authenticated too. The key comes from the passphrase by PBKDF2-HMAC-SHA256, the only such function in the JDK that
 * fits; as it yields to fast machines, the passphrase must be long.
 */
final class KeyHandover {

    private static final int ITERATIONS = 1_000_000;
    private static final int MOST_ITERATIONS = 20_000_000;
    private static final int SHORTEST_PASSPHRASE = 16;
    private static final int SALT_BYTES = 16;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final Pattern TITLE =
            Pattern.compile("fairpass-keys-handover 1 pbkdf2-hmac-sha256 (\\d{1,9}) ([A-Za-z0-9_-]{22}) aes-256-gcm");

    private KeyHandover() {}

    static String seal(List<GenerationKeys> ring, char[] passphrase) {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException(
                    "a passphrase needs at least %d characters".formatted(SHORTEST_PASSPHRASE));
        }
        var random = new SecureRandom();
        var salt = new byte[SALT_BYTES];
        var iv = new byte[IV_BYTES];
        random.nextBytes(salt);
        random.nextBytes(iv);
        var title = "fairpass-keys-handover 1 pbkdf2-hmac-sha256 %d %s aes-256-gcm"
                .formatted(ITERATIONS, Base64.getUrlEncoder().withoutPadding().encodeToString(salt));
        var clear = new StringBuilder();
        ring.forEach(keys -> clear.append(keys.text()));
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, title, passphrase, ITERATIONS, salt, iv);
            var sealed = cipher.doFinal(clear.toString().getBytes(StandardCharsets.UTF_8));
            var whole = new byte[IV_BYTES + sealed.length];
            System.arraycopy(iv, 0, whole, 0, IV_BYTES);
            System.arraycopy(sealed, 0, whole, IV_BYTES, sealed.length);
            var lines = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(whole);
            return title + "\n" + lines + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
        }
    }

    static List<GenerationKeys> unseal(String text, char[] passphrase) {
        int end = Math.max(text.indexOf('\n'), 0);
        var title = TITLE.matcher(text.substring(0, end));
        if (!title.matches()) {
            throw new UnusableKeys("not a key hand-over file, or of a version this program does not know");
        }
        int iterations = Integer.parseInt(title.group(1));
        if (iterations < ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new UnusableKeys("a key hand-over file with %d iterations is refused".formatted(iterations));
        }
        try {
            var whole = Base64.getMimeDecoder().decode(text.substring(end));
            if (whole.length <= IV_BYTES) {
                throw new UnusableKeys("the key hand-over file is cut short");
            }
            var salt = Base64.getUrlDecoder().decode(title.group(2));
            var iv = Arrays.copyOf(whole, IV_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, title.group(), passphrase, iterations, salt, iv);
            var clear = cipher.doFinal(whole, IV_BYTES, whole.length - IV_BYTES);
            return split(new String(clear, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw new UnusableKeys("wrong passphrase, or the key hand-over file is damaged");
        } catch (IllegalArgumentException e) {
            throw new UnusableKeys("the key hand-over file is damaged");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
        }
    }

    private static List<GenerationKeys> split(String clear) {
        var ring = new ArrayList<GenerationKeys>();
        for (var text : clear.split("(?<=\ncheck [0-9a-f]{64}\n)", -1)) {
            if (!text.isEmpty()) {
                ring.add(GenerationKeys.parse(text, "the key hand-over file"));
            }
        }
        return ring;
    }

    private static Cipher cipher(int mode, String title, char[] passphrase, int iterations, byte[] salt, byte[] iv)
            throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase, salt, iterations, 256);
        var secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
        spec.clearPassword();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(title.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
