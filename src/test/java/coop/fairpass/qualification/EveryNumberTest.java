package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.qualification.Candidates.done;
import static coop.fairpass.qualification.Candidates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.qualification.Dossier.Establishment;
import coop.fairpass.qualification.Dossier.IdentityKind;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026. */
@DisplayName("R-100 : quel que soit le numéro d’une structure, la suite est dite, et aucune n’est une impasse")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryNumberTest {

    private static final String LA_POSTE = "356000000";

    private OpenSite site;
    private Candidates candidates;

    /** Of this test alone, and its establishments: nobody has it yet. */
    private String siren = "500000000";

    private String siret = "";

    @BeforeEach
    void anotherSiren() {
        siren = IntStream.iterate(Integer.parseInt(siren) + 1, one -> one + 1)
                .mapToObj(Integer::toString)
                .filter(one -> Siren.check(one).valid().isPresent())
                .findFirst()
                .orElseThrow();
        siret = establishmentsOf(siren, 1).getFirst();
    }

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, FIRST_ADMIN);
        candidates = new Candidates(site.world);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private <T> T bean(Class<T> type) {
        return site.world.bean(type);
    }

    /** The first sound numbers of establishments of a SIREN. */
    private static List<String> establishmentsOf(String siren, int most) {
        return IntStream.rangeClosed(1, 99_999)
                .mapToObj(rank -> "%s%05d".formatted(siren, rank))
                .filter(one -> Siret.check(one).valid().isPresent())
                .limit(most)
                .toList();
    }

    private void bring(List<String> rows) {
        var csv = "siret;state;legal_name;street;postal_code;town\n" + String.join("\n", rows);
        assertThat(bean(BroughtRegister.class)
                        .handle(new BroughtRegister.Command(csv.getBytes(StandardCharsets.UTF_8), REVIEWER)))
                .isInstanceOf(BroughtRegister.Outcome.Brought.class);
    }

    private static Visitor.Seen begun(Visitor candidate) {
        return candidate.send(candidate.read("/devenir"), "/devenir", Map.of());
    }

    private static Visitor.Seen number(Visitor candidate, Visitor.Seen file, IdentityKind kind, String written) {
        var page = candidate.read(file.path() + "/structure");
        return candidate.send(page, file.path() + "/structure/numero", Map.of("kind", kind.name(), "number", written));
    }

    private static Map<String, String> organisation(String establishments) {
        return Map.of(
                "legalName", "Association Exemple",
                "form", "ASSOCIATION",
                "vatRegime", "EXEMPT",
                "street", "3 place Exemple",
                "postalCode", "21000",
                "town", "Dijon",
                "establishments", establishments);
    }

    private List<GapReason> gaps(Application application) {
        return bean(SignApplication.class).gaps(application).stream()
                .map(Gap::reason)
                .toList();
    }

    @Test
    @DisplayName("un SIREN seul : ses établissements sont proposés, les fermés en dernier, ou le SIRET est demandé")
    void a_siren_alone() {
        var all = establishmentsOf(siren, 3);
        try (var candidate = site.visitor()) {
            var file = begun(candidate);
            assertThat(number(candidate, file, IdentityKind.SIRET, siren).text())
                    .contains("n’en connaît pas d’établissement", "quatorze chiffres", "avis de situation");
            assertThat(number(candidate, file, IdentityKind.SIRET, "434933124").text())
                    .as("nine digits: what is wrong is said of a SIREN")
                    .contains("Ce SIREN contient une faute de frappe");
            bring(List.of(
                    all.get(0) + ";CLOSED;Association Exemple;;21000;Dijon",
                    all.get(1) + ";ACTIVE;Association Exemple;3 place Exemple;21000;Dijon",
                    all.get(2) + ";NON_DIFFUSIBLE;Nom caché;;;Ville cachée"));
            var proposed = number(candidate, file, IdentityKind.SIRET, siren);
            assertThat(proposed.text())
                    .contains("Ce SIREN a plusieurs établissements", "Non diffusible", "fermé")
                    .doesNotContain("Nom caché");
            assertThat(proposed.html().indexOf(all.get(1)))
                    .isLessThan(proposed.html().indexOf(all.get(0)));
            var chosen = number(candidate, file, IdentityKind.SIRET, all.get(1));
            assertThat(chosen.text()).contains("L’établissement est ouvert");
            assertThat(chosen.html()).contains("value=\"Association Exemple\"");
        }
    }

    @Test
    @DisplayName("La Poste : de ses milliers d’établissements cinquante sont proposés, le SIRET se tape aussi")
    void la_poste() {
        bring(establishmentsOf(LA_POSTE, 80).stream()
                .map(one -> one + ";ACTIVE;La Poste;;21000;Dijon")
                .toList());
        var byDigits = establishmentsOf(LA_POSTE, 80).getLast();
        try (var candidate = site.visitor()) {
            var file = begun(candidate);
            var proposed = number(candidate, file, IdentityKind.SIRET, LA_POSTE);
            assertThat(proposed.text()).contains("S’il n’est pas dans cette liste, écrivez son SIRET ci-dessus.");
            assertThat(proposed.html().split("class=\"card\"", -1).length - 1).isEqualTo(ApplicantPages.MOST_PROPOSED);
            assertThat(number(candidate, file, IdentityKind.SIRET, byDigits).html())
                    .contains("value=\"La Poste\"");
        }
        var signed = candidates.reviewed(byDigits);
        var decided = candidates.decided(signed, DecideApplication.Choice.QUALIFY, REVIEWER);
        assertThat(decided.state()).isEqualTo(ApplicationState.QUALIFIED);
        assertThat(bean(Organisations.class).withSiren(Siren.of(LA_POSTE))).hasSize(1);
    }

    @Test
    @DisplayName("R-102 : les autres établissements sont du même SIREN, même quand le numéro change après eux")
    void establishments_of_one_siren() {
        var all = establishmentsOf(siren, 3);
        var other = establishmentsOf(LA_POSTE, 1).getFirst();
        try (var candidate = site.visitor()) {
            var file = begun(candidate);
            number(candidate, file, IdentityKind.SIRET, all.get(0));
            var path = file.path() + "/structure";
            var refused = candidate.send(candidate.read(path), path, organisation(all.get(1) + "\n" + other));
            assertThat(refused.text()).contains("c’est une autre structure, qui fait un autre dossier");
            assertThat(refused.html()).as("what was typed").contains(other);
            assertThat(candidate
                            .send(refused, path, organisation(all.get(1) + "\n" + all.get(1) + "\n" + all.get(2)))
                            .text())
                    .contains("C’est enregistré.");
            var kept = bean(Applications.class)
                    .byLink(file.path().substring("/devenir/".length()))
                    .orElseThrow();
            assertThat(kept.dossier().establishments())
                    .extracting(Establishment::siret)
                    .containsExactly(all.get(1), all.get(2));

            number(candidate, file, IdentityKind.SIRET, other);
            assertThat(candidate.read(file.path()).text())
                    .contains("retirez-les, une autre structure fait un autre dossier", all.get(1));
        }
    }

    @Test
    @DisplayName(
            "un SIRET dont les neuf premiers chiffres ne sont pas un SIREN se dit tout de suite, pas à la signature")
    void a_siret_without_a_siren() {
        var odd = IntStream.range(1, 99_999)
                .mapToObj(rank -> "100000001%05d".formatted(rank))
                .filter(one -> Siret.check(one).valid().isPresent())
                .findFirst()
                .orElseThrow();
        try (var candidate = site.visitor()) {
            assertThat(number(candidate, begun(candidate), IdentityKind.SIRET, odd)
                            .text())
                    .contains("ne sont pas un SIREN", "écrivez à la coopérative");
        }
    }

    @Test
    @DisplayName("un RNA est gardé et expliqué ; quand le SIRET arrive, tout le reste est là et le dossier se signe")
    void an_rna_until_the_siret_comes() {
        var application = candidates.complete(siret);
        var save = bean(SaveStep.class);
        var withRna =
                done(save.handle(application.id(), file -> file.with(of(IdentityKind.RNA, "W751234567"), List.of())));
        assertThat(gaps(withRna)).containsExactly(GapReason.SIRET_NEEDED);
        assertThat(refused(bean(SignApplication.class).ask(withRna.id(), "secret", withRna.applicantActor())))
                .isEqualTo(ApplicationReason.INCOMPLETE);
        try (var candidate = site.visitor()) {
            var file = begun(candidate);
            assertThat(number(candidate, file, IdentityKind.RNA, "W751234567").text())
                    .contains("demande gratuitement à l’Insee", "rouvrez ce dossier", "tout le reste est gardé");
            candidate.send(candidate.read(file.path() + "/structure"), file.path() + "/structure", organisation(""));
            var arrived = number(candidate, file, IdentityKind.SIRET, siret);
            assertThat(arrived.html()).contains("value=\"Association Exemple\"", "value=\"3 place Exemple\"");
        }
        var arrived = done(save.handle(application.id(), file -> file.with(Candidates.identity(siret), List.of())));
        assertThat(gaps(arrived)).isEmpty();
        assertThat(candidates.signed(candidates.asked(arrived)).state()).isEqualTo(ApplicationState.SUBMITTED);
    }

    private Dossier.Identity of(IdentityKind kind, String number) {
        var known = Candidates.identity(siret);
        return new Dossier.Identity(
                kind,
                number,
                RegisterFinding.UNKNOWN,
                known.legalName(),
                known.form(),
                known.vatRegime(),
                known.street(),
                known.postalCode(),
                known.town(),
                known.commune());
    }

    @Test
    @DisplayName("un RIDET n’envoie pas demander un SIRET que nul n’y donne : il dit pourquoi, et à qui écrire")
    void a_ridet() {
        try (var candidate = site.visitor()) {
            var file = begun(candidate);
            assertThat(number(candidate, file, IdentityKind.RIDET, "0 123 456.001")
                            .text())
                    .contains("La Nouvelle-Calédonie ne donne pas de SIREN", "écrivez à la coopérative", "Vos données")
                    .doesNotContain("demande gratuitement à l’Insee");
            assertThat(candidate.read(file.path()).text()).contains("Un RIDET ne suffit pas pour signer");
        }
    }

    @Test
    @DisplayName("R-101 : un SIREN déjà connu mène droit à la demande de rattachement")
    void a_siren_that_is_used() {
        var siren = bean(Organisations.class).get(FIRST).siren().orElseThrow();
        try (var candidate = site.visitor()) {
            assertThat(number(candidate, begun(candidate), IdentityKind.SIRET, siren.digits())
                            .text())
                    .contains("Une structure de notre annuaire a ce numéro", "qui vous êtes");
        }
    }

    @Test
    @DisplayName("R-101 : rattaché à une structure connue et pas encore qualifiée, le dossier devient le sien")
    void let_in_with_the_file() {
        var own = entered(Optional.of(Siret.of(siret))).organisation().orElseThrow();
        var application = candidates.complete(siret);
        assertThat(application.dossier().identity().orElseThrow().finding()).isEqualTo(RegisterFinding.ALREADY_USED);
        var claim = UUID.randomUUID();
        done(bean(ClaimAccess.class).ask(claim, application.id(), "J’y travaille.", application.applicantActor()));
        var granted = done(
                bean(ClaimAccess.class).handle(new ClaimAccess.Command(claim, true, "C’est une collègue.", REVIEWER)));
        assertThat(granted.organisation()).contains(own);
        assertThat(granted.dossier().identity().orElseThrow().finding())
                .as("one's own number is in nobody's way")
                .isEqualTo(RegisterFinding.UNKNOWN);
    }

    @Test
    @DisplayName("pris par une autre entre-temps, le numéro d’un dossier rouvert mène à la demande de rattachement")
    void taken_while_it_waited() {
        var first = candidates.asked(candidates.complete(siret));
        var second = candidates.asked(candidates.complete(siret));
        candidates.signed(first);
        assertThat(refused(bean(SignApplication.class).handle(candidates.signature(second))))
                .isEqualTo(ApplicationReason.SIRET_USED);
        var reopened = done(bean(SaveStep.class).reopen(second.id(), second.applicantActor()));
        assertThat(reopened.dossier().identity().orElseThrow().finding()).isEqualTo(RegisterFinding.ALREADY_USED);
        done(bean(ClaimAccess.class).ask(UUID.randomUUID(), second.id(), "J’y travaille.", second.applicantActor()));
    }

    @Test
    @DisplayName("le dossier d’une structure connue ne peut pas en décrire une autre : le SIREN est le sien")
    void the_number_of_another() {
        var owner = entered(Optional.of(Siret.of(siret)));
        var application = done(bean(BeginApplication.class).forOwn(new ApplicationId(UUID.randomUUID()), owner));
        var other = establishmentsOf(LA_POSTE, 1).getFirst();
        var saved = done(bean(SaveStep.class)
                .handle(application.id(), file -> file.with(Candidates.identity(other), List.of())));
        assertThat(saved.dossier().identity().orElseThrow().finding()).isEqualTo(RegisterFinding.OTHER_ORGANISATION);
        assertThat(gaps(saved)).contains(GapReason.SIRET_ELSEWHERE);
        var moved = establishmentsOf(siren, 2).getLast();
        var own = done(bean(SaveStep.class)
                .handle(application.id(), file -> file.with(Candidates.identity(moved), List.of())));
        assertThat(gaps(own)).doesNotContain(GapReason.SIRET_ELSEWHERE);
    }

    @Test
    @DisplayName("une structure inscrite sans numéro reçoit celui de son dossier signé, et peut donc être qualifiée")
    void entered_without_a_number() {
        var owner = entered(Optional.empty());
        var own = owner.organisation().orElseThrow();
        var begun = done(bean(BeginApplication.class).forOwn(new ApplicationId(UUID.randomUUID()), owner));
        var questionnaire = bean(Questionnaires.class).get(begun.questionnaire());
        var whole = candidates.withDocuments(
                done(bean(SaveStep.class).handle(begun.id(), _ -> Candidates.whole(questionnaire, siret, true))));
        var reviewed = candidates.reviewed(candidates.signed(candidates.asked(whole)));
        assertThat(bean(Organisations.class).get(own).siret()).contains(Siret.of(siret));
        assertThat(candidates
                        .decided(reviewed, DecideApplication.Choice.QUALIFY, COMMITTEE)
                        .state())
                .isEqualTo(ApplicationState.QUALIFIED);
    }

    private Actor entered(Optional<Siret> siret) {
        var id = new OrganisationId(UUID.randomUUID());
        assertThat(bean(RegisterOrganisation.class)
                        .handle(new RegisterOrganisation.Command(
                                id,
                                "Association Exemple",
                                Optional.empty(),
                                siret,
                                LegalNature.PRIVATE,
                                OrganisationKind.ASSOCIATION,
                                VatRegime.EXEMPT,
                                new Address("3 place Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                Optional.empty(),
                                Optional.empty())))
                .isInstanceOf(RegisterOrganisation.Outcome.Registered.class);
        return new Actor(
                "person/" + UUID.randomUUID(),
                "Personne Candidate",
                Optional.of(id),
                Set.of(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE));
    }

    @Test
    @DisplayName("un établissement non diffusible : avis de situation joint, une personne vérifie, et décide")
    void non_diffusible() {
        bring(List.of(siret + ";NON_DIFFUSIBLE;;;;"));
        var application = candidates.complete(siret);
        assertThat(application.dossier().identity().orElseThrow().finding()).isEqualTo(RegisterFinding.NON_DIFFUSIBLE);
        assertThat(bean(ApplicationDocuments.class).required(application, site.world.today()))
                .anyMatch(one -> one.kind() == DocumentKind.SITUATION_NOTICE);
        var reviewed = candidates.reviewed(candidates.signed(candidates.asked(application)));
        assertThat(candidates
                        .decided(reviewed, DecideApplication.Choice.QUALIFY, REVIEWER)
                        .state())
                .isEqualTo(ApplicationState.QUALIFIED);
    }
}
