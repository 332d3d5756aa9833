package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one line of a statement. */
final class CamtEntryReader {

    private final XmlCursor xml;
    private final Position position;
    private final List<RowMessage> notes = new ArrayList<>();

    private CamtAmount amount = CamtAmount.NONE;
    private String direction = "";
    private String status = "";
    private boolean reversal;
    private Optional<CamtDay> booking = Optional.empty();
    private Optional<CamtDay> value = Optional.empty();
    private Optional<String> entryReference = Optional.empty();
    private Optional<String> servicerReference = Optional.empty();
    private TransactionCode code = TransactionCode.NONE;
    private Optional<PaymentBatch> batch = Optional.empty();
    private final List<TransactionDetail> details = new ArrayList<>();
    private Optional<String> text = Optional.empty();

    CamtEntryReader(XmlCursor xml) {
        this.xml = xml;
        this.position = xml.position();
    }

    /** What becomes of a line. */
    sealed interface Entry {

        record Accepted(BankMovement movement, List<RowMessage> notes) implements Entry {}

        /** Nothing moves. */
        record Ignored(RowMessage note) implements Entry {}

        record Refused(RowMessage message) implements Entry {}
    }

    Entry read() {
        xml.children(this::child);
        return switch (amount.euros()) {
            case Parsed.Bad<Money>(var problem) -> refused(at(amount.position()), "Amt", amount.shown(), problem);
            case Parsed.Good<Money>(var unsigned) -> signed(unsigned);
        };
    }

    private void child(String name) {
        switch (name) {
            case "NtryRef" -> entryReference = xml.someText();
            case "Amt" -> amount = CamtAmount.read(xml);
            case "CdtDbtInd" -> direction = xml.text();
            case "RvslInd" -> reversal = isTrue(xml.text());
            // the code itself until .02, inside Cd since
            case "Sts" -> status = xml.text();
            case "BookgDt" -> booking = Optional.of(CamtDay.read(xml));
            case "ValDt" -> value = Optional.of(CamtDay.read(xml));
            case "AcctSvcrRef" -> servicerReference = xml.someText();
            case "BkTxCd" -> code = CamtCode.read(xml);
            case "NtryDtls" -> xml.children(this::detail);
            case "AddtlNtryInf" -> text = xml.someText();
            default -> {}
        }
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

    private void detail(String name) {
        switch (name) {
            case "Btch" -> batch = Optional.of(new CamtBatchReader(xml).read());
            case "TxDtls" -> xml.keep(details, new CamtDetailReader(xml, notes).read(Direction.of(direction)));
            default -> {}
        }
    }

    /** The order of refusals: amount, direction, status, dates. */
    private Entry signed(Money unsigned) {
        if (unsigned.isZero()) {
            return new Entry.Ignored(
                    new RowMessage(at(amount.position()), "Amt", amount.shown(), RowProblem.AMOUNT_ZERO));
        }
        var sign = Direction.of(direction);
        if (sign.isEmpty()) {
            return refused(position, "CdtDbtInd", direction, RowProblem.DIRECTION_UNKNOWN);
        }
        var known = EntryStatus.of(status);
        if (known.isEmpty()) {
            return refused(position, "Sts", status, RowProblem.STATUS_UNKNOWN);
        }
        if (known.get() == EntryStatus.BOOKED && booking.isEmpty()) {
            return refused(position, "BookgDt", "", RowProblem.BOOKING_DATE_MISSING);
        }
        if (booking.isPresent() && booking.get().day() instanceof Parsed.Bad<LocalDate>(var problem)) {
            return refused(booking.get().position(), "BookgDt", booking.get().text(), problem);
        }
        return accepted(known.get(), sign.get(), unsigned);
    }

    private Entry accepted(EntryStatus known, Direction sign, Money unsigned) {
        if (value.isPresent() && value.get().day() instanceof Parsed.Bad<LocalDate>(var problem)) {
            xml.keep(
                    notes,
                    new RowMessage(value.get().position(), "ValDt", value.get().text(), problem));
        }
        var movement = new BankMovement(
                known,
                booking.flatMap(CamtEntryReader::day),
                value.flatMap(CamtEntryReader::day),
                sign.on(unsigned),
                reversal,
                servicerReference,
                entryReference,
                code,
                batch,
                details,
                text,
                List.of());
        return new Entry.Accepted(movement, notes);
    }

    private static Optional<LocalDate> day(CamtDay read) {
        return switch (read.day()) {
            case Parsed.Good<LocalDate>(var day) -> Optional.of(day);
            case Parsed.Bad<LocalDate>(var _) -> Optional.empty();
        };
    }

    /** A missing element has no place of its own: its line's is given. */
    private Position at(Position found) {
        return found.equals(Position.WHOLE_FILE) ? position : found;
    }

    private static Entry refused(Position position, String field, String value, RowProblem problem) {
        return new Entry.Refused(new RowMessage(position, field, value, problem));
    }
}
