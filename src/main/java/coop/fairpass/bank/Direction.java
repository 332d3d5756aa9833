package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.Optional;

/** Which way money went, apart from the amount in bank files: {@code CRDT} came in, {@code DBIT} left. */
enum Direction {
    CREDIT("CRDT"),
    DEBIT("DBIT");

    private final String code;

    Direction(String code) {
        this.code = code;
    }

    static Optional<Direction> of(String code) {
        return switch (code) {
            case "CRDT" -> Optional.of(CREDIT);
            case "DBIT" -> Optional.of(DEBIT);
            default -> Optional.empty();
        };
    }

    static Direction of(Money signed) {
        return signed.isNegative() ? DEBIT : CREDIT;
    }

    String code() {
        return code;
    }

    /** The amount with its sign, as the account holder sees it. */
    Money on(Money unsigned) {
        return this == CREDIT ? unsigned : unsigned.negated();
    }
}
