package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.RuleProposal.Asked;
import coop.fairpass.qualification.RuleProposal.Keeping;
import coop.fairpass.qualification.RuleProposal.Settled;
import coop.fairpass.qualification.RuleProposal.Speech;
import coop.fairpass.qualification.RuleProposal.Spoken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The charter and the questionnaire are written together, as the catalogue is: whoever has come in proposes, comments
 * and objects; the committee answers each objection and decides with its reasons once the consultation is over (R-237,
 *
 */
@Component
public class RuleProposals {

    public sealed interface Outcome {
        record Done(RuleProposal proposal) implements Outcome {}

        record Refused(RuleProposalReason reason) implements Outcome {}
    }

    /** @param wording the passage as it would be; none when it would go */
    public record Ask(UUID id, RuleText rule, String passage, Optional<String> wording, String why, Actor by) {}

    public record Say(UUID id, UUID proposal, Speech kind, String words, Actor by) {}

    /** @param words what the passage becomes, for one that is kept in part */
    public record Decide(
            UUID proposal, Keeping keeping, Optional<String> words, String reason, String minutes, Actor by) {}

    /** How many proposals one person may have open on one text: others wish to be read too. */
    static final int MOST_OPEN = 10;

    private static final String SELECT = """
            SELECT id, number, rule, asked, passage, heading, before_words, wording, why, made_at, made_by_name,
                   consulted_to, keeping, kept_words, reason, minutes, decided_at, version
              FROM qualification.rule_proposal
            """;

    private final JdbcClient jdbc;
    private final RuleTexts texts;
    private final Organisations organisations;
    private final Clock clock;
    private final int consultationDays;

    RuleProposals(
            JdbcClient jdbc,
            RuleTexts texts,
            Organisations organisations,
            Clock clock,
            @Value("${fairpass.qualification.consultation-days:30}") int consultationDays) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.organisations = organisations;
        this.clock = clock;
        this.consultationDays = consultationDays;
    }

    // ── Proposing ────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Ask ask) {
        var known = find(ask.id());
        if (known.isPresent()) {
            return isSame(ask, known.get())
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(RuleProposalReason.ID_TAKEN);
        }
        var today = Paris.today(clock);
        var passage = texts.find(ask.rule(), ask.passage(), today);
        if (passage.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_PASSAGE);
        }
        var reason = refusal(ask, passage.get());
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.rule_proposal (id, rule, asked, passage, heading, before_words,
                               wording, why, made_at, made_by, made_by_name, consulted_to)
                        VALUES (:id, :rule, :asked, :passage, :heading, :before_words,
                               :wording, :why, :made_at, :made_by, :made_by_name, :consulted_to)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", ask.id())
                .param("rule", ask.rule().name())
                .param("asked", asked(ask, passage.get()).name())
                .param("passage", ask.passage())
                .param("heading", passage.get().heading())
                .param(
                        "before_words",
                        passage.get().isNew() ? null : passage.get().words(),
                        Types.VARCHAR)
                .param("wording", ask.wording().map(RuleProposals::kept).orElse(null), Types.VARCHAR)
                .param("why", kept(ask.why()))
                .param("made_at", now())
                .param("made_by", ask.by().reference())
                .param("made_by_name", organisations.voiceOf(ask.by()))
                .param("consulted_to", today.plusDays(consultationDays))
                .update();
        return written == 0 ? new Outcome.Refused(RuleProposalReason.ID_TAKEN) : new Outcome.Done(get(ask.id()));
    }

    private static boolean isSame(Ask ask, RuleProposal known) {
        return known.rule() == ask.rule()
                && known.passage().equals(ask.passage())
                && known.wording().equals(ask.wording().map(RuleProposals::kept))
                && known.why().equals(kept(ask.why()));
    }

    private static Asked asked(Ask ask, Passage passage) {
        if (passage.isNew()) {
            return Asked.ADD;
        }
        return ask.wording().isEmpty() ? Asked.REMOVE : Asked.CHANGE;
    }

    private Optional<RuleProposalReason> refusal(Ask ask, Passage passage) {
        if (ask.wording().isEmpty() && passage.isMarks()) {
            return Optional.of(RuleProposalReason.ALWAYS_NEEDED);
        }
        boolean changes = passage.isNew()
                ? ask.wording().isPresent()
                : ask.wording()
                        .filter(words -> Passage.isSame(words, passage.words()))
                        .isEmpty();
        if (!changes) {
            return Optional.of(RuleProposalReason.NOTHING_CHANGES);
        }
        int open = jdbc.sql("""
                        SELECT count(*)
                          FROM qualification.rule_proposal
                         WHERE rule = :rule
                           AND made_by = :made_by
                           AND keeping IS NULL
                        """)
                .param("rule", ask.rule().name())
                .param("made_by", ask.by().reference())
                .query(Integer.class)
                .single();
        return open >= MOST_OPEN ? Optional.of(RuleProposalReason.TOO_MANY_OPEN) : Optional.empty();
    }

    // ── Talking ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Say say) {
        var proposal = lock(say.proposal());
        if (proposal.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_PROPOSAL);
        }
        if (proposal.get().remarks().stream().anyMatch(one -> one.id().equals(say.id()))) {
            return new Outcome.Done(proposal.get());
        }
        if (proposal.get().settled().isPresent()) {
            return new Outcome.Refused(RuleProposalReason.ALREADY_DECIDED);
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.rule_remark (id, proposal, kind, words, made_at, made_by,
                               made_by_name)
                        VALUES (:id, :proposal, :kind, :words, :made_at, :made_by, :made_by_name)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", say.id())
                .param("proposal", say.proposal())
                .param("kind", say.kind().name())
                .param("words", kept(say.words()))
                .param("made_at", now())
                .param("made_by", say.by().reference())
                .param("made_by_name", organisations.voiceOf(say.by()))
                .update();
        return written == 0 ? new Outcome.Refused(RuleProposalReason.ID_TAKEN) : new Outcome.Done(get(say.proposal()));
    }

    /** The committee answers in writing. */
    @Transactional
    public Outcome answer(UUID proposal, UUID remark, String answer, Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            return new Outcome.Refused(RuleProposalReason.NOT_ALLOWED);
        }
        var locked = lock(proposal);
        if (locked.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_PROPOSAL);
        }
        var known = locked.get().remarks().stream()
                .filter(one -> one.id().equals(remark))
                .findFirst();
        if (known.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_REMARK);
        }
        if (known.get().answer().isPresent()) {
            return known.get().answer().get().equals(kept(answer))
                    ? new Outcome.Done(locked.get())
                    : new Outcome.Refused(RuleProposalReason.ALREADY_ANSWERED);
        }
        jdbc.sql("""
                        UPDATE qualification.rule_remark
                           SET answer = :answer, answered_at = :answered_at, answered_by = :answered_by
                         WHERE id = :id
                        """)
                .param("id", remark)
                .param("answer", kept(answer))
                .param("answered_at", now())
                .param("answered_by", by.reference())
                .update();
        return new Outcome.Done(get(proposal));
    }

    // ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional
    public Outcome handle(Decide decide) {
        if (!decide.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(RuleProposalReason.NOT_ALLOWED);
        }
        if (!decide.by().isPerson()) {
            return new Outcome.Refused(RuleProposalReason.NOT_A_PERSON);
        }
        lockAll();
        var proposal = lock(decide.proposal());
        if (proposal.isEmpty()) {
            return new Outcome.Refused(RuleProposalReason.UNKNOWN_PROPOSAL);
        }
        var words = decide.words().map(RuleProposals::kept).filter(_ -> decide.keeping() == Keeping.KEPT_IN_PART);
        var known = proposal.get().settled();
        if (known.isPresent()) {
            return known.get().keeping() == decide.keeping()
                            && known.get().words().equals(words)
                            && known.get().reason().equals(kept(decide.reason()))
                    ? new Outcome.Done(proposal.get())
                    : new Outcome.Refused(RuleProposalReason.ALREADY_DECIDED);
        }
        var reason = refusal(decide.keeping(), words, proposal.get());
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        jdbc.sql("""
                        UPDATE qualification.rule_proposal
                           SET keeping = :keeping, kept_words = :kept_words, reason = :reason, minutes = :minutes,
                               decided_at = :decided_at, decided_by = :decided_by
                         WHERE id = :id
                        """)
                .param("id", decide.proposal())
                .param("keeping", decide.keeping().name())
                .param("kept_words", words.orElse(null), Types.VARCHAR)
                .param("reason", kept(decide.reason()))
                .param("minutes", decide.minutes())
                .param("decided_at", now())
                .param("decided_by", decide.by().reference())
                .update();
        return new Outcome.Done(get(decide.proposal()));
    }

    private Optional<RuleProposalReason> refusal(Keeping keeping, Optional<String> words, RuleProposal proposal) {
        if (!Paris.today(clock).isAfter(proposal.consultedTo())) {
            return Optional.of(RuleProposalReason.CONSULTATION_RUNS);
        }
        if (proposal.unanswered() > 0) {
            return Optional.of(RuleProposalReason.OBJECTION_UNANSWERED);
        }
        if (keeping == Keeping.NOT_KEPT) {
            return Optional.empty();
        }
        if (keeping == Keeping.KEPT_IN_PART && words.isEmpty()) {
            return Optional.of(RuleProposalReason.KEPT_WORDS_MISSING);
        }
        if (!texts.has(proposal.rule(), proposal.passage())) {
            return Optional.of(RuleProposalReason.PASSAGE_GONE);
        }
        boolean isReworded = proposal.asked() != Asked.ADD
                && waiting(proposal.rule()).stream()
                        .filter(RuleProposal::isKept)
                        .anyMatch(
                                one -> one.asked() != Asked.ADD && one.passage().equals(proposal.passage()));
        if (isReworded) {
            return Optional.of(RuleProposalReason.SAME_PASSAGE_TWICE);
        }
        var becomes = keeping == Keeping.KEPT_IN_PART ? words : proposal.wording();
        return becomes.isPresent() && !texts.reads(proposal.rule(), new Passage.Rewording(proposal.passage(), becomes))
                ? Optional.of(RuleProposalReason.WORDS_UNREADABLE)
                : Optional.empty();
    }

    /** One decision or one version at a time: what is kept of two proposals must fit together. */
    void lockAll() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('qualification.rule_proposal'))")
                .query((_, _) -> true)
                .single();
    }

    /** Notes which version settles a proposal. */
    void settle(UUID id, int version) {
        jdbc.sql("UPDATE qualification.rule_proposal SET version = :version WHERE id = :id")
                .param("id", id)
                .param("version", version)
                .update();
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** All those about a text, the last first: what was proposed, by whom, and what was kept stay public. */
    @Transactional(readOnly = true)
    public List<RuleProposal> of(RuleText rule) {
        return read(
                jdbc.sql(SELECT + " WHERE rule = :rule ORDER BY number DESC").param("rule", rule.name()));
    }

    /** Those that a version settles, kept or not, in the order in which they came. */
    @Transactional(readOnly = true)
    public List<RuleProposal> settledBy(RuleText rule, int version) {
        return read(jdbc.sql(SELECT + " WHERE rule = :rule AND version = :version ORDER BY number")
                .param("rule", rule.name())
                .param("version", version));
    }

    /** Those that are decided and wait for a version, in the order in which they came. */
    @Transactional(readOnly = true)
    public List<RuleProposal> waiting(RuleText rule) {
        return read(jdbc.sql(SELECT + " WHERE rule = :rule AND version IS NULL AND keeping IS NOT NULL ORDER BY number")
                .param("rule", rule.name()));
    }

    @Transactional(readOnly = true)
    public Optional<RuleProposal> find(UUID id) {
        return read(jdbc.sql(SELECT + " WHERE id = :id").param("id", id)).stream()
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<RuleProposal> numbered(RuleText rule, int number) {
        return read(jdbc.sql(SELECT + " WHERE rule = :rule AND number = :number")
                        .param("rule", rule.name())
                        .param("number", number))
                .stream()
                .findFirst();
    }

    private RuleProposal get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no proposal " + id));
    }

    private Optional<RuleProposal> lock(UUID id) {
        return read(jdbc.sql(SELECT + " WHERE id = :id FOR UPDATE").param("id", id)).stream()
                .findFirst();
    }

    private List<RuleProposal> read(JdbcClient.StatementSpec asked) {
        var rows = asked.query((row, _) -> proposal(row)).list();
        var remarks = remarks(rows.stream().map(RuleProposal::id).toList());
        return rows.stream()
                .map(one -> with(one, remarks.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static RuleProposal with(RuleProposal one, List<Spoken> remarks) {
        return new RuleProposal(
                one.id(),
                one.number(),
                one.rule(),
                one.asked(),
                one.passage(),
                one.heading(),
                one.before(),
                one.wording(),
                one.why(),
                one.madeAt(),
                one.madeByName(),
                one.consultedTo(),
                one.settled(),
                one.version(),
                remarks);
    }

    private static RuleProposal proposal(ResultSet row) throws SQLException {
        var keeping = row.getString("keeping");
        return new RuleProposal(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                RuleText.valueOf(row.getString("rule")),
                Asked.valueOf(row.getString("asked")),
                row.getString("passage"),
                row.getString("heading"),
                Optional.ofNullable(row.getString("before_words")),
                Optional.ofNullable(row.getString("wording")),
                row.getString("why"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by_name"),
                row.getObject("consulted_to", LocalDate.class),
                keeping == null
                        ? Optional.empty()
                        : Optional.of(new Settled(
                                Keeping.valueOf(keeping),
                                Optional.ofNullable(row.getString("kept_words")),
                                row.getString("reason"),
                                row.getString("minutes"),
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant())),
                Optional.ofNullable(row.getObject("version", Integer.class)),
                List.of());
    }

    private Map<UUID, List<Spoken>> remarks(List<UUID> proposals) {
        if (proposals.isEmpty()) {
            return Map.of();
        }
        var all = new HashMap<UUID, List<Spoken>>();
        jdbc.sql("""
                        SELECT id, proposal, kind, words, made_at, made_by_name, answer
                          FROM qualification.rule_remark
                         WHERE proposal = ANY (:proposals::uuid[])
                         ORDER BY number
                        """)
                .param("proposals", proposals.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> all.computeIfAbsent(row.getObject("proposal", UUID.class), _ -> new ArrayList<>())
                        .add(new Spoken(
                                row.getObject("id", UUID.class),
                                Speech.valueOf(row.getString("kind")),
                                row.getString("words"),
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                row.getString("made_by_name"),
                                Optional.ofNullable(row.getString("answer")))))
                .list();
        return all;
    }

    /** As it is kept: without the spaces around it, and with one way of ending lines. */
    private static String kept(String text) {
        return text.strip().replace("\r\n", "\n").replace('\r', '\n');
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
