package coop.fairpass.site;

import coop.fairpass.access.Factor;
import coop.fairpass.access.OpenSession;
import coop.fairpass.access.WayBack;
import coop.fairpass.directory.People;
import coop.fairpass.directory.People.Seat;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.VouchersToTry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A list of people to become, for demonstrations and development only; a production instance never has it. */
@Controller
@ConditionalOnProperty("fairpass.development-sign-in")
public class DevelopmentSignIn {

    private final People people;
    private final OpenSession openSession;
    private final List<VouchersToTry> toTry;

    DevelopmentSignIn(People people, OpenSession openSession, List<VouchersToTry> toTry) {
        this.people = people;
        this.openSession = openSession;
        this.toTry = toTry;
    }

    /** @param vers where whoever comes in is brought back, on this site; anywhere else is the home page */
    @GetMapping("/entrer")
    String choose(@RequestParam(required = false) @Nullable String vers, Model model) {
        Map<String, List<Seat>> byOrganisation = people.seats().stream()
                .collect(Collectors.groupingBy(Seat::organisationName, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("organisations", byOrganisation);
        model.addAttribute(
                "vouchers", toTry.stream().flatMap(one -> one.some().stream()).toList());
        model.addAttribute("target", WayBack.local(vers).orElse(""));
        return "site/sign-in";
    }

    @PostMapping("/entrer")
    String enter(
            @RequestParam UUID person,
            @RequestParam UUID organisation,
            @RequestParam(required = false) @Nullable String vers,
            HttpServletRequest request,
            HttpServletResponse response) {
        return enter(
                people.seatsOf(person).stream()
                        .filter(one -> one.organisation().value().equals(organisation))
                        .findFirst(),
                vers,
                request,
                response);
    }

    /** An address to click in a terminal: whoever has it is that person, for the first of the seats. */
    @GetMapping("/entrer/{person}")
    String enterByAddress(@PathVariable UUID person, HttpServletRequest request, HttpServletResponse response) {
        return enter(people.seatsOf(person).stream().findFirst(), "", request, response);
    }

    private String enter(
            Optional<Seat> seat, @Nullable String target, HttpServletRequest request, HttpServletResponse response) {
        if (seat.isEmpty()) {
            return "redirect:/entrer" + WayBack.query(target);
        }
        openSession.open(
                seat.get().person(),
                Optional.of(seat.get().organisation().value()),
                Set.of(Factor.PASSWORD, Factor.CODE), // whoever plays a treasurer has no telephone to show
                request,
                response);
        return "redirect:" + WayBack.local(target).orElse("/");
    }

    /** What a person may do, as pages say it. */
    public static String rolesOf(Seat seat) {
        return seat.roles().stream().sorted().map(Sentences::of).collect(Collectors.joining(", "));
    }
}
