package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.RuleTexts.Adoption;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A new version of the charter or of the questionnaire, with the proposals that it settles: made from what the
 * committee kept of them, or brought whole. Those that are not kept are named too, so that its page says all that was
 * proposed.
 */
@Component
public class AdoptRuleVersion {

    /**
     * @param content the JSON of the whole text; none to reword the last version by all that is decided
     * @param proposals with a whole text, the numbers of those that it settles
     */
    public record Command(
            RuleText rule,
            Optional<String> content,
            List<Integer> proposals,
            LocalDate effectiveOn,
            Decision decision,
            Actor by) {
        public Command {
            proposals = List.copyOf(proposals);
        }
    }

    public sealed interface Outcome {
        record Adopted(int version) implements Outcome {}

        record Refused(RuleProposalReason reason) implements Outcome {}

        /** The version itself could not be adopted: its date, or its text. */
        record NotAdopted(VersionReason reason) implements Outcome {}
    }

    private final RuleTexts texts;
    private final RuleProposals proposals;

    AdoptRuleVersion(RuleTexts texts, RuleProposals proposals) {
        this.texts = texts;
        this.proposals = proposals;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(RuleProposalReason.NOT_ALLOWED);
        }
        proposals.lockAll();
        return command.content().isPresent()
                ? brought(command, command.content().get())
                : reworded(command);
    }

    /** A whole text, and what it says it settles. */
    private Outcome brought(Command command, String content) {
        var all = proposals.of(command.rule());
        var named = all.stream()
                .filter(one -> command.proposals().contains(one.number()))
                .toList();
        if (named.size() < new HashSet<>(command.proposals()).size()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_PROPOSAL);
        }
        if (named.stream().anyMatch(one -> one.settled().isEmpty())) {
            return new Outcome.Refused(RuleProposalReason.NOT_DECIDED);
        }
        var last = texts.versions(command.rule()).getFirst();
        boolean isLastAgain = last.effectiveOn().equals(Optional.of(command.effectiveOn()))
                && last.decision().equals(Optional.of(command.decision()));
        boolean areFree = named.stream()
                .flatMap(one -> one.version().stream())
                .allMatch(settledBy -> isLastAgain && settledBy == last.number());
        if (!areFree) {
            return new Outcome.Refused(RuleProposalReason.ALREADY_SETTLED);
        }
        return adopt(command, content, named);
    }

    /** The last version, reworded by what is kept of all that is decided. */
    private Outcome reworded(Command command) {
        var decided = proposals.waiting(command.rule());
        var kept = decided.stream().filter(RuleProposal::isKept).toList();
        if (kept.isEmpty()) {
            var last = texts.versions(command.rule()).getFirst();
            return last.effectiveOn().equals(Optional.of(command.effectiveOn()))
                            && last.decision().equals(Optional.of(command.decision()))
                    ? new Outcome.Adopted(last.number()) // the same form, sent twice
                    : new Outcome.Refused(RuleProposalReason.NOTHING_KEPT);
        }
        var content = texts.rewritten(
                command.rule(), kept.stream().map(RuleProposal::kept).toList());
        if (content.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.DOES_NOT_HOLD);
        }
        return adopt(command, content.get(), decided);
    }

    private Outcome adopt(Command command, String content, List<RuleProposal> settled) {
        return switch (texts.adopt(command.rule(), content, command.effectiveOn(), command.decision(), command.by())) {
            case Adoption.Refused(var reason) -> new Outcome.NotAdopted(reason);
            case Adoption.Adopted(var version) -> {
                settled.forEach(one -> proposals.settle(one.id(), version));
                yield new Outcome.Adopted(version);
            }
        };
    }
}
