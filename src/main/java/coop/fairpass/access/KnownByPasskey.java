package coop.fairpass.access;

import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Tells WebAuthn that a person has an account. No password is compared by it, and no right is given. */
@Component
class KnownByPasskey implements UserDetailsService {

    private final Accounts accounts;

    KnownByPasskey(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return person(name)
                .filter(accounts::isOpen)
                .map(person -> User.withUsername(name).password("").roles().build())
                .orElseThrow(() -> new UsernameNotFoundException("no account"));
    }

    private static Optional<UUID> person(String name) {
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
