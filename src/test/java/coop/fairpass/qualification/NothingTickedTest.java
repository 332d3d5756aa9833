package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Une décision n’est jamais cochée d’avance : ni celle sur un dossier, ni celle sur un recours")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingTickedTest {

    private static final Pattern CHOICE = Pattern.compile("<input id=\"choice-[A-Z]+\" type=\"radio\"[^>]*>");

    /** Of the board, and not who decided first. */
    private static final Actor BOARD = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 77),
            "personne 77",
            Optional.of(World.COOPERATIVE),
            Set.of(Role.BOARD));

    private OpenSite site;
    private Candidates candidates;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, FIRST_ADMIN, COMMITTEE, BOARD);
        candidates = new Candidates(site.world);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static List<String> choices(Visitor.Seen page) {
        return CHOICE.matcher(page.html()).results().map(MatchResult::group).toList();
    }

    private static void nothingTicked(Visitor.Seen page, int choices) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(choices(page)).hasSize(choices).noneMatch(one -> one.contains("checked"));
    }

    @Test
    @DisplayName("sur la page d’un dossier à décider, puis sur celle du recours : sans choix, rien n’est enregistré")
    void neither_is_ticked() {
        var application = candidates.reviewed(Candidates.SIRET);
        var path = "/candidatures/" + application.id();
        try (var reviewer = site.as(REVIEWER);
                var committee = site.as(COMMITTEE)) {
            nothingTicked(reviewer.read(path), 1); // only the committee refuses
            var page = committee.read(path);
            nothingTicked(page, 2);
            refusedWithoutChoice(committee, page, path + "/decision", 2);
            stateIs(application, ApplicationState.IN_REVIEW);
            keepsWhatWasChosen(committee, page, path + "/decision", "REFUSE");
            stateIs(application, ApplicationState.IN_REVIEW);
        }
        candidates.decided(application, DecideApplication.Choice.REFUSE, COMMITTEE);
        var appeals = site.world.bean(AppealApplication.class);
        Candidates.done(appeals.appeal(
                UUID.randomUUID(), application.id(), "Voici nos horaires.", representativeOf(application)));
        try (var board = site.as(BOARD)) {
            var page = board.read(path);
            assertThat(page.text()).contains("Décider du recours", "Voici nos horaires.");
            nothingTicked(page, 2);
            refusedWithoutChoice(board, page, path + "/recours", 2);
            stateIs(application, ApplicationState.IN_APPEAL);
            keepsWhatWasChosen(board, page, path + "/recours", "ACCEPT");
            stateIs(application, ApplicationState.IN_APPEAL);
        }
    }

    private Actor representativeOf(Application application) {
        var organisation = site.world
                .bean(Applications.class)
                .find(application.id())
                .flatMap(Application::organisation)
                .orElseThrow();
        return site.world.bean(People.class).seatsIn(organisation).stream()
                .filter(seat -> seat.roles().contains(Role.LEGAL_REPRESENTATIVE))
                .findFirst()
                .orElseThrow()
                .actor();
    }

    private void stateIs(Application application, ApplicationState state) {
        assertThat(site.world
                        .bean(Applications.class)
                        .find(application.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(state);
    }

    private static void refusedWithoutChoice(Visitor visitor, Visitor.Seen page, String action, int choices) {
        var refused = visitor.send(
                page, action, Map.of("reason", "Un motif.", "body", "Conseil d’administration", "minutes", "CA-3"));
        assertThat(refused.text()).contains("Choisissez une décision.");
        assertThat(refused.html()).as("what was typed").contains("Un motif.", "CA-3");
        nothingTicked(refused, choices);
    }

    /** What a person did choose is not lost when something else is missing: so a tick would be seen here. */
    private static void keepsWhatWasChosen(Visitor visitor, Visitor.Seen page, String action, String choice) {
        var refused = visitor.send(page, action, Map.of("choice", choice, "reason", "", "minutes", ""));
        assertThat(choices(refused))
                .filteredOn(one -> one.contains("checked"))
                .singleElement()
                .asString()
                .contains("value=\"" + choice + "\"");
    }
}
