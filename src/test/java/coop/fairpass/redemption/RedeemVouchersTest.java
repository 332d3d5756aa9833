package coop.fairpass.redemption;

import static coop.fairpass.World.FIFTEEN_EUROS;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TEN_EUROS;
import static coop.fairpass.World.given;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.ledger.Account;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Un chèque est validé une fois, pour un service rendu, et chaque demande garde sa réponse")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemVouchersTest {

    private World world;
    private OrderId order;
    private OrderId twoAtOnce;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(80);
        twoAtOnce = world.order(
                World.COMPANY_BUYER, 4, new Restrictions(List.of(), "", List.of(), List.of(), "", false, 2, false));
    }

    @BeforeEach
    void onAnOrdinaryDay() {
        world.clock.set("2026-10-07T10:00");
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    /** A booklet that no other test has touched, in somebody's hands. */
    private BookletNumber booklet() {
        return world.handedOver(order, ++used);
    }

    private RedeemVouchers.Outcome ask(UUID request, List<ServiceGiven> services) {
        return world.bean(RedeemVouchers.class)
                .handle(new RedeemVouchers.Command(request, FIRST_PLACE.value(), services, FIRST_STAFF));
    }

    private static ServiceAnswer only(RedeemVouchers.Outcome outcome) {
        return World.done(RedeemVouchers.Outcome.Answered.class, outcome)
                .answer()
                .services()
                .getFirst();
    }

    private long rows() {
        return world.db
                .jdbc()
                .sql("SELECT count(*) FROM redemption.spent")
                .query(Long.class)
                .single();
    }

    private long postings() {
        return world.db
                .jdbc()
                .sql("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M20'")
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("un chèque de 10 € paie un service de 10 € : la face passe, entière, de la circulation au prestataire")
    void one_voucher_is_spent_and_its_whole_face_is_owed() {
        var circulating = world.owed(Account.IN_CIRCULATION);
        var owed = world.owed(Account.OWED_TO_PROVIDERS);
        var booklet = booklet();

        var answer = world.redeem(world.given(booklet, 1));

        assertThat(answer.result()).isEqualTo(Result.REDEEMED);
        assertThat(answer.redemptions()).containsExactly(booklet.serial().replace(' ', '-') + "-01.0");
        assertThat(answer.remainingChargeCents()).contains(0L);
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(circulating.minus(cents(10_00)));
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(cents(10_00)));
    }

    @Test
    @DisplayName(
            "R-127 : un essai ne consomme rien, n’écrit rien, et répond mot pour mot ce que la validation répondra")
    void a_test_answers_what_redemption_will_answer() {
        var booklet = booklet();
        var check = world.bean(CheckVoucher.class);
        var blocked = booklet();
        world.bean(coop.fairpass.booklets.BlockBooklet.class)
                .handle(new coop.fairpass.booklets.BlockBooklet.Command(
                        blocked.serial(), coop.fairpass.booklets.Loss.LOST, World.AGENT));
        var cases = List.of(
                world.given(booklet, 1),
                given(FIFTEEN_EUROS, world.today(), world.code(booklet, 2)),
                given(TEN_EUROS, world.today().plusDays(1), world.code(booklet, 3)),
                given(TEN_EUROS, LocalDate.of(2027, 2, 1), world.code(booklet, 3)),
                given(World.NOT_OFFERED, world.today(), world.code(booklet, 3)),
                given("FP-NON-999", world.today(), world.code(booklet, 3)),
                given(TEN_EUROS, world.today(), world.code(booklet, 3), world.code(booklet, 4)),
                world.given(blocked, 1),
                given(TEN_EUROS, world.today(), "0000-0000-0000-0000"));

        for (var given : cases) {
            long before = rows();
            var tested = check.test(FIRST_PLACE.value(), given, FIRST_STAFF);
            assertThat(rows()).as("an essay of %s writes nothing", given).isEqualTo(before);

            var redeemed = only(ask(UUID.randomUUID(), List.of(given)));

            assertThat(tested).as(given.toString()).contains(redeemed);
        }
        assertThat(check.test(FIRST_PLACE.value(), cases.getFirst(), FIRST_STAFF))
                .as("once spent, an essay says so")
                .get()
                .extracting(ServiceAnswer::reason)
                .isEqualTo(Optional.of(RedeemReason.ALREADY_REDEEMED));
        assertThat(check.test(FIRST_PLACE.value(), cases.getFirst(), World.AGENT))
                .as("only members test")
                .isEmpty();
    }

    @Test
    @DisplayName("R-132 : la même demande, deux fois, a la première réponse, et ne consomme rien de plus")
    void the_same_request_twice_is_answered_once() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        var list = List.of(world.given(booklet, 1), world.given(booklet, 2));
        var first = ask(request, list);
        long rows = rows();
        long postings = postings();

        world.clock.set("2026-10-09T10:00");
        var second = ask(request, list);

        assertThat(second).isEqualTo(first);
        assertThat(only(second).result()).isEqualTo(Result.REDEEMED);
        assertThat(rows()).isEqualTo(rows);
        assertThat(postings()).isEqualTo(postings);
    }

    @Test
    @DisplayName("R-132 : une demande refusée garde aussi sa première réponse, même si le chèque est devenu bon depuis")
    void a_refused_request_keeps_its_answer() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        var tomorrow = List.of(given(TEN_EUROS, world.today().plusDays(1), world.code(booklet, 1)));
        var first = ask(request, tomorrow);
        assertThat(only(first).reason()).contains(RedeemReason.SERVICE_DATE_IMPOSSIBLE);

        world.clock.set("2026-10-08T10:00");

        assertThat(ask(request, tomorrow)).isEqualTo(first);
        assertThat(only(ask(UUID.randomUUID(), tomorrow)).result()).isEqualTo(Result.REDEEMED);
    }

    @Test
    @DisplayName("R-132 : le même identifiant avec un autre contenu, un autre lieu ou d’une autre structure est refusé")
    void the_same_id_with_other_content_is_refused() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        ask(request, List.of(world.given(booklet, 1)));
        long rows = rows();
        var refused = new RedeemVouchers.Outcome.Refused(RequestReason.SAME_ID_OTHER_CONTENT);

        assertThat(ask(request, List.of(world.given(booklet, 2)))).isEqualTo(refused);
        assertThat(ask(request, List.of(world.given(booklet, 1), world.given(booklet, 2))))
                .isEqualTo(refused);
        assertThat(ask(request, List.of(given(TEN_EUROS, world.today().minusDays(1), world.code(booklet, 1)))))
                .isEqualTo(refused);
        var redeem = world.bean(RedeemVouchers.class);
        assertThat(redeem.handle(new RedeemVouchers.Command(
                        request, SECOND_PLACE.value(), List.of(world.given(booklet, 1)), FIRST_STAFF)))
                .isEqualTo(refused);
        assertThat(redeem.handle(new RedeemVouchers.Command(
                        request, FIRST_PLACE.value(), List.of(world.given(booklet, 1)), SECOND_STAFF)))
                .isEqualTo(refused);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    @DisplayName("une liste de 100 chèques est écrite en une instruction, et postée une fois par jour et par commande")
    void a_whole_list_is_written_at_once() {
        var services = new ArrayList<ServiceGiven>();
        var days = List.of(world.today(), world.today().minusDays(1));
        for (int i = 0; i < 25; i++) {
            var booklet = booklet();
            for (int rank = 1; rank <= 4; rank++) {
                services.add(given(TEN_EUROS, days.get(rank % 2), world.code(booklet, rank)));
            }
        }
        var companys = world.handedOver(twoAtOnce, 1);
        services.add(world.given(companys, 1));
        services.add(given(TEN_EUROS, world.today(), "0000-0000-0000-0000"));
        world.owner().sql("CREATE TABLE redemption.seen (statements int)").update();
        world.owner().sql("""
                        CREATE FUNCTION redemption.see() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                        BEGIN INSERT INTO redemption.seen VALUES (1); RETURN NULL; END $$
                        """).update();
        world.owner().sql("""
                        CREATE TRIGGER seen AFTER INSERT ON redemption.redemption
                        FOR EACH STATEMENT EXECUTE FUNCTION redemption.see()
                        """).update();
        long rows = rows();
        long postings = postings();

        var answers = World.done(RedeemVouchers.Outcome.Answered.class, ask(UUID.randomUUID(), services))
                .answer()
                .services();

        world.owner().sql("DROP TRIGGER seen ON redemption.redemption").update();
        assertThat(answers.subList(0, 101))
                .allSatisfy(one -> assertThat(one.result()).isEqualTo(Result.REDEEMED));
        assertThat(answers.getLast().reason())
                .as("one wrong code does not stop the list")
                .contains(RedeemReason.UNKNOWN_VOUCHER);
        assertThat(rows()).isEqualTo(rows + 101);
        assertThat(postings())
                .as("two days of the town's order, one of the company's")
                .isEqualTo(postings + 3);
        assertThat(world.owner()
                        .sql("SELECT count(*) FROM redemption.seen")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "un chèque présenté deux fois dans une même liste est dépensé par le premier service, pas par le second")
    void a_voucher_twice_in_a_list_is_spent_once() {
        var booklet = booklet();
        var answers = world.redeemAll(
                FIRST_STAFF, FIRST_PLACE, world.given(booklet, 1), world.given(booklet, 1), world.given(booklet, 2));

        assertThat(answers)
                .extracting(ServiceAnswer::result)
                .containsExactly(Result.REDEEMED, Result.REFUSED, Result.REDEEMED);
        assertThat(answers.get(1).reason()).contains(RedeemReason.ALREADY_REDEEMED);
    }

    @Test
    @DisplayName("R-133 : plusieurs chèques pour un service passent tous ou pas du tout, sans jamais dépasser le prix")
    void several_vouchers_pass_together_or_not_at_all() {
        var booklet = world.handedOver(twoAtOnce, 2);
        var other = world.handedOver(twoAtOnce, 3);
        long rows = rows();

        var tooMuch = world.redeem(given(FIFTEEN_EUROS, world.today(), world.code(booklet, 1), world.code(other, 1)));
        assertThat(tooMuch.reason()).contains(RedeemReason.TOO_MANY_VOUCHERS);
        assertThat(tooMuch.details()).containsEntry("enough", "1");
        var one = booklet();
        var onlyOneAllowed = world.redeem(given(FIFTEEN_EUROS, world.today(), world.code(one, 1), world.code(one, 2)));
        assertThat(onlyOneAllowed.reason()).contains(RedeemReason.TOO_MANY_VOUCHERS);
        var oneIsUnknown =
                world.redeem(given(FIFTEEN_EUROS, world.today(), world.code(booklet, 1), "0000-0000-0000-0000"));
        assertThat(oneIsUnknown.reason()).contains(RedeemReason.UNKNOWN_VOUCHER);
        assertThat(oneIsUnknown.voucher()).contains(1);
        assertThat(rows()).as("none of them was spent").isEqualTo(rows);

        var fiveRemain = world.redeem(given(FIFTEEN_EUROS, world.today(), world.code(booklet, 1)));
        assertThat(fiveRemain.result()).isEqualTo(Result.REDEEMED);
        assertThat(fiveRemain.remainingChargeCents()).contains(5_00L);
    }

    @Test
    @DisplayName("R-088 : qui regarde un code apprend : inconnu, utilisable jusqu’à tel jour, utilisé ; rien d’autre")
    void anyone_learns_only_the_state() {
        var look = world.bean(CheckVoucher.class);
        var booklet = booklet();
        var code = world.code(booklet, 1);

        assertThat(look.look(code))
                .isEqualTo(new CheckVoucher.PublicAnswer(
                        CheckVoucher.PublicState.USABLE, Optional.empty(), Optional.of(LocalDate.of(2027, 1, 31))));
        world.redeem(world.given(booklet, 1));
        assertThat(look.look(code)).isEqualTo(new CheckVoucher.PublicAnswer(CheckVoucher.PublicState.USED));
        assertThat(look.look("0000-0000-0000-0000").state()).isEqualTo(CheckVoucher.PublicState.UNKNOWN);
        world.clock.set("2026-08-31T10:00");
        var early = look.look(world.code(booklet, 2));
        assertThat(early.state()).as("before its first day").isEqualTo(CheckVoucher.PublicState.NOT_ACTIVE);
        assertThat(early.firstUsableDay()).isPresent();
        assertThat(early.lastUsableDay()).isEmpty();
        world.clock.set("2027-02-01T00:00");
        assertThat(look.look(world.code(booklet, 2)))
                .isEqualTo(new CheckVoucher.PublicAnswer(CheckVoucher.PublicState.NO_LONGER_USABLE));
        world.clock.set("2027-01-31T23:59");
        assertThat(look.look(world.code(booklet, 2)).state()).isEqualTo(CheckVoucher.PublicState.USABLE);
    }

    @Test
    @DisplayName("« déjà utilisé » dit le jour à tous, et que c’était chez eux à ceux de la même structure seulement")
    void already_redeemed_tells_the_place_only_to_its_own() {
        var booklet = booklet();
        world.redeem(world.given(booklet, 1));

        assertThat(world.redeem(world.given(booklet, 1)).details())
                .isEqualTo(Map.of("on", "2026-10-07", "by", "SAME_PROVIDER"));
        assertThat(world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1))
                        .details())
                .isEqualTo(Map.of("on", "2026-10-07"));
    }

    @Test
    @DisplayName("un lieu ne valide que pour sa structure, et un rôle de prestataire est nécessaire")
    void a_place_redeems_for_its_own_provider_only() {
        var booklet = booklet();

        assertThat(world.redeem(SECOND_STAFF, FIRST_PLACE, world.given(booklet, 1))
                        .reason())
                .contains(RedeemReason.PLACE_NOT_OPEN);
        assertThat(world.bean(RedeemVouchers.class)
                        .handle(new RedeemVouchers.Command(
                                UUID.randomUUID(), FIRST_PLACE.value(), List.of(world.given(booklet, 1)), World.AGENT)))
                .isEqualTo(new RedeemVouchers.Outcome.Refused(RequestReason.NOT_ALLOWED));
    }
}
