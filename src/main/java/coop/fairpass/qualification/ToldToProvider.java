package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Tells a provider each decision about its right, in the transaction that takes it and with its reason. */
@Component
class ToldToProvider {

    private final Notices notices;

    ToldToProvider(Notices notices) {
        this.notices = notices;
    }

    void qualified(Qualification one) {
        notices.tell(
                one.provider(),
                "qualified/" + one.id(),
                "Votre structure est qualifiée",
                "Elle peut valider des chèques à partir du %s. Décision : %s."
                        .formatted(Paris.frenchLong(one.qualifiedFrom()), words(one.decision())));
    }

    /** The notice is also the invitation to answer without which nobody is disqualified. */
    void suspended(OrganisationId provider, Suspension suspension) {
        notices.tell(
                provider,
                "suspended/" + suspension.id(),
                "Votre structure est suspendue",
                "Elle ne peut plus valider de chèque %s. Motif : %s. %sLes services rendus avant restent payés. "
                                .formatted(
                                        period(suspension),
                                        bare(suspension.reason()),
                                        suspension
                                                .decision()
                                                .map(decision -> "Décision : " + words(decision) + ". ")
                                                .orElse(""))
                        + "Vous êtes invités à répondre par écrit : une disqualification ne peut être décidée que %d jours"
                                .formatted(EndQualification.DAYS_TO_ANSWER)
                        + " au moins après cet avis.");
    }

    void lifted(OrganisationId provider, Suspension suspension, LocalDate from, String reason) {
        notices.tell(
                provider,
                "suspension-lifted/" + suspension.id() + "/" + from,
                "La suspension de votre structure est levée",
                "Elle peut de nouveau valider des chèques à partir du %s. Motif : %s."
                        .formatted(Paris.frenchLong(from), bare(reason)));
    }

    void ended(OrganisationId provider, QualificationId id, Qualification.End end) {
        notices.tell(
                provider,
                "qualification-ended/" + id + "/" + end.kind() + "/" + end.endedOn(),
                "La qualification de votre structure prend fin",
                "%s : elle ne peut plus valider de chèque à partir du %s. Motif : %s. Ce qui fut validé avant reste payé."
                        .formatted(
                                switch (end.kind()) {
                                    case WITHDRAWN -> "Départ";
                                    case LAPSED -> "Échéance sans renouvellement";
                                    case DISQUALIFIED -> "Disqualification par le comité";
                                },
                                Paris.frenchLong(end.endedOn()),
                                bare(end.reason())));
    }

    private static String period(Suspension suspension) {
        var from = Paris.frenchLong(suspension.suspendedFrom());
        return suspension
                .suspendedUntil()
                .map(until -> "du %s au %s inclus".formatted(from, Paris.frenchLong(until.minusDays(1))))
                .orElse("à partir du %s, jusqu’à nouvelle décision".formatted(from));
    }

    private static String words(Decision decision) {
        return "%s, %s, %s".formatted(decision.body(), Paris.frenchLong(decision.decidedOn()), decision.minutes());
    }

    /** A reason that already ends with a stop. */
    private static String bare(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
}
