package coop.fairpass.creditors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Public keys as files that {@code openssl} reads, one a generation: {@code cle-1.pem}. */
final class PublicKeyFiles {

    /** What comes before the 32 bytes of an Ed25519 key in its usual form (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeyFiles() {}

    /** @param json the keys as the instance publishes them */
    static Map<String, byte[]> of(String json) {
        var files = new TreeMap<String, byte[]>();
        for (var key : JsonMapper.shared().readTree(json).required("keys")) {
            files.put(
                    "cle-%d.pem".formatted(key.required("id").intValue()),
                    pem(Base64.getUrlDecoder().decode(key.required("public").stringValue())));
        }
        return files;
    }

    private static byte[] pem(byte[] raw) {
        var whole = new byte[PREFIX.length + raw.length];
        System.arraycopy(PREFIX, 0, whole, 0, PREFIX.length);
        System.arraycopy(raw, 0, whole, PREFIX.length, raw.length);
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(whole)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
