package coop.fairpass.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Le comité adopte le référentiel, version après version")
@ExtendWith(TestDatabase.class)
class AdoptCatalogueVersionTest {

    private static final Actor COMMITTEE =
            new Actor("person/committee", "Comité", Optional.empty(), Set.of(Role.COMMITTEE));
    private static final Actor SALES = new Actor("person/sales", "Ventes", Optional.empty(), Set.of(Role.COOP_SALES));
    private static final Decision DECISION =
            new Decision("Comité du référentiel", LocalDate.of(2026, 11, 2), "REF-2026-01");
    private static final ServiceCode CODE = ServiceCode.of("FP-COM-001");

    private final Db db;
    private final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final AdoptCatalogueVersion adopt;

    AdoptCatalogueVersionTest(Db db) {
        this.db = db;
        this.catalogue = new Catalogue(db.jdbc());
        var prefix = new LocalPrefix("");
        this.importCatalogue = new ImportCatalogue(db.jdbc(), catalogue, prefix, new BrandLists(db.jdbc()), clock);
        this.adopt = new AdoptCatalogueVersion(db.jdbc(), catalogue, importCatalogue, prefix, clock);
    }

    @Test
    @DisplayName("R-236 : une version entre en vigueur son jour, la précédente jusqu’à la veille, et reste lisible")
    void versions_follow_each_other() {
        var first = adopted(edition("Envoyer un courriel"), "2026-11-10");
        var second = adopted(edition("Envoyer un courriel", "Trier ses courriels"), "2026-12-01");

        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(catalogue.on(LocalDate.of(2026, 11, 9))).isEmpty();
        assertThat(catalogue.on(LocalDate.of(2026, 11, 10))).contains(first);
        assertThat(catalogue.on(LocalDate.of(2026, 11, 30))).contains(first);
        assertThat(catalogue.on(LocalDate.of(2026, 12, 1))).contains(second);
        assertThat(catalogue.version(1)).contains(first);
        assertThat(catalogue.servicesOf(first.edition())).hasSize(1);
        assertThat(catalogue.find(ServiceCode.of("FP-COM-002"), LocalDate.of(2026, 11, 30)))
                .isEmpty();
        assertThat(catalogue.find(ServiceCode.of("FP-COM-002"), LocalDate.of(2026, 12, 1)))
                .map(Service::label)
                .contains("Trier ses courriels");
        assertThat(periods())
                .containsExactly(
                        "FP-COM-001 v1 2026-11-10 2026-12-01",
                        "FP-COM-001 v2 2026-12-01 null",
                        "FP-COM-002 v2 2026-12-01 null");
    }

    @ParameterizedTest(name = "une version à partir du {0}, décidée le {1} : {2}")
    @CsvSource({
        "2026-11-09, 2026-11-02, BACK_DATED",
        "2026-11-10, 2026-11-10, ",
        "2026-11-10, 2026-11-11, DECIDED_IN_THE_FUTURE",
        "2027-01-15, 2026-11-02, MONTH_TAKEN",
        "2027-01-01, 2026-11-02, MONTH_TAKEN",
        "2027-02-01, 2026-11-02, BEFORE_THE_LAST_VERSION",
        "2027-03-31, 2026-11-02, MONTH_TAKEN",
        "2027-04-01, 2026-11-02, ",
    })
    void at_most_one_a_month_and_never_back_dated(
            LocalDate effective, LocalDate decided, CatalogueVersionReason reason) {
        if (effective.getYear() == 2027) {
            adopted(edition("Envoyer un courriel"), "2027-01-02");
            adopted(edition("Envoyer un courriel"), "2027-03-01");
        }
        var outcome = adopt(edition("Envoyer un courriel"), effective, new Decision("Comité", decided, "X"), Set.of());
        if (reason == null) {
            assertThat(outcome).isInstanceOf(AdoptCatalogueVersion.Outcome.Adopted.class);
        } else {
            assertThat(outcome).isEqualTo(refused(reason));
        }
    }

    @Test
    @DisplayName("R-235 : un code déjà donné ne change de libellé que si le comité dit qu’il est reformulé")
    void a_code_is_never_given_to_another_service() {
        adopted(edition("Envoyer un courriel"), "2026-11-10");
        var other = edition("Réparer un vélo");
        assertThat(adopt(other, LocalDate.of(2026, 12, 1), DECISION, Set.of()))
                .isEqualTo(new AdoptCatalogueVersion.Outcome.Refused(
                        CatalogueVersionReason.CODE_GIVEN_TO_ANOTHER, new TreeSet<>(Set.of(CODE))));
        assertThat(adopt(other, LocalDate.of(2026, 12, 1), DECISION, Set.of(CODE)))
                .isInstanceOf(AdoptCatalogueVersion.Outcome.Adopted.class);
        assertThat(offenders()).isEmpty();
    }

    @Test
    @DisplayName("R-235 : un code abandonné depuis deux versions est encore celui de son service")
    void a_forgotten_code_is_still_taken() {
        adopted(edition("Envoyer un courriel", "Trier ses courriels"), "2026-11-10");
        adopted(edition("Envoyer un courriel"), "2026-12-01");
        assertThat(adopt(
                        edition("Envoyer un courriel", "Réparer un vélo"),
                        LocalDate.of(2027, 1, 1),
                        DECISION,
                        Set.of()))
                .isEqualTo(new AdoptCatalogueVersion.Outcome.Refused(
                        CatalogueVersionReason.CODE_GIVEN_TO_ANOTHER,
                        new TreeSet<>(Set.of(ServiceCode.of("FP-COM-002")))));
    }

    @Test
    @DisplayName("adopter deux fois est adopter une fois ; autrement, l’édition est déjà adoptée")
    void adopting_twice_is_adopting_once() {
        var edition = edition("Envoyer un courriel");
        var version = adopted(edition, "2026-12-01");
        assertThat(adopted(edition, "2026-12-01")).isEqualTo(version);
        assertThat(adopt(edition, LocalDate.of(2027, 1, 1), DECISION, Set.of()))
                .isEqualTo(refused(CatalogueVersionReason.ALREADY_ADOPTED));
        assertThat(catalogue.versions()).hasSize(1);
    }

    @Test
    @DisplayName("une édition inconnue ou vide n’est pas adoptée, et seul le comité adopte")
    void existence_then_state_then_rights() {
        assertThat(adopt(UUID.randomUUID(), LocalDate.of(2026, 12, 1), DECISION, Set.of()))
                .isEqualTo(refused(CatalogueVersionReason.UNKNOWN_EDITION));
        assertThat(adopt(edition(), LocalDate.of(2026, 12, 1), DECISION, Set.of()))
                .isEqualTo(refused(CatalogueVersionReason.EDITION_EMPTY));
        assertThat(handle(new AdoptCatalogueVersion.Command(
                        edition("x"), LocalDate.of(2026, 12, 1), DECISION, Set.of(), SALES)))
                .isEqualTo(refused(CatalogueVersionReason.NOT_ALLOWED));
    }

    @Test
    @DisplayName(
            "R-240 : le fichier importé garde ses lignes justes ; deux fois est une fois, un autre contenu est refusé")
    void importing_twice_is_importing_once() {
        var id = UUID.randomUUID();
        var first = importFile(id, CatalogueSeed.csv(), COMMITTEE);
        assertThat(first).isInstanceOfSatisfying(ImportCatalogue.Outcome.Imported.class, imported -> {
            assertThat(imported.accepted()).hasSize(88);
            assertThat(imported.refused()).isEmpty();
        });
        assertThat(importFile(id, CatalogueSeed.csv(), COMMITTEE)).isEqualTo(first);
        assertThat(importFile(id, csv("Autre"), COMMITTEE))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.ID_TAKEN, ""));
        assertThat(importFile(UUID.randomUUID(), csv("x"), SALES))
                .isEqualTo(new ImportCatalogue.Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, ""));
        assertThat(catalogue.servicesOf(id))
                .isEqualTo(((ImportCatalogue.Outcome.Imported) first)
                        .accepted().stream()
                                .sorted((one, other) -> one.code().compareTo(other.code()))
                                .toList());
    }

    @Test
    @DisplayName("ce qui est adopté ne se réécrit pas, et les invariants verraient un code donné à un autre")
    void history_is_not_rewritten() {
        adopted(edition("Envoyer un courriel"), "2026-11-10");
        adopted(edition("Envoyer un courriel"), "2026-12-01");
        assertThatThrownBy(() -> db.jdbc()
                        .sql("UPDATE catalogue.service SET label = 'Réparer un vélo'")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(offenders()).isEmpty();
        JdbcClient.create(db.owner()).sql("""
                        UPDATE catalogue.service SET label = 'Réparer un vélo'
                         WHERE edition = (SELECT edition FROM catalogue.version WHERE number = 2)
                        """).update();
        assertThat(offenders()).containsExactly("FP-COM-001 (version 2)", "FP-COM-001 (2026-12-01)");
    }

    private List<String> offenders() {
        return new CatalogueInvariants()
                .all().stream()
                        .flatMap(invariant -> db.jdbc().sql(invariant.offenders()).query(String.class).list().stream())
                        .toList();
    }

    private List<String> periods() {
        return db.jdbc().sql("""
                        SELECT concat_ws(' ', code, 'v' || version, valid_from, coalesce(valid_until::text, 'null'))
                          FROM catalogue.service_period
                         ORDER BY code, valid_from
                        """).query(String.class).list();
    }

    /** An edition as proposals make it: what a file may still do is for ProposeFromFileTest. */
    private UUID edition(String... labels) {
        var id = UUID.randomUUID();
        var services = ((CatalogueFile.Reading.Read) CatalogueFile.read(csv(labels))).accepted();
        assertThat(db.transactions().<Boolean>execute(_ -> importCatalogue.keep(id, services, COMMITTEE)))
                .isTrue();
        return id;
    }

    private static byte[] csv(String... labels) {
        var csv = new StringBuilder("code,category,subcategory,label,level,duration_minutes,format,max_people,"
                + "standard_service,default_price_cents\n");
        for (int i = 0; i < labels.length; i++) {
            csv.append("FP-COM-%03d,Communiquer,Écrire,%s,1,60,collectif,8,".formatted(i + 1, labels[i]))
                    .append("Maîtrise des outils numériques du quotidien,1000\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ImportCatalogue.Outcome importFile(UUID id, byte[] csv, Actor by) {
        return db.transactions().execute(_ -> importCatalogue.handle(new ImportCatalogue.Command(id, csv, by)));
    }

    private CatalogueVersion adopted(UUID edition, String effectiveOn) {
        var outcome = adopt(edition, LocalDate.parse(effectiveOn), DECISION, Set.of());
        return ((AdoptCatalogueVersion.Outcome.Adopted) outcome).version();
    }

    private AdoptCatalogueVersion.Outcome adopt(
            UUID edition, LocalDate effectiveOn, Decision decision, Set<ServiceCode> rewordings) {
        return handle(new AdoptCatalogueVersion.Command(edition, effectiveOn, decision, rewordings, COMMITTEE));
    }

    private AdoptCatalogueVersion.Outcome handle(AdoptCatalogueVersion.Command command) {
        return db.transactions().execute(_ -> adopt.asItIs(command));
    }

    private static AdoptCatalogueVersion.Outcome refused(CatalogueVersionReason reason) {
        return new AdoptCatalogueVersion.Outcome.Refused(reason, new TreeSet<>());
    }
}
