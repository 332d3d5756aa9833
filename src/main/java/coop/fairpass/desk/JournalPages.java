package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Journal : read by the operator and the controller, whole; and by whoever leads an organisation, what concerns it,
 * without the names of those who work elsewhere.
 */
@Controller
class JournalPages {

    private static final int LONGEST = 100;
    private static final int DAYS = 90;

    private final Acts acts;
    private final People people;
    private final Organisations organisations;
    private final JournalSubjects subjects;
    private final MayGrant mayGrant;
    private final Clock clock;

    JournalPages(
            Acts acts,
            People people,
            Organisations organisations,
            JournalSubjects subjects,
            MayGrant mayGrant,
            Clock clock) {
        this.acts = acts;
        this.people = people;
        this.organisations = organisations;
        this.subjects = subjects;
        this.mayGrant = mayGrant;
        this.clock = clock;
    }

    @GetMapping("/journal")
    String journal(
            @RequestParam(required = false) @Nullable String qui,
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String sorte,
            @RequestParam(required = false) @Nullable String du,
            @RequestParam(required = false) @Nullable String au,
            @RequestParam(required = false) @Nullable String apres,
            Actor by,
            Model model) {
        boolean seesAll = by.hasAny(Role.OPERATOR, Role.COOP_CONTROLLER);
        var own = by.organisation().filter(id -> mayGrant.leads(by, id));
        if (!seesAll && own.isEmpty()) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var today = Paris.today(clock);
        var who = checks.optionalText("qui", qui, LONGEST).orElse("");
        var says = seesAll
                ? checks.optionalText("organisation", organisation, LONGEST).orElse("")
                : "";
        var kind = checks.optionalChoice("sorte", sorte, ActKind.class);
        var from = checks.optionalDay("du", du).orElse(today.minusDays(DAYS));
        var until = checks.optionalDay("au", au).orElse(today);
        checks.orThrow();
        var reach = seesAll ? Optional.<OrganisationId>empty() : own;
        var page = acts.page(
                new Acts.Which(
                        authors(who, reach), reach, says, kind, Paris.startOf(from), Paris.startOf(until.plusDays(1))),
                Optional.ofNullable(apres),
                coop.fairpass.web.Page.DEFAULT_SIZE);
        var named = new JournalNames(people, organisations, reach);
        model.addAttribute("lines", named.lines(page.items(), subjects, by));
        model.addAttribute("kinds", kinds());
        model.addAttribute(
                "isSifted", !who.isEmpty() || !says.isEmpty() || kind.isPresent() || du != null || au != null);
        model.addAttribute("seesAll", seesAll);
        model.addAttribute("who", who);
        model.addAttribute("says", says);
        model.addAttribute("kind", kind.map(ActKind::name).orElse(""));
        model.addAttribute("from", from.toString());
        model.addAttribute("until", until.toString());
        model.addAttribute(
                "next",
                page.next()
                        .map(after -> next(who, says, kind, from, until, after))
                        .orElse(""));
        return "desk/journal";
    }

    /** The people whose name or address says a text: of the reader’s organisation only, when it sees no other. */
    private Optional<List<String>> authors(String text, Optional<OrganisationId> reach) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var near = reach.map(
                id -> people.seatsIn(id).stream().map(People.Seat::person).collect(Collectors.toUnmodifiableSet()));
        return Optional.of(people.saying(text).stream()
                .map(People.Person::id)
                .filter(id -> near.map(all -> all.contains(id)).orElse(true))
                .map(id -> "person/" + id)
                .toList());
    }

    private static String next(
            String who, String says, Optional<ActKind> kind, LocalDate from, LocalDate until, String after) {
        var query = new LinkedHashMap<String, String>();
        query.put("qui", who);
        query.put("organisation", says);
        query.put("sorte", kind.map(ActKind::name).orElse(""));
        query.put("du", from.toString());
        query.put("au", until.toString());
        query.put("apres", after);
        return query.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/journal?", ""));
    }

    /** The kinds by which the journal is sifted, with their words. */
    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : ActKind.values()) {
            kinds.put(kind.name(), Sentences.of(kind));
        }
        return kinds;
    }
}
