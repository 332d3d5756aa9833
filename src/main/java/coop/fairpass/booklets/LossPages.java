package coop.fairpass.booklets;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Telephone;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Throttle;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * « J’ai perdu mes chèques », for anyone: one question a screen, no name, no account and no script. What was answered
 * goes from screen to screen in addresses and hidden fields. The number of a booklet is never written in an address
 * that we make, and no screen says whether it exists or who has it.
 */
@Controller
@RequestMapping("/mes-cheques/perdus")
class LossPages {

    private static final int LONGEST = 40;
    private static final int LONGEST_COMMUNE = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{7}");

    private final ReportLoss reportLoss;
    private final Receptions receptions;
    private final Organisations organisations;
    private final Throttle throttle;

    LossPages(
            ReportLoss reportLoss,
            Receptions receptions,
            Organisations organisations,
            Clock clock,
            @Value("${fairpass.booklets.loss-reports-per-hour:5}") int mostPerHour) {
        this.reportLoss = reportLoss;
        this.receptions = receptions;
        this.organisations = organisations;
        this.throttle = new Throttle(clock, Duration.ofHours(1), mostPerHour);
    }

    /** What an address says leads to the first question that it does not answer. */
    @GetMapping
    String ask(
            @RequestParam(required = false) @Nullable String loss,
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @Nullable String near,
            Model model,
            HttpServletResponse response) {
        var what = new Checks().optionalChoice("loss", loss, Loss.class);
        what.ifPresent(known -> model.addAttribute("loss", known));
        if (what.isEmpty()) {
            return show(LossStep.WHAT, Told.NOTHING, model);
        }
        if ("yes".equals(paper)) {
            return show(LossStep.NUMBER, Told.NOTHING, model);
        }
        if (!"no".equals(paper)) {
            return show(LossStep.PAPER, Told.NOTHING, model);
        }
        var commune = new Checks().optionalText("near", near, LONGEST_COMMUNE);
        return commune.map(written -> desks(written, model, response))
                .orElseGet(() -> show(LossStep.WHERE, Told.NOTHING, model));
    }

    private String desks(String written, Model model, HttpServletResponse response) {
        var found = receptions.near(written);
        if (found.isEmpty()) {
            response.setStatus(400);
            return show(LossStep.WHERE, wrong("near", LossReportReason.COMMUNE_NOT_FOUND, written), model);
        }
        model.addAttribute("near", written);
        model.addAttribute("desks", found.get());
        return show(found.get().isEmpty() ? LossStep.NOBODY : LossStep.DESK, Told.NOTHING, model);
    }

    private String show(LossStep step, Told told, Model model) {
        model.addAttribute("step", step);
        model.addAttribute("told", told);
        if (!model.containsAttribute("report")) {
            model.addAttribute("report", UUID.randomUUID().toString());
        }
        model.addAttribute(
                "telephone",
                organisations
                        .cooperative()
                        .flatMap(Organisation::telephone)
                        .map(Telephone::grouped)
                        .orElse(""));
        return "booklets/loss";
    }

    private static Told wrong(String field, Enum<?> reason, String typed) {
        var sentence = Sentences.of(reason);
        return new Told(Told.Kind.REFUSED, sentence, List.of(), Map.of(field, sentence), Map.of(field, typed));
    }

    /** What was chosen or written is shown once more; then, if it is right, sent. */
    @PostMapping
    String send(
            @RequestParam(required = false) @Nullable String loss,
            @RequestParam(required = false) @Nullable String presented,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable String near,
            @RequestParam(required = false) @Nullable String report,
            @RequestParam(required = false) @Nullable String sure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var checks = new Checks();
        var what = checks.choice("loss", loss, Loss.class, Loss.LOST);
        var id = checks.id("report", report);
        checks.orThrow();
        model.addAttribute("loss", what);
        model.addAttribute("report", id.toString());
        if (presented == null) {
            return toDesk(what, id, desk == null ? "" : desk, near == null ? "" : near, sure, request, response, model);
        }
        return switch (read(presented)) {
            case Read.OfBooklet(var number) -> {
                model.addAttribute("booklet", number.serial());
                yield certain(
                        new ReportLoss.Command(id, what, Optional.of(number), Optional.empty()),
                        sure,
                        request,
                        response,
                        model);
            }
            case Read.Wrong(var reason) -> {
                response.setStatus(422);
                // A code opens a voucher: it is not shown a second time.
                yield show(
                        LossStep.NUMBER,
                        wrong("presented", reason, reason == LossReportReason.CODE_WRITTEN ? "" : presented),
                        model);
            }
        };
    }

    private sealed interface Read {
        record OfBooklet(BookletNumber number) implements Read {}

        record Wrong(Enum<?> reason) implements Read {}
    }

    /** Judged by its digits alone, never by what exists. */
    private static Read read(String presented) {
        var text = presented.strip();
        if (text.isEmpty()) {
            return new Read.Wrong(LossReportReason.NUMBER_MISSING);
        }
        if (text.length() > LONGEST) {
            return new Read.Wrong(SerialFault.WRONG_LENGTH);
        }
        return switch (Serial.read(text)) {
            case Serial.Reading.OfBooklet(var number) -> new Read.OfBooklet(number);
            case Serial.Reading.OfVoucher(var voucher) -> new Read.OfBooklet(voucher.booklet());
            case Serial.Reading.Misread(var fault) ->
                VoucherCode.read(text) instanceof VoucherCode.Reading.Read
                        ? new Read.Wrong(LossReportReason.CODE_WRITTEN)
                        : new Read.Wrong(fault);
        };
    }

    private String toDesk(
            Loss what,
            UUID id,
            String desk,
            String near,
            @Nullable String sure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (desk.equals("none")) {
            return show(LossStep.NOBODY, Told.NOTHING, model);
        }
        if (desk.isEmpty()) {
            response.setStatus(422);
            model.addAttribute("near", near);
            model.addAttribute("desks", receptions.near(near).orElse(List.of()));
            return show(LossStep.DESK, wrong("desk", LossReportReason.CHOICE_MISSING, ""), model);
        }
        var checks = new Checks();
        var chosen = new OrganisationId(checks.id("desk", desk));
        checks.orThrow();
        var found = receptions.find(chosen);
        if (found.isEmpty()) {
            response.setStatus(422);
            return show(LossStep.WHERE, wrong("near", LossReportReason.UNKNOWN_DESK, near), model);
        }
        model.addAttribute("desks", List.of(found.get()));
        return certain(
                new ReportLoss.Command(id, what, Optional.empty(), Optional.of(chosen)),
                sure,
                request,
                response,
                model);
    }

    private String certain(
            ReportLoss.Command command,
            @Nullable String sure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!"yes".equals(sure)) {
            return show(LossStep.CHECK, Told.NOTHING, model);
        }
        if (!throttle.takes(request.getRemoteAddr())) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(throttle.secondsLeft()));
            return show(LossStep.CHECK, Told.refused(LossReportReason.TOO_OFTEN, Map.of()), model);
        }
        return switch (reportLoss.handle(command)) {
            case ReportLoss.Outcome.Kept(var number) -> "redirect:/mes-cheques/perdus/envoye?number=" + number;
            case ReportLoss.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield show(LossStep.CHECK, Told.refused(reason, Map.of()), model);
            }
        };
    }

    /** The number to write down; nothing is looked up, so that nothing is learnt by trying numbers. */
    @GetMapping("/envoye")
    String sent(@RequestParam(defaultValue = "") String number, Model model) {
        if (!NUMBER.matcher(number).matches()) {
            return "redirect:/mes-cheques/perdus";
        }
        model.addAttribute("number", LossReport.spoken(number));
        return show(LossStep.SENT, Told.NOTHING, model);
    }
}
