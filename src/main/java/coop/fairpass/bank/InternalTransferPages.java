package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.InternalReason;
import coop.fairpass.bank.InternalTransfers.Kind;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.List;
import java.util.Map;
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

/** Virements internes : earned fees that leave the segregated account, and money that goes back to it. */
@Controller
@RequestMapping("/banque/virements-internes")
class InternalTransferPages {

    private static final String BACK = "redirect:/banque/virements-internes";
    private static final Money MOST = Money.cents(999_999_999_99L);

    private final InternalTransfers transfers;
    private final BankSettings settings;

    InternalTransferPages(InternalTransfers transfers, BankSettings settings) {
        this.transfers = transfers;
        this.settings = settings;
    }

    @GetMapping
    String all(Actor by, Model model) {
        BankRights.open(by, model);
        model.addAttribute("transfers", transfers.all());
        model.addAttribute("sweepable", transfers.sweepable());
        model.addAttribute("waiting", transfers.waiting());
        model.addAttribute("kinds", List.of(Kind.SWEEP, Kind.ADVANCE));
        model.addAttribute("id", UUID.randomUUID().toString());
        return "bank/internal-transfers";
    }

    @PostMapping
    String order(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String amount,
            @RequestParam(required = false) @Nullable String purpose,
            Actor by,
            RedirectAttributes next) {
        BankRights.mayAct(by);
        var form = Map.of("kind", kind == null ? "" : kind, "amount", amount == null ? "" : amount);
        var checks = new Checks();
        var chosen = checks.id("id", id);
        var why = checks.choice("kind", kind, Kind.class, Kind.SWEEP);
        var euros = checks.euros("amount", amount, Money.cents(1), MOST);
        var room = checks.optionalText("purpose", purpose, 2);
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return back(Told.refused(wrong, form), next);
        }
        return back(
                told(
                        transfers.order(chosen, why, euros, room, by),
                        Language.say(
                                "Le virement est ordonné. Donnez son fichier à la banque.",
                                "The transfer is ordered. Give its file to the bank."),
                        form),
                next);
    }

    @PostMapping("/{transfer}/annulation")
    String cancel(@PathVariable UUID transfer, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        return back(
                told(
                        transfers.cancel(transfer, by),
                        Language.say("Le virement est annulé.", "The transfer is cancelled."),
                        Map.of()),
                next);
    }

    @ReadsSensitive(Sensitive.PAYMENT_FILE)
    @GetMapping("/{transfer}/fichier")
    ResponseEntity<byte[]> file(@PathVariable UUID transfer, Actor by) {
        BankRights.mayAct(by);
        return switch (transfers.export(transfer, settings.version(), by)) {
            case InternalTransfers.Export.Exported(var file) -> PaymentRunsApi.download(file);
            case InternalTransfers.Export.Refused(var reason) -> throw ProblemException.refused(known(reason));
        };
    }

    private static Told told(InternalTransfers.Outcome outcome, String done, Map<String, String> form) {
        return switch (outcome) {
            case InternalTransfers.Outcome.Done(var _) -> Told.done(done);
            case InternalTransfers.Outcome.Refused(var reason) -> Told.refused(known(reason), form);
        };
    }

    private static InternalReason known(InternalReason reason) {
        if (reason == InternalReason.UNKNOWN_TRANSFER) {
            throw ProblemException.notFound();
        }
        return reason;
    }

    private static String back(Told told, RedirectAttributes next) {
        next.addFlashAttribute("told", told);
        return BACK;
    }
}
