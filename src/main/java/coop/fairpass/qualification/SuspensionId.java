package coop.fairpass.qualification;

import java.util.UUID;

/** Which suspension. */
public record SuspensionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
