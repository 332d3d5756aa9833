package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Frozen redemptions that prove wrong: what settlement must know to claim them, and their end when it recovers them
 * (V10).
 */
@Component
public class Reversals {

    /** A redemption whose month is frozen. {@code validation} is the cause of its posting. */
    public record Frozen(
            RedemptionId id,
            OrganisationId provider,
            OrderId order,
            Money face,
            Rate fee,
            LocalDate countsOn,
            UUID validation) {}

    private final RedemptionStore store;
    private final VoucherGate gate;

    Reversals(RedemptionStore store, VoucherGate gate) {
        this.store = store;
        this.gate = gate;
    }

    /** The redemption, locked, if it is accepted and in a frozen month. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Frozen> find(RedemptionId id) {
        return store.lock(id)
                .filter(found -> found.state() == RedemptionState.ACCEPTED)
                .filter(found ->
                        found.spent().countsOn().filter(store::isFrozen).isPresent())
                .map(found -> new Frozen(
                        id,
                        new OrganisationId(found.spent().provider()),
                        new OrderId(found.spent().order()),
                        found.spent().faceValue(),
                        found.spent().fee(),
                        found.spent().countsOn().orElseThrow(),
                        found.spent().validation().orElseThrow()));
    }

    /** The voucher circulates again, or is expired: its redemption no longer counts as use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reverse(RedemptionId id) {
        gate.passTogether();
        store.end(id, RedemptionState.REVERSED);
    }
}
