package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
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
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ordre de virement : two people each say the total they expect, then it leaves, once, as a file. */
@Controller
@RequestMapping("/banque/ordres/{run}")
class RunPages {

    private static final Money MOST = Money.cents(99_999_999_999_99L);

    private final PaymentRuns runs;
    private final ApproveRun approveRun;
    private final SendRun sendRun;
    private final AbandonRun abandonRun;
    private final ExportRun exportRun;
    private final BankSettings settings;
    private final BankSights sights;
    private final PayeeVerifications verifications;

    RunPages(
            PaymentRuns runs,
            ApproveRun approveRun,
            SendRun sendRun,
            AbandonRun abandonRun,
            ExportRun exportRun,
            BankSettings settings,
            BankSights sights,
            PayeeVerifications verifications) {
        this.runs = runs;
        this.approveRun = approveRun;
        this.sendRun = sendRun;
        this.abandonRun = abandonRun;
        this.exportRun = exportRun;
        this.settings = settings;
        this.sights = sights;
        this.verifications = verifications;
    }

    @GetMapping
    String run(@PathVariable UUID run, Actor by, Model model) {
        BankRights.open(by, model);
        var found = runs.find(run).orElseThrow(ProblemException::notFound);
        var approvals = runs.approvedBy(run);
        model.addAttribute("run", found);
        model.addAttribute("transfers", runs.transfers(run));
        model.addAttribute("approvals", approvals.stream().map(sights::nameOf).toList());
        model.addAttribute(
                "names",
                verifications.ofRun(run).stream()
                        .map(one -> one.withDeciderNamed(sights::nameOf))
                        .toList());
        model.addAttribute("isMine", approvals.contains(by.reference()));
        model.addAttribute("isGone", found.state() == RunState.SENT || found.state() == RunState.DONE);
        return "bank/run";
    }

    @PostMapping("/accord")
    String approve(
            @PathVariable UUID run,
            @RequestParam(required = false) @Nullable String total,
            Actor by,
            RedirectAttributes next) {
        BankRights.mayAct(by);
        var form = Map.of("total", total == null ? "" : total);
        var checks = new Checks();
        var stated = checks.euros("total", total, Money.ZERO, MOST);
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return back(run, Told.refused(wrong, form), next);
        }
        return back(
                run,
                told(
                        approveRun.handle(new ApproveRun.Command(run, stated, by)),
                        Language.say("Votre accord est enregistré.", "Your approval is recorded."),
                        form),
                next);
    }

    @PostMapping("/depart")
    String send(@PathVariable UUID run, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        return back(
                run,
                switch (sendRun.handle(new SendRun.Command(run, by))) {
                    case SendRun.Outcome.Sent(var _) ->
                        Told.done(Language.say(
                                "L’ordre est arrêté. Téléchargez son fichier et donnez-le à la banque.",
                                "The order is fixed. Download its file and give it to the bank."));
                    case SendRun.Outcome.Refused(var reason, var references) ->
                        new Told(
                                Told.Kind.REFUSED,
                                Sentences.of(known(reason)),
                                references.isEmpty()
                                        ? List.of()
                                        : List.of(Language.say("Virements : ", "Credit transfers: ")
                                                + String.join(", ", references)),
                                Map.of(),
                                Map.of());
                },
                next);
    }

    @PostMapping("/abandon")
    String abandon(@PathVariable UUID run, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        return back(
                run,
                told(
                        abandonRun.handle(new AbandonRun.Command(run, by)),
                        Language.say(
                                "L’ordre est abandonné. Ses relevés redeviennent à payer.",
                                "The order is abandoned. Its statements are to be paid again."),
                        Map.of()),
                next);
    }

    @ReadsSensitive(Sensitive.PAYMENT_FILE)
    @GetMapping("/fichier")
    ResponseEntity<byte[]> file(@PathVariable UUID run, Actor by) {
        BankRights.mayAct(by);
        return switch (exportRun.handle(new ExportRun.Command(run, settings.version(), by))) {
            case ExportRun.Outcome.Exported(var file) -> PaymentRunsApi.download(file);
            case ExportRun.Outcome.Refused(var reason) -> throw ProblemException.refused(known(reason));
        };
    }

    private static Told told(PaymentRuns.Outcome outcome, String done, Map<String, String> form) {
        return switch (outcome) {
            case PaymentRuns.Outcome.Done(var _) -> Told.done(done);
            case PaymentRuns.Outcome.Refused(var reason) -> Told.refused(known(reason), form);
        };
    }

    private static RunReason known(RunReason reason) {
        return Optional.of(reason).filter(one -> one != RunReason.UNKNOWN_RUN).orElseThrow(ProblemException::notFound);
    }

    private static String back(UUID run, Told told, RedirectAttributes next) {
        next.addFlashAttribute("told", told);
        return "redirect:/banque/ordres/" + run;
    }
}
