package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Chèques autour de vous : how many active vouchers are in people's hands and may be given at a provider's places, and
 * until which day. A number under five is not told: it would be somebody.
 */
@Component
class VouchersAround implements LivesBy {

    private static final int RANK = 30;
    private static final int FEW = 5;

    /** What may be used until one day. */
    record Until(LocalDate lastDay, long vouchers) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    VouchersAround(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.MEDIATOR)) {
            return List.of();
        }
        return actor.organisation().map(own -> panel(of(own))).stream().toList();
    }

    private static Panel panel(List<Until> all) {
        var told = all.stream().filter(one -> one.vouchers() >= FEW).toList();
        long vouchers = told.stream().mapToLong(Until::vouchers).sum();
        return new Panel(
                RANK,
                Language.say("Chèques autour de vous", "Vouchers around you"),
                List.of(new Figure(
                        Language.say(vouchers),
                        Language.say(
                                Plural.words(
                                        vouchers,
                                        "chèque actif est entre les mains de quelqu’un et peut servir chez vous",
                                        "chèques actifs sont entre les mains de personnes et peuvent servir chez vous"),
                                Plural.englishWords(
                                        vouchers,
                                        "active voucher is in someone’s hands and can be used at your place",
                                        "active vouchers are in people’s hands and can be used at your place")),
                        "")),
                told.isEmpty()
                        ? List.of()
                        : List.of(new Bars(
                                Language.say("Jusqu’à quel jour", "Until which day"),
                                Chart.Unit.COUNT,
                                Language.say("Dernier jour", "Last day"),
                                told.stream()
                                        .map(one -> new Bar(
                                                Language.say("Jusqu’au ", "Until ") + Language.sayLong(one.lastDay()),
                                                one.vouchers(),
                                                "owed"))
                                        .toList())),
                List.of(Language.say(
                                "Chèques remis, pas encore utilisés, dont le périmètre contient l’un de vos lieux.",
                                "Vouchers handed over, not used yet, whose perimeter contains one of your places.")
                        + (told.size() < all.size()
                                ? Language.say(
                                        " Un nombre sous cinq n’est pas montré.", " A number under five is not shown.")
                                : "")));
    }

    /**
     * By last day, the soonest first. An order without perimeter is used everywhere; one limited to services that the
     * provider does not offer is left out.
     */
    @Transactional(readOnly = true)
    List<Until> of(OrganisationId provider) {
        return jdbc.sql("""
                        WITH here AS (
                            SELECT p.place, p.territory_codes AS codes
                              FROM places.place_period p
                             WHERE p.provider = :provider
                               AND p.open_from <= :today
                               AND (p.open_until IS NULL OR p.open_until > :today)
                        ), lot AS (
                            SELECT t.code, t.tolerance_ends_on
                              FROM orders.lot_terms t
                             WHERE t.activated_on IS NOT NULL
                               AND t.redeemable_until > :today
                               AND EXISTS (
                                   SELECT 1
                                     FROM here
                                    WHERE (cardinality(t.perimeter) = 0 OR t.perimeter && here.codes)
                                      AND (cardinality(t.service_path) = 0 OR EXISTS (
                                           SELECT 1
                                             FROM places.offer_period o
                                            WHERE o.place = here.place
                                              AND o.service = ANY (t.service_path)
                                              AND o.valid_from <= :today
                                              AND (o.valid_until IS NULL OR o.valid_until > :today))))
                        )
                        SELECT l.tolerance_ends_on AS last_day, sum(b.vouchers)::bigint AS vouchers
                          FROM lot l
                         CROSS JOIN LATERAL (
                               SELECT sum(f.size - (
                                          SELECT count(*)
                                            FROM redemption.spent s
                                           WHERE s.voucher BETWEEN f.first_booklet * 16 AND f.last_booklet * 16 + 15
                                             AND s.state IN ('ACCEPTED', 'HELD', 'REVERSED'))) AS vouchers
                                 FROM booklets.span_facts f
                                WHERE f.lot = l.code
                                  AND f.state = 'HANDED_OVER') AS b
                         WHERE b.vouchers > 0
                         GROUP BY l.tolerance_ends_on
                         ORDER BY l.tolerance_ends_on
                        """)
                .param("provider", provider.value())
                .param("today", Paris.today(clock))
                .query((row, _) -> new Until(row.getObject("last_day", LocalDate.class), row.getLong("vouchers")))
                .list();
    }
}
