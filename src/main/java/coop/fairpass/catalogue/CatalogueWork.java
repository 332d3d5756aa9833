package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
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
            return Optional.of(new Waiting(
                    Language.say("Décider de la proposition %d", "Decide proposal %d")
                            .formatted(one.number()),
                    one.why(),
                    path));
        }
        // Answered during the consultation, so that it can be decided when it ends.
        return one.unanswered() == 0
                ? Optional.empty()
                : Optional.of(new Waiting(
                        Language.say("Répondre à une objection, proposition %d", "Answer an objection, proposal %d")
                                .formatted(one.number()),
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
                Language.say("Référentiel", "Catalogue"),
                List.of(
                        new Figure(
                                Language.say(open.size() - toDecide),
                                Language.say(
                                        Plural.words(
                                                open.size() - toDecide,
                                                "proposition en consultation",
                                                "propositions en consultation"),
                                        Plural.englishWords(
                                                open.size() - toDecide,
                                                "proposal in consultation",
                                                "proposals in consultation")),
                                PATH),
                        new Figure(Language.say(toDecide), Language.say("à décider", "to decide"), PATH),
                        new Figure(
                                Language.say(objections),
                                Language.say(
                                        Plural.words(objections, "objection sans réponse", "objections sans réponse"),
                                        Plural.englishWords(
                                                objections, "objection not answered", "objections not answered")),
                                PATH),
                        new Figure(
                                Language.say(proposals.accepted().size()),
                                Language.say(
                                        Plural.words(
                                                proposals.accepted().size(),
                                                "acceptée, à publier",
                                                "acceptées, à publier"),
                                        "accepted, to publish"),
                                PATH)),
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
