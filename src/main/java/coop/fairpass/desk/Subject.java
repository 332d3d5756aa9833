package coop.fairpass.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an act is about, as the views of acts call it before the slash; its sentence takes a number or a name. */
enum Subject {
    PERSON,
    KEY,
    ACCOUNT,
    ORGANISATION,
    PROVIDER,
    ORDER,
    RUN,
    FILE,
    TRANSFER,
    VERSION,
    PROPOSAL,
    BRANDS,
    LIST,
    PLACE,
    APPLICATION,
    ZONE,
    CHARTER,
    QUESTIONNAIRE,
    PRINT,
    BOOKLET,
    REDEMPTION,
    MONTH,
    STATEMENT,
    CLAIM,
    DISPUTE,
    DAY,
    INCIDENT,
    DECISION;

    /** {@code order} in {@code order/…}. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a subject opens with; empty for an address. */
    static Optional<Subject> of(String subject) {
        return Arrays.stream(values())
                .filter(one -> subject.startsWith(one.kind() + "/"))
                .findFirst();
    }

    /** What stands after the slash. */
    String idIn(String subject) {
        return subject.substring(kind().length() + 1);
    }
}
