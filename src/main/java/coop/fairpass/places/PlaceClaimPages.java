package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.places.PlaceClaimPage.Standing;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « C’est notre lieu » on the page of a listed place, and the queue of those who answer. */
@Controller
class PlaceClaimPages {

    private static final int MOST = 200;
    private static final int MOST_DECIDED = 50;
    private static final String QUEUE = "/lieux-demandes";

    private final ListedPlaces listed;
    private final Places places;
    private final PlaceClaims claims;
    private final PlaceClaimDesk desk;
    private final ClaimPlace claimPlace;
    private final DecidePlaceClaim decide;
    private final Organisations organisations;

    PlaceClaimPages(
            ListedPlaces listed,
            Places places,
            PlaceClaims claims,
            PlaceClaimDesk desk,
            ClaimPlace claimPlace,
            DecidePlaceClaim decide,
            Organisations organisations) {
        this.listed = listed;
        this.places = places;
        this.claims = claims;
        this.desk = desk;
        this.claimPlace = claimPlace;
        this.decide = decide;
        this.organisations = organisations;
    }

    // ── Saying that it is ours ───────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/lieux/{id}/notre-lieu")
    String form(@PathVariable UUID id, Optional<Actor> by, Model model) {
        return form(find(id), by, Told.in(model), newId(), model);
    }

    private ListedPlace find(UUID id) {
        return listed.find(id).orElseThrow(ProblemException::notFound);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private String form(ListedPlace place, Optional<Actor> by, Told told, String claim, Model model) {
        var own = by.filter(ClaimPlace::speaks).flatMap(Actor::organisation);
        var said = own.map(organisation -> claims.of(organisation, place.id())).orElse(List.of());
        model.addAttribute(
                "page", new PlaceClaimPage(place, standing(place, by, said), said, holder(place), claim, told));
        return "places/claim";
    }

    private Standing standing(ListedPlace place, Optional<Actor> by, List<PlaceClaim> own) {
        if (place.place().isPresent()) {
            return Standing.HELD;
        }
        if (by.isEmpty()) {
            return Standing.NOT_IN;
        }
        if (!ClaimPlace.speaks(by.get())) {
            return Standing.NOT_THEIRS_TO_SAY;
        }
        if (own.stream().anyMatch(PlaceClaim::isOpen)) {
            return Standing.WAITS;
        }
        return claimPlace.mayClaim(by.get().organisation().orElseThrow()) ? Standing.MAY_CLAIM : Standing.NOT_QUALIFIED;
    }

    private String holder(ListedPlace place) {
        return place.place()
                .map(places::get)
                .map(held -> organisations.get(held.provider()).legalName())
                .orElse("");
    }

    @PostMapping("/lieux/{id}/notre-lieu")
    String claim(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String claim,
            @RequestParam(required = false) @Nullable String words,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (!ClaimPlace.speaks(by)) {
            throw ProblemException.notAllowed();
        }
        var place = find(id);
        var checks = new Checks();
        var claimId = checks.id("claim", claim);
        checks.orThrow();
        var text = words == null ? "" : words;
        return switch (claimPlace.handle(new ClaimPlace.Command(claimId, id, text, by))) {
            case ClaimPlace.Outcome.Claimed(var _) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "Votre demande est partie : une personne de la coopérative y répond.",
                                "Your claim has been sent: a person of the cooperative answers it.")));
                yield "redirect:/lieux/" + id + "/notre-lieu";
            }
            case ClaimPlace.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                yield form(
                        place, Optional.of(by), Told.refused(reason, Map.of("words", text)), claimId.toString(), model);
            }
        };
    }

    // ── Answering ────────────────────────────────────────────────────────────────────────────────────────────────

    private static void require(Actor by) {
        if (!by.has(Role.COOP_REVIEWER)) {
            throw ProblemException.notAllowed();
        }
    }

    @GetMapping(QUEUE)
    String queue(Actor by, Model model) {
        require(by);
        model.addAttribute("cases", desk.open(MOST));
        model.addAttribute("decided", claims.decided(MOST_DECIDED));
        model.addAttribute("told", Told.in(model));
        return "places/claims";
    }

    @PostMapping(QUEUE + "/{id}")
    String answer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String commune,
            Actor by,
            RedirectAttributes next) {
        require(by);
        var typed = Map.of("reason-" + id, reason, "into-" + id, into, "commune-" + id, commune);
        var checks = new Checks();
        var chosen = checks.choice("decision", decision, ClaimDecision.class, ClaimDecision.REFUSED);
        var place = checks.optionalId("into-" + id, into).map(PlaceId::new);
        var where = checks.optionalIdentifier("commune-" + id, commune, InseeCode::check);
        if (!checks.errors().isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    Told.refused(
                            Language.say("Votre réponse n’est pas enregistrée.", "Your answer is not saved."),
                            checks.errors(),
                            typed));
            return "redirect:" + QUEUE;
        }
        next.addFlashAttribute(
                "told",
                switch (decide.handle(new DecidePlaceClaim.Command(id, chosen, reason, place, where, by))) {
                    case DecidePlaceClaim.Outcome.Decided(var claim, var _) ->
                        Told.done((claim.isRefused()
                                        ? Language.say("Refusé : « %s ».", "Refused: “%s”.")
                                        : Language.say("« %s » a sa structure.", "“%s” has its organisation."))
                                .formatted(claim.placeName()));
                    case DecidePlaceClaim.Outcome.Refused(var why)
                    when why == PlaceClaimReason.UNKNOWN_CLAIM -> throw ProblemException.notFound();
                    case DecidePlaceClaim.Outcome.Refused(var why) -> Told.refused(why, typed);
                });
        return "redirect:" + QUEUE;
    }
}
