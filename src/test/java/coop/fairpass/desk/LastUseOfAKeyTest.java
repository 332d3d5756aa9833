package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Le dernier jour où une clé a servi est noté, sans retarder ni faire échouer aucun appel")
@ExtendWith(TestDatabase.class)
@Timeout(60)
class LastUseOfAKeyTest {

    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 1);

    private final MovableClock clock = MovableClock.at("2027-03-01T09:00");
    private final Db db;
    private TestApplication site;

    LastUseOfAKeyTest(Db db) {
        this.db = db;
    }

    @BeforeEach
    void open(@TempDir Path home) {
        site = TestApplication.start(
                db, clock, Map.of("fairpass.home", home.toString(), "fairpass.development-sign-in", true));
        TestOrganisations.cooperative(site, COOPERATIVE);
        TestOrganisations.association(site, PLACE, Optional.empty());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private ApiKeys keys() {
        return site.bean(ApiKeys.class);
    }

    private String create() {
        return keys().create(
                        UUID.randomUUID(),
                        PLACE,
                        "Logiciel d’accueil",
                        Set.of(Role.PROVIDER_ADMIN),
                        LocalDate.of(2027, 12, 31),
                        Actor.CLOCK);
    }

    private Optional<LocalDate> lastUse() {
        return keys().of(PLACE).getFirst().lastUsedOn();
    }

    /** Another row version for each write of the key. */
    private String version() {
        return owner().sql("SELECT xmin::text || ctid::text FROM directory.api_key")
                .query(String.class)
                .single();
    }

    private JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("« jamais », puis le jour, sur la page et par programme")
    void shown_to_who_leads() {
        var key = create();
        var person = UUID.randomUUID();
        site.bean(People.class)
                .enter(person, "Administratrice", Optional.empty(), PLACE, Set.of(Role.PROVIDER_ADMIN), Actor.CLOCK);
        try (var admin = new Visitor(site).enter(person, PLACE.value())) {
            var page = "/equipe/" + PLACE + "/cles";
            assertThat(admin.read(page).text()).contains("Dernier usage", "jamais");
            var address = "/api/v1/organisations/" + PLACE + "/keys";
            var programs = new Programs(site);
            programs.get(key, address);
            await(() -> lastUse().isPresent());
            assertThat(admin.read(page).text()).contains("1er mars 2027").doesNotContain("jamais");
            assertThat(programs.get(key, address).text()).contains("\"lastUsedOn\":\"2027-03-01\"");
        }
    }

    @Test
    @DisplayName("une écriture par clé et par jour, quels que soient les appels ; minuit passé, le jour suivant")
    void written_once_a_day() {
        var key = create();
        IntStream.range(0, 50).parallel().forEach(_ -> keys().resolve(key));
        await(() -> lastUse().equals(Optional.of(FIRST_DAY)));
        var written = version();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(keys().resolve(key)).isPresent();
        }
        clock.set("2027-03-01T23:59:50");
        assertThat(keys().resolve(key)).isPresent();
        assertThat(version()).isEqualTo(written);
        clock.set("2027-03-02T00:00:05");
        assertThat(keys().resolve(key)).isPresent();
        await(() -> lastUse().equals(Optional.of(FIRST_DAY.plusDays(1))));
    }

    @Test
    @DisplayName("l’écriture attend ou échoue : l’appel passe, et un appel suivant la reprend")
    void a_call_neither_waits_nor_fails() throws SQLException {
        var key = create();
        try (var other = db.owner().getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                lock.execute("SELECT id FROM directory.api_key FOR UPDATE");
            }
            assertThat(keys().resolve(key)).isPresent();
            assertThat(lastUse()).as("the row is held by another").isEmpty();
            other.rollback();
        }
        await(() -> lastUse().equals(Optional.of(FIRST_DAY)));

        owner().sql("REVOKE UPDATE (last_used_on) ON directory.api_key FROM fairpass_app")
                .update();
        clock.set("2027-03-02T09:00");
        assertThat(keys().resolve(key)).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(keys().resolve(key)).isPresent();
        assertThat(lastUse()).contains(FIRST_DAY);
        owner().sql("GRANT UPDATE (last_used_on) ON directory.api_key TO fairpass_app")
                .update();
        await(() -> {
            clock.advance(Duration.ofMinutes(1));
            keys().resolve(key);
            return lastUse().equals(Optional.of(FIRST_DAY.plusDays(1)));
        });
    }

    @Test
    @DisplayName("une clé inconnue, révoquée ou finie n’est pas notée")
    void what_opens_nothing_is_not_noted() {
        var key = create();
        clock.set("2028-01-01T09:00");
        assertThat(keys().resolve(key)).isEmpty();
        clock.set("2027-03-02T09:00");
        keys().revoke(keys().of(PLACE).getFirst().id(), PLACE, Actor.CLOCK);
        assertThat(keys().resolve(key)).isEmpty();
        assertThat(keys().resolve("fp_inconnue")).isEmpty();
        site.close();
        assertThat(owner().sql("SELECT count(*) FROM directory.api_key WHERE last_used_on IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
