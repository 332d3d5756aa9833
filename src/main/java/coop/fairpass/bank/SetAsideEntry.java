package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer says that a debit of the operating account is none of our business here: a rent, a salary, kept in the
 * cooperative's general books. On the account held for others nothing is ever outside.
 */
@Component
public class SetAsideEntry {

    public record Command(UUID entry, String why, Actor by) {}

    private static final int LONGEST_REASON = 200;

    private final Entries entries;

    SetAsideEntry(Entries entries) {
        this.entries = entries;
    }

    @Transactional
    public Explained handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Explained.Refused(ExplanationReason.NOT_ALLOWED);
        }
        var known = entries.lock(command.entry());
        if (known.isEmpty()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_ENTRY);
        }
        var entry = known.get().entry();
        if (known.get().state() != EntryState.TO_EXPLAIN) {
            return new Explained.Refused(ExplanationReason.NOTHING_TO_EXPLAIN);
        }
        if (entry.account() != AccountKind.OPERATING) {
            return new Explained.Refused(ExplanationReason.WRONG_ACCOUNT);
        }
        if (!entry.amount().isNegative()) {
            return new Explained.Refused(ExplanationReason.WRONG_DIRECTION);
        }
        var why = command.why().strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            return new Explained.Refused(ExplanationReason.REASON_MISSING);
        }
        entries.explain(
                entry.id(),
                List.of(new Explanation(ExplanationKind.OUTSIDE, entry.amount().negated(), why)),
                command.by().reference());
        entries.restate(entry.id(), EntryState.OUTSIDE);
        return new Explained.Done(entries.get(entry.id()));
    }
}
