package coop.fairpass.booklets;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who spends vouchers passes together; who ends them otherwise (replaces a booklet, withdraws stock, freezes a month)
 * passes alone, for the length of a short transaction.
 *
 * <p>An unspent voucher has no row that could be locked. This lock of PostgreSQL, held in its memory and shared by all
 * redeemers, writes nothing; it holds over all the nodes of an instance.
 */
@Component
public class VoucherGate {

    private final JdbcClient jdbc;

    VoucherGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To spend vouchers, in the caller's transaction, until it ends.
     *
     * <p>What follows in that transaction is planned once and goes by indexes: its statements are short, always the
     * same, and planning them for each set of vouchers would cost as much as running them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passTogether() {
        jdbc.sql("""
                        SELECT pg_advisory_xact_lock_shared(467, 16),
                               set_config('plan_cache_mode', 'force_generic_plan', true),
                               set_config('enable_seqscan', 'off', true)
                        """).query((_, _) -> 0).single();
    }

    /** To end vouchers otherwise, in the caller's transaction, until it ends. Waits for redemptions under way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passAlone() {
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 16)").query((_, _) -> 0).single();
    }
}
