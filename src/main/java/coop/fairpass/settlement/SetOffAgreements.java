package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accord de compensation : who agreed in writing that its subscription be withheld on its statements, until it takes
 * that back; what counts is what stands when a month is settled (M24, money-and-law §2.6). Nobody is paid less,
 * later or not at all for having said no.
 */
@Component
public class SetOffAgreements {

    /** What a provider signs when it agrees; kept word for word, and so in French only. */
    public static final String WORDS = "J’accepte que l’abonnement facturé à ma structure soit retenu sur ses relevés"
            + " de contrepaiement, sans jamais dépasser ce qu’un relevé lui doit. Cet accord est libre : sans lui, ses"
            + " relevés lui sont payés en entier. Il se retire à tout moment, pour les relevés à venir.";

    /** What it signs when it takes that back. */
    public static final String WITHDRAWN =
            "Je retire mon accord : à partir de maintenant, plus rien n’est retenu sur les"
                    + " relevés de ma structure pour son abonnement.";

    /** What stands since a day: whether the provider agrees, and the words of it. */
    public record Standing(boolean agrees, Instant since, String words) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SetOffAgreements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A provider's administrator or representative agrees, or no longer; empty when done, once however often asked. */
    @Transactional
    public Optional<SettlementReason> choose(boolean agrees, Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)
                || by.organisation().isEmpty()) {
            return Optional.of(SettlementReason.NOT_ALLOWED);
        }
        var provider = by.organisation().get();
        if (of(provider).map(Standing::agrees).orElse(false) == agrees) {
            return Optional.empty();
        }
        jdbc.sql("""
                        INSERT INTO settlement.set_off_agreement (provider, chosen_at, agrees, words, chosen_by)
                        VALUES (:provider, :at, :agrees, :words, :by)
                        """)
                .param("provider", provider.value())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("agrees", agrees)
                .param("words", agrees ? WORDS : WITHDRAWN)
                .param("by", by.reference())
                .update();
        return Optional.empty();
    }

    /** What stands for a provider now; empty when it never said anything, which is no. */
    @Transactional(readOnly = true)
    public Optional<Standing> of(OrganisationId provider) {
        return all(provider).stream().findFirst();
    }

    /** All that a provider said, the last first. */
    @Transactional(readOnly = true)
    public List<Standing> all(OrganisationId provider) {
        return jdbc.sql("""
                        SELECT agrees, chosen_at, words
                          FROM settlement.set_off_agreement
                         WHERE provider = :provider
                         ORDER BY id DESC
                        """)
                .param("provider", provider.value())
                .query((row, _) -> standing(row))
                .list();
    }

    /** Those of them who agree at an instant. */
    @Transactional(readOnly = true)
    public Set<OrganisationId> agreeing(Collection<OrganisationId> providers, Instant at) {
        return jdbc.sql("""
                        SELECT provider
                          FROM (SELECT DISTINCT ON (provider) provider, agrees
                                  FROM settlement.set_off_agreement
                                 WHERE provider = ANY (:providers::uuid[]) AND chosen_at <= :at
                                 ORDER BY provider, id DESC) AS last_choice
                         WHERE agrees
                        """)
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::toString).toArray(String[]::new))
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .set();
    }

    private static Standing standing(ResultSet row) {
        try {
            return new Standing(
                    row.getBoolean("agrees"),
                    row.getObject("chosen_at", OffsetDateTime.class).toInstant(),
                    row.getString("words"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
