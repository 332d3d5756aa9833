package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proposals on the catalogue: those the committee can decide, objections it must answer, those still discussed. */
@Component
class CatalogueWork implements WorkWaiting, LivesBy {

    private static final int RANK = 14;
    private static final String PATH = CataloguePages.PATH + "/propositions";

    private final Proposals proposals;
    private final Clock clock;

    CatalogueWork(Proposals proposals, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.has(Role.COMMITTEE)) {
            return List.of();
        }
        return open().stream().flatMap(one -> waiting(one).stream()).toList();
    }

    private Optional<Waiting> waiting(Proposal one) {
        var path = PATH + "/" + one.number();
        if (isConsulted(one)) {
            return Optional.of(new Waiting("Décider de la proposition %d".formatted(one.number()), one.why(), path));
        }
        // Answered during the consultation, so that it can be decided when it ends.
        return one.unanswered() == 0
                ? Optional.empty()
                : Optional.of(new Waiting(
                        "Répondre à une objection, proposition %d".formatted(one.number()),
                        one.why(),
                        path,
                        Optional.of(one.consultedTo())));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.COMMITTEE)) {
            return List.of();
        }
        var open = open();
        long toDecide = open.stream().filter(this::isConsulted).count();
        long objections = open.stream().mapToLong(Proposal::unanswered).sum();
        return List.of(new Panel(
                RANK,
                "Référentiel",
                List.of(
                        new Figure(
                                Plural.number(open.size() - toDecide),
                                Plural.words(
                                        open.size() - toDecide,
                                        "proposition en consultation",
                                        "propositions en consultation"),
                                PATH),
                        new Figure(Plural.number(toDecide), "à décider", PATH),
                        new Figure(
                                Plural.number(objections),
                                Plural.words(objections, "objection sans réponse", "objections sans réponse"),
                                PATH),
                        new Figure(Plural.number(proposals.accepted().size()), "acceptées, à publier", PATH)),
                List.of(),
                List.of()));
    }

    private List<Proposal> open() {
        return proposals.all().stream().filter(one -> one.verdict().isEmpty()).toList();
    }

    private boolean isConsulted(Proposal one) {
        return Paris.today(clock).isAfter(one.consultedTo());
    }
}
