package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.bench.HttpConnection;
import coop.fairpass.bench.Node;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Fermer sous la charge ne perd rien : ce qui est répondu est écrit, ce qui est coupé se redemande")
@ExtendWith(TestDatabase.class)
class ClosingTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BOOKLETS = 8;
    private static final int CALLERS = 16;
    private static final int ANSWERED_BEFORE = 100;

    /** A call: its idempotency key is its own, its voucher may be another's too. */
    private record Call(String id, String voucher) {}

    private final List<String> vouchers = new ArrayList<>();
    private final Map<Call, HttpConnection.Answer> answered = new ConcurrentHashMap<>();
    private final Set<Call> cut = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private String key = "";

    @Test
    @Timeout(600)
    @DisplayName("R-132 : TERM pendant les validations, puis les mêmes appels à nouveau : une validation par chèque")
    void closing_loses_nothing(Db db, @TempDir Path home) throws Exception {
        try (var world = new World(db, home)) {
            var order = world.order(BOOKLETS);
            for (int i = 1; i <= BOOKLETS; i++) {
                var booklet = world.handedOver(order, i);
                for (int rank = 1; rank <= World.SIZE; rank++) {
                    vouchers.add(world.code(booklet, rank));
                }
            }
            key = world.bean(ApiKeys.class)
                    .create(
                            UUID.randomUUID(),
                            World.FIRST,
                            "essai",
                            Set.of(Role.PROVIDER_STAFF),
                            world.today().plusYears(1),
                            World.FIRST_ADMIN);
            var day = world.today().toString();

            try (var node = Node.start(db.database(), home, world.clock.instant())) {
                closeUnderLoad(node, day);
            }
            assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERED_BEFORE);
            assertThat(answered.values())
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            assertThat(cut).as("nobody was left without an end").hasSize(CALLERS);
            answered.values().forEach(answer -> isWritten(db, JSON.readTree(answer.body())));

            try (var node = Node.start(db.database(), home, world.clock.instant());
                    var connection = new HttpConnection(node.port(), key)) {
                for (var call : cut) {
                    var answer = send(connection, call, day);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    isWritten(db, JSON.readTree(answer.body()));
                    assertThat(send(connection, call, day)).isEqualTo(answer);
                }
                for (var call : answered.keySet()) {
                    assertThat(send(connection, call, day)).isEqualTo(answered.get(call));
                }
            }
            assertThat(db.jdbc()
                            .sql("SELECT count(*) FROM (SELECT 1 FROM redemption.spent GROUP BY voucher"
                                    + " HAVING count(*) > 1) AS twice")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(world.bean(Examination.class).handle()).allMatch(finding -> finding.holds());
        }
    }

    /** Callers that never stop of themselves; TERM comes when some were answered, and the process ends. */
    private void closeUnderLoad(Node node, String day) throws InterruptedException {
        var some = new CountDownLatch(ANSWERED_BEFORE);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                var _ = callers.submit(() -> callUntilCut(node, day, some));
            }
            some.await();
            var process = ProcessHandle.of(node.pid()).orElseThrow();
            assertThat(process.destroy()).isTrue();
            assertThat(process.onExit().orTimeout(60, TimeUnit.SECONDS).join().isAlive())
                    .isFalse();
        }
    }

    private void callUntilCut(Node node, String day, CountDownLatch some) {
        var call = nextCall();
        try (var connection = new HttpConnection(node.port(), key)) {
            while (true) {
                var answer = send(connection, call, day);
                if (answer.status() == 503) {
                    assertThat(answer.body()).contains("\"reason\":\"CLOSING\"");
                    throw new IOException("the site closes");
                }
                answered.put(call, answer);
                some.countDown();
                call = nextCall();
            }
        } catch (IOException e) {
            cut.add(call);
        }
    }

    private Call nextCall() {
        return new Call(UUID.randomUUID().toString(), vouchers.get(next.getAndIncrement() % vouchers.size()));
    }

    private static HttpConnection.Answer send(HttpConnection connection, Call call, String day) throws IOException {
        var body = "{\"place\":\"%s\",\"services\":[{\"service\":\"%s\",\"day\":\"%s\",\"presented\":[\"%s\"]}]}"
                .formatted(World.FIRST_PLACE.value(), World.TEN_EUROS, day, call.voucher());
        return connection.post("/api/v1/redemptions", call.id(), body.getBytes(StandardCharsets.US_ASCII));
    }

    /** What was answered is in the base: the request, and a redemption for each that the answer names. */
    private static void isWritten(Db db, JsonNode answer) {
        var request = UUID.fromString(answer.required("request").stringValue());
        assertThat(db.jdbc()
                        .sql("SELECT count(*) FROM redemption.spent WHERE request = :request")
                        .param("request", request)
                        .query(Long.class)
                        .single())
                .isEqualTo(answer.at("/services/0/redemptions").size());
    }
}
