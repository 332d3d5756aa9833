package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherCode;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherQr;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what was typed or scanned, a code or a QR text, into the voucher numbers it may stand for. */
@Component
class PresentedCodes {

    private final VoucherKeys keys;

    PresentedCodes(VoucherKeys keys) {
        this.keys = keys;
    }

    /** Nearly always one number, or none for a wrong code: a typing error never reaches the database. */
    List<VoucherKeys.Candidate> candidates(String presented) {
        if (presented.indexOf('/') >= 0) {
            return switch (VoucherQr.verify(presented, keys.publicKeys())) {
                case VoucherQr.Verdict.Genuine(var facts) -> keys.candidates(facts.code());
                case VoucherQr.Verdict.Forged() -> List.of();
                case VoucherQr.Verdict.UnknownKey(var _) -> List.of();
                case VoucherQr.Verdict.Unreadable(var _) -> List.of();
            };
        }
        return switch (VoucherCode.read(presented)) {
            case VoucherCode.Reading.Read(var code) -> keys.candidates(code);
            case VoucherCode.Reading.Misread(var _) -> List.of();
        };
    }
}
