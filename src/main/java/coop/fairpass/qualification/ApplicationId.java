package coop.fairpass.qualification;

import java.util.UUID;

/** Which application. */
public record ApplicationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
