package coop.fairpass.booklets;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Territories;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accueils : organisations that gave booklets, by where they are. Their names, addresses and telephones are public, as
 * those of any organisation; how many booklets they gave is not told.
 */
@Component
class Receptions {

    private static final int MOST_COMMUNES = 6;

    private final Territories territories;
    private final Organisations organisations;
    private final JdbcClient jdbc;

    Receptions(Territories territories, Organisations organisations, JdbcClient jdbc) {
        this.territories = territories;
        this.organisations = organisations;
        this.jdbc = jdbc;
    }

    /** Those of the communes that somebody wrote, by name; empty when no commune was read. */
    @Transactional(readOnly = true)
    Optional<List<Reception>> near(String written) {
        var communes = territories.written(written, MOST_COMMUNES);
        if (communes.isEmpty()) {
            return Optional.empty();
        }
        var there = organisations.at(
                communes.stream().map(Commune::code).collect(Collectors.toSet()),
                communes.stream()
                        .flatMap(commune -> commune.postalCodes().stream())
                        .collect(Collectors.toSet()));
        var giving = thatHandOver(there.stream().map(Organisation::id).collect(Collectors.toSet()));
        return Optional.of(there.stream()
                .filter(organisation -> giving.contains(organisation.id()))
                .map(Receptions::reception)
                .toList());
    }

    @Transactional(readOnly = true)
    Optional<Reception> find(OrganisationId id) {
        return organisations.find(id).filter(_ -> handsOver(id)).map(Receptions::reception);
    }

    boolean handsOver(OrganisationId id) {
        return !thatHandOver(Set.of(id)).isEmpty();
    }

    private Set<OrganisationId> thatHandOver(Set<OrganisationId> among) {
        return jdbc.sql("""
                        SELECT asked.id
                          FROM unnest(:ids::uuid[]) AS asked (id)
                         WHERE EXISTS (SELECT 1 FROM booklets.hand_over h WHERE h.distributor = asked.id)
                        """)
                .param("ids", among.stream().map(OrganisationId::toString).toArray(String[]::new))
                .query((row, _) -> new OrganisationId(row.getObject("id", UUID.class)))
                .set();
    }

    private static Reception reception(Organisation organisation) {
        return new Reception(
                organisation.id(),
                organisation.legalName(),
                organisation.address().oneLine(),
                organisation.telephone().map(Telephone::grouped));
    }
}
