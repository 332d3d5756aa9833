package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The names, colours and logos that providers put first on their pages. */
@Component
public class ProviderIdentities {

    private final JdbcClient jdbc;
    private final Clock clock;

    ProviderIdentities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a provider chose, or its legal name when it chose nothing; empty when it is unknown. */
    @Transactional(readOnly = true)
    public Optional<ProviderIdentity> find(OrganisationId provider) {
        return Optional.ofNullable(of(List.of(provider)).get(provider));
    }

    /** Those of several providers. */
    @Transactional(readOnly = true)
    public Map<OrganisationId, ProviderIdentity> of(Collection<OrganisationId> providers) {
        return jdbc
                .sql("""
                        SELECT o.id, coalesce(i.name, o.legal_name) AS name, i.colour, i.logo IS NOT NULL AS has_logo
                          FROM directory.organisation_name o
                          LEFT JOIN places.identity i ON i.provider = o.id
                         WHERE o.id = ANY (:providers::uuid[])
                        """)
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::value).toArray(UUID[]::new))
                .query((row, _) -> new ProviderIdentity(
                        new OrganisationId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("colour")),
                        row.getBoolean("has_logo")))
                .stream()
                .collect(Collectors.toMap(ProviderIdentity::provider, Function.identity()));
    }

    /** The picture of a provider, a PNG drawn by us. */
    @Transactional(readOnly = true)
    public Optional<byte[]> logo(OrganisationId provider) {
        return jdbc.sql("SELECT logo FROM places.identity WHERE provider = :provider AND logo IS NOT NULL")
                .param("provider", provider.value())
                .query((row, _) -> row.getBytes("logo"))
                .optional();
    }

    /** @param logo nothing leaves the one that is there */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(OrganisationId provider, String name, Optional<String> colour, byte @Nullable [] logo, Actor by) {
        jdbc.sql("""
                        INSERT INTO places.identity AS known (provider, name, colour, logo, recorded_at, recorded_by)
                        VALUES (:provider, :name, :colour, :logo, :recorded_at, :recorded_by)
                            ON CONFLICT (provider) DO UPDATE
                           SET name = excluded.name,
                               colour = excluded.colour,
                               logo = coalesce(excluded.logo, known.logo),
                               recorded_at = excluded.recorded_at,
                               recorded_by = excluded.recorded_by
                        """)
                .param("provider", provider.value())
                .param("name", name)
                .param("colour", colour.orElse(null))
                .param("logo", logo, Types.BINARY)
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", by.reference())
                .update();
    }
}
