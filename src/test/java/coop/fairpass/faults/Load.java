package coop.fairpass.faults;

import coop.fairpass.World;
import coop.fairpass.bench.HttpConnection;
import coop.fairpass.bench.HttpConnection.Answer;
import coop.fairpass.faults.Ground.Paper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Programs of a provider that redeem, one voucher or a list a call, and never give up a call before they know: cut off
 * or told to come back, they send it again with the same key, to whichever site answers. One call in ten presents a
 * voucher that another call has presented too; one in five is sent once more after its answer. All that they were told
 * is kept.
 */
final class Load {

    private static final int CLIENTS = 16;
    private static final long A_LITTLE_NANOS = 20_000_000;

    /** One request, sent with one key as often as it takes. */
    @SuppressWarnings("ArrayRecordComponent") // sent as it is, never compared
    record Call(UUID id, int vouchers, byte[] body) {

        @Override
        public String toString() {
            return id + " " + new String(body, StandardCharsets.US_ASCII);
        }
    }

    /** What was said of a call, and how often nothing was. */
    record Told(Call call, Answer answer) {}

    private final String key;
    private final List<Relay> sites;
    private final Iterator<Paper> papers;
    private final Random random;
    private final List<Paper> presented = new ArrayList<>();
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final CountDownLatch firstLater = new CountDownLatch(1);
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    Load(String key, List<Relay> sites, Iterator<Paper> papers, long seed) {
        this.key = key;
        this.sites = List.copyOf(sites);
        this.papers = papers;
        this.random = new Random(seed);
    }

    /** Calls on their way, and how to wait for them. */
    final class Round implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> clients = new ArrayList<>();
        private final Queue<Call> calls;
        private final CountDownLatch untilTheFault;

        Round(int count, int beforeTheFault) {
            calls = new ConcurrentLinkedQueue<>(java.util.stream.Stream.generate(Load.this::next)
                    .limit(count)
                    .toList());
            untilTheFault = new CountDownLatch(beforeTheFault);
            for (int i = 0; i < CLIENTS; i++) {
                long seed = random.nextLong();
                clients.add(threads.submit(() -> {
                    client(new Random(seed));
                    return null;
                }));
            }
        }

        /** Waits until so many have been answered as was asked: then it is time to break something. */
        void awaitTheMiddle() throws InterruptedException {
            if (!untilTheFault.await(10, TimeUnit.MINUTES)) {
                throw new AssertionError("no answers come");
            }
        }

        private void client(Random whims) throws IOException {
            try (var line = new Line(whims)) {
                for (var call = calls.poll(); call != null; call = calls.poll()) {
                    var answer = line.insist(call);
                    told.put(call.id(), new Told(call, answer));
                    if (whims.nextInt(5) == 0) {
                        repeated.incrementAndGet();
                        same(call, answer, line.insist(call));
                    }
                    untilTheFault.countDown();
                }
            }
        }

        /** Waits until every call has its answer. */
        @Override
        public void close() {
            finish(clients, threads);
        }
    }

    /** Calls that follow one another at a pace until it is closed, which waits for the last answers. */
    final class Steady implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> clients = new ArrayList<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final AtomicLong latest = new AtomicLong(System.nanoTime());
        private final AtomicLong longest = new AtomicLong();
        private volatile boolean over;

        Steady(int callers, Duration pause) {
            for (int i = 0; i < callers; i++) {
                long seed = random.nextLong();
                clients.add(threads.submit(() -> {
                    client(new Random(seed), pause);
                    return null;
                }));
            }
        }

        private void client(Random whims, Duration pause) throws IOException {
            try (var line = new Line(whims)) {
                while (!over) {
                    var call = next();
                    var answer = line.insist(call);
                    told.put(call.id(), new Told(call, answer));
                    answered();
                    if (whims.nextInt(5) == 0) {
                        repeated.incrementAndGet();
                        same(call, answer, line.insist(call));
                        answered();
                    }
                    LockSupport.parkNanos(pause.toNanos());
                }
            }
        }

        private void answered() {
            long now = System.nanoTime();
            long gap = now - latest.getAndSet(now);
            longest.accumulateAndGet(gap, Math::max);
            answers.incrementAndGet();
        }

        int answers() {
            return answers.get();
        }

        /** The longest time without an answer is looked for from now on. */
        void watch() {
            latest.set(System.nanoTime());
            longest.set(0);
        }

        /** The longest time during which nobody was answered, until now included. */
        Duration longestGap() {
            return Duration.ofNanos(Math.max(longest.get(), System.nanoTime() - latest.get()));
        }

        @Override
        public void close() {
            over = true;
            finish(clients, threads);
        }
    }

    /** Waits until every client has the answers that it asked for. */
    private static void finish(List<Future<?>> clients, ExecutorService threads) {
        try {
            for (var client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.close();
        }
    }

    /** A connection that is opened again when it is cut, to any of the sites. */
    private final class Line implements AutoCloseable {
        private final Random whims;
        private java.util.Optional<HttpConnection> connection = java.util.Optional.empty();

        Line(Random whims) {
            this.whims = whims;
        }

        Answer insist(Call call) throws IOException {
            while (true) {
                try {
                    if (connection.isEmpty()) {
                        connection = java.util.Optional.of(new HttpConnection(
                                sites.get(whims.nextInt(sites.size())).port(), key));
                    }
                    var answer = connection
                            .get()
                            .post("/api/v1/redemptions", call.id().toString(), call.body());
                    if (answer.status() == 200) {
                        return answer;
                    }
                    if ((answer.status() == 503 && answer.body().contains("\"TRY_LATER\""))
                            || (answer.status() == 409 && answer.body().contains("\"TRY_AGAIN\""))) {
                        away.incrementAndGet();
                        firstLater.countDown();
                    } else {
                        complaints.add(call.id() + " was told " + answer);
                    }
                } catch (IOException _) {
                    cut.incrementAndGet();
                    close();
                }
                LockSupport.parkNanos(A_LITTLE_NANOS);
            }
        }

        @Override
        public void close() throws IOException {
            if (connection.isPresent()) {
                connection.get().close();
            }
            connection = java.util.Optional.empty();
        }
    }

    /** Sends calls, and breaks something once a part of them was answered. */
    Round round(int count, int beforeTheFault) {
        return new Round(count, beforeTheFault);
    }

    /** Sends calls without end. */
    Steady steady(int callers, Duration pause) {
        return new Steady(callers, pause);
    }

    private synchronized Call next() {
        var chosen = new ArrayList<Paper>();
        int most = random.nextInt(8) == 0 ? 2 + random.nextInt(30) : 1;
        while (chosen.size() < most) {
            var again = !presented.isEmpty() && random.nextInt(10) == 0;
            var paper = again
                    ? presented.get(presented.size() - 1 - random.nextInt(Math.min(100, presented.size())))
                    : papers.next();
            if (!chosen.contains(paper)) {
                chosen.add(paper);
            }
        }
        presented.addAll(chosen);
        return call(chosen);
    }

    static Call call(List<Paper> papers) {
        var body = papers.stream()
                .map(Paper::json)
                .collect(Collectors.joining(
                        ",", "{\"place\":\"" + World.FIRST_PLACE.value() + "\",\"services\":[", "]}"));
        return new Call(UUID.randomUUID(), papers.size(), body.getBytes(StandardCharsets.US_ASCII));
    }

    private void same(Call call, Answer first, Answer second) {
        if (!first.equals(second)) {
            complaints.add("%s was told %s, then %s".formatted(call, first, second));
        }
    }

    /** Waits until somebody was told to come back. */
    void awaitTheFirstLater() throws InterruptedException {
        if (!firstLater.await(5, TimeUnit.MINUTES)) {
            throw new AssertionError("nobody was told to come back: " + this);
        }
    }

    /** Waits until somebody else is told to come back. */
    void awaitALater() {
        int before = away.get();
        Cluster.await("somebody told to come back", Duration.ofMinutes(2), () -> away.get() > before);
    }

    /** Sends again a call that was answered, once, to any site. */
    Answer again(Told one) throws IOException {
        try (var connection = new HttpConnection(sites.getFirst().port(), key)) {
            return connection.post(
                    "/api/v1/redemptions",
                    one.call().id().toString(),
                    one.call().body());
        }
    }

    /** Sends everything once more: each call must get the answer it had. */
    void repeatAll() throws IOException {
        try (var line = new Line(new Random(0))) {
            for (var one : told.values()) {
                same(one.call(), one.answer(), line.insist(one.call()));
            }
        }
    }

    /** Adds what somebody else was told. */
    void heard(Call call, Answer answer) {
        told.put(call.id(), new Told(call, answer));
    }

    List<Told> told() {
        return List.copyOf(told.values());
    }

    /** Answers that nobody should get: another one to the same call, or a failure that is not said to pass. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public String toString() {
        return "%,d appels répondus, %,d fois coupés, %,d fois « plus tard », %,d redemandés après réponse"
                .formatted(told.size(), cut.get(), away.get(), repeated.get());
    }
}
