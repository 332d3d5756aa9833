package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.PAYER;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static coop.fairpass.booklets.Ground.STRANGER;
import static coop.fairpass.booklets.Ground.STRANGE_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.AllocateBooklets.Outcome;
import coop.fairpass.booklets.AllocateBooklets.Share;
import coop.fairpass.booklets.AllocateBooklets.Weighed;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-029, R-030, T20 : un lot est réparti exactement, par une part fixe puis des poids")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllocateBookletsTest {

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

    private AllocateBooklets.Command command(OrderId order, long fixedEach, Actor by, Weighed... weights) {
        return new AllocateBooklets.Command(
                UUID.randomUUID(), ground.lot(order, 1).id(), fixedEach, List.of(weights), by);
    }

    private Outcome preview(AllocateBooklets.Command command) {
        return ground.bean(AllocateBooklets.class).preview(command);
    }

    private Outcome handle(AllocateBooklets.Command command) {
        return ground.bean(AllocateBooklets.class).handle(command);
    }

    @Test
    @DisplayName("70 carnets, 10 fixes, poids 120, 60 et 20 : 34, 22 et 14, montrés puis envoyés, une fois")
    void shows_then_sends() {
        var order = ground.printedOrder(70);
        var key = command(order, 10, PRODUCTION, weigh(LIBRARY, 120), weigh(CENTRE, 60), weigh(STRANGER, 20));
        var shown = (Outcome.Shared) preview(key);
        assertThat(shown.shares())
                .extracting(Share::distributor, share -> share.booklets().count())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LIBRARY, 34L),
                        org.assertj.core.groups.Tuple.tuple(CENTRE, 22L),
                        org.assertj.core.groups.Tuple.tuple(STRANGER, 14L));
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.PRINTED);
        var sent = handle(key);
        assertThat(sent).isEqualTo(shown);
        assertThat(handle(key)).isEqualTo(sent);
        assertThat(handle(new AllocateBooklets.Command(
                        key.allocation(), key.lot(), 10, List.of(weigh(LIBRARY, 120), weigh(CENTRE, 60)), PRODUCTION)))
                .as("another share-out under the same id")
                .isEqualTo(new Outcome.Refused(BookletReason.ID_TAKEN));
        assertThat(handle(new AllocateBooklets.Command(key.allocation(), key.lot(), 9, key.weights(), PRODUCTION)))
                .isEqualTo(new Outcome.Refused(BookletReason.ID_TAKEN));
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.SHIPPED);
        var moves = ground.bean(Moves.class);
        assertThat(moves.find(shown.shares().getFirst().move()).orElseThrow().kind())
                .isEqualTo(Move.Kind.DELIVERY);
        var all = shown.shares().stream().map(Share::booklets).reduce(BookletRanges.NONE, BookletRanges::plus);
        assertThat(all).isEqualTo(BookletRanges.of(ground.range(order, 1)));
    }

    @Test
    @DisplayName("R-030 : une part fixe qui dépasse le stock est refusée avec les deux nombres")
    void a_fixed_part_above_the_stock() {
        var order = ground.printedOrder(35);
        assertThat(handle(command(order, 36, PRODUCTION, weigh(LIBRARY, 1))))
                .isEqualTo(new Outcome.FixedPartExceedsStock(36, 35));
        assertThat(handle(command(order, 12, PRODUCTION, weigh(LIBRARY, 1), weigh(CENTRE, 1), weigh(STRANGER, 1))))
                .isEqualTo(new Outcome.FixedPartExceedsStock(36, 35));
    }

    @Test
    @DisplayName("à restes égaux, le plus petit numéro de structure l’emporte, dans quelque ordre qu’on les écrive")
    void ties_go_to_the_lowest_number() {
        var order = ground.printedOrder(4);
        var shares = ((Outcome.Shared)
                        preview(command(order, 0, PRODUCTION, weigh(STRANGER, 1), weigh(CENTRE, 1), weigh(LIBRARY, 1))))
                .shares();
        assertThat(shares).extracting(share -> share.booklets().count()).containsExactly(2L, 1L, 1L);
        assertThat(shares.getFirst().distributor()).isEqualTo(LIBRARY);
    }

    @Test
    @DisplayName(
            "le commanditaire répartit le stock qu’il détient, jusqu’à la date d’arrêt ; une part nulle ne part pas")
    void a_payer_shares_what_it_holds() {
        var order = ground.printedOrder(6);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), PAYER, all);
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, all, BUYER));
        var key = command(order, 0, BUYER, weigh(LIBRARY, 1), weigh(CENTRE, 0));
        ground.clock.set("2026-12-15T00:00");
        assertThat(handle(key)).isEqualTo(new Outcome.Refused(BookletReason.AFTER_STOP_DATE));
        ground.clock.set("2026-12-14T23:00");
        var shares = ((Outcome.Shared) handle(key)).shares();
        assertThat(shares).extracting(share -> share.booklets().count()).containsExactly(6L, 0L);
        var moves = ground.bean(Moves.class);
        assertThat(moves.find(shares.getFirst().move()).orElseThrow().kind()).isEqualTo(Move.Kind.TRANSFER);
        assertThat(moves.find(shares.getLast().move())).isEmpty();
        assertThat(handle(key)).isEqualTo(new Outcome.Shared(shares));
    }

    @Test
    @DisplayName("on ne répartit que ce qu’on détient, entre des structures connues et autres, avec des poids")
    void is_refused() {
        var order = ground.printedOrder(2);
        var library = weigh(LIBRARY, 1);
        assertThat(handle(command(order, 0, AGENT, library))).isEqualTo(new Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(handle(command(order, 0, STRANGE_BUYER, library)))
                .isEqualTo(new Outcome.Refused(BookletReason.UNKNOWN_LOT));
        assertThat(handle(new AllocateBooklets.Command(
                        UUID.randomUUID(), new LotId(UUID.randomUUID()), 0, List.of(library), PRODUCTION)))
                .isEqualTo(new Outcome.Refused(BookletReason.UNKNOWN_LOT));
        assertThat(handle(command(order, 0, BUYER, library)))
                .isEqualTo(new Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(handle(command(order, 0, PRODUCTION, library, library)))
                .isEqualTo(new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION));
        assertThat(handle(command(order, 0, PRODUCTION, weigh(new OrganisationId(UUID.randomUUID()), 1))))
                .isEqualTo(new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION));
        assertThat(handle(command(order, 0, BUYER, weigh(PAYER, 1))))
                .isEqualTo(new Outcome.Refused(BookletReason.SAME_ORGANISATION));
        assertThat(handle(command(order, 0, PRODUCTION)))
                .isEqualTo(new Outcome.Refused(BookletReason.NOTHING_TO_SHARE_BY));
        assertThat(handle(command(order, 0, PRODUCTION, weigh(LIBRARY, 0))))
                .isEqualTo(new Outcome.Refused(BookletReason.NOTHING_TO_SHARE_BY));
        assertThat(handle(command(order, 0, PRODUCTION, weigh(LIBRARY, -1))))
                .isEqualTo(new Outcome.Refused(BookletReason.NOTHING_TO_SHARE_BY));
        assertThat(handle(command(ground.madeOrder(2), 0, PRODUCTION, library)))
                .isEqualTo(new Outcome.Refused(BookletReason.NOT_PRINTED_YET));
    }

    private static Weighed weigh(OrganisationId distributor, long weight) {
        return new Weighed(distributor, weight);
    }
}
