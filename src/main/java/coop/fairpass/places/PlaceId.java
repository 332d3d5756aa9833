package coop.fairpass.places;

import java.util.UUID;

/** Which place. */
public record PlaceId(UUID value) {

    public static PlaceId of(String text) {
        return new PlaceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
