package coop.fairpass.catalogue;

import coop.fairpass.catalogue.ImportCatalogue.BrandNamed;
import coop.fairpass.catalogue.ImportCatalogue.RefusedRow;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The committee brings a file of shared services while a catalogue exists: a row that comes or changes becomes a
 * proposal, consulted upon as any other before a version may hold it. A service that the file does not have
 * stays: who wants it gone proposes to withdraw it. An instance with a local prefix so receives a new version of what
 * is shared: read here too before it applies here.
 */
@Component
public class ProposeFromFile {

    /**
     * @param id of this reading of a file, by which twice is once
     * @param why for those who will read the proposals; one that says where they come from, when it is blank
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(UUID id, byte[] csv, String why, Actor by) {}

    public sealed interface Outcome {
        /** @param unchanged lines of services that are already as the file has them */
        record Read(List<ProposedRow> proposed, List<Long> unchanged, List<RefusedRow> refused, List<BrandNamed> brands)
                implements Outcome {
            public Read {
                proposed = List.copyOf(proposed);
                unchanged = List.copyOf(unchanged);
                refused = List.copyOf(refused);
                brands = List.copyOf(brands);
            }
        }

        /** @param column the missing one, when it is that */
        record Refused(CatalogueFileReason reason, String column) implements Outcome {}
    }

    /** A row that became a proposal, by its number. */
    public record ProposedRow(long line, ServiceCode code, int number) {}

    private static final String FROM_A_FILE = "Apporté par le comité dans un fichier.";

    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final Proposals proposals;

    ProposeFromFile(Catalogue catalogue, ImportCatalogue importCatalogue, Proposals proposals) {
        this.catalogue = catalogue;
        this.importCatalogue = importCatalogue;
        this.proposals = proposals;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, "");
        }
        // Neither a version nor another file meanwhile: each row is judged against what is known.
        catalogue.lock();
        var last = catalogue.versions().stream().findFirst();
        if (last.isEmpty()) {
            return new Outcome.Refused(CatalogueFileReason.NO_CATALOGUE_YET, "");
        }
        return switch (CatalogueFile.read(command.csv(), importCatalogue::refusal)) {
            case CatalogueFile.Reading.Unreadable(var reason, var column) -> new Outcome.Refused(reason, column);
            case CatalogueFile.Reading.Read read ->
                propose(command, read, catalogue.servicesOf(last.get().edition()));
        };
    }

    private Outcome propose(Command command, CatalogueFile.Reading.Read read, List<Service> last) {
        var current = last.stream().collect(Collectors.toMap(Service::code, Function.identity()));
        var known = proposals.all();
        var byId = known.stream().collect(Collectors.toMap(Proposal::id, Function.identity()));
        var waiting = waiting(known);
        var proposed = new ArrayList<ProposedRow>();
        var unchanged = new ArrayList<Long>();
        var refused = new ArrayList<>(read.refused());
        for (var service : read.accepted()) {
            long line = read.lines().getOrDefault(service.code(), 0L);
            var was = Optional.ofNullable(current.get(service.code()));
            var id = id(command.id(), service);
            if (was.equals(Optional.of(service))) {
                unchanged.add(line);
            } else if (byId.containsKey(id)) {
                proposed.add(new ProposedRow(line, service.code(), byId.get(id).number()));
            } else {
                refusal(service, was, waiting)
                        .ifPresentOrElse(
                                reason -> refused.add(new RefusedRow(line, "code", reason)),
                                () -> proposed.add(new ProposedRow(
                                        line, service.code(), record(command, id, service, was.isPresent()))));
            }
        }
        refused.sort(Comparator.comparingLong(RefusedRow::line));
        return new Outcome.Read(proposed, unchanged, refused, importCatalogue.brandsIn(read));
    }

    /** What proposals that may still enter a version would make of each service. */
    private static Map<ServiceCode, Set<Service>> waiting(List<Proposal> known) {
        var waiting = new HashMap<ServiceCode, Set<Service>>();
        known.stream()
                .filter(one -> one.verdict().isEmpty() || one.waitsForAVersion())
                .forEach(one -> one.accepted()
                        .ifPresent(service -> waiting.computeIfAbsent(one.code(), _ -> new HashSet<>())
                                .add(service)));
        return waiting;
    }

    private Optional<CatalogueRowReason> refusal(
            Service service, Optional<Service> was, Map<ServiceCode, Set<Service>> waiting) {
        var asked = waiting.getOrDefault(service.code(), Set.of());
        // A change may be proposed in several wordings; a code comes once.
        if (was.isPresent() ? asked.contains(service) : !asked.isEmpty()) {
            return Optional.of(CatalogueRowReason.ALREADY_PROPOSED);
        }
        return was.isEmpty() && catalogue.wasGiven(service.code())
                ? Optional.of(CatalogueRowReason.CODE_WITHDRAWN)
                : Optional.empty();
    }

    private int record(Command command, UUID id, Service service, boolean isKnown) {
        return proposals
                .record(new Proposals.Ask(
                        id,
                        isKnown ? ProposalKind.CHANGE : ProposalKind.ADD,
                        service.code(),
                        Optional.empty(),
                        Optional.of(service),
                        command.why().isBlank() ? FROM_A_FILE : command.why(),
                        command.by()))
                .number();
    }

    private static UUID id(UUID file, Service service) {
        return UUID.nameUUIDFromBytes(
                ("proposal/" + file + "/" + ServiceText.of(service)).getBytes(StandardCharsets.UTF_8));
    }
}
