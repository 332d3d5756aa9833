package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import java.util.Optional;

/** The cooperative's own two accounts, as its documents and payment files name them. */
public interface CooperativeAccounts {

    /** One of our accounts: its IBAN and the holder's name that the bank knows. */
    record CooperativeAccount(AccountKind kind, Iban iban, String holderName) {}

    /** The account of a kind, once the treasurer has entered it. */
    Optional<CooperativeAccount> find(AccountKind kind);
}
