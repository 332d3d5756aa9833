package coop.fairpass.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** In a demonstration nothing leaves: the last mails are kept in memory, for the page that shows them. */
public final class Mailbox implements Postman {

    private static final int MOST = 200;

    /** A mail and when it came. */
    public record Received(RenderedLetter letter, Instant at) {}

    private final Deque<Received> received = new ArrayDeque<>();
    private final Clock clock;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void carry(RenderedLetter letter) {
        received.addFirst(new Received(letter, clock.instant()));
        while (received.size() > MOST) {
            received.removeLast();
        }
    }

    /** The latest first. */
    public synchronized List<Received> all() {
        return List.copyOf(received);
    }

    public synchronized Optional<Received> find(UUID id) {
        return received.stream().filter(one -> one.letter().id().equals(id)).findFirst();
    }
}
