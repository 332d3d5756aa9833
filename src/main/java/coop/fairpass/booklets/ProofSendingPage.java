package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.OrderId;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Production draws a proof and sends it; the page of proofs is that of the order, this room only draws. */
@Controller
class ProofSendingPage {

    private final SendProof sendProof;

    ProofSendingPage(SendProof sendProof) {
        this.sendProof = sendProof;
    }

    @PostMapping("/commandes/{id}/bon-a-tirer/envoi")
    String send(@PathVariable String id, Actor by, RedirectAttributes after) {
        var checks = new Checks();
        var order = new OrderId(checks.id("id", id));
        if (!checks.errors().isEmpty()) {
            throw ProblemException.notFound();
        }
        after.addFlashAttribute(
                "told",
                switch (sendProof.handle(new SendProof.Command(order, by))) {
                    case SendProof.Outcome.Sent(var proof) ->
                        Told.done(Language.say(
                                        "Le bon à tirer, version %d, est envoyé.", "The proof, version %d, is sent.")
                                .formatted(proof.version()));
                    case SendProof.Outcome.Unprintable(var faults) ->
                        new Told(
                                Told.Kind.REFUSED,
                                Language.say(
                                        "Le carnet ne peut pas être imprimé ainsi.",
                                        "The booklet cannot be printed like this."),
                                faults.stream().sorted().map(Sentences::of).toList(),
                                Map.of(),
                                Map.of());
                    case SendProof.Outcome.NotAwaited(var reason) -> Told.refused(reason, Map.of());
                    case SendProof.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return "redirect:/commandes/" + order + "/bon-a-tirer";
    }
}
