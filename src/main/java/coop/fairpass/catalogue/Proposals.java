package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.Remark;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.catalogue.Proposal.Verdict;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The catalogue is written together: whoever has come in proposes, comments, objects and amends; the committee answers
 * each objection and decides with its reasons once the consultation is over.
 */
@Component
public class Proposals {

    public sealed interface Outcome {
        record Done(Proposal proposal) implements Outcome {}

        record Refused(ProposalReason reason) implements Outcome {}
    }

    /** @param content for one that comes or changes: whole, with its code */
    public record Ask(
            UUID id,
            ProposalKind kind,
            ServiceCode code,
            Optional<ServiceCode> into,
            Optional<Service> content,
            String why,
            Actor by) {}

    public record Say(UUID id, UUID proposal, RemarkKind kind, String words, Optional<Service> content, Actor by) {}

    /** @param amendment the one that is accepted in place of the first words */
    public record Decide(
            UUID proposal, boolean isAccepted, String reason, Optional<UUID> amendment, String minutes, Actor by) {}

    private static final String SELECT = """
            SELECT id, number, kind, code, into_code, content, why, made_at, made_by, made_by_name, consulted_to,
                   decision, reason, amendment, minutes, decided_at, decided_by, decided_name, version
              FROM catalogue.proposal
            """;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Organisations organisations;
    private final LocalPrefix prefix;
    private final Clock clock;
    private final int consultationDays;

    Proposals(
            JdbcClient jdbc,
            Catalogue catalogue,
            Organisations organisations,
            LocalPrefix prefix,
            Clock clock,
            @Value("${fairpass.catalogue.consultation-days:30}") int consultationDays) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.organisations = organisations;
        this.prefix = prefix;
        this.clock = clock;
        this.consultationDays = consultationDays;
    }

    // ── Proposing ────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Ask ask) {
        var today = Paris.today(clock);
        var known = find(ask.id());
        if (known.isPresent()) {
            return known.get().code().equals(ask.code())
                            && known.get().why().equals(ask.why().strip())
                    ? new Outcome.Done(known.get())
                    : refused(ProposalReason.ID_TAKEN);
        }
        if (catalogue.on(today).isEmpty()) {
            return refused(ProposalReason.NO_CATALOGUE_YET);
        }
        var current = catalogue.find(ask.code(), today);
        var reason = refusal(ask, current, today);
        if (reason.isPresent()) {
            return refused(reason.get());
        }
        return new Outcome.Done(record(ask));
    }

    /** Opens the consultation upon what was judged to be a change, here or row by row of a file. */
    @Transactional(propagation = Propagation.MANDATORY)
    Proposal record(Ask ask) {
        jdbc.sql("""
                        INSERT INTO catalogue.proposal (id, kind, code, into_code, content, why, made_at, made_by,
                               made_by_name, consulted_to)
                        VALUES (:id, :kind, :code, :into_code, :content, :why, :made_at, :made_by,
                               :made_by_name, :consulted_to)
                        """)
                .param("id", ask.id())
                .param("kind", ask.kind().name())
                .param("code", ask.code().value())
                .param("into_code", ask.into().map(ServiceCode::value).orElse(null), java.sql.Types.VARCHAR)
                .param("content", ask.content().map(ServiceText::of).orElse(null), java.sql.Types.VARCHAR)
                .param("why", ask.why().strip())
                .param("made_at", now())
                .param("made_by", ask.by().reference())
                .param("made_by_name", organisations.voiceOf(ask.by()))
                .param("consulted_to", Paris.today(clock).plusDays(consultationDays))
                .update();
        return get(ask.id());
    }

    private Optional<ProposalReason> refusal(Ask ask, Optional<Service> current, LocalDate today) {
        // An instance that adds services of its own keeps to them: what is shared is written elsewhere.
        boolean isElsewhere = prefix.value().isPresent() && !prefix.isLocal(ask.code());
        if (ask.kind() == ProposalKind.ADD) {
            if (isElsewhere && !catalogue.wasGiven(ask.code())) {
                return Optional.of(ProposalReason.PREFIX_NOT_LOCAL);
            }
            boolean isProposed = all().stream()
                    .anyMatch(one -> one.kind() == ProposalKind.ADD
                            && one.code().equals(ask.code())
                            && one.verdict()
                                    .filter(verdict -> !verdict.isAccepted())
                                    .isEmpty());
            return catalogue.wasGiven(ask.code()) || isProposed
                    ? Optional.of(ProposalReason.CODE_GIVEN)
                    : Optional.empty();
        }
        if (current.isEmpty()) {
            return Optional.of(ProposalReason.UNKNOWN_SERVICE);
        }
        if (isElsewhere && ask.kind() == ProposalKind.CHANGE) {
            return Optional.of(ProposalReason.SHARED_CODE);
        }
        if (ask.kind() == ProposalKind.CHANGE && ask.content().equals(current)) {
            return Optional.of(ProposalReason.NOTHING_CHANGES);
        }
        boolean mustReplace = ask.kind() == ProposalKind.MERGE;
        boolean isReplaced = ask.into()
                .filter(into -> !into.equals(ask.code()))
                .flatMap(into -> catalogue.find(into, today))
                .isPresent();
        return (mustReplace || ask.into().isPresent()) && !isReplaced
                ? Optional.of(ProposalReason.UNKNOWN_REPLACEMENT)
                : Optional.empty();
    }

    // ── Talking ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Say say) {
        var proposal = lock(say.proposal());
        if (proposal.isEmpty()) {
            return refused(ProposalReason.UNKNOWN_PROPOSAL);
        }
        var known = proposal.get().remarks().stream()
                .filter(one -> one.id().equals(say.id()))
                .findFirst();
        if (known.isPresent()) {
            return new Outcome.Done(proposal.get());
        }
        if (proposal.get().verdict().isPresent()) {
            return refused(ProposalReason.ALREADY_DECIDED);
        }
        if (say.kind() == RemarkKind.AMENDMENT
                && (say.content().isEmpty() || proposal.get().content().isEmpty())) {
            return refused(ProposalReason.NOTHING_CHANGES);
        }
        int written = jdbc.sql("""
                        INSERT INTO catalogue.proposal_remark (id, proposal, kind, words, content, made_at, made_by,
                               made_by_name)
                        VALUES (:id, :proposal, :kind, :words, :content, :made_at, :made_by, :made_by_name)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", say.id())
                .param("proposal", say.proposal())
                .param("kind", say.kind().name())
                .param("words", say.words().strip())
                .param(
                        "content",
                        say.content()
                                .filter(_ -> say.kind() == RemarkKind.AMENDMENT)
                                .map(ServiceText::of)
                                .orElse(null),
                        java.sql.Types.VARCHAR)
                .param("made_at", now())
                .param("made_by", say.by().reference())
                .param("made_by_name", organisations.voiceOf(say.by()))
                .update();
        return written == 0 ? refused(ProposalReason.ID_TAKEN) : new Outcome.Done(get(say.proposal()));
    }

    /** The committee answers in writing. */
    @Transactional
    public Outcome answer(UUID proposal, UUID remark, String answer, Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            return refused(ProposalReason.NOT_ALLOWED);
        }
        var locked = lock(proposal);
        if (locked.isEmpty()) {
            return refused(ProposalReason.UNKNOWN_PROPOSAL);
        }
        var known = locked.get().remarks().stream()
                .filter(one -> one.id().equals(remark))
                .findFirst();
        if (known.isEmpty()) {
            return refused(ProposalReason.UNKNOWN_REMARK);
        }
        if (known.get().answer().isPresent()) {
            return known.get().answer().get().equals(answer.strip())
                    ? new Outcome.Done(locked.get())
                    : refused(ProposalReason.ALREADY_ANSWERED);
        }
        jdbc.sql("""
                        UPDATE catalogue.proposal_remark
                           SET answer = :answer, answered_at = :answered_at, answered_by = :answered_by
                         WHERE id = :id
                        """)
                .param("id", remark)
                .param("answer", answer.strip())
                .param("answered_at", now())
                .param("answered_by", by.reference())
                .update();
        return new Outcome.Done(get(proposal));
    }

    // ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Decide decide) {
        if (!decide.by().has(Role.COMMITTEE)) {
            return refused(ProposalReason.NOT_ALLOWED);
        }
        if (!decide.by().isPerson()) {
            return refused(ProposalReason.NOT_A_PERSON);
        }
        // No version is being written meanwhile: what it holds stays accepted.
        catalogue.lock();
        var proposal = lock(decide.proposal());
        if (proposal.isEmpty()) {
            return refused(ProposalReason.UNKNOWN_PROPOSAL);
        }
        var known = proposal.get().verdict();
        if (known.isPresent()) {
            if (known.get().isAccepted() == decide.isAccepted()
                    && known.get().reason().equals(decide.reason().strip())) {
                return new Outcome.Done(proposal.get());
            }
            return proposal.get().waitsForAVersion() && !decide.isAccepted()
                    ? setAside(proposal.get(), known.get(), decide)
                    : refused(ProposalReason.ALREADY_DECIDED);
        }
        if (!Paris.today(clock).isAfter(proposal.get().consultedTo())) {
            return refused(ProposalReason.CONSULTATION_RUNS);
        }
        if (proposal.get().unanswered() > 0) {
            return refused(ProposalReason.OBJECTION_UNANSWERED);
        }
        boolean isKnown = decide.amendment().isEmpty()
                || proposal.get().remarks().stream()
                        .anyMatch(one -> one.kind() == RemarkKind.AMENDMENT
                                && decide.amendment().equals(Optional.of(one.id())));
        if (!isKnown) {
            return refused(ProposalReason.UNKNOWN_AMENDMENT);
        }
        write(decide);
        return new Outcome.Done(get(decide.proposal()));
    }

    /**
     * Accepted and in no version yet, a proposal may be set aside again, as when another accepted one speaks of the
     * same service. Nothing said is erased: the first decision stays beside what others said.
     */
    private Outcome setAside(Proposal proposal, Verdict first, Decide decide) {
        jdbc.sql("""
                        INSERT INTO catalogue.proposal_remark (id, proposal, kind, words, made_at, made_by,
                               made_by_name)
                        VALUES (:id, :proposal, 'COMMENT', :words, :made_at, :made_by, 'Le comité')
                        """)
                .param("id", UUID.randomUUID())
                .param("proposal", proposal.id())
                .param(
                        "words",
                        "D’abord acceptée%s, %s : %s"
                                .formatted(
                                        first.amendment().isPresent() ? ", telle qu’amendée" : "",
                                        first.minutes(),
                                        first.reason()))
                .param("made_at", OffsetDateTime.ofInstant(first.at(), ZoneOffset.UTC))
                .param("made_by", first.by())
                .update();
        write(decide);
        return new Outcome.Done(get(proposal.id()));
    }

    private void write(Decide decide) {
        jdbc.sql("""
                        UPDATE catalogue.proposal
                           SET decision = :decision, reason = :reason, amendment = :amendment, minutes = :minutes,
                               decided_at = :decided_at, decided_by = :decided_by, decided_name = :decided_name
                         WHERE id = :id
                        """)
                .param("id", decide.proposal())
                .param("decision", decide.isAccepted() ? "ACCEPTED" : "REJECTED")
                .param("reason", decide.reason().strip())
                .param("amendment", decide.amendment().orElse(null), java.sql.Types.OTHER)
                .param("minutes", decide.minutes())
                .param("decided_at", now())
                .param("decided_by", decide.by().reference())
                .param("decided_name", decide.by().label())
                .update();
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** All of them, the last first: what was proposed, by whom, and what was kept stay public. */
    @Transactional(readOnly = true)
    public List<Proposal> all() {
        return jdbc.sql(SELECT + " ORDER BY number DESC")
                .query((row, _) -> proposal(row))
                .list();
    }

    /** Accepted and in no version yet, in the order of their acceptance. */
    @Transactional(readOnly = true)
    public List<Proposal> accepted() {
        return jdbc.sql(SELECT + " WHERE decision = 'ACCEPTED' AND version IS NULL ORDER BY decided_at, number")
                .query((row, _) -> proposal(row))
                .list();
    }

    /** Those that a version holds. */
    @Transactional(readOnly = true)
    public List<Proposal> heldBy(int version) {
        return jdbc.sql(SELECT + " WHERE version = :version ORDER BY number")
                .param("version", version)
                .query((row, _) -> proposal(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Proposal> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Proposal> numbered(int number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number)
                .query((row, _) -> proposal(row))
                .optional();
    }

    private Proposal get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no proposal " + id));
    }

    private Optional<Proposal> lock(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    void publish(UUID id, int version) {
        jdbc.sql("UPDATE catalogue.proposal SET version = :version WHERE id = :id")
                .param("id", id)
                .param("version", version)
                .update();
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var decision = row.getString("decision");
        return new Proposal(
                id,
                row.getInt("number"),
                ProposalKind.valueOf(row.getString("kind")),
                ServiceCode.of(row.getString("code")),
                Optional.ofNullable(row.getString("into_code")).map(ServiceCode::of),
                Optional.ofNullable(row.getString("content")).map(ServiceText::read),
                row.getString("why"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by"),
                row.getString("made_by_name"),
                row.getObject("consulted_to", LocalDate.class),
                decision == null
                        ? Optional.empty()
                        : Optional.of(new Verdict(
                                decision.equals("ACCEPTED"),
                                row.getString("reason"),
                                Optional.ofNullable(row.getObject("amendment", UUID.class)),
                                row.getString("minutes"),
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("decided_by"),
                                row.getString("decided_name"))),
                Optional.ofNullable(row.getObject("version", Integer.class)),
                remarks(id));
    }

    private List<Remark> remarks(UUID proposal) {
        return jdbc.sql("""
                        SELECT id, kind, words, content, made_at, made_by_name, answer
                          FROM catalogue.proposal_remark
                         WHERE proposal = :proposal
                         ORDER BY made_at, id
                        """)
                .param("proposal", proposal)
                .query((row, _) -> new Remark(
                        row.getObject("id", UUID.class),
                        RemarkKind.valueOf(row.getString("kind")),
                        row.getString("words"),
                        Optional.ofNullable(row.getString("content")).map(ServiceText::read),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("made_by_name"),
                        Optional.ofNullable(row.getString("answer"))))
                .list();
    }

    private static Outcome refused(ProposalReason reason) {
        return new Outcome.Refused(reason);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
