package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.ContributionGuard.OnPublicOrigin;
import coop.fairpass.settlement.MonthCount.Counted;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The voluntary 1 %: who chose to give, until they choose otherwise; what counts is the choice at the freeze (T3). */
@Component
public class ContributionChoices {

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final OnPublicOrigin onPublicOrigin;
    private final Clock clock;

    ContributionChoices(
            JdbcClient jdbc,
            Organisations organisations,
            @Value("${fairpass.contribution.on-public-origin:REFUSE}") OnPublicOrigin onPublicOrigin,
            Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.onPublicOrigin = onPublicOrigin;
        this.clock = clock;
    }

    /** A provider's administrator chooses to give, or no longer; empty when done. */
    @Transactional
    public Optional<SettlementReason> choose(boolean gives, Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)
                || by.organisation().isEmpty()) {
            return Optional.of(SettlementReason.NOT_ALLOWED);
        }
        var provider = organisations.get(by.organisation().get());
        if (gives && ContributionGuard.refusal(provider.nature()).isPresent()) {
            return Optional.of(SettlementReason.PUBLIC_BODY);
        }
        jdbc.sql("""
                        INSERT INTO settlement.contribution_choice (provider, chosen_at, gives, chosen_by)
                        VALUES (:provider, :at, :gives, :by)
                            ON CONFLICT (provider, chosen_at) DO UPDATE SET gives = :gives
                        """)
                .param("provider", provider.id().value())
                .param("at", utc(clock.instant()))
                .param("gives", gives)
                .param("by", by.reference())
                .update();
        return Optional.empty();
    }

    /** Whether a provider gives at an instant; a public body never does. */
    @Transactional(readOnly = true)
    public boolean gives(Organisation provider, Instant at) {
        return giving(List.of(provider), at).contains(provider.id());
    }

    /** Those who give at an instant; a public body never does. */
    @Transactional(readOnly = true)
    public Set<OrganisationId> giving(Collection<Organisation> providers, Instant at) {
        return jdbc.sql("""
                        SELECT provider
                          FROM (SELECT DISTINCT ON (provider) provider, gives
                                  FROM settlement.contribution_choice
                                 WHERE provider = ANY (:providers::uuid[]) AND chosen_at <= :at
                                 ORDER BY provider, chosen_at DESC) AS last_choice
                         WHERE gives
                        """)
                .param(
                        "providers",
                        providers.stream()
                                .filter(provider -> ContributionGuard.refusal(provider.nature())
                                        .isEmpty())
                                .map(provider -> provider.id().toString())
                                .toArray(String[]::new))
                .param("at", utc(at))
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .set();
    }

    /** The face value on which a giving provider gives. */
    Money eligible(Counted counted) {
        return ContributionGuard.isEligible(false, onPublicOrigin) ? counted.face() : counted.privateFace();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
