package coop.fairpass.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Proposition : a change of the catalogue that somebody asks for, what others say of it, and what the committee decided
 * (R-237, domain §11).
 *
 * @param into the service that replaces one that goes; always said by a merge
 * @param content the service as it would be; for one that comes or changes
 * @param consultedTo last day of the consultation
 * @param version the one that holds it, once one does
 */
public record Proposal(
        UUID id,
        int number,
        ProposalKind kind,
        ServiceCode code,
        Optional<ServiceCode> into,
        Optional<Service> content,
        String why,
        Instant madeAt,
        String madeBy,
        String madeByName,
        LocalDate consultedTo,
        Optional<Verdict> verdict,
        Optional<Integer> version,
        List<Remark> remarks) {

    /** What is asked. */
    public enum ProposalKind {
        ADD,
        CHANGE,
        WITHDRAW,
        MERGE
    }

    /** What somebody else says: an objection must be answered, an amendment may be what is accepted. */
    public enum RemarkKind {
        COMMENT,
        OBJECTION,
        AMENDMENT
    }

    /** @param content the service as the amendment would have it */
    public record Remark(
            UUID id,
            RemarkKind kind,
            String words,
            Optional<Service> content,
            Instant madeAt,
            String madeByName,
            Optional<String> answer) {}

    /** @param amendment the one accepted in place of the first words */
    public record Verdict(
            boolean isAccepted,
            String reason,
            Optional<UUID> amendment,
            String minutes,
            Instant at,
            String by,
            String byName) {}

    public Proposal {
        remarks = List.copyOf(remarks);
    }

    /** The service as it was accepted: the first words, or those of an amendment. */
    public Optional<Service> accepted() {
        return verdict.flatMap(Verdict::amendment)
                .flatMap(id -> remarks.stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .flatMap(Remark::content))
                .or(() -> content);
    }

    /** Accepted, and held by no version yet: the committee may still set it aside. */
    public boolean waitsForAVersion() {
        return version.isEmpty() && verdict.filter(Verdict::isAccepted).isPresent();
    }

    /** Objections that nobody answered. */
    public long unanswered() {
        return remarks.stream()
                .filter(one ->
                        one.kind() == RemarkKind.OBJECTION && one.answer().isEmpty())
                .count();
    }
}
