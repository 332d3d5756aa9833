package coop.fairpass.ledger;

import coop.fairpass.calendar.DailyTask;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds what was posted since to the balances that the books keep, so that coverage is answered in the same few
 * milliseconds whatever the books have grown to. At each round of due work: what is not rolled is still counted, line
 * by line, so nothing is ever missing between two rounds.
 */
@Component
public class RollUpBalances implements DailyTask {

    private static final Logger LOG = LoggerFactory.getLogger(RollUpBalances.class);

    private final JdbcClient jdbc;

    RollUpBalances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger: balances";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    @Transactional
    public void run(LocalDate today) {
        handle();
    }

    /** How many postings were added; zero when there were none, or when others were posting at length. */
    @Transactional
    public long handle() {
        var rolled = jdbc.sql("SELECT ledger.roll_up()").query(Long.class).optional();
        if (rolled.isEmpty()) {
            LOG.info("balances are rolled up next time: others are posting");
        }
        return rolled.orElse(0L);
    }
}
