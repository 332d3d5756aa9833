package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.booklets.Ground.COLLEAGUE;
import static coop.fairpass.booklets.Ground.CONTROLLER;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Un carnet perdu ou volé est mis en opposition, puis remplacé une fois")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostBookletTest {

    private Ground ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
        ground.clock.set("2026-11-10T10:00");
    }

    private BlockBooklet.Outcome block(BookletNumber booklet, Actor by) {
        return ground.bean(BlockBooklet.class).handle(new BlockBooklet.Command(booklet.serial(), Loss.LOST, by));
    }

    private LiftBlock.Outcome lift(BookletNumber booklet, Actor by) {
        return ground.bean(LiftBlock.class).handle(new LiftBlock.Command(booklet, by));
    }

    private ReplaceBooklet.Outcome replace(UUID id, BookletNumber booklet, Actor by) {
        return ground.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(id, booklet, by));
    }

    private Replacement replaced(BookletNumber booklet) {
        return ((ReplaceBooklet.Outcome.Replaced) replace(UUID.randomUUID(), booklet, AGENT)).replacement();
    }

    /** Handed over, and used as far as {@code used}. */
    private BookletNumber startedBooklet(OrderId order, int place, int used) {
        var booklet = ground.number(order, place);
        ground.handOver(booklet, AGENT);
        IntStream.rangeClosed(1, used).forEach(rank -> ground.spend(order, booklet.voucher(rank), "ACCEPTED"));
        return booklet;
    }

    private boolean isBlocked(BookletNumber booklet) {
        return ground.db
                .jdbc()
                .sql("SELECT blocked_at IS NOT NULL FROM booklets.booklet_facts(:number)")
                .param("number", booklet.value())
                .query(Boolean.class)
                .single();
    }

    // ── Blocking ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("une seule action, et qui demande l’état du carnet aussitôt après lit l’opposition")
    void a_block_is_read_at_once() {
        var order = ground.activeOrder(1);
        var booklet = startedBooklet(order, 1, 3);
        assertThat(isBlocked(booklet)).isFalse();
        assertThat(block(booklet, AGENT)).isEqualTo(new BlockBooklet.Outcome.Blocked(booklet, 7));
        // Another connection, as a redemption would be, sees it as soon as the act has answered.
        assertThat(isBlocked(booklet)).isTrue();
        assertThat(block(booklet, COLLEAGUE)).isEqualTo(new BlockBooklet.Outcome.Blocked(booklet, 7));
        assertThat(ground.handOver(booklet, AGENT))
                .isEqualTo(new HandOverBooklet.Outcome.Refused(BookletReason.BLOCKED));
    }

    @Test
    @DisplayName(
            "B12 : en opposition, un carnet remis dont il reste des chèques, par qui l’a remis ou par un contrôleur")
    void a_block_is_refused() {
        var order = ground.activeOrder(3);
        var inStock = ground.number(order, 1);
        assertThat(block(inStock, AGENT)).isEqualTo(new BlockBooklet.Outcome.Refused(BookletReason.NOT_HANDED_OVER));
        var started = startedBooklet(order, 2, 1);
        assertThat(block(started, CENTRE_AGENT))
                .isEqualTo(new BlockBooklet.Outcome.Refused(BookletReason.NOT_YOUR_BOOKLET));
        assertThat(block(started, PRODUCTION)).isEqualTo(new BlockBooklet.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(block(new BookletNumber(999_999_999), AGENT))
                .isEqualTo(new BlockBooklet.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
        assertThat(ground.bean(BlockBooklet.class).handle(new BlockBooklet.Command("1", Loss.LOST, AGENT)))
                .isEqualTo(new BlockBooklet.Outcome.Misread(SerialFault.WRONG_LENGTH));
        var exhausted = startedBooklet(order, 3, 10);
        assertThat(block(exhausted, AGENT)).isEqualTo(new BlockBooklet.Outcome.Refused(BookletReason.NOTHING_LEFT));
        assertThat(block(started, CONTROLLER)).isEqualTo(new BlockBooklet.Outcome.Blocked(started, 9));
    }

    @ParameterizedTest(name = "B16 : opposition le {0} : {1}")
    @CsvSource({"2027-01-31T23:59,", "2027-02-01T00:00,EXPIRED"})
    void a_block_needs_something_usable(String moment, BookletReason reason) {
        var order = ground.activeOrder(1);
        var booklet = startedBooklet(order, 1, 1);
        ground.clock.set(moment);
        assertThat(block(booklet, AGENT))
                .isEqualTo(
                        reason == null
                                ? new BlockBooklet.Outcome.Blocked(booklet, 9)
                                : new BlockBooklet.Outcome.Refused(reason));
    }

    // ── Lifting ──────────────────────────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest(name = "R-086 : retrouvé le {0} : {1}")
    @CsvSource({"2026-11-20T23:59,", "2026-11-21T00:00,TOO_LATE_TO_LIFT"})
    void a_block_is_lifted_within_ten_days(String moment, BookletReason reason) {
        var order = ground.activeOrder(1);
        var booklet = startedBooklet(order, 1, 1);
        block(booklet, AGENT);
        ground.clock.set(moment);
        if (reason == null) {
            assertThat(lift(booklet, AGENT)).isEqualTo(new LiftBlock.Outcome.Lifted());
            assertThat(isBlocked(booklet)).isFalse();
            assertThat(ground.state(booklet)).isEqualTo(BookletState.HANDED_OVER);
            assertThat(lift(booklet, AGENT)).isEqualTo(new LiftBlock.Outcome.Refused(BookletReason.NOT_BLOCKED));
            // It may be lost again.
            assertThat(block(booklet, AGENT)).isEqualTo(new BlockBooklet.Outcome.Blocked(booklet, 9));
        } else {
            assertThat(lift(booklet, AGENT)).isEqualTo(new LiftBlock.Outcome.Refused(reason));
        }
    }

    @Test
    @DisplayName(
            "R-086 : une opposition est levée par qui a remis le carnet ou par un contrôleur, s’il n’est pas remplacé")
    void lifting_is_refused() {
        var order = ground.activeOrder(2);
        var booklet = startedBooklet(order, 1, 0);
        block(booklet, AGENT);
        assertThat(lift(booklet, CENTRE_AGENT))
                .isEqualTo(new LiftBlock.Outcome.Refused(BookletReason.NOT_YOUR_BOOKLET));
        assertThat(lift(booklet, MANAGER)).isEqualTo(new LiftBlock.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(lift(new BookletNumber(999_999_999), AGENT))
                .isEqualTo(new LiftBlock.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
        assertThat(lift(booklet, CONTROLLER)).isEqualTo(new LiftBlock.Outcome.Lifted());
        block(booklet, AGENT);
        replaced(booklet);
        assertThat(lift(booklet, AGENT)).isEqualTo(new LiftBlock.Outcome.Refused(BookletReason.REPLACED));
    }

    // ── Replacing ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-084, R-085, T14 : perdu après 3 chèques sur 10, sept sont bloqués et sept les remplacent, du même lot")
    void seven_replace_seven() {
        var order = ground.activeOrder(1);
        var lost = startedBooklet(order, 1, 3);
        block(lost, AGENT);
        var postings = count("ledger.leg");
        var replacement = replaced(lost);
        assertThat(replacement.ranks()).containsExactly(4, 5, 6, 7, 8, 9, 10);
        var booklets = ground.bean(Booklets.class);
        var fresh = booklets.find(replacement.replacedBy()).orElseThrow();
        assertThat(fresh.size()).isEqualTo(7);
        assertThat(fresh.lot()).isEqualTo(booklets.find(lost).orElseThrow().lot());
        assertThat(fresh.state()).isEqualTo(BookletState.HANDED_OVER);
        assertThat(ground.bean(HandOvers.class).of(fresh.number()).orElseThrow().audience())
                .isEqualTo(Audience.JOBSEEKER);
        assertThat(ground.state(lost)).isEqualTo(BookletState.REPLACED);
        assertThat(count("ledger.leg")).isEqualTo(postings);

        var keys = ground.bean(VoucherKeys.class);
        assertThat(keys.code(fresh.generation(), fresh.number().voucher(1)))
                .isNotEqualTo(keys.code(new Generation(1), lost.voucher(4)));
        var facts = ground.db
                .jdbc()
                .sql(
                        "SELECT replaced_by, replaces FROM booklets.span_facts WHERE first_booklet IN (:lost, :new) ORDER BY first_booklet")
                .param("lost", lost.value())
                .param("new", fresh.number().value())
                .query((row, _) -> List.of(row.getLong("replaced_by"), row.getLong("replaces")))
                .list();
        assertThat(facts).containsExactly(List.of(fresh.number().value(), 0L), List.of(0L, lost.value()));
    }

    @Test
    @DisplayName("T14 : un carnet de remplacement perdu à son tour est bloqué, et n’est pas remplacé")
    void a_replacement_is_replaced_by_none() {
        var order = ground.activeOrder(1);
        var lost = startedBooklet(order, 1, 0);
        block(lost, AGENT);
        var id = UUID.randomUUID();
        var done = replace(id, lost, AGENT);
        assertThat(replace(id, lost, AGENT)).isEqualTo(done);
        assertThat(replace(UUID.randomUUID(), lost, AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.REPLACED));
        var fresh = ((ReplaceBooklet.Outcome.Replaced) done).replacement().replacedBy();
        assertThat(block(fresh, AGENT)).isEqualTo(new BlockBooklet.Outcome.Blocked(fresh, 10));
        assertThat(replace(UUID.randomUUID(), fresh, AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.REPLACED_ONCE));
        assertThat(replace(id, fresh, AGENT)).isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.ID_TAKEN));
    }

    @Test
    @DisplayName("B14 : on remplace un carnet bloqué, non expiré, dont il reste des chèques, par l’agent qui l’a remis")
    void a_replacement_is_refused() {
        var order = ground.activeOrder(2);
        var booklet = startedBooklet(order, 1, 9);
        assertThat(replace(UUID.randomUUID(), booklet, AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.NOT_BLOCKED));
        block(booklet, AGENT);
        assertThat(replace(UUID.randomUUID(), booklet, CONTROLLER))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(replace(UUID.randomUUID(), booklet, CENTRE_AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.NOT_YOUR_BOOKLET));
        assertThat(replace(UUID.randomUUID(), new BookletNumber(999_999_999), AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
        ground.clock.set("2027-02-01T00:00");
        assertThat(replace(UUID.randomUUID(), booklet, AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.EXPIRED));
        ground.clock.set("2027-01-31T23:59");
        ground.insertRedemption(order, booklet.voucher(10), "HELD");
        assertThat(replace(UUID.randomUUID(), booklet, AGENT))
                .isEqualTo(new ReplaceBooklet.Outcome.Refused(BookletReason.NOTHING_LEFT));
    }

    @ParameterizedTest(name = "un chèque {0} : repris par le remplaçant, {1}")
    @CsvSource({
        "ACCEPTED, false",
        "HELD, false",
        "REJECTED_BLOCKED, false",
        "CANCELLED, true",
        "REJECTED, true",
        "REVERSED, true",
    })
    void what_is_unused_is_taken_over(String state, boolean isTakenOver) {
        var order = ground.activeOrder(1);
        var lost = startedBooklet(order, 1, 0);
        ground.spend(order, lost.voucher(5), "ACCEPTED");
        ground.endRedemption(lost.voucher(5), state);
        block(lost, AGENT);
        assertThat(replaced(lost).ranks().contains(5)).isEqualTo(isTakenOver);
    }

    @Test
    @DisplayName("V6 : un chèque en attente, rejeté après le remplacement, ne rend pas utilisable le carnet volé")
    void a_later_rejection_does_not_revive_the_lost_one() {
        var order = ground.activeOrder(1);
        var lost = startedBooklet(order, 1, 0);
        ground.spend(order, lost.voucher(1), "HELD");
        block(lost, AGENT);
        assertThat(replaced(lost).ranks()).hasSize(9);
        ground.endRedemption(lost.voucher(1), "REJECTED");
        assertThat(isBlocked(lost)).isTrue();
    }

    @Test
    @DisplayName("l’agent imprime le carnet de remplacement, avec ses codes, jusqu’à son premier chèque")
    void the_agent_prints_the_replacement() throws Exception {
        var order = ground.activeOrder(1);
        var lost = startedBooklet(order, 1, 3);
        block(lost, AGENT);
        var fresh = replaced(lost).replacedBy();
        var file = ((PrintReplacement.Outcome.Ready) print(fresh, AGENT)).file();
        var code = ground.bean(VoucherKeys.class)
                .code(new Generation(1), fresh.voucher(7))
                .printed();
        try (var document = Loader.loadPDF(ProductionTest.bytes(file))) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " "))
                    .contains(code, fresh.voucher(7).serial())
                    .doesNotContain(fresh.voucher(8).serial());
        }
        assertThat(print(lost, AGENT)).isEqualTo(new PrintReplacement.Outcome.Refused(BookletReason.NOT_A_REPLACEMENT));
        assertThat(print(fresh, CENTRE_AGENT))
                .isEqualTo(new PrintReplacement.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
        assertThat(print(fresh, CONTROLLER)).isEqualTo(new PrintReplacement.Outcome.Refused(BookletReason.NOT_ALLOWED));
        ground.spend(order, fresh.voucher(1), "ACCEPTED");
        assertThat(print(fresh, AGENT)).isEqualTo(new PrintReplacement.Outcome.Refused(BookletReason.ALREADY_STARTED));
        block(fresh, AGENT);
        assertThat(print(fresh, AGENT)).isEqualTo(new PrintReplacement.Outcome.Refused(BookletReason.NOT_AVAILABLE));
    }

    private PrintReplacement.Outcome print(BookletNumber booklet, Actor by) {
        return ground.bean(PrintReplacement.class).handle(new PrintReplacement.Command(booklet, by));
    }

    // ── Races ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-085 : remplacer et utiliser au même instant : chaque chèque sert une fois, ici ou là, et aucun ne se perd")
    void replacing_and_redeeming_at_once() throws Exception {
        var order = ground.activeOrder(20);
        for (int i = 1; i <= 20; i++) {
            var lost = startedBooklet(order, i, 0);
            block(lost, AGENT);
            var outcomes = MovesTest.<Object>together(
                    () -> replaced(lost), () -> redeemUnlessReplaced(order, lost.voucher(4)));
            var replacement = (Replacement) outcomes.getFirst();
            boolean isRedeemed = (Boolean) outcomes.getLast();
            assertThat(replacement.ranks().contains(4)).isNotEqualTo(isRedeemed);
            assertThat(replacement.ranks()).hasSize(isRedeemed ? 9 : 10);
        }
    }

    /** As the room that redeems does: passes together, reads, then spends. The block itself is set aside. */
    private boolean redeemUnlessReplaced(OrderId order, VoucherNumber voucher) {
        return Boolean.TRUE.equals(ground.db.transactions().execute(_ -> {
            ground.bean(VoucherGate.class).passTogether();
            boolean isReplaced = ground.db
                    .jdbc()
                    .sql("""
                            SELECT coalesce(:rank = ANY (replaced_ranks), false)
                              FROM booklets.booklet_facts(:number)
                            """)
                    .param("rank", voucher.rank())
                    .param("number", voucher.booklet().value())
                    .query(Boolean.class)
                    .single();
            if (!isReplaced) {
                ground.insertRedemption(order, voucher, "ACCEPTED");
            }
            return !isReplaced;
        }));
    }

    @Test
    @DisplayName("R-084 : deux agents remplacent le même carnet au même instant : un seul le remplace")
    void two_replace_at_once() throws Exception {
        var order = ground.activeOrder(5);
        for (int i = 1; i <= 5; i++) {
            var lost = startedBooklet(order, i, 2);
            block(lost, AGENT);
            var outcomes = MovesTest.together(
                    () -> replace(UUID.randomUUID(), lost, AGENT), () -> replace(UUID.randomUUID(), lost, COLLEAGUE));
            assertThat(outcomes)
                    .filteredOn(ReplaceBooklet.Outcome.Replaced.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new ReplaceBooklet.Outcome.Refused(BookletReason.REPLACED));
        }
    }

    private long count(String table) {
        return ground.owner()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
