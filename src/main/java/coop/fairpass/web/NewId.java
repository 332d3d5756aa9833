package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of what a request creates: a controller takes it as a parameter. It follows from the {@code Idempotency-Key}
 * header, the caller and the address asked, so that a request sent twice creates once and one key never names two
 * things; without the header it is a new one.
 */
public record NewId(UUID value) {

    private static final int LONGEST_KEY = 200;

    static NewId of(@Nullable String idempotencyKey, String address, Optional<Actor> actor) {
        if (idempotencyKey == null || idempotencyKey.isBlank()) {
            return new NewId(UUID.randomUUID());
        }
        if (idempotencyKey.length() > LONGEST_KEY) {
            var checks = new Checks();
            checks.refuse("Idempotency-Key", WebReason.TOO_LONG);
            checks.orThrow();
        }
        var text = actor.map(Actor::reference).orElse("-") + "\n" + address + "\n" + idempotencyKey.strip();
        return new NewId(UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Another id that follows from this one, for a second thing that the same request creates. */
    public UUID derived(String purpose) {
        return UUID.nameUUIDFromBytes((value + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    }
}
