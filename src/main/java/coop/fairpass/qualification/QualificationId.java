package coop.fairpass.qualification;

import java.util.UUID;

/** Which qualification. */
public record QualificationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
