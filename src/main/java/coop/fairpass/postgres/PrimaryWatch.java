package coop.fairpass.postgres;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Notices, among several servers, that the primary is another one or that there is none, and says which connections to
 * cut: without it, whoever waits for an answer of a machine that has lost its cable waits for a quarter of an hour, as
 * nothing tells that nothing will come.
 *
 * <p>A server that is slow is not one that is gone: as long as somebody answers at the same place, nothing is cut.
 *
 * @param <S> what tells one server from another
 */
final class PrimaryWatch<S> {

    /** After so many looks in a row at nobody, those who wait are told. */
    static final int LOOKS = 4;

    private final Supplier<Optional<S>> sight;
    private final Cutter<S> cutter;
    private Optional<S> primary = Optional.empty();
    private int looksAtNobody;

    /** Cuts the connections to the servers that are no longer the primary. */
    @FunctionalInterface
    interface Cutter<S> {
        void cut(Predicate<S> isGone);
    }

    /** @param sight the primary that answers now, if any; it takes a few seconds at the most */
    PrimaryWatch(Supplier<Optional<S>> sight, Cutter<S> cutter) {
        this.sight = sight;
        this.cutter = cutter;
    }

    /** Looks once. */
    void look() {
        var seen = sight.get();
        if (seen.isEmpty()) {
            looksAtNobody++;
            if (looksAtNobody == LOOKS) {
                cutter.cut(_ -> true);
            }
            return;
        }
        looksAtNobody = 0;
        if (primary.isPresent() && !primary.equals(seen)) {
            var now = seen.get();
            cutter.cut(server -> !server.equals(now));
        }
        primary = seen;
    }
}
