package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Relevés of a provider: what it is owed, each month's count, and the account where it is paid. */
@Controller
@RequestMapping("/releves")
class StatementPages {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final int LONGEST_HOLDER = 140;

    private final Statements statements;
    private final Repayments repayments;
    private final OwedToProviders owed;
    private final LineDisputes disputes;
    private final Documents documents;
    private final BankAccounts bankAccounts;
    private final ContributionChoices contributions;
    private final Subscriptions subscriptions;
    private final Organisations organisations;
    private final Clock clock;

    StatementPages(
            Statements statements,
            Repayments repayments,
            OwedToProviders owed,
            LineDisputes disputes,
            Documents documents,
            BankAccounts bankAccounts,
            ContributionChoices contributions,
            Subscriptions subscriptions,
            Organisations organisations,
            Clock clock) {
        this.statements = statements;
        this.repayments = repayments;
        this.owed = owed;
        this.disputes = disputes;
        this.documents = documents;
        this.bankAccounts = bankAccounts;
        this.contributions = contributions;
        this.subscriptions = subscriptions;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping
    String all(Actor by, Model model) {
        var provider = own(by);
        var organisation = organisations.get(provider);
        Told.keepIn(model);
        model.addAttribute("owed", owed.now(provider));
        model.addAttribute("statements", statements.of(provider));
        model.addAttribute("account", accountSentence(provider));
        model.addAttribute("isPayable", isPayable(provider));
        model.addAttribute("subscribed", subscriptionSentence(provider));
        model.addAttribute(
                "mayGive", ContributionGuard.refusal(organisation.nature()).isEmpty());
        model.addAttribute("gives", contributions.gives(organisation, clock.instant()));
        return "settlement/statements";
    }

    private String subscriptionSentence(OrganisationId provider) {
        var all = subscriptions.of(provider);
        var open = all.stream().map(Subscriptions.Subscription::open).collect(Money.sum());
        if (all.isEmpty()) {
            return Language.say("Aucun abonnement ne vous a été facturé.", "No subscription was invoiced to you.");
        }
        return open.isPositive()
                ? Language.say("Il reste %s à payer.", "%s is left to pay.").formatted(Language.say(open))
                : Language.say("Tout est payé.", "All is paid.");
    }

    private boolean isPayable(OrganisationId provider) {
        return bankAccounts.payability(provider, Paris.today(clock)) instanceof BankAccounts.Payability.Payable;
    }

    private String accountSentence(OrganisationId provider) {
        return switch (bankAccounts.payability(provider, Paris.today(clock))) {
            case BankAccounts.Payability.Payable(var account) ->
                Language.say("Vous êtes payé sur le compte %s.", "You are paid on account %s.")
                        .formatted(account.iban().masked());
            case BankAccounts.Payability.NotPayable(var reason) -> Sentences.of(reason);
        };
    }

    /** One statement as its provider, or the treasurer, reads it. */
    @GetMapping("/{number:REL-.+}")
    String one(@PathVariable String number, Actor by, Model model) {
        var statement = visible(number, by);
        model.addAttribute("statement", statement);
        model.addAttribute("provider", organisations.get(statement.provider()).legalName());
        model.addAttribute("why", StatementWords.why(statement));
        model.addAttribute("delay", StatementWords.delay(statement, Paris.today(clock)));
        model.addAttribute("turnover", statements.turnover(number));
        model.addAttribute("reference", statements.transferReference(statement).orElse(""));
        model.addAttribute("lines", statements.lines(statement));
        model.addAttribute("fees", statements.feeLines(number));
        model.addAttribute("repaid", repayments.of(number));
        model.addAttribute("setOffs", subscriptions.setOffOn(number));
        model.addAttribute("history", statements.history(number));
        boolean isOwn = by.isOf(statement.provider());
        var lastDay = disputes.lastDay(statement);
        Told.keepIn(model);
        model.addAttribute("isOwn", isOwn);
        model.addAttribute("disputes", disputes.of(number));
        model.addAttribute("lastDay", lastDay);
        model.addAttribute(
                "mayContest",
                isOwn && LineDisputes.mayContest(by) && !Paris.today(clock).isAfter(lastDay));
        model.addAttribute("mayAnswer", by.has(Role.COOP_CONTROLLER));
        model.addAttribute("newId", UUID.randomUUID().toString());
        return "settlement/statement";
    }

    /** {@code dispute} was chosen by the page, so that a double click contests once. */
    @PostMapping("/{number:REL-.+}/contestations")
    String contest(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String dispute,
            @RequestParam(defaultValue = "") String redemption,
            @RequestParam(defaultValue = "") String reason,
            Actor by,
            RedirectAttributes next) {
        visible(number, by);
        var typed = Map.of("redemption", redemption, "reason", reason);
        var checks = new Checks();
        var chosen = checks.id("dispute", dispute);
        var line = DisputesApi.redemption(checks, redemption);
        var why = checks.text("reason", reason, DisputesApi.LONGEST);
        next.addFlashAttribute(
                "told",
                told(
                        checks,
                        typed,
                        Language.say(
                                "La ligne est contestée. La réponse vient sous 15 jours.",
                                "The line is disputed. The answer comes within 15 days."),
                        () -> disputes.contest(
                                own(chosen, number, line.orElseThrow()), number, line.orElseThrow(), why, by)));
        return "redirect:/releves/" + number + "#contestations";
    }

    /** The id of one page, made that of one line: sent elsewhere, it contests nothing else. */
    private static UUID own(UUID chosen, String number, RedemptionId line) {
        return UUID.nameUUIDFromBytes((chosen + "/" + number + "/" + line).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/{number:REL-.+}/contestations/{dispute}")
    String answer(
            @PathVariable String number,
            @PathVariable UUID dispute,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String answer,
            Actor by,
            RedirectAttributes next) {
        visible(number, by);
        var checks = new Checks();
        if (decision.isBlank()) {
            checks.refuse("decision", WebReason.FIELD_MISSING);
        }
        var decided = checks.choice("decision", decision, DisputeDecision.class, DisputeDecision.MAINTAINED);
        var words = checks.text("answer", answer, DisputesApi.LONGEST);
        next.addFlashAttribute(
                "told",
                told(
                        checks,
                        Map.of("answer-" + dispute, answer),
                        Language.say("La réponse est transmise.", "The answer has been passed on."),
                        () -> disputes.answer(dispute, decided, words, by)));
        return "redirect:/releves/" + number + "#contestations";
    }

    private static Told told(
            Checks checks, Map<String, String> typed, String done, Supplier<LineDisputes.Outcome> act) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, typed);
        }
        return switch (act.get()) {
            case LineDisputes.Outcome.Done(var _) -> Told.done(done);
            case LineDisputes.Outcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }

    @GetMapping("/{number:REL-.+}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String number, Actor by) {
        return pdf(visible(number, by).number());
    }

    @GetMapping("/{number:REL-.+}/facture")
    ResponseEntity<byte[]> invoice(@PathVariable String number, Actor by) {
        return pdf(visible(number, by).feeInvoice().orElseThrow(ProblemException::notFound));
    }

    private ResponseEntity<byte[]> pdf(String number) {
        var content = documents.pdf(number).orElseThrow(ProblemException::notFound);
        return download(content, number + ".pdf", MediaType.APPLICATION_PDF);
    }

    /** What is owed now, voucher by voucher, signed. */
    @GetMapping("/du.csv")
    ResponseEntity<byte[]> owedNow(Actor by) {
        return download(owed.signedList(own(by)), "fairpass-du-%s.csv".formatted(Paris.today(clock)), CSV);
    }

    private static ResponseEntity<byte[]> download(byte[] content, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    private Statement visible(String number, Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.TREASURER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
        return statements.find(number, by).orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/compte")
    String account(Actor by, Model model) {
        return account(Told.NOTHING, own(by), model);
    }

    private String account(Told told, OrganisationId provider, Model model) {
        if (!model.containsAttribute("told")) {
            model.addAttribute("told", told);
        }
        model.addAttribute("accounts", bankAccounts.of(provider));
        model.addAttribute("coolingDays", BankAccounts.COOLING_DAYS);
        model.addAttribute("id", UUID.randomUUID().toString());
        return "settlement/account";
    }

    @PostMapping("/compte")
    String declare(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String holder,
            @RequestParam(required = false) @Nullable String iban,
            @RequestParam(required = false) @Nullable String bic,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        var provider = own(by);
        var form = Map.of(
                "holder",
                holder == null ? "" : holder,
                "iban",
                iban == null ? "" : iban,
                "bic",
                bic == null ? "" : bic);
        var checks = new Checks();
        var account = checks.id("id", id);
        var name = checks.text("holder", holder, LONGEST_HOLDER);
        var number = checks.identifier("iban", iban, Iban::check);
        var bank = checks.optionalIdentifier("bic", bic, Bic::check);
        Told told;
        try {
            checks.orThrow();
            switch (bankAccounts.declare(account, provider, number.orElseThrow(), bank, name, by)) {
                case BankAccounts.Outcome.Done(var _) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say(
                                    "Compte enregistré. Une personne de la coopérative le vérifie.",
                                    "Account recorded. A person at the cooperative is checking it.")));
                    return "redirect:/releves/compte";
                }
                case BankAccounts.Outcome.Refused(var reason) -> told = Told.refused(reason, form);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, form);
        }
        response.setStatus(422);
        return account(told, provider, model);
    }

    @PostMapping("/contribution")
    String contribute(@RequestParam(defaultValue = "") String gives, Actor by, RedirectAttributes next) {
        own(by);
        var refused = contributions.choose("yes".equals(gives), by);
        next.addFlashAttribute(
                "told",
                refused.map(reason -> Told.refused(reason, Map.of()))
                        .orElseGet(() -> Told.done(
                                "yes".equals(gives)
                                        ? Language.say(
                                                "Merci. Le 1 % est versé dès le prochain relevé.",
                                                "Thank you. The 1% is given from your next statement on.")
                                        : Language.say(
                                                "C’est noté. Rien n’est versé à partir du prochain relevé.",
                                                "Noted. Nothing is given from your next statement on."))));
        return "redirect:/releves";
    }

    private static OrganisationId own(Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
