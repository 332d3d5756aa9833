package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.web.Sha256;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A draft that sleeps is recalled twice before it is closed (domain.md §5.4, Q8): to the people of its organisation, or
 * by mail to whoever began it, with an address that opens it. The first address still does; it cannot be sent again,
 * since nobody but the candidate has it.
 */
@Component
class RecallDraft {

    /** Months without a change after which a draft is closed. */
    static final int MONTHS_OF_DRAFT = 12;

    /** Days before that day on which it is recalled, the last first. */
    static final List<Integer> DAYS_BEFORE = List.of(15, 60);

    private final Applications applications;
    private final BeginApplication begin;
    private final FileLetters letters;
    private final Notices notices;
    private final JdbcClient jdbc;

    RecallDraft(
            Applications applications, BeginApplication begin, FileLetters letters, Notices notices, JdbcClient jdbc) {
        this.applications = applications;
        this.begin = begin;
        this.letters = letters;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /** The day, Europe/Paris, on which a draft is closed if nobody changes it. */
    static LocalDate closesOn(Application draft) {
        return draft.changedOn().plusMonths(MONTHS_OF_DRAFT);
    }

    /** Whether the first day on which a draft is recalled has come. */
    static boolean sleepsOn(Application draft, LocalDate day) {
        return !closesOn(draft).minusDays(DAYS_BEFORE.getLast()).isAfter(day);
    }

    /** Recalls it if one of its days has come and nobody was recalled since; a day that was missed is made up for. */
    @Transactional
    public void handle(ApplicationId id, LocalDate today) {
        var draft = applications.lock(id).orElseThrow();
        if (draft.state() != ApplicationState.DRAFT) {
            return;
        }
        var closesOn = closesOn(draft);
        DAYS_BEFORE.stream()
                .map(closesOn::minusDays)
                .filter(day -> !day.isAfter(today))
                .findFirst()
                .filter(day -> !isRecalledSince(draft, day))
                .ifPresent(_ -> recall(draft, closesOn));
    }

    private boolean isRecalledSince(Application draft, LocalDate day) {
        return applications.eventsOf(draft.id()).stream()
                .anyMatch(one -> one.kind() == EventKind.REMINDED
                        && !Paris.dayOf(one.at()).isBefore(day));
    }

    private void recall(Application draft, LocalDate closesOn) {
        draft.organisation()
                .ifPresentOrElse(
                        organisation -> tell(draft, organisation, closesOn),
                        () -> draft.dossier().contact().ifPresent(contact -> mail(draft, contact.email(), closesOn)));
        applications.note(
                draft.id(), EventKind.REMINDED, "Sera clos le %s.".formatted(Paris.frenchLong(closesOn)), Actor.CLOCK);
    }

    private void tell(Application draft, OrganisationId organisation, LocalDate closesOn) {
        notices.tell(
                organisation,
                "draft-recalled/%s/%s".formatted(draft.id(), applications.today()),
                "Votre dossier %d dort".formatted(draft.number()),
                "Il n’a pas changé depuis le %s. Enregistrez-en une page pour le garder ; sinon il sera clos le %s."
                        .formatted(Paris.frenchLong(draft.changedOn()), Paris.frenchLong(closesOn)));
    }

    private void mail(Application draft, String address, LocalDate closesOn) {
        var secret = begin.newSecret();
        jdbc.sql("UPDATE qualification.application SET recall_digest = :digest WHERE id = :id")
                .param("digest", Sha256.of(secret))
                .param("id", draft.id().value())
                .update();
        letters.toWake(draft, secret, address, closesOn);
    }
}
