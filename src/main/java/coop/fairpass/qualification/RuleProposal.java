package coop.fairpass.qualification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Proposition : a change of the charter or of the questionnaire that somebody asks for, what others say of it, and what
 * the committee kept of it (R-237, R-246, domain §19).
 *
 * @param passage its code, {@link Passage#code()}
 * @param heading how people name that passage
 * @param before the words in force when it was proposed; none for what would be new
 * @param wording the words asked for; none for what would go
 * @param madeByName an organisation; people are not named
 * @param consultedTo last day of the consultation
 * @param version the one that settles it, once one does
 */
public record RuleProposal(
        UUID id,
        int number,
        RuleText rule,
        Asked asked,
        String passage,
        String heading,
        Optional<String> before,
        Optional<String> wording,
        String why,
        Instant madeAt,
        String madeByName,
        LocalDate consultedTo,
        Optional<Settled> settled,
        Optional<Integer> version,
        List<Spoken> remarks) {

    /** What is asked of a passage. */
    public enum Asked {
        CHANGE,
        ADD,
        REMOVE
    }

    /** What somebody else says: an objection must be answered. */
    public enum Speech {
        COMMENT,
        OBJECTION
    }

    /** What the committee made of it. */
    public enum Keeping {
        KEPT,
        KEPT_IN_PART,
        NOT_KEPT
    }

    public record Spoken(
            UUID id, Speech kind, String words, Instant madeAt, String madeByName, Optional<String> answer) {}

    /** @param words those of the committee, when it keeps a part */
    public record Settled(Keeping keeping, Optional<String> words, String reason, String minutes, Instant at) {}

    /** Somebody who took part, and how much they said. */
    public record Participant(String name, int proposals, int remarks) {}

    public RuleProposal {
        remarks = List.copyOf(remarks);
    }

    /** Objections that nobody answered. */
    public long unanswered() {
        return remarks.stream()
                .filter(one -> one.kind() == Speech.OBJECTION && one.answer().isEmpty())
                .count();
    }

    /** Whether something of it goes into the text. */
    public boolean isKept() {
        return settled.filter(one -> one.keeping() != Keeping.NOT_KEPT).isPresent();
    }

    /** What the passage becomes; no words when it goes. */
    Passage.Rewording kept() {
        return new Passage.Rewording(passage, settled.flatMap(Settled::words).or(() -> wording));
    }

    /** Who took part in some proposals, in the order in which they came; all who speak for nobody are one line. */
    public static List<Participant> participants(List<RuleProposal> proposals) {
        var all = new LinkedHashMap<String, Participant>();
        for (var proposal : proposals) {
            count(all, proposal.madeByName(), 1, 0);
            proposal.remarks().forEach(one -> count(all, one.madeByName(), 0, 1));
        }
        return List.copyOf(all.values());
    }

    private static void count(Map<String, Participant> all, String name, int proposals, int remarks) {
        all.merge(
                name,
                new Participant(name, proposals, remarks),
                (known, more) ->
                        new Participant(name, known.proposals() + more.proposals(), known.remarks() + more.remarks()));
    }
}
