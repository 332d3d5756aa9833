package coop.fairpass.mail;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what was written, as soon as its transaction has ended and every minute for what had to wait. Several nodes may
 * do so together: one mail is taken by one of them.
 */
@Component
public class SendLetters implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SendLetters.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Letters letters;
    private final RenderLetter render;
    private final ObjectProvider<Postman> postman;
    private final boolean serves;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mail").daemon().factory());
    private volatile boolean running;

    SendLetters(
            Letters letters,
            RenderLetter render,
            ObjectProvider<Postman> postman,
            @Value("${fairpass.due-work-every:}") String whileServing) {
        this.letters = letters;
        this.render = render;
        this.postman = postman;
        this.serves = !whileServing.isEmpty();
    }

    /** Sends all that waits and is due. */
    public void sendAll() {
        var named = postman.stream().findFirst();
        if (named.isEmpty()) {
            return; // it waits until the operator names a server
        }
        var carrier = named.get();
        for (var next = letters.take(); next.isPresent(); next = letters.take()) {
            var id = next.get().letter().id();
            try {
                carrier.carry(render.render(next.get()));
                letters.sent(id);
            } catch (RuntimeException e) {
                // What a server answers may hold the address: the log says which mail, the database keeps why.
                LOG.warn(
                        "mail {} was not sent and will be tried again: {}",
                        id,
                        e.getClass().getSimpleName());
                letters.failed(id, String.valueOf(e.getMessage()));
            }
        }
    }

    private void round() {
        try {
            sendAll();
        } catch (RuntimeException e) {
            LOG.warn("mail waits: {}", e.getClass().getSimpleName());
        }
    }

    @TransactionalEventListener
    void soon(Letters.Written written) {
        if (running) {
            thread.execute(this::round);
        }
    }

    @Override
    public boolean isAutoStartup() {
        return serves;
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(this::round, 5, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(12, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
