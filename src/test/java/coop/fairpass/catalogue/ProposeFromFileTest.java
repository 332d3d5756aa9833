package coop.fairpass.catalogue;

import static coop.fairpass.catalogue.CatalogueRows.csv;
import static coop.fairpass.catalogue.CatalogueRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Rooms;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ImportCatalogue.RefusedRow;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** It is 10 November 2026; two shared services are in force. */
@DisplayName("Un fichier de services communs ouvre des consultations, et ne remplace rien de lui-même")
@ExtendWith(TestDatabase.class)
class ProposeFromFileTest {

    private static final Actor COMMITTEE = new Actor(
            "person/00000000-0000-4000-8000-000000000001", "Comité", Optional.empty(), Set.of(Role.COMMITTEE));
    private static final Actor SALES = new Actor("person/sales", "Ventes", Optional.empty(), Set.of(Role.COOP_SALES));
    private final Db db;
    private final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final Rooms rooms;
    private final Catalogue catalogue;
    private final Proposals proposals;
    private final PublishVersion publish;

    ProposeFromFileTest(Db db) {
        this.db = db;
        this.rooms = Rooms.open(db, clock, "directory", "catalogue");
        this.catalogue = rooms.bean(Catalogue.class);
        this.proposals = rooms.bean(Proposals.class);
        this.publish = rooms.bean(PublishVersion.class);
    }

    @BeforeEach
    void first() {
        var edition = UUID.randomUUID();
        assertThat(bring(edition, csv(row("FP-COM-001", "Un"), row("FP-COM-002", "Deux"))))
                .isInstanceOf(ImportCatalogue.Outcome.Imported.class);
        assertThat(adopt(edition, "2026-11-10")).isInstanceOf(AdoptCatalogueVersion.Outcome.Adopted.class);
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private ImportCatalogue.Outcome bring(UUID edition, byte[] csv) {
        return rooms.bean(ImportCatalogue.class).handle(new ImportCatalogue.Command(edition, csv, COMMITTEE));
    }

    private AdoptCatalogueVersion.Outcome adopt(UUID edition, String on) {
        return rooms.bean(AdoptCatalogueVersion.class)
                .handle(new AdoptCatalogueVersion.Command(
                        edition, LocalDate.parse(on), decision(), Set.of(ServiceCode.of("FP-COM-001")), COMMITTEE));
    }

    private Decision decision() {
        return new Decision("Comité", Paris.today(clock), "CR-1");
    }

    private ProposeFromFile.Outcome propose(UUID id, byte[] csv, Actor by) {
        return rooms.bean(ProposeFromFile.class).handle(new ProposeFromFile.Command(id, csv, "", by));
    }

    private ProposeFromFile.Outcome.Read read(byte[] csv) {
        return (ProposeFromFile.Outcome.Read) propose(UUID.randomUUID(), csv, COMMITTEE);
    }

    private List<String> labels() {
        return catalogue.servicesOf(catalogue.versions().getFirst().edition()).stream()
                .map(Service::label)
                .toList();
    }

    @Test
    @DisplayName(
            "ligne par ligne : proposée, inchangée ou refusée avec son motif ; ce qui n’y est pas reste, deux fois est une fois")
    void line_by_line() {
        var file = csv(
                row("FP-COM-001", "Un"),
                row("FP-COM-002", "Deux mieux dit"),
                row("FP-COM-003", "Trois"),
                row("mal écrit", "Quatre"));
        var id = UUID.randomUUID();
        var read = (ProposeFromFile.Outcome.Read) propose(id, file, COMMITTEE);
        assertThat(read.unchanged()).containsExactly(2L);
        assertThat(read.proposed())
                .extracting(ProposeFromFile.ProposedRow::line, one -> one.code().value())
                .containsExactly(tuple(3L, "FP-COM-002"), tuple(4L, "FP-COM-003"));
        assertThat(read.refused()).containsExactly(new RefusedRow(5, "code", CatalogueRowReason.CODE_FORM));
        assertThat(proposals.all())
                .extracting(Proposal::kind)
                .containsExactlyInAnyOrder(ProposalKind.CHANGE, ProposalKind.ADD);
        assertThat(proposals.all())
                .allMatch(one -> one.consultedTo().equals(LocalDate.of(2026, 12, 10))
                        && one.why().equals("Apporté par le comité dans un fichier."));
        assertThat(propose(id, file, COMMITTEE)).as("sent twice").isEqualTo(read);
        assertThat(read(file).refused())
                .as("the same rows in another file")
                .contains(
                        new RefusedRow(3, "code", CatalogueRowReason.ALREADY_PROPOSED),
                        new RefusedRow(4, "code", CatalogueRowReason.ALREADY_PROPOSED));
        assertThat(labels()).containsExactly("Un", "Deux");
    }

    @Test
    @DisplayName("R-238 : aucun fichier ne change un service commun sans trente jours de consultation et une réponse")
    void no_file_goes_around_the_consultation() {
        var file = csv(row("FP-COM-001", "Réparer un vélo"), row("FP-COM-002", "Deux"));
        assertThat(bring(UUID.randomUUID(), file))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.TO_BE_CONSULTED, ""));
        var proposal =
                proposals.numbered(read(file).proposed().getFirst().number()).orElseThrow();
        var objection = UUID.randomUUID();
        proposals.handle(new Proposals.Say(
                objection, proposal.id(), RemarkKind.OBJECTION, "Ce n’est pas du numérique.", Optional.empty(), SALES));
        assertThat(decide(proposal)).isEqualTo(refused(ProposalReason.CONSULTATION_RUNS));
        clock.set("2026-12-10T23:00");
        assertThat(decide(proposal)).isEqualTo(refused(ProposalReason.CONSULTATION_RUNS));
        clock.set("2026-12-11T08:00");
        assertThat(decide(proposal)).isEqualTo(refused(ProposalReason.OBJECTION_UNANSWERED));
        assertThat(publish("2027-01-01"))
                .isEqualTo(new PublishVersion.Outcome.Refused(ProposalReason.NOTHING_ACCEPTED));
        proposals.answer(proposal.id(), objection, "Un vélo connecté.", COMMITTEE);
        assertThat(decide(proposal)).isInstanceOf(Proposals.Outcome.Done.class);
        assertThat(publish("2027-01-01")).isInstanceOf(PublishVersion.Outcome.Published.class);
        assertThat(labels()).containsExactly("Réparer un vélo", "Deux");
    }

    private Proposals.Outcome decide(Proposal proposal) {
        return proposals.handle(new Proposals.Decide(proposal.id(), true, "Oui.", Optional.empty(), "CR-2", COMMITTEE));
    }

    private static Proposals.Outcome refused(ProposalReason reason) {
        return new Proposals.Outcome.Refused(reason);
    }

    private PublishVersion.Outcome publish(String on) {
        return publish.handle(new PublishVersion.Command(LocalDate.parse(on), decision(), COMMITTEE));
    }

    @Test
    @DisplayName(
            "R-238 : une édition apportée avant l’adoption d’une autre n’est plus adoptée si elle change le commun")
    void an_older_edition_is_no_way_round() {
        var older = UUID.randomUUID();
        var services = ((CatalogueFile.Reading.Read)
                        CatalogueFile.read(csv(row("FP-COM-001", "Réparer un vélo"), row("FP-COM-003", "Trois"))))
                .accepted();
        assertThat(inOne(() -> rooms.bean(ImportCatalogue.class).keep(older, services, COMMITTEE)))
                .isTrue();
        assertThat(adopt(older, "2026-12-01"))
                .isEqualTo(new AdoptCatalogueVersion.Outcome.Refused(
                        CatalogueVersionReason.NOT_CONSULTED,
                        new TreeSet<>(Set.of(
                                ServiceCode.of("FP-COM-001"),
                                ServiceCode.of("FP-COM-002"),
                                ServiceCode.of("FP-COM-003")))));
        assertThat(publish.first(decision(), COMMITTEE)).isInstanceOf(PublishVersion.Outcome.NotAdopted.class);
        assertThat(labels()).containsExactly("Un", "Deux");
    }

    private boolean inOne(Supplier<Boolean> work) {
        return Boolean.TRUE.equals(db.transactions().<Boolean>execute(_ -> work.get()));
    }

    @Test
    @DisplayName("le code d’un service retiré n’est plus donné ; qui n’est pas du comité n’apporte rien")
    void withdrawn_codes_and_rights() {
        assertThat(propose(UUID.randomUUID(), csv(row("FP-COM-003", "Trois")), SALES))
                .isEqualTo(new ProposeFromFile.Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, ""));
        var gone = (Proposals.Outcome.Done) proposals.handle(new Proposals.Ask(
                UUID.randomUUID(),
                ProposalKind.WITHDRAW,
                ServiceCode.of("FP-COM-002"),
                Optional.empty(),
                Optional.empty(),
                "Plus personne ne le demande.",
                SALES));
        clock.set("2026-12-15T10:00");
        decide(gone.proposal());
        assertThat(publish("2027-01-01")).isInstanceOf(PublishVersion.Outcome.Published.class);
        assertThat(read(csv(row("FP-COM-002", "Deux"))).refused())
                .containsExactly(new RefusedRow(2, "code", CatalogueRowReason.CODE_WITHDRAWN));
    }
}
