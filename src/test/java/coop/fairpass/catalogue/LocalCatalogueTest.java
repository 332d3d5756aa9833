package coop.fairpass.catalogue;

import static coop.fairpass.catalogue.CatalogueRows.csv;
import static coop.fairpass.catalogue.CatalogueRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Rooms;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ImportCatalogue.Outcome.Imported;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It is 10 November 2026; this instance adds services under XBF. */
@DisplayName("R-243 : une instance ajoute des services sous son préfixe, et ne redéfinit aucun code commun")
@ExtendWith(TestDatabase.class)
class LocalCatalogueTest {

    private static final Actor COMMITTEE =
            new Actor("person/committee", "Comité", Optional.empty(), Set.of(Role.COMMITTEE));
    private static final Actor SALES = new Actor("person/sales", "Ventes", Optional.empty(), Set.of(Role.COOP_SALES));
    private final Db db;
    private final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final LocalPrefix prefix = new LocalPrefix("XBF");
    private final Rooms directory;
    private final Catalogue catalogue;
    private final Proposals proposals;
    private final ImportCatalogue importCatalogue;
    private final ImportLocalServices importLocals;
    private final AdoptCatalogueVersion adopt;
    private final PublishVersion publish;
    private final ProposeFromFile proposeFromFile;

    LocalCatalogueTest(Db db) {
        this.db = db;
        this.catalogue = new Catalogue(db.jdbc());
        this.importCatalogue = new ImportCatalogue(db.jdbc(), catalogue, prefix, new BrandLists(db.jdbc()), clock);
        this.importLocals = new ImportLocalServices(catalogue, importCatalogue, prefix);
        this.adopt = new AdoptCatalogueVersion(db.jdbc(), catalogue, importCatalogue, prefix, clock);
        this.directory = Rooms.open(db, clock, "directory");
        var organisations = directory.bean(Organisations.class);
        this.proposals = new Proposals(db.jdbc(), catalogue, organisations, prefix, clock, 30);
        this.publish = new PublishVersion(db.jdbc(), catalogue, proposals, importCatalogue, adopt, clock);
        this.proposeFromFile = new ProposeFromFile(catalogue, importCatalogue, proposals);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private ImportCatalogue.Outcome shared(UUID id, byte[] csv) {
        return db.transactions().execute(_ -> importCatalogue.handle(new ImportCatalogue.Command(id, csv, COMMITTEE)));
    }

    private ImportCatalogue.Outcome local(UUID id, byte[] csv, Actor by) {
        return db.transactions().execute(_ -> importLocals.handle(new ImportCatalogue.Command(id, csv, by)));
    }

    private AdoptCatalogueVersion.Outcome adopt(UUID edition, String on) {
        return db.transactions()
                .execute(_ -> adopt.handle(new AdoptCatalogueVersion.Command(
                        edition,
                        LocalDate.parse(on),
                        new Decision("Comité", LocalDate.of(2026, 11, 10), "CR-1"),
                        Set.of(),
                        COMMITTEE)));
    }

    private CatalogueVersion adopted(UUID edition, String on) {
        return ((AdoptCatalogueVersion.Outcome.Adopted) adopt(edition, on)).version();
    }

    private List<String> codes(CatalogueVersion version) {
        return catalogue.servicesOf(version.edition()).stream()
                .map(service -> service.code().value())
                .toList();
    }

    /** The shared catalogue, of two services, in force on 10 November. */
    private CatalogueVersion first() {
        var edition = UUID.randomUUID();
        shared(edition, csv(row("FP-COM-001", "Un"), row("FP-COM-002", "Deux")));
        return adopted(edition, "2026-11-10");
    }

    private static List<String> lines(ImportCatalogue.Outcome outcome) {
        return ((Imported) outcome)
                .refused().stream()
                        .map(row -> row.line() + " " + row.column() + " " + row.reason())
                        .toList();
    }

    @Test
    @DisplayName(
            "un fichier local ajoute ; un code commun redéfini et un préfixe étranger sont refusés, avec leur ligne et leur raison")
    void a_local_file() {
        first();
        var edition = UUID.randomUUID();
        var file = csv(
                row("XBF-COM-001", "Service d’ici"),
                row("FP-COM-001", "Autre chose"),
                row("FP-COM-999", "Un code commun à venir"),
                row("ZZZ-COM-001", "D’ailleurs"));
        var outcome = local(edition, file, COMMITTEE);
        assertThat(((Imported) outcome).accepted())
                .extracting(service -> service.code().value())
                .containsExactly("XBF-COM-001");
        assertThat(lines(outcome))
                .containsExactly("3 code SHARED_CODE", "4 code SHARED_CODE", "5 code PREFIX_NOT_LOCAL");
        assertThat(local(edition, file, COMMITTEE)).as("twice is once").isEqualTo(outcome);
        var version = adopted(edition, "2026-12-01");
        assertThat(codes(version)).containsExactly("FP-COM-001", "FP-COM-002", "XBF-COM-001");
        assertThat(catalogue.servicesOf(version.edition()).getFirst().label()).isEqualTo("Un");
        assertThat(local(edition, file, COMMITTEE)).as("and once adopted").isEqualTo(outcome);
    }

    @Test
    @DisplayName("une version nouvelle du référentiel commun se propose ici, et garde les services locaux")
    void an_upgrade_keeps_what_is_local() {
        first();
        var file = csv(row("FP-COM-001", "Un mieux dit"), row("FP-COM-003", "Trois"));
        var read = propose(file);
        assertThat(read.proposed())
                .extracting(ProposeFromFile.ProposedRow::line)
                .containsExactly(2L, 3L);
        var own = UUID.randomUUID();
        local(own, csv(row("XBF-COM-001", "Service d’ici")), COMMITTEE);
        adopted(own, "2026-12-01");
        var proposed = read.proposed().stream()
                .map(row -> proposals.numbered(row.number()).orElseThrow())
                .toList();
        proposed.forEach(one -> accept(one, "2026-12-15T10:00"));
        publish("2027-01-01");
        var version = catalogue.versions().getFirst();
        assertThat(codes(version)).containsExactly("FP-COM-001", "FP-COM-002", "FP-COM-003", "XBF-COM-001");
        assertThat(catalogue.servicesOf(version.edition()).getFirst().label()).isEqualTo("Un mieux dit");
        var offenders = new CatalogueInvariants()
                .all().stream()
                        .flatMap(one -> db.jdbc().sql(one.offenders()).query(String.class).list().stream())
                        .toList();
        assertThat(offenders).isEmpty();
    }

    private ProposeFromFile.Outcome.Read propose(byte[] file) {
        return (ProposeFromFile.Outcome.Read) db.transactions()
                .<ProposeFromFile.Outcome>execute(_ ->
                        proposeFromFile.handle(new ProposeFromFile.Command(UUID.randomUUID(), file, "", COMMITTEE)));
    }

    @Test
    @DisplayName("les exports disent ce qui est local, et se relisent ; le local d’une autre instance est refusé")
    void exports_say_which_is_local() {
        first();
        var own = UUID.randomUUID();
        local(own, csv(row("XBF-COM-001", "Service d’ici")), COMMITTEE);
        var version = adopted(own, "2026-12-01");
        var services = catalogue.servicesOf(version.edition());
        var exported = CatalogueCsv.write(services, prefix);
        assertThat(new String(exported, StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(",.*,", " ")))
                .containsExactly("code scope", "FP-COM-001 shared", "FP-COM-002 shared", "XBF-COM-001 local");
        assertThat(propose(exported).unchanged()).hasSize(3);
        var elsewhere =
                new ImportCatalogue(db.jdbc(), catalogue, new LocalPrefix("YYY"), new BrandLists(db.jdbc()), clock);
        var read = (CatalogueFile.Reading.Read) CatalogueFile.read(exported, elsewhere::refusal);
        assertThat(read.refused())
                .containsExactly(new ImportCatalogue.RefusedRow(4, "code", CatalogueRowReason.LOCAL_TO_ANOTHER));
    }

    private Proposals.Outcome ask(ProposalKind kind, String code, Optional<Service> content) {
        return db.transactions()
                .execute(_ -> proposals.handle(new Proposals.Ask(
                        UUID.randomUUID(),
                        kind,
                        ServiceCode.of(code),
                        Optional.empty(),
                        content,
                        "Parce que.",
                        SALES)));
    }

    private static Service service(String code, String label) {
        var read = (CatalogueFile.Reading.Read) CatalogueFile.read(csv(row(code, label)));
        return read.accepted().getFirst();
    }

    @Test
    @DisplayName("un service se propose et se retire sous le préfixe local ; changer un service commun est refusé")
    void proposals_keep_to_the_prefix() {
        first();
        assertThat(ask(ProposalKind.ADD, "FP-COM-900", Optional.of(service("FP-COM-900", "Nouveau"))))
                .isEqualTo(new Proposals.Outcome.Refused(ProposalReason.PREFIX_NOT_LOCAL));
        assertThat(ask(ProposalKind.CHANGE, "FP-COM-001", Optional.of(service("FP-COM-001", "Autrement"))))
                .isEqualTo(new Proposals.Outcome.Refused(ProposalReason.SHARED_CODE));
        var added = ask(ProposalKind.ADD, "XBF-COM-001", Optional.of(service("XBF-COM-001", "D’ici")));
        publish(added, "2027-01-01", "2026-12-15T10:00");
        assertThat(codes(catalogue.versions().getFirst())).contains("XBF-COM-001");
        clock.set("2027-01-02T10:00");
        var gone = ask(ProposalKind.WITHDRAW, "XBF-COM-001", Optional.empty());
        publish(gone, "2027-03-01", "2027-02-10T10:00");
        assertThat(codes(catalogue.versions().getFirst())).containsExactly("FP-COM-001", "FP-COM-002");
    }

    private void publish(Proposals.Outcome asked, String on, String now) {
        accept(((Proposals.Outcome.Done) asked).proposal(), now);
        publish(on);
    }

    private void accept(Proposal proposal, String now) {
        clock.set(now);
        var decided = db.transactions()
                .execute(_ -> proposals.handle(
                        new Proposals.Decide(proposal.id(), true, "Oui.", Optional.empty(), "CR-2", COMMITTEE)));
        assertThat(decided).isInstanceOf(Proposals.Outcome.Done.class);
    }

    private void publish(String on) {
        var outcome = db.transactions()
                .execute(_ -> publish.handle(new PublishVersion.Command(
                        LocalDate.parse(on), new Decision("Comité", Paris.today(clock), "CR-2"), COMMITTEE)));
        assertThat(outcome).isInstanceOf(PublishVersion.Outcome.Published.class);
    }

    @Test
    @DisplayName(
            "sans préfixe, sans référentiel ou sans être du comité, rien n’entre ; un fichier vide n’est pas une version")
    void who_and_when() {
        var file = csv(row("XBF-COM-001", "D’ici"));
        assertThat(local(UUID.randomUUID(), file, COMMITTEE))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.NO_CATALOGUE_YET, ""));
        first();
        assertThat(local(UUID.randomUUID(), file, SALES))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, ""));
        var none = new ImportLocalServices(catalogue, importCatalogue, new LocalPrefix(""));
        assertThat(db.transactions()
                        .<ImportCatalogue.Outcome>execute(
                                _ -> none.handle(new ImportCatalogue.Command(UUID.randomUUID(), file, COMMITTEE))))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.NO_LOCAL_PREFIX, ""));
        var empty = UUID.randomUUID();
        local(empty, csv(row("FP-COM-001", "Autre chose")), COMMITTEE);
        assertThat(adopt(empty, "2026-12-01"))
                .isInstanceOfSatisfying(
                        AdoptCatalogueVersion.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(CatalogueVersionReason.EDITION_EMPTY));
    }

    @ParameterizedTest(name = "« {0} »")
    @ValueSource(strings = {"FP", "x", "ABCDEF", "AB-C", "abc"})
    @DisplayName("un préfixe mal écrit, ou celui du référentiel commun, arrête le démarrage")
    void a_bad_prefix(String written) {
        assertThatThrownBy(() -> new LocalPrefix(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-245 : l’import garde un libellé qui nomme une marque, et le dit avec sa ligne")
    void brands_are_told() {
        var outcome = shared(
                UUID.randomUUID(),
                csv(
                        row("FP-COM-001", "Écrire un message"),
                        row("FP-COM-002", "Envoyer un WHATSAPP"),
                        row("FP-COM-003", "De Excel à Gmail")));
        assertThat(((Imported) outcome).accepted()).hasSize(3);
        assertThat(((Imported) outcome).brands())
                .containsExactly(
                        new ImportCatalogue.BrandNamed(3, "label", "WhatsApp"),
                        new ImportCatalogue.BrandNamed(4, "label", "Excel"),
                        new ImportCatalogue.BrandNamed(4, "label", "Gmail"));
    }
}
