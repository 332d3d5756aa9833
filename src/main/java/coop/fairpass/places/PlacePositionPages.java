package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Told;
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

/** Where a place is: by the device of who stands in it, or by coordinates copied from a map. */
@Controller
@RequestMapping("/mes-lieux/{id}/position")
class PlacePositionPages {

    private final OwnPlaces ownPlaces;
    private final LocatePlace locatePlace;
    private final Territories territories;

    PlacePositionPages(OwnPlaces ownPlaces, LocatePlace locatePlace, Territories territories) {
        this.ownPlaces = ownPlaces;
        this.locatePlace = locatePlace;
        this.territories = territories;
    }

    @GetMapping
    String form(@PathVariable UUID id, Actor by, Model model) {
        return form(ownPlaces.changed(id, by), Told.in(model), model);
    }

    private String form(Place place, Told told, Model model) {
        var commune = territories.commune(place.commune());
        model.addAttribute("place", place);
        model.addAttribute(
                "town", commune.map(Commune::name).orElse(place.address().town()));
        model.addAttribute("fromCentre", fromCentre(place, commune));
        model.addAttribute("told", told);
        return "places/position";
    }

    /** How far a place that said where it is stands from the centre of its commune, as it is read; else nothing. */
    private static String fromCentre(Place place, Optional<Commune> commune) {
        return place.position()
                .filter(_ -> place.isPositionExact())
                .flatMap(at -> commune.flatMap(Commune::centre).map(at::metresTo))
                .map(Math::round)
                .map(metres -> Language.say(Distances.french(metres), Distances.english(metres)))
                .orElse("");
    }

    @PostMapping
    String locate(
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var checks = new Checks();
        var at = position(checks, sent);
        if (at.isPresent()) {
            switch (locatePlace.handle(new LocatePlace.Command(place.id(), at.get(), by))) {
                case LocatePlace.Outcome.Located(var _) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say(
                                    "La position est enregistrée. Regardez-la sur le plan, plus bas.",
                                    "The position is saved. Look at it on the map, below.")));
                    return "redirect:/mes-lieux/" + id + "/position";
                }
                case LocatePlace.Outcome.Refused(var reason) -> checks.refuse("coordinates", reason);
            }
        }
        return form(
                place,
                Told.refused(
                        Language.say("La position n’est pas enregistrée.", "The position is not saved."),
                        checks.errors(),
                        sent),
                model);
    }

    private static Optional<Point> position(Checks checks, Map<String, String> sent) {
        var written = checks.text("coordinates", sent.get("coordinates"), 500);
        if (!checks.errors().isEmpty()) {
            return Optional.empty();
        }
        var at = TypedPosition.read(written);
        if (at.isEmpty()) {
            checks.refuse("coordinates", PlaceReason.POSITION_UNREADABLE);
        }
        return at;
    }
}
