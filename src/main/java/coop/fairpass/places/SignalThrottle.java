package coop.fairpass.places;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * So many signals an hour from one address, and no more, for the form asks nobody's name. Addresses are counted in the
 * memory of this program, never written, and forgotten each hour.
 */
@Component
class SignalThrottle {

    private static final long HOUR = 3_600;
    private static final int MOST_ADDRESSES = 100_000;

    private record Hour(long number, Map<String, Integer> counts) {}

    private final Clock clock;
    private final int mostPerHour;
    private final AtomicReference<Hour> current = new AtomicReference<>(new Hour(0, Map.of()));

    SignalThrottle(Clock clock, @Value("${fairpass.places.signals-per-hour:10}") int mostPerHour) {
        this.clock = clock;
        this.mostPerHour = mostPerHour;
    }

    /** Whether one more is taken from an address; past a number of addresses, all the others are one. */
    boolean takes(String address) {
        long number = Math.floorDiv(clock.instant().getEpochSecond(), HOUR);
        var hour = current.updateAndGet(
                known -> known.number() == number ? known : new Hour(number, new ConcurrentHashMap<>()));
        var counted = hour.counts().size() < MOST_ADDRESSES || hour.counts().containsKey(address) ? address : "";
        return hour.counts().merge(counted, 1, Integer::sum) <= mostPerHour;
    }
}
