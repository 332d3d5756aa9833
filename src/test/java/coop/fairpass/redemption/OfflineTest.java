package coop.fairpass.redemption;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_COLLEAGUE;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.ledger.Account;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.AcceptEnvelopes.Answered;
import coop.fairpass.redemption.AcceptEnvelopes.Sealed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Accepter sans réseau : gardé, envoyé plus tard, une seule règle entre deux appareils")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfflineTest {

    private static final int BOOKLETS = 150;

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(BOOKLETS);
        world.clock.set("2026-10-06T08:00");
        PretendDevice.allow(world, 20, 200_00, 12);
    }

    @BeforeEach
    void onAnOrdinaryMorning() {
        world.clock.set("2026-10-07T08:00");
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private BookletNumber booklet() {
        return world.handedOver(order, ++used);
    }

    private PretendDevice first() {
        return new PretendDevice(world, UUID.randomUUID(), FIRST_STAFF, FIRST_PLACE).lent();
    }

    private PretendDevice second() {
        return new PretendDevice(world, UUID.randomUUID(), SECOND_STAFF, SECOND_PLACE).lent();
    }

    private Instant minutes(int after) {
        return world.clock.instant().plus(Duration.ofMinutes(after));
    }

    private static EnvelopeResult result(Answered answered) {
        return answered.verdict().result();
    }

    private static Optional<OfflineReason> reason(Answered answered) {
        return answered.verdict().reason();
    }

    private long owed(OrganisationId provider) {
        return world.db
                .jdbc()
                .sql("""
                        SELECT coalesce(sum(face_cents), 0) FROM redemption.spent
                         WHERE provider = :provider AND state = 'ACCEPTED'
                        """)
                .param("provider", provider.value())
                .query(Long.class)
                .single();
    }

    private OfflineLine line(UUID envelope, OrganisationId provider) {
        return world.bean(OfflineLines.class).of(List.of(envelope), provider).getFirst();
    }

    @Test
    @DisplayName("R-132 : une enveloppe est acceptée par la voie ordinaire, et renvoyée reçoit la même réponse")
    void accepted_and_sent_again() {
        var device = first();
        device.accept(minutes(5), booklet(), 1);
        world.clock.set("2026-10-07T12:00");
        var owed = world.owed(Account.OWED_TO_PROVIDERS);
        var sent = device.unsent();

        var answered = device.send();
        var again = done(AcceptEnvelopes.Outcome.Received.class, device.send(sent));

        assertThat(answered).extracting(OfflineTest::result).containsExactly(EnvelopeResult.ACCEPTED);
        assertThat(again.answered()).isEqualTo(answered);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(coop.fairpass.money.Money.cents(10_00)));
    }

    @Test
    @DisplayName(
            "la plus ancienne de deux acceptations l’emporte, qu’elle arrive la première ou la dernière ; chacun lit"
                    + " pourquoi")
    void the_older_wins_in_both_orders() {
        for (boolean olderFirst : List.of(true, false)) {
            world.clock.set("2026-10-07T08:00");
            var booklet = booklet();
            var older = first();
            var younger = second();
            var winner = older.accept(minutes(5), booklet, 1);
            var loser = younger.accept(minutes(6), booklet, 1);
            world.clock.set("2026-10-07T12:00");
            long toFirst = owed(FIRST);
            long toSecond = owed(SECOND);
            if (olderFirst) {
                older.send();
                assertThat(younger.send())
                        .extracting(OfflineTest::reason)
                        .containsExactly(Optional.of(OfflineReason.ACCEPTED_EARLIER));
            } else {
                assertThat(younger.send()).extracting(OfflineTest::result).containsExactly(EnvelopeResult.ACCEPTED);
                older.send();
            }
            assertThat(owed(FIRST)).isEqualTo(toFirst + 10_00);
            assertThat(owed(SECOND)).isEqualTo(toSecond);
            assertThat(line(winner, FIRST).result()).isEqualTo("ACCEPTED");
            var lost = line(loser, SECOND);
            assertThat(lost.title()).isEqualTo("Perdu");
            assertThat(lost.sentence()).contains("demandez");
            assertThat(String.join(" ", lost.facts()))
                    .contains("sans réseau, dans une autre structure")
                    .doesNotContain("Premier prestataire");
            if (!olderFirst) {
                assertThat(String.join(" ", line(winner, FIRST).facts())).contains("le vôtre, plus ancien, l’emporte");
                assertThat(world.told(SECOND)).anyMatch(told -> told.contains("accepté sans réseau est perdu"));
            }
        }
    }

    @Test
    @DisplayName("ce qui est accepté avec le réseau l’emporte toujours, même plus récent")
    void online_stands() {
        var booklet = booklet();
        var device = first();
        var envelope = device.accept(minutes(5), booklet, 1);
        world.clock.set("2026-10-07T09:00");
        world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1));

        assertThat(device.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.of(OfflineReason.ACCEPTED_ONLINE));
        assertThat(String.join(" ", line(envelope, FIRST).facts())).contains("avec réseau, dans une autre structure");
    }

    @Test
    @DisplayName("R-129, R-137 : une enveloppe passe les mêmes règles, dans le même ordre, au jour du service")
    void the_same_rules() {
        var device = first();
        var blocked = booklet();
        done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(blocked.serial(), Loss.STOLEN, AGENT)));
        var at = minutes(5);
        device.accept(UUID.randomUUID(), at, blocked, 1, World.NOT_OFFERED, world.today());
        device.accept(UUID.randomUUID(), at, booklet(), 1, World.NOT_OFFERED, world.today());
        device.accept(UUID.randomUUID(), at, booklet(), 1, World.TEN_EUROS, LocalDate.of(2026, 9, 30));
        device.accept(
                UUID.randomUUID(),
                at,
                booklet(),
                1,
                World.TEN_EUROS,
                world.today().plusDays(1));
        world.clock.set("2026-10-07T12:00");
        var answered = device.send();
        assertThat(answered)
                .extracting(one -> one.verdict().answer().flatMap(Answer.ServiceAnswer::reason))
                .containsExactly(
                        Optional.of(RedeemReason.BLOCKED),
                        Optional.of(RedeemReason.SERVICE_NOT_OFFERED),
                        Optional.of(RedeemReason.NOT_YET_VALID),
                        Optional.empty());
        assertThat(reason(answered.getLast())).contains(OfflineReason.TIME_IMPOSSIBLE);
    }

    @Test
    @DisplayName("un carnet entier sans réseau attend une personne, comme avec le réseau")
    void a_whole_booklet_is_held() {
        var device = first();
        var booklet = booklet();
        for (int rank = 1; rank <= 6; rank++) {
            device.accept(minutes(rank), booklet, rank);
        }
        world.clock.set("2026-10-07T12:00");
        assertThat(device.send())
                .extracting(OfflineTest::result)
                .containsExactly(
                        EnvelopeResult.ACCEPTED,
                        EnvelopeResult.ACCEPTED,
                        EnvelopeResult.ACCEPTED,
                        EnvelopeResult.ACCEPTED,
                        EnvelopeResult.HELD,
                        EnvelopeResult.HELD);
    }

    @Test
    @DisplayName("annulé avant l’envoi, rien n’est enregistré, et le chèque sert ailleurs")
    void taken_back_before_sending() {
        var booklet = booklet();
        var device = first();
        var envelope = device.accept(minutes(5), booklet, 1);
        device.takeBack(minutes(6), envelope);
        device.takeBack(minutes(7), UUID.randomUUID());
        world.clock.set("2026-10-07T12:00");
        assertThat(device.send())
                .extracting(OfflineTest::result)
                .containsExactly(EnvelopeResult.TAKEN_BACK, EnvelopeResult.TAKEN_BACK, EnvelopeResult.REFUSED);
        assertThat(world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1))
                        .result())
                .isEqualTo(Answer.Result.REDEEMED);
    }

    @Test
    @DisplayName("ce que la gouvernance permet sans réseau borne les chèques, les euros et le silence, et rien de plus")
    void the_allowance() {
        world.clock.set("2026-10-08T08:00");
        PretendDevice.allow(world, 3, 20_00, 2);
        var byAmount = first();
        for (int i = 1; i <= 3; i++) {
            byAmount.accept(minutes(i), booklet(), 1);
        }
        var bySilence = first();
        bySilence.accept(minutes(119), booklet(), 1);
        bySilence.accept(minutes(121), booklet(), 1);
        world.clock.set("2026-10-09T08:00");
        PretendDevice.allow(world, 20, 200_00, 12);
        assertThat(byAmount.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(OfflineReason.OVER_THE_ALLOWANCE));
        assertThat(bySilence.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.empty(), Optional.of(OfflineReason.OUTSIDE_THE_LEASE));
        // Heard from, it is lent again.
        byAmount.lent();
        byAmount.accept(minutes(1), booklet(), 1);
        world.clock.set("2026-10-09T09:00");
        assertThat(byAmount.send()).extracting(OfflineTest::result).containsExactly(EnvelopeResult.ACCEPTED);
    }

    @Test
    @DisplayName("une signature fausse, une enveloppe sautée, changée ou d’un autre n’est pas reçue")
    void what_is_not_received() {
        var device = first();
        device.accept(minutes(1), booklet(), 1);
        device.accept(minutes(2), booklet(), 1);
        world.clock.set("2026-10-07T12:00");
        var sealed = device.unsent();
        var altered = new Sealed(
                sealed.getFirst().body().replace("FP-COM-001", "FP-COM-003"),
                sealed.getFirst().signature(),
                sealed.getFirst().qr());
        assertThat(device.send(List.of(altered)))
                .isEqualTo(new AcceptEnvelopes.Outcome.Refused(OfflineReason.ENVELOPE_FORGED));
        assertThat(device.send(List.of(sealed.getLast())))
                .isEqualTo(new AcceptEnvelopes.Outcome.Received(
                        List.of(), Optional.of(OfflineReason.ENVELOPE_OUT_OF_SEQUENCE)));
        assertThat(world.bean(AcceptEnvelopes.class)
                        .handle(new AcceptEnvelopes.Command(device.id, sealed, FIRST_COLLEAGUE)))
                .isEqualTo(new AcceptEnvelopes.Outcome.Refused(OfflineReason.UNKNOWN_DEVICE));
        device.send();
        var other = sealed.getFirst().body().replace("FP-COM-001", "FP-COM-003");
        assertThat(device.send(List.of(
                        new Sealed(other, device.sign(other), sealed.getFirst().qr()))))
                .isEqualTo(new AcceptEnvelopes.Outcome.Received(
                        List.of(), Optional.of(OfflineReason.SAME_ID_OTHER_CONTENT)));
    }

    @Test
    @DisplayName("un appareil arrêté n’est plus payé ; un autre que le sien ne l’arrête pas")
    void a_stopped_device() {
        var device = first();
        device.accept(minutes(1), booklet(), 1);
        var devices = world.bean(OfflineDevices.class);
        assertThat(devices.stop(device.id, SECOND_STAFF)).isFalse();
        assertThat(devices.stop(device.id, FIRST_COLLEAGUE)).isFalse();
        assertThat(devices.stop(device.id, World.FIRST_ADMIN)).isTrue();
        assertThat(device.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.of(OfflineReason.DEVICE_STOPPED));
    }

    /** A device that keeps a request of which the answer, given with the network, never reached it. */
    private PretendDevice keptThoughAnswered(UUID request, BookletNumber booklet) {
        world.bean(RedeemVouchers.class)
                .handle(new RedeemVouchers.Command(
                        request,
                        FIRST_PLACE.value(),
                        List.of(World.given(World.TEN_EUROS, world.today(), PretendDevice.qr(world, booklet, 1))),
                        FIRST_STAFF));
        var device = first();
        device.accept(request, minutes(1), booklet, 1, World.TEN_EUROS, world.today());
        return device;
    }

    @Test
    @DisplayName("la réponse perdue en route : la même demande, gardée puis envoyée, reçoit la réponse déjà donnée")
    void the_answer_that_was_lost() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        var device = keptThoughAnswered(request, booklet);
        var older = second();
        world.clock.set("2026-10-07T12:00");
        assertThat(device.send()).extracting(OfflineTest::result).containsExactly(EnvelopeResult.ACCEPTED);
        // It was answered with the network: no envelope takes it, however old.
        older.accept(minutes(-239), booklet, 1);
        assertThat(older.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.of(OfflineReason.ACCEPTED_ONLINE));
    }

    @Test
    @DisplayName("R-136 : annulé sur l’appareil alors que la demande était arrivée : la validation est annulée aussi")
    void taken_back_although_it_had_arrived() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        var device = keptThoughAnswered(request, booklet);
        device.takeBack(minutes(2), request);
        world.clock.set("2026-10-07T12:00");
        assertThat(device.send())
                .extracting(OfflineTest::result)
                .containsExactly(EnvelopeResult.TAKEN_BACK, EnvelopeResult.TAKEN_BACK);
        assertThat(world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1))
                        .result())
                .isEqualTo(Answer.Result.REDEEMED);
    }

    // ── Whatever the order ───────────────────────────────────────────────────────────────────────────────────────

    private record Act(int device, int voucher, int minute, boolean isOffered) {}

    /** Everything that ends: who has each voucher, and what each provider is owed more. */
    private record End(List<Integer> winners, long toFirst, long toSecond) {}

    @Test
    @DisplayName(
            "douze tirages, trois ordres chacun : quatre appareils, mêmes enveloppes, ordres et lots au hasard, mêmes gagnants, mêmes"
                    + " livres")
    void whatever_the_order() {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            var acts = new ArrayList<Act>();
            for (int i = 0; i < 14; i++) {
                // Few minutes and few vouchers, so that they meet, and at the same instant too.
                acts.add(new Act(random.nextInt(4), random.nextInt(5), 1 + random.nextInt(4), random.nextInt(5) > 0));
            }
            acts.sort(java.util.Comparator.comparingInt(Act::minute));
            var expected = oracle(acts);
            for (int order = 0; order < 3; order++) {
                assertThat(live(acts, random))
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(expected);
            }
        }
    }

    private static End oracle(List<Act> acts) {
        var winners = new ArrayList<Integer>();
        var owed = new long[2];
        for (int voucher = 0; voucher < 5; voucher++) {
            int which = voucher;
            var best = acts.stream()
                    .filter(act -> act.voucher() == which && act.isOffered())
                    .min(java.util.Comparator.comparingInt(Act::minute).thenComparingInt(Act::device));
            winners.add(best.map(Act::device).orElse(-1));
            best.ifPresent(act -> owed[act.device() % 2] += 10_00);
        }
        return new End(winners, owed[0], owed[1]);
    }

    private End live(List<Act> acts, Random random) {
        world.clock.set("2026-10-07T08:00");
        var booklet = List.of(booklet(), booklet());
        var high = UUID.randomUUID().getMostSignificantBits();
        var devices = new ArrayList<PretendDevice>();
        for (int i = 0; i < 4; i++) {
            // In the order of their ids, which decides between acceptances of one instant.
            devices.add(new PretendDevice(
                            world,
                            new UUID(high, 0x8000_0000_0000_0000L + i),
                            i % 2 == 0 ? FIRST_STAFF : SECOND_STAFF,
                            i % 2 == 0 ? FIRST_PLACE : SECOND_PLACE)
                    .lent());
        }
        for (var act : acts) {
            devices.get(act.device())
                    .accept(
                            UUID.randomUUID(),
                            minutes(act.minute()),
                            booklet.get(act.voucher() / 3),
                            1 + act.voucher() % 3,
                            act.isOffered() ? World.TEN_EUROS : World.NOT_OFFERED,
                            world.today());
        }
        world.clock.set("2026-10-07T12:00");
        long toFirst = owed(FIRST);
        long toSecond = owed(SECOND);
        var turns = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            turns.addAll(Collections.nCopies(devices.get(i).unsent().size(), i));
        }
        Collections.shuffle(turns, random);
        for (int turn : turns) {
            var device = devices.get(turn);
            if (!device.unsent().isEmpty()) {
                device.send(1 + random.nextInt(device.unsent().size()));
            }
        }
        var winners = IntStream.range(0, 5)
                .mapToObj(voucher ->
                        winner(booklet.get(voucher / 3).voucher(1 + voucher % 3).value(), devices))
                .toList();
        return new End(winners, owed(FIRST) - toFirst, owed(SECOND) - toSecond);
    }

    private int winner(long voucher, List<PretendDevice> devices) {
        return world.db
                .jdbc()
                .sql("""
                        SELECT e.device FROM redemption.redemption r JOIN redemption.envelope e ON e.id = r.request
                         WHERE r.voucher = :voucher AND r.state = 'ACCEPTED'
                        """)
                .param("voucher", voucher)
                .query(UUID.class)
                .optional()
                .map(id -> IntStream.range(0, devices.size())
                        .filter(i -> devices.get(i).id.equals(id))
                        .findFirst()
                        .orElseThrow())
                .orElse(-1);
    }

    @Test
    @DisplayName(
            "deux appareils envoient au même instant les mêmes dix chèques : la plus ancienne acceptation de chacun"
                    + " l’emporte")
    void at_the_same_instant() throws Exception {
        for (int round = 0; round < 3; round++) {
            world.clock.set("2026-10-07T08:00");
            var devices = List.of(first(), second());
            var vouchers = List.of(booklet(), booklet(), booklet(), booklet(), booklet());
            for (int i = 0; i < 10; i++) {
                boolean firstIsOlder = i % 2 == 0;
                devices.get(0).accept(minutes(3 * i + (firstIsOlder ? 0 : 1)), vouchers.get(i % 5), 1 + i / 5);
                devices.get(1).accept(minutes(3 * i + (firstIsOlder ? 1 : 0)), vouchers.get(i % 5), 1 + i / 5);
            }
            world.clock.set("2026-10-07T12:00");
            var start = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var sending = new ArrayList<Future<List<Answered>>>();
                for (var device : devices) {
                    Callable<List<Answered>> send = () -> {
                        start.await();
                        return device.send();
                    };
                    sending.add(threads.submit(send));
                }
                for (var one : sending) {
                    assertThat(one.get()).hasSize(10);
                }
            }
            for (int i = 0; i < 10; i++) {
                assertThat(winner(vouchers.get(i % 5).voucher(1 + i / 5).value(), devices))
                        .as("voucher %d", i)
                        .isEqualTo(i % 2);
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE) // nothing is redeemed in October any more
    @DisplayName("une fois le mois arrêté, plus rien n’écarte ce qui y compte ; ce qui arrive trop tard est refusé")
    void never_after_the_freeze() {
        world.clock.set("2026-10-31T20:00");
        var booklet = booklet();
        var older = first();
        var younger = second();
        var late = first();
        older.accept(minutes(5), booklet, 1);
        younger.accept(minutes(6), booklet, 1);
        late.accept(minutes(7), booklet(), 1);
        world.clock.set("2026-11-02T09:00");
        younger.send();
        world.settle("2026-10");
        assertThat(older.send())
                .extracting(one -> one.verdict().answer().flatMap(Answer.ServiceAnswer::reason))
                .containsExactly(Optional.of(RedeemReason.SERVICE_DATE_IMPOSSIBLE));
        assertThat(late.send())
                .extracting(one -> one.verdict().answer().flatMap(Answer.ServiceAnswer::reason))
                .containsExactly(Optional.of(RedeemReason.SERVICE_DATE_IMPOSSIBLE));
        assertThat(owed(SECOND)).isPositive();

        // What counts in November stands once it is frozen, although an older acceptance counts in December.
        world.clock.set("2026-12-01T07:00");
        var inNovember = booklet();
        var olderOfDecember = first();
        var ofNovember = second();
        world.clock.set("2026-12-01T10:00");
        olderOfDecember.accept(UUID.randomUUID(), minutes(-120), inNovember, 1, World.TEN_EUROS, world.today());
        ofNovember.accept(
                UUID.randomUUID(),
                minutes(-60),
                inNovember,
                1,
                World.TEN_EUROS,
                world.today().minusDays(1));
        ofNovember.send();
        world.settle("2026-11");
        assertThat(olderOfDecember.send())
                .extracting(OfflineTest::reason)
                .containsExactly(Optional.of(OfflineReason.MONTH_FROZEN));
    }
}
