package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.qualification.Application.ApplicationKind;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A file is begun: by anybody, who gets the secret address that opens it again, or by the people of an organisation
 * that we know, for it; or to renew a qualification (Q1, Q19).
 */
@Component
public class BeginApplication {

    /** Files that strangers may begin in one day, all together: nobody fills the base by playing. */
    static final int MOST_BY_STRANGERS_A_DAY = 500;

    /** Days before its term from which a qualification may be renewed: those of the first reminder. */
    static final int DAYS_TO_RENEW = 90;

    private static final int SECRET_BYTES = 24;

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Qualifications qualifications;
    private final Questionnaires questionnaires;
    private final PlaceAsked placeAsked;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BeginApplication(
            JdbcClient jdbc,
            Applications applications,
            Qualifications qualifications,
            Questionnaires questionnaires,
            PlaceAsked placeAsked,
            Clock clock) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.qualifications = qualifications;
        this.questionnaires = questionnaires;
        this.placeAsked = placeAsked;
        this.clock = clock;
    }

    /** A secret for an address; the database keeps its digest only. */
    public String newSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** @param secret made by {@link #newSecret} for the page: sending the form twice begins one file */
    @Transactional
    public ApplicationOutcome byStranger(String secret) {
        return byStranger(secret, Optional.empty());
    }

    /** The same, from the page of a listed place, which the file remembers; one that is held or unknown is not. */
    @Transactional
    public ApplicationOutcome byStranger(String secret, Optional<UUID> place) {
        if (!secret.matches("[A-Za-z0-9_-]{32}")) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var known = applications.byLink(secret);
        if (known.isPresent()) {
            return new ApplicationOutcome.Done(known.get());
        }
        int today = jdbc.sql("""
                        SELECT count(*)
                          FROM qualification.application
                         WHERE begun_at >= :since AND link_digest IS NOT NULL
                        """)
                .param("since", Paris.startOf(applications.today()).atOffset(java.time.ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (today >= MOST_BY_STRANGERS_A_DAY) {
            return ApplicationOutcome.refused(ApplicationReason.TOO_MANY_TODAY);
        }
        var id = new ApplicationId(UUID.nameUUIDFromBytes(("application/" + secret).getBytes(StandardCharsets.UTF_8)));
        write(id, ApplicationKind.FIRST, Optional.empty(), Dossier.EMPTY, UUID.randomUUID(), Optional.of(secret));
        remember(id, place);
        var begun = applications.get(id);
        applications.note(id, EventKind.BEGUN, "", begun.applicantActor());
        return new ApplicationOutcome.Done(begun);
    }

    /** For one's own organisation: a first file, or a renewal when it is qualified. */
    @Transactional
    public ApplicationOutcome forOwn(ApplicationId id, Actor by) {
        return forOwn(id, by, Optional.empty());
    }

    /** The same, from the page of a listed place, which the file remembers. */
    @Transactional
    public ApplicationOutcome forOwn(ApplicationId id, Actor by, Optional<UUID> place) {
        var own = by.organisation();
        if (!Applications.appliesFor(by, own)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ALLOWED);
        }
        var known = applications.find(id);
        if (known.isPresent()) {
            return known.get().organisation().equals(own)
                    ? new ApplicationOutcome.Done(known.get())
                    : ApplicationOutcome.refused(ApplicationReason.ID_TAKEN);
        }
        var organisation = own.orElseThrow();
        var all = applications.of(organisation);
        if (all.stream().anyMatch(one -> !one.state().isOver())) {
            return ApplicationOutcome.refused(ApplicationReason.ALREADY_APPLYING);
        }
        var today = Paris.today(clock);
        boolean isQualified = isQualified(organisation, today);
        if (isQualified && !mayRenew(organisation, today)) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_RENEWABLE_YET);
        }
        // What was written last is proposed again: only what has changed is asked (Q19).
        var last = all.stream().findFirst();
        write(
                id,
                isQualified ? ApplicationKind.RENEWAL : ApplicationKind.FIRST,
                own,
                last.map(Application::dossier).orElse(Dossier.EMPTY),
                by.person().orElse(id.value()),
                Optional.empty());
        remember(id, place);
        applications.note(id, EventKind.BEGUN, "", by);
        return new ApplicationOutcome.Done(applications.get(id));
    }

    private void remember(ApplicationId id, Optional<UUID> place) {
        placeAsked
                .find(place)
                .ifPresent(
                        found -> jdbc.sql("UPDATE qualification.application SET listed_place = :place WHERE id = :id")
                                .param("id", id.value())
                                .param("place", found.id())
                                .update());
    }

    private boolean isQualified(OrganisationId organisation, LocalDate today) {
        return qualifications.stateOn(organisation, today).isRunning();
    }

    private boolean mayRenew(OrganisationId organisation, LocalDate today) {
        return qualifications
                .termOf(organisation, today)
                .filter(term -> !today.isBefore(term.minusDays(DAYS_TO_RENEW)))
                .isPresent();
    }

    /** Whether somebody may renew the qualification of their organisation now. */
    @Transactional(readOnly = true)
    public boolean mayRenew(Actor by) {
        var today = Paris.today(clock);
        return by.organisation()
                .filter(own -> Applications.appliesFor(by, Optional.of(own)))
                .filter(own -> isQualified(own, today) && mayRenew(own, today))
                .filter(own -> applications.of(own).stream()
                        .allMatch(one -> one.state().isOver()))
                .isPresent();
    }

    private void write(
            ApplicationId id,
            ApplicationKind kind,
            Optional<OrganisationId> organisation,
            Dossier dossier,
            UUID applicant,
            Optional<String> secret) {
        var version = questionnaires.on(Paris.today(clock));
        // Answers to another version are answers to other questions.
        var kept = dossier.withAnswers(dossier.answers().entrySet().stream()
                .filter(answer -> version.content()
                        .answersTo(answer.getKey())
                        .filter(most -> answer.getValue() < most)
                        .isPresent())
                .collect(
                        java.util.stream.Collectors.toMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue)));
        jdbc.sql("""
                        INSERT INTO qualification.application (id, kind, state, organisation, questionnaire, content,
                               applicant, link_digest, begun_at, changed_at)
                        VALUES (:id, :kind, 'DRAFT', :organisation, :questionnaire, :content,
                               :applicant, :link_digest, :now, :now)
                        """)
                .param("id", id.value())
                .param("kind", kind.name())
                .param("organisation", organisation.map(OrganisationId::value).orElse(null), java.sql.Types.OTHER)
                .param("questionnaire", version.number())
                .param("content", KeptText.of(kept))
                .param("applicant", applicant)
                .param("link_digest", secret.map(Sha256::of).orElse(null), java.sql.Types.VARCHAR)
                .param("now", applications.now())
                .update();
    }
}
