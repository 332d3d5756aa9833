package coop.fairpass.qualification;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Organisations;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Qui signe reçoit l’adresse où lire et signer, et personne d’autre ; qui remplit reçoit celle du dossier")
@ExtendWith(TestDatabase.class)
class SigningByMailTest {

    private static final String REPRESENTATIVE = "presidence@exemple.fr";
    private static final String CANDIDATE = "contact@exemple.fr";

    private OpenSite site;
    private Candidates candidates;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, FIRST_ADMIN);
        candidates = new Candidates(site.world);
    }

    @AfterEach
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    /** The addresses that mails to somebody lead to, the first first; no server is named, so that none has left. */
    private List<String> mailedTo(String recipient) {
        return site.world
                .owner()
                .sql("SELECT link FROM mail.letter WHERE recipient = :recipient ORDER BY written_at, id")
                .param("recipient", recipient)
                .query(String.class)
                .list();
    }

    private static Map<String, String> contact(String email, boolean represents) {
        return Map.of(
                "name",
                "Personne Candidate",
                "email",
                email,
                "telephone",
                "03 80 00 00 00",
                "represents",
                represents ? "yes" : "no");
    }

    /** A file begun in the browser; the address of its page. */
    private static String begin(Visitor visitor) {
        var file = visitor.send(visitor.read("/devenir"), "/devenir", Map.of());
        assertThat(file.path()).matches("/devenir/[A-Za-z0-9_-]{32}");
        return file.path();
    }

    /** All the rest of the file, as a candidate would fill it in. */
    private Application fillIn(String path, boolean represents, String holder) {
        var applications = site.world.bean(Applications.class);
        var application =
                applications.byLink(path.substring("/devenir/".length())).orElseThrow();
        var questionnaire = site.world.bean(Questionnaires.class).get(application.questionnaire());
        var whole = Candidates.whole(questionnaire, Candidates.SIRET, represents)
                .with(new Dossier.Account(Candidates.IBAN, holder));
        return candidates.withDocuments(
                Candidates.done(site.world.bean(SaveStep.class).handle(application.id(), _ -> whole)));
    }

    @Test
    @DisplayName("R-106 : le lien part au représentant légal ; la page du candidat ne le montre ni ne le tient jamais")
    void to_the_representative_alone() {
        try (var candidate = site.visitor();
                var representative = site.visitor()) {
            var path = begin(candidate);
            fillIn(path, false, "ASSOCIATION EXEMPLE");
            var asked = candidate.send(candidate.read(path), path + "/signature", Map.of());
            assertThat(asked.path()).isEqualTo(path);
            assertThat(asked.text()).contains("L’adresse où lire et signer part à " + REPRESENTATIVE);
            assertThat(asked.html()).doesNotContain("/devenir/signer/");
            assertThat(candidate.read(path).html()).doesNotContain("/devenir/signer/");

            var links = mailedTo(REPRESENTATIVE);
            assertThat(links).singleElement().asString().matches("/devenir/signer/[A-Za-z0-9_-]{32}");
            assertThat(mailedTo(CANDIDATE))
                    .as("it is not sent to the candidate")
                    .isEmpty();

            var read = representative.read(links.getFirst());
            assertThat(read.text())
                    .as("what is signed is read")
                    .contains(
                            "Association Exemple",
                            "FR14 •••• 2606",
                            "ASSOCIATION EXEMPLE",
                            "Médiatrice",
                            "Q02.",
                            "15 et plus",
                            "Acceptez-vous d’être visités",
                            "Attestation",
                            "Accueillir chacun");
            var attached = read.html().replaceAll("(?s).*href=\"(/devenir/signer/[^\"]+/pieces/[^\"]+)\".*", "$1");
            assertThat(representative.read(attached).raw().body()).isEqualTo(Candidates.PDF);
            assertThat(read.html()).as("the account is shortened").doesNotContain(Candidates.IBAN);
            var signed =
                    representative.send(read, links.getFirst(), Map.of("acceptsCharter", "on", "acceptsTerms", "on"));
            assertThat(signed.text()).contains("Le dossier est signé et transmis", "Personne Présidente");
            assertThat(representative.read(attached).status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("R-106 : demander encore envoie une autre adresse, l’ancienne ne signe plus, cinq fois par jour")
    void asked_again() {
        try (var candidate = site.visitor()) {
            var path = begin(candidate);
            fillIn(path, false, "ASSOCIATION EXEMPLE");
            var page = candidate.read(path);
            for (int i = 0; i < SignApplication.MOST_ASKED_A_DAY; i++) {
                page = candidate.send(page, path + "/signature", Map.of());
                site.world.clock.set("2026-10-01T09:%02d".formatted(i + 1));
            }
            var links = mailedTo(REPRESENTATIVE);
            assertThat(links).hasSize(SignApplication.MOST_ASKED_A_DAY).doesNotHaveDuplicates();
            assertThat(candidate.read(links.getFirst()).status()).isEqualTo(404);
            assertThat(candidate.read(links.getLast()).status()).isEqualTo(200);
            var refused = candidate.send(page, path + "/signature", Map.of());
            assertThat(refused.text()).contains("La signature a été demandée cinq fois aujourd’hui");
            assertThat(mailedTo(REPRESENTATIVE)).hasSize(SignApplication.MOST_ASKED_A_DAY);
        }
    }

    @Test
    @DisplayName("qui dit représenter la structure passe aussitôt à la lecture, sans courriel")
    void at_once_for_who_represents() {
        try (var candidate = site.visitor()) {
            var path = begin(candidate);
            fillIn(path, true, "ASSOCIATION EXEMPLE");
            var read = candidate.send(candidate.read(path), path + "/signature", Map.of());
            assertThat(read.path()).startsWith("/devenir/signer/");
            assertThat(read.text()).contains("Ce que dit le dossier");
            assertThat(mailedTo(REPRESENTATIVE)).isEmpty();
        }
    }

    @Test
    @DisplayName("R-099 : qui donne son adresse y reçoit celle de son dossier, une fois par adresse nouvelle")
    void the_address_of_the_file() {
        try (var candidate = site.visitor()) {
            var path = begin(candidate);
            var step = path + "/vous";
            var kept = candidate.send(candidate.read(step), step, contact(CANDIDATE, false));
            assertThat(kept.text()).contains("L’adresse de ce dossier part à " + CANDIDATE);
            candidate.send(kept, step, contact(CANDIDATE, true));
            assertThat(mailedTo(CANDIDATE)).containsExactly(path);
            candidate.send(kept, step, contact("autre@exemple.fr", true));
            assertThat(mailedTo("autre@exemple.fr")).containsExactly(path);
            for (int i = 0; i < 2 * SaveStep.MOST_MAILED; i++) {
                candidate.send(kept, step, contact("adresse%d@exemple.fr".formatted(i), true));
            }
            assertThat(site.world
                            .owner()
                            .sql("SELECT count(*) FROM mail.letter")
                            .query(Integer.class)
                            .single())
                    .as("nobody is pestered through a file")
                    .isEqualTo(SaveStep.MOST_MAILED);
        }
    }

    @Test
    @DisplayName("R-108 : un titulaire qui n’est pas la structure est une remarque pour le candidat et l’instructeur")
    void another_holder_is_a_remark() {
        try (var candidate = site.visitor();
                var reviewer = site.as(REVIEWER)) {
            var path = begin(candidate);
            var application = fillIn(path, false, "Trésorière de l’autre");
            assertThat(candidate.read(path + "/compte").text())
                    .contains("Le titulaire n’a pas le nom de la structure : Association Exemple");
            assertThat(candidate.read(path).text()).as("no refusal").contains("Tout est là.");
            var asked = candidates.asked(application);
            candidates.signed(asked);
            assertThat(reviewer.read("/candidatures/" + application.id()).text())
                    .contains("Trésorière de l’autre, n’a pas le nom de la structure");

            var other = begin(candidate);
            fillIn(other, false, "ASS. EXEMPLE");
            assertThat(candidate.read(other + "/compte").text()).doesNotContain("n’a pas le nom de la structure");
        }
    }

    @Test
    @DisplayName(
            "R-101 : qui demande à être rattaché et essuie un refus en lit la raison dans un courriel, et redemande")
    void a_refused_claim_is_told() {
        var first = site.bean(Organisations.class).get(FIRST);
        var asked = candidates.begun();
        var application = Candidates.done(site.bean(SaveStep.class)
                .handle(
                        asked.id(),
                        file -> file.with(new Dossier.Contact("Personne Candidate", CANDIDATE, "+33380000000", false))
                                .with(
                                        Candidates.identity(
                                                first.siret().orElseThrow().digits()),
                                        List.of())));
        var claims = site.bean(ClaimAccess.class);
        var claim = UUID.randomUUID();
        Candidates.done(claims.ask(claim, application.id(), "J’y travaille.", application.applicantActor()));

        var refusal = new ClaimAccess.Command(claim, false, "Nous ne vous connaissons pas.", FIRST_ADMIN);
        Candidates.done(claims.handle(refusal));
        Candidates.done(claims.handle(refusal));

        assertThat(site.world
                        .owner()
                        .sql(
                                "SELECT subject || ' ' || array_to_string(words, ' ') FROM mail.letter WHERE recipient = :to")
                        .param("to", CANDIDATE)
                        .query(String.class)
                        .list())
                .as("refused twice, told once")
                .filteredOn(letter -> letter.contains("Votre demande d’accès"))
                .singleElement()
                .asString()
                .contains(first.legalName(), "Nous ne vous connaissons pas.");
        Candidates.done(claims.ask(UUID.randomUUID(), application.id(), "Si, depuis lundi.", asked.applicantActor()));
    }

    private void on(String day) {
        site.world.clock.set(day + "T06:00");
        site.bean(QualificationDueDates.class).run(site.world.today());
    }

    @Test
    @DisplayName("un brouillon qui dort est rappelé 60 et 15 jours avant d’être clos, par une adresse qui l’ouvre")
    void a_sleeping_draft() {
        try (var candidate = site.visitor()) {
            var path = begin(candidate);
            var id = fillIn(path, true, "ASSOCIATION EXEMPLE").id();

            on("2027-08-01");
            assertThat(mailedTo(CANDIDATE)).isEmpty();
            on("2027-08-02");
            on("2027-08-03");
            var first = mailedTo(CANDIDATE);
            assertThat(first).singleElement().asString().matches("/devenir/[A-Za-z0-9_-]{32}");
            on("2027-09-20"); // the sixteenth was missed
            on("2027-09-21");
            var second = mailedTo(CANDIDATE).stream()
                    .filter(link -> !first.contains(link))
                    .toList();

            assertThat(second).hasSize(1);

            assertThat(candidate.read(path).status()).as("the first address").isEqualTo(200);
            assertThat(candidate.read(first.getFirst()).status())
                    .as("replaced by the next recall")
                    .isEqualTo(404);
            assertThat(candidate.read(second.getFirst()).status()).isEqualTo(200);
            assertThat(site.world.bean(Applications.class).eventsOf(id))
                    .filteredOn(event -> event.kind() == Applications.EventKind.REMINDED)
                    .extracting(Applications.Event::words)
                    .containsExactly("Sera clos le 1er octobre 2027.", "Sera clos le 1er octobre 2027.");

            site.world.clock.set("2027-09-22T10:00");
            Candidates.done(site.world.bean(SaveStep.class).handle(id, dossier -> dossier));
            on("2027-10-01");
            assertThat(site.world.bean(Applications.class).get(id).state()).isEqualTo(ApplicationState.DRAFT);
            on("2028-09-22");
            assertThat(site.world.bean(Applications.class).get(id).state()).isEqualTo(ApplicationState.WITHDRAWN);
        }
    }
}
