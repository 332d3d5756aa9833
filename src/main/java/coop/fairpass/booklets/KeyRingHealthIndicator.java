package coop.fairpass.booklets;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether this program holds every generation of keys that its database was used with: a machine to which a new
 * generation was not copied would call good vouchers unknown, so no caller is sent to it.
 */
@Component
class KeyRingHealthIndicator extends AbstractHealthIndicator {

    private final VoucherKeys keys;
    private final KeyGenerations known;

    KeyRingHealthIndicator(VoucherKeys keys, KeyGenerations known) {
        super("the key ring is not that of the database");
        this.keys = keys;
        this.known = known;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        known.check(keys);
        builder.up();
    }
}
