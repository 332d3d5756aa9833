package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One line of the bank: what it may be, and what a treasurer says it is. */
@Controller
@RequestMapping("/banque/lignes/{entry}")
class BankLinePages {

    /** What a form of the page sends; each form fills its own fields. */
    record Said(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String vat,
            @Nullable String amount,
            @Nullable String provider,
            @Nullable String references,
            @Nullable String parked,
            @Nullable String why) {

        Map<String, String> typed() {
            var typed = new LinkedHashMap<String, String>();
            put(typed, "kind", kind);
            put(typed, "vat", vat);
            put(typed, "amount", amount);
            put(typed, "provider", provider);
            put(typed, "references", references);
            put(typed, "why", why);
            return typed;
        }

        private static void put(Map<String, String> typed, String field, @Nullable String value) {
            if (value != null) {
                typed.put(field, value);
            }
        }
    }

    private static final Money MOST = Money.cents(999_999_999_99L);
    private static final int MOST_TRANSFERS = 1_000;
    private static final int LINES = 200;

    private final BankEntries entries;
    private final BookBankCharge bookBankCharge;
    private final BookInterest bookInterest;
    private final BookRepayment bookRepayment;
    private final MatchTransfers matchTransfers;
    private final MatchInternalTransfer matchInternalTransfer;
    private final RecordSweep recordSweep;
    private final GiveBackParked giveBackParked;
    private final SetAsideEntry setAsideEntry;
    private final ReturnParked returnParked;
    private final InternalTransfers internalTransfers;
    private final Organisations organisations;

    BankLinePages(
            BankEntries entries,
            BookBankCharge bookBankCharge,
            BookInterest bookInterest,
            BookRepayment bookRepayment,
            MatchTransfers matchTransfers,
            MatchInternalTransfer matchInternalTransfer,
            RecordSweep recordSweep,
            GiveBackParked giveBackParked,
            SetAsideEntry setAsideEntry,
            ReturnParked returnParked,
            InternalTransfers internalTransfers,
            Organisations organisations) {
        this.entries = entries;
        this.bookBankCharge = bookBankCharge;
        this.bookInterest = bookInterest;
        this.bookRepayment = bookRepayment;
        this.matchTransfers = matchTransfers;
        this.matchInternalTransfer = matchInternalTransfer;
        this.recordSweep = recordSweep;
        this.giveBackParked = giveBackParked;
        this.setAsideEntry = setAsideEntry;
        this.returnParked = returnParked;
        this.internalTransfers = internalTransfers;
        this.organisations = organisations;
    }

    @GetMapping
    String line(@PathVariable UUID entry, Actor by, Model model) {
        BankRights.open(by, model);
        var known = entries.find(entry).orElseThrow(ProblemException::notFound);
        model.addAttribute("known", known);
        model.addAttribute("proposals", proposals(known));
        model.addAttribute(
                "organisations",
                known.state() == EntryState.PARKED
                        ? organisations.all().stream()
                                .map(one -> new LineChoice(one.id().toString(), one.legalName()))
                                .toList()
                        : List.of());
        model.addAttribute(
                "parked",
                known.state() == EntryState.TO_EXPLAIN && known.entry().amount().isNegative()
                        ? entries.in(EntryState.PARKED, Optional.empty(), LINES)
                        : List.of());
        model.addAttribute("id", UUID.randomUUID().toString());
        return "bank/line";
    }

    /** Each with how it is confirmed: what is parked may be a document of an order, the rest a transfer that left. */
    private List<LineProposal> proposals(KnownEntry known) {
        var other = known.state() == EntryState.PARKED ? LineProposal.Kind.DOCUMENT : LineProposal.Kind.TRANSFER;
        return entries.proposals(known.entry().id()).stream()
                .map(proposal -> new LineProposal(
                        internal(proposal.document()).isPresent() ? LineProposal.Kind.INTERNAL_TRANSFER : other,
                        proposal.document(),
                        proposal.openAmount(),
                        proposal.why()))
                .toList();
    }

    private Optional<UUID> internal(String reference) {
        return internalTransfers.all().stream()
                .filter(transfer -> transfer.endToEndId().equals(reference))
                .map(InternalTransfers.InternalTransfer::id)
                .findFirst();
    }

    @PostMapping
    String explain(@PathVariable UUID entry, @ModelAttribute Said said, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        var known = entries.find(entry).orElseThrow(ProblemException::notFound);
        Told told;
        try {
            told = switch (explained(known, said, by)) {
                case Explained.Done(var _) ->
                    Told.done(Language.say("La ligne est expliquée.", "The line is explained."));
                case Explained.Refused(var reason) -> Told.refused(reason, said.typed());
            };
        } catch (ProblemException wrong) {
            if (wrong.problem().status() != 400) {
                throw wrong;
            }
            told = Told.refused(wrong, said.typed());
        }
        next.addFlashAttribute("told", told);
        return "redirect:/banque/lignes/" + entry;
    }

    private Explained explained(KnownEntry known, Said said, Actor by) {
        var entry = known.entry().id();
        var checks = new Checks();
        var kind = checks.choice("kind", said.kind(), ExplanationsApi.SaidToBe.class, ExplanationsApi.SaidToBe.OUTSIDE);
        checks.orThrow();
        return switch (kind) {
            case CHARGE -> {
                var vat = said.vat() == null || said.vat().isBlank()
                        ? Money.ZERO
                        : checks.euros("vat", said.vat(), Money.ZERO, MOST);
                checks.orThrow();
                yield bookBankCharge.handle(new BookBankCharge.Command(entry, vat, by));
            }
            case INTEREST -> {
                var id = checks.id("id", said.id());
                var amount = checks.euros("amount", said.amount(), Money.cents(1), MOST);
                checks.orThrow();
                yield bookInterest.handle(new BookInterest.Command(id, entry, amount, by));
            }
            case REPAYMENT -> {
                var id = checks.id("id", said.id());
                var amount = checks.euros("amount", said.amount(), Money.cents(1), MOST);
                var provider = new OrganisationId(checks.id("provider", said.provider()));
                checks.orThrow();
                yield bookRepayment.handle(new BookRepayment.Command(id, entry, provider, amount, by));
            }
            case TRANSFERS ->
                matchTransfers.handle(new MatchTransfers.Command(entry, references(said.references()), by));
            case INTERNAL_TRANSFER -> {
                var reference = checks.text("references", said.references(), 35);
                checks.orThrow();
                yield internal(reference)
                        .map(transfer ->
                                matchInternalTransfer.handle(new MatchInternalTransfer.Command(entry, transfer, by)))
                        .orElseGet(() -> new Explained.Refused(ExplanationReason.UNKNOWN_TRANSFER));
            }
            case SWEEP -> {
                var id = checks.id("id", said.id());
                checks.orThrow();
                yield recordSweep.handle(new RecordSweep.Command(id, entry, by));
            }
            case GIVEN_BACK -> {
                var parked = checks.id("parked", said.parked());
                checks.orThrow();
                yield giveBackParked.handle(new GiveBackParked.Command(entry, parked, by));
            }
            case OUTSIDE -> {
                var why = checks.text("why", said.why(), 200);
                checks.orThrow();
                yield setAsideEntry.handle(new SetAsideEntry.Command(entry, why, by));
            }
        };
    }

    private static List<String> references(@Nullable String text) {
        return Stream.ofNullable(text)
                .flatMap(all -> Stream.of(all.split("[\\s,;]+")))
                .filter(reference -> !reference.isEmpty())
                .limit(MOST_TRANSFERS)
                .toList();
    }

    /** Gives too much received back: a run of one transfer, to approve and send like the others. */
    @PostMapping("/rendre")
    String giveBack(@PathVariable UUID entry, @ModelAttribute Said said, Actor by, RedirectAttributes next) {
        BankRights.mayAct(by);
        if (entries.find(entry).isEmpty()) {
            throw ProblemException.notFound();
        }
        var checks = new Checks();
        var id = checks.id("id", said.id());
        var amount = checks.euros("amount", said.amount(), Money.cents(1), MOST);
        var payee = new OrganisationId(checks.id("provider", said.provider()));
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            next.addFlashAttribute("told", Told.refused(wrong, said.typed()));
            return "redirect:/banque/lignes/" + entry;
        }
        return switch (returnParked.handle(new ReturnParked.Command(id, entry, amount, payee, by))) {
            case ReturnParked.Outcome.Prepared(var run) -> "redirect:/banque/ordres/" + run.id();
            case ReturnParked.Outcome.Refused(var reason) -> back(entry, Told.refused(reason, said.typed()), next);
            case ReturnParked.Outcome.RefusedByRun(var reason) -> back(entry, Told.refused(reason, said.typed()), next);
        };
    }

    private static String back(UUID entry, Told told, RedirectAttributes next) {
        next.addFlashAttribute("told", told);
        return "redirect:/banque/lignes/" + entry;
    }
}
