package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider, a hub of the territory or the cooperative says what became of a signal: corrected, or not so. */
@Component
public class AnswerSignal {

    public record Command(UUID signal, boolean isCorrected, String answer, Actor by) {}

    public sealed interface Outcome {
        record Answered(Signal signal) implements Outcome {}

        record Refused(SignalReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Signals signals;
    private final Clock clock;

    AnswerSignal(JdbcClient jdbc, Signals signals, Clock clock) {
        this.jdbc = jdbc;
        this.signals = signals;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var found = signals.lock(command.signal());
        boolean mayAnswer = signals.mayAnswer(command.by(), command.signal());
        if (found.isEmpty() || !(mayAnswer || command.by().isOf(found.get().provider()))) {
            return new Outcome.Refused(SignalReason.UNKNOWN_SIGNAL);
        }
        if (!mayAnswer) {
            return new Outcome.Refused(SignalReason.NOT_ALLOWED);
        }
        if (found.get().state() != SignalState.OPEN) {
            return new Outcome.Refused(SignalReason.ALREADY_ANSWERED);
        }
        if (command.answer().strip().length() > SignalChange.LONGEST) {
            return new Outcome.Refused(SignalReason.WORDS_TOO_LONG);
        }
        jdbc.sql("""
                        UPDATE places.signal
                           SET state = :state, answer = :answer, answered_at = :answered_at, answered_by = :answered_by
                         WHERE id = :id
                        """)
                .param("id", command.signal())
                .param("state", (command.isCorrected() ? SignalState.CORRECTED : SignalState.NOT_SO).name())
                .param("answer", command.answer().strip())
                .param("answered_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("answered_by", command.by().reference())
                .update();
        return new Outcome.Answered(signals.find(command.signal()).orElseThrow());
    }
}
