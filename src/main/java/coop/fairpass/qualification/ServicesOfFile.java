package coop.fairpass.qualification;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.DeclaredServices;
import java.util.List;
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
        return applications.of(organisation).stream().findFirst().map(Application::dossier).stream()
                .flatMap(file -> file.services().stream())
                .flatMap(code -> ServiceCode.check(code).stream())
                .toList();
    }
}
