package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.WriteOffs.WriteOff;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer asks that a provider's debt, or a part of it, be written off, saying why; nothing moves until another
 * person agrees ({@link DecideWriteOff}, M34).
 */
@Component
public class AskWriteOff {

    /** {@code id} is chosen by the form, so that sending it twice asks once. */
    public record Command(UUID id, OrganisationId provider, Money amount, String reason, Actor by) {}

    public sealed interface Outcome {
        record Asked(WriteOff writeOff) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}
    }

    private final WriteOffs writeOffs;
    private final Organisations organisations;

    AskWriteOff(WriteOffs writeOffs, Organisations organisations) {
        this.writeOffs = writeOffs;
        this.organisations = organisations;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var provider = organisations.find(command.provider());
        if (provider.isEmpty()) {
            return new Outcome.Refused(SettlementReason.NO_DEBT);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(SettlementReason.REASON_MISSING);
        }
        var known = writeOffs.find(command.id());
        if (known.isPresent()) {
            return isTheSame(known.get(), command)
                    ? new Outcome.Asked(known.get())
                    : new Outcome.Refused(SettlementReason.ID_TAKEN);
        }
        var debt = writeOffs.debtOf(provider.get());
        if (!debt.isPositive()) {
            return new Outcome.Refused(SettlementReason.NO_DEBT);
        }
        if (!command.amount().isPositive() || command.amount().isMoreThan(debt)) {
            return new Outcome.Refused(SettlementReason.MORE_THAN_DEBT);
        }
        return writeOffs.ask(command.id(), command.provider(), command.amount(), command.reason(), command.by())
                ? new Outcome.Asked(writeOffs.find(command.id()).orElseThrow())
                : new Outcome.Refused(SettlementReason.WRITE_OFF_WAITS);
    }

    private static boolean isTheSame(WriteOff known, Command command) {
        return known.provider().equals(command.provider())
                && known.amount().equals(command.amount())
                && known.reason().equals(command.reason());
    }
}
