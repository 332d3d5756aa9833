package coop.fairpass.places;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.qualification.Charter;
import coop.fairpass.qualification.Charters;
import coop.fairpass.redemption.Answer.Result;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.class)
@DisplayName("Un lieu fait partie d’autant de dispositifs qu’il veut, et les montre")
class OtherSchemesTest {

    private static final Pattern BINDS_ALONE = Pattern.compile(
            "(?i)exclusi|concurren|uniquement nos|seul(s|e|es)? (nos )?chèques|autre dispositif|s’interdi");

    private World world;
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
    }

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    @Test
    @DisplayName("R-161 : un prestataire dit les autres programmes de son lieu, la page et les données ouvertes les"
            + " montrent, et il valide toujours nos chèques")
    void other_programmes() {
        var edit = "/mes-lieux/" + FIRST_PLACE;
        try (var admin = Visitor.of(site, FIRST_ADMIN)) {
            var page = admin.get(edit);
            assertThat(Accessibility.faults(page.text())).isEmpty();
            assertThat(page.read())
                    .contains("Autres programmes et réseaux, comme vous le souhaitez", "France Services");
            var saved = page.form(edit)
                    .with("programmes", "France Services")
                    .with("otherLabels", "Chèques d’un autre réseau\n\nBourse locale")
                    .send();
            assertThat(saved.read()).contains("La page est enregistrée");
            assertThat(saved.field("otherLabels")).hasValue("Chèques d’un autre réseau\nBourse locale");
            var wrong = saved.form(edit).with("otherLabels", "a|b").send();
            assertThat(wrong.field("otherLabels")).hasValue("a|b");
        }
        try (var stranger = Visitor.stranger(site)) {
            assertThat(stranger.get("/lieux/" + FIRST_PLACE).read())
                    .contains("Réseaux : France Services.")
                    .contains("Autres dispositifs et labels : Chèques d’un autre réseau, Bourse locale");
            assertThat(stranger.get("/donnees/lieux.csv").text())
                    .contains("\"France Services\"", "Chèques d’un autre réseau|Bourse locale");
        }
        var order = world.order(1);
        assertThat(world.redeem(world.given(world.handedOver(order, 1), 1)).result())
                .isEqualTo(Result.REDEEMED);
        assertThat(world.bean(Places.class).of(FIRST)).hasSize(1);
    }

    @Test
    @DisplayName("R-161 : la charte et les conditions n’interdisent aucun autre dispositif ; elles disent qu’aucune"
            + " exclusivité n’est demandée")
    void no_exclusivity() {
        var charter = world.bean(Charters.class).on(world.today()).content();
        assertThat(charter.of(Charter.Part.TERMS)).isNotEmpty();
        assertThat(charter.articles())
                .anySatisfy(article -> assertThat(article.text()).contains("Aucune exclusivité n’est demandée"))
                .allSatisfy(article -> assertThat(BINDS_ALONE
                                .matcher((article.title() + ". " + article.text())
                                        .replace("Aucune exclusivité n’est demandée à personne", ""))
                                .find())
                        .as(article.title() + " : " + article.text())
                        .isFalse());
    }
}
