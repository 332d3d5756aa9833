package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Unused value of an order pays the funds call of another of the same payer (M42), in the caller's transaction. */
@Component
public class SetOff {

    /** How it ended. */
    public enum Done {
        DONE,
        WIND_DOWN,
        UNKNOWN_DOCUMENT,
        MORE_THAN_OPEN
    }

    /** What the id of an agreement stands for. */
    public enum Known {
        NONE,
        THIS,
        ANOTHER
    }

    private final Receivables receivables;
    private final Orders orders;
    private final BookReceipt bookReceipt;
    private final WindDown windDown;
    private final Clock clock;

    SetOff(Receivables receivables, Orders orders, BookReceipt bookReceipt, WindDown windDown, Clock clock) {
        this.receivables = receivables;
        this.orders = orders;
        this.bookReceipt = bookReceipt;
        this.windDown = windDown;
        this.clock = clock;
    }

    /** Whether an agreement was already carried out, or its id stands for another one. */
    @Transactional(readOnly = true)
    public Known known(UUID agreement, OrderId expired, String fundsCall, Money amount) {
        return receivables
                .receipt(agreement)
                .map(receipt -> receipt.document().equals(fundsCall)
                                && receipt.setOffFrom().equals(Optional.of(expired))
                                && receipt.amount().equals(amount)
                        ? Known.THIS
                        : Known.ANOTHER)
                .orElse(Known.NONE);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Done handle(UUID agreement, VoucherOrder expired, String fundsCall, Money amount) {
        var receivable = receivables.find(fundsCall).filter(found -> found.kind() == Receivable.Kind.FACE);
        if (receivable.isEmpty()
                || !orders.get(receivable.get().order()).payer().equals(expired.payer())) {
            return Done.UNKNOWN_DOCUMENT;
        }
        if (windDown.stops()) {
            return Done.WIND_DOWN; // it would pay for vouchers that will never be active
        }
        orders.lock(receivable.get().order());
        receivable = receivables.find(fundsCall); // as it stands now that nobody else can cancel or pay it
        if (amount.isMoreThan(receivable.orElseThrow().open())) {
            return Done.MORE_THAN_OPEN;
        }
        bookReceipt.fromSetOff(agreement, expired, receivable.orElseThrow(), amount, Paris.today(clock));
        return Done.DONE;
    }
}
