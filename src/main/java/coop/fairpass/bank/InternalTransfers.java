package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Virements internes : money moved between our own two accounts, ordered here, executed at the bank, posted leg by leg
 * when the bank books each (M50, M51, M52). Earned fees leave the segregated account only as far as I2 allows.
 */
@Component
public class InternalTransfers {

    /** Why money is moved, and so which way. */
    public enum Kind {
        /** Earned fees, to the operating account (M50). */
        SWEEP(AccountKind.SEGREGATED, AccountKind.OPERATING),
        /** Face value that landed on the wrong account (M51). */
        FACE_VALUE(AccountKind.OPERATING, AccountKind.SEGREGATED),
        /** The cooperative's own money, as a top-up or an advance (M52). */
        ADVANCE(AccountKind.OPERATING, AccountKind.SEGREGATED);

        private final AccountKind from;
        private final AccountKind to;

        Kind(AccountKind from, AccountKind to) {
            this.from = from;
            this.to = to;
        }

        public AccountKind from() {
            return from;
        }

        public AccountKind to() {
            return to;
        }
    }

    /**
     * One transfer.
     *
     * @param purpose of the room that waits for it, if one does
     * @param subject what waits for it there: a receipt, an advance
     * @param endToEndId what to type as its reference when it is entered at the bank by hand
     * @param leftBy the bank line of the account it left, once booked
     * @param arrivedBy the bank line of the account it reached, once booked
     */
    public record InternalTransfer(
            UUID id,
            Kind kind,
            Money amount,
            Optional<String> purpose,
            Optional<UUID> subject,
            String endToEndId,
            LocalDate orderedOn,
            Optional<UUID> leftBy,
            Optional<UUID> arrivedBy,
            boolean isCancelled) {

        /** Whether the bank may still book its leg on an account. */
        boolean waitsOn(AccountKind account) {
            return !isCancelled
                    && ((account == kind.from() && leftBy.isEmpty()) || (account == kind.to() && arrivedBy.isEmpty()));
        }
    }

    public sealed interface Outcome {
        record Done(InternalTransfer transfer) implements Outcome {}

        record Refused(InternalReason reason) implements Outcome {}
    }

    public sealed interface Export {
        record Exported(HandedOutFile file) implements Export {}

        record Refused(InternalReason reason) implements Export {}
    }

    /** Why a transfer between our accounts is refused. */
    public enum InternalReason {
        NOT_ALLOWED,
        UNKNOWN_TRANSFER,
        ID_TAKEN,
        AMOUNT_MISSING,
        UNKNOWN_PURPOSE,
        NOT_WAITED_FOR,
        NOT_COVERED,
        MORE_THAN_SWEEPABLE,
        OWN_ACCOUNT_UNKNOWN,
        ALREADY_LEFT,
        CANCELLED
    }

    private final InternalTransferStore store;
    private final List<InternalTransferOwner> owners;
    private final SegregatedFunds funds;
    private final OwnAccounts accounts;
    private final PaymentFiles files;
    private final Exports exports;
    private final BankSettings settings;
    private final Clock clock;

    InternalTransfers(
            InternalTransferStore store,
            List<InternalTransferOwner> owners,
            SegregatedFunds funds,
            OwnAccounts accounts,
            PaymentFiles files,
            Exports exports,
            BankSettings settings,
            Clock clock) {
        this.store = store;
        this.owners = List.copyOf(owners);
        this.funds = funds;
        this.accounts = accounts;
        this.files = files;
        this.exports = exports;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<InternalTransfer> find(UUID id) {
        return store.find(id);
    }

    /** Every transfer, the latest first. */
    @Transactional(readOnly = true)
    public List<InternalTransfer> all() {
        return store.all();
    }

    /**
     * What may be swept now: I2, less the sweeps that were ordered and have not left yet. Negative: money must come in.
     */
    @Transactional(readOnly = true)
    public Money sweepable() {
        return funds.coverage().sweepable(settings.buffer()).minus(orderedSweeps());
    }

    private Money orderedSweeps() {
        return store.open().stream()
                .filter(transfer ->
                        transfer.kind() == Kind.SWEEP && transfer.leftBy().isEmpty())
                .map(InternalTransfer::amount)
                .collect(Money.sum());
    }

    /**
     * A treasurer orders a transfer; {@code id} is chosen by the form, or is that of what waits for it in a room: twice
     * is once. What waits can be ordered again when its transfer was cancelled.
     */
    @Transactional
    public Outcome order(UUID id, Kind kind, Money amount, Optional<String> purpose, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(InternalReason.NOT_ALLOWED);
        }
        var standing = funds.check();
        var known = purpose.flatMap(room -> store.current(room, id)).or(() -> store.find(id));
        boolean isAskedAgain = known.filter(one -> one.isCancelled()
                        && purpose.isPresent()
                        && one.purpose().equals(purpose))
                .isPresent();
        if (known.isPresent() && !isAskedAgain) {
            return isThis(known.get(), kind, amount, purpose)
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(InternalReason.ID_TAKEN);
        }
        return refusal(id, kind, amount, purpose, standing)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> {
                    var own = purpose.map(room -> store.nextFor(room, id)).orElse(id);
                    store.insert(own, kind, amount, purpose, purpose.map(_ -> id), Paris.today(clock), by);
                    return new Outcome.Done(store.get(own));
                });
    }

    /** What rooms wait for and nobody has ordered. */
    @Transactional(readOnly = true)
    public List<InternalTransferOwner.Waiting> waiting() {
        return owners.stream()
                .flatMap(owner -> owner.waiting().stream()
                        .filter(one ->
                                store.current(owner.purpose(), one.subject()).isEmpty()))
                .toList();
    }

    private static boolean isThis(InternalTransfer known, Kind kind, Money amount, Optional<String> purpose) {
        return known.kind() == kind
                && known.amount().equals(amount)
                && known.purpose().equals(purpose);
    }

    private Optional<InternalReason> refusal(
            UUID id, Kind kind, Money amount, Optional<String> purpose, Standing standing) {
        if (!amount.isPositive()) {
            return Optional.of(InternalReason.AMOUNT_MISSING);
        }
        if (purpose.isPresent() || kind == Kind.FACE_VALUE) {
            var owner = owners.stream()
                    .filter(room -> purpose.filter(room.purpose()::equals).isPresent())
                    .findFirst();
            if (owner.isEmpty() || kind == Kind.SWEEP) {
                return Optional.of(InternalReason.UNKNOWN_PURPOSE);
            }
            if (!owner.get().waitsFor(id, amount)) {
                return Optional.of(InternalReason.NOT_WAITED_FOR);
            }
        }
        return kind == Kind.SWEEP ? refusalOfSweep(amount, Money.ZERO, standing) : Optional.empty();
    }

    /** {@code alreadyOrdered} is the sweep's own amount once it is among the ordered ones. */
    private Optional<InternalReason> refusalOfSweep(Money amount, Money alreadyOrdered, Standing standing) {
        return switch (standing) {
            case Standing.Stopped(var _, var _) -> Optional.of(InternalReason.NOT_COVERED);
            case Standing.Covered(var coverage) ->
                amount.isMoreThan(coverage.sweepable(settings.buffer())
                                .minus(orderedSweeps())
                                .plus(alreadyOrdered))
                        ? Optional.of(InternalReason.MORE_THAN_SWEEPABLE)
                        : Optional.empty();
        };
    }

    /**
     * A treasurer cancels what the bank was not asked, or refused, to do; impossible once one of the legs is booked.
     */
    @Transactional
    public Outcome cancel(UUID id, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(InternalReason.NOT_ALLOWED);
        }
        var transfer = store.lock(id);
        if (transfer.isEmpty()) {
            return new Outcome.Refused(InternalReason.UNKNOWN_TRANSFER);
        }
        if (transfer.get().leftBy().isPresent() || transfer.get().arrivedBy().isPresent()) {
            return new Outcome.Refused(InternalReason.ALREADY_LEFT);
        }
        if (!transfer.get().isCancelled()) {
            store.cancel(id, by);
        }
        return new Outcome.Done(store.get(id));
    }

    /** A treasurer takes the file of a transfer, to be given to the bank; a sweep is judged again as it leaves. */
    @Transactional
    public Export export(UUID id, PainVersion version, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Export.Refused(InternalReason.NOT_ALLOWED);
        }
        var found = store.lock(id);
        if (found.isEmpty()) {
            return new Export.Refused(InternalReason.UNKNOWN_TRANSFER);
        }
        var transfer = found.get();
        if (transfer.isCancelled()) {
            return new Export.Refused(InternalReason.CANCELLED);
        }
        if (transfer.kind() == Kind.SWEEP && transfer.leftBy().isEmpty()) {
            var refused = refusalOfSweep(transfer.amount(), transfer.amount(), funds.check());
            if (refused.isPresent()) {
                return new Export.Refused(refused.get());
            }
        }
        var payee = accounts.current(transfer.kind().to());
        var description = files.kept(id)
                .or(() -> files.describe(transfer.endToEndId(), transfer.kind().from()));
        if (payee.isEmpty() || description.isEmpty()) {
            return new Export.Refused(InternalReason.OWN_ACCOUNT_UNKNOWN);
        }
        if (files.kept(id).isEmpty()) {
            files.keep(id, description.get());
        }
        var file = PaymentFiles.rebuilt(
                draft(transfer, description.get(), payee.get()),
                description.get().checkedOn());
        return new Export.Exported(exports.handOut(id, file, version, by));
    }

    private static CreditTransferDraft draft(
            InternalTransfer transfer, FileDescription description, OwnAccounts.Entered payee) {
        return new CreditTransferDraft(
                description.messageId(),
                description.createdAt(),
                description.initiator(),
                description.debtorName(),
                description.debtorIban(),
                description.debtorBic(),
                TargetCalendar.firstFrom(description.checkedOn()),
                description.batchBooking(),
                List.of(CreditTransfer.to(
                        transfer.id().toString(),
                        description.messageId() + "-1",
                        transfer.endToEndId(),
                        transfer.amount(),
                        payee.holderName(),
                        payee.iban(),
                        "Virement interne " + transfer.endToEndId())));
    }
}
