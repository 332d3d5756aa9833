package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proposals on the charter and the questionnaire: those to decide, objections to answer, versions to publish. */
@Component
class RuleProposalWork implements WorkWaiting {

    private final RuleProposals proposals;
    private final Clock clock;

    RuleProposalWork(RuleProposals proposals, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.has(Role.COMMITTEE)) {
            return List.of();
        }
        var work = new ArrayList<Waiting>();
        for (var rule : RuleText.values()) {
            var all = proposals.of(rule);
            all.stream()
                    .filter(one -> one.settled().isEmpty())
                    .flatMap(one -> waiting(one).stream())
                    .forEach(work::add);
            long kept = all.stream()
                    .filter(one -> one.isKept() && one.version().isEmpty())
                    .count();
            if (kept > 0) {
                work.add(new Waiting(
                        Language.say("Publier une version : ", "Publish a version: ") + said(rule),
                        Language.say(
                                Plural.of(kept, "proposition gardée l’attend.", "propositions gardées l’attendent."),
                                Plural.english(kept, "kept proposal awaits it.", "kept proposals await it.")),
                        RuleProposalPages.path(rule)));
            }
        }
        return work;
    }

    private Optional<Waiting> waiting(RuleProposal one) {
        if (Paris.today(clock).isAfter(one.consultedTo())) {
            return Optional.of(new Waiting(
                    Language.say("Décider de la proposition %d : %s", "Decide proposal %d: %s")
                            .formatted(one.number(), said(one.rule())),
                    one.why(),
                    RuleProposalPages.path(one)));
        }
        // Answered during the consultation, so that it can be decided when it ends.
        return one.unanswered() == 0
                ? Optional.empty()
                : Optional.of(new Waiting(
                        Language.say(
                                        "Répondre à une objection, proposition %d : %s",
                                        "Answer an objection, proposal %d: %s")
                                .formatted(one.number(), said(one.rule())),
                        one.why(),
                        RuleProposalPages.path(one),
                        Optional.of(one.consultedTo())));
    }

    private static String said(RuleText rule) {
        return Sentences.of(rule).toLowerCase(java.util.Locale.ROOT);
    }
}
