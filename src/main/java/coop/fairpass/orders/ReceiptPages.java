package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.IdentifySubscription;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Says which call for funds or invoice, of an order or of a subscription, a parked amount was meant for, from the
 * page of the bank's line.
 */
@Controller
class ReceiptPages {

    private static final Money MOST = Money.cents(999_999_999_99L);

    private final IdentifyReceipt identifyReceipt;
    private final IdentifySubscription identifySubscription;
    private final Subscriptions subscriptions;

    ReceiptPages(
            IdentifyReceipt identifyReceipt, IdentifySubscription identifySubscription, Subscriptions subscriptions) {
        this.identifyReceipt = identifyReceipt;
        this.identifySubscription = identifySubscription;
        this.subscriptions = subscriptions;
    }

    @PostMapping("/banque/lignes/{entry}/encaissement")
    String identify(
            @PathVariable UUID entry,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String document,
            @RequestParam(required = false) @Nullable String amount,
            Actor by,
            RedirectAttributes next) {
        if (!by.has(Role.TREASURER)) {
            throw ProblemException.notAllowed();
        }
        var form = Map.of("document", document == null ? "" : document, "received", amount == null ? "" : amount);
        var checks = new Checks();
        var match = checks.id("id", id);
        var number = checks.text("document", document, 35);
        var received = checks.euros("received", amount, Money.cents(1), MOST);
        next.addFlashAttribute("told", told(checks, match, entry, number, received, form, by));
        return "redirect:/banque/lignes/" + entry;
    }

    private Told told(
            Checks checks, UUID match, UUID entry, String number, Money received, Map<String, String> form, Actor by) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, form);
        }
        if (subscriptions.find(number).isPresent()) {
            return switch (identifySubscription.handle(
                    new IdentifySubscription.Command(match, entry, number, received, by))) {
                case IdentifySubscription.Outcome.Identified(var subscription) ->
                    recognised(number, subscription.open());
                case IdentifySubscription.Outcome.Refused(var reason) -> Told.refused(reason, form);
            };
        }
        return switch (identifyReceipt.handle(new IdentifyReceipt.Command(match, entry, number, received, by))) {
            case IdentifyReceipt.Outcome.Identified(var receivable) -> recognised(number, receivable.open());
            case IdentifyReceipt.Outcome.Refused(var reason) -> Told.refused(reason, form);
        };
    }

    private static Told recognised(String number, Money left) {
        return Told.done(
                left.isPositive()
                        ? Language.say(
                                        "Encaissement reconnu : il reste %s à recevoir sur %s.",
                                        "Receipt recognised: %s is left to receive on %s.")
                                .formatted(Language.say(left), number)
                        : Language.say("Encaissement reconnu : %s est payé.", "Receipt recognised: %s is paid.")
                                .formatted(number));
    }
}
