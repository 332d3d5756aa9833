package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderReason;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Production draws the proof of an order's booklets from its facts and sends it to the payer; the wording is kept, so
 * that what will be printed is what was approved (O7, R-015, R-020).
 */
@Component
public class SendProof {

    public record Command(OrderId order, Actor by) {}

    public sealed interface Outcome {
        record Sent(Proofs.Proof proof) implements Outcome {}

        /** Some text or logo does not fit on the paper; each fault says what to shorten. */
        record Unprintable(Set<WordingFault> faults) implements Outcome {
            public Unprintable {
                faults = Set.copyOf(faults);
            }
        }

        /** The order is not where a proof can be sent. */
        record NotAwaited(OrderReason reason) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Proofs proofs;
    private final Wordings wordings;
    private final TransactionTemplate transaction;

    SendProof(Orders orders, Proofs proofs, Wordings wordings, TransactionTemplate transaction) {
        this.orders = orders;
        this.proofs = proofs;
        this.wordings = wordings;
        this.transaction = transaction;
    }

    /** Draws first, which is slow; then sends and keeps in one transaction. */
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COOP_PRODUCTION)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var order = orders.find(command.order());
        if (order.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORDER);
        }
        if (order.get().state() != OrderState.FRAMED && order.get().state() != OrderState.IN_PROOF) {
            return new Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW);
        }
        var worded = wordings.now(order.get());
        if (worded.isEmpty()) {
            return new Outcome.Refused(BookletReason.COOPERATIVE_NOT_SET_UP);
        }
        var faults = BookletSheets.faults(worded.get().wording());
        if (!faults.isEmpty()) {
            return new Outcome.Unprintable(faults);
        }
        var proof = draw(worded.get().wording(), order.get().need().bookletSize());
        return transaction.execute(_ -> switch (proofs.send(command.order(), proof.pdf(), command.by())) {
            case Proofs.Outcome.Done(var sent) -> {
                wordings.keep(command.order(), sent.fingerprint(), worded.get());
                yield new Outcome.Sent(sent);
            }
            case Proofs.Outcome.Refused(var reason) -> new Outcome.NotAwaited(reason);
        });
    }

    private static Proof draw(PrintWording wording, int vouchers) {
        try {
            return new BookletSheets(wording).proof(vouchers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
