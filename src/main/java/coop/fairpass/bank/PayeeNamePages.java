package coop.fairpass.bank;

import coop.fairpass.bank.VerifyPayee.VerificationReason;
import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Noms des bénéficiaires : a treasurer says what a payee's bank answered, and decides when it is not a plain yes. */
@Controller
@RequestMapping("/banque/ordres/{run}/noms")
class PayeeNamePages {

    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_REASON = 200;

    private final VerifyPayee verifyPayee;
    private final DecidePayeeName decidePayeeName;

    PayeeNamePages(VerifyPayee verifyPayee, DecidePayeeName decidePayeeName) {
        this.verifyPayee = verifyPayee;
        this.decidePayeeName = decidePayeeName;
    }

    /** What the bank answered, read on its site or on the telephone: a status report says it without anybody. */
    @PostMapping
    String tell(
            @PathVariable UUID run,
            @RequestParam(defaultValue = "") String transfer,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            Actor by,
            RedirectAttributes next) {
        BankRights.mayAct(by);
        var checks = new Checks();
        var told = checks.id("transfer", transfer);
        var answer = checks.choice("code", code, PaymentStatusCode.class, PaymentStatusCode.RVNM);
        var known = checks.optionalText("name", name, LONGEST_NAME).orElse("");
        var form = Map.of("transfer", transfer, "code", code, "name", name);
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return back(run, Told.refused(wrong, form), next);
        }
        return back(
                run,
                told(
                        verifyPayee.handle(new VerifyPayee.Command(run, told, answer, known, by)),
                        Language.say("La réponse de la banque est gardée.", "The bank’s answer is kept."),
                        form),
                next);
    }

    @PostMapping("/{transfer}")
    String decide(
            @PathVariable UUID run,
            @PathVariable UUID transfer,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String why,
            Actor by,
            RedirectAttributes next) {
        BankRights.mayAct(by);
        var field = "why-" + transfer;
        var form = Map.of(field, why);
        var checks = new Checks();
        var reason = checks.text(field, why, LONGEST_REASON);
        boolean accepts = "accept".equals(decision);
        if (!accepts && !"refuse".equals(decision)) {
            throw ProblemException.notFound();
        }
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return back(run, Told.refused(wrong, form), next);
        }
        return back(
                run,
                told(
                        decidePayeeName.handle(new DecidePayeeName.Command(run, transfer, accepts, reason, by)),
                        accepts
                                ? Language.say(
                                        "Le nom est accepté. Votre raison est gardée.",
                                        "The name is accepted. Your reason is kept.")
                                : Language.say(
                                        "Le nom est refusé. Le compte est gelé jusqu’à une nouvelle vérification.",
                                        "The name is refused. The account is frozen until it is verified again."),
                        form),
                next);
    }

    private static Told told(VerifyPayee.Outcome outcome, String done, Map<String, String> form) {
        return switch (outcome) {
            case VerifyPayee.Outcome.Kept(var _) -> Told.done(done);
            case VerifyPayee.Outcome.Refused(var reason) -> {
                if (reason == VerificationReason.UNKNOWN_TRANSFER) {
                    throw ProblemException.notFound();
                }
                yield Told.refused(reason, new HashMap<>(form));
            }
        };
    }

    private static String back(UUID run, Told told, RedirectAttributes next) {
        next.addFlashAttribute("told", told);
        return "redirect:/banque/ordres/" + run + "#noms";
    }
}
