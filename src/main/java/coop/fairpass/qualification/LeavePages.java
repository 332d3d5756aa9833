package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Départ : the legal representative of a provider gives notice, a month ahead at least; its other people read what was
 * given, or who may give it (R-162, domain §5.4 Q20).
 */
@Controller
@RequestMapping("/qualification/depart")
class LeavePages {

    /** Where an organisation takes its data away. */
    static final String DATA = "/structure/donnees";

    private static final int LONGEST_REASON = 2_000;

    private final EndQualification endQualification;
    private final TakeBackNotice takeBackNotice;
    private final Qualifications qualifications;
    private final Agreements agreements;
    private final Places places;
    private final People people;
    private final Clock clock;

    LeavePages(
            EndQualification endQualification,
            TakeBackNotice takeBackNotice,
            Qualifications qualifications,
            Agreements agreements,
            Places places,
            People people,
            Clock clock) {
        this.endQualification = endQualification;
        this.takeBackNotice = takeBackNotice;
        this.qualifications = qualifications;
        this.agreements = agreements;
        this.places = places;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    String read(Actor by, Model model) {
        return page(QualificationRights.own(by), by, Told.in(model), model);
    }

    private String page(OrganisationId own, Actor by, Told told, Model model) {
        model.addAttribute("page", page(own, by));
        model.addAttribute("told", told);
        return "qualification/leave";
    }

    private LeavePage page(OrganisationId own, Actor by) {
        var today = Paris.today(clock);
        var open = places.of(own).stream()
                .filter(place -> place.isOpenOn(today))
                .map(Place::id)
                .collect(Collectors.toSet());
        return new LeavePage(
                Sentences.of(qualifications.stateOn(own, today)),
                notice(own),
                qualifications.termOf(own, today),
                today.plusMonths(EndQualification.NOTICE_MONTHS),
                by.has(Role.LEGAL_REPRESENTATIVE),
                people.seatsIn(own).stream()
                        .filter(seat -> seat.roles().contains(Role.LEGAL_REPRESENTATIVE))
                        .map(People.Seat::name)
                        .sorted()
                        .toList(),
                open.size(),
                running(own, open, today));
    }

    private long running(OrganisationId own, Set<PlaceId> open, LocalDate today) {
        return agreements.concerning(own).stream()
                .map(Agreements.Named::agreement)
                .filter(one -> open.contains(one.terms().place()) && one.isActiveOn(today))
                .count();
    }

    /** The last one that was given, also once it has taken effect. */
    private Optional<LeavePage.Notice> notice(OrganisationId own) {
        return qualifications.of(own).stream()
                .findFirst()
                .flatMap(Qualification::end)
                .filter(end -> end.kind() == EndKind.WITHDRAWN)
                .map(end -> new LeavePage.Notice(
                        end.endedOn(),
                        end.reason(),
                        end.recorded().on(),
                        nameOf(end.recorded().by())));
    }

    private String nameOf(String reference) {
        return Actor.personOf(reference)
                .map(person -> people.nameOf(person).orElse(""))
                .orElseGet(() -> Language.say("un programme", "a program"));
    }

    /** First what it means is read again, with the day in full; then it is given. */
    @PostMapping
    String give(
            @RequestParam(defaultValue = "") String endedOn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirmed,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        var own = QualificationRights.own(by);
        if (!by.has(Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        var typed = Map.of("endedOn", endedOn, "reason", reason);
        var checks = new Checks();
        var day = checks.day("endedOn", endedOn);
        var why = checks.text("reason", reason, LONGEST_REASON);
        Told told;
        try {
            checks.orThrow();
            var command = new EndQualification.Command(own, day, EndKind.WITHDRAWN, why, by);
            if (!"yes".equals(confirmed) && endQualification.refusalOf(command).isEmpty()) {
                model.addAttribute("page", page(own, by));
                model.addAttribute("endedOn", day);
                model.addAttribute("reason", why);
                return "qualification/leave-confirm";
            }
            switch (endQualification.handle(command)) {
                case EndQualification.Outcome.Ended(var _) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say(
                                            "Votre préavis est donné. Vos lieux acceptent des chèques jusqu’au %s"
                                                    + " inclus.",
                                            "Your notice is given. Your places accept vouchers until %s included.")
                                    .formatted(Language.sayLong(day.minusDays(1)))));
                    return "redirect:/qualification/depart";
                }
                case EndQualification.Outcome.Refused(var refused) -> told = Told.refused(refused, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        return page(own, by, told, model);
    }

    /** Staying after all, until the eve. */
    @PostMapping("/retrait")
    String stay(Actor by, Model model, HttpServletResponse response, RedirectAttributes next) {
        var own = QualificationRights.own(by);
        if (!by.has(Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        return switch (takeBackNotice.handle(new TakeBackNotice.Command(own, by))) {
            case TakeBackNotice.Outcome.TakenBack(var _) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Votre préavis est retiré : votre structure reste, et rien ne change.",
                                "Your notice is taken back: your organisation stays, and nothing changes.")));
                yield "redirect:/qualification/depart";
            }
            case TakeBackNotice.Outcome.Refused(var refused) -> {
                response.setStatus(422);
                yield page(own, by, Told.refused(refused, Map.of()), model);
            }
        };
    }
}
