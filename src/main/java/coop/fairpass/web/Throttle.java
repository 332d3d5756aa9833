package coop.fairpass.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * So many times in a window of time from one address, and no more: what is open to all asks nobody's name. Addresses
 * are counted in the memory of this program, never written, and forgotten when the window ends.
 */
public final class Throttle {

    private static final int MOST_ADDRESSES = 100_000;

    private record Window(long number, Map<String, Integer> counts) {}

    private final Clock clock;
    private final long seconds;
    private final int most;
    private final AtomicReference<Window> current = new AtomicReference<>(new Window(0, Map.of()));

    /**
     * A counter that starts from nothing.
     *
     * @param window how long it counts before it forgets
     * @param most how many times one address is answered in a window
     */
    public Throttle(Clock clock, Duration window, int most) {
        this.clock = clock;
        this.seconds = window.toSeconds();
        this.most = most;
    }

    /** Whether one more is taken from an address; past a number of addresses, all the others are one. */
    public boolean takes(String address) {
        long number = Math.floorDiv(clock.instant().getEpochSecond(), seconds);
        var window = current.updateAndGet(
                known -> known.number() == number ? known : new Window(number, new ConcurrentHashMap<>()));
        var counted = window.counts().size() < MOST_ADDRESSES || window.counts().containsKey(address) ? address : "";
        return window.counts().merge(counted, 1, Integer::sum) <= most;
    }

    /** How long until all is forgotten. */
    public long secondsLeft() {
        return seconds - Math.floorMod(clock.instant().getEpochSecond(), seconds);
    }
}
