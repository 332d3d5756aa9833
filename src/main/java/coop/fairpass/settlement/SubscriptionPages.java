package coop.fairpass.settlement;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.CooperativeAccounts;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.qualification.Subscriptions.Receipt;
import coop.fairpass.qualification.Subscriptions.Subscription;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Abonnement : what a provider owes of it, how to pay it, and its written agreement to have it withheld, which it gives
 * and takes back here; what the treasurer waits for, all providers together (M24, M25).
 */
@Controller
class SubscriptionPages {

    private final Subscriptions subscriptions;
    private final SetOffAgreements agreements;
    private final Organisations organisations;
    private final CooperativeAccounts accounts;
    private final Documents documents;
    private final Clock clock;

    SubscriptionPages(
            Subscriptions subscriptions,
            SetOffAgreements agreements,
            Organisations organisations,
            CooperativeAccounts accounts,
            Documents documents,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.agreements = agreements;
        this.organisations = organisations;
        this.accounts = accounts;
        this.documents = documents;
        this.clock = clock;
    }

    @GetMapping("/releves/abonnement")
    String own(Actor by, Model model) {
        var provider = provider(by);
        var lines = lines(subscriptions.of(provider), subscriptions::receipts);
        Told.keepIn(model);
        model.addAttribute("lines", lines);
        model.addAttribute("open", open(lines));
        model.addAttribute(
                "account",
                accounts.find(AccountKind.OPERATING)
                        .map(account -> account.iban().grouped())
                        .orElse(""));
        var standing = agreements.of(provider);
        model.addAttribute(
                "agrees", standing.map(SetOffAgreements.Standing::agrees).orElse(false));
        model.addAttribute("since", standing.map(one -> Paris.dayOf(one.since())));
        model.addAttribute("words", SetOffAgreements.WORDS);
        return "settlement/subscription";
    }

    @GetMapping("/releves/abonnement/{invoice}")
    ResponseEntity<byte[]> invoice(@PathVariable String invoice, Actor by) {
        var provider = provider(by);
        var content = subscriptions
                .find(invoice)
                .filter(one -> one.provider().equals(provider))
                .flatMap(one -> documents.pdf(one.invoice()))
                .orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(invoice + ".pdf")
                                .build()
                                .toString())
                .body(content);
    }

    @PostMapping("/releves/abonnement/accord")
    String choose(@RequestParam(defaultValue = "") String agrees, Actor by, RedirectAttributes next) {
        provider(by);
        boolean isYes = "yes".equals(agrees);
        next.addFlashAttribute(
                "told",
                agreements
                        .choose(isYes, by)
                        .map(reason -> Told.refused(reason, Map.of()))
                        .orElseGet(() -> Told.done(
                                isYes
                                        ? Language.say(
                                                "Votre accord est enregistré. Il vaut dès le prochain relevé.",
                                                "Your agreement is recorded. It holds from the next statement on.")
                                        : Language.say(
                                                "Votre accord est retiré. Plus rien n’est retenu à partir du prochain"
                                                        + " relevé.",
                                                "Your agreement is withdrawn. Nothing is withheld from the next"
                                                        + " statement on."))));
        return "redirect:/releves/abonnement";
    }

    /** All that is left to receive, for those of the cooperative who may read it. */
    @GetMapping("/fin-de-mois/abonnements")
    String all(Actor by, Model model) {
        if (!by.hasAny(Role.TREASURER, Role.COOP_CONTROLLER, Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var lines = lines(subscriptions.open(), _ -> List.of());
        model.addAttribute("lines", lines);
        model.addAttribute("open", open(lines));
        return "settlement/subscriptions";
    }

    /** {@code receipts} are those of an invoice, where the page shows them. */
    private List<SubscriptionLine> lines(Collection<Subscription> all, Function<String, List<Receipt>> receipts) {
        var ids = all.stream().map(Subscription::provider).distinct().toList();
        var names = organisations.get(ids);
        var agreeing = agreements.agreeing(ids, clock.instant());
        var today = Paris.today(clock);
        return all.stream()
                .map(one -> new SubscriptionLine(
                        one,
                        Objects.requireNonNull(names.get(one.provider())).legalName(),
                        CreditorReference.of(one.invoice()).value(),
                        receipts.apply(one.invoice()),
                        agreeing.contains(one.provider()),
                        one.open().isPositive() && today.isAfter(one.dueOn())))
                .toList();
    }

    private static Money open(List<SubscriptionLine> lines) {
        return lines.stream().map(line -> line.subscription().open()).collect(Money.sum());
    }

    private static OrganisationId provider(Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
