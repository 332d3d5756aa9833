package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.qualification.Candidates.SIRET;
import static coop.fairpass.qualification.Candidates.decision;
import static coop.fairpass.qualification.Candidates.done;
import static coop.fairpass.qualification.Candidates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.DecideApplication.Choice;
import coop.fairpass.qualification.EstablishmentRegister.EstablishmentState;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.upload.GivenFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026, 9:00. */
@DisplayName("Du premier mot d’un dossier à la décision signée par une personne")
@ExtendWith(TestDatabase.class)
class ApplicationTest {

    private static final String BOARD_ONLY = "00000000-0000-0000-0000-0000000000b1";

    private final World world;
    private final Candidates candidates;

    ApplicationTest(Db db, @TempDir Path home) {
        world = new World(db, home);
        candidates = new Candidates(world);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private static Actor boardMember() {
        return new Actor("person/" + BOARD_ONLY, "Autre administratrice", Optional.of(COOPERATIVE), Set.of(Role.BOARD));
    }

    private List<GapReason> gaps(Application application) {
        return world.bean(SignApplication.class).gaps(application).stream()
                .map(Gap::reason)
                .distinct()
                .toList();
    }

    private OrganisationId organisationOf(Application application) {
        return application.organisation().orElseThrow();
    }

    private Actor representativeOf(Application application) {
        return world.bean(People.class).seatsIn(organisationOf(application)).stream()
                .filter(seat -> seat.roles().contains(Role.LEGAL_REPRESENTATIVE))
                .findFirst()
                .orElseThrow()
                .actor();
    }

    // ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-099 : chaque étape est gardée, retrouvée par son adresse et changée jusqu’à la signature, pas après")
    void saved_left_resumed_and_edited() {
        var begin = world.bean(BeginApplication.class);
        var applications = world.bean(Applications.class);
        var secret = begin.newSecret();
        var begun = done(begin.byStranger(secret));
        assertThat(done(begin.byStranger(secret)).id()).as("twice is once").isEqualTo(begun.id());
        assertThat(gaps(begun))
                .containsExactly(
                        GapReason.CONTACT_MISSING,
                        GapReason.IDENTITY_MISSING,
                        GapReason.ANSWERS_MISSING,
                        GapReason.TEAM_MISSING,
                        GapReason.REPRESENTATIVE_MISSING,
                        GapReason.DOCUMENT_MISSING,
                        GapReason.ACCOUNT_MISSING);

        var save = world.bean(SaveStep.class);
        done(save.handle(begun.id(), file -> file.withAnswers(Map.of("Q01", 2))));
        world.clock.set("2026-11-15T09:00");
        var found = applications.byLink(secret).orElseThrow();
        assertThat(found.dossier().answers()).containsEntry("Q01", 2);
        assertThat(applications.byLink(begin.newSecret())).isEmpty();
        done(save.handle(begun.id(), file -> file.withAnswers(Map.of("Q01", 0))));
        assertThat(applications.byLink(secret).orElseThrow().dossier().answers())
                .containsEntry("Q01", 0);

        var whole = Candidates.whole(world.bean(Questionnaires.class).get(1), SIRET, false);
        var complete = candidates.withDocuments(done(save.handle(begun.id(), _ -> whole)));
        assertThat(gaps(complete)).isEmpty();
        var asked = candidates.asked(complete);
        assertThat(refused(save.handle(begun.id(), file -> file))).isEqualTo(ApplicationReason.NOT_A_DRAFT);
        var corrected = done(save.reopen(asked.id(), asked.applicantActor()));
        assertThat(corrected.state()).isEqualTo(ApplicationState.DRAFT);
        var signed = candidates.signed(candidates.asked(corrected));
        assertThat(signed.state()).isEqualTo(ApplicationState.SUBMITTED);
        assertThat(refused(save.handle(begun.id(), file -> file))).isEqualTo(ApplicationReason.NOT_A_DRAFT);
        assertThat(refused(save.reopen(begun.id(), signed.applicantActor())))
                .isEqualTo(ApplicationReason.NOT_TO_CORRECT);
    }

    private void bring(String csv) {
        var outcome = world.bean(BroughtRegister.class)
                .handle(new BroughtRegister.Command(csv.getBytes(StandardCharsets.UTF_8), REVIEWER));
        assertThat(outcome).isInstanceOf(BroughtRegister.Outcome.Brought.class);
    }

    private RegisterFinding finding(String siret) {
        return world.bean(LookUpEstablishment.class)
                .handle(Siret.of(siret), Optional.empty())
                .finding();
    }

    @Test
    @DisplayName("R-100 : déjà utilisé, non diffusible, fermé, inconnu, ouvert : cinq constats, chacun sa suite")
    void five_findings() {
        var used =
                world.bean(Organisations.class).get(FIRST).siret().orElseThrow().digits();
        bring("""
                siret;state;legal_name;street;postal_code;town
                43493312300029;ACTIVE;Association Exemple;3 place Exemple;21000;Dijon
                35600000000048;CLOSED;Bureau Exemple;4 place Exemple;21000;Dijon
                35600000068539;NON_DIFFUSIBLE;;;;
                43493312300028;ACTIVE;Clé fausse;;;
                """);
        assertThat(finding(SIRET)).isEqualTo(RegisterFinding.ACTIVE);
        assertThat(finding("35600000000048")).isEqualTo(RegisterFinding.CLOSED);
        assertThat(finding("35600000068539"))
                .as("La Poste: sound by the sum of its digits only")
                .isEqualTo(RegisterFinding.NON_DIFFUSIBLE);
        assertThat(finding("84373941800013")).isEqualTo(RegisterFinding.UNKNOWN);
        assertThat(finding(used)).isEqualTo(RegisterFinding.ALREADY_USED);

        assertThat(gapsWith(SIRET)).doesNotContain(GapReason.SIRET_CLOSED, GapReason.SIRET_USED);
        assertThat(gapsWith("35600000000048")).contains(GapReason.SIRET_CLOSED);
        assertThat(gapsWith(used)).contains(GapReason.SIRET_USED);
        assertThat(noticeIsAsked(SIRET)).isFalse();
        assertThat(noticeIsAsked("35600000068539")).isTrue();
        assertThat(noticeIsAsked("84373941800013")).isTrue();
    }

    @Test
    @DisplayName("R-112 : une commune mal écrite n’échappe à nulle limite de zone : elle se corrige avant la signature")
    void a_town_that_nobody_knows() {
        var whole = Candidates.whole(world.bean(Questionnaires.class).get(1), SIRET, true);
        var known = whole.identity().orElseThrow();
        var misspelt = whole.with(
                new Dossier.Identity(
                        known.kind(),
                        known.number(),
                        known.finding(),
                        known.legalName(),
                        known.form(),
                        known.vatRegime(),
                        known.street(),
                        known.postalCode(),
                        "Dijonn",
                        Optional.empty()),
                List.of());
        var save = world.bean(SaveStep.class);
        var application =
                candidates.withDocuments(done(save.handle(candidates.begun().id(), _ -> misspelt)));
        assertThat(gaps(application)).containsExactly(GapReason.COMMUNE_UNKNOWN);
        var sign = world.bean(SignApplication.class);
        assertThat(refused(sign.ask(application.id(), "secret", application.applicantActor())))
                .isEqualTo(ApplicationReason.INCOMPLETE);
        var corrected = done(save.handle(application.id(), _ -> whole));
        assertThat(gaps(corrected)).isEmpty();
        assertThat(done(sign.ask(application.id(), "secret", application.applicantActor()))
                        .state())
                .isEqualTo(ApplicationState.AWAITING_SIGNATURE);
    }

    private Application with(String siret) {
        return done(world.bean(SaveStep.class)
                .handle(candidates.begun().id(), file -> file.with(Candidates.identity(siret), List.of())));
    }

    private List<GapReason> gapsWith(String siret) {
        return gaps(with(siret));
    }

    private boolean noticeIsAsked(String siret) {
        return world.bean(ApplicationDocuments.class).required(with(siret), world.today()).stream()
                .anyMatch(one -> one.kind() == DocumentKind.SITUATION_NOTICE);
    }

    @Test
    @DisplayName(
            "R-100 : un fichier du répertoire garde les lignes saines, nomme les autres, et ne vient pas de n’importe qui")
    void register_file() {
        var register = world.bean(BroughtRegister.class);
        var csv = """
                siret,state,legal_name,street,postal_code,town
                43493312300029,ACTIVE,Association Exemple,,21000,Dijon
                43493312300028,ACTIVE,Clé fausse,,21000,Dijon
                35600000000048,PEUT-ETRE,Bureau,,21000,Dijon
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(register.handle(new BroughtRegister.Command(csv, FIRST_ADMIN)))
                .isEqualTo(new BroughtRegister.Outcome.Refused(BroughtRegister.RegisterFileReason.NOT_ALLOWED));
        var brought = (BroughtRegister.Outcome.Brought) register.handle(new BroughtRegister.Command(csv, REVIEWER));
        assertThat(brought.accepted()).isEqualTo(1);
        assertThat(brought.refused())
                .containsExactly(
                        new BroughtRegister.RefusedRow(3, "siret", BroughtRegister.RegisterFileReason.SIRET_UNSOUND),
                        new BroughtRegister.RefusedRow(4, "state", BroughtRegister.RegisterFileReason.STATE_UNKNOWN));
        assertThat(register.find(Siret.of(SIRET)).orElseThrow().state()).isEqualTo(EstablishmentState.ACTIVE);
    }

    @Test
    @DisplayName(
            "R-101 : qui trouve son SIRET déjà pris demande à être rattaché ; l’administrateur ou l’instruction répond")
    void claim() {
        var used =
                world.bean(Organisations.class).get(FIRST).siret().orElseThrow().digits();
        var claims = world.bean(ClaimAccess.class);
        var application = done(world.bean(SaveStep.class)
                .handle(
                        with(used).id(),
                        file -> file.with(new Dossier.Contact(
                                "Nouvelle Personne", "nouvelle@exemple.fr", "+33380000000", false))));
        var claim = UUID.randomUUID();
        done(claims.ask(claim, application.id(), "J’y travaille.", application.applicantActor()));
        assertThat(refused(claims.ask(UUID.randomUUID(), application.id(), "Encore.", application.applicantActor())))
                .isEqualTo(ApplicationReason.CLAIM_PENDING);
        assertThat(claims.waitingFor(TREASURER)).isEmpty();
        assertThat(claims.waitingFor(World.SECOND_STAFF)).isEmpty();
        assertThat(claims.waitingFor(REVIEWER)).hasSize(1);
        assertThat(claims.waitingFor(FIRST_ADMIN)).hasSize(1);
        assertThat(refused(claims.handle(new ClaimAccess.Command(claim, true, "Oui.", TREASURER))))
                .isEqualTo(ApplicationReason.UNKNOWN_CLAIM);
        assertThat(refused(claims.handle(new ClaimAccess.Command(claim, true, " ", FIRST_ADMIN))))
                .isEqualTo(ApplicationReason.REASON_MISSING);

        var granted = done(claims.handle(new ClaimAccess.Command(claim, true, "C’est une collègue.", FIRST_ADMIN)));
        assertThat(granted.state())
                .as("as a first file of who is qualified, it could be neither accepted nor renewed")
                .isEqualTo(ApplicationState.WITHDRAWN);
        assertThat(world.bean(People.class).seatsOf(application.applicant()))
                .singleElement()
                .satisfies(seat -> {
                    assertThat(seat.organisation()).isEqualTo(FIRST);
                    assertThat(seat.roles()).containsExactly(Role.PROVIDER_ADMIN);
                });
        assertThat(refused(claims.handle(new ClaimAccess.Command(claim, false, "Non.", REVIEWER))))
                .isEqualTo(ApplicationReason.CLAIM_DECIDED);
    }

    // ── Signing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-106, R-114 : le représentant signe la version affichée, et elle seule ; ce qui est signé est gardé mot pour mot")
    void signature() {
        var sign = world.bean(SignApplication.class);
        var asked = candidates.asked(candidates.complete(SIRET));
        var command = candidates.signature(asked);
        assertThat(refused(sign.handle(
                        new SignApplication.Command(asked.id(), command.charter(), true, false, Optional.empty()))))
                .isEqualTo(ApplicationReason.NOT_ACCEPTED);

        var text = KeptText.of(world.bean(Charters.class).get(1))
                .replace("Accueillir chacun", "Accueillir toute personne");
        var adopted = world.bean(Charters.class)
                .handle(new Charters.Command(
                        text, world.today(), new Decision("Comité", world.today(), "CH-2"), COMMITTEE));
        assertThat(adopted).isInstanceOf(Charters.Outcome.Adopted.class);
        assertThat(refused(sign.handle(command))).isEqualTo(ApplicationReason.CHARTER_CHANGED);

        var signed = candidates.signed(asked);
        assertThat(done(sign.handle(candidates.signature(asked))).state())
                .as("twice is once")
                .isEqualTo(ApplicationState.SUBMITTED);
        assertThat(sign.signaturesOf(signed.id())).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Personne Présidente");
            assertThat(one.charter()).isEqualTo(2);
            assertThat(one.charterSha256())
                    .isEqualTo(Charters.digestOf(world.bean(Charters.class).get(2)));
        });
        assertThat(world.bean(AcceptCharter.class).of(organisationOf(signed)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.capacity()).isEqualTo(Charter.Capacity.PROVIDER);
                    assertThat(one.version()).isEqualTo(2);
                });
        var organisation = world.bean(Organisations.class).get(organisationOf(signed));
        assertThat(organisation.siret().orElseThrow().digits()).isEqualTo(SIRET);
        assertThat(world.bean(People.class).seatsIn(organisation.id()))
                .extracting(People.Seat::name)
                .containsExactlyInAnyOrder("Personne Candidate", "Personne Présidente");
    }

    @Test
    @DisplayName(
            "R-114 : commanditaire, distributeur et coopérative acceptent la même charte, chacun pour soi, avec sa version")
    void each_party_accepts() {
        var accept = world.bean(AcceptCharter.class);
        for (var party : Map.of(
                        World.TOWN_BUYER,
                        Charter.Capacity.PAYER,
                        World.MANAGER,
                        Charter.Capacity.DISTRIBUTOR,
                        COMMITTEE,
                        Charter.Capacity.COOPERATIVE)
                .entrySet()) {
            assertThat(accept.handle(new AcceptCharter.Command(party.getValue(), 1, party.getKey())))
                    .isInstanceOf(AcceptCharter.Outcome.Accepted.class);
            assertThat(accept.of(party.getKey().organisation().orElseThrow()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.sha256())
                            .isEqualTo(
                                    Charters.digestOf(world.bean(Charters.class).get(1))));
        }
        assertThat(accept.handle(new AcceptCharter.Command(Charter.Capacity.PAYER, 1, World.AGENT)))
                .isEqualTo(new AcceptCharter.Outcome.Refused(VersionReason.NOT_YOURS_TO_ACCEPT));
        assertThat(accept.handle(new AcceptCharter.Command(Charter.Capacity.PAYER, 2, World.TOWN_BUYER)))
                .isEqualTo(new AcceptCharter.Outcome.Refused(VersionReason.NOT_THE_VERSION_IN_FORCE));
    }

    @Test
    @DisplayName(
            "R-115, R-116 : un service que seuls des bénévoles conduisent ne peut être payé par chèque ; ils peuvent aider à côté")
    void work_is_paid() {
        var save = world.bean(SaveStep.class);
        var application = candidates.complete(SIRET);
        var volunteers = new Dossier.Member("Bénévoles", WorkStatus.VOLUNTEER, true, List.of());
        var civic = new Dossier.Member("Volontaire", WorkStatus.CIVIC_SERVICE, false, List.of());
        var employee = new Dossier.Member("Salariée", WorkStatus.EMPLOYEE, true, List.of(World.TEN_EUROS));
        var services = List.of(World.TEN_EUROS, World.FIFTEEN_EUROS);

        var unpaid = done(save.handle(application.id(), file -> file.withTeam(List.of(volunteers), services)));
        assertThat(gaps(unpaid)).containsExactly(GapReason.NOBODY_PAID);
        var partly = done(
                save.handle(application.id(), file -> file.withTeam(List.of(volunteers, employee, civic), services)));
        assertThat(world.bean(SignApplication.class).gaps(partly))
                .containsExactly(new Gap(Step.TEAM, GapReason.NO_PAID_LEADER, World.FIFTEEN_EUROS));
        var beside = done(save.handle(
                application.id(),
                file -> file.withTeam(
                        List.of(
                                volunteers,
                                civic,
                                new Dossier.Member("Agente", WorkStatus.PUBLIC_AGENT, true, List.of())),
                        services)));
        assertThat(gaps(beside)).isEmpty();
    }

    @Test
    @DisplayName(
            "R-107 : les pièces dépendent de la forme, et chacune manque, est reçue, refusée avec un motif, valable ou expirée")
    void documents() {
        var documents = world.bean(ApplicationDocuments.class);
        assertThat(LegalForm.ASSOCIATION.documents())
                .contains(DocumentKind.STATUTES)
                .doesNotContain(DocumentKind.COMPANY_EXTRACT);
        assertThat(LegalForm.COMPANY.documents())
                .contains(DocumentKind.COMPANY_EXTRACT)
                .doesNotContain(DocumentKind.STATUTES);
        var application = with(SIRET);
        assertThat(stateOf(application, DocumentKind.INSURANCE)).isEqualTo(DocumentState.MISSING);
        assertThat(refused(documents.give(
                        application.id(),
                        UUID.randomUUID(),
                        DocumentKind.INSURANCE,
                        "<html>".getBytes(StandardCharsets.UTF_8),
                        application.applicantActor())))
                .isEqualTo(ApplicationReason.DOCUMENT_NOT_READ);
        assertThat(refused(documents.give(
                        application.id(),
                        UUID.randomUUID(),
                        DocumentKind.INSURANCE,
                        java.util.Arrays.copyOf(Candidates.PDF, GivenFile.MOST_BYTES + 1),
                        application.applicantActor())))
                .isEqualTo(ApplicationReason.DOCUMENT_TOO_LARGE);

        var signed = candidates.signed(candidates.asked(candidates.complete(SIRET)));
        assertThat(stateOf(signed, DocumentKind.INSURANCE)).isEqualTo(DocumentState.RECEIVED);
        done(world.bean(ReviewApplication.class).take(signed.id(), REVIEWER));
        var insurance = last(signed, DocumentKind.INSURANCE);
        assertThat(refused(documents.judge(
                        new ApplicationDocuments.Judgement(insurance, false, " ", Optional.empty(), REVIEWER))))
                .isEqualTo(ApplicationReason.REASON_MISSING);
        done(documents.judge(
                new ApplicationDocuments.Judgement(insurance, false, "Illisible.", Optional.empty(), REVIEWER)));
        assertThat(stateOf(signed, DocumentKind.INSURANCE)).isEqualTo(DocumentState.REFUSED);
        assertThat(refused(documents.judge(
                        new ApplicationDocuments.Judgement(insurance, true, "", Optional.empty(), REVIEWER))))
                .isEqualTo(ApplicationReason.DOCUMENT_DAY_MISSING);
        done(documents.judge(
                new ApplicationDocuments.Judgement(insurance, true, "", Optional.of(world.today()), REVIEWER)));
        assertThat(stateOf(signed, DocumentKind.INSURANCE)).isEqualTo(DocumentState.VALID);
        world.clock.set("2026-10-02T09:00");
        assertThat(stateOf(signed, DocumentKind.INSURANCE)).isEqualTo(DocumentState.EXPIRED);
    }

    private DocumentState stateOf(Application application, DocumentKind kind) {
        return world.bean(ApplicationDocuments.class).required(application, world.today()).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private UUID last(Application application, DocumentKind kind) {
        return world.bean(ApplicationDocuments.class).required(application, world.today()).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow()
                .last()
                .orElseThrow()
                .id();
    }

    @Test
    @DisplayName(
            "R-108 : le compte est déclaré à la signature par qui remplit le dossier, et validé par une autre personne")
    void account() {
        var signed = candidates.signed(candidates.asked(candidates.complete(SIRET)));
        var accounts = world.bean(BankAccounts.class);
        var account = accounts.of(organisationOf(signed)).getFirst();
        assertThat(account.state()).isEqualTo(BankAccount.BankAccountState.DECLARED);
        var candidate = new Actor(
                "person/" + signed.applicant(), "Candidate", Optional.of(COOPERATIVE), Set.of(Role.TREASURER));
        assertThat(accounts.validate(account.id(), candidate))
                .isEqualTo(new BankAccounts.Outcome.Refused(BankAccounts.BankAccountReason.SAME_PERSON));
        assertThat(accounts.validate(account.id(), TREASURER)).isInstanceOf(BankAccounts.Outcome.Done.class);
    }

    // ── Reviewing and deciding ───────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-184 : pris en charge sous dix jours ouvrés, ou marqué en retard, le lendemain du dernier")
    void lateness() {
        var signed = candidates.signed(candidates.asked(candidates.complete(SIRET)));
        // Ten business days after Thursday 1 October 2026.
        assertThat(signed.takeBy()).contains(LocalDate.parse("2026-10-15"));
        assertThat(signed.isLateOn(LocalDate.parse("2026-10-15"))).isFalse();
        assertThat(signed.isLateOn(LocalDate.parse("2026-10-16"))).isTrue();
        world.day("2026-10-15");
        assertThat(world.told(COOPERATIVE)).noneMatch(told -> told.contains("en retard"));
        world.day("2026-10-16");
        assertThat(world.told(COOPERATIVE)).anyMatch(told -> told.contains("en retard"));
        var taken = done(world.bean(ReviewApplication.class).take(signed.id(), REVIEWER));
        assertThat(taken.isLateOn(LocalDate.parse("2026-12-01")))
                .as("it stays marked")
                .isTrue();
        assertThat(refused(world.bean(ReviewApplication.class).take(signed.id(), COMMITTEE)))
                .isEqualTo(ApplicationReason.ALREADY_TAKEN);
    }

    @Test
    @DisplayName(
            "une question précise, sa réponse, et la structure qualifiée ; la décision a motif, auteur et avis (R-185)")
    void from_nothing_to_qualified() {
        var review = world.bean(ReviewApplication.class);
        var application = candidates.reviewed(SIRET);
        var organisation = organisationOf(application);
        var question = UUID.randomUUID();
        var asked = done(review.ask(new ReviewApplication.Question(
                application.id(), question, "Q02", "Quels jours ouvrez-vous ?", REVIEWER)));
        assertThat(asked.state()).isEqualTo(ApplicationState.ANSWERS_AWAITED);
        assertThat(world.told(organisation)).anyMatch(told -> told.contains("Quels jours ouvrez-vous ?"));
        assertThat(refused(world.bean(DecideApplication.class)
                        .handle(decision(application, Choice.QUALIFY, Map.of(), REVIEWER))))
                .isEqualTo(ApplicationReason.NOT_IN_REVIEW);
        done(review.answer(application.id(), question, "Du mardi au samedi.", application.applicantActor()));

        assertThat(world.bean(Qualifications.class).stateOn(organisation, world.today()))
                .isEqualTo(QualificationState.NOT_QUALIFIED);
        var qualified = candidates.decided(application, Choice.QUALIFY, REVIEWER);
        assertThat(qualified.state()).isEqualTo(ApplicationState.QUALIFIED);
        assertThat(world.bean(Qualifications.class).stateOn(organisation, world.today()))
                .isEqualTo(QualificationState.QUALIFIED);
        assertThat(world.bean(DecideApplication.class).decisionsOn(application.id()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.by()).isEqualTo(REVIEWER.reference());
                    assertThat(one.byName()).isEqualTo(REVIEWER.label());
                    assertThat(one.reason()).isEqualTo("Motif écrit.");
                });
        assertThat(world.told(organisation))
                .anyMatch(told -> told.contains("accepté") && told.contains("Motif écrit."));
    }

    @Test
    @DisplayName(
            "R-109 : un refus est signé par une personne du comité, avec un motif par question ; une machine n’en signe aucun")
    void refusal_is_signed() {
        var decide = world.bean(DecideApplication.class);
        var application = candidates.reviewed(SIRET);
        var why = Map.of("Q02", "Trop peu d’heures.");
        var program = new Actor("key/1", "Programme", Optional.of(COOPERATIVE), Set.of(Role.COMMITTEE));
        assertThat(refused(decide.handle(decision(application, Choice.REFUSE, why, program))))
                .isEqualTo(ApplicationReason.NOT_A_PERSON);
        assertThat(refused(decide.handle(decision(application, Choice.REFUSE, why, Actor.CLOCK))))
                .isEqualTo(ApplicationReason.NOT_ALLOWED);
        assertThat(refused(decide.handle(decision(application, Choice.REFUSE, why, CONTROLLER))))
                .isEqualTo(ApplicationReason.NOT_ALLOWED);
        assertThat(refused(decide.handle(decision(application, Choice.REFUSE, why, REVIEWER))))
                .isEqualTo(ApplicationReason.COMMITTEE_DECIDES);
        for (var wrong : List.of(Map.<String, String>of(), Map.of("Q02", " "), Map.of("Q99", "Inconnue."))) {
            assertThat(refused(decide.handle(decision(application, Choice.REFUSE, wrong, COMMITTEE))))
                    .isEqualTo(ApplicationReason.REASONS_PER_QUESTION_MISSING);
        }
        var command = decision(application, Choice.REFUSE, why, COMMITTEE);
        assertThat(done(decide.handle(command)).state()).isEqualTo(ApplicationState.REFUSED);
        assertThat(done(decide.handle(command)).state()).as("twice is once").isEqualTo(ApplicationState.REFUSED);
        assertThat(decide.decisionsOn(application.id())).singleElement().satisfies(one -> {
            assertThat(one.byName()).isEqualTo(COMMITTEE.label());
            assertThat(one.perQuestion()).isEqualTo(why);
        });
    }

    @Test
    @DisplayName(
            "R-109 : la machine propose ; un dossier proposé non éligible attend une personne, et le comité peut l’accepter")
    void nothing_is_automatic() {
        var application = candidates.complete(SIRET);
        var worst = new java.util.HashMap<>(application.dossier().answers());
        world.bean(Questionnaires.class)
                .get(1)
                .questions()
                .forEach(one -> worst.put(one.code(), one.choices().size() - 1));
        done(world.bean(SaveStep.class).handle(application.id(), file -> file.withAnswers(worst)));
        var reviewed = candidates.reviewed(candidates.signed(candidates.asked(application)));
        world.day("2026-11-30");
        assertThat(world.bean(Applications.class)
                        .find(reviewed.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(ApplicationState.IN_REVIEW);
        assertThat(refused(world.bean(DecideApplication.class)
                        .handle(decision(reviewed, Choice.QUALIFY, Map.of(), REVIEWER))))
                .isEqualTo(ApplicationReason.COMMITTEE_DECIDES);
        assertThat(candidates.decided(reviewed, Choice.QUALIFY, COMMITTEE).state())
                .isEqualTo(ApplicationState.QUALIFIED);
    }

    @Test
    @DisplayName("R-110 : un refus se conteste jusqu’au soixantième jour, une fois, et d’autres personnes décident")
    void appeal() {
        var appeals = world.bean(AppealApplication.class);
        var refusal = candidates.decided(candidates.reviewed(SIRET), Choice.REFUSE, COMMITTEE);
        var representative = representativeOf(refusal);
        assertThat(refused(appeals.appeal(UUID.randomUUID(), refusal.id(), "Si.", refusal.applicantActor())))
                .isEqualTo(ApplicationReason.NOT_ALLOWED);
        world.clock.set("2026-12-01T09:00"); // sixty-one days later
        assertThat(refused(appeals.appeal(UUID.randomUUID(), refusal.id(), "Si.", representative)))
                .isEqualTo(ApplicationReason.TOO_LATE_TO_APPEAL);
        world.clock.set("2026-11-30T09:00"); // sixty days later
        assertThat(done(appeals.appeal(UUID.randomUUID(), refusal.id(), "Si.", representative))
                        .state())
                .isEqualTo(ApplicationState.IN_APPEAL);

        var rejection = new AppealApplication.Command(
                UUID.randomUUID(), refusal.id(), false, "Le refus tient.", "Conseil", "CA-3", COMMITTEE);
        assertThat(refused(appeals.handle(rejection)))
                .as("the same person took the first decision")
                .isEqualTo(ApplicationReason.FIRST_JUDGE);
        assertThat(refused(appeals.handle(new AppealApplication.Command(
                        UUID.randomUUID(), refusal.id(), true, "Oui.", "Conseil", "CA-3", REVIEWER))))
                .isEqualTo(ApplicationReason.NOT_ALLOWED);
        var decided = done(appeals.handle(new AppealApplication.Command(
                UUID.randomUUID(), refusal.id(), false, "Le refus tient.", "Conseil", "CA-3", boardMember())));
        assertThat(decided.state()).isEqualTo(ApplicationState.REFUSED);
        assertThat(refused(appeals.appeal(UUID.randomUUID(), refusal.id(), "Encore.", representative)))
                .isEqualTo(ApplicationReason.ALREADY_APPEALED);
    }

    @Test
    @DisplayName("R-110 : un recours accepté rouvre l’examen, et la structure peut être qualifiée")
    void accepted_appeal() {
        var appeals = world.bean(AppealApplication.class);
        var refusal = candidates.decided(candidates.reviewed(SIRET), Choice.REFUSE, COMMITTEE);
        done(appeals.appeal(UUID.randomUUID(), refusal.id(), "Voici nos horaires.", representativeOf(refusal)));
        var reopened = done(appeals.handle(new AppealApplication.Command(
                UUID.randomUUID(), refusal.id(), true, "Les horaires suffisent.", "Conseil", "CA-3", boardMember())));
        assertThat(reopened.state()).isEqualTo(ApplicationState.IN_REVIEW);
        assertThat(candidates.decided(reopened, Choice.QUALIFY, COMMITTEE).state())
                .isEqualTo(ApplicationState.QUALIFIED);
    }

    @Test
    @DisplayName(
            "R-112 : une zone limitée par le conseil montre la décision, le rang et son motif ; levée, la file avance")
    void limited_zone() {
        var limits = world.bean(ZoneLimits.class);
        var decide = world.bean(DecideApplication.class);
        var zone = PerimeterCode.of("D:21");
        var limit = new ZoneLimits.Command(
                UUID.randomUUID(),
                zone,
                1,
                "Une structure vit déjà de ce bassin.",
                world.today(),
                new Decision("Conseil", world.today(), "CA-7"),
                COMMITTEE);
        assertThat(limits.handle(new ZoneLimits.Command(
                        limit.id(), zone, 1, limit.reason(), limit.from(), limit.decision(), REVIEWER)))
                .isEqualTo(new ZoneLimits.Outcome.Refused(ZoneLimits.LimitReason.NOT_ALLOWED));
        assertThat(limits.handle(limit)).isInstanceOf(ZoneLimits.Outcome.Done.class);
        // Both providers of this world have their head office in the zone.
        var first = candidates.reviewed(SIRET);
        var second = candidates.reviewed("84373941800013");
        assertThat(refused(decide.handle(decision(first, Choice.QUALIFY, Map.of(), REVIEWER))))
                .isEqualTo(ApplicationReason.ZONE_FULL);
        candidates.decided(first, Choice.WAITLIST, REVIEWER);
        candidates.decided(second, Choice.WAITLIST, REVIEWER);
        var applications = world.bean(Applications.class);
        var place =
                limits.inTheWayOf(applications.find(second.id()).orElseThrow()).orElseThrow();
        assertThat(place.rank()).isEqualTo(2);
        assertThat(place.limit().reason()).contains("bassin");
        assertThat(place.limit().decision().minutes()).isEqualTo("CA-7");
        assertThat(refused(decide.handle(
                        decision(applications.find(first.id()).orElseThrow(), Choice.RESUME, Map.of(), REVIEWER))))
                .isEqualTo(ApplicationReason.NOT_YOUR_RANK);

        assertThat(limits.lift(limit.id(), world.today().plusDays(1), COMMITTEE))
                .isInstanceOf(ZoneLimits.Outcome.Done.class);
        world.clock.set("2026-10-02T09:00");
        var resumed = candidates.decided(applications.find(first.id()).orElseThrow(), Choice.RESUME, REVIEWER);
        assertThat(candidates.decided(resumed, Choice.QUALIFY, REVIEWER).state())
                .isEqualTo(ApplicationState.QUALIFIED);
    }

    @Test
    @DisplayName("un dossier corrigé garde ce qui était signé, et l’on lit ce qui a changé (Q4)")
    void corrected_after_questions() {
        var application = candidates.reviewed(SIRET);
        done(world.bean(ReviewApplication.class)
                .ask(new ReviewApplication.Question(
                        application.id(), UUID.randomUUID(), "Q02", "Combien d’heures ?", REVIEWER)));
        var save = world.bean(SaveStep.class);
        done(save.reopen(application.id(), application.applicantActor()));
        done(save.handle(application.id(), file -> {
            var answers = new java.util.HashMap<>(file.answers());
            answers.put("Q02", 1);
            return file.withAnswers(answers);
        }));
        var again = candidates.signed(candidates.asked(
                world.bean(Applications.class).find(application.id()).orElseThrow()));
        assertThat(again.state()).as("it returns to the same hands").isEqualTo(ApplicationState.IN_REVIEW);
        var signatures = world.bean(SignApplication.class).signaturesOf(application.id());
        assertThat(signatures).hasSize(2);
        assertThat(DossierChanges.between(
                        signatures.getFirst().dossier(), signatures.getLast().dossier()))
                .containsExactly("answers.Q02 : « 0 » devient « 1 »");
    }
}
