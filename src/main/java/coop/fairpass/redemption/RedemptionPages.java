package coop.fairpass.redemption;

import coop.fairpass.booklets.Serial;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sha256;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accepter un chèque : the page of a desk. It tests, accepts, takes back a mistake, and says why something waits. */
@Controller
@RequestMapping("/cheques")
class RedemptionPages {

    private static final String PAGE = "redemption/accept";
    private static final int LONGEST_ANSWER = 1_000;

    private final RedeemVouchers redeemVouchers;
    private final CheckVoucher checkVoucher;
    private final CancelRedemption cancelRedemption;
    private final DecideHold decideHold;
    private final RedemptionStore store;
    private final AnswerLines lines;
    private final Desk desk;
    private final OfflineDevices devices;
    private final Clock clock;

    RedemptionPages(
            RedeemVouchers redeemVouchers,
            CheckVoucher checkVoucher,
            CancelRedemption cancelRedemption,
            DecideHold decideHold,
            RedemptionStore store,
            AnswerLines lines,
            Desk desk,
            OfflineDevices devices,
            Clock clock) {
        this.redeemVouchers = redeemVouchers;
        this.checkVoucher = checkVoucher;
        this.cancelRedemption = cancelRedemption;
        this.decideHold = decideHold;
        this.store = store;
        this.lines = lines;
        this.desk = desk;
        this.devices = devices;
        this.clock = clock;
    }

    /** The form, and above it what a request has just been answered. */
    @GetMapping("/accepter")
    String form(
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String answer,
            Actor by,
            Model model) {
        var provider = provider(by);
        var today = Paris.today(clock);
        model.addAttribute(
                "answered",
                answered(answer, provider)
                        .map(known -> lines.of(known.services(), today))
                        .orElse(List.of()));
        Told.keepIn(model);
        return show(model, by, Optional.ofNullable(place), Optional.ofNullable(code), today);
    }

    private Optional<Answer> answered(@Nullable String request, OrganisationId provider) {
        return new Checks()
                .optionalId("answer", request)
                .flatMap(store::request)
                .filter(known -> known.provider().equals(provider.value()))
                .map(RedemptionStore.Request::answer);
    }

    @PostMapping("/accepter")
    String accept(@ModelAttribute AcceptForm form, Actor by, Model model, HttpServletResponse response) {
        provider(by);
        var checks = new Checks();
        var request = checks.id("request", form.request());
        var place = checks.id("place", form.place());
        var service = checks.text("service", form.service(), 40);
        var day = checks.day("day", form.day());
        var mediator = checks.optionalId("mediator", form.mediator());
        var presented = form.presented();
        if (presented.isEmpty()) {
            checks.refuse("code", RequestReason.NOTHING_PRESENTED);
        }
        if (presented.size() > RedeemVouchers.MOST_AT_ONCE) {
            checks.refuse("codes", RequestReason.TOO_MANY_AT_ONCE);
        }
        // The number is printed on every page of a booklet, and people read it first.
        if (presented.stream().anyMatch(RedemptionPages::isNumber)) {
            checks.refuse(form.isOneCode() ? "code" : "codes", RequestReason.NUMBER_NOT_CODE);
        }
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return again(Told.refused(wrong, form.typed()), List.of(), form, by, model, response);
        }
        var services = form.isOneService()
                ? List.of(new ServiceGiven(service, day, mediator, presented))
                : presented.stream()
                        .map(one -> new ServiceGiven(service, day, mediator, List.of(one)))
                        .toList();
        return form.isTest()
                ? test(place, services, day, form, by, model, response)
                : redeem(new RedeemVouchers.Command(request, place, services, by), day, form, model, response);
    }

    private String test(
            UUID place,
            List<ServiceGiven> services,
            LocalDate day,
            AcceptForm form,
            Actor by,
            Model model,
            HttpServletResponse response) {
        var answers = services.stream()
                .map(given -> checkVoucher.test(place, given, by).orElseThrow(ProblemException::notAllowed))
                .toList();
        model.addAttribute("tested", lines.of(answers, day));
        return again(Told.NOTHING, List.of(), form, by, model, response);
    }

    private String redeem(
            RedeemVouchers.Command command, LocalDate day, AcceptForm form, Model model, HttpServletResponse response) {
        return switch (redeemVouchers.handle(command)) {
            case RedeemVouchers.Outcome.Refused(var reason) ->
                again(Told.refused(reason, form.typed()), List.of(), form, command.by(), model, response);
            case RedeemVouchers.Outcome.Answered(var answer)
            when refused(answer.services()).isEmpty() ->
                "redirect:/cheques/accepter?place=%s&answer=%s".formatted(command.place(), command.request());
            case RedeemVouchers.Outcome.Answered(var answer) -> {
                // What was refused stays in the form, to be corrected; what was accepted has left it.
                var left = refused(answer.services()).stream()
                        .flatMap(i -> command.services().get(i).presented().stream())
                        .toList();
                var typed = form.typed();
                typed.put("code", left.size() == 1 ? left.getFirst() : "");
                typed.put("codes", left.size() == 1 ? "" : String.join("\n", left));
                yield again(
                        new Told(Told.Kind.NOTHING, "", List.of(), Map.of(), typed),
                        lines.of(answer.services(), day),
                        form,
                        command.by(),
                        model,
                        response);
            }
        };
    }

    private static boolean isNumber(String presented) {
        return !(Serial.read(presented) instanceof Serial.Reading.Misread);
    }

    private static List<Integer> refused(List<ServiceAnswer> services) {
        return IntStream.range(0, services.size())
                .filter(i -> services.get(i).result() == Answer.Result.REFUSED)
                .boxed()
                .toList();
    }

    /** The page again, with all that was typed. */
    private String again(
            Told told,
            List<AnswerLine> answered,
            AcceptForm form,
            Actor by,
            Model model,
            HttpServletResponse response) {
        if (told.isRefused() || answered.stream().anyMatch(AnswerLine::isRefused)) {
            response.setStatus(422);
        }
        model.addAttribute(
                "told",
                told.equals(Told.NOTHING) ? new Told(Told.Kind.NOTHING, "", List.of(), Map.of(), form.typed()) : told);
        model.addAttribute("answered", answered);
        return show(model, by, Optional.ofNullable(form.place()), Optional.empty(), Paris.today(clock));
    }

    private String show(Model model, Actor by, Optional<String> place, Optional<String> code, LocalDate today) {
        if (!model.containsAttribute("tested")) {
            model.addAttribute("tested", List.of());
        }
        var sight = desk.of(by, provider(by), place);
        model.addAttribute("desk", sight);
        model.addAttribute("because", CancelledBecause.CHOICES);
        model.addAttribute("owner", owner(by, sight));
        model.addAttribute("code", code.orElse(""));
        model.addAttribute("today", today.toString());
        model.addAttribute("request", UUID.randomUUID().toString());
        return PAGE;
    }

    @PostMapping("/annuler")
    String cancel(
            @RequestParam String redemption,
            @RequestParam String cancellation,
            @RequestParam(required = false) @Nullable String because,
            @RequestParam(required = false) @Nullable String words,
            Actor by,
            RedirectAttributes next) {
        provider(by);
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var chosen = new Checks().optionalId("cancellation", cancellation).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var reason = checks.optionalChoice("because-" + id, because, CancelledBecause.class)
                .filter(CancelledBecause::isChosen);
        var more = checks.optionalText("more-" + id, words, CancelRedemption.LONGEST_WORDS);
        var typed =
                Map.of("because-" + id, reason.map(Enum::name).orElse(""), "more-" + id, words == null ? "" : words);
        Told told;
        if (!checks.errors().isEmpty()) {
            told = Told.refused(Language.say("Rien n’est annulé.", "Nothing is cancelled."), checks.errors(), typed);
        } else if (reason.isEmpty()) {
            told = Told.refused(RequestReason.WHY_MISSING, "because-" + id, typed);
        } else {
            var why = new CancelRedemption.Why(reason.get(), more.orElse(""));
            told = cancelled(new CancelRedemption.Command(chosen, id, Optional.of(why), by), typed);
        }
        next.addFlashAttribute("told", told);
        return "redirect:/cheques/accepter";
    }

    private Told cancelled(CancelRedemption.Command command, Map<String, String> typed) {
        return switch (cancelRedemption.handle(command)) {
            case CancelRedemption.Outcome.Cancelled(var done) -> Told.done(AnswerLines.cancelled(done));
            case CancelRedemption.Outcome.Refused(var reason)
            when reason == RequestReason.WORDS_MISSING -> Told.refused(reason, "more-" + command.redemption(), typed);
            case CancelRedemption.Outcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }

    /** The provider's words on a redemption that waits. */
    @PostMapping("/reponse")
    String answer(
            @RequestParam String redemption,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable MultipartFile document,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        provider(by);
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var text = checks.text("words", words, LONGEST_ANSWER);
        if (!checks.errors().isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    new Told(
                            Told.Kind.REFUSED,
                            Language.say("Votre réponse n’est pas enregistrée.", "Your answer is not recorded."),
                            List.of(checks.errors().getFirst().title()),
                            Map.of(),
                            Map.of("words-" + id, words == null ? "" : words)));
            return "redirect:/cheques/accepter";
        }
        next.addFlashAttribute(
                "told",
                switch (decideHold.answer(id, text, HoldDocuments.brought(document), by)) {
                    case DecideHold.Outcome.Answered(var done) ->
                        Told.done(Language.say(
                                        "Votre réponse pour le chèque %s est transmise.",
                                        "Your answer about voucher %s has been passed on.")
                                .formatted(done.serial()));
                    case DecideHold.Outcome.Decided(var done, var _) ->
                        Told.done(Language.say("Le chèque %s est déjà décidé.", "Voucher %s has already been decided.")
                                .formatted(done.serial()));
                    case DecideHold.Outcome.Refused(var reason) -> Told.refused(reason, Map.of("words-" + id, text));
                });
        return "redirect:/cheques/accepter";
    }

    /** A device that accepted without network was lost: it accepts nothing more. */
    @PostMapping("/appareil")
    String stop(@RequestParam String device, Actor by, RedirectAttributes next) {
        provider(by);
        var id = new Checks().optionalId("device", device).orElseThrow(ProblemException::notFound);
        if (!devices.stop(id, by)) {
            throw ProblemException.notFound();
        }
        next.addFlashAttribute(
                "told",
                Told.done(Language.say(
                        "L’appareil est arrêté. Il n’accepte plus de chèque sans réseau.",
                        "The device is stopped. It accepts no more vouchers without network.")));
        return "redirect:/cheques/accepter";
    }

    /** The page that a browser keeps for when the network is away: it names nobody and lists nothing. */
    @GetMapping("/accepter/sans-reseau")
    String shell(@RequestParam(required = false) @Nullable String place, Actor by, Model model) {
        var sight = desk.of(by, provider(by), Optional.ofNullable(place)).bare();
        model.addAttribute("desk", sight);
        model.addAttribute("because", CancelledBecause.CHOICES);
        model.addAttribute("owner", owner(by, sight));
        model.addAttribute("today", Paris.today(clock).toString());
        return "redemption/shell";
    }

    /** Names a person and a place to their browser, and to nobody else. */
    private static String owner(Actor by, DeskSight sight) {
        return Sha256.of("%s at %s"
                        .formatted(
                                by.reference(),
                                sight.chosen().map(DeskSight.Where::id).orElse("")))
                .substring(0, 16);
    }

    private static OrganisationId provider(Actor by) {
        if (!by.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }
}
