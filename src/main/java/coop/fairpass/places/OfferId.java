package coop.fairpass.places;

import java.util.UUID;

/** Which offer. */
public record OfferId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
