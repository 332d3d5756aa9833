package coop.fairpass.qualification;

import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.upload.Papers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files as candidates fill them in, for tests. */
final class Candidates {

    static final byte[] PDF = Papers.page("Pièce");
    static final String SIRET = "43493312300029";
    static final String IBAN = "FR1420041010050500013M02606";

    private final World world;

    Candidates(World world) {
        this.world = world;
    }

    /** The first answer to every question: a hundred points. */
    static Map<String, Integer> bestAnswers(Questionnaire questionnaire) {
        var answers = new HashMap<String, Integer>();
        questionnaire.blocking().forEach(one -> answers.put(one.code(), Questionnaire.YES));
        questionnaire.questions().forEach(one -> answers.put(one.code(), 0));
        return answers;
    }

    static Dossier.Identity identity(String siret) {
        return new Dossier.Identity(
                Dossier.IdentityKind.SIRET,
                siret,
                RegisterFinding.UNKNOWN,
                "Association Exemple",
                Optional.of(LegalForm.ASSOCIATION),
                Optional.of(VatRegime.EXEMPT),
                "3 place Exemple",
                "21000",
                "Dijon",
                Optional.of("21231"));
    }

    /** A whole file, whose contact is or is not the representative. */
    static Dossier whole(Questionnaire questionnaire, String siret, boolean isRepresentative) {
        return Dossier.EMPTY
                .with(new Dossier.Contact("Personne Candidate", "contact@exemple.fr", "+33380000000", isRepresentative))
                .with(identity(siret), List.of())
                .withAnswers(bestAnswers(questionnaire))
                .withTeam(
                        List.of(new Dossier.Member("Médiatrice", WorkStatus.EMPLOYEE, true, List.of())),
                        List.of(World.TEN_EUROS))
                .with(new Dossier.Representative("Personne Présidente", "presidence@exemple.fr", "Présidente"))
                .with(new Dossier.Account(IBAN, "ASSOCIATION EXEMPLE"));
    }

    Application begun() {
        var begin = world.bean(BeginApplication.class);
        return done(begin.byStranger(begin.newSecret()));
    }

    /** A draft to which nothing is missing. */
    Application complete(String siret) {
        var application = begun();
        var questionnaire = world.bean(Questionnaires.class).get(application.questionnaire());
        application =
                done(world.bean(SaveStep.class).handle(application.id(), _ -> whole(questionnaire, siret, false)));
        return withDocuments(application);
    }

    Application withDocuments(Application application) {
        var documents = world.bean(ApplicationDocuments.class);
        for (var one : documents.required(application, world.today())) {
            if (one.state() == DocumentState.MISSING) {
                done(documents.give(
                        application.id(), UUID.randomUUID(), one.kind(), PDF, application.applicantActor()));
            }
        }
        return application;
    }

    Application asked(Application application) {
        return done(world.bean(SignApplication.class)
                .ask(application.id(), world.bean(BeginApplication.class).newSecret(), application.applicantActor()));
    }

    Application signed(Application application) {
        return done(world.bean(SignApplication.class).handle(signature(application)));
    }

    SignApplication.Command signature(Application application) {
        return new SignApplication.Command(
                application.id(), world.bean(Charters.class).on(world.today()).number(), true, true, Optional.empty());
    }

    /** Signed, taken by the reviewer, its documents found valid. */
    Application reviewed(String siret) {
        return reviewed(signed(asked(complete(siret))));
    }

    Application reviewed(Application signed) {
        var application = signed.state() == ApplicationState.SUBMITTED
                ? done(world.bean(ReviewApplication.class).take(signed.id(), World.REVIEWER))
                : signed;
        var documents = world.bean(ApplicationDocuments.class);
        for (var one : documents.required(application, world.today())) {
            done(documents.judge(new ApplicationDocuments.Judgement(
                    one.last().orElseThrow().id(),
                    true,
                    "",
                    one.kind().expires() ? Optional.of(world.today().plusYears(1)) : Optional.empty(),
                    World.REVIEWER)));
        }
        return application;
    }

    static DecideApplication.Command decision(
            Application application, DecideApplication.Choice choice, Map<String, String> perQuestion, Actor by) {
        return new DecideApplication.Command(
                UUID.randomUUID(), application.id(), choice, "Motif écrit.", perQuestion, "Comité", "CQ-9", by);
    }

    Application decided(Application application, DecideApplication.Choice choice, Actor by) {
        return done(world.bean(DecideApplication.class)
                .handle(decision(
                        application,
                        choice,
                        choice == DecideApplication.Choice.REFUSE ? Map.of("Q02", "Trop peu d’heures.") : Map.of(),
                        by)));
    }

    static Application done(ApplicationOutcome outcome) {
        return switch (outcome) {
            case ApplicationOutcome.Done(var application) -> application;
            case ApplicationOutcome.Refused(var reason) -> throw new AssertionError("refused: " + reason);
        };
    }

    static ApplicationReason refused(ApplicationOutcome outcome) {
        return switch (outcome) {
            case ApplicationOutcome.Done(var application) -> throw new AssertionError("done: " + application.state());
            case ApplicationOutcome.Refused(var reason) -> reason;
        };
    }
}
