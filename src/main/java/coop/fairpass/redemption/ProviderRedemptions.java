package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.RedemptionStore.Found;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Validations of a provider, as its people and the controller read them; nobody else finds any. */
@Component
class ProviderRedemptions {

    /**
     * One voucher that was redeemed, or held.
     *
     * @param countsOn the day that decides its month; empty while held
     * @param price of the whole service
     */
    record Redeemed(
            RedemptionId id,
            UUID request,
            UUID place,
            String service,
            LocalDate serviceOn,
            Optional<LocalDate> countsOn,
            Money faceValue,
            Money price,
            Optional<UUID> mediator,
            RedemptionState state,
            Optional<HoldRule> hold,
            Instant recordedAt) {

        static Redeemed of(Found found) {
            var spent = found.spent();
            return new Redeemed(
                    spent.id(),
                    spent.request(),
                    spent.place(),
                    spent.service(),
                    spent.serviceOn(),
                    spent.countsOn(),
                    spent.faceValue(),
                    spent.price(),
                    spent.mediator(),
                    found.state(),
                    spent.hold(),
                    found.recordedAt());
        }
    }

    private static final String COLUMNS = """
            SELECT r.*, h.rule
              FROM redemption.redemption r
              LEFT JOIN redemption.hold h ON h.voucher = r.voucher AND h.attempt = r.attempt
            """;

    private final JdbcClient jdbc;

    ProviderRedemptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether somebody works at desks, or answers for them, in an organisation. */
    static boolean isOfDesks(Actor actor) {
        return actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE, Role.MEDIATOR);
    }

    /** One redemption, of the actor's own provider, or any for the controller. */
    @Transactional(readOnly = true)
    Optional<Redeemed> find(RedemptionId id, Actor actor) {
        return jdbc.sql(COLUMNS + " WHERE r.voucher = :voucher AND r.attempt = :attempt")
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .query((row, _) -> RedemptionStore.found(row))
                .optional()
                .filter(found -> actor.has(Role.COOP_CONTROLLER)
                        || (isOfDesks(actor)
                                && actor.isOf(new OrganisationId(found.spent().provider()))))
                .map(Redeemed::of);
    }

    /**
     * A provider's redemptions, the last recorded first.
     *
     * @param month of the day on which the service was given; empty for all
     * @param after the last one already read
     */
    @Transactional(readOnly = true)
    List<Redeemed> of(
            OrganisationId provider,
            Optional<YearMonth> month,
            Optional<RedemptionState> state,
            Optional<RedemptionId> after,
            int most) {
        return jdbc.sql(COLUMNS + """
                         WHERE r.provider = :provider
                           AND (:from::date IS NULL OR r.service_on >= :from::date AND r.service_on < :until::date)
                           AND (:state::text IS NULL OR r.state = :state)
                           AND (:voucher::bigint IS NULL OR (r.recorded_at, r.voucher, r.attempt) < (
                               SELECT p.recorded_at, p.voucher, p.attempt
                                 FROM redemption.redemption p
                                WHERE p.voucher = :voucher AND p.attempt = :attempt AND p.provider = :provider))
                         ORDER BY r.recorded_at DESC, r.voucher DESC, r.attempt DESC
                         LIMIT :most
                        """)
                .param("provider", provider.value())
                .param("from", month.map(of -> of.atDay(1).toString()).orElse(null))
                .param(
                        "until",
                        month.map(of -> of.plusMonths(1).atDay(1).toString()).orElse(null))
                .param("state", state.map(Enum::name).orElse(null))
                .param("voucher", after.map(RedemptionId::voucher).orElse(null), java.sql.Types.BIGINT)
                .param("attempt", after.map(RedemptionId::attempt).orElse(null), java.sql.Types.INTEGER)
                .param("most", most)
                .query((row, _) -> Redeemed.of(RedemptionStore.found(row)))
                .list();
    }
}
