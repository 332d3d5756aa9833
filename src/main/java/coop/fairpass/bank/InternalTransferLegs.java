package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.InternalTransfer;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Recognises the two bank lines of a transfer between our own accounts, and posts each as it is booked. */
@Component
class InternalTransferLegs {

    private static final Set<String> WANT_OF_COVER =
            Set.of("what_is_held_for_others_is_covered", "no_act_during_a_coverage_incident");

    private final InternalTransferStore store;
    private final OwnAccounts accounts;
    private final List<InternalTransferOwner> owners;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    InternalTransferLegs(
            InternalTransferStore store,
            OwnAccounts accounts,
            List<InternalTransferOwner> owners,
            Ledger ledger,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.accounts = accounts;
        this.owners = List.copyOf(owners);
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * The one transfer that a line can be a leg of: by its reference; without one, by our other account as its other
     * side and its amount.
     */
    Optional<InternalTransfer> recognise(EntryFacts facts) {
        var named = only(store.withReferences(facts.references()), facts);
        return named.isPresent() || !isBetweenOurs(facts) ? named : only(store.open(), facts);
    }

    private static Optional<InternalTransfer> only(List<InternalTransfer> candidates, EntryFacts facts) {
        var fitting = candidates.stream().filter(fits(facts)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** Whether a line can be a leg of a transfer: right account, right way, same amount, not booked yet. */
    static Predicate<InternalTransfer> fits(EntryFacts facts) {
        return transfer -> transfer.waitsOn(facts.entry().account())
                && transfer.amount().equals(facts.unsigned())
                && facts.entry().account()
                        == (facts.entry().amount().isPositive()
                                ? transfer.kind().to()
                                : transfer.kind().from());
    }

    /** Whether the bank says that the other side is our other account: then it is no payer's money, whatever it is. */
    boolean isBetweenOurs(EntryFacts facts) {
        return facts.counterparty()
                .flatMap(accounts::kindOf)
                .filter(kind -> kind != facts.entry().account())
                .isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Explanation leave(InternalTransfer transfer, EntryFacts facts) {
        var cause = cause(facts);
        ledger.post(
                switch (transfer.kind()) {
                    case SWEEP -> Movements.feesSweptOut(cause, transfer.amount());
                    case FACE_VALUE -> Movements.faceValueMovedOut(cause, transfer.amount());
                    case ADVANCE -> Movements.advanceOut(cause, transfer.amount());
                });
        store.left(transfer.id(), facts.entry().id());
        return explanation(transfer);
    }

    /**
     * The money is there: posts it, and tells whoever waited for it; see {@link #arrive(InternalTransfer, EntryFacts,
     * Posting)}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Explanation> arrive(InternalTransfer transfer, EntryFacts facts) {
        var cause = cause(facts);
        return arrive(
                transfer,
                facts,
                switch (transfer.kind()) {
                    case SWEEP -> Movements.feesSweptIn(cause, transfer.amount());
                    case FACE_VALUE -> Movements.faceValueMovedIn(cause, transfer.amount());
                    case ADVANCE -> Movements.advanceIn(cause, transfer.amount());
                });
    }

    /**
     * Posts an arrival and tells whoever waited for it, both or neither: what is posted with it may be refused while
     * cash is missing, and the rest of the statement must be kept all the same. Nothing is then posted of this line,
     * and a person explains it once the incident is resolved.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Explanation> arrive(InternalTransfer transfer, EntryFacts facts, Posting arrival) {
        try {
            apart.executeWithoutResult(_ -> {
                ledger.post(arrival);
                store.arrived(transfer.id(), facts.entry().id());
                owners.stream()
                        .filter(owner -> transfer.purpose().equals(Optional.of(owner.purpose())))
                        .forEach(owner -> owner.arrived(transfer.subject().orElseThrow(), facts.entry()));
                // what PostgreSQL asks at commit is asked here, where the answer can still be no
                jdbc.sql("SET CONSTRAINTS ALL IMMEDIATE").update();
                jdbc.sql("SET CONSTRAINTS ALL DEFERRED").update();
            });
            return Optional.of(explanation(transfer));
        } catch (DataIntegrityViolationException refused) {
            if (isForWantOfCover(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static boolean isForWantOfCover(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof PSQLException postgres
                && Optional.ofNullable(postgres.getServerErrorMessage())
                        .map(ServerErrorMessage::getConstraint)
                        .filter(WANT_OF_COVER::contains)
                        .isPresent();
    }

    private static Explanation explanation(InternalTransfer transfer) {
        return new Explanation(ExplanationKind.INTERNAL_TRANSFER, transfer.amount(), transfer.endToEndId());
    }

    private static Cause cause(EntryFacts facts) {
        return new Cause(facts.entry().id(), facts.entry().bookedOn(), facts.piece());
    }
}
