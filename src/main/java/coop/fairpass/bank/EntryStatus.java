package coop.fairpass.bank;

import java.util.Arrays;
import java.util.Optional;

/** How far the bank has got with an entry. Only a booked one is ever posted. */
public enum EntryStatus {
    BOOKED("BOOK"),
    PENDING("PDNG"),
    INFORMATION("INFO"),
    /** Known to the later versions of camt. */
    FUTURE("FUTR");

    private final String code;

    EntryStatus(String code) {
        this.code = code;
    }

    /** As bank files write it. */
    String code() {
        return code;
    }

    static Optional<EntryStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findFirst();
    }
}
