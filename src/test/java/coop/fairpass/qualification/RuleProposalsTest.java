package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.RuleProposal.Keeping;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.PageReading;
import coop.fairpass.site.Visitor;
import coop.fairpass.web.WorkWaiting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * On 1 October a provider, two payers and a member propose, comment and object by the pages; on 1 November the
 * committee decides and publishes; on 1 December both texts are in force.
 */
@DisplayName("La charte et le questionnaire s’écrivent ensemble : proposer, objecter, décider, publier, relire")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RuleProposalsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CHARTER = "/propositions/charte";
    private static final String ASKED = "/propositions/questionnaire";
    private static final Actor MEMBER = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 99), "personne 99", Optional.of(SECOND), Set.of(Role.MEMBER));

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, COMMITTEE, TOWN_BUYER, COMPANY_BUYER, MEMBER);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private Visitor.Seen open(String path) {
        try (var visitor = site.visitor()) {
            var seen = visitor.read(path);
            assertThat(seen.status()).as(path).isEqualTo(200);
            if (!path.startsWith("/api/")) {
                assertThat(PageReading.faults(seen.html())).as(path).isEmpty();
            }
            return seen;
        }
    }

    private JsonNode json(String path) {
        return MAPPER.readTree(open(path).html());
    }

    private static Map<String, String> asked(String passage, String wording) {
        return Map.of("passage", passage, "wording", wording, "why", "Parce que.");
    }

    private static String wordsIn(JsonNode passages, String code) {
        for (var one : passages) {
            if (one.required("passage").stringValue().equals(code)) {
                return one.required("words").stringValue();
            }
        }
        throw new AssertionError("no passage " + code);
    }

    /** Sends a proposal by the form of the page, and answers its own address. */
    private String propose(Visitor by, String list, Map<String, String> fields) {
        var done = by.send(by.read(list), list, fields);
        assertThat(done.text()).contains("Votre proposition est ouverte à tous.");
        assertThat(PageReading.faults(done.html())).as(list).isEmpty();
        return done.path();
    }

    private static Visitor.Seen say(Visitor by, String proposal, String kind, String words) {
        return by.send(by.read(proposal), proposal + "/remarques", Map.of("remark", kind, "words", words));
    }

    private static Visitor.Seen decide(Visitor by, String proposal, Keeping keeping, String kept) {
        return by.send(
                by.read(proposal),
                proposal + "/decision",
                Map.of("choice", keeping.name(), "kept", kept, "reason", "Motif " + keeping, "minutes", "CR-4"));
    }

    private static Visitor.Seen publish(Visitor by, String list, String on) {
        return by.send(
                by.read(list), list + "/publication", Map.of("effectiveOn", on, "body", "Comité", "minutes", "CR-4"));
    }

    // ── Proposing and talking ────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(1)
    @DisplayName(
            "R-237 : prestataire, commanditaire et sociétaire proposent de changer la charte, commentent et objectent ; tous le lisent")
    void the_charter_is_talked_over() {
        try (var provider = site.as(FIRST_ADMIN);
                var payer = site.as(COMPANY_BUYER);
                var town = site.as(TOWN_BUYER);
                var member = site.as(MEMBER)) {
            assertThat(provider.read("/charte").html()).contains("href=\"" + CHARTER + "?passage=CHARTER-3#proposer\"");
            var form = provider.read(CHARTER + "?passage=CHARTER-3");
            assertThat(form.html()).contains("Dire le prix avant\nLe reste à payer est annoncé");
            var wrong = provider.send(
                    form, CHARTER, Map.of("passage", "CHARTER-3", "wording", "Dire le prix\nAvant.", "why", ""));
            assertThat(wrong.text()).contains("Pourquoi ?");
            assertThat(wrong.html())
                    .contains("Dire le prix\nAvant.", "value=\"CHARTER-3\" selected", "aria-invalid=\"true\"");

            assertThat(propose(provider, CHARTER, asked("CHARTER-3", "Dire le prix\nAvant.")))
                    .isEqualTo(CHARTER + "/1");
            assertThat(propose(town, CHARTER, asked("+TERMS", "Les mots\nOn se relit chaque année.")))
                    .isEqualTo(CHARTER + "/2");
            assertThat(propose(
                            member,
                            CHARTER,
                            Map.of("passage", "CHARTER-8", "wording", "", "remove", "on", "why", "De trop.")))
                    .isEqualTo(CHARTER + "/3");
            assertThat(say(payer, CHARTER + "/1", "OBJECTION", "Trop court.").text())
                    .contains("Objection enregistrée.", "Entreprise Exemple", "sans réponse");
            assertThat(say(member, CHARTER + "/1", "COMMENT", "Bien dit.").text())
                    .contains("Remarque enregistrée.", "« Bien dit. »", "Second prestataire");
        }
        assertThat(open(CHARTER).text())
                .contains(
                        "Changer un passage : Charte, article 3, Dire le prix avant",
                        "Ajouter un passage : Un nouvel article des conditions",
                        "Supprimer un passage : Charte, article 8, Laisser le choix",
                        "En consultation jusqu’au 31 octobre 2026",
                        "Entrez pour proposer ou commenter.");
        assertThat(open(CHARTER + "/1").text())
                .contains(
                        "Ce passage, quand ce fut proposé Dire le prix avant",
                        "Tel qu’il serait Dire le prix Avant.",
                        "« Parce que. »",
                        "Premier prestataire")
                .doesNotContain("personne 11");
        assertThat(json("/api/v1/rules/charter/proposals").required("items")).hasSize(3);
    }

    @Test
    @Order(2)
    @DisplayName(
            "R-237 : une question du questionnaire et ses points se proposent, par la page ou par un programme, et se discutent")
    void the_questionnaire_is_talked_over() {
        var passages = json("/api/v1/rules/questionnaire/passages");
        var first = wordsIn(passages, "Q01");
        assertThat(first).contains("\nOui : 5 points\n");
        try (var town = site.as(TOWN_BUYER);
                var payer = site.as(COMPANY_BUYER);
                var provider = site.as(FIRST_ADMIN)) {
            assertThat(town.read(ASKED + "?passage=Q01").html()).contains("\nOui : 5 points\n");
            assertThat(propose(town, ASKED, asked("Q01", first.replace("Oui : 5", "Oui : 4"))))
                    .isEqualTo(ASKED + "/4");
            assertThat(say(provider, ASKED + "/4", "OBJECTION", "L’accès compte plus.")
                            .text())
                    .contains("Objection enregistrée.");
            assertThat(propose(
                            payer,
                            ASKED,
                            asked("=", "Éligible à partir de : 80\nComité : 45\nFamille : 40 %\nPoints publiés : oui")))
                    .isEqualTo(ASKED + "/5");
        }
        var programs = site.programs();
        var key = programs.key(FIRST, Role.PROVIDER_ADMIN);
        var path = "/api/v1/rules/questionnaire/proposals";
        var body =
                MAPPER.writeValueAsString(asked("Q05", wordsIn(passages, "Q05").replace(" : 8 points", " : 9 points")));
        var made = programs.postOnce(key, "une fois", path, body).done();
        assertThat(made.required("number").intValue()).isEqualTo(6);
        assertThat(programs.postOnce(key, "une fois", path, body).done().required("number"))
                .as("twice is once")
                .isEqualTo(made.required("number"));
        var id = made.required("id").stringValue();
        var remarks = path + "/" + id + "/remarks";
        assertThat(programs.post(
                                programs.key(SECOND, Role.MEMBER),
                                remarks,
                                "{\"kind\":\"COMMENT\",\"words\":\"D’accord.\"}")
                        .done()
                        .required("remarks"))
                .hasSize(1);
        assertThat(json(path + "/" + id).required("by").stringValue()).isEqualTo("Premier prestataire");
        assertThat(programs.get(key, "/api/v1/rules/charter/proposals/" + id).status())
                .as("it is about another text")
                .isEqualTo(404);
        assertThat(open(ASKED).text()).contains("Changer un passage : Q01, Accueil", "Ce que donne le total");
    }

    @Test
    @Order(3)
    @DisplayName("chaque refus dit pourquoi, en français et en anglais, et rien de ce qui est tapé n’est perdu")
    void refusals() {
        try (var provider = site.as(FIRST_ADMIN);
                var committee = site.as(COMMITTEE)) {
            var page = provider.read(CHARTER);
            var same = wordsIn(json("/api/v1/rules/charter/passages"), "CHARTER-1");
            assertThat(provider.send(page, CHARTER, asked("CHARTER-1", same)).text())
                    .contains("Cette proposition ne change rien");
            var unknown = provider.send(page, CHARTER, asked("CHARTER-99", "Mes mots"));
            assertThat(unknown.text()).contains("Ce passage n’est pas dans la version en vigueur");
            assertThat(unknown.html()).contains("Mes mots", "Parce que.");
            assertThat(provider.send(
                                    provider.read(ASKED),
                                    ASKED,
                                    Map.of("passage", "=", "wording", "", "remove", "on", "why", "Non."))
                            .text())
                    .contains("Les seuils se changent, ils ne se suppriment pas.");
            assertThat(provider.read("/propositions/catalogue").status()).isEqualTo(404);
            assertThat(provider.read(ASKED + "/1").status())
                    .as("of the charter")
                    .isEqualTo(404);

            var proposal = provider.read(CHARTER + "/1");
            assertThat(proposal.html()).doesNotContain("/decision\"", "/reponses\"");
            var decision = new HashMap<>(Map.of("choice", "KEPT", "reason", "Oui.", "minutes", "CR-4"));
            assertThat(provider.force(proposal, CHARTER + "/1/decision", decision)
                            .status())
                    .isEqualTo(403);
            assertThat(provider.force(proposal, CHARTER + "/publication", decision)
                            .status())
                    .isEqualTo(403);
            site.world.clock.set("2026-10-31T23:00");
            assertThat(committee
                            .force(committee.read(CHARTER + "/1"), CHARTER + "/1/decision", decision)
                            .text())
                    .as("the last day of the consultation")
                    .contains("La consultation n’est pas terminée");
        }
        try (var english = EnglishReader.of(site.as(FIRST_ADMIN))) {
            var page = english.read(CHARTER + "?passage=CHARTER-3");
            assertThat(page.text()).contains("Proposals on the charter");
            assertThat(english.send(page, CHARTER, asked("CHARTER-99", "Words")).text())
                    .contains("This passage is not in the version in force");
        }
    }

    @Test
    @Order(4)
    @DisplayName("personne n’a plus de dix propositions ouvertes sur un texte")
    void not_too_many() {
        var proposals = site.bean(RuleProposals.class);
        var writer = new Actor("person/" + UUID.randomUUID(), "x", Optional.empty(), Set.of());
        for (int i = 1; i <= RuleProposals.MOST_OPEN; i++) {
            assertThat(proposals.handle(asks(writer, i))).isInstanceOf(RuleProposals.Outcome.Done.class);
        }
        assertThat(proposals.handle(asks(writer, 11)))
                .isEqualTo(new RuleProposals.Outcome.Refused(RuleProposalReason.TOO_MANY_OPEN));
        assertThat(proposals.of(RuleText.CHARTER).getFirst().madeByName()).isEqualTo("Une personne");
        site.world
                .owner()
                .sql("DELETE FROM qualification.rule_proposal WHERE made_by = :by")
                .param("by", writer.reference())
                .update();
    }

    private static RuleProposals.Ask asks(Actor by, int which) {
        return new RuleProposals.Ask(
                UUID.randomUUID(), RuleText.CHARTER, "CHARTER-1", Optional.of("Titre\nTexte " + which), "Oui.", by);
    }

    // ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(5)
    @DisplayName(
            "R-237 : le comité sait ce qui l’attend, répond à chaque objection, puis décide avec ses raisons : gardé, en partie, ou non")
    void the_committee_decides() {
        assertThat(awaited())
                .contains("Répondre à une objection, proposition 1 : charte")
                .hasSize(2);
        site.world.clock.set("2026-11-01T09:00");
        assertThat(awaited())
                .contains("Décider de la proposition 1 : charte", "Décider de la proposition 4 : questionnaire")
                .hasSize(6);
        try (var committee = site.as(COMMITTEE)) {
            assertThat(committee.read("/").text()).contains("Décider de la proposition 1 : charte");
            var early = decide(committee, CHARTER + "/1", Keeping.KEPT, "");
            assertThat(early.text()).contains("Une objection n’a pas encore de réponse écrite");
            assertThat(early.html()).contains("Motif KEPT");
            for (var one : List.of(CHARTER + "/1", ASKED + "/4")) {
                assertThat(committee
                                .send(committee.read(one), one + "/reponses", Map.of("answer", "Nous l’avons pesé."))
                                .text())
                        .contains("La réponse est publiée.", "Réponse du comité : Nous l’avons pesé.");
            }
            assertThat(decide(committee, CHARTER + "/1", Keeping.KEPT_IN_PART, "")
                            .text())
                    .doesNotContain("La décision est publiée.");
            assertThat(decide(
                                    committee,
                                    CHARTER + "/1",
                                    Keeping.KEPT_IN_PART,
                                    "Dire le prix\nIl est dit avant le service.")
                            .text())
                    .contains("La décision est publiée.", "Gardée en partie", "Motif KEPT_IN_PART", "CR-4");
            assertThat(decide(committee, CHARTER + "/2", Keeping.KEPT, "").text())
                    .as("it does not say whom it binds")
                    .contains("Ces mots ne se lisent pas comme un passage.");
            decide(
                    committee,
                    CHARTER + "/2",
                    Keeping.KEPT_IN_PART,
                    "Les mots\nOn se relit chaque année.\nEngage : coopérative");
            decide(committee, CHARTER + "/3", Keeping.NOT_KEPT, "");
            decide(committee, ASKED + "/4", Keeping.KEPT, "");
            assertThat(decide(committee, ASKED + "/5", Keeping.NOT_KEPT, "").text())
                    .contains("Non gardée");
        }
        assertThat(site.world
                        .owner()
                        .sql(
                                "SELECT what || ' ' || detail || ' ' || why FROM qualification.rule_act ORDER BY 1 LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo("PROPOSAL_DECIDED qualification:RuleText.CHARTER Motif KEPT_IN_PART");
        assertThat(site.programs()
                        .post(
                                site.programs().key(World.COOPERATIVE, Role.COMMITTEE),
                                "/api/v1/rules/charter/proposals/" + idOf(CHARTER, 1) + "/decision",
                                "{\"keeping\":\"KEPT\",\"reason\":\"Oui.\",\"minutes\":\"CR-4\"}")
                        .refused(422))
                .isEqualTo("NOT_A_PERSON");
    }

    /** What waits for the committee about both texts. */
    private List<String> awaited() {
        return site.beans(WorkWaiting.class).stream()
                .filter(RuleProposalWork.class::isInstance)
                .flatMap(room -> room.waitingFor(COMMITTEE).stream())
                .map(WorkWaiting.Waiting::title)
                .toList();
    }

    private String idOf(String list, int number) {
        return site.bean(RuleProposals.class)
                .numbered(RuleText.ofPath(list.replace("/propositions/", "")).orElseThrow(), number)
                .orElseThrow()
                .id()
                .toString();
    }

    // ── Publishing ───────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(6)
    @DisplayName("R-246 : une version de la charte publie qui a pris part, ce qui fut proposé et ce qui fut gardé")
    void a_version_of_the_charter() {
        try (var committee = site.as(COMMITTEE)) {
            assertThat(awaited()).contains("Publier une version : charte");
            assertThat(publish(committee, CHARTER, "2026-10-15").text())
                    .contains("Une version ne peut pas entrer en vigueur avant le jour où elle est enregistrée.");
            assertThat(publish(committee, CHARTER, "2026-12-01").text())
                    .contains("La version 2 est adoptée, en vigueur le 1er décembre 2026.");
            assertThat(committee.read(CHARTER).html()).doesNotContain("/publication\"");
        }
        var page = open("/charte/2").text();
        assertThat(page)
                .contains(
                        "3. Dire le prix",
                        "Il est dit avant le service.",
                        "6. Les mots",
                        "8. Laisser le choix",
                        "Comment s’est faite cette version",
                        "Premier prestataire : 1 proposition, 0 remarque",
                        "Entreprise Exemple : 0 proposition, 1 remarque",
                        "Second prestataire : 1 proposition, 1 remarque",
                        "Commune Exemple : 1 proposition, 0 remarque",
                        "Proposition 1 , Premier prestataire, Charte, article 3, Dire le prix avant : Gardée en partie",
                        "Proposition 3 , Second prestataire, Charte, article 8, Laisser le choix : Non gardée . Motif : Motif NOT_KEPT")
                .doesNotContain("personne 11", "personne 99");
        assertThat(open("/charte/1").text()).contains("personne n’a encore pris part à son écriture ici");

        var making = json("/api/v1/rules/charter/versions/2");
        assertThat(making.required("effectiveOn").stringValue()).isEqualTo("2026-12-01");
        assertThat(making.required("participants")).hasSize(4);
        var proposals = making.required("proposals");
        assertThat(proposals).hasSize(3);
        assertThat(proposals.get(0).required("wording").stringValue()).isEqualTo("Dire le prix\nAvant.");
        assertThat(proposals.get(0).required("decision").required("words").stringValue())
                .isEqualTo("Dire le prix\nIl est dit avant le service.");
        assertThat(proposals.get(2).required("decision").required("keeping").stringValue())
                .isEqualTo("NOT_KEPT");
        assertThat(proposals
                        .get(0)
                        .required("remarks")
                        .get(0)
                        .required("answer")
                        .stringValue())
                .isEqualTo("Nous l’avons pesé.");
        assertThat(making.toString()).doesNotContain("person/", "personne 11", COMMITTEE.label());
    }

    @Test
    @Order(7)
    @DisplayName(
            "R-246 : une version du questionnaire et de ses points le publie aussi ; elle ne paraît que si elle tient")
    void a_version_of_the_questionnaire() {
        try (var committee = site.as(COMMITTEE)) {
            assertThat(publish(committee, ASKED, "2026-12-01").text())
                    .as("99 points in all")
                    .contains("Le texte obtenu ne tiendrait pas");
            decide(committee, ASKED + "/6", Keeping.KEPT, "");
            assertThat(publish(committee, ASKED, "2026-12-01").text()).contains("La version 2 est adoptée");
        }
        assertThat(open("/questionnaire/2").text())
                .contains(
                        "Oui : 4 points",
                        "A. Accueil , 19 points",
                        "À partir de 60 points",
                        "Commune Exemple : 1 proposition, 0 remarque",
                        "Premier prestataire : 1 proposition, 1 remarque",
                        "Proposition 4 , Commune Exemple, Q01, Accueil : Gardée",
                        "Proposition 5 , Entreprise Exemple, Ce que donne le total : Non gardée");
        assertThat(json("/api/v1/rules/questionnaire/versions/2").required("proposals"))
                .hasSize(3);
        site.world.day("2026-12-01");
        assertThat(site.bean(Questionnaires.class).on(site.world.today()).number())
                .isEqualTo(2);
        assertThat(open(CHARTER).text()).contains("Charte et conditions, version 2");
        try (var english = EnglishReader.of(site.as(COMMITTEE))) {
            assertThat(english.read("/charte/2").text()).contains("How this version was made", "Not kept");
            assertThat(english.read("/questionnaire/2").text()).contains("How this version was made");
            assertThat(english.read(CHARTER + "/1").text()).contains("Kept in part");
            english.read(ASKED);
        }
    }

    @Test
    @Order(8)
    @DisplayName(
            "R-246 : un texte entier, apporté par un programme du comité, nomme aussi les propositions qu’il règle")
    void a_whole_text() {
        var proposals = site.bean(RuleProposals.class);
        var asked = new RuleProposals.Ask(
                UUID.randomUUID(), RuleText.CHARTER, "CHARTER-1", Optional.empty(), "De trop.", FIRST_ADMIN);
        assertThat(proposals.handle(asked)).isInstanceOf(RuleProposals.Outcome.Done.class);
        int number = proposals.find(asked.id()).orElseThrow().number();
        var programs = site.programs();
        var key = programs.key(World.COOPERATIVE, Role.COMMITTEE);
        var content = KeptText.of(site.bean(Charters.class).get(2)).replace("version 2", "version 3");
        assertThat(programs.post(key, "/api/v1/charters", whole(content, number))
                        .refused(422))
                .isEqualTo("NOT_DECIDED");
        assertThat(programs.post(key, "/api/v1/charters", whole(content, 4)).refused(422))
                .as("of the questionnaire")
                .isEqualTo("UNKNOWN_PROPOSAL");
        assertThat(programs.post(key, "/api/v1/charters", whole(content, 1)).refused(422))
                .isEqualTo("ALREADY_SETTLED");
        site.world.day("2027-01-05");
        assertThat(proposals.handle(new RuleProposals.Decide(
                        asked.id(), Keeping.NOT_KEPT, Optional.empty(), "Il compte.", "CR-5", COMMITTEE)))
                .isInstanceOf(RuleProposals.Outcome.Done.class);
        var later = programs.key(World.COOPERATIVE, Role.COMMITTEE);
        var adopted =
                programs.post(later, "/api/v1/charters", whole(content, number)).done();
        assertThat(adopted.required("number").intValue()).isEqualTo(3);
        assertThat(programs.post(later, "/api/v1/charters", whole(content, number))
                        .done()
                        .required("number")
                        .intValue())
                .as("twice is once")
                .isEqualTo(3);
        assertThat(json("/api/v1/rules/charter/versions/3").required("proposals"))
                .hasSize(1);
        assertThat(open("/charte/3").text()).contains("Non gardée . Motif : Il compte.");
    }

    @Test
    @Order(9)
    @DisplayName(
            "R-103 : points, question nécessaire, minimum par famille et seuils : le comité les change par la page,"
                    + " à une date, et le programme reste le même ; un dossier garde la version de son début")
    void the_questionnaire_is_data() {
        var passages = json("/api/v1/rules/questionnaire/passages");
        var wordings = Map.of(
                "Q01",
                wordsIn(passages, "Q01").replace("Oui : 4 points", "Oui : 5 points"),
                "Q05",
                wordsIn(passages, "Q05").replace(" : 9 points", " : 8 points"),
                "N7",
                wordsIn(passages, "N7").replace("visités ou appelés", "visités, appelés ou écoutés"),
                Passage.MARKS,
                wordsIn(passages, Passage.MARKS)
                        .replace(": 60 points", ": 70 points")
                        .replace(": 45 points", ": 50 points")
                        .replace(": 40 %", ": 60 %"));
        wordings.forEach((passage, words) ->
                assertThat(words).as("%s is changed", passage).isNotEqualTo(wordsIn(passages, passage)));
        var before = begun();
        try (var committee = site.as(COMMITTEE)) {
            var proposed = wordings.entrySet().stream()
                    .map(one -> propose(committee, ASKED, asked(one.getKey(), one.getValue())))
                    .toList();
            site.world.day("2027-02-20");
            proposed.forEach(one -> decide(committee, one, Keeping.KEPT, ""));
            assertThat(publish(committee, ASKED, "2027-03-01").text()).contains("La version 3 est adoptée");
        }
        var questionnaires = site.bean(Questionnaires.class);
        assertThat(questionnaires.on(site.world.today()).number()).isEqualTo(2);
        site.world.day("2027-03-01");
        assertThat(questionnaires.on(site.world.today()).number()).isEqualTo(3);
        var after = begun();
        assertThat(before.questionnaire()).isEqualTo(2);
        assertThat(after.questionnaire()).isEqualTo(3);

        var second = questionnaires.get(2);
        var third = questionnaires.get(3);
        assertThat(third.passMark()).isEqualTo(70);
        assertThat(third.committeeMark()).isEqualTo(50);
        assertThat(third.familyFloorPercent()).isEqualTo(60);
        assertThat(third.textOf("N7").orElseThrow()).contains("visités, appelés ou écoutés");
        // The best answers but to prices, of which four points in ten are kept.
        var answers = new HashMap<>(Candidates.bestAnswers(third));
        answers.putAll(Map.of("Q14", 1, "Q15", 2));
        assertThat(EligibilityScore.of(second, answers).verdict()).isEqualTo(EligibilityScore.Verdict.ELIGIBLE);
        assertThat(EligibilityScore.of(third, answers).verdict())
                .as("the same answers, under another minimum")
                .isEqualTo(EligibilityScore.Verdict.COMMITTEE);
        assertThat(List.of(accessPoints(second), accessPoints(third))).containsExactly(19, 20);
    }

    private Application begun() {
        var begin = site.bean(BeginApplication.class);
        return ((ApplicationOutcome.Done) begin.byStranger(begin.newSecret())).application();
    }

    private static int accessPoints(Questionnaire version) {
        return EligibilityScore.of(version, Candidates.bestAnswers(version))
                .families()
                .getFirst()
                .points();
    }

    private static String whole(String content, int proposal) {
        return MAPPER.writeValueAsString(Map.of(
                "content",
                content,
                "effectiveOn",
                LocalDate.parse("2027-02-01").toString(),
                "decidedBy",
                "Comité",
                "decidedOn",
                "2026-12-01",
                "minutes",
                "CR-5",
                "proposals",
                List.of(proposal)));
    }
}
