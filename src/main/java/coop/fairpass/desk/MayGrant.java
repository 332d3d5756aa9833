package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.web.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may give, or take back, which role: the operator any, those who lead a part of an organisation the roles of that
 * part, in their own organisation only. A role of the cooperative exists in the cooperative and nowhere else.
 */
@Component
class MayGrant {

    private final Organisations organisations;

    MayGrant(Organisations organisations) {
        this.organisations = organisations;
    }

    /** Why not; empty when it may. */
    Optional<DeskReason> refusal(Actor by, OrganisationId in, Role role) {
        var cooperative = organisations.cooperative().map(Organisation::id);
        if (role.isOfTheCooperative() && !cooperative.equals(Optional.of(in))) {
            return Optional.of(DeskReason.ROLE_OF_THE_COOPERATIVE_ONLY);
        }
        boolean may = by.has(Role.OPERATOR)
                || (by.isOf(in)
                        && by.roles().stream().anyMatch(own -> givenBy(own).contains(role)));
        return may ? Optional.empty() : Optional.of(DeskReason.ROLE_NOT_YOURS_TO_GIVE);
    }

    /** Whether somebody leads anything in an organisation, and so reads who works there. */
    boolean leads(Actor by, OrganisationId in) {
        return by.has(Role.OPERATOR) || (by.isOf(in) && leads(by.roles()));
    }

    /**
     * An organisation of which somebody may read who works there.
     *
     * @throws ProblemException when it is not theirs, or when they lead nothing in it
     */
    Organisation led(UUID organisation, Actor by) {
        var id = new OrganisationId(organisation);
        var known = organisations
                .find(id)
                .filter(_ -> by.isOf(id) || by.has(Role.OPERATOR))
                .orElseThrow(ProblemException::notFound);
        if (!leads(by, id)) {
            throw ProblemException.notAllowed();
        }
        return known;
    }

    /** Why somebody may not give all of some roles in an organisation: of the first of them that is refused. */
    Optional<DeskReason> refusal(Actor by, OrganisationId in, Collection<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> refusal(by, in, role))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The roles that somebody may give in an organisation. */
    List<Role> givable(Actor by, OrganisationId in) {
        return Arrays.stream(Role.values())
                .filter(role -> refusal(by, in, role).isEmpty())
                .toList();
    }

    /** Whether these roles let somebody give some to others of the same organisation. */
    static boolean leads(Collection<Role> roles) {
        return roles.stream().anyMatch(own -> !givenBy(own).isEmpty());
    }

    private static Set<Role> givenBy(Role role) {
        return switch (role) {
            case PAYER_BUYER -> Set.of(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
            case DISTRIBUTOR_MANAGER -> Set.of(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT);
            case PROVIDER_ADMIN -> Set.of(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.MEDIATOR);
            case LEGAL_REPRESENTATIVE ->
                Set.of(Role.LEGAL_REPRESENTATIVE, Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.MEDIATOR);
            case PAYER_ACCOUNTANT,
                    DISTRIBUTOR_AGENT,
                    PROVIDER_STAFF,
                    MEDIATOR,
                    HUB,
                    CONSULTANT,
                    COOP_SALES,
                    COOP_PRODUCTION,
                    COOP_REVIEWER,
                    COOP_CONTROLLER,
                    TREASURER,
                    COMMITTEE,
                    BOARD,
                    MEMBER,
                    OPERATOR,
                    PUBLISHER -> Set.of();
        };
    }
}
