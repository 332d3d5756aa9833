package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.notices.Notices;
import coop.fairpass.settlement.WriteOffs.WriteOff;
import coop.fairpass.settlement.WriteOffs.WriteOffState;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another person, of the treasury or the board, agrees to write a debt off, and it is at once no longer owed (M34); or
 * declines, as may the one who asked. The debt may have become less meanwhile: never more is written off than is owed.
 */
@Component
public class DecideWriteOff {

    public record Command(UUID id, boolean agrees, Actor by) {}

    public sealed interface Outcome {
        record Decided(WriteOff writeOff) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}
    }

    private final WriteOffs writeOffs;
    private final Organisations organisations;
    private final Ledger ledger;
    private final Notices notices;
    private final Clock clock;

    DecideWriteOff(WriteOffs writeOffs, Organisations organisations, Ledger ledger, Notices notices, Clock clock) {
        this.writeOffs = writeOffs;
        this.organisations = organisations;
        this.ledger = ledger;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.TREASURER, Role.BOARD)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var known = writeOffs.find(command.id());
        if (known.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_WRITE_OFF);
        }
        var asked = known.get();
        if (asked.state() != WriteOffState.ASKED) {
            return asked.state() == (command.agrees() ? WriteOffState.AGREED : WriteOffState.DECLINED)
                    ? new Outcome.Decided(asked)
                    : new Outcome.Refused(SettlementReason.WRITE_OFF_DECIDED);
        }
        if (command.agrees() && asked.askedBy().equals(command.by().reference())) {
            return new Outcome.Refused(SettlementReason.WRITE_OFF_BY_ANOTHER);
        }
        var account = ProviderAccount.of(organisations.get(asked.provider()));
        if (command.agrees() && asked.amount().isMoreThan(ledger.lock(Account.OWED_TO_PROVIDERS, account))) {
            return new Outcome.Refused(SettlementReason.MORE_THAN_DEBT);
        }
        if (!writeOffs.decide(command.id(), command.agrees(), command.by())) {
            return new Outcome.Refused(SettlementReason.WRITE_OFF_DECIDED);
        }
        if (command.agrees()) {
            ledger.post(Movements.providerDebtWrittenOff(
                    new Cause(asked.id(), Paris.today(clock), "ABANDON"), account, asked.amount()));
            notices.tell(
                    asked.provider(),
                    "write-off/" + asked.id(),
                    "Une dette est abandonnée",
                    "La coopérative abandonne %s que vous lui deviez : %s Votre prochain relevé en tient compte."
                            .formatted(asked.amount().french(), sentence(asked.reason())));
        }
        return new Outcome.Decided(writeOffs.find(command.id()).orElseThrow());
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
