package coop.fairpass;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;

/** A clock that stands still until a test moves it, from any thread. */
public final class MovableClock extends Clock {

    private final Hand hand;
    private final ZoneId zone;

    private MovableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock that shows a day and an hour in Paris: {@code 2027-01-31T23:59}. */
    public static MovableClock at(String paris) {
        return new MovableClock(new Hand(instant(paris)), Paris.ZONE);
    }

    /** Moves it to a day and an hour in Paris, forward or back. */
    public void set(String paris) {
        hand.set(instant(paris));
    }

    /** Moves it forward; a period is counted in days of Paris, so that a day may last 23 hours. */
    public void advance(TemporalAmount amount) {
        hand.advance(amount);
    }

    @Override
    public Instant instant() {
        return hand.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock read in another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(hand, other);
    }

    private static Instant instant(String paris) {
        return LocalDateTime.parse(paris).atZone(Paris.ZONE).toInstant();
    }

    /** What clocks of several zones share. */
    private static final class Hand {

        private Instant now;

        Hand(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant other) {
            now = other;
        }

        synchronized void advance(TemporalAmount amount) {
            now = now.atZone(Paris.ZONE).plus(amount).toInstant();
        }
    }
}
