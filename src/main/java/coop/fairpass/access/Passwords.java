package coop.fairpass.access;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, 19 MiB and two passes as OWASP advises; two at once at most, so that a crowd at the door takes neither the
 * memory nor the processors that redemptions need.
 */
@Component
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    private final Semaphore atOnce = new Semaphore(2);

    String hash(String password) {
        atOnce.acquireUninterruptibly();
        try {
            return encoder.encode(PasswordRule.normal(password));
        } finally {
            atOnce.release();
        }
    }

    boolean matches(String password, String hash) {
        if (password.length() > PasswordRule.LONGEST) {
            return false;
        }
        atOnce.acquireUninterruptibly();
        try {
            return encoder.matches(PasswordRule.normal(password), hash);
        } finally {
            atOnce.release();
        }
    }

    /** Costs as much time as to compare with a hash: nobody learns by waiting which addresses have an account. */
    void matchNobody(String password) {
        if (password.length() <= PasswordRule.LONGEST) {
            hash(password);
        }
    }
}
