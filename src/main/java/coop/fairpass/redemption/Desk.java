package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderSettings;
import coop.fairpass.places.Offer;
import coop.fairpass.places.Place;
import coop.fairpass.places.Places;
import coop.fairpass.qualification.Agreements;
import coop.fairpass.redemption.AppealRejection.Appeal;
import coop.fairpass.redemption.AppealRejection.Rejection;
import coop.fairpass.redemption.DeskSight.Choice;
import coop.fairpass.redemption.DeskSight.Done;
import coop.fairpass.redemption.DeskSight.Held;
import coop.fairpass.redemption.DeskSight.Mediator;
import coop.fairpass.redemption.DeskSight.Rejected;
import coop.fairpass.redemption.DeskSight.Where;
import coop.fairpass.redemption.RecentRedemptions.Recent;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what a desk sees before a voucher is presented: its places, its services, what it did since yesterday. */
@Component
class Desk {

    /** How long a page tells what became of what was accepted without network. */
    private static final Duration OFFLINE_SHOWN = Duration.ofDays(30);

    private final Places places;
    private final Catalogue catalogue;
    private final Agreements agreements;
    private final People people;
    private final RecentRedemptions recent;
    private final DecideHold holds;
    private final AppealRejection appeals;
    private final OrderSettings settings;
    private final OfflineLines offlineLines;
    private final OfflineDevices devices;
    private final Clock clock;

    Desk(
            Places places,
            Catalogue catalogue,
            Agreements agreements,
            People people,
            RecentRedemptions recent,
            DecideHold holds,
            AppealRejection appeals,
            OrderSettings settings,
            OfflineLines offlineLines,
            OfflineDevices devices,
            Clock clock) {
        this.places = places;
        this.catalogue = catalogue;
        this.agreements = agreements;
        this.people = people;
        this.recent = recent;
        this.holds = holds;
        this.appeals = appeals;
        this.settings = settings;
        this.offlineLines = offlineLines;
        this.devices = devices;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    DeskSight of(Actor by, OrganisationId provider, Optional<String> wanted) {
        var today = Paris.today(clock);
        var open = places.of(provider).stream()
                .filter(place -> place.isOpenOn(today) && !place.isHidden())
                .toList();
        var chosen = open.stream()
                .filter(place -> wanted.filter(place.id().toString()::equals).isPresent())
                .findFirst()
                .or(() -> open.stream().findFirst());
        var done = recent.since(clock.instant().minus(CancelRedemption.WINDOW), provider);
        return new DeskSight(
                open.stream().map(Desk::where).toList(),
                chosen.map(Desk::where),
                chosen.map(place -> services(place, today)).orElse(List.of()),
                done.stream()
                        .filter(one -> one.author().equals(by.reference()))
                        .findFirst()
                        .map(Recent::service)
                        .orElse(""),
                chosen.map(place -> mediators(place, today, by)).orElse(List.of()),
                ServiceGiven.isOwnWork(by),
                done.stream().map(one -> done(one, by)).toList(),
                holds.waiting(by).stream()
                        .filter(waiting -> waiting.provider().equals(provider))
                        .map(waiting -> held(waiting, today))
                        .toList(),
                appeals.of(by).stream().map(one -> rejected(one, today)).toList(),
                offlineLines.since(clock.instant().minus(OFFLINE_SHOWN), provider),
                devices.of(by));
    }

    private List<Choice> services(Place place, LocalDate today) {
        return places.offers(place.id(), today).stream()
                .map(offer -> choice(offer, today))
                .toList();
    }

    private Choice choice(Offer offer, LocalDate today) {
        return new Choice(
                offer.service().value(),
                label(offer.service().value(), today),
                offer.price(),
                settings.faceValue(),
                offer.remainingCharge(settings.faceValue(), 1));
    }

    private List<Mediator> mediators(Place place, LocalDate today, Actor by) {
        return agreements.of(place.id()).stream()
                .filter(agreement -> agreement.isActiveOn(today))
                .map(agreement -> agreement.terms().mediator())
                .filter(person -> !ServiceGiven.isOwnWork(by) || by.person().equals(Optional.of(person)))
                .distinct()
                .map(person -> new Mediator(
                        person,
                        people.seatsOf(person).stream()
                                .findFirst()
                                .map(People.Seat::name)
                                .orElseGet(() -> Language.say("Médiateur", "Mediator"))))
                .toList();
    }

    private static Where where(Place place) {
        return new Where(place.id().toString(), place.name());
    }

    private static Done done(Recent redemption, Actor by) {
        var state = redemption.state();
        boolean stands = state == RedemptionState.ACCEPTED || state == RedemptionState.HELD;
        boolean isTheirs = redemption.author().equals(by.reference()) || by.has(Role.PROVIDER_ADMIN);
        return new Done(
                redemption.id().toString(),
                redemption.id().serial(),
                redemption.placeName(),
                redemption.serviceLabel(),
                redemption.serviceOn(),
                redemption.recordedAt(),
                redemption.face(),
                Sentences.of(state),
                stands,
                state == RedemptionState.HELD,
                stands && isTheirs,
                UUID.randomUUID().toString());
    }

    private Held held(DecideHold.Waiting waiting, LocalDate today) {
        return new Held(
                waiting.redemption().toString(),
                waiting.redemption().serial(),
                label(waiting.service(), today),
                waiting.serviceOn(),
                Sentences.of(waiting.rule()),
                waiting.decideBy(),
                waiting.providerSays().orElse(""),
                waiting.hasDocument());
    }

    private Rejected rejected(Rejection one, LocalDate today) {
        return new Rejected(
                one.redemption().toString(),
                one.redemption().serial(),
                label(one.service(), one.serviceOn()),
                one.serviceOn(),
                one.reason(),
                one.isOpenOn(today),
                one.appealUntil(),
                one.answerDocument(),
                one.appeal().map(Appeal::words).orElse(""),
                one.appealDocument(),
                one.appeal().flatMap(Appeal::decision).map(Sentences::of).orElse(""),
                one.appeal().flatMap(Appeal::decisionReason).orElse(""));
    }

    private String label(String service, LocalDate day) {
        return ServiceCode.check(service)
                .flatMap(code -> catalogue.find(code, day))
                .map(Service::label)
                .orElse(service);
    }
}
