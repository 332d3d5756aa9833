package coop.fairpass.places;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Samples;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.site.OpenSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Le standard national des lieux, dans les deux sens")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandardBothWaysTest {

    private static final String EXPORT = "/donnees/lieux.csv";

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private ListImport take(String list, byte[] file) {
        var outcome = site.bean(ImportPlaceList.class)
                .handle(new ImportPlaceList.Command(UUID.randomUUID(), list, file, REVIEWER));
        assertThat(outcome).isInstanceOf(ImportPlaceList.Outcome.Imported.class);
        var report = ((ImportPlaceList.Outcome.Imported) outcome).report();
        assertThat(report.rowsRefused()).as(list).isZero();
        assertThat(report.unknownColumns()).as(list).isEmpty();
        return report;
    }

    /** What is kept of a row: whether vouchers are accepted there, and the labels that it was given. */
    private String kept(String list, String id) {
        return site.world
                .owner()
                .sql("""
                        SELECT accepts_vouchers || ' ' || coalesce(more ->> 'autres_formations_labels', '')
                          FROM places.listed
                         WHERE list = :list
                           AND source_id = :id
                        """)
                .param("list", list)
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("R-102, R-312 : le pivot d’un lieu est le SIRET de son établissement, quand une liste le dit")
    void the_pivot_is_the_establishments_own() {
        var provider = site.bean(Organisations.class).get(FIRST);
        var own = IntStream.range(100, 200)
                .mapToObj(nic -> provider.siren().orElseThrow().digits() + "%05d".formatted(nic))
                .flatMap(digits -> Siret.check(digits).valid().stream())
                .findFirst()
                .orElseThrow();
        assertThat(pivot()).isEqualTo(provider.siret().orElseThrow().digits()).isNotEqualTo(own.digits());
        take("etablissement", """
                id,pivot,nom,commune,code_postal,adresse,date_maj,source,frais_a_charge
                e1,%s,Autre nom,Besançon,25000,9 rue,2026-01-01,etablissement,
                e2,43493312300029,Autre structure,Besançon,25000,9 rue,2026-01-01,etablissement,
                """.formatted(own.digits()).getBytes(StandardCharsets.UTF_8));
        assertThat(site.world
                        .owner()
                        .sql("UPDATE places.listed SET place = :place WHERE list = 'etablissement'")
                        .param("place", FIRST_PLACE.value())
                        .update())
                .isEqualTo(2);
        assertThat(pivot()).isEqualTo(own.digits());
        try (var stranger = site.visitor()) {
            assertThat(stranger.read("/donnees/data-inclusion/structures.json").html())
                    .contains("\"siret\":\"" + own.digits() + "\"");
        }
    }

    private String pivot() {
        try (var stranger = site.visitor()) {
            return PublishedFilesTest.csvRows(stranger.read(EXPORT).raw().body()).stream()
                    .filter(row -> FIRST_PLACE.toString().equals(row.get("id")))
                    .map(row -> row.get("pivot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The prices that are kept of a row, joined as they came. */
    private String prices(String list, String id) {
        return site.world
                .owner()
                .sql("""
                        SELECT string_agg(price, '|' ORDER BY rank)
                          FROM places.listed l,
                               jsonb_array_elements_text(l.more -> 'tarifs') WITH ORDINALITY AS t (price, rank)
                         WHERE l.list = :list
                           AND l.source_id = :id
                        """)
                .param("list", list)
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("R-312 : n’importe qui prend, toujours à la même adresse, un fichier qui suit le schéma 1.0 ;"
            + " des fichiers 0.1 et 1.0 entrent, et ce que disait l’ancien label y est gardé")
    void both_ways() throws IOException {
        // Out: a stranger takes the file, and the official schema finds nothing to say.
        byte[] exported;
        try (var stranger = site.visitor()) {
            var answer = stranger.read(EXPORT).raw();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.uri().getPath()).as("no other address").isEqualTo(EXPORT);
            exported = answer.body();
        }
        var schema = JsonMapper.shared().readTree(Samples.read("standard/schema-lieux-mediation-numerique-1.0.2.json"));
        var rows = PublishedFilesTest.csvRows(exported);
        assertThat(rows).isNotEmpty();
        var faults = new ArrayList<String>();
        rows.forEach(row -> faults.addAll(PublishedFilesTest.faults(schema, row)));
        assertThat(faults).isEmpty();

        // In, 1.0: what we publish is taken back as such a file, and says that vouchers are accepted.
        var own = take("retour", exported);
        assertThat(own.format()).isEqualTo("Standard national 1.0");
        assertThat(own.rowsAccepted()).isEqualTo(rows.size());
        assertThat(kept("retour", FIRST_PLACE.toString())).startsWith("true ").contains("Pass numérique");
        assertThat(prices("retour", FIRST_PLACE.toString()))
                .isEqualTo(rows.stream()
                        .filter(row -> FIRST_PLACE.toString().equals(row.get("id")))
                        .map(row -> row.get("tarifs"))
                        .findFirst()
                        .orElseThrow())
                .contains(" 10.00 reste 0.00 réglementé ", " 15.00 reste 5.00 ");

        // In, 1.0 and 0.1: the examples that the standard itself gives.
        assertThat(take("exemple-1", Samples.read("standard/exemple-valide-1.0.csv"))
                        .format())
                .isEqualTo("Standard national 1.0");
        assertThat(kept("exemple-1", "structure-1")).startsWith("false ");
        assertThat(take("exemple-0", Samples.read("standard/exemple-valide-0.1.1.csv"))
                        .format())
                .isEqualTo("Standard national 0.1");
        assertThat(kept("exemple-0", "structure-1")).startsWith("true ");

        // In: every value by which the former label was written, in each version, and none where it was not.
        var header = "id,pivot,nom,commune,code_postal,adresse,date_maj,source,";
        var former = take("ancien-1", (header + """
                frais_a_charge,autres_formations_labels
                a,00000000000000,Lieu A,Dijon,21000,1 rue A,2026-01-01,ancien-1,Gratuit sous condition,APTIC
                b,00000000000000,Lieu B,Dijon,21000,2 rue B,2026-01-01,ancien-1,,Pass numérique|Label local
                c,00000000000000,Lieu C,Dijon,21000,3 rue C,2026-01-01,ancien-1,Gratuit sous condition,Label local
                """).getBytes(StandardCharsets.UTF_8));
        assertThat(former.format()).isEqualTo("Standard national 1.0");
        assertThat(kept("ancien-1", "a")).startsWith("true ").contains("APTIC");
        assertThat(kept("ancien-1", "b")).startsWith("true ").contains("Pass numérique", "Label local");
        assertThat(kept("ancien-1", "c")).startsWith("false ").contains("Label local");
        var older = take(
                "ancien-0",
                (header + """
                services,conditions_acces,labels_nationaux
                d,00000000000000,Lieu D,Dijon,21000,4 rue D,2022-01-01,ancien-0,{service},,APTIC
                e,00000000000000,Lieu E,Dijon,21000,5 rue E,2022-01-01,ancien-0,{service},\
                Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu,
                f,00000000000000,Lieu F,Dijon,21000,6 rue F,2022-01-01,ancien-0,{service},,France Services
                """)
                        .replace("{service}", "Prendre en main un smartphone ou une tablette")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(older.format()).isEqualTo("Standard national 0.1");
        assertThat(kept("ancien-0", "d")).startsWith("true ");
        assertThat(kept("ancien-0", "e")).startsWith("true ");
        assertThat(kept("ancien-0", "f")).startsWith("false ");
    }
}
