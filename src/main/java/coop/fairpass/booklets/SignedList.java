package coop.fairpass.booklets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Liste signée : a text that anyone can check with the public keys of the instance and without the instance.
 *
 * <p>The last line is {@code # signature;<instance>;<generation>;<base64url>}: an Ed25519 signature of everything
 * before it, after a prefix that no voucher has, so that neither can be taken for the other.
 */
@Component
public class SignedList {

    private static final byte[] PREFIX = "fairpass list 1\0".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern SIGNATURE =
            Pattern.compile("# signature;(?<instance>[^;\n]+);(?<generation>\\d{1,3});(?<bytes>[A-Za-z0-9_-]{86})\n");

    private final VoucherKeys keys;

    SignedList(VoucherKeys keys) {
        this.keys = keys;
    }

    /** The text, which ends with a line feed, and its signature by the newest key. */
    public String sign(String text) {
        var generation = keys.current();
        var signature = keys.sign(generation, message(keys.instance(), text));
        return "%s# signature;%s;%d;%s\n"
                .formatted(
                        text,
                        keys.instance(),
                        generation.number(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    /** Whether a text is word for word what the instance of those keys signed; never throws, whatever the text. */
    public static boolean isGenuine(String signed, PublicKeys keys) {
        int last = signed.lastIndexOf("# signature;");
        if (last < 0) {
            return false;
        }
        var line = SIGNATURE.matcher(signed.substring(last));
        if (!line.matches() || !line.group("instance").equals(keys.instance())) {
            return false;
        }
        int generation = Integer.parseInt(line.group("generation"));
        return generation >= 1
                && generation <= Generation.LAST
                && keys.verify(
                        new Generation(generation),
                        message(keys.instance(), signed.substring(0, last)),
                        Base64.getUrlDecoder().decode(line.group("bytes")));
    }

    private static byte[] message(String instance, String text) {
        var name = instance.getBytes(StandardCharsets.UTF_8);
        var content = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(PREFIX.length + 2 + name.length + content.length)
                .put(PREFIX)
                .putShort((short) name.length)
                .put(name)
                .put(content)
                .array();
    }
}
