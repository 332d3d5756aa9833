package coop.fairpass.settlement;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Settles a month beside the page that asked for it: a month of a whole country takes minutes, which no page waits for.
 * After some seconds the page goes and shows, from the database, how far it is. One month at a time in a program; if
 * the program stops, whoever asks again goes on where it stopped ({@link SettleMonth}).
 */
@Component
class SettleApart implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SettleApart.class);

    /** What a page knows when it must answer. */
    sealed interface Answer {
        record Ended(SettleMonth.Outcome outcome) implements Answer {}

        record StillRunning() implements Answer {}
    }

    private final SettleMonth settleMonth;
    private final Duration wait;
    private final ExecutorService one =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("settle").factory());

    SettleApart(SettleMonth settleMonth, @Value("${fairpass.settlement.page-waits:PT4S}") String wait) {
        this.settleMonth = settleMonth;
        this.wait = Duration.parse(wait);
    }

    Answer handle(SettleMonth.Command command) {
        var running = one.submit(() -> {
            try {
                return settleMonth.handle(command);
            } catch (RuntimeException | Error e) {
                // The page may be gone: nobody else would say it.
                LOG.error("settling {} failed; asking again goes on where it stopped", command.month(), e);
                throw e;
            }
        });
        try {
            return new Answer.Ended(running.get(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return new Answer.StillRunning();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.StillRunning();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void destroy() {
        one.shutdownNow();
    }
}
