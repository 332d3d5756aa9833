package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who may redeem, as {@link AcceptingProviders} says; everybody where nothing says it. */
@Component
class WhoAccepts {

    private final Optional<AcceptingProviders> known;

    WhoAccepts(ObjectProvider<AcceptingProviders> known) {
        this.known = Optional.ofNullable(known.getIfAvailable());
    }

    Set<OrganisationId> among(LocalDate day, Set<OrganisationId> providers) {
        return providers.isEmpty()
                ? providers
                : known.map(who -> who.on(day, providers)).orElse(providers);
    }
}
