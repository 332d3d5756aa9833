package coop.fairpass.places;

import coop.fairpass.notices.Notices;
import coop.fairpass.web.Sentences;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anybody who reads a place's page tells what is no longer true; it waits for its provider and for the hub. The
 * caller chose the id, so twice is once.
 */
@Component
public class SignalChange {

    /** @param words asked only when the kind says nothing by itself */
    public record Command(UUID id, PlaceId place, SignalKind kind, String words) {}

    public sealed interface Outcome {
        record Kept(Signal signal) implements Outcome {}

        record Refused(SignalReason reason) implements Outcome {}
    }

    static final int LONGEST = 1_000;

    /** Beyond, nobody would read them: those that wait are answered first. */
    private static final int MOST_OPEN = 20;

    private final JdbcClient jdbc;
    private final Places places;
    private final Signals signals;
    private final Notices notices;
    private final Clock clock;

    SignalChange(JdbcClient jdbc, Places places, Signals signals, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.signals = signals;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.lock(command.place()).filter(found -> !found.isHidden());
        if (place.isEmpty()) {
            return new Outcome.Refused(SignalReason.UNKNOWN_PLACE);
        }
        var words = command.words().strip();
        if (words.length() > LONGEST) {
            return new Outcome.Refused(SignalReason.WORDS_TOO_LONG);
        }
        if (words.isEmpty() && command.kind() == SignalKind.OTHER) {
            return new Outcome.Refused(SignalReason.WORDS_MISSING);
        }
        var known = signals.find(command.id());
        if (known.isPresent()) {
            return known.get().place().equals(command.place())
                            && known.get().kind() == command.kind()
                            && known.get().words().equals(words)
                    ? new Outcome.Kept(known.get())
                    : new Outcome.Refused(SignalReason.ID_TAKEN);
        }
        long open = jdbc.sql("SELECT count(*) FROM places.signal WHERE place = :place AND state = 'OPEN'")
                .param("place", command.place().value())
                .query(Long.class)
                .single();
        if (open >= MOST_OPEN) {
            return new Outcome.Refused(SignalReason.TOO_MANY);
        }
        jdbc.sql("""
                        INSERT INTO places.signal (id, place, kind, words, told_at)
                        VALUES (:id, :place, :kind, :words, :told_at)
                        """)
                .param("id", command.id())
                .param("place", command.place().value())
                .param("kind", command.kind().name())
                .param("words", words)
                .param("told_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        notices.tell(
                place.get().provider(),
                "places/signal/" + command.id(),
                "Un changement est signalé",
                "%s : %s. Répondez dans vos signalements, et corrigez la page du lieu si c’est vrai."
                        .formatted(place.get().name(), Sentences.french(command.kind())));
        return new Outcome.Kept(signals.find(command.id()).orElseThrow());
    }
}
