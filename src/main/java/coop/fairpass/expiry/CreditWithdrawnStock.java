package coop.fairpass.expiry;

import coop.fairpass.booklets.StockWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stock withdrawn before the end is credited in the transaction that withdrew it (V15, M45). */
@Component
class CreditWithdrawnStock {

    private final CreditUnused creditUnused;

    CreditWithdrawnStock(CreditUnused creditUnused) {
        this.creditUnused = creditUnused;
    }

    @EventListener
    void credit(StockWithdrawn withdrawn) {
        creditUnused.ofWithdrawnStock(withdrawn.order());
    }
}
