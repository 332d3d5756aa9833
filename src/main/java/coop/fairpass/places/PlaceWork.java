package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pages that ask to be confirmed; signals, complaints and claims of places that wait for an answer. */
@Component
class PlaceWork implements WorkWaiting {

    private static final int MOST = 1_000;

    private final Places places;
    private final Presentations presentations;
    private final Signals signals;
    private final Complaints complaints;
    private final PlaceClaims claims;
    private final WhoAccepts whoAccepts;
    private final Clock clock;

    PlaceWork(
            Places places,
            Presentations presentations,
            Signals signals,
            Complaints complaints,
            PlaceClaims claims,
            WhoAccepts whoAccepts,
            Clock clock) {
        this.places = places;
        this.presentations = presentations;
        this.signals = signals;
        this.complaints = complaints;
        this.claims = claims;
        this.whoAccepts = whoAccepts;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        var waiting = new ArrayList<Waiting>();
        if (Signals.answers(actor)) {
            long told = signals.countOpen(actor);
            if (told > 0) {
                waiting.add(new Waiting(
                        Language.say(
                                Plural.of(told, "changement signalé", "changements signalés"),
                                Plural.english(told, "change reported", "changes reported")),
                        Language.say(
                                "Quelqu’un a lu une page et dit qu’elle n’est plus juste.",
                                "Somebody read a page and says that it is no longer right."),
                        "/signalements"));
            }
        }
        if (actor.has(Role.COOP_REVIEWER)) {
            long claimed = claims.countOpen();
            if (claimed > 0) {
                waiting.add(new Waiting(
                        Language.say(
                                Plural.of(claimed, "lieu demandé", "lieux demandés"),
                                Plural.english(claimed, "place claimed", "places claimed")),
                        Language.say(
                                "Une structure dit qu’un lieu recensé est le sien.",
                                "An organisation says that a listed place is theirs."),
                        "/lieux-demandes"));
            }
        }
        var complained = complaints.open(actor, MOST);
        if (!complained.isEmpty()) {
            waiting.add(new Waiting(
                    Language.say("Répondre aux réclamations", "Answer complaints"),
                    Language.say(
                            Plural.of(complained.size(), "personne attend", "personnes attendent")
                                    + " une réponse ; voici le jour de la première.",
                            Plural.english(complained.size(), "person waits", "people wait")
                                    + " for an answer; this is the day of the first."),
                    "/reclamations",
                    Optional.of(complained.getFirst().dueOn())));
        }
        if (actor.has(Role.PROVIDER_ADMIN) && actor.organisation().isPresent()) {
            var today = Paris.today(clock);
            var own = places.of(actor.organisation().get());
            if (own.stream().noneMatch(place -> place.isOpenOrWillBe(today))
                    && !whoAccepts
                            .among(today, Set.of(actor.organisation().get()))
                            .isEmpty()) {
                waiting.addFirst(new Waiting(
                        Language.say("Ouvrir votre premier lieu", "Open your first place"),
                        Language.say(
                                "Il faut un lieu et un service pour accepter un chèque.",
                                "A place and a service are needed to accept a voucher."),
                        "/mes-lieux/ouvrir"));
            }
            long unsaid = places.withoutLeaders(actor.organisation().get(), today);
            if (unsaid > 0) {
                waiting.add(new Waiting(
                        Language.say(
                                Plural.of(unsaid, "service sans statut", "services sans statut"),
                                Plural.english(unsaid, "service without a status", "services without a status")),
                        Language.say(
                                "Dites le statut de qui les conduit : un service que seuls des bénévoles conduisent ne"
                                        + " se paie pas par chèque.",
                                "Say the status of who leads them: a service that only volunteers lead is not paid by"
                                        + " voucher."),
                        "/mes-lieux"));
            }
            var itinerant = presentations.itinerantOf(actor.organisation().get());
            var nowhere = own.stream()
                    .filter(place -> place.isOpenOrWillBe(today) && !place.isHidden() && !place.isPositionExact())
                    .filter(place -> !itinerant.contains(place.id()))
                    .toList();
            if (!nowhere.isEmpty()) {
                waiting.add(new Waiting(
                        Language.say(
                                Plural.of(nowhere.size(), "lieu à placer sur la carte", "lieux à placer sur la carte"),
                                Plural.english(nowhere.size(), "place to put on the map", "places to put on the map")),
                        Language.say(
                                "Dessiné au centre de sa commune, un lieu se trouve mal et ses distances sont fausses.",
                                "Drawn at the centre of its town, a place is hard to find and its distances are wrong."),
                        nowhere.size() == 1 ? "/mes-lieux/" + nowhere.getFirst().id() + "/position" : "/mes-lieux"));
            }
            long old = own.stream()
                    .filter(place -> place.isOpenOn(today) && !place.isHidden())
                    .filter(place -> Freshness.of(place.knownOn(), today) != Freshness.FRESH)
                    .count();
            if (old > 0) {
                waiting.add(new Waiting(
                        Language.say(
                                Plural.of(old, "page de lieu à confirmer", "pages de lieux à confirmer"),
                                Plural.english(old, "page of a place to confirm", "pages of places to confirm")),
                        Language.say(
                                "Relisez ce qui est dit de vos lieux : sans réponse, ils quittent la carte.",
                                "Read again what is said of your places: without an answer, they leave the map."),
                        "/mes-lieux"));
            }
        }
        return waiting;
    }
}
