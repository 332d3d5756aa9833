package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.booklets.Ground.COLLEAGUE;
import static coop.fairpass.booklets.Ground.LAST_DAY;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.HandOverBooklet.Outcome;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Un agent remet un carnet à une personne que rien ne nomme")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOverBookletTest {

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

    private Outcome handOver(UUID id, String presented, Actor by) {
        return ground.bean(HandOverBooklet.class)
                .handle(new HandOverBooklet.Command(id, presented, Audience.RETIRED, Channel.HOME, by));
    }

    private Outcome handOver(String presented) {
        return handOver(UUID.randomUUID(), presented, AGENT);
    }

    private static Outcome refused(BookletReason reason) {
        return new Outcome.Refused(reason);
    }

    @Test
    @DisplayName("R-070, R-073 : un numéro et une confirmation suffisent ; le public, le canal et le jour sont écrits")
    void one_number_is_enough() {
        var order = ground.activeOrder(1);
        var booklet = ground.number(order, 1);
        var done = (Outcome.HandedOver) handOver(booklet.serial());
        assertThat(done.vouchers()).isEqualTo(10);
        assertThat(done.lastDay()).isEqualTo(LAST_DAY);
        assertThat(done.handOver().on()).isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(done.handOver().audience()).isEqualTo(Audience.RETIRED);
        assertThat(done.handOver().channel()).isEqualTo(Channel.HOME);
        assertThat(done.handOver().isInferred()).isFalse();
        assertThat(ground.state(booklet)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(ground.bean(Booklets.class).find(booklet).orElseThrow().holder())
                .isEqualTo(LIBRARY);
    }

    @Test
    @DisplayName("R-070 : numéro de carnet, numéro de chèque, code ou symbole d’un de ses chèques désignent le carnet")
    void whatever_is_presented() {
        var order = ground.activeOrder(4);
        var keys = ground.bean(VoucherKeys.class);
        var terms = new VoucherTerms(Money.cents(10_00), LocalDate.of(2026, 11, 10), LAST_DAY);
        var third = ground.bean(VoucherQr.class)
                .voucher(new Generation(1), ground.number(order, 3).voucher(5), terms);
        var presented = List.of(
                ground.number(order, 1).serial().replace(" ", ""),
                ground.number(order, 2).voucher(9).serial(),
                third.qr(),
                keys.code(new Generation(1), ground.number(order, 4).voucher(2)).printed());
        for (int i = 0; i < presented.size(); i++) {
            var done = (Outcome.HandedOver) handOver(presented.get(i));
            assertThat(done.handOver().booklet()).isEqualTo(ground.number(order, i + 1));
        }
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "0000 000 018, WRONG_CHECK_DIGIT",
        "12, WRONG_LENGTH",
        "ABCD EFGH JKMN1, WRONG_CHECK_CHARACTER",
        "ABCDU, UNKNOWN_CHARACTER",
        "HTTPS://X/Q/ABC, WRONG_LENGTH",
    })
    void a_misreading_says_what_is_wrong(String presented, String fault) {
        assertThat(((Outcome.Misread) handOver(presented)).fault().name()).isEqualTo(fault);
    }

    @Test
    @DisplayName("ce qui n’est pas de nos carnets est inconnu : autre numéro, rang de trop, code ou symbole d’ailleurs")
    void what_is_not_ours_is_unknown(@TempDir Path elsewhere) {
        var order = ground.activeOrder(1);
        var other = new PrintingPress(elsewhere).booklet(ground.number(order, 1).value(), 10);
        for (var presented : Arrays.asList(
                new BookletNumber(999_999_999).serial(),
                ground.number(order, 1).voucher(11).serial(),
                other.vouchers().getFirst().code().printed(),
                other.vouchers().getFirst().qr())) {
            assertThat(handOver(presented)).as(presented).isEqualTo(refused(BookletReason.UNKNOWN_BOOKLET));
        }
    }

    @Test
    @DisplayName("R-071 : avant l’activation, hors de son stock ou sans être agent, la remise est refusée")
    void is_refused() {
        var stocked = ground.stockedOrder(1);
        assertThat(handOver(ground.number(stocked, 1).serial())).isEqualTo(refused(BookletReason.LOT_NOT_ACTIVE));
        var order = ground.activeOrder(2);
        var first = ground.number(order, 1).serial();
        assertThat(handOver(UUID.randomUUID(), first, CENTRE_AGENT))
                .isEqualTo(refused(BookletReason.NOT_IN_YOUR_STOCK));
        assertThat(handOver(UUID.randomUUID(), first, MANAGER)).isEqualTo(refused(BookletReason.NOT_ALLOWED));
        ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Command(
                        UUID.randomUUID(), Ground.CENTRE, BookletRanges.of(ground.number(order, 2)), MANAGER));
        assertThat(handOver(ground.number(order, 2).serial())).isEqualTo(refused(BookletReason.NOT_RECEIVED));
    }

    @Test
    @DisplayName(
            "R-041, T14 : le 14/12 oui ; le 15/12 non, sauf si le commanditaire l’a reconnu ; après le 31/12, retiré")
    void the_stop_date_and_the_end() {
        var order = ground.activeOrder(3);
        ground.clock.set("2026-12-14T23:59");
        assertThat(handOver(ground.number(order, 1).serial())).isInstanceOf(Outcome.HandedOver.class);
        ground.clock.set("2026-12-15T00:00");
        assertThat(handOver(ground.number(order, 2).serial())).isEqualTo(refused(BookletReason.AFTER_STOP_DATE));
        ground.acknowledgeLateHandOvers(order);
        assertThat(handOver(ground.number(order, 2).serial())).isInstanceOf(Outcome.HandedOver.class);
        // whether or not a nightly task has run
        ground.clock.set("2027-01-01T00:00");
        assertThat(handOver(ground.number(order, 3).serial())).isEqualTo(refused(BookletReason.WITHDRAWN));
    }

    @Test
    @DisplayName(
            "un double clic remet une fois ; le même carnet remis par un autre est refusé ; un identifiant sert une fois")
    void twice_is_once() {
        var order = ground.activeOrder(2);
        var id = UUID.randomUUID();
        var done = handOver(id, ground.number(order, 1).serial(), AGENT);
        assertThat(handOver(id, ground.number(order, 1).serial(), AGENT)).isEqualTo(done);
        assertThat(handOver(UUID.randomUUID(), ground.number(order, 1).serial(), COLLEAGUE))
                .isEqualTo(refused(BookletReason.ALREADY_HANDED_OVER));
        assertThat(handOver(id, ground.number(order, 2).serial(), AGENT)).isEqualTo(refused(BookletReason.ID_TAKEN));
    }

    @Test
    @DisplayName("R-078, B8 : un chèque utilisé d’un carnet en stock ou en chemin déduit sa remise, comptée à part")
    void a_redemption_infers() {
        var order = ground.activeOrder(3);
        ground.spend(order, ground.number(order, 1).voucher(3), "ACCEPTED");
        var inferred = ground.bean(HandOvers.class).of(ground.number(order, 1)).orElseThrow();
        assertThat(inferred.isInferred()).isTrue();
        assertThat(inferred.distributor()).isEqualTo(LIBRARY);
        assertThat(inferred.audience()).isEqualTo(Audience.NOT_TOLD);

        var second = BookletRanges.of(ground.number(order, 2));
        var move = UUID.randomUUID();
        ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Command(
                        move, Ground.CENTRE, second.plus(BookletRanges.of(ground.number(order, 3))), MANAGER));
        ground.spend(order, ground.number(order, 2).voucher(1), "HELD");
        assertThat(ground.state(ground.number(order, 2))).isEqualTo(BookletState.HANDED_OVER);
        assertThat(ground.bean(Moves.class).open(move)).isEqualTo(BookletRanges.of(ground.number(order, 3)));
        // A second voucher of it infers nothing more.
        ground.spend(order, ground.number(order, 1).voucher(4), "ACCEPTED");
        assertThat(ground.bean(HandOvers.class).of(ground.number(order, 1))).contains(inferred);
    }

    @Test
    @DisplayName("R-078 : la remise déduite accepte une fois son enregistrement tardif, et reste comptée à part")
    void an_inferred_one_is_told_late_once() {
        var order = ground.activeOrder(1);
        var booklet = ground.number(order, 1);
        ground.spend(order, booklet.voucher(3), "ACCEPTED");
        assertThat(handOver(UUID.randomUUID(), booklet.serial(), CENTRE_AGENT))
                .isEqualTo(refused(BookletReason.ALREADY_HANDED_OVER));
        ground.clock.set("2026-12-20T10:00");
        var late = UUID.randomUUID();
        var told = (Outcome.HandedOver) handOver(late, booklet.serial(), AGENT);
        assertThat(told.handOver().audience()).isEqualTo(Audience.RETIRED);
        assertThat(told.handOver().isInferred()).isTrue();
        assertThat(told.handOver().on()).isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(handOver(late, booklet.serial(), AGENT)).isEqualTo(told);
        assertThat(handOver(booklet.serial())).isEqualTo(refused(BookletReason.ALREADY_HANDED_OVER));
    }

    @Test
    @DisplayName("R-079 : un carnet envoyé par la poste est remis le jour de l’envoi, par ce canal")
    void sent_by_post() {
        var order = ground.activeOrder(1);
        var done = (Outcome.HandedOver) ground.bean(HandOverBooklet.class)
                .handle(new HandOverBooklet.Command(
                        UUID.randomUUID(), ground.number(order, 1).serial(), Audience.NOT_TOLD, Channel.POST, AGENT));
        assertThat(done.handOver().channel()).isEqualTo(Channel.POST);
        assertThat(done.handOver().on()).isEqualTo(LocalDate.of(2026, 11, 10));
    }

    @Test
    @DisplayName("R-074 : rien de ce qu’une remise écrit n’est un texte libre")
    void nothing_can_name_a_person() {
        assertThat(HandOverBooklet.Command.class.getRecordComponents())
                .filteredOn(component -> component.getType() == String.class)
                .extracting(java.lang.reflect.RecordComponent::getName)
                .containsExactly("presented");
        var order = ground.activeOrder(1);
        var presented = ground.number(order, 1).serial();
        handOver(presented);
        var row = ground.owner()
                .sql("SELECT to_jsonb(h)::text FROM booklets.hand_over h WHERE booklet = :booklet")
                .param("booklet", ground.number(order, 1).value())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(presented).doesNotContain("personne 7").contains("RETIRED", "HOME");
    }

    @Test
    @DisplayName("deux agents remettent le même carnet au même instant : un seul le remet")
    void two_agents_at_once() throws Exception {
        var order = ground.activeOrder(20);
        for (int i = 1; i <= 20; i++) {
            var serial = ground.number(order, i).serial();
            var outcomes = MovesTest.together(
                    () -> handOver(UUID.randomUUID(), serial, AGENT),
                    () -> handOver(UUID.randomUUID(), serial, COLLEAGUE));
            assertThat(outcomes)
                    .filteredOn(Outcome.HandedOver.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(refused(BookletReason.ALREADY_HANDED_OVER));
        }
    }

    @Test
    @DisplayName("un double clic sur deux fils n’est qu’une remise, dite deux fois")
    void a_double_click_at_once() throws Exception {
        var order = ground.activeOrder(1);
        var id = UUID.randomUUID();
        var serial = ground.number(order, 1).serial();
        var outcomes = MovesTest.together(() -> handOver(id, serial, AGENT), () -> handOver(id, serial, AGENT));
        assertThat(outcomes.getFirst()).isEqualTo(outcomes.getLast()).isInstanceOf(Outcome.HandedOver.class);
    }

    @Test
    @DisplayName(
            "R-078 : remettre et utiliser au même instant : une seule remise, et personne n’attend l’autre sans fin")
    void handing_over_and_redeeming_at_once() throws Exception {
        var order = ground.activeOrder(20);
        for (int i : IntStream.rangeClosed(1, 20).toArray()) {
            var booklet = ground.number(order, i);
            MovesTest.together(() -> handOver(booklet.serial()), () -> {
                ground.spend(order, booklet.voucher(1), "ACCEPTED");
                return "spent";
            });
            assertThat(ground.state(booklet)).isEqualTo(BookletState.HANDED_OVER);
            assertThat(ground.bean(HandOvers.class).of(booklet)).isPresent();
        }
    }
}
