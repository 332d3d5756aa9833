package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Carnets : what an organisation holds, what is on its way to it, and what it sends on. */
@Controller
@RequestMapping("/carnets")
class BookletPages {

    private static final int LONGEST_LIST = 200_000;
    private static final int LONGEST_WORDS = 1_000;

    private final Stock stock;
    private final AcknowledgeMove acknowledgeMove;
    private final ExplainGap explainGap;
    private final TransferBooklets transferBooklets;
    private final CountStock countStock;
    private final TypedBooklets typed;
    private final LotsToMake lotsToMake;
    private final People people;

    BookletPages(
            Stock stock,
            AcknowledgeMove acknowledgeMove,
            ExplainGap explainGap,
            TransferBooklets transferBooklets,
            CountStock countStock,
            TypedBooklets typed,
            LotsToMake lotsToMake,
            People people) {
        this.stock = stock;
        this.acknowledgeMove = acknowledgeMove;
        this.explainGap = explainGap;
        this.transferBooklets = transferBooklets;
        this.countStock = countStock;
        this.typed = typed;
        this.lotsToMake = lotsToMake;
        this.people = people;
    }

    @GetMapping
    String stock(Actor by, Model model) {
        var own = own(by);
        Told.keepIn(model);
        var travelling = stock.travelling(own, by);
        model.addAttribute(
                "arriving",
                travelling.stream()
                        .filter(one -> one.move().receiver().equals(own))
                        .toList());
        model.addAttribute(
                "leaving",
                travelling.stream()
                        .filter(one -> one.move().sender().equals(own))
                        .toList());
        model.addAttribute("stock", stock.of(own, by));
        model.addAttribute("agents", stock.agents(own, by));
        boolean sends = by.hasAny(Role.DISTRIBUTOR_MANAGER, Role.PAYER_BUYER);
        model.addAttribute("sends", sends);
        model.addAttribute("handsOver", by.has(Role.DISTRIBUTOR_AGENT));
        boolean makes = by.has(Role.COOP_PRODUCTION);
        model.addAttribute("receivers", sends || makes ? receivers(people, own) : List.of());
        model.addAttribute("lots", makes ? lotsToMake.now(by) : List.of());
        model.addAttribute("makes", makes);
        model.addAttribute("move", UUID.randomUUID().toString());
        return "booklets/stock";
    }

    /** Organisations whose people receive and hand over booklets, by name. */
    static List<Receiver> receivers(People people, OrganisationId except) {
        return people.seats().stream()
                .filter(seat -> seat.roles().contains(Role.DISTRIBUTOR_MANAGER)
                        || seat.roles().contains(Role.DISTRIBUTOR_AGENT))
                .filter(seat -> !seat.organisation().equals(except))
                .map(seat -> new Receiver(seat.organisation().toString(), seat.organisationName()))
                .distinct()
                .toList();
    }

    /** Everything is there, or only what is written. */
    @PostMapping("/envois/{move}/reception")
    String receive(
            @PathVariable UUID move,
            @RequestParam(required = false) @Nullable String all,
            @RequestParam(required = false) @Nullable String counted,
            Actor by,
            RedirectAttributes next) {
        var own = own(by);
        var words = within(counted);
        var booklets = "yes".equals(all) ? all(move, own, by) : read(words);
        next.addFlashAttribute(
                "told",
                booklets instanceof TypedBooklets.Reading.Read(var ranges)
                        ? received(acknowledgeMove.handle(new AcknowledgeMove.Command(move, ranges, by)), move, words)
                        : wrong(
                                booklets,
                                Language.say("La réception n’est pas enregistrée.", "The delivery is not recorded."),
                                "counted-" + move,
                                words));
        return "redirect:/carnets";
    }

    private TypedBooklets.Reading all(UUID move, OrganisationId own, Actor by) {
        return stock.travelling(own, by).stream()
                .filter(one -> one.move().id().equals(move)
                        && one.move().receiver().equals(own)
                        && !one.open().isEmpty())
                .findFirst()
                .<TypedBooklets.Reading>map(one -> new TypedBooklets.Reading.Read(one.open()))
                .orElseThrow(ProblemException::notFound);
    }

    private static Told received(AcknowledgeMove.Outcome outcome, UUID move, String words) {
        return switch (outcome) {
            case AcknowledgeMove.Outcome.Acknowledged(var counted, var missing, var unexpected, var _)
            when missing.isEmpty() && unexpected.isEmpty() ->
                Told.done(received(counted) + Language.say(". Rien ne manque.", ". Nothing is missing."));
            case AcknowledgeMove.Outcome.Acknowledged(var counted, var missing, var unexpected, var _) ->
                Told.done("%s.%s%s"
                        .formatted(
                                received(counted),
                                missing.isEmpty()
                                        ? ""
                                        : Language.say(" Il manque : %s.", " Missing: %s.")
                                                .formatted(missing.said()),
                                unexpected.isEmpty()
                                        ? ""
                                        : Language.say(
                                                        " N’étaient pas de cet envoi : %s.",
                                                        " Were not part of this delivery: %s.")
                                                .formatted(unexpected.said())));
            case AcknowledgeMove.Outcome.Refused(var reason) ->
                Told.refused(BookletFields.told(reason), Map.of("counted-" + move, words));
        };
    }

    private static String received(BookletRanges booklets) {
        return Language.say(
                Plural.of(booklets.count(), "carnet reçu", "carnets reçus"),
                Plural.english(booklets.count(), "booklet received", "booklets received"));
    }

    private static String declaredMissing(BookletRanges booklets) {
        return Language.say(
                Plural.of(booklets.count(), "carnet déclaré manquant", "carnets déclarés manquants"),
                Plural.english(booklets.count(), "booklet declared missing", "booklets declared missing"));
    }

    /** {@code 4 carnets en chemin}. */
    static String onTheirWay(BookletRanges booklets) {
        return Language.say(
                Plural.of(booklets.count(), "carnet en chemin", "carnets en chemin"),
                Plural.english(booklets.count(), "booklet on its way", "booklets on their way"));
    }

    private static Told wrong(TypedBooklets.Reading reading, String title, String field, String words) {
        var faults = reading instanceof TypedBooklets.Reading.Wrong(var all) ? all : List.<String>of();
        return new Told(Told.Kind.REFUSED, title, faults, Map.of(), Map.of(field, words));
    }

    private TypedBooklets.Reading read(String words) {
        return typed.read(words);
    }

    /** No form of ours is that long: what exceeds is cut, and the last line is then told as misread. */
    private static String within(@Nullable String words) {
        return words == null ? "" : words.substring(0, Math.min(words.length(), LONGEST_LIST));
    }

    @PostMapping("/ecarts/{incident}")
    String explain(
            @PathVariable UUID incident,
            @RequestParam(required = false) @Nullable String found,
            @RequestParam(required = false) @Nullable String words,
            Actor by,
            RedirectAttributes next) {
        own(by);
        var checks = new Checks();
        var explanation = checks.optionalText("words", words, LONGEST_WORDS).orElse("");
        var list = within(found);
        var booklets = list.isBlank() ? new TypedBooklets.Reading.Read(BookletRanges.NONE) : read(list);
        next.addFlashAttribute(
                "told",
                booklets instanceof TypedBooklets.Reading.Read(var ranges)
                        ? explained(
                                explainGap.handle(new ExplainGap.Command(incident, ranges, explanation, by)),
                                Map.of("found-" + incident, list, "words-" + incident, words == null ? "" : words))
                        : wrong(
                                booklets,
                                Language.say(
                                        "L’explication n’est pas enregistrée.", "The explanation is not recorded."),
                                "found-" + incident,
                                list));
        return "redirect:/carnets";
    }

    private static Told explained(ExplainGap.Outcome outcome, Map<String, String> typed) {
        return switch (outcome) {
            case ExplainGap.Outcome.Explained(var _, var missing, var _) ->
                Told.done(
                        missing.isEmpty()
                                ? Language.say(
                                        "Merci. L’écart est expliqué.", "Thank you. The difference is explained.")
                                : Language.say("Merci. %s.", "Thank you. %s.").formatted(declaredMissing(missing)));
            case ExplainGap.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), typed);
        };
    }

    @PostMapping("/envois")
    String transfer(
            @RequestParam(required = false) @Nullable String move,
            @RequestParam(required = false) @Nullable String receiver,
            @RequestParam(required = false) @Nullable String booklets,
            Actor by,
            RedirectAttributes next) {
        own(by);
        var list = within(booklets);
        var form = Map.of("receiver", receiver == null ? "" : receiver, "booklets", list);
        var checks = new Checks();
        var id = checks.id("move", move);
        var to = new OrganisationId(checks.id("receiver", receiver));
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            next.addFlashAttribute("told", Told.refused(wrong, form));
            return "redirect:/carnets#transferer";
        }
        var told = switch (read(list)) {
            case TypedBooklets.Reading.Wrong(var faults) ->
                new Told(
                        Told.Kind.REFUSED,
                        Language.say("Rien n’est envoyé.", "Nothing is sent."),
                        faults,
                        Map.of("booklets", faults.getFirst()),
                        form);
            case TypedBooklets.Reading.Read(var ranges) ->
                sent(transferBooklets.handle(new TransferBooklets.Command(id, to, ranges, by)), ranges, form);
        };
        next.addFlashAttribute("told", told);
        return told.isRefused() ? "redirect:/carnets#transferer" : "redirect:/carnets";
    }

    private static Told sent(TransferBooklets.Outcome outcome, BookletRanges ranges, Map<String, String> form) {
        return switch (outcome) {
            case TransferBooklets.Outcome.Sent(var _) ->
                Told.done(onTheirWay(ranges)
                        + Language.say(
                                ". L’autre structure les comptera à l’arrivée.",
                                ". The other organisation will count them on arrival."));
            case TransferBooklets.Outcome.Asked() -> throw new IllegalStateException("nothing was asked for");
            case TransferBooklets.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), form);
        };
    }

    /** An inventory: first what differs, then, once the person has read how much is absent, the act. */
    @GetMapping("/inventaire")
    String inventory(Actor by, Model model) {
        var own = own(by);
        model.addAttribute("told", Told.NOTHING);
        return inventory(Optional.empty(), own, by, model);
    }

    @PostMapping("/inventaire")
    String count(
            @RequestParam(required = false) @Nullable String counted,
            @RequestParam(required = false) @Nullable String confirmed,
            Actor by,
            Model model,
            RedirectAttributes next) {
        var own = own(by);
        var list = within(counted);
        var form = Map.of("counted", list);
        var read = read(list);
        if (read instanceof TypedBooklets.Reading.Wrong(var faults)) {
            model.addAttribute(
                    "told",
                    new Told(
                            Told.Kind.REFUSED,
                            Language.say("L’inventaire n’est pas lu.", "The inventory is not read."),
                            faults,
                            Map.of("counted", faults.getFirst()),
                            form));
            return inventory(Optional.empty(), own, by, model);
        }
        var ranges = ((TypedBooklets.Reading.Read) read).booklets();
        return switch (countStock.handle(new CountStock.Command(ranges, number(confirmed), by))) {
            case CountStock.Outcome.Compared compared
            when compared.isDone() -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say("Inventaire fait. %s.", "Inventory done. %s.")
                                .formatted(declaredMissing(compared.absent()))));
                yield "redirect:/carnets";
            }
            case CountStock.Outcome.Compared compared -> {
                model.addAttribute("told", new Told(Told.Kind.NOTHING, "", List.of(), Map.of(), form));
                yield inventory(Optional.of(compared), own, by, model);
            }
            case CountStock.Outcome.Refused(var reason) -> {
                model.addAttribute("told", Told.refused(BookletFields.told(reason), form));
                yield inventory(Optional.empty(), own, by, model);
            }
        };
    }

    private static Optional<Long> number(@Nullable String confirmed) {
        return Optional.ofNullable(confirmed)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
    }

    private String inventory(
            Optional<CountStock.Outcome.Compared> compared, OrganisationId own, Actor by, Model model) {
        model.addAttribute("compared", compared.isPresent());
        model.addAttribute(
                "absent", compared.map(CountStock.Outcome.Compared::absent).orElse(BookletRanges.NONE));
        model.addAttribute(
                "unexpected",
                compared.map(CountStock.Outcome.Compared::unexpected).orElse(BookletRanges.NONE));
        model.addAttribute("stock", stock.of(own, by));
        return "booklets/inventory";
    }

    private static OrganisationId own(Actor by) {
        if (!by.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT, Role.COOP_PRODUCTION, Role.PAYER_BUYER)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
