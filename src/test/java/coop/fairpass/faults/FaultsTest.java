package coop.fairpass.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import coop.fairpass.World;
import coop.fairpass.bench.HttpConnection;
import coop.fairpass.bench.HttpConnection.Answer;
import coop.fairpass.bench.Machine;
import coop.fairpass.bench.Node;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.faults.Ground.Paper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sites in processes of their own on one PostgreSQL that writes to the disk, under load; something breaks, and what
 * clients were told is compared with the books. {@code -Dfaults.rounds} and {@code -Dfaults.attempts} say how much of
 * it, {@code -Dfaults.seed} which.
 */
@DisplayName("Ce qui a été répondu est vrai, quoi qu’il arrive")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS)
class FaultsTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 3);
    private static final int ATTEMPTS = Integer.getInteger("faults.attempts", 1_000);
    private static final int CALLS = Integer.getInteger("faults.calls", 200);
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");

    private enum Fault {
        SITE_KILLED,
        DATABASE_KILLED,
        BACKEND_KILLED
    }

    private final List<Load> loads = new ArrayList<>();
    private final List<Relay> doors = new ArrayList<>();
    private final List<Node> sites = new ArrayList<>();
    private Ground ground;
    private Iterator<Paper> papers;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        ground = new Ground(home, home, "", 100 + (ROUNDS + 3) * CALLS * 3 / World.SIZE);
        papers = ground.papers();
        for (int i = 0; i < 2; i++) {
            sites.add(site(NOW));
            doors.add(new Relay(sites.get(i).port()));
        }
        ground.world.clock.set("2026-10-20T10:00");
        Machine.say(Machine.describe());
    }

    private Node site(Instant now) throws IOException {
        return Node.start(ground.database(), ground.home(), now, "-Xmx512m", "-XX:TieredStopAtLevel=1");
    }

    private Load load(long seed) {
        var load = new Load(ground.key, doors, papers, seed);
        loads.add(load);
        return load;
    }

    @Test
    @Order(1)
    @DisplayName("le site, la base ou l’un de ses processus tués, les liaisons coupées au milieu des réponses")
    void killed() throws Exception {
        var random = new Random(SEED);
        var faults = new EnumMap<Fault, Integer>(Fault.class);
        var load = load(SEED);
        for (var door : doors) {
            var whims = new Random(random.nextLong());
            door.cutAfter(() -> {
                synchronized (whims) {
                    return 1L + whims.nextInt(60_000);
                }
            });
        }
        for (int i = 0; i < ROUNDS; i++) {
            var fault = Fault.values()[i < 3 ? i : random.nextInt(3)];
            faults.merge(fault, 1, Integer::sum);
            try (var round = load.round(CALLS, 1 + random.nextInt(CALLS / 2))) {
                round.awaitTheMiddle();
                switch (fault) {
                    case SITE_KILLED -> killASite(random.nextInt(sites.size()));
                    case DATABASE_KILLED -> {
                        ground.killServer();
                        ground.startServerAgain();
                    }
                    case BACKEND_KILLED -> ground.killBackend(random);
                }
            }
            if ((i + 1) % 10 == 0) {
                Machine.say("%d pannes : %s".formatted(i + 1, load));
            }
        }
        doors.forEach(door -> door.cutAfter(() -> Long.MAX_VALUE));
        doors.forEach(Relay::cutAll);
        load.repeatAll();
        Machine.say("%d pannes %s : %s".formatted(ROUNDS, faults, load));
        Machine.say(new Checker(ground).check(loads));
    }

    /** The other one goes on; a new one takes its place. */
    private void killASite(int which) throws Exception {
        sites.get(which).kill();
        var next = site(NOW);
        sites.set(which, next);
        doors.get(which).leadTo(next.port());
    }

    @Test
    @Order(2)
    @DisplayName("un chèque présenté partout à la fois : une fois validé, le même refus pour tous les autres")
    void together() throws Exception {
        var load = load(SEED + 1); // nothing of it, but the checker asks that all be told
        var paper = papers.next();
        var start = new CountDownLatch(1);
        var callers = Math.min(ATTEMPTS, connectionsAllowed());
        var ready = new CountDownLatch(callers);
        var turns = new AtomicInteger(ATTEMPTS);
        var answers = new ConcurrentLinkedQueue<Answer>();
        var calling = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                var port = sites.get(i % sites.size()).port();
                calling.add(threads.submit(() -> {
                    try (var connection = new HttpConnection(port, ground.key)) {
                        ready.countDown();
                        start.await();
                        while (turns.getAndDecrement() > 0) {
                            var call = Load.call(List.of(paper));
                            answers.add(connection.post(
                                    "/api/v1/redemptions", call.id().toString(), call.body()));
                        }
                        return null;
                    }
                }));
            }
            ready.await();
            start.countDown();
        }
        for (var one : calling) {
            one.get();
        }
        assertThat(answers).hasSize(ATTEMPTS);
        var refusals = new HashSet<String>();
        var redeemed = new ArrayList<Answer>();
        for (var answer : answers) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            if (Checker.services(answer).getFirst().path("result").asString().equals("REFUSED")) {
                refusals.add(Checker.services(answer).getFirst().toString());
            } else {
                redeemed.add(answer);
            }
        }
        Machine.say(
                "%,d présentations d’un chèque sur deux sites, %,d à la fois : %d validation, %d refus différents (%s)"
                        .formatted(ATTEMPTS, callers, redeemed.size(), refusals.size(), refusals));
        assertThat(redeemed).hasSize(1);
        assertThat(refusals).singleElement().asString().contains("ALREADY_REDEEMED");
        load.heard(Load.call(List.of(paper)), redeemed.getFirst());
        Machine.say(new Checker(ground).check(loads));
    }

    @Test
    @Order(3)
    @EnabledIfSystemProperty(named = "faults.long", matches = "true", disabledReason = "./fairpass test faults")
    @DisplayName("l’horloge reculée puis avancée d’un jour")
    void clockMoved() throws Exception {
        // A service of the twentieth is to come for whoever believes that it is the nineteenth.
        var today = Paris.dayOf(NOW);
        var load = new Load(
                ground.key,
                doors,
                Stream.generate(papers::next)
                        .map(paper -> new Paper(paper.code(), today))
                        .iterator(),
                SEED + 2);
        loads.add(load);
        // One behind and one ahead, then the other way round.
        for (int turn = 0; turn < 2; turn++) {
            try (var round = load.round(CALLS, CALLS / 4)) {
                round.awaitTheMiddle();
                for (int i = 0; i < sites.size(); i++) {
                    sites.get(i).close();
                    sites.set(i, site(NOW.plusSeconds((i + turn) % 2 == 0 ? -86_400 : 86_400)));
                    doors.get(i).leadTo(sites.get(i).port());
                }
            }
        }
        load.repeatAll();
        Machine.say("horloge reculée, avancée, remise : " + load);
        ground.world.clock.set("2026-10-21T10:00");
        Machine.say(new Checker(ground).check(loads));
        var reasons = new HashSet<String>();
        load.told()
                .forEach(told -> Checker.services(told.answer())
                        .forEach(service -> reasons.add(service.path("reason").asString(""))));
        assertThat(reasons).isSubsetOf("", "ALREADY_REDEEMED", "UNDER_REVIEW", "SERVICE_DATE_IMPOSSIBLE");
    }

    @Test
    @Order(4)
    @DisplayName("tout ce que l’API décrit, demandé avec des valeurs quelconques : jamais une panne")
    void anythingAsked() throws Exception {
        var port = sites.getFirst().port();
        var inputs = Integer.getInteger("fuzz.requests", 250);
        var keys = Map.of(
                "prestataire",
                key(World.FIRST, World.FIRST_ADMIN, Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN),
                "coopérative",
                key(
                        World.COOPERATIVE,
                        World.TREASURER,
                        Role.TREASURER,
                        Role.COOP_SALES,
                        Role.COOP_PRODUCTION,
                        Role.COOP_CONTROLLER,
                        Role.COOP_REVIEWER,
                        Role.COMMITTEE),
                "payeur",
                key(World.TOWN, World.TOWN_BUYER, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT));
        String openApi;
        try (var connection = new HttpConnection(port, ground.key)) {
            openApi =
                    connection.ask("GET", "/openapi/v1.json", "x", new byte[0]).body();
        }
        var failures = new java.util.TreeMap<String, String>();
        for (var key : keys.entrySet()) {
            var fuzz = new ApiFuzz(openApi, SEED + key.getKey().hashCode());
            fuzz.run(port, key.getValue(), inputs);
            Machine.say("API, %s : %,d demandes sur %d adresses, réponses %s"
                    .formatted(key.getKey(), inputs, fuzz.operations(), fuzz.statuses()));
            failures.putAll(fuzz.failures());
        }
        failures.forEach((where, what) -> Machine.say("EN PANNE : " + where + " : " + what));
        assertThat(failures).isEmpty();
        assertThat(ground.world.ailments()).isEmpty();
    }

    /** Both ends of a connection are files of this process, which also has those of two sites and their database. */
    private static int connectionsAllowed() {
        var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        return system == null ? ATTEMPTS : (int) Math.min(ATTEMPTS, system.getMaxFileDescriptorCount() / 4);
    }

    private String key(OrganisationId organisation, Actor by, Role... roles) {
        return ground.world
                .bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        organisation,
                        "quelconque",
                        Set.of(roles),
                        Ground.FIRST_DAY.plusYears(1),
                        by);
    }

    @AfterAll
    void close() throws Exception {
        sites.forEach(Node::close);
        for (var door : doors) {
            door.close();
        }
        if (ground != null) {
            ground.close();
        }
    }
}
