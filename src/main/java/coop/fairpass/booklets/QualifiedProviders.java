package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.AcceptingProviders;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may redeem, told to the public map: it is below qualification, which knows places. */
@Component
class QualifiedProviders implements AcceptingProviders {

    private final JdbcClient jdbc;

    QualifiedProviders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<OrganisationId> on(LocalDate day, Set<OrganisationId> among) {
        return jdbc
                .sql("""
                        SELECT DISTINCT provider
                          FROM qualification.provider_period
                         WHERE provider = ANY (:among::uuid[])
                           AND valid_from <= :day
                           AND (valid_until IS NULL OR valid_until > :day)
                        """)
                .param("among", among.stream().map(OrganisationId::value).toArray(UUID[]::new))
                .param("day", day)
                .query(UUID.class)
                .list()
                .stream()
                .map(OrganisationId::new)
                .collect(Collectors.toSet());
    }
}
