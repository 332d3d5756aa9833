package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody whose organisation is already known asks to be let in; its own administrator, or a reviewer, decides, and
 * the file goes on for that organisation.
 */
@Component
public class ClaimAccess {

    public record Claim(
            UUID id,
            ApplicationId application,
            OrganisationId organisation,
            String name,
            String words,
            Instant askedAt,
            Optional<Boolean> granted,
            Optional<String> reason) {}

    private static final String SELECT = """
            SELECT id, application, organisation, name, words, asked_at, decision, reason
              FROM qualification.claim
            """;

    private final JdbcClient jdbc;
    private final Applications applications;
    private final LookUpEstablishment lookUp;
    private final Organisations organisations;
    private final Qualifications qualifications;
    private final LetIn letIn;
    private final FileLetters letters;
    private final Notices notices;

    ClaimAccess(
            JdbcClient jdbc,
            Applications applications,
            LookUpEstablishment lookUp,
            Organisations organisations,
            Qualifications qualifications,
            LetIn letIn,
            FileLetters letters,
            Notices notices) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.lookUp = lookUp;
        this.organisations = organisations;
        this.qualifications = qualifications;
        this.letIn = letIn;
        this.letters = letters;
        this.notices = notices;
    }

    /** @param claim chosen by the page; callers have found the application through what the person may open */
    @Transactional
    public ApplicationOutcome ask(UUID claim, ApplicationId id, String words, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (find(claim).filter(known -> known.application().equals(id)).isPresent()) {
            return new ApplicationOutcome.Done(application.get());
        }
        var holder = application
                .get()
                .dossier()
                .identity()
                .filter(identity -> identity.finding() == RegisterFinding.ALREADY_USED)
                .flatMap(identity -> lookUp.handle(
                                Siret.of(identity.number()), application.get().organisation())
                        .holder());
        if (application.get().state() != ApplicationState.DRAFT || holder.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.NOTHING_TO_CLAIM);
        }
        if (of(id).filter(one -> one.granted().isEmpty()).isPresent()) {
            return ApplicationOutcome.refused(ApplicationReason.CLAIM_PENDING);
        }
        if (words.isBlank() || application.get().dossier().contact().isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        jdbc.sql("""
                        INSERT INTO qualification.claim (id, application, organisation, name, words, asked_at)
                        VALUES (:id, :application, :organisation, :name, :words, :asked_at)
                        """)
                .param("id", claim)
                .param("application", id.value())
                .param("organisation", holder.get().value())
                .param("name", by.label())
                .param("words", words.strip())
                .param("asked_at", applications.now())
                .update();
        applications.note(id, EventKind.CLAIMED, words.strip(), by);
        notices.tell(
                holder.get(),
                "claim/" + claim,
                "Quelqu’un demande à entrer dans votre espace",
                "Une personne dit travailler pour votre structure et veut la faire qualifier. Acceptez ou refusez dans"
                        + " « Qualification ».");
        return new ApplicationOutcome.Done(applications.get(id));
    }

    /** Who may decide: those who administer or represent the organisation, and reviewers. */
    static boolean mayDecide(Actor by, OrganisationId organisation) {
        return by.has(Role.COOP_REVIEWER) || Applications.appliesFor(by, Optional.of(organisation));
    }

    public record Command(UUID claim, boolean isGranted, String reason, Actor by) {}

    @Transactional
    public ApplicationOutcome handle(Command command) {
        var claim = find(command.claim()).filter(one -> mayDecide(command.by(), one.organisation()));
        if (claim.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_CLAIM);
        }
        if (!command.by().isPerson()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_PERSON);
        }
        var application = applications.lock(claim.get().application()).orElseThrow();
        var now = find(command.claim()).orElseThrow();
        if (now.granted().isPresent()) {
            return now.granted().get() == command.isGranted()
                    ? new ApplicationOutcome.Done(application)
                    : ApplicationOutcome.refused(ApplicationReason.CLAIM_DECIDED);
        }
        if (command.reason().isBlank()) {
            return ApplicationOutcome.refused(ApplicationReason.REASON_MISSING);
        }
        jdbc.sql("""
                        UPDATE qualification.claim
                           SET decision = :decision, reason = :reason, decided_at = :decided_at,
                               decided_by = :decided_by
                         WHERE id = :id
                        """)
                .param("id", command.claim())
                .param("decision", command.isGranted() ? "GRANTED" : "REFUSED")
                .param("reason", command.reason().strip())
                .param("decided_at", applications.now())
                .param("decided_by", command.by().reference())
                .update();
        applications.note(
                application.id(),
                command.isGranted() ? EventKind.CLAIM_GRANTED : EventKind.CLAIM_REFUSED,
                command.reason().strip(),
                command.by());
        if (command.isGranted()) {
            letIn(application, now.organisation(), command.by());
        } else {
            letters.notLetIn(
                    application,
                    now.id(),
                    organisations.get(now.organisation()).legalName(),
                    command.reason().strip(),
                    application.dossier().contact().orElseThrow().email());
        }
        return new ApplicationOutcome.Done(applications.get(application.id()));
    }

    /**
     * The newcomer gets a seat; the file becomes the organisation's, unless it already has one under way, or its
     * qualification: nobody could sign or decide it, and the newcomer goes on from the space of the organisation.
     */
    private void letIn(Application application, OrganisationId organisation, Actor by) {
        var contact = application.dossier().contact().orElseThrow();
        letIn.handle(
                application.applicant(),
                contact.name(),
                contact.email(),
                organisations.get(organisation),
                Role.PROVIDER_ADMIN,
                by);
        boolean isFree = applications.of(organisation).stream()
                        .allMatch(one -> one.state().isOver())
                && !qualifications.stateOn(organisation, applications.today()).isRunning();
        if (!isFree) {
            applications.move(application.id(), ApplicationState.WITHDRAWN);
            return;
        }
        var identity = application.dossier().identity().orElseThrow();
        var finding = lookUp.handle(Siret.of(identity.number()), Optional.of(organisation))
                .finding();
        var dossier = application
                .dossier()
                .with(identity.found(finding), application.dossier().establishments());
        jdbc.sql("""
                        UPDATE qualification.application
                           SET organisation = :organisation, content = :content, changed_at = :now
                         WHERE id = :id
                        """)
                .param("id", application.id().value())
                .param("organisation", organisation.value())
                .param("content", KeptText.of(dossier))
                .param("now", applications.now())
                .update();
    }

    /** The last claim of a file. */
    @Transactional(readOnly = true)
    public Optional<Claim> of(ApplicationId id) {
        return jdbc.sql(SELECT + " WHERE application = :application ORDER BY asked_at DESC LIMIT 1")
                .param("application", id.value())
                .query((row, _) -> claim(row))
                .optional();
    }

    /** The claims that somebody may decide and nobody decided, the oldest first. */
    @Transactional(readOnly = true)
    public List<Claim> waitingFor(Actor by) {
        return jdbc
                .sql(SELECT + " WHERE decision IS NULL ORDER BY asked_at, id")
                .query((row, _) -> claim(row))
                .list()
                .stream()
                .filter(one -> mayDecide(by, one.organisation()))
                .toList();
    }

    /** A claim, for those who may decide it; for others it does not exist. */
    @Transactional(readOnly = true)
    public Optional<Claim> find(UUID id, Actor by) {
        return find(id).filter(one -> mayDecide(by, one.organisation()));
    }

    private Optional<Claim> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> claim(row))
                .optional();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                new ApplicationId(row.getObject("application", UUID.class)),
                new OrganisationId(row.getObject("organisation", UUID.class)),
                row.getString("name"),
                row.getString("words"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("decision")).map("GRANTED"::equals),
                Optional.ofNullable(row.getString("reason")));
    }
}
