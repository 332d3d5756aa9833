package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Forgets;
import coop.fairpass.privacy.Kept;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what justified a redemption on hold, a year after its last decision; the decision itself stays. */
@Component
class ForgetHoldDocuments implements Forgets {

    private final JdbcClient jdbc;

    ForgetHoldDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "redemption: forget the documents of holds that were decided a year ago";
    }

    @Override
    public Set<Kept> kinds() {
        return Set.of(Kept.HOLD_DOCUMENT);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        jdbc.sql("""
                        DELETE FROM redemption.document d
                         USING redemption.hold h
                          LEFT JOIN redemption.appeal a USING (voucher, attempt)
                         WHERE h.voucher = d.voucher AND h.attempt = d.attempt
                           AND h.decided_at < :limit
                           AND (a.voucher IS NULL OR a.decided_at < :limit)
                        """)
                .param("limit", Paris.startOf(limit).atOffset(ZoneOffset.UTC))
                .update();
    }
}
