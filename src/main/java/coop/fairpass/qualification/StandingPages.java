package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.AppealDisqualification.Ruling;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Prestataires : the right of each provider, and what a controller and the committee decide of it: to suspend at once
 * and in writing, to lift, to take away once the provider could answer (R-185, R-187, R-188, domain §5.4 Q15 to Q17).
 */
@Controller
@RequestMapping("/prestataires")
public class StandingPages {

    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_SHOWN = 100;

    private final Qualifications qualifications;
    private final SuspendProvider suspend;
    private final LiftSuspension lift;
    private final EndQualification end;
    private final AppealDisqualification contested;
    private final ReviewDesk desk;
    private final Organisations organisations;
    private final Clock clock;

    StandingPages(
            Qualifications qualifications,
            SuspendProvider suspend,
            LiftSuspension lift,
            EndQualification end,
            AppealDisqualification contested,
            ReviewDesk desk,
            Organisations organisations,
            Clock clock) {
        this.qualifications = qualifications;
        this.suspend = suspend;
        this.lift = lift;
        this.end = end;
        this.contested = contested;
        this.desk = desk;
        this.organisations = organisations;
        this.clock = clock;
    }

    /**
     * A provider of the list, and what its right is today.
     *
     * @param end how the last one ended, when it is over
     */
    public record Listed(String id, String name, QualificationState state, Optional<Qualification.End> end) {

        public String style() {
            return StandingPages.style(state);
        }
    }

    /**
     * A provider's right, and what the reader may decide of it.
     *
     * @param term first day without the right if it is not renewed
     * @param suspension the one that covers today or is to come
     * @param toDecide the appeal that waits for the reader's decision
     * @param firstDayToDisqualify the first day on which the committee may take the right away, answers having come
     */
    public record Shown(
            String id,
            String name,
            QualificationState state,
            Optional<LocalDate> term,
            Optional<Suspension> suspension,
            Optional<LocalDate> firstDayToDisqualify,
            List<ReviewPage.PastDecision> past,
            boolean maySuspend,
            boolean mayDisqualify,
            Optional<AppealDisqualification.Appeal> toDecide,
            LocalDate today,
            String newId) {
        public Shown {
            past = List.copyOf(past);
        }

        public String path() {
            return "/prestataires/" + id;
        }

        public String style() {
            return StandingPages.style(state);
        }
    }

    private static String style(QualificationState state) {
        return switch (state) {
            case QUALIFIED -> "state";
            case NOT_QUALIFIED -> "state waits";
            case SUSPENDED, ENDED -> "state stopped";
        };
    }

    private static void mayRead(Actor by) {
        if (!by.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER, Role.COMMITTEE, Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
    }

    private static boolean maySuspend(Actor by) {
        return by.hasAny(Role.COOP_CONTROLLER, Role.COMMITTEE);
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String nom, Actor by, Model model) {
        mayRead(by);
        var today = Paris.today(clock);
        var asked = nom.strip().toLowerCase(Locale.FRENCH);
        var found = organisations.get(qualifications.everQualified()).values().stream()
                .filter(one -> one.legalName().toLowerCase(Locale.FRENCH).contains(asked))
                .sorted(Comparator.comparing(Organisation::legalName))
                .toList();
        model.addAttribute(
                "providers",
                found.stream().limit(MOST_SHOWN).map(one -> listed(one, today)).toList());
        model.addAttribute("count", found.size());
        model.addAttribute("name", nom);
        return "qualification/providers";
    }

    private Listed listed(Organisation one, LocalDate today) {
        var all = qualifications.of(one.id());
        var state = Qualifications.stateOn(all, today);
        return new Listed(
                one.id().toString(),
                one.legalName(),
                state,
                state == QualificationState.ENDED ? all.getFirst().end() : Optional.empty());
    }

    @GetMapping("/{provider}")
    String read(@PathVariable UUID provider, Actor by, Model model) {
        mayRead(by);
        return page(known(provider), by, Told.in(model), UUID.randomUUID().toString(), model);
    }

    private Organisation known(UUID provider) {
        var id = new OrganisationId(provider);
        return organisations
                .find(id)
                .filter(_ -> !qualifications.of(id).isEmpty())
                .orElseThrow(ProblemException::notFound);
    }

    private String page(Organisation of, Actor by, Told told, String newId, Model model) {
        var today = Paris.today(clock);
        var suspension = suspensionOf(of.id(), today);
        model.addAttribute(
                "page",
                new Shown(
                        of.id().toString(),
                        of.legalName(),
                        qualifications.stateOn(of.id(), today),
                        qualifications.termOf(of.id(), today),
                        suspension,
                        suspension
                                .map(one -> one.recorded().on().plusDays(EndQualification.DAYS_TO_ANSWER))
                                .map(day -> day.isBefore(today) ? today : day),
                        desk.pastOf(of.id()),
                        maySuspend(by),
                        by.has(Role.COMMITTEE),
                        contested.of(of.id()).stream()
                                .filter(one -> contested.mayDecide(one, by))
                                .findFirst(),
                        today,
                        newId));
        model.addAttribute("told", told);
        return "qualification/standing";
    }

    private Optional<Suspension> suspensionOf(OrganisationId provider, LocalDate today) {
        return qualifications.on(provider, today).stream()
                .flatMap(one -> one.suspensions().stream())
                .filter(one -> one.covers(today) || one.suspendedFrom().isAfter(today))
                .findFirst();
    }

    /** With the three of the decision it lasts until it is lifted; without any of them, sixty days at most. */
    @PostMapping("/{provider}/suspension")
    String suspend(
            @PathVariable UUID provider,
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes after) {
        allowed(maySuspend(by));
        var of = known(provider);
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        checks.orThrow();
        var from = checks.day("from", sent.get("from"));
        var reason = checks.text("reason", sent.get("reason"), LONGEST_REASON);
        var decision = decision(checks, sent);
        if (!checks.errors().isEmpty()) {
            return page(of, by, Told.refused(checks, Told.typedIn(sent)), id.toString(), model);
        }
        var command = new SuspendProvider.Command(new SuspensionId(id), of.id(), from, reason, decision, by);
        return switch (suspend.handle(command)) {
            case SuspendProvider.Outcome.Refused(var refusal) ->
                page(of, by, Told.refused(refusal, Told.typedIn(sent)), id.toString(), model);
            case SuspendProvider.Outcome.Suspended(var suspension) ->
                done(
                        after,
                        of,
                        Language.say(
                                        "Suspendue à partir du %s. La structure en est avertie, avec le motif.",
                                        "Suspended from %s. The organisation is told, with the reason.")
                                .formatted(Language.sayLong(suspension.suspendedFrom())));
        };
    }

    private static Optional<Decision> decision(Checks checks, Map<String, String> sent) {
        if (List.of("body", "decidedOn", "minutes").stream()
                .allMatch(field -> sent.getOrDefault(field, "").isBlank())) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                checks.text("body", sent.get("body"), 200),
                checks.day("decidedOn", sent.get("decidedOn")),
                checks.text("minutes", sent.get("minutes"), 200)));
    }

    @PostMapping("/{provider}/levee")
    String lift(
            @PathVariable UUID provider,
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes after) {
        allowed(maySuspend(by));
        var of = known(provider);
        var checks = new Checks();
        var suspension = checks.id("suspension", sent.get("suspension"));
        checks.orThrow();
        var from = checks.day("liftFrom", sent.get("liftFrom"));
        var reason = checks.text("liftReason", sent.get("liftReason"), LONGEST_REASON);
        var newId = UUID.randomUUID().toString();
        if (!checks.errors().isEmpty()) {
            return page(of, by, Told.refused(checks, Told.typedIn(sent)), newId, model);
        }
        return switch (lift.handle(
                new LiftSuspension.Command(of.id(), new SuspensionId(suspension), from, reason, by))) {
            case LiftSuspension.Outcome.Refused(var refusal) ->
                page(of, by, Told.refused(refusal, Told.typedIn(sent)), newId, model);
            case LiftSuspension.Outcome.Lifted _ ->
                done(
                        after,
                        of,
                        Language.say(
                                        "La suspension est levée à partir du %s. La structure en est avertie.",
                                        "The suspension is lifted from %s. The organisation is told.")
                                .formatted(Language.sayLong(from)));
        };
    }

    /** Only the committee, and only of a suspended provider that had its days to answer. */
    @PostMapping("/{provider}/fin")
    String end(
            @PathVariable UUID provider,
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes after) {
        allowed(by.has(Role.COMMITTEE));
        var of = known(provider);
        var checks = new Checks();
        var endedOn = checks.day("endedOn", sent.get("endedOn"));
        var reason = checks.text("endReason", sent.get("endReason"), LONGEST_REASON);
        var newId = UUID.randomUUID().toString();
        if (!checks.errors().isEmpty()) {
            return page(of, by, Told.refused(checks, Told.typedIn(sent)), newId, model);
        }
        return switch (end.handle(new EndQualification.Command(of.id(), endedOn, EndKind.DISQUALIFIED, reason, by))) {
            case EndQualification.Outcome.Refused(var refusal) ->
                page(of, by, Told.refused(refusal, Told.typedIn(sent)), newId, model);
            case EndQualification.Outcome.Ended _ ->
                done(
                        after,
                        of,
                        Language.say(
                                        "%s à partir du %s. La structure en est avertie, avec le motif.",
                                        "%s from %s. The organisation is told, with the reason.")
                                .formatted(Sentences.of(EndKind.DISQUALIFIED), Language.sayLong(endedOn)));
        };
    }

    /** Only those who took no part in it; nothing is ticked beforehand. */
    @PostMapping("/{provider}/recours")
    String decideAppeal(
            @PathVariable UUID provider,
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes after) {
        allowed(by.has(Role.BOARD));
        var of = known(provider);
        var checks = new Checks();
        var appeal = checks.id("appeal", sent.get("appeal"));
        checks.orThrow();
        if (contested.of(of.id()).stream().noneMatch(one -> one.id().equals(appeal))) {
            throw ProblemException.notFound();
        }
        var ruling = checks.choice("ruling", sent.get("ruling"), Ruling.class, Ruling.REJECTED);
        var reason = checks.text("appealReason", sent.get("appealReason"), LONGEST_REASON);
        var body = checks.text("appealBody", sent.get("appealBody"), 200);
        var minutes = checks.text("appealMinutes", sent.get("appealMinutes"), 200);
        var newId = UUID.randomUUID().toString();
        if (!checks.errors().isEmpty()) {
            return page(of, by, Told.refused(checks, Told.typedIn(sent)), newId, model);
        }
        return switch (contested.handle(
                new AppealDisqualification.Command(appeal, ruling, reason, body, minutes, by))) {
            case AppealDisqualification.Outcome.Refused(var refusal) ->
                page(of, by, Told.refused(refusal, Told.typedIn(sent)), newId, model);
            case AppealDisqualification.Outcome.Done _ ->
                done(
                        after,
                        of,
                        Language.say(
                                "La décision sur le recours est enregistrée, et la structure prévenue.",
                                "The decision on the appeal is saved, and the organisation told."));
        };
    }

    private static void allowed(boolean may) {
        if (!may) {
            throw ProblemException.notAllowed();
        }
    }

    private static String done(RedirectAttributes after, Organisation of, String sentence) {
        after.addFlashAttribute("told", Told.done(sentence));
        return "redirect:/prestataires/" + of.id();
    }
}
