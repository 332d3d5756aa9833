package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Remettre un carnet, and what may happen to it afterwards: lost, found, replaced. No page asks for a name. */
@Controller
@RequestMapping("/carnets")
class HandOverPages {

    private static final int LONGEST_PRESENTED = 400;

    private final HandOverBooklet handOverBooklet;
    private final BlockBooklet blockBooklet;
    private final LiftBlock liftBlock;
    private final ReplaceBooklet replaceBooklet;
    private final PrintReplacement printReplacement;
    private final PrintLetter printLetter;
    private final PresentedBooklets presented;
    private final Custody custody;
    private final HandOvers handOvers;
    private final Booklets booklets;
    private final Lots lots;
    private final BookletSights sights;

    HandOverPages(
            HandOverBooklet handOverBooklet,
            BlockBooklet blockBooklet,
            LiftBlock liftBlock,
            ReplaceBooklet replaceBooklet,
            PrintReplacement printReplacement,
            PrintLetter printLetter,
            PresentedBooklets presented,
            Custody custody,
            HandOvers handOvers,
            Booklets booklets,
            Lots lots,
            BookletSights sights) {
        this.handOverBooklet = handOverBooklet;
        this.blockBooklet = blockBooklet;
        this.liftBlock = liftBlock;
        this.replaceBooklet = replaceBooklet;
        this.printReplacement = printReplacement;
        this.printLetter = printLetter;
        this.presented = presented;
        this.custody = custody;
        this.handOvers = handOvers;
        this.booklets = booklets;
        this.lots = lots;
        this.sights = sights;
    }

    /** One field; above it, what has just been handed over. */
    @GetMapping("/remettre")
    String form(@RequestParam(required = false) @Nullable String done, Actor by, Model model) {
        own(by);
        model.addAttribute(
                "done",
                new Checks()
                        .optionalId("done", done)
                        .flatMap(handOvers::askedAs)
                        .filter(known -> by.isOf(known.distributor()))
                        .map(this::told));
        return form(Told.NOTHING, by, model);
    }

    private HandedOver told(HandOver done) {
        var booklet = booklets.find(done.booklet()).orElseThrow();
        return new HandedOver(
                booklet.number().serial(),
                booklet.size(),
                Language.sayLong(lots.get(booklet.lot()).lastDay()));
    }

    private static String form(Told told, Actor by, Model model) {
        if (!model.containsAttribute("done")) {
            model.addAttribute("done", Optional.<HandedOver>empty());
        }
        model.addAttribute("told", told);
        model.addAttribute("mayHandOver", by.has(Role.DISTRIBUTOR_AGENT));
        model.addAttribute("handOver", UUID.randomUUID().toString());
        model.addAttribute("audiences", List.of(Audience.values()));
        model.addAttribute("channels", List.of(Channel.values()));
        return "booklets/hand-over";
    }

    @PostMapping("/remettre")
    String handOver(
            @RequestParam(required = false) @Nullable String handOver,
            @RequestParam(name = "presented", required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String audience,
            @RequestParam(required = false) @Nullable String channel,
            Actor by,
            Model model,
            HttpServletResponse response) {
        own(by);
        var form = Map.of(
                "presented", text == null ? "" : text,
                "audience", audience == null ? "" : audience,
                "channel", channel == null ? "" : channel);
        var checks = new Checks();
        var id = checks.id("handOver", handOver);
        var booklet = checks.text("presented", text, LONGEST_PRESENTED);
        var who = checks.optionalChoice("audience", audience, Audience.class).orElse(Audience.NOT_TOLD);
        var how = checks.optionalChoice("channel", channel, Channel.class).orElse(Channel.UNKNOWN);
        Told told;
        try {
            checks.orThrow();
            switch (handOverBooklet.handle(new HandOverBooklet.Command(id, booklet, who, how, by))) {
                case HandOverBooklet.Outcome.HandedOver(var _, var _, var _) -> {
                    return "redirect:/carnets/remettre?done=" + id;
                }
                case HandOverBooklet.Outcome.Misread(var fault) -> told = Told.refused(fault, form);
                case HandOverBooklet.Outcome.Refused(var reason) ->
                    told = Told.refused(BookletFields.told(reason), form);
            }
        } catch (ProblemException wrong) {
            if (wrong.problem().status() != 400) {
                throw wrong;
            }
            told = Told.refused(wrong, form);
        }
        response.setStatus(422);
        return form(told, by, model);
    }

    /** Finds a booklet by whatever is read on it. */
    @GetMapping("/chercher")
    String search(@RequestParam(name = "presented", defaultValue = "") String text, Actor by, RedirectAttributes next) {
        own(by);
        var written = text.strip();
        var fault = Language.say("Écrivez le numéro du carnet.", "Write the booklet’s number.");
        if (!written.isEmpty() && written.length() <= LONGEST_PRESENTED) {
            switch (presented.read(written)) {
                case PresentedBooklets.Reading.Of(var number) -> {
                    if (custody.of(number, by).isPresent()) {
                        return "redirect:/carnets/%s".formatted(address(number));
                    }
                    fault = Sentences.of(BookletReason.UNKNOWN_BOOKLET);
                }
                case PresentedBooklets.Reading.Unknown() -> fault = Sentences.of(BookletReason.UNKNOWN_BOOKLET);
                case PresentedBooklets.Reading.Misread(var why) -> fault = Sentences.of(why);
            }
        }
        next.addFlashAttribute(
                "told",
                new Told(
                        Told.Kind.REFUSED, fault, List.of(), Map.of("presented", fault), Map.of("presented", written)));
        return "redirect:/carnets";
    }

    static String address(BookletNumber number) {
        return number.serial().replace(" ", "");
    }

    /** One booklet, its way, and what may be done with it now. */
    @GetMapping("/{serial:\\d{10}}")
    String booklet(@PathVariable String serial, Actor by, Model model) {
        own(by);
        Told.keepIn(model);
        model.addAttribute(
                "sight", sights.of(BookletFields.booklet(serial), by).orElseThrow(ProblemException::notFound));
        model.addAttribute("losses", List.of(Loss.values()));
        model.addAttribute("replacement", UUID.randomUUID().toString());
        model.addAttribute("report", UUID.randomUUID().toString());
        return "booklets/booklet";
    }

    @GetMapping("/{serial:\\d{10}}/lettre")
    ResponseEntity<StreamingResponseBody> letter(
            @PathVariable String serial, @RequestParam(required = false) @Nullable String commune, Actor by) {
        own(by);
        requireInChain(serial, by);
        var checks = new Checks();
        var near = checks.optionalIdentifier("commune", commune, InseeCode::check);
        checks.orThrow();
        return switch (printLetter.handle(new PrintLetter.Command(BookletFields.booklet(serial), near, by))) {
            case PrintLetter.Outcome.Ready(var file) -> BookletFields.download(file, MediaType.APPLICATION_PDF);
            case PrintLetter.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/{serial:\\d{10}}/opposition")
    String block(
            @PathVariable String serial,
            @RequestParam(required = false) @Nullable String loss,
            Actor by,
            RedirectAttributes next) {
        own(by);
        var checks = new Checks();
        var how = checks.choice("loss", loss, Loss.class, Loss.LOST);
        next.addFlashAttribute("told", checks.errors().isEmpty() ? blocked(serial, how, by) : chooseLoss());
        return "redirect:/carnets/" + serial;
    }

    static Told chooseLoss() {
        return new Told(
                Told.Kind.REFUSED,
                Language.say("Dites ce qui est arrivé au carnet.", "Say what happened to the booklet."),
                List.of(),
                Map.of("loss", Language.say("Choisissez une réponse.", "Choose an answer.")),
                Map.of());
    }

    private Told blocked(String serial, Loss loss, Actor by) {
        return switch (blockBooklet.handle(new BlockBooklet.Command(serial, loss, by))) {
            case BlockBooklet.Outcome.Blocked(var _, int vouchers) ->
                Told.done(Language.say(
                                "Carnet bloqué : %s. Vous pouvez le remplacer.",
                                "Booklet blocked: %s. You can replace it.")
                        .formatted(BookletFields.blocked(vouchers)));
            case BlockBooklet.Outcome.Misread(var fault) -> Told.refused(fault, Map.of());
            case BlockBooklet.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), Map.of());
        };
    }

    @PostMapping("/{serial:\\d{10}}/retrouve")
    String lift(@PathVariable String serial, Actor by, RedirectAttributes next) {
        own(by);
        requireInChain(serial, by);
        next.addFlashAttribute(
                "told",
                switch (liftBlock.handle(new LiftBlock.Command(BookletFields.booklet(serial), by))) {
                    case LiftBlock.Outcome.Lifted() ->
                        Told.done(Language.say(
                                "Carnet retrouvé : ses chèques peuvent servir.",
                                "Booklet found: its vouchers can be used."));
                    case LiftBlock.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), Map.of());
                });
        return "redirect:/carnets/" + serial;
    }

    /** A booklet of others says nothing of its state; but a loss is heard at any desk. */
    private void requireInChain(String serial, Actor by) {
        var _ = custody.of(BookletFields.booklet(serial), by).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/{serial:\\d{10}}/remplacement")
    String replace(
            @PathVariable String serial,
            @RequestParam(required = false) @Nullable String replacement,
            Actor by,
            RedirectAttributes next) {
        own(by);
        requireInChain(serial, by);
        var id = new Checks().optionalId("replacement", replacement).orElseThrow(ProblemException::notFound);
        return switch (replaceBooklet.handle(new ReplaceBooklet.Command(id, BookletFields.booklet(serial), by))) {
            case ReplaceBooklet.Outcome.Replaced(var done) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                        "Voici le nouveau carnet : %s. Imprimez-le et remettez-le à la personne.",
                                        "Here is the new booklet: %s. Print it and give it to the person.")
                                .formatted(BookletFields.vouchers(done.ranks().size()))));
                yield "redirect:/carnets/" + address(done.replacedBy());
            }
            case ReplaceBooklet.Outcome.Refused(var reason) -> {
                next.addFlashAttribute("told", Told.refused(BookletFields.told(reason), Map.of()));
                yield "redirect:/carnets/" + serial;
            }
        };
    }

    @PostMapping("/{serial:\\d{10}}/feuille")
    ResponseEntity<StreamingResponseBody> sheet(@PathVariable String serial, Actor by) {
        own(by);
        return switch (printReplacement.handle(new PrintReplacement.Command(BookletFields.booklet(serial), by))) {
            case PrintReplacement.Outcome.Ready(var file) -> BookletFields.download(file, MediaType.APPLICATION_PDF);
            case PrintReplacement.Outcome.Unprintable(var faults) ->
                throw ProblemException.refused(
                        faults.stream().sorted().findFirst().orElseThrow());
            case PrintReplacement.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    private static OrganisationId own(Actor by) {
        if (!by.hasAny(
                Role.DISTRIBUTOR_MANAGER,
                Role.DISTRIBUTOR_AGENT,
                Role.COOP_PRODUCTION,
                Role.COOP_CONTROLLER,
                Role.PAYER_BUYER)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
