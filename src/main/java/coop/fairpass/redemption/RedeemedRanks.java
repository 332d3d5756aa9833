package coop.fairpass.redemption;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.SpentRanks;
import coop.fairpass.booklets.VoucherNumber;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A voucher is spent while its last attempt stands: accepted, held, or rejected as copied or stolen. */
@Component
class RedeemedRanks implements SpentRanks {

    private final JdbcClient jdbc;

    RedeemedRanks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Integer> of(BookletNumber booklet) {
        return Set.copyOf(jdbc.sql("""
                        SELECT voucher % 16 AS rank
                          FROM (SELECT DISTINCT ON (voucher) voucher, state
                                  FROM redemption.redemption
                                 WHERE voucher BETWEEN :first AND :last
                                 ORDER BY voucher, attempt DESC) last_attempt
                         WHERE state IN ('ACCEPTED', 'HELD', 'REJECTED_BLOCKED')
                        """)
                .param("first", booklet.voucher(1).value())
                .param("last", booklet.voucher(VoucherNumber.LAST_RANK).value())
                .query(Integer.class)
                .list());
    }
}
