package coop.fairpass.bank;

import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fichier de virements : one run of payments as the bank takes it, checked; 352,24 € and 9,52 € make two transfers and
 * a control sum of 361.76.
 *
 * <p>Only {@link #check} makes one, so a file that exists can be sent. It holds what was frozen: written twice, it
 * gives the same bytes.
 */
public final class CreditTransferFile {

    static final int NAME_LENGTH = 70;
    static final int REMITTANCE_LENGTH = 140;
    private static final Money LARGEST = Money.cents(999_999_999_99L);

    private final CreditTransferDraft content;

    private CreditTransferFile(CreditTransferDraft content) {
        this.content = content;
    }

    /** What becomes of a draft. */
    public sealed interface Outcome {

        record Ready(CreditTransferFile file) implements Outcome {}

        /** The first reason in their fixed order, and the transfer concerned when it is not the whole file. */
        record Refused(TransferRefusal reason, Optional<CreditTransfer> transfer) implements Outcome {}
    }

    /**
     * Checks a draft.
     *
     * @param today the day of the freeze; a file written again later is checked against that same day
     */
    public static Outcome check(CreditTransferDraft draft, LocalDate today) {
        return refusals(draft, today)
                .map(check -> check.apply(draft))
                .flatMap(Optional::stream)
                .findFirst()
                .<Outcome>map(refused -> refused)
                .orElseGet(() -> new Outcome.Ready(new CreditTransferFile(draft)));
    }

    /** The order is part of the contract; the stream is lazy, so the transfers are not searched past the first. */
    private static Stream<Function<CreditTransferDraft, Optional<Outcome.Refused>>> refusals(
            CreditTransferDraft draft, LocalDate today) {
        return Stream.of(
                whole(TransferRefusal.EMPTY, draft.transfers().isEmpty()),
                each(TransferRefusal.AMOUNT_OUT_OF_RANGE, CreditTransferFile::isOutOfRange),
                whole(TransferRefusal.IDENTIFIER_INVALID, !SepaId.isSound(draft.messageId() + "-01")),
                each(TransferRefusal.IDENTIFIER_INVALID, CreditTransferFile::hasUnsoundIdentifier),
                seenTwice(TransferRefusal.IDENTIFIER_TWICE, CreditTransfer::instructionId),
                seenTwice(TransferRefusal.IDENTIFIER_TWICE, CreditTransfer::endToEndId),
                whole(TransferRefusal.NAME_INVALID, isNobody(draft.initiator()) || isNobody(draft.debtorName())),
                each(TransferRefusal.NAME_INVALID, transfer -> isNobody(transfer.creditorName())),
                seenTwice(TransferRefusal.PAYEE_TWICE, CreditTransfer::payee),
                each(
                        TransferRefusal.OUTSIDE_SEPA,
                        transfer -> !SepaArea.holds(transfer.creditorIban().country())),
                abroad(TransferRefusal.BIC_MISSING, transfer -> transfer.bic().isEmpty()),
                abroad(
                        TransferRefusal.BIC_ELSEWHERE,
                        transfer -> transfer.bic()
                                .filter(bic -> !bic.canHold(transfer.creditorIban()))
                                .isPresent()),
                abroad(
                        TransferRefusal.ADDRESS_UNSTRUCTURED,
                        transfer -> transfer.address()
                                .filter(PostalAddress.Unstructured.class::isInstance)
                                .isPresent()),
                abroad(
                        TransferRefusal.ADDRESS_INVALID,
                        transfer -> transfer.address()
                                .filter(address -> !address.isSound())
                                .isPresent()),
                whole(TransferRefusal.EXECUTION_NOT_A_TARGET_DAY, !TargetCalendar.isOpen(draft.executionDate())),
                whole(
                        TransferRefusal.EXECUTION_IN_THE_PAST,
                        draft.executionDate().isBefore(today)));
    }

    private static Function<CreditTransferDraft, Optional<Outcome.Refused>> whole(
            TransferRefusal reason, boolean refused) {
        return _ -> refused ? Optional.of(new Outcome.Refused(reason, Optional.empty())) : Optional.empty();
    }

    private static Function<CreditTransferDraft, Optional<Outcome.Refused>> each(
            TransferRefusal reason, Predicate<CreditTransfer> refused) {
        return draft -> draft.transfers().stream()
                .filter(refused)
                .findFirst()
                .map(transfer -> new Outcome.Refused(reason, Optional.of(transfer)));
    }

    /** What is written only outside the European Economic Area is looked at only there. */
    private static Function<CreditTransferDraft, Optional<Outcome.Refused>> abroad(
            TransferRefusal reason, Predicate<CreditTransfer> refused) {
        return each(reason, refused.and(transfer -> !transfer.staysInTheEconomicArea()));
    }

    private static Function<CreditTransferDraft, Optional<Outcome.Refused>> seenTwice(
            TransferRefusal reason, Function<CreditTransfer, String> what) {
        return draft -> {
            var seen = new HashSet<String>();
            return each(reason, transfer -> !seen.add(what.apply(transfer))).apply(draft);
        };
    }

    private static boolean isOutOfRange(CreditTransfer transfer) {
        return !transfer.amount().isPositive() || transfer.amount().isMoreThan(LARGEST);
    }

    private static boolean hasUnsoundIdentifier(CreditTransfer transfer) {
        return !SepaId.isSound(transfer.instructionId()) || !SepaId.isSound(transfer.endToEndId());
    }

    /** Whether nothing readable is left of a name once converted. */
    private static boolean isNobody(String name) {
        return SepaText.convert(name, NAME_LENGTH).chars().noneMatch(Character::isLetterOrDigit);
    }

    /** Writes the file, transfer after transfer, and leaves the stream open. */
    public void write(OutputStream out, PainVersion version) throws IOException {
        new CreditTransferXml(this, version).write(out);
    }

    CreditTransferDraft content() {
        return content;
    }

    public String messageId() {
        return content.messageId();
    }

    /** The one payment block of the file, which the bank quotes on a batch line: the message, then {@code -01}. */
    public String paymentInformationId() {
        return content.messageId() + "-01";
    }

    public List<CreditTransfer> transfers() {
        return content.transfers();
    }

    /** The control sum: what the account will be debited. */
    public Money total() {
        return content.transfers().stream().map(CreditTransfer::amount).collect(Money.sum());
    }
}
