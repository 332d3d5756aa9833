package coop.fairpass.bank;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The room for which a transfer is made: it is told what becomes of it, in the transaction that learned it, and posts
 * what the bank booked. The cause of a posting is derived from the entry and the transfer, so that telling twice posts
 * once.
 */
public interface TransferOwner {

    /** Short and stable: {@code CP} for provider statements, {@code RB} for refunds to payers. */
    String purpose();

    /** Two people approved the run that holds it. */
    void approved(UUID transfer);

    /** The run was given up before it was sent. */
    void abandoned(UUID transfer);

    /** It is in a file given to the bank. */
    void sent(UUID transfer);

    /** Two people approved the run that holds them: {@link #approved(UUID)} of each, together. */
    default void approved(List<UUID> transfers) {
        transfers.forEach(this::approved);
    }

    /** They are in a file given to the bank: {@link #sent(UUID)} of each, together. */
    default void sent(List<UUID> transfers) {
        transfers.forEach(this::sent);
    }

    /**
     * The bank refused it before booking anything; {@code reasonCode} is the ISO code, such as {@code AC04}. The bank
     * room freezes the account, where the reason asks for it.
     */
    void rejected(UUID transfer, String reasonCode);

    /** The bank booked the debit. */
    void booked(UUID transfer, BookedEntry entry);

    /** The money came back after it was booked; the account is frozen as above. */
    void returned(UUID transfer, BookedEntry entry, String reasonCode);

    /**
     * By how much these transfers together pay a payee more than the books owe it; asked before a run leaves. Such a
     * part takes from the cash alone, and from nothing that is protected.
     */
    default Map<OrganisationId, Money> beyondOwed(List<UUID> transfers) {
        return Map.of();
    }
}
