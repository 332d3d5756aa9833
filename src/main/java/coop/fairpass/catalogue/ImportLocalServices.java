package coop.fairpass.catalogue;

import coop.fairpass.directory.Role;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The committee adds services of the instance's own to the shared ones, from a file (R-243; domain §11, rule 6). Each
 * code bears the local prefix: a row that would give a shared code another meaning, or that bears the prefix of others,
 * is refused with its line. The edition that is kept is the last version with these services in it; nothing uses
 * it until it is adopted.
 */
@Component
public class ImportLocalServices {

    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final LocalPrefix prefix;

    ImportLocalServices(Catalogue catalogue, ImportCatalogue importCatalogue, LocalPrefix prefix) {
        this.catalogue = catalogue;
        this.importCatalogue = importCatalogue;
        this.prefix = prefix;
    }

    /** @param command as for the shared catalogue */
    @Transactional
    public ImportCatalogue.Outcome handle(ImportCatalogue.Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return refused(CatalogueFileReason.NOT_ALLOWED);
        }
        if (prefix.value().isEmpty()) {
            return refused(CatalogueFileReason.NO_LOCAL_PREFIX);
        }
        var last = catalogue.versions().stream().findFirst();
        if (last.isEmpty()) {
            return refused(CatalogueFileReason.NO_CATALOGUE_YET);
        }
        return switch (CatalogueFile.read(command.csv(), this::refusal)) {
            case CatalogueFile.Reading.Unreadable(var reason, var column) ->
                new ImportCatalogue.Outcome.Refused(reason, column);
            case CatalogueFile.Reading.Read read -> keep(command, last.get().edition(), read);
        };
    }

    private Optional<CatalogueRowReason> refusal(ServiceCode code, boolean isSaidLocal) {
        if (prefix.isLocal(code)) {
            return Optional.empty();
        }
        return Optional.of(
                !isSaidLocal && (code.value().startsWith(LocalPrefix.SHARED + "-") || catalogue.wasGiven(code))
                        ? CatalogueRowReason.SHARED_CODE
                        : CatalogueRowReason.PREFIX_NOT_LOCAL);
    }

    private ImportCatalogue.Outcome keep(ImportCatalogue.Command command, UUID last, CatalogueFile.Reading.Read read) {
        boolean isNew = importCatalogue.keep(command.edition(), with(last, read.accepted()), command.by());
        return isNew || catalogue.servicesOf(command.edition()).containsAll(read.accepted())
                ? importCatalogue.imported(command.edition(), read)
                : refused(CatalogueFileReason.ID_TAKEN);
    }

    /** The last version with those in it; nothing when there is none, for that would be no new version. */
    private List<Service> with(UUID last, List<Service> locals) {
        if (locals.isEmpty()) {
            return List.of();
        }
        var all = new TreeMap<ServiceCode, Service>();
        catalogue.servicesOf(last).forEach(one -> all.put(one.code(), one));
        locals.forEach(one -> all.put(one.code(), one));
        return List.copyOf(all.values());
    }

    private static ImportCatalogue.Outcome refused(CatalogueFileReason reason) {
        return new ImportCatalogue.Outcome.Refused(reason, "");
    }
}
