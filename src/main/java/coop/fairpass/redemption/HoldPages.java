package coop.fairpass.redemption;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.redemption.AppealRejection.Appeal;
import coop.fairpass.redemption.AppealRejection.AppealDecision;
import coop.fairpass.redemption.AppealRejection.Rejection;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Chèques en attente : a controller reads why each waits and what the provider says, and decides. */
@Controller
@RequestMapping("/cheques/attente")
class HoldPages {

    private static final int LONGEST_REASON = 1_000;

    private final DecideHold decideHold;
    private final AppealRejection appeals;
    private final Organisations organisations;
    private final Places places;
    private final Catalogue catalogue;

    HoldPages(
            DecideHold decideHold,
            AppealRejection appeals,
            Organisations organisations,
            Places places,
            Catalogue catalogue) {
        this.decideHold = decideHold;
        this.appeals = appeals;
        this.organisations = organisations;
        this.places = places;
        this.catalogue = catalogue;
    }

    @GetMapping
    String waiting(Actor by, Model model) {
        mayDecideOnAppeals(by);
        Told.keepIn(model);
        model.addAttribute(
                "holds", decideHold.waiting(by).stream().map(this::sight).toList());
        model.addAttribute("decisions", List.of(HoldDecision.values()));
        model.addAttribute(
                "appeals",
                appeals.waiting(by).stream().map(one -> sight(one, by)).toList());
        model.addAttribute("appealDecisions", List.of(AppealDecision.values()));
        return "redemption/holds";
    }

    private HoldSight sight(DecideHold.Waiting waiting) {
        return new HoldSight(
                waiting.redemption().toString(),
                waiting.redemption().serial(),
                nameOf(waiting.provider()),
                nameOf(waiting.place()),
                label(waiting.service(), waiting.serviceOn()),
                waiting.serviceOn(),
                Sentences.of(waiting.rule()),
                waiting.decideBy(),
                waiting.providerSays().orElse(""),
                waiting.hasDocument());
    }

    private AppealSight sight(Rejection one, Actor by) {
        return new AppealSight(
                one.redemption().toString(),
                one.redemption().serial(),
                nameOf(one.provider()),
                nameOf(one.place()),
                label(one.service(), one.serviceOn()),
                one.serviceOn(),
                Sentences.of(one.rule()),
                one.providerSays().orElse(""),
                one.answerDocument(),
                Sentences.of(one.decision()),
                one.reason(),
                one.appeal().map(Appeal::words).orElse(""),
                one.appealDocument(),
                !one.rejectedBy().equals(by.reference()));
    }

    private String nameOf(OrganisationId organisation) {
        return organisations.find(organisation).map(Organisation::legalName).orElse("");
    }

    private String nameOf(UUID place) {
        return places.find(new PlaceId(place)).map(Place::name).orElse("");
    }

    private String label(String service, LocalDate day) {
        return ServiceCode.check(service)
                .flatMap(code -> catalogue.find(code, day))
                .map(Service::label)
                .orElse(service);
    }

    @PostMapping("/{redemption}")
    String decide(
            @PathVariable String redemption,
            @RequestParam(required = false) @Nullable String decision,
            @RequestParam(required = false) @Nullable String reason,
            Actor by,
            RedirectAttributes next) {
        mayDecide(by);
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var form = Map.of(
                "reason-" + id, reason == null ? "" : reason, "decision-" + id, decision == null ? "" : decision);
        var checks = new Checks();
        var what = checks.choice("decision-" + id, decision, HoldDecision.class, HoldDecision.RELEASED);
        var why = checks.text("reason-" + id, reason, LONGEST_REASON);
        next.addFlashAttribute("told", decided(checks, new DecideHold.Command(id, what, why, by), form));
        return "redirect:/cheques/attente";
    }

    private Told decided(Checks checks, DecideHold.Command command, Map<String, String> form) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, form);
        }
        return switch (decideHold.handle(command)) {
            case DecideHold.Outcome.Decided(var id, var decision) -> decidedOn(id, decision);
            case DecideHold.Outcome.Answered(var _) -> throw new IllegalStateException("nobody answered");
            case DecideHold.Outcome.Refused(var reason) -> Told.refused(reason, form);
        };
    }

    @PostMapping("/{redemption}/recours")
    String decideAppeal(
            @PathVariable String redemption,
            @RequestParam(required = false) @Nullable String decision,
            @RequestParam(required = false) @Nullable String reason,
            Actor by,
            RedirectAttributes next) {
        mayDecideOnAppeals(by);
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var form = Map.of(
                "reason-" + id, reason == null ? "" : reason, "decision-" + id, decision == null ? "" : decision);
        var checks = new Checks();
        var what = checks.choice("decision-" + id, decision, AppealDecision.class, AppealDecision.UPHELD);
        var why = checks.text("reason-" + id, reason, LONGEST_REASON);
        next.addFlashAttribute("told", decided(checks, new AppealRejection.Command(id, what, why, by), form));
        return "redirect:/cheques/attente";
    }

    private Told decided(Checks checks, AppealRejection.Command command, Map<String, String> form) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, form);
        }
        return switch (appeals.handle(command)) {
            case AppealRejection.Outcome.Decided(var id, var decision) -> decidedOn(id, decision);
            case AppealRejection.Outcome.Appealed(var _) -> throw new IllegalStateException("nobody appealed");
            case AppealRejection.Outcome.Refused(var refusal) -> Told.refused(refusal, form);
        };
    }

    private static Told decidedOn(RedemptionId id, Enum<?> decision) {
        return Told.done(Language.say(
                        "Chèque %s : %s. La structure est prévenue.", "Voucher %s: %s. The provider has been told.")
                .formatted(id.serial(), Sentences.of(decision).toLowerCase(Locale.FRANCE)));
    }

    private static void mayDecideOnAppeals(Actor by) {
        if (!AppealRejection.mayDecide(by)) {
            throw ProblemException.notAllowed();
        }
    }

    private static void mayDecide(Actor by) {
        if (!by.has(Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }
}
