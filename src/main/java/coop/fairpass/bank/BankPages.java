package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.io.IOException;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Banque : what is covered, what waits, the bank's files and the accounts that a second person approves. */
@Controller
@RequestMapping("/banque")
class BankPages {

    private static final String BACK = "redirect:/banque";
    private static final int FILES = 10;
    private static final int LINES = 200;

    private final SegregatedFunds funds;
    private final BankEntries entries;
    private final BankFiles files;
    private final ImportBankFile importBankFile;
    private final PaymentRuns runs;
    private final BankAccounts bankAccounts;
    private final ResolveIncident resolveIncident;
    private final BankSights sights;

    BankPages(
            SegregatedFunds funds,
            BankEntries entries,
            BankFiles files,
            ImportBankFile importBankFile,
            PaymentRuns runs,
            BankAccounts bankAccounts,
            ResolveIncident resolveIncident,
            BankSights sights) {
        this.funds = funds;
        this.entries = entries;
        this.files = files;
        this.importBankFile = importBankFile;
        this.runs = runs;
        this.bankAccounts = bankAccounts;
        this.resolveIncident = resolveIncident;
        this.sights = sights;
    }

    @GetMapping
    String now(Actor by, Model model) {
        BankRights.open(by, model);
        model.addAttribute("coverage", funds.coverage());
        model.addAttribute("incident", funds.openIncident());
        model.addAttribute("accounts", sights.ours());
        model.addAttribute("parked", entries.in(EntryState.PARKED, Optional.empty(), LINES));
        model.addAttribute("unexplained", entries.in(EntryState.TO_EXPLAIN, Optional.empty(), LINES));
        model.addAttribute("announced", entries.announced());
        model.addAttribute("runs", runs.all().stream().limit(FILES).toList());
        model.addAttribute("files", files.last(FILES));
        model.addAttribute("payees", sights.waiting());
        model.addAttribute("reading", UUID.randomUUID().toString());
        return "bank/bank";
    }

    @PostMapping("/fichiers")
    String bring(
            @RequestParam(required = false) @Nullable String reading,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        BankRights.mayAct(by);
        var id = new Checks().optionalId("reading", reading).orElseThrow(ProblemException::notFound);
        if (file == null || file.isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    fileRefused(
                            Language.say("Choisissez un fichier de la banque.", "Choose a file from the bank."),
                            List.of()));
            return BACK + "#importer";
        }
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("-");
        try (var content = file.getInputStream()) {
            return switch (importBankFile.handle(new ImportBankFile.Command(id, name, content, by))) {
                case ImportBankFile.Outcome.Imported(var report) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say("Fichier lu : %s.", "File read: %s.")
                                    .formatted(name)));
                    yield "redirect:/banque/fichiers/" + report.file();
                }
                case ImportBankFile.Outcome.Unreadable(var problem, int line) -> {
                    next.addFlashAttribute(
                            "told",
                            fileRefused(
                                    Sentences.of(problem),
                                    List.of(
                                            line > 0
                                                    ? Language.say("À la ligne %d de %s.", "At line %d of %s.")
                                                            .formatted(line, name)
                                                    : name)));
                    yield BACK + "#importer";
                }
                case ImportBankFile.Outcome.Refused(var reason) -> {
                    next.addFlashAttribute("told", fileRefused(Sentences.of(reason), List.of(name)));
                    yield BACK + "#importer";
                }
            };
        }
    }

    private static Told fileRefused(String title, List<String> lines) {
        return new Told(Told.Kind.REFUSED, title, lines, Map.of("file", title), Map.of());
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/fichiers/{file}")
    String report(@PathVariable UUID file, Actor by, Model model) {
        BankRights.open(by, model);
        var report = files.lastReport(file).orElseThrow(ProblemException::notFound);
        model.addAttribute("report", report);
        return "bank/file";
    }

    @ReadsSensitive(Sensitive.BANK_DETAILS)
    @GetMapping("/comptes")
    String accounts(Actor by, Model model) {
        BankRights.open(by, model);
        model.addAttribute("payees", sights.waiting());
        model.addAttribute("coolingDays", BankAccounts.COOLING_DAYS);
        return "bank/payees";
    }

    /** The second person: never who declared the account. */
    @PostMapping("/comptes/{account}")
    String validate(@PathVariable UUID account, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        next.addFlashAttribute(
                "told",
                switch (bankAccounts.validate(account, by)) {
                    case BankAccounts.Outcome.Done(var done) ->
                        Told.done(done.usableFrom()
                                .map(day -> Language.say(
                                                "Compte validé. Il sert à partir du %s.",
                                                "Account validated. It serves from %s.")
                                        .formatted(Language.sayLong(day)))
                                .orElse(Language.say("Compte validé.", "Account validated.")));
                    case BankAccounts.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return BACK + "/comptes";
    }

    @PostMapping("/comptes/{account}/refus")
    String refuse(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "") String why,
            Actor by,
            RedirectAttributes next) {
        BankRights.mayAct(by);
        var field = "why-" + account;
        var checks = new Checks();
        var reason = checks.text(field, why, 500);
        next.addFlashAttribute(
                "told",
                checks.errors().isEmpty()
                        ? switch (bankAccounts.refuse(account, reason, by)) {
                            case BankAccounts.Outcome.Done(var _) ->
                                Told.done(Language.say(
                                        "Compte refusé. L’organisation est prévenue.",
                                        "Account refused. The organisation is told."));
                            case BankAccounts.Outcome.Refused(var refused) -> Told.refused(refused, Map.of(field, why));
                        }
                        : Told.refused(checks, Map.of(field, why)));
        return BACK + "/comptes";
    }

    @PostMapping("/incident")
    String resolve(@RequestParam(defaultValue = "") String words, Actor by, RedirectAttributes next) {
        BankApi.mayRead(by);
        next.addFlashAttribute(
                "told",
                switch (resolveIncident.handle(new ResolveIncident.Command(words, by))) {
                    case ResolveIncident.Outcome.Resolved() ->
                        Told.done(Language.say("L’incident est résolu.", "The incident is resolved."));
                    case ResolveIncident.Outcome.Refused(var reason) -> Told.refused(reason, Map.of("words", words));
                });
        return BACK;
    }
}
