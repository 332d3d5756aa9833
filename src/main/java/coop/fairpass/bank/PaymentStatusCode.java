package coop.fairpass.bank;

import java.util.Arrays;
import java.util.Optional;

/** What a bank says of a file, a block or a transfer it was sent (formats §2), or of a payee's name (formats §3). */
public enum PaymentStatusCode {
    RCVD(Effect.INFORMATION),
    ACTC(Effect.INFORMATION),
    ACCP(Effect.INFORMATION),
    ACSP(Effect.INFORMATION),
    ACSC(Effect.INFORMATION),
    ACCC(Effect.INFORMATION),
    ACWC(Effect.INFORMATION),
    PDNG(Effect.INFORMATION),
    PART(Effect.LOOK_AT_EACH),
    RJCT(Effect.REJECTION),
    /** The name and the IBAN match. */
    RCVC(Effect.PAYEE_VERIFICATION),
    /** Close match: the bank's name is in the texts. */
    RVMC(Effect.PAYEE_VERIFICATION),
    /** No match. */
    RVNM(Effect.PAYEE_VERIFICATION),
    /** Verification not possible. */
    RVNA(Effect.PAYEE_VERIFICATION),
    /** Of the whole file: verified, with differences in the details. */
    RVCM(Effect.LOOK_AT_EACH);

    /** What follows from a code. None of them posts anything: only a booked line does. */
    public enum Effect {
        INFORMATION,
        LOOK_AT_EACH,
        REJECTION,
        PAYEE_VERIFICATION
    }

    private final Effect effect;

    PaymentStatusCode(Effect effect) {
        this.effect = effect;
    }

    public Effect effect() {
        return effect;
    }

    static Optional<PaymentStatusCode> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(code))
                .findFirst();
    }
}
