package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk that handed a booklet over answers a report of its loss in one act: it blocks the booklet, replaces it at
 * once when the person is there, or says why it does neither.
 */
@Component
public class AnswerLossReport {

    /** What is decided. */
    public sealed interface Decision {
        /** @param presented the number of the booklet, of no use when the report has it */
        record Block(String presented) implements Decision {}

        /** The same, and the person leaves with another booklet. */
        record BlockAndReplace(String presented) implements Decision {}

        record Dismiss(Dismissal why) implements Decision {}
    }

    public record Command(UUID report, Decision decision, Actor by) {}

    public sealed interface Outcome {
        record Blocked(BookletNumber booklet, int vouchers) implements Outcome {}

        record Replaced(Replacement replacement) implements Outcome {}

        /** Blocked, for that is urgent, and not replaced. */
        record NotReplaced(BookletNumber booklet, BookletReason reason) implements Outcome {}

        record Dismissed(LossReport report) implements Outcome {}

        record Misread(Enum<?> fault) implements Outcome {}

        record NotBlocked(BookletReason reason) implements Outcome {}

        record Refused(LossReportReason reason) implements Outcome {}
    }

    private final LossReports reports;
    private final BlockBooklet blockBooklet;
    private final ReplaceBooklet replaceBooklet;

    AnswerLossReport(LossReports reports, BlockBooklet blockBooklet, ReplaceBooklet replaceBooklet) {
        this.reports = reports;
        this.blockBooklet = blockBooklet;
        this.replaceBooklet = replaceBooklet;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = reports.find(command.report()).filter(report -> LossReports.sees(by, report));
        if (found.isEmpty()) {
            return new Outcome.Refused(LossReportReason.UNKNOWN_REPORT);
        }
        if (!mayAnswer(by)) {
            return new Outcome.Refused(LossReportReason.NOT_ALLOWED);
        }
        if (found.get().state() != LossReportState.OPEN) {
            return new Outcome.Refused(LossReportReason.ALREADY_ANSWERED);
        }
        return switch (command.decision()) {
            case Decision.Dismiss(var why) -> dismiss(found.get(), why, by);
            case Decision.Block(var presented) -> block(found.get(), presented, false, by);
            case Decision.BlockAndReplace(var presented) -> block(found.get(), presented, true, by);
        };
    }

    /** Those who may block a booklet. */
    static boolean mayAnswer(Actor actor) {
        return actor.hasAny(Role.DISTRIBUTOR_AGENT, Role.COOP_CONTROLLER);
    }

    private Outcome dismiss(LossReport report, Dismissal why, Actor by) {
        return reports.answer(report.id(), Optional.empty(), Optional.of(why), by)
                ? new Outcome.Dismissed(reports.find(report.id()).orElseThrow())
                : new Outcome.Refused(LossReportReason.ALREADY_ANSWERED);
    }

    /** Blocking waits for the redemptions under way; the report is answered after it, so that none waits for both. */
    private Outcome block(LossReport report, String presented, boolean replaces, Actor by) {
        var written = report.booklet().map(BookletNumber::serial).orElse(presented.strip());
        if (written.isEmpty()) {
            return new Outcome.Refused(LossReportReason.NUMBER_MISSING);
        }
        return switch (blockBooklet.handle(new BlockBooklet.Command(written, report.loss(), by))) {
            case BlockBooklet.Outcome.Misread(var fault) -> new Outcome.Misread(fault);
            case BlockBooklet.Outcome.Refused(var reason) -> new Outcome.NotBlocked(reason);
            case BlockBooklet.Outcome.Blocked(var booklet, int vouchers) -> {
                // Whoever came first did the same: a block is made once.
                reports.answer(report.id(), Optional.of(booklet), Optional.empty(), by);
                yield replaces ? replace(report, booklet, by) : new Outcome.Blocked(booklet, vouchers);
            }
        };
    }

    private Outcome replace(LossReport report, BookletNumber booklet, Actor by) {
        var id = UUID.nameUUIDFromBytes(("loss-report/" + report.id()).getBytes(StandardCharsets.UTF_8));
        return switch (replaceBooklet.handle(new ReplaceBooklet.Command(id, booklet, by))) {
            case ReplaceBooklet.Outcome.Replaced(var replacement) -> new Outcome.Replaced(replacement);
            case ReplaceBooklet.Outcome.Refused(var reason) -> new Outcome.NotReplaced(booklet, reason);
        };
    }
}
