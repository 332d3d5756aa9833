package coop.fairpass.bank;

import java.util.List;
import java.util.Optional;

/**
 * A status with its reasons, as the bank wrote them.
 *
 * @param code absent when the bank gives reasons only, or nothing
 * @param reasons the codes given, {@link BankReason#of} explains those we know
 * @param texts what the bank adds, such as the name it knows the payee by
 */
public record ReportedStatus(Optional<String> code, List<String> reasons, List<String> texts) {

    public static final ReportedStatus NONE = new ReportedStatus(Optional.empty(), List.of(), List.of());

    public ReportedStatus {
        reasons = List.copyOf(reasons);
        texts = List.copyOf(texts);
    }

    public static ReportedStatus of(PaymentStatusCode code) {
        return new ReportedStatus(Optional.of(code.name()), List.of(), List.of());
    }

    public static ReportedStatus rejected(String reason) {
        return new ReportedStatus(Optional.of(PaymentStatusCode.RJCT.name()), List.of(reason), List.of());
    }

    /** The status, when it is one we know. */
    public Optional<PaymentStatusCode> known() {
        return code.flatMap(PaymentStatusCode::of);
    }

    public boolean isRejection() {
        return known().filter(PaymentStatusCode.RJCT::equals).isPresent();
    }
}
