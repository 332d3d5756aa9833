package coop.fairpass.qualification;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.DeclaredServices;
import coop.fairpass.places.WorkStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an organisation's last file says that it means to offer, told to the room of places, which is below. */
@Component
class ServicesOfFile implements DeclaredServices {

    private final Applications applications;

    ServicesOfFile(Applications applications) {
        this.applications = applications;
    }

    @Override
    @Transactional(readOnly = true)
    public List<ServiceCode> of(OrganisationId organisation) {
        return lastFile(organisation).stream()
                .flatMap(file -> file.services().stream())
                .flatMap(code -> ServiceCode.check(code).stream())
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<WorkStatus> leaders(OrganisationId organisation) {
        return lastFile(organisation).stream()
                .flatMap(file -> file.team().stream())
                .filter(Dossier.Member::leads)
                .map(Dossier.Member::status)
                .collect(Collectors.toSet());
    }

    private Optional<Dossier> lastFile(OrganisationId organisation) {
        return applications.of(organisation).stream().findFirst().map(Application::dossier);
    }
}
