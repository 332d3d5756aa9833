package coop.fairpass.qualification;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Language;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Candidature : the way of an organisation to its qualification, or to its renewal (domain §5.4).
 *
 * @param number small and stable, how people name the file
 * @param organisation known from the beginning when the organisation is, otherwise from the signature on
 * @param questionnaire the version that the file answers, for good
 * @param applicant the person who fills it in
 * @param askedOn when questions were last put and not yet answered
 */
public record Application(
        ApplicationId id,
        int number,
        ApplicationKind kind,
        ApplicationState state,
        Optional<OrganisationId> organisation,
        int questionnaire,
        Dossier dossier,
        UUID applicant,
        LocalDate begunOn,
        LocalDate changedOn,
        Optional<LocalDate> submittedOn,
        Optional<String> takenBy,
        Optional<LocalDate> takenOn,
        Optional<LocalDate> askedOn,
        Optional<LocalDate> decidedOn) {

    /** Business days within which a reviewer takes a file (R-184, Q5). */
    public static final int DAYS_TO_TAKE = 10;

    /** Whether it is the first, or asks again what may have changed. */
    public enum ApplicationKind {
        FIRST,
        RENEWAL
    }

    /** The last day on which it is taken in time; none before it is signed. */
    public Optional<LocalDate> takeBy() {
        return submittedOn.map(day -> BusinessDays.after(day, DAYS_TO_TAKE));
    }

    /** Whether nobody took it in time, or somebody took it too late. */
    public boolean isLateOn(LocalDate day) {
        return takeBy().filter(last -> takenOn.orElse(day).isAfter(last)).isPresent();
    }

    /** How the file is named before its organisation is known. */
    public String name() {
        return dossier.identity()
                .map(Dossier.Identity::legalName)
                .filter(name -> !name.isBlank())
                .orElse(Language.say("Dossier %d", "File %d").formatted(number));
    }

    /** The person who fills in the file, as the author of an act. */
    public Actor applicantActor() {
        return new Actor(
                "person/" + applicant,
                dossier.contact().map(Dossier.Contact::name).orElse("Candidat"),
                organisation,
                Set.of());
    }

    /** The person who signs it: the same, or another of whom only the file knows. */
    public UUID representative() {
        return dossier.contact().filter(Dossier.Contact::isRepresentative).isPresent()
                ? applicant
                : UUID.nameUUIDFromBytes((id + "/representative").getBytes(StandardCharsets.UTF_8));
    }
}
