package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Carnets signalés perdus : what waits for the desk that handed them over, and for the cooperative. */
@Controller
@RequestMapping(LossReportPages.PATH)
class LossReportPages {

    static final String PATH = "/carnets/signalements";

    private static final int MOST = 200;
    private static final int LONGEST_PRESENTED = 400;

    /** What a form may decide. */
    private enum Choice {
        BLOCK,
        REPLACE,
        DISMISS
    }

    private final LossReports reports;
    private final AnswerLossReport answerLossReport;
    private final ReportLoss reportLoss;
    private final Custody custody;

    LossReportPages(LossReports reports, AnswerLossReport answerLossReport, ReportLoss reportLoss, Custody custody) {
        this.reports = reports;
        this.answerLossReport = answerLossReport;
        this.reportLoss = reportLoss;
        this.custody = custody;
    }

    @GetMapping
    String queue(Actor by, Model model) {
        requireRole(by);
        model.addAttribute("reports", reports.open(by, MOST));
        model.addAttribute("dismissals", List.of(Dismissal.values()));
        model.addAttribute("mayAnswer", AnswerLossReport.mayAnswer(by));
        model.addAttribute("mayReplace", by.has(Role.DISTRIBUTOR_AGENT));
        model.addAttribute("told", Told.in(model));
        return "booklets/loss-reports";
    }

    private static void requireRole(Actor by) {
        if (!by.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }

    /** A booklet of the desk is reported by somebody of it who may not block it themselves. */
    @PostMapping
    String report(
            @RequestParam(required = false) @Nullable String report,
            @RequestParam(required = false) @Nullable String booklet,
            @RequestParam(required = false) @Nullable String loss,
            Actor by,
            RedirectAttributes next) {
        if (!by.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER)) {
            throw ProblemException.notAllowed();
        }
        var number = BookletFields.booklet(booklet == null ? "" : booklet);
        var _ = custody.of(number, by).orElseThrow(ProblemException::notFound);
        var id = new Checks().optionalId("report", report).orElseThrow(ProblemException::notFound);
        var what = new Checks().optionalChoice("loss", loss, Loss.class);
        var page = "/carnets/" + HandOverPages.address(number);
        if (what.isEmpty()) {
            return to(page, HandOverPages.chooseLoss(), next);
        }
        return switch (reportLoss.handle(
                new ReportLoss.Command(id, what.get(), Optional.of(number), Optional.empty()))) {
            case ReportLoss.Outcome.Kept(var kept) ->
                to(
                        page,
                        Told.done(Language.say(
                                        "Signalement %s gardé. Ses chèques ne sont pas encore bloqués : prévenez une"
                                                + " personne qui remet les carnets.",
                                        "Report %s is kept. Its vouchers are not blocked yet: tell somebody who hands"
                                                + " booklets over.")
                                .formatted(LossReport.spoken(kept))),
                        next);
            case ReportLoss.Outcome.Refused(var reason) -> to(page, Told.refused(reason, Map.of()), next);
        };
    }

    @PostMapping("/{report}")
    String answer(
            @PathVariable UUID report,
            @RequestParam(required = false) @Nullable String choice,
            @RequestParam(required = false) @Nullable String presented,
            @RequestParam(required = false) @Nullable String dismissal,
            Actor by,
            RedirectAttributes next) {
        requireRole(by);
        if (!reports.isSeenBy(by, report)) {
            throw ProblemException.notFound();
        }
        if (!AnswerLossReport.mayAnswer(by)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var chosen = checks.choice("choice", choice, Choice.class, Choice.DISMISS);
        var text =
                checks.optionalText("presented", presented, LONGEST_PRESENTED).orElse("");
        var why = chosen == Choice.DISMISS
                ? checks.choice("dismissal", dismissal, Dismissal.class, Dismissal.NOT_CONFIRMED)
                : Dismissal.NOT_CONFIRMED;
        checks.orThrow();
        var decision = switch (chosen) {
            case BLOCK -> new AnswerLossReport.Decision.Block(text);
            case REPLACE -> new AnswerLossReport.Decision.BlockAndReplace(text);
            case DISMISS -> new AnswerLossReport.Decision.Dismiss(why);
        };
        return told(answerLossReport.handle(new AnswerLossReport.Command(report, decision, by)), report, text, next);
    }

    private static String told(
            AnswerLossReport.Outcome outcome, UUID report, String presented, RedirectAttributes next) {
        var typed = Map.of("presented-" + report, presented);
        return switch (outcome) {
            case AnswerLossReport.Outcome.Blocked(var booklet, int vouchers) ->
                to(
                        "/carnets/" + HandOverPages.address(booklet),
                        Told.done(Language.say(
                                        "Carnet bloqué : %s. Vous pourrez le remplacer quand la personne sera là.",
                                        "Booklet blocked: %s. You will be able to replace it when the person is there.")
                                .formatted(BookletFields.blocked(vouchers))),
                        next);
            case AnswerLossReport.Outcome.Replaced(var done) ->
                to(
                        "/carnets/" + HandOverPages.address(done.replacedBy()),
                        Told.done(Language.say(
                                        "L’ancien carnet est bloqué. Voici le nouveau : %s. Imprimez-le et"
                                                + " remettez-le.",
                                        "The old booklet is blocked. Here is the new one: %s. Print it and hand it"
                                                + " over.")
                                .formatted(BookletFields.vouchers(done.ranks().size()))),
                        next);
            case AnswerLossReport.Outcome.NotReplaced(var booklet, var reason) ->
                to(
                        "/carnets/" + HandOverPages.address(booklet),
                        new Told(
                                Told.Kind.REFUSED,
                                Language.say(
                                        "Le carnet est bloqué, et n’est pas remplacé.",
                                        "The booklet is blocked, and is not replaced."),
                                List.of(Sentences.of(reason)),
                                Map.of(),
                                Map.of()),
                        next);
            case AnswerLossReport.Outcome.Dismissed(var known) ->
                to(
                        PATH,
                        Told.done(Language.say("Le signalement %s est classé.", "Report %s is closed.")
                                .formatted(known.spoken())),
                        next);
            case AnswerLossReport.Outcome.Misread(var fault) -> to(PATH, Told.refused(fault, typed), next);
            case AnswerLossReport.Outcome.NotBlocked(var reason) ->
                to(PATH, Told.refused(BookletFields.told(reason), typed), next);
            case AnswerLossReport.Outcome.Refused(var reason)
            when reason == LossReportReason.UNKNOWN_REPORT -> throw ProblemException.notFound();
            case AnswerLossReport.Outcome.Refused(var reason) -> to(PATH, Told.refused(reason, typed), next);
        };
    }

    private static String to(String path, Told told, RedirectAttributes next) {
        next.addFlashAttribute("told", told);
        return "redirect:" + path;
    }
}
