package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells a provider each decision about its right, in the transaction that takes it and with its reason. */
@Component
class ToldToProvider {

    private final Notices notices;
    private final Organisations organisations;
    private final Agreements agreements;

    ToldToProvider(Notices notices, Organisations organisations, Agreements agreements) {
        this.notices = notices;
        this.organisations = organisations;
        this.agreements = agreements;
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
                "qualification-ended/" + id + "/" + end.kind() + "/" + end.endedOn() + "/"
                        + end.recorded().on(),
                "La qualification de votre structure prend fin",
                "%s : elle ne peut plus valider de chèque à partir du %s. Motif : %s. Ce qui fut validé avant reste payé."
                                .formatted(
                                        switch (end.kind()) {
                                            case WITHDRAWN -> "Départ";
                                            case LAPSED -> "Échéance sans renouvellement";
                                            case DISQUALIFIED -> "Disqualification par le comité";
                                        },
                                        Paris.frenchLong(end.endedOn()),
                                        bare(end.reason()))
                        + (end.kind() == EndKind.DISQUALIFIED
                                ? (" Votre représentant légal peut contester cette décision pendant %d jours,"
                                                + " par écrit, devant d’autres personnes que celles qui l’ont prise.")
                                        .formatted(AppealApplication.DAYS_TO_APPEAL)
                                : "")
                        + (end.kind() == EndKind.WITHDRAWN
                                ? " Vos données restent à emporter, avant et après ce jour : %s."
                                        .formatted(LeavePages.DATA)
                                : ""));
        if (end.kind() == EndKind.WITHDRAWN) {
            left(provider, id, end);
        }
    }

    /** A departure is also told to the cooperative, and to those who are paid for services given in its places. */
    private void left(OrganisationId provider, QualificationId id, Qualification.End end) {
        var key = "provider-left/" + id + "/" + end.endedOn() + "/"
                + end.recorded().on();
        var name = organisations.get(provider).legalName();
        var day = Paris.frenchLong(end.endedOn());
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        key,
                        "Une structure s’en va",
                        "%s n’accepte plus de chèque à partir du %s. Motif : %s. Ce qui fut validé avant reste payé."
                                .formatted(name, day, bare(end.reason()))));
        othersPaidIn(provider, end)
                .forEach(paid -> notices.tell(
                        paid,
                        key,
                        "Un lieu de votre convention s’en va",
                        ("%s n’accepte plus de chèque dans ses lieux à partir du %s."
                                        + " Vos conventions avec d’autres lieux ne changent pas.")
                                .formatted(name, day)));
    }

    /** Those who were told of a departure are told that it will not be. */
    void stays(OrganisationId provider, QualificationId id, Qualification.End end) {
        var key = "provider-stays/" + id + "/" + end.endedOn() + "/"
                + end.recorded().on();
        var day = Paris.frenchLong(end.endedOn());
        var name = organisations.get(provider).legalName();
        notices.tell(
                provider,
                key,
                "Votre structure reste",
                "Le préavis de départ pour le %s est retiré : rien ne change, ni pour vos lieux ni pour vos conventions."
                        .formatted(day));
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        key,
                        "Une structure reste",
                        "%s a retiré son préavis de départ pour le %s.".formatted(name, day)));
        othersPaidIn(provider, end)
                .forEach(paid -> notices.tell(
                        paid,
                        key,
                        "Un lieu de votre convention reste",
                        "%s a retiré son préavis de départ pour le %s : vos conventions continuent."
                                .formatted(name, day)));
    }

    /** Received, to the provider; to be decided, to the cooperative. */
    void contested(AppealDisqualification.Appeal appeal) {
        notices.tell(
                appeal.provider(),
                "disqualification-contested/" + appeal.id(),
                "Votre recours est reçu",
                "D’autres personnes que celles qui ont décidé de la disqualification le lisent."
                        + " Leur décision vous sera écrite, avec son motif.");
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "disqualification-contested/" + appeal.id(),
                        "Une disqualification est contestée",
                        "%s conteste sa disqualification au %s. Qui y a pris part ne décide pas du recours."
                                .formatted(
                                        organisations.get(appeal.provider()).legalName(),
                                        Paris.frenchLong(appeal.endedOn()))));
    }

    void ruled(AppealDisqualification.Appeal appeal) {
        var decided = appeal.decision().orElseThrow();
        notices.tell(
                appeal.provider(),
                "disqualification-appeal-decided/" + appeal.id(),
                "Décision sur votre recours",
                (switch (decided.ruling()) {
                            case ACCEPTED ->
                                "Le recours est accepté : votre structure peut de nouveau valider des chèques à partir du"
                                        + " %s, et sa qualification court jusqu’au même terme. Motif : %s."
                                                .formatted(
                                                        Paris.frenchLong(decided.recorded()
                                                                .on()),
                                                        bare(decided.reason()));
                            case REJECTED ->
                                "Le recours est rejeté : la disqualification tient. Motif : %s."
                                        .formatted(bare(decided.reason()));
                        })
                        + " Décidé par : %s, %s.".formatted(decided.body(), decided.minutes()));
    }

    /** Those who are paid for services given in its places, when its departure was decided. */
    private Stream<OrganisationId> othersPaidIn(OrganisationId provider, Qualification.End end) {
        return agreements.concerning(provider).stream()
                .map(Agreements.Named::agreement)
                .filter(one -> one.isActiveOn(end.recorded().on()))
                .map(one -> one.terms().paid())
                .distinct()
                .filter(paid -> !paid.equals(provider));
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
