package coop.fairpass.demo;

import coop.fairpass.bank.CreditorReference;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.catalogue.Proposals;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.Agreement;
import coop.fairpass.qualification.AgreementId;
import coop.fairpass.qualification.Application;
import coop.fairpass.qualification.ApplicationDocuments;
import coop.fairpass.qualification.ApplicationOutcome;
import coop.fairpass.qualification.ApplicationState;
import coop.fairpass.qualification.Applications;
import coop.fairpass.qualification.BeginApplication;
import coop.fairpass.qualification.Charters;
import coop.fairpass.qualification.DecideApplication;
import coop.fairpass.qualification.Dossier;
import coop.fairpass.qualification.LegalForm;
import coop.fairpass.qualification.Questionnaire;
import coop.fairpass.qualification.Questionnaires;
import coop.fairpass.qualification.RegisterFinding;
import coop.fairpass.qualification.ReviewApplication;
import coop.fairpass.qualification.RuleProposal.Speech;
import coop.fairpass.qualification.RuleProposals;
import coop.fairpass.qualification.RuleText;
import coop.fairpass.qualification.SaveStep;
import coop.fairpass.qualification.SignAgreement;
import coop.fairpass.qualification.SignApplication;
import coop.fairpass.qualification.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What is under way when the demonstration opens: an organisation asks to be qualified, a service to be reworded, a
 * mediator has an agreement to sign.
 */
@Component
class Newcomers {

    private static final Cast.Troupe CANDIDATE = new Cast.Troupe(
            "candidate",
            "Association candidate (démonstration)",
            OrganisationKind.ASSOCIATION,
            LegalNature.PRIVATE,
            201);

    private static final Cast.Troupe WELCOMED = new Cast.Troupe(
            "welcomed",
            "Association accueillie (démonstration)",
            OrganisationKind.ASSOCIATION,
            LegalNature.PRIVATE,
            211);

    private static final ServiceCode REWORDED = ServiceCode.of("FP-COM-003");

    private final BeginApplication beginApplication;
    private final SaveStep saveStep;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final Charters charters;
    private final SignApplication signApplication;
    private final ReviewApplication reviewApplication;
    private final Catalogue catalogue;
    private final Proposals proposals;
    private final RuleProposals ruleProposals;
    private final SignAgreement signAgreement;
    private final Applications applications;
    private final DecideApplication decideApplication;
    private final Subscriptions subscriptions;
    private final Bank bank;

    Newcomers(
            BeginApplication beginApplication,
            SaveStep saveStep,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            Charters charters,
            SignApplication signApplication,
            ReviewApplication reviewApplication,
            Catalogue catalogue,
            Proposals proposals,
            RuleProposals ruleProposals,
            SignAgreement signAgreement,
            Applications applications,
            DecideApplication decideApplication,
            Subscriptions subscriptions,
            Bank bank) {
        this.beginApplication = beginApplication;
        this.saveStep = saveStep;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.charters = charters;
        this.signApplication = signApplication;
        this.reviewApplication = reviewApplication;
        this.catalogue = catalogue;
        this.proposals = proposals;
        this.ruleProposals = ruleProposals;
        this.signAgreement = signAgreement;
        this.applications = applications;
        this.decideApplication = decideApplication;
        this.subscriptions = subscriptions;
        this.bank = bank;
    }

    // ── A candidate ──────────────────────────────────────────────────────────────────────────────────────────────

    /** A whole file, signed by the representative, as far as the reviewers' queue. */
    void apply(LocalDate today) {
        apply(CANDIDATE, today);
    }

    /** Another one, long before, which is qualified. */
    void applyToo(LocalDate today) {
        apply(WELCOMED, today);
    }

    private void apply(Cast.Troupe candidate, LocalDate today) {
        var begun = done("begin a file", beginApplication.byStranger(beginApplication.newSecret()));
        var questionnaire = questionnaires.get(begun.questionnaire());
        var written = done("write the file", saveStep.handle(begun.id(), _ -> dossier(candidate, questionnaire)));
        for (var one : documents.required(written, today)) {
            done(
                    "give a document",
                    documents.give(
                            written.id(),
                            Cast.id("document/" + candidate.key() + "/" + one.kind()),
                            one.kind(),
                            Paper.page("Piece de demonstration"),
                            written.applicantActor()));
        }
        done(
                "ask the signature",
                signApplication.ask(written.id(), beginApplication.newSecret(), written.applicantActor()));
        done(
                "sign the file",
                signApplication.handle(new SignApplication.Command(
                        written.id(), charters.on(today).number(), true, true, Optional.empty())));
    }

    /** A reviewer takes it. */
    void take() {
        for (var waiting : reviewApplication.toTake()) {
            done("take the file", reviewApplication.take(waiting.id(), Cast.REVIEWER.actor()));
        }
    }

    /** Its documents are found valid, and it is qualified: the subscription is invoiced from that day. */
    void accept(LocalDate today) {
        var file = welcomed(ApplicationState.IN_REVIEW);
        for (var one : documents.required(file, today)) {
            done(
                    "find a document valid",
                    documents.judge(new ApplicationDocuments.Judgement(
                            one.last().orElseThrow().id(),
                            true,
                            "",
                            Optional.of(today.plusYears(1))
                                    .filter(_ -> one.kind().expires()),
                            Cast.REVIEWER.actor())));
        }
        done(
                "qualify",
                decideApplication.handle(new DecideApplication.Command(
                        Cast.id("decision/welcomed"),
                        file.id(),
                        DecideApplication.Choice.QUALIFY,
                        "Le dossier est complet, la structure accueille chacun.",
                        Map.of(),
                        "Comité de qualification",
                        "CQ-DEMO-1",
                        Cast.BOARD.actor())));
    }

    /** It pays its subscription by a transfer that quotes the invoice. */
    void pay(LocalDate today) {
        var provider = welcomed(ApplicationState.QUALIFIED).organisation().orElseThrow();
        for (var one : subscriptions.of(provider)) {
            bank.receive(
                    Stage.OPERATING,
                    today,
                    one.total(),
                    WELCOMED,
                    CreditorReference.of(one.invoice()).value());
        }
    }

    private Application welcomed(ApplicationState state) {
        return applications.in(state).stream()
                .filter(one -> one.name().equals(WELCOMED.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Dossier dossier(Cast.Troupe candidate, Questionnaire questionnaire) {
        return Dossier.EMPTY
                .with(new Dossier.Contact("Coordinatrice", "contact@exemple.fr", "+33970000000", false))
                .with(
                        new Dossier.Identity(
                                Dossier.IdentityKind.SIRET,
                                Stage.siretOf(candidate).digits(),
                                RegisterFinding.UNKNOWN,
                                candidate.name(),
                                Optional.of(LegalForm.ASSOCIATION),
                                Optional.of(VatRegime.EXEMPT),
                                "1 place de la Démonstration",
                                "21000",
                                "Dijon",
                                Optional.of("21231")),
                        List.of())
                .withAnswers(answers(questionnaire))
                .withTeam(
                        List.of(
                                new Dossier.Member("Médiatrice salariée", WorkStatus.EMPLOYEE, true, List.of()),
                                new Dossier.Member("Bénévoles", WorkStatus.VOLUNTEER, false, List.of())),
                        List.of("FP-COM-001", "FP-COM-002", "FP-COM-003"))
                .with(new Dossier.Representative("Représentante", "presidence@exemple.fr", "Présidente"))
                .with(new Dossier.Account(candidate.iban().value(), candidate.name()));
    }

    /** Yes to what is necessary; the second answer to one question in three, the best to the others. */
    private static Map<String, Integer> answers(Questionnaire questionnaire) {
        var answers = new HashMap<String, Integer>();
        questionnaire.blocking().forEach(one -> answers.put(one.code(), Questionnaire.YES));
        var questions = questionnaire.questions();
        for (int i = 0; i < questions.size(); i++) {
            answers.put(questions.get(i).code(), i % 3 == 2 ? 1 : 0);
        }
        return answers;
    }

    private static Application done(String what, ApplicationOutcome outcome) {
        return Refused.unless(ApplicationOutcome.Done.class, what, outcome).application();
    }

    // ── A mediator ───────────────────────────────────────────────────────────────────────────────────────────────

    /** The first place signs its agreement with a mediator, who has not yet. */
    void proposeAgreement(LocalDate today) {
        var terms = new Agreement.Terms(
                Cast.MEDIATOR.id(),
                Stage.placeOf(1),
                Cast.provider(1).id(),
                Set.of(),
                today,
                Optional.of(LocalDate.of(2027, 1, 1)));
        Refused.unless(
                SignAgreement.Outcome.Signed.class,
                "propose an agreement",
                signAgreement.handle(new SignAgreement.Command(
                        new AgreementId(Cast.id("agreement")),
                        terms,
                        Agreement.Side.PLACE,
                        Cast.desk(1).actor())));
    }

    // ── A proposal ───────────────────────────────────────────────────────────────────────────────────────────────

    void propose(LocalDate today) {
        var service = catalogue.find(REWORDED, today).orElseThrow();
        var reworded = new Service(
                service.code(),
                service.category(),
                service.subcategory(),
                service.label() + ", pas à pas",
                service.level(),
                service.minutes(),
                service.format(),
                service.maxPeople(),
                service.nationalService(),
                service.defaultPrice());
        Refused.unless(
                Proposals.Outcome.Done.class,
                "propose",
                proposals.handle(new Proposals.Ask(
                        Cast.id("proposal"),
                        ProposalKind.CHANGE,
                        REWORDED,
                        Optional.empty(),
                        Optional.of(reworded),
                        "Les personnes que nous recevons ne comprennent pas ce libellé.",
                        Cast.desk(1).actor())));
        proposeToTheCharter();
    }

    private void proposeToTheCharter() {
        Refused.unless(
                RuleProposals.Outcome.Done.class,
                "propose to the charter",
                ruleProposals.handle(new RuleProposals.Ask(
                        Cast.id("proposal to the charter"),
                        RuleText.CHARTER,
                        "CHARTER-3",
                        Optional.of("""
                                Dire le prix avant
                                Le reste à payer est affiché à l’accueil et annoncé avant le service. Il est nul \
                                quand le tarif est annoncé comme réglementé.
                                Engage : prestataire"""),
                        "Affiché, le prix n’a pas à être demandé.",
                        Cast.desk(2).actor())));
    }

    void object() {
        Refused.unless(
                RuleProposals.Outcome.Done.class,
                "object to a change of the charter",
                ruleProposals.handle(new RuleProposals.Say(
                        Cast.id("remark on the charter"),
                        Cast.id("proposal to the charter"),
                        Speech.OBJECTION,
                        "Nous recevons chez les personnes : où l’afficher ?",
                        Cast.desk(1).actor())));
        Refused.unless(
                Proposals.Outcome.Done.class,
                "object",
                proposals.handle(new Proposals.Say(
                        Cast.id("remark"),
                        Cast.id("proposal"),
                        RemarkKind.OBJECTION,
                        "Tous les services se font pas à pas : le libellé n’en dit pas plus.",
                        Optional.empty(),
                        Cast.desk(2).actor())));
    }

    /** The smallest PDF that a reader opens: one page, one line. */
    private static final class Paper {

        private Paper() {}

        static byte[] page(String line) {
            var text = "BT /F1 18 Tf 72 720 Td (%s) Tj ET".formatted(line);
            var objects = List.of(
                    "<< /Type /Catalog /Pages 2 0 R >>",
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                            + " /Resources << /Font << /F1 5 0 R >> >> >>",
                    "<< /Length %d >>\nstream\n%s\nendstream".formatted(text.length(), text),
                    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
            var file = new StringBuilder("%PDF-1.4\n");
            var table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
            for (int i = 0; i < objects.size(); i++) {
                table.append("%010d 00000 n \n".formatted(file.length()));
                file.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
            }
            int start = file.length();
            file.append(table)
                    .append("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                            .formatted(objects.size() + 1, start));
            return file.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
