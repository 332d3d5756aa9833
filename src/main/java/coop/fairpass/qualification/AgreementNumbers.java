package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Places;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a mediator lives by: the agreements that bind them to places, and until when. */
@Component
class AgreementNumbers implements LivesBy {

    private static final int RANK = 6;

    private final Agreements agreements;
    private final Places places;
    private final Applications applications;

    AgreementNumbers(Agreements agreements, Places places, Applications applications) {
        this.agreements = agreements;
        this.places = places;
        this.applications = applications;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.MEDIATOR) || !actor.isPerson()) {
            return List.of();
        }
        var today = applications.today();
        var own = agreements.ofMediator(actor.person().orElseThrow()).stream()
                .filter(one -> one.isActiveOn(today) || !isSigned(one))
                .toList();
        return List.of(new Panel(
                RANK,
                Language.say("Vos conventions", "Your agreements"),
                own.stream().map(this::figure).toList(),
                List.of(),
                own.isEmpty()
                        ? List.of(Language.say(
                                "Aucune convention ne vous lie à un lieu : demandez-la à la structure où vous recevez.",
                                "No agreement binds you to a place: ask the organisation where you receive people for"
                                        + " one."))
                        : List.of()));
    }

    private Figure figure(Agreement agreement) {
        var place = places.find(agreement.terms().place())
                .map(found -> found.name())
                .orElse(Language.say("un lieu", "a place"));
        var end = endOf(agreement);
        return new Figure(
                isSigned(agreement)
                        ? end.map(Paris::french).orElse(Language.say("Sans terme", "No end"))
                        : Language.say("À signer", "To sign"),
                end.isPresent() && isSigned(agreement) ? Language.say("dernier jour, ", "last day, ") + place : place,
                "/conventions");
    }

    /** The last day with the right, when one is known. */
    private static Optional<LocalDate> endOf(Agreement agreement) {
        return Stream.of(agreement.terms().validUntil(), agreement.endedOn())
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo)
                .map(first -> first.minusDays(1));
    }

    private static boolean isSigned(Agreement agreement) {
        return agreement.signedByPlaceOn().isPresent()
                && agreement.signedByMediatorOn().isPresent();
    }
}
