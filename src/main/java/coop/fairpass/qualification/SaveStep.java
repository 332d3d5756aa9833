package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.qualification.Applications.EventKind;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A step of a draft is written, as often as one likes, until the signature. Callers have found the application
 * through what the person may open.
 */
@Component
public class SaveStep {

    /** Mails of its own address that one file may send in its life: nobody is pestered through it. */
    static final int MOST_MAILED = 5;

    private final JdbcClient jdbc;
    private final Applications applications;
    private final LookUpEstablishment lookUp;
    private final Organisations organisations;
    private final FileLetters letters;

    SaveStep(
            JdbcClient jdbc,
            Applications applications,
            LookUpEstablishment lookUp,
            Organisations organisations,
            FileLetters letters) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.lookUp = lookUp;
        this.organisations = organisations;
        this.letters = letters;
    }

    /** @param isMailed whether the address of the file was written to a new address of its contact */
    public record Contacted(ApplicationOutcome outcome, boolean isMailed) {}

    /**
     * Keeps who fills in the file and, when their address is new, mails them the address that opens it: a lost address
     * would be a lost file.
     *
     * @param secret of the file's address, when it was opened by it; who has come in finds the file without
     */
    @Transactional
    public Contacted contact(ApplicationId id, Dossier.Contact contact, Optional<String> secret) {
        var before = applications
                .lock(id)
                .flatMap(one -> one.dossier().contact())
                .map(Dossier.Contact::email)
                .orElse("");
        var outcome = handle(id, dossier -> dossier.with(contact));
        boolean isNew = !before.equalsIgnoreCase(contact.email())
                && applications.eventsOf(id).stream()
                                .filter(one -> one.kind() == EventKind.ADDRESS_MAILED)
                                .count()
                        < MOST_MAILED;
        if (!(outcome instanceof ApplicationOutcome.Done(var application)) || secret.isEmpty() || !isNew) {
            return new Contacted(outcome, false);
        }
        letters.toResume(application, secret.get(), contact.email());
        applications.note(id, EventKind.ADDRESS_MAILED, "", application.applicantActor());
        return new Contacted(outcome, true);
    }

    /** @param change makes the new file of the old one */
    @Transactional
    public ApplicationOutcome handle(ApplicationId id, UnaryOperator<Dossier> change) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (application.get().state() != ApplicationState.DRAFT) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_DRAFT);
        }
        write(id, found(application.get(), change.apply(application.get().dossier())));
        return new ApplicationOutcome.Done(applications.get(id));
    }

    private void write(ApplicationId id, Dossier changed) {
        jdbc.sql("""
            UPDATE qualification.application
               SET content = :content, changed_at = :now
             WHERE id = :id
            """)
                .param("id", id.value())
                .param("content", KeptText.of(changed))
                .param("now", applications.now())
                .update();
    }

    /** What the register says of the number is asked by us, whatever the form says. */
    private Dossier found(Application application, Dossier dossier) {
        return dossier.identity()
                .map(identity -> dossier.with(identity.found(finding(application, identity)), dossier.establishments()))
                .orElse(dossier);
    }

    private RegisterFinding finding(Application application, Dossier.Identity identity) {
        return switch (identity.kind()) {
            case RNA -> RegisterFinding.NOT_IN_THIS_REGISTER;
            case RIDET -> RegisterFinding.NO_SIREN_THERE;
            case SIRET -> {
                var siret = Siret.of(identity.number());
                yield isOfAnother(application, siret)
                        ? RegisterFinding.OTHER_ORGANISATION
                        : lookUp.handle(siret, application.organisation()).finding();
            }
        };
    }

    /** A file is for one organisation: with another SIREN it would qualify one and describe another. */
    private boolean isOfAnother(Application application, Siret siret) {
        return application
                .organisation()
                .flatMap(organisations::find)
                .flatMap(Organisation::siren)
                .filter(siren -> !siret.digits().startsWith(siren.digits()))
                .isPresent();
    }

    /** A signed or questioned file is opened again to be corrected; what was signed stays readable (Q4). */
    @Transactional
    public ApplicationOutcome reopen(ApplicationId id, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        return switch (application.get().state()) {
            case DRAFT -> new ApplicationOutcome.Done(application.get());
            case AWAITING_SIGNATURE, ANSWERS_AWAITED -> {
                applications.move(id, ApplicationState.DRAFT);
                // Somebody may have taken the number while it waited: its next step is then another.
                write(id, found(application.get(), application.get().dossier()));
                applications.note(id, EventKind.CORRECTED, "", by);
                yield new ApplicationOutcome.Done(applications.get(id));
            }
            case SUBMITTED, IN_REVIEW, WAITLISTED, QUALIFIED, REFUSED, IN_APPEAL, WITHDRAWN ->
                ApplicationOutcome.refused(ApplicationReason.NOT_TO_CORRECT);
        };
    }
}
