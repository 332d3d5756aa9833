package coop.fairpass.bank;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids that follow from a bank line, the same each time it is read: they make posting it twice the same as once. */
final class EntryId {

    private EntryId() {}

    static UUID of(EntryKey key) {
        return UUID.nameUUIDFromBytes(key.value().getBytes(StandardCharsets.UTF_8));
    }

    /** One part of a line: a transfer of a batch. */
    static UUID part(UUID entry, String part) {
        return UUID.nameUUIDFromBytes((entry + "/" + part).getBytes(StandardCharsets.UTF_8));
    }
}
