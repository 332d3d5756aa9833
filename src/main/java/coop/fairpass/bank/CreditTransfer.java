package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.util.Optional;

/**
 * Virement : one payment to one payee.
 *
 * @param payee who is paid, in the caller's own identifiers; never written in the file. One run pays each payee once,
 *     and an IBAN does not say who that is: communes share the account of their public accountant
 * @param instructionId ours, unique in the file
 * @param endToEndId ours, unique for ever; it comes back on the bank line and on a return
 * @param creditorName the holder of the account as its bank knows it
 * @param bic needed outside the European Economic Area only, and written there only
 * @param address needed outside the European Economic Area only, and written there only
 * @param remittance what the payee reads on its own statement; may be empty
 */
public record CreditTransfer(
        String payee,
        String instructionId,
        String endToEndId,
        Money amount,
        String creditorName,
        Iban creditorIban,
        Optional<Bic> bic,
        Optional<PostalAddress> address,
        String remittance) {

    /** A transfer inside the European Economic Area, where the IBAN is enough. */
    public static CreditTransfer to(
            String payee,
            String instructionId,
            String endToEndId,
            Money amount,
            String creditorName,
            Iban creditorIban,
            String remittance) {
        return new CreditTransfer(
                payee,
                instructionId,
                endToEndId,
                amount,
                creditorName,
                creditorIban,
                Optional.empty(),
                Optional.empty(),
                remittance);
    }

    boolean staysInTheEconomicArea() {
        return SepaArea.isEconomicArea(creditorIban.country());
    }
}
