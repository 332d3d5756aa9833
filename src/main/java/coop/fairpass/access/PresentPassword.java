package coop.fairpass.access;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whether who is in shows once more that it is them: an open session is not enough to take an account over. */
@Component
class PresentPassword {

    private final Accounts accounts;
    private final Passwords passwords;

    PresentPassword(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** True for whoever typed it, and for an account that has none because a passkey or a provider opens it. */
    boolean isShown(UUID person, String typed) {
        return accounts.byPerson(person)
                .map(account -> account.hash()
                        .map(hash -> passwords.matches(typed, hash))
                        .orElse(true))
                .orElse(false);
    }
}
