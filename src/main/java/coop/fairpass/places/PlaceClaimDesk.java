package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what a reviewer reads before giving a listed place: the place once, and side by side all who claim it. */
@Component
public class PlaceClaimDesk {

    /** What the SIRET of a list says, beside that of an organisation. */
    public enum SiretEvidence {
        SAME_SIRET,
        /** Another establishment of the same legal person. */
        SAME_SIREN,
        OTHER,
        UNKNOWN
    }

    /**
     * One who claims it.
     *
     * @param accepts whether it may redeem vouchers today
     * @param near its own places of the same commune: the listed one may be one of them
     * @param refusedBefore how often it was told no for this place
     */
    public record Side(
            PlaceClaim claim,
            Organisation organisation,
            SiretEvidence evidence,
            boolean accepts,
            List<Place> near,
            int refusedBefore) {
        public Side {
            near = List.copyOf(near);
        }
    }

    /** @param looksLike places of the map, whosever they are, that a machine finds alike */
    public record Case(ListedPlace place, List<Side> sides, List<Place> looksLike) {
        public Case {
            sides = List.copyOf(sides);
            looksLike = List.copyOf(looksLike);
        }
    }

    private final JdbcClient jdbc;
    private final PlaceClaims claims;
    private final ListedPlaces listed;
    private final Places places;
    private final Organisations organisations;
    private final WhoAccepts accepting;
    private final Clock clock;

    PlaceClaimDesk(
            JdbcClient jdbc,
            PlaceClaims claims,
            ListedPlaces listed,
            Places places,
            Organisations organisations,
            WhoAccepts accepting,
            Clock clock) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.listed = listed;
        this.places = places;
        this.organisations = organisations;
        this.accepting = accepting;
        this.clock = clock;
    }

    /** Those that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<Case> open(int most) {
        var byPlace = new LinkedHashMap<UUID, List<PlaceClaim>>();
        claims.open(most)
                .forEach(claim -> byPlace.computeIfAbsent(claim.listed(), _ -> new ArrayList<>())
                        .add(claim));
        return byPlace.entrySet().stream()
                .map(entry -> caseOf(listed.find(entry.getKey()).orElseThrow(), entry.getValue()))
                .toList();
    }

    private Case caseOf(ListedPlace place, List<PlaceClaim> open) {
        var accept = accepting.among(
                Paris.today(clock), open.stream().map(PlaceClaim::organisation).collect(Collectors.toSet()));
        return new Case(
                place, open.stream().map(claim -> side(claim, place, accept)).toList(), looksLike(place.id()));
    }

    private Side side(PlaceClaim claim, ListedPlace place, Set<OrganisationId> accept) {
        var organisation = organisations.get(claim.organisation());
        return new Side(
                claim,
                organisation,
                evidence(place.siret(), organisation),
                accept.contains(organisation.id()),
                places.of(organisation.id()).stream()
                        .filter(own -> place.commune().equals(Optional.of(own.commune())))
                        .toList(),
                (int) claims.of(organisation.id(), place.id()).stream()
                        .filter(PlaceClaim::isRefused)
                        .count());
    }

    static SiretEvidence evidence(Optional<Siret> listed, Organisation organisation) {
        if (listed.isEmpty()
                || (organisation.siret().isEmpty() && organisation.siren().isEmpty())) {
            return SiretEvidence.UNKNOWN;
        }
        if (organisation.siret().equals(listed)) {
            return SiretEvidence.SAME_SIRET;
        }
        Optional<Siren> siren = listed.get().siren().valid();
        return siren.isPresent() && organisation.siren().equals(siren) ? SiretEvidence.SAME_SIREN : SiretEvidence.OTHER;
    }

    private List<Place> looksLike(UUID place) {
        return jdbc.sql("""
                        SELECT other
                          FROM places.likeness
                         WHERE listed = :listed
                           AND is_place
                           AND state <> 'DIFFERENT'
                         ORDER BY score DESC, other
                        """).param("listed", place).query(UUID.class).list().stream()
                .map(id -> places.get(new PlaceId(id)))
                .toList();
    }
}
