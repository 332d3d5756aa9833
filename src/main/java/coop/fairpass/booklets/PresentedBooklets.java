package coop.fairpass.booklets;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads which booklet a person holds, from whatever was typed or scanned: its serial, the serial of one of its
 * vouchers, the code of one, or its symbol.
 */
@Component
class PresentedBooklets {

    /** Which booklet a text names. */
    sealed interface Reading {
        record Of(BookletNumber number) implements Reading {}

        /** Well written, and no booklet of ours. */
        record Unknown() implements Reading {}

        /** {@code fault} is a {@link SerialFault}, a {@link CodeFault} or a {@link QrFault}. */
        record Misread(Enum<?> fault) implements Reading {}
    }

    private final VoucherKeys keys;
    private final Booklets booklets;

    PresentedBooklets(VoucherKeys keys, Booklets booklets) {
        this.keys = keys;
        this.booklets = booklets;
    }

    Reading read(String text) {
        if (text.indexOf('/') >= 0) {
            return switch (VoucherQr.verify(text, keys.publicKeys())) {
                case VoucherQr.Verdict.Genuine(var facts) ->
                    known(List.of(new VoucherKeys.Candidate(facts.generation(), facts.number())));
                case VoucherQr.Verdict.Forged(), VoucherQr.Verdict.UnknownKey(var _) -> new Reading.Unknown();
                case VoucherQr.Verdict.Unreadable(var fault) -> new Reading.Misread(fault);
            };
        }
        return switch (Serial.read(text)) {
            case Serial.Reading.OfBooklet(var number) -> known(booklets.find(number));
            case Serial.Reading.OfVoucher(var voucher) ->
                known(booklets.find(voucher.booklet()).filter(booklet -> voucher.rank() <= booklet.size()));
            case Serial.Reading.Misread(var serialFault) ->
                switch (VoucherCode.read(text)) {
                    case VoucherCode.Reading.Read(var code) -> known(keys.candidates(code));
                    case VoucherCode.Reading.Misread(var codeFault) ->
                        new Reading.Misread(serialFault == SerialFault.NOT_A_DIGIT ? codeFault : serialFault);
                };
        };
    }

    private Reading known(List<VoucherKeys.Candidate> candidates) {
        return known(candidates.stream()
                .flatMap(candidate -> booklets
                        .find(candidate.number().booklet())
                        .filter(booklet -> booklet.generation().equals(candidate.generation())
                                && candidate.number().rank() <= booklet.size())
                        .stream())
                .findFirst());
    }

    private static Reading known(Optional<Booklet> booklet) {
        return booklet.<Reading>map(found -> new Reading.Of(found.number())).orElseGet(Reading.Unknown::new);
    }
}
