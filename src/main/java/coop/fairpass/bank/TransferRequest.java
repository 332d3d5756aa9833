package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Virement à émettre : one transfer that a room wants in a payment run.
 *
 * @param id chosen by the room, its key for what the bank will answer
 * @param purpose whose transfer it is: {@link TransferOwner#purpose()}
 * @param endToEndId our reference through the banks, unique for ever, at most 35 characters
 * @param bankAccount the version of the payee's account, frozen here
 * @param holderName as the payee's bank knows it
 * @param remittance what the payee will read, at most 140 characters
 */
public record TransferRequest(
        UUID id,
        String purpose,
        String endToEndId,
        OrganisationId payee,
        UUID bankAccount,
        String holderName,
        Iban iban,
        Optional<Bic> bic,
        Money amount,
        String remittance) {}
