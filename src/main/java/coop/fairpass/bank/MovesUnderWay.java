package coop.fairpass.bank;

import coop.fairpass.ledger.SegregatedFunds;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** For a room that thinks better of what it waits for: it must not while money is on its way for it. */
@Component
public class MovesUnderWay {

    private final InternalTransferStore store;
    private final SegregatedFunds funds;

    MovesUnderWay(InternalTransferStore store, SegregatedFunds funds) {
        this.store = store;
        this.funds = funds;
    }

    /**
     * Whether a transfer was ordered for what waits, and not cancelled since. Nobody orders one until the caller's
     * transaction ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isOrdered(String purpose, UUID subject) {
        funds.check();
        return store.current(purpose, subject).isPresent();
    }
}
