package coop.fairpass.qualification;

import java.util.UUID;

/** Which agreement. */
public record AgreementId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
