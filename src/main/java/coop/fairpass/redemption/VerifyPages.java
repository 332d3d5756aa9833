package coop.fairpass.redemption;

import coop.fairpass.redemption.CheckVoucher.PublicAnswer;
import coop.fairpass.redemption.CheckVoucher.PublicState;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Whether a voucher can be used, for whoever holds it: looking consumes nothing and asks nobody's name.
 *
 * <p>A code is a secret. It comes in the body of a form, or in the address that the voucher itself prints; it is never
 * written in a log, nor in an address that we make.
 */
@Controller
class VerifyPages {

    /** Longer than any code or QR text; what is longer is not one. */
    private static final int LONGEST = 1_000;

    private final CheckVoucher checkVoucher;

    VerifyPages(CheckVoucher checkVoucher) {
        this.checkVoucher = checkVoucher;
    }

    @GetMapping("/verifier")
    String ask(Model model) {
        return page(model, Told.NOTHING, Optional.empty());
    }

    @PostMapping("/verifier")
    String look(@RequestParam(defaultValue = "") String code, Model model) {
        if (code.isBlank()) {
            return page(
                    model,
                    new Told(
                            Told.Kind.REFUSED,
                            Language.say("Écrivez le code du chèque.", "Write the voucher’s code."),
                            List.of(),
                            Map.of("code", Sentences.of(WebReason.FIELD_MISSING)),
                            Map.of()),
                    Optional.empty());
        }
        var answer = answer(code);
        // Whoever mistyped finds the code again; one that was read is not shown a second time.
        var told = answer.state() == PublicState.UNKNOWN && code.length() <= LONGEST
                ? new Told(Told.Kind.NOTHING, "", List.of(), Map.of(), Map.of("code", code))
                : Told.NOTHING;
        return page(model, told, Optional.of(answer));
    }

    /** The address that a voucher prints in its QR: any phone opens it. */
    @GetMapping("/Q/{text}")
    String scanned(@PathVariable String text, Model model) {
        return page(model, Told.NOTHING, Optional.of(answer("/Q/" + text)));
    }

    private PublicAnswer answer(String presented) {
        return presented.length() > LONGEST
                ? new PublicAnswer(PublicState.UNKNOWN)
                : checkVoucher.look(presented.strip());
    }

    private static String page(Model model, Told told, Optional<PublicAnswer> answer) {
        model.addAttribute("told", told);
        model.addAttribute("answer", answer);
        return "redemption/verify";
    }
}
