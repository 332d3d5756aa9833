package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What those who accompany payers live by: where each order stands, and how many vouchers people can use. */
@Component
class SalesNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final String PATH = "/commandes";

    /** A part of the way that an order goes, in the words of whoever accompanies it. */
    private enum Stage {
        PROJECT,
        QUOTE,
        MAKING,
        IN_USE,
        SETTLING;

        static Optional<Stage> of(OrderState state) {
            return switch (state) {
                case DRAFT -> Optional.of(PROJECT);
                case QUOTED -> Optional.of(QUOTE);
                case ORDERED, FRAMED, IN_PROOF, IN_PRODUCTION, SHIPPED -> Optional.of(MAKING);
                case DELIVERED, RUNNING, ENDING -> Optional.of(IN_USE);
                case EXPIRED, IN_RECONCILIATION, DISPUTED, RECONCILED -> Optional.of(SETTLING);
                case LAPSED, CLOSED, CANCELLED -> Optional.empty();
            };
        }

        String said() {
            return switch (this) {
                case PROJECT -> Language.say("Projets", "Projects");
                case QUOTE -> Language.say("Devis envoyés", "Quotes sent");
                case MAKING -> Language.say("Signées, à cadrer et à fabriquer", "Signed, to be framed and made");
                case IN_USE -> Language.say("Livrées, les chèques servent", "Delivered, vouchers are in use");
                case SETTLING -> Language.say("Finies, à solder", "Ended, to be settled");
            };
        }

        String style() {
            return switch (this) {
                case PROJECT -> "none";
                case QUOTE -> "wait";
                case MAKING -> "paid";
                case IN_USE -> "keep";
                case SETTLING -> "owed";
            };
        }
    }

    private final Orders orders;

    SalesNumbers(Orders orders) {
        this.orders = orders;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.COOP_SALES)) {
            return List.of();
        }
        var all = orders.visibleTo(actor);
        long quoted = all.stream().filter(at(Stage.QUOTE)).count();
        long making = all.stream().filter(at(Stage.MAKING)).count();
        long vouchers = all.stream()
                .filter(at(Stage.IN_USE))
                .mapToLong(order -> order.need().vouchers())
                .sum();
        var bars = new ArrayList<Bar>();
        for (var stage : Stage.values()) {
            bars.add(new Bar(stage.said(), all.stream().filter(at(stage)).count(), stage.style()));
        }
        return List.of(new Panel(
                RANK,
                Language.say("Commandes accompagnées", "Orders that you accompany"),
                List.of(
                        new Figure(
                                Language.say(quoted),
                                Language.say(
                                        Plural.words(quoted, "devis sans réponse", "devis sans réponse"),
                                        Plural.englishWords(
                                                quoted, "quote without an answer", "quotes without an answer")),
                                PATH),
                        new Figure(
                                Language.say(making),
                                Language.say(
                                        Plural.words(making, "commande en préparation", "commandes en préparation"),
                                        Plural.englishWords(making, "order in preparation", "orders in preparation")),
                                PATH),
                        new Figure(
                                Language.say(vouchers),
                                Language.say(
                                        Plural.words(vouchers, "chèque commandé, livré", "chèques commandés, livrés"),
                                        Plural.englishWords(
                                                vouchers,
                                                "voucher ordered and delivered",
                                                "vouchers ordered and delivered")),
                                PATH)),
                List.of(new Bars(
                        Language.say("Où en sont les commandes", "Where orders stand"),
                        Chart.Unit.COUNT,
                        Language.say("Étape", "Step"),
                        bars)),
                List.of()));
    }

    private static Predicate<VoucherOrder> at(Stage stage) {
        return order -> Stage.of(order.state()).filter(stage::equals).isPresent();
    }
}
