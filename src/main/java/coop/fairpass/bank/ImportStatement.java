package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.StatementChain.Link;
import coop.fairpass.bank.StatementChain.Place;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in one statement, in one transaction: proves it, keeps its new lines, says what they are, and looks at the coverage
 * once the bank has stated its balance. A statement that is not proven leaves nothing but its report.
 */
@Component
class ImportStatement {

    private final StatementChain chain;
    private final Entries entries;
    private final Notifications notifications;
    private final Recognition recognition;
    private final BankFiles files;
    private final SegregatedFunds funds;
    private final CoverageWatch watch;
    private final JdbcClient jdbc;

    ImportStatement(
            StatementChain chain,
            Entries entries,
            Notifications notifications,
            Recognition recognition,
            BankFiles files,
            SegregatedFunds funds,
            CoverageWatch watch,
            JdbcClient jdbc) {
        this.chain = chain;
        this.entries = entries;
        this.notifications = notifications;
        this.recognition = recognition;
        this.files = files;
        this.funds = funds;
        this.watch = watch;
        this.jdbc = jdbc;
    }

    /** Takes a statement in if it has its place now; false when it would be set aside, for another may come before it. */
    @Transactional
    boolean takeIn(Place place, BankStatement statement, OwnAccounts.Entered ours) {
        return switch (judge(statement, ours)) {
            case Verdict.Known _ -> {
                var id = chain.kept(place, statement, ours, StatementOutcome.KNOWN);
                files.add(place.reading(), report(id, statement, Set.of()));
                yield true;
            }
            case Verdict.Follows(var link, var fresh) -> {
                follow(place, statement, ours, link, fresh);
                yield true;
            }
            case Verdict.Apart _ -> false;
        };
    }

    /** Sets a statement aside, whole, with its reason; the one before it may be what is wrong. */
    @Transactional
    void setAside(Place place, BankStatement statement, OwnAccounts.Entered ours) {
        var apart = switch (judge(statement, ours)) {
            case Verdict.Apart found -> found;
            case Verdict.Known _, Verdict.Follows _ ->
                apart(ContinuityProblem.OPENING_IS_NOT_PREVIOUS_CLOSING, List.of());
        };
        var id = chain.setAside(place, statement, ours, apart.why());
        files.add(
                place.reading(),
                Stream.concat(apart.clashes().stream().map(entry -> clash(id, entry)), messages(id, statement))
                        .toList());
    }

    // ── Judging ──────────────────────────────────────────────────────────────────────────────────────────────────

    private sealed interface Verdict {
        record Known() implements Verdict {}

        record Follows(Link link, List<BankEntry> fresh) implements Verdict {}

        record Apart(Continuity.Outcome.NotProven why, List<BankEntry> clashes) implements Verdict {}
    }

    /**
     * A statement may overlap what is known: its known lines are taken off both ends, so that what is new must begin where
     * the last proven statement ended.
     */
    private Verdict judge(BankStatement statement, OwnAccounts.Entered ours) {
        chain.lock(ours.kind());
        var last = chain.last(ours);
        var booked = statement.booked();
        var kept = entries.amounts(
                booked.stream().map(entry -> entry.key().value()).toList());
        var fresh = new ArrayList<BankEntry>();
        var clashes = new ArrayList<BankEntry>();
        var known = Money.ZERO;
        for (var entry : booked) {
            var amount = Optional.ofNullable(kept.get(entry.key().value()));
            if (amount.isEmpty()) {
                fresh.add(entry);
            } else if (amount.get().equals(entry.amount())) {
                known = known.plus(entry.amount());
            } else {
                clashes.add(entry);
            }
        }
        if (clashes.isEmpty() && isKnown(statement, ours, last, fresh)) {
            return new Verdict.Known();
        }
        if (!clashes.isEmpty()) {
            return apart(ContinuityProblem.LINES_REFUSED, clashes);
        }
        return follows(statement, last, known, fresh);
    }

    private boolean isKnown(
            BankStatement statement, OwnAccounts.Entered ours, Optional<Link> last, List<BankEntry> fresh) {
        if (statement.duplicate()
                && statement
                        .sequence()
                        .filter(sequence -> chain.hasSequence(ours, sequence))
                        .isPresent()) {
            return true;
        }
        return fresh.isEmpty()
                && statement.refused().isEmpty()
                && last.isPresent()
                && statement
                        .closing()
                        .filter(closing -> !closing.date().isAfter(last.get().closingOn()))
                        .isPresent();
    }

    private static Verdict follows(BankStatement statement, Optional<Link> last, Money known, List<BankEntry> fresh) {
        var outcome = last.isEmpty()
                ? Continuity.ofFirst(statement)
                : Continuity.of(statement, last.get().closing().minus(known));
        return switch (outcome) {
            case Continuity.Outcome.NotProven why -> new Verdict.Apart(why, List.of());
            case Continuity.Outcome.Proven(var opening, var closing) -> {
                var closingOn = statement.closing().orElseThrow().date();
                boolean isOlder = last.filter(link -> closingOn.isBefore(link.closingOn()))
                        .isPresent();
                yield isOlder
                        ? apart(ContinuityProblem.OLDER_THAN_THE_LAST, List.of())
                        : new Verdict.Follows(
                                new Link(last.map(Link::number).orElse(0) + 1, opening.plus(known), closing, closingOn),
                                fresh);
            }
        };
    }

    private static Verdict.Apart apart(ContinuityProblem problem, List<BankEntry> clashes) {
        return new Verdict.Apart(
                new Continuity.Outcome.NotProven(problem, Optional.empty(), Optional.empty()), clashes);
    }

    // ── Taking in ────────────────────────────────────────────────────────────────────────────────────────────────

    private void follow(
            Place place, BankStatement statement, OwnAccounts.Entered ours, Link link, List<BankEntry> fresh) {
        var id = chain.proven(place, statement, ours, link);
        var lines = new ArrayList<EntryFacts>();
        for (var entry : fresh) {
            int rank = lines.size() + 1;
            lines.add(notifications.complete(EntryFacts.of(entry, ours, piece(ours, link, rank), rank)));
        }
        entries.insert(id, lines);
        var awaited = recognition.recognise(lines);
        if (ours.kind() == AccountKind.SEGREGATED) {
            funds.bankStated(link.closingOn(), link.closing());
        }
        awaited.forEach(recognition::arrive);
        watch.look();
        announce(id, statement);
        var accepted = fresh.stream().map(entry -> EntryId.of(entry.key())).collect(Collectors.toSet());
        files.add(place.reading(), report(id, statement, accepted));
    }

    /** Account, day, statement, rank: what a person needs to find the line on paper. */
    private static String piece(OwnAccounts.Entered ours, Link link, int rank) {
        return "%s-%s-%d-%d"
                .formatted(
                        ours.kind() == AccountKind.SEGREGATED ? "BC" : "BQ",
                        DateTimeFormatter.BASIC_ISO_DATE.format(link.closingOn()),
                        link.number(),
                        rank);
    }

    private void announce(UUID statement, BankStatement read) {
        int rank = 0;
        for (var entry : read.entries()) {
            rank++;
            if (!entry.isBooked()) {
                var movement = entry.movement();
                jdbc.sql("""
                                INSERT INTO bank.announced (statement, rank, key, status, amount_cents, expected_on, text)
                                VALUES (:statement, :rank, :key, :status, :amount, :expected_on, :text)
                                """)
                        .param("statement", statement)
                        .param("rank", rank)
                        .param("key", entry.key().value())
                        .param("status", movement.status().name())
                        .param("amount", movement.amount().cents())
                        .param(
                                "expected_on",
                                movement.bookingDate().or(movement::valueDate).orElse(null),
                                java.sql.Types.DATE)
                        .param("text", String.join(" ", entry.texts()))
                        .update();
            }
        }
    }

    // ── Reporting ────────────────────────────────────────────────────────────────────────────────────────────────

    private static List<Line> report(UUID id, BankStatement statement, Set<UUID> accepted) {
        var lines = statement.entries().stream().map(entry -> line(id, entry, accepted));
        return Stream.concat(lines, messages(id, statement)).toList();
    }

    private static Line line(UUID statement, BankEntry entry, Set<UUID> accepted) {
        if (!entry.isBooked()) {
            return new Line(
                    Optional.of(statement),
                    LineOutcome.SHOWN,
                    Optional.empty(),
                    Position.WHOLE_FILE,
                    "Sts",
                    entry.movement().status().code() + " " + entry.amount().dotted(),
                    Optional.empty());
        }
        var id = EntryId.of(entry.key());
        var outcome = accepted.contains(id) ? LineOutcome.ACCEPTED : LineOutcome.KNOWN;
        return new Line(
                Optional.of(statement),
                outcome,
                Optional.of(id),
                Position.WHOLE_FILE,
                "Amt",
                entry.amount().dotted(),
                Optional.empty());
    }

    private static Line clash(UUID statement, BankEntry entry) {
        return new Line(
                Optional.of(statement),
                LineOutcome.REFUSED,
                Optional.of(EntryId.of(entry.key())),
                Position.WHOLE_FILE,
                "Amt",
                entry.amount().dotted(),
                Optional.of(RowProblem.SAME_REFERENCE_OTHER_AMOUNT));
    }

    private static Stream<Line> messages(UUID statement, BankStatement read) {
        return Stream.concat(
                read.refused().stream().map(message -> Line.of(Optional.of(statement), LineOutcome.REFUSED, message)),
                read.notes().stream().map(message -> Line.of(Optional.of(statement), LineOutcome.NOTED, message)));
    }
}
