package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Nom d’un bénéficiaire : what the payee's bank last said of the name on a transfer, and what a person decided (formats
 * §3).
 *
 * @param known the name that the bank knows; empty when it says none
 */
public record PayeeName(
        UUID transfer,
        String endToEndId,
        String holder,
        Iban iban,
        Money amount,
        PaymentStatusCode code,
        String known,
        Optional<Decision> decision) {

    /**
     * What a treasurer decided, and why.
     *
     * @param by a reference without a name; pages show the person's name
     */
    public record Decision(boolean isAccepted, String why, String by) {}

    /** The same, whoever decided being named for those who may know. */
    PayeeName withDeciderNamed(UnaryOperator<String> nameOf) {
        return new PayeeName(
                transfer,
                endToEndId,
                holder,
                iban,
                amount,
                code,
                known,
                decision.map(one -> new Decision(one.isAccepted(), one.why(), nameOf.apply(one.by()))));
    }

    /** Whether money waits for a person to accept the name or refuse it. */
    public boolean waits() {
        return (code == PaymentStatusCode.RVMC || code == PaymentStatusCode.RVNA) && decision.isEmpty();
    }

    /** Whether nothing leaves: no match, or a person refused. */
    public boolean isBlocked() {
        return code == PaymentStatusCode.RVNM
                || decision.map(one -> !one.isAccepted()).orElse(false);
    }
}
