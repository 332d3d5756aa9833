package coop.fairpass.booklets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Signs a text of the instance, so that anyone may verify it later with the public keys, without the platform.
 *
 * <p>The signature is of {@code fairpass-text-v1}, a line feed, then every byte before the line that holds it: no voucher's
 * symbol can be taken for a text, nor the other way round.
 */
@Component
public class SignText {

    private static final String DOMAIN = "fairpass-text-v1\n";
    private static final String MARK = "# Signature Ed25519 : ";

    private final VoucherKeys keys;

    SignText(VoucherKeys keys) {
        this.keys = keys;
    }

    /** The same text, ended by lines that say how to verify it and by its signature. */
    public byte[] sign(String text) {
        var current = keys.current();
        var signed = text + (text.endsWith("\n") ? "" : "\n")
                + "# Instance : %s, clé %d.\r\n".formatted(keys.instance(), current.number())
                + "# La clé publique est à /.well-known/fairpass-keys.json : gardez-la avec ce fichier.\r\n"
                + "# Est signé : « fairpass-text-v1 », un saut de ligne, puis chaque octet avant la ligne qui suit.\r\n";
        var signature = keys.sign(current, (DOMAIN + signed).getBytes(StandardCharsets.UTF_8));
        return (signed + MARK + Base64.getEncoder().encodeToString(signature) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a text was signed by one of those keys and not changed since, down to the byte. */
    public static boolean isGenuine(byte[] text, PublicKeys keys) {
        var all = new String(text, StandardCharsets.UTF_8);
        int mark = all.lastIndexOf(MARK);
        if (mark < 0) {
            return false;
        }
        byte[] signature;
        try {
            signature = Base64.getDecoder()
                    .decode(all.substring(mark + MARK.length()).strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        var message = (DOMAIN + all.substring(0, mark)).getBytes(StandardCharsets.UTF_8);
        return keys.generations().stream().anyMatch(generation -> keys.verify(generation, message, signature));
    }
}
