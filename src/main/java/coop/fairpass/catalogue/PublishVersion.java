package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A new version gathers the proposals that the committee accepted and takes effect at its date: the services of the
 * last one, with what came, changed or went. And the very first version: the services that Fairpass proposes.
 */
@Component
public class PublishVersion {

    public record Command(LocalDate effectiveOn, Decision decision, Actor by) {}

    public sealed interface Outcome {
        record Published(CatalogueVersion version, CatalogueDiff diff) implements Outcome {}

        record Refused(ProposalReason reason) implements Outcome {}

        /** The version itself could not be adopted: its date, or a code that would change its meaning. */
        record NotAdopted(CatalogueVersionReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Proposals proposals;
    private final ImportCatalogue importCatalogue;
    private final AdoptCatalogueVersion adopt;
    private final Clock clock;

    PublishVersion(
            JdbcClient jdbc,
            Catalogue catalogue,
            Proposals proposals,
            ImportCatalogue importCatalogue,
            AdoptCatalogueVersion adopt,
            Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.importCatalogue = importCatalogue;
        this.adopt = adopt;
        this.clock = clock;
    }

    /** What the next version would change, as accepted so far. */
    @Transactional(readOnly = true)
    public CatalogueDiff preview() {
        var before = catalogue.versions().stream()
                .findFirst()
                .map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElse(List.of());
        return CatalogueDiff.between(before, applied(before, proposals.accepted()));
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(ProposalReason.NOT_ALLOWED);
        }
        catalogue.lock();
        var last = catalogue.versions().stream().findFirst();
        if (last.isEmpty()) {
            return new Outcome.Refused(ProposalReason.NO_CATALOGUE_YET);
        }
        var accepted = proposals.accepted();
        if (accepted.isEmpty()) {
            return last.get().effectiveOn().equals(command.effectiveOn())
                            && last.get().decision().equals(command.decision())
                    ? new Outcome.Published(last.get(), diffOf(last.get())) // the same form, sent twice
                    : new Outcome.Refused(ProposalReason.NOTHING_ACCEPTED);
        }
        if (clash(accepted)) {
            return new Outcome.Refused(ProposalReason.CONFLICT);
        }
        var before = catalogue.servicesOf(last.get().edition());
        var after = applied(before, accepted);
        var diff = CatalogueDiff.between(before, after);
        var edition = UUID.nameUUIDFromBytes(accepted.stream()
                .map(one -> one.id().toString())
                .sorted()
                .collect(Collectors.joining("/", "edition/", ""))
                .getBytes(StandardCharsets.UTF_8));
        importCatalogue.keep(edition, after, command.by());
        return switch (adopt.asItIs(new AdoptCatalogueVersion.Command(
                edition, command.effectiveOn(), command.decision(), Set.copyOf(diff.rewordings()), command.by()))) {
            // The edition stays, unused: nothing reads one that is not adopted.
            case AdoptCatalogueVersion.Outcome.Refused(var reason, var _) -> new Outcome.NotAdopted(reason);
            case AdoptCatalogueVersion.Outcome.Adopted(var version) -> {
                accepted.forEach(one -> proposals.publish(one.id(), version.number()));
                replace(version.number(), diff, accepted);
                yield new Outcome.Published(version, diff);
            }
        };
    }

    /** Two proposals that both speak of one service cannot both be written. */
    private static boolean clash(List<Proposal> accepted) {
        var codes = new HashSet<ServiceCode>();
        return !accepted.stream().map(Proposal::code).allMatch(codes::add);
    }

    private static List<Service> applied(List<Service> before, List<Proposal> accepted) {
        var after = new TreeMap<ServiceCode, Service>();
        before.forEach(one -> after.put(one.code(), one));
        for (var proposal : accepted) {
            switch (proposal.kind()) {
                case ADD, CHANGE ->
                    after.put(proposal.code(), proposal.accepted().orElseThrow());
                case WITHDRAW, MERGE -> after.remove(proposal.code());
            }
        }
        return List.copyOf(after.values());
    }

    /** Notes what the accepted proposals named in place of what goes. */
    private void replace(int version, CatalogueDiff diff, List<Proposal> accepted) {
        var gone = diff.removed().stream().map(Service::code).collect(Collectors.toSet());
        for (var proposal : accepted) {
            if (gone.contains(proposal.code())) {
                proposal.into()
                        .ifPresent(into -> jdbc.sql("""
                                INSERT INTO catalogue.replacement (version, code, replaced_by)
                                VALUES (:version, :code, :replaced_by)
                                """)
                                .param("version", version)
                                .param("code", proposal.code().value())
                                .param("replaced_by", into.value())
                                .update());
            }
        }
    }

    /** What a version changed of the one before; all of it, for the first. */
    @Transactional(readOnly = true)
    public CatalogueDiff diffOf(CatalogueVersion version) {
        var before = catalogue.versions().stream()
                .filter(one -> one.effectiveOn().isBefore(version.effectiveOn()))
                .findFirst()
                .map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElse(List.of());
        return CatalogueDiff.between(before, catalogue.servicesOf(version.edition()));
    }

    /** The committee adopts the services that Fairpass proposes, from today on: nothing is used before. */
    @Transactional
    public Outcome first(Decision decision, Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            return new Outcome.Refused(ProposalReason.NOT_ALLOWED);
        }
        var edition = UUID.nameUUIDFromBytes("edition/fairpass".getBytes(StandardCharsets.UTF_8));
        importCatalogue.handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), by));
        return switch (adopt.handle(
                new AdoptCatalogueVersion.Command(edition, Paris.today(clock), decision, Set.of(), by))) {
            case AdoptCatalogueVersion.Outcome.Refused refused -> new Outcome.NotAdopted(refused.reason());
            case AdoptCatalogueVersion.Outcome.Adopted(var version) -> new Outcome.Published(version, diffOf(version));
        };
    }
}
