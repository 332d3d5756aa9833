package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Newcomers;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An invitation to whoever was let in without an account: by the signature of a file, or by a claim that was granted.
 */
@Component
class WelcomeNewcomers implements Newcomers {

    private final Accounts accounts;
    private final Invitations invitations;

    WelcomeNewcomers(Accounts accounts, Invitations invitations) {
        this.accounts = accounts;
        this.invitations = invitations;
    }

    @Override
    @Transactional(readOnly = true)
    public UUID personAt(String email, UUID proposed) {
        if (accounts.isOpen(proposed)) {
            return proposed;
        }
        return MailAddress.read(email)
                .flatMap(address -> accounts.personOf(address).or(() -> invitations.invitedAt(address)))
                .orElse(proposed);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void welcome(UUID person, String email, String organisation, Actor by) {
        if (accounts.isOpen(person)) {
            accounts.emailOf(person).ifPresent(address -> invitations.tellOfRoles(address, organisation));
            return;
        }
        MailAddress.read(email).ifPresent(address -> invitations.send(person, address, organisation, by.reference()));
    }
}
