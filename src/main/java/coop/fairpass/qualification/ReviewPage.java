package coop.fairpass.qualification;

import coop.fairpass.directory.BankAccount;
import coop.fairpass.qualification.AppealApplication.Appeal;
import coop.fairpass.qualification.Applications.Event;
import coop.fairpass.qualification.DecideApplication.Taken;
import coop.fairpass.qualification.RequiredDocument.Given;
import coop.fairpass.qualification.ReviewApplication.Asked;
import coop.fairpass.qualification.SignApplication.Signature;
import coop.fairpass.qualification.ZoneLimits.Place;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a reviewer needs of a file, on one page: score, documents, questions, history, and what was decided before
 * about the same organisation.
 *
 * @param changes what changed between two signatures, in sentences
 * @param services in the words of the catalogue, each with its code
 * @param earlier decisions on other files of the same organisation, and on its qualifications
 */
public record ReviewPage(
        Application application,
        Questionnaire questionnaire,
        EligibilityScore score,
        List<RequiredDocument> documents,
        List<Given> given,
        List<Asked> questions,
        List<Event> events,
        List<Signature> signatures,
        List<String> changes,
        List<Taken> decisions,
        List<PastDecision> earlier,
        List<Appeal> appeals,
        List<String> services,
        Optional<BankAccount> account,
        Optional<Place> queue,
        String zoneName,
        Set<Act> acts,
        LocalDate today,
        String newId,
        Told told) {

    /** What the reader may do now. */
    public enum Act {
        TAKE,
        ASK,
        JUDGE_DOCUMENTS,
        QUALIFY,
        REFUSE,
        WAITLIST,
        RESUME,
        DECIDE_APPEAL
    }

    /** A decision about a qualification, with who recorded it. */
    public record PastDecision(LocalDate on, String what, String why, String by) {}

    public ReviewPage {
        documents = List.copyOf(documents);
        given = List.copyOf(given);
        questions = List.copyOf(questions);
        events = List.copyOf(events);
        signatures = List.copyOf(signatures);
        changes = List.copyOf(changes);
        decisions = List.copyOf(decisions);
        earlier = List.copyOf(earlier);
        appeals = List.copyOf(appeals);
        services = List.copyOf(services);
        acts = Set.copyOf(acts);
    }

    public String path() {
        return "/candidatures/" + application.id();
    }

    /** What the register said of the number, without what it asks of the candidate. */
    public String registerSays() {
        return application
                .dossier()
                .identity()
                .map(one -> Sentences.of(one.finding()).replaceFirst("(?<=[.]) .*", ""))
                .orElse("");
    }

    public boolean may(Act act) {
        return acts.contains(act);
    }

    /** Whether the file led to a right, which has a page of its own. */
    public boolean isQualified() {
        return application.state() == ApplicationState.QUALIFIED
                && application.organisation().isPresent();
    }

    public String lateness() {
        return ReviewApplication.lateness(application, today);
    }

    public boolean isLate() {
        return application.isLateOn(today);
    }

    public String about(String code) {
        return ApplicantPage.about(questionnaire, code);
    }

    /** What a question may be about, and a refusal must: codes and their words. */
    public List<String> codes() {
        return java.util.stream.Stream.concat(
                        questionnaire.blocking().stream().map(Questionnaire.Blocking::code),
                        questionnaire.questions().stream().map(Questionnaire.Question::code))
                .toList();
    }
}
