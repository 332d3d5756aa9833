package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.booklets.Ground.CENTRE_MANAGER;
import static coop.fairpass.booklets.Ground.CONTROLLER;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.STRANGE_BUYER;
import static coop.fairpass.booklets.Ground.STRANGE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On sait à tout instant qui répond de chaque carnet")
@ExtendWith(TestDatabase.class)
class CustodyTest {

    private final Ground ground;
    private OrderId order;

    CustodyTest(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
    }

    @BeforeEach
    void stock_six() {
        order = ground.activeOrder(6);
    }

    @AfterEach
    void close() {
        assertThat(ground.broken()).isEmpty();
        ground.close();
    }

    private UUID transfer(BookletRanges booklets) {
        var move = UUID.randomUUID();
        ground.bean(TransferBooklets.class).handle(new TransferBooklets.Command(move, CENTRE, booklets, MANAGER));
        return move;
    }

    private BookletRanges first(int count) {
        return BookletRanges.of(ground.range(order, 1)).first(count);
    }

    @Test
    @DisplayName("R-066 : la chaîne se lit avec ses dates et les noms des structures, jamais d’une personne")
    void the_chain_is_read_with_dates_and_names() {
        ground.clock.set("2026-11-12T09:00");
        var move = transfer(first(2));
        ground.clock.set("2026-11-13T09:00");
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, first(2), CENTRE_MANAGER));
        ground.clock.set("2026-11-14T09:00");
        ground.handOver(ground.number(order, 1), CENTRE_AGENT);
        var chain =
                ground.bean(Custody.class).of(ground.number(order, 1), BUYER).orElseThrow();
        assertThat(chain.booklet().state()).isEqualTo(BookletState.HANDED_OVER);
        assertThat(chain.links())
                .extracting(Custody.Link::step, link -> link.by().orElse("-"), Custody.Link::holder)
                .containsExactly(
                        Tuple.tuple("B1_GENERATED", "Coopérative Exemple", "Coopérative Exemple"),
                        Tuple.tuple("PRINTED_HERE", "Coopérative Exemple", "Coopérative Exemple"),
                        Tuple.tuple("B2_PRINTED", "Coopérative Exemple", "Coopérative Exemple"),
                        Tuple.tuple("B3_SENT", "Coopérative Exemple", "Coopérative Exemple"),
                        Tuple.tuple("B4_COUNTED_IN", "Médiathèque du Val d’Exemple", "Médiathèque du Val d’Exemple"),
                        Tuple.tuple("B3_SENT", "Médiathèque du Val d’Exemple", "Médiathèque du Val d’Exemple"),
                        Tuple.tuple(
                                "B4_COUNTED_IN", "Centre social du Val d’Exemple", "Centre social du Val d’Exemple"),
                        Tuple.tuple(
                                "B7_HANDED_OVER", "Centre social du Val d’Exemple", "Centre social du Val d’Exemple"));
        assertThat(chain.links().getLast().at()).isEqualTo("2026-11-14T08:00:00Z");
        assertThat(chain.links().getLast().what()).isEqualTo("Remis.");
        assertThat(chain.toString()).doesNotContain("personne");
    }

    @Test
    @DisplayName(
            "R-066 : elle se lit par la coopérative, le commanditaire et les structures de la chaîne ; pour d’autres elle n’existe pas")
    void who_may_read_it() {
        var custody = ground.bean(Custody.class);
        var booklet = ground.number(order, 1);
        assertThat(custody.of(booklet, CONTROLLER)).isPresent();
        assertThat(custody.of(booklet, BUYER)).isPresent();
        assertThat(custody.of(booklet, AGENT)).isPresent();
        assertThat(custody.of(booklet, STRANGE_BUYER)).isEmpty();
        assertThat(custody.of(booklet, CENTRE_AGENT)).isEmpty();
        var move = transfer(first(1));
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, first(1), CENTRE_MANAGER));
        assertThat(custody.of(booklet, CENTRE_AGENT)).isPresent();
        assertThat(custody.of(booklet, AGENT)).isPresent();
        assertThat(custody.of(new BookletNumber(999_999_999), CONTROLLER)).isEmpty();
    }

    @Test
    @DisplayName("le stock d’une structure, par lot et par plages ; elle seule et la coopérative le lisent")
    void the_stock_of_an_organisation() {
        ground.handOver(ground.number(order, 3), AGENT);
        var held = ground.bean(Stock.class).of(LIBRARY, MANAGER);
        assertThat(held).singleElement().satisfies(one -> {
            assertThat(one.booklets())
                    .isEqualTo(
                            BookletRanges.of(ground.range(order, 1)).minus(BookletRanges.of(ground.number(order, 3))));
            assertThat(one.vouchers()).isEqualTo(50);
            assertThat(one.isActive()).isTrue();
            assertThat(one.stopOn()).isEqualTo(LocalDate.of(2026, 12, 15));
            assertThat(one.lastDay()).isEqualTo(Ground.LAST_DAY);
        });
        assertThat(ground.bean(Stock.class).of(LIBRARY, CONTROLLER)).isEqualTo(held);
        assertThat(ground.bean(Stock.class).of(LIBRARY, STRANGE_MANAGER)).isEmpty();
        assertThat(ground.bean(Stock.class).of(CENTRE, CENTRE_MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("R-032 : le stock dormant par distributeur et par âge, pour le commanditaire")
    void dormant_stock() {
        var move = transfer(first(2));
        ground.clock.set("2026-11-20T09:00");
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, first(2), CENTRE_MANAGER));
        ground.handOver(ground.number(order, 6), AGENT);
        ground.clock.set("2026-11-30T09:00");
        assertThat(ground.bean(Stock.class).dormant(order, BUYER))
                .containsExactly(
                        new Stock.Dormant(LIBRARY, "Médiathèque du Val d’Exemple", 20, 3),
                        new Stock.Dormant(CENTRE, "Centre social du Val d’Exemple", 10, 2));
        assertThat(ground.bean(Stock.class).dormant(order, STRANGE_BUYER)).isEmpty();
        assertThat(ground.bean(Stock.class).dormant(order, MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("R-065 : ce qui est en chemin, vers soi ou de soi, avec ce que personne n’a expliqué")
    void what_is_on_its_way() {
        var move = transfer(first(3));
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, first(2), CENTRE_MANAGER));
        for (var reader : List.of(MANAGER, CENTRE_MANAGER)) {
            var organisation = reader.organisation().orElseThrow();
            assertThat(ground.bean(Stock.class).travelling(organisation, reader))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.move().id()).isEqualTo(move);
                        assertThat(one.senderName()).isEqualTo("Médiathèque du Val d’Exemple");
                        assertThat(one.open()).isEqualTo(first(3).minus(first(2)));
                        assertThat(one.gaps()).singleElement().matches(Incident::isOpen);
                    });
        }
        assertThat(ground.bean(Stock.class).travelling(LIBRARY, STRANGE_MANAGER))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R-069 : les agents qui n’ont rien remis depuis trente jours viennent d’abord ; leur responsable seul les lit")
    void idle_agents() {
        var busy = new UUID(0xa000_0000_0000_4000L, 7);
        var idle = UUID.randomUUID();
        var people = ground.bean(People.class);
        people.enter(busy, "Agent occupé", Optional.empty());
        people.enter(idle, "Agent sans remise", Optional.empty());
        people.grant(busy, LIBRARY, Role.DISTRIBUTOR_AGENT, MANAGER);
        people.grant(idle, LIBRARY, Role.DISTRIBUTOR_AGENT, MANAGER);
        ground.handOver(ground.number(order, 1), AGENT);
        ground.handOver(ground.number(order, 2), AGENT);
        assertThat(ground.bean(Stock.class).agents(LIBRARY, MANAGER))
                .containsExactly(
                        new Stock.AgentActivity(idle, "Agent sans remise", Optional.empty(), 0),
                        new Stock.AgentActivity(busy, "Agent occupé", Optional.of(LocalDate.of(2026, 11, 10)), 2));
        ground.clock.set("2026-12-10T10:00");
        assertThat(ground.bean(Stock.class).agents(LIBRARY, MANAGER))
                .extracting(Stock.AgentActivity::last30Days)
                .containsExactly(0L, 0L);
        assertThat(ground.bean(Stock.class).agents(LIBRARY, AGENT)).isEmpty();
        assertThat(ground.bean(Stock.class).agents(LIBRARY, CENTRE_MANAGER)).isEmpty();
    }

    @Test
    @DisplayName(
            "R-028 : l’activation d’un lot est dite à chaque distributeur qui en a, avec le nombre et le dernier jour")
    void activation_is_told_to_distributors() {
        var waiting = ground.stockedOrder(4);
        var two = BookletRanges.of(ground.range(waiting, 1)).first(2);
        var move = transfer(two);
        ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, two, CENTRE_MANAGER));
        ground.activate(waiting);
        assertThat(ground.bean(Notices.class).lastOf(CENTRE, 20))
                .extracting(Notice::text)
                .anyMatch(text -> text.contains("2 carnets de votre stock, 20 chèques, peuvent servir")
                        && text.contains("31/01/2027")
                        && text.contains("15/12/2026"));
        assertThat(ground.bean(Notices.class).lastOf(LIBRARY, 20))
                .filteredOn(notice -> notice.key().endsWith("/stock"))
                .hasSize(2);
    }
}
