package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ordres de virement : transfers gathered, approved by two people who state the total, sent in one file. */
@Component
public class PaymentRuns {

    /** One run. */
    public record Run(UUID id, String label, LocalDate executionOn, int transfers, Money total, RunState state) {}

    /** Where a run stands. */
    public enum RunState {
        PREPARED,
        APPROVED,
        SENT,
        DONE,
        ABANDONED
    }

    public sealed interface Outcome {
        record Done(Run run) implements Outcome {}

        record Refused(RunReason reason) implements Outcome {}
    }

    /** Why a run is refused. */
    public enum RunReason {
        EMPTY
    }

    public Optional<Run> find(UUID run) {
        throw new UnsupportedOperationException();
    }

    public boolean isEndToEndIdUsed(String endToEndId) {
        throw new UnsupportedOperationException(endToEndId);
    }

    public Outcome prepare(UUID run, String label, LocalDate executionOn, List<TransferRequest> transfers, Actor by) {
        throw new UnsupportedOperationException();
    }
}
