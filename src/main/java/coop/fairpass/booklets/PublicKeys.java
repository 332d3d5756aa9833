package coop.fairpass.booklets;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clés publiques : what an instance publishes so that anyone can verify its vouchers without asking it. */
public final class PublicKeys {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALGORITHM = "Ed25519";

    private final String instance;
    private final List<Entry> entries;

    PublicKeys(String instance, List<Entry> entries) {
        this.instance = instance;
        this.entries = List.copyOf(entries);
    }

    record Entry(Generation generation, Ed25519PublicKeyParameters key, Instant createdAt) {}

    public String instance() {
        return instance;
    }

    List<Generation> generations() {
        return entries.stream().map(Entry::generation).toList();
    }

    boolean has(Generation generation) {
        return entries.stream().anyMatch(entry -> entry.generation().equals(generation));
    }

    boolean verify(Generation generation, byte[] message, byte[] signature) {
        return entries.stream()
                .filter(entry -> entry.generation().equals(generation))
                .anyMatch(entry -> {
                    var verifier = new Ed25519Signer();
                    verifier.init(false, entry.key());
                    verifier.update(message, 0, message.length);
                    return verifier.verifySignature(signature);
                });
    }

    /**
     * As published: {@code {"instance":"…","keys":[{"id":1,"alg":"Ed25519","public":"…","createdAt":"…"}]}}, where
     * {@code public} is the 32 bytes of the key in base64url and {@code id} the generation named in the QR.
     */
    public String json() {
        var root = JSON.createObjectNode().put("instance", instance);
        var keys = root.putArray("keys");
        for (var entry : entries) {
            keys.addObject()
                    .put("id", entry.generation().number())
                    .put("alg", ALGORITHM)
                    .put(
                            "public",
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(entry.key().getEncoded()))
                    .put("createdAt", entry.createdAt().toString());
        }
        return root.toString();
    }

    /**
     * Reads {@link #json} back, on the side of who verifies.
     *
     * @throws IllegalArgumentException when it is not such a text
     */
    public static PublicKeys parse(String json) {
        try {
            var root = JSON.readTree(json);
            var entries = new ArrayList<Entry>();
            for (var key : root.required("keys")) {
                entries.add(entry(key));
            }
            return new PublicKeys(root.required("instance").stringValue(), entries);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not the public keys of an instance", e);
        }
    }

    private static Entry entry(JsonNode key) {
        if (!key.required("alg").stringValue().equals(ALGORITHM)) {
            throw new IllegalArgumentException("only %s is known".formatted(ALGORITHM));
        }
        var bytes = Base64.getUrlDecoder().decode(key.required("public").stringValue());
        if (bytes.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("a key has %d bytes".formatted(Ed25519PublicKeyParameters.KEY_SIZE));
        }
        return new Entry(
                new Generation(key.required("id").intValue()),
                new Ed25519PublicKeyParameters(bytes),
                Instant.parse(key.required("createdAt").stringValue()));
    }

    @Override
    public String toString() {
        return "PublicKeys[%s, %d keys]".formatted(instance, entries.size());
    }
}
