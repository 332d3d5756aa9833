package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Place;
import coop.fairpass.places.Places;
import coop.fairpass.qualification.Agreement.Side;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A place or a mediator signs their agreement. The first to sign proposes the terms; the other signs the same, and it
 * binds from that day on. Signing twice is signing once.
 */
@Component
public class SignAgreement {

    public record Command(AgreementId id, Agreement.Terms terms, Side side, Actor by) {}

    public sealed interface Outcome {
        record Signed(Agreement agreement) implements Outcome {}

        record Refused(AgreementReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Agreements agreements;
    private final Places places;
    private final People people;
    private final Clock clock;

    SignAgreement(JdbcClient jdbc, Agreements agreements, Places places, People people, Clock clock) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.places = places;
        this.people = people;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var terms = command.terms();
        var place = places.find(terms.place());
        if (place.isEmpty()) {
            return new Outcome.Refused(AgreementReason.UNKNOWN_PLACE);
        }
        var seats = people.seatsOf(terms.mediator());
        if (seats.stream().noneMatch(seat -> seat.roles().contains(Role.MEDIATOR))) {
            return new Outcome.Refused(AgreementReason.UNKNOWN_MEDIATOR);
        }
        if (!maySign(command, place.get())) {
            return new Outcome.Refused(AgreementReason.NOT_ALLOWED);
        }
        var known = agreements.lock(command.id());
        if (known.isPresent()) {
            return sign(known.get(), command);
        }
        var business = seats.stream().map(People.Seat::organisation).toList();
        var reason = refusal(terms, place.get(), business);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        return propose(command) == 0
                ? new Outcome.Refused(AgreementReason.ALREADY_AGREED)
                : new Outcome.Signed(agreements.find(command.id()).orElseThrow());
    }

    private static boolean maySign(Command command, Place place) {
        var by = command.by();
        return switch (command.side()) {
            case PLACE -> by.isOf(place.provider()) && by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
            case MEDIATOR ->
                by.has(Role.MEDIATOR)
                        && by.reference().equals("person/" + command.terms().mediator());
        };
    }

    private static Optional<AgreementReason> refusal(
            Agreement.Terms terms, Place place, List<OrganisationId> business) {
        if (!terms.paid().equals(place.provider()) && !business.contains(terms.paid())) {
            return Optional.of(AgreementReason.PAYEE_NOT_THEIRS);
        }
        return terms.validUntil()
                .filter(until -> !until.isAfter(terms.validFrom()))
                .map(_ -> AgreementReason.TERM_BEFORE_BEGINNING);
    }

    private Outcome sign(Agreement known, Command command) {
        if (!known.terms().equals(command.terms())) {
            return new Outcome.Refused(AgreementReason.TERMS_DIFFER);
        }
        var today = Paris.today(clock);
        if (known.endedOn().filter(ended -> !ended.isAfter(today)).isPresent()) {
            return new Outcome.Refused(AgreementReason.ALREADY_ENDED);
        }
        switch (command.side()) {
            case PLACE ->
                jdbc.sql("""
                                UPDATE qualification.agreement
                                   SET place_signed_on = :today, place_signed_by = :by
                                 WHERE id = :id AND place_signed_on IS NULL
                                """)
                        .param("id", command.id().value())
                        .param("today", today)
                        .param("by", command.by().reference())
                        .update();
            case MEDIATOR ->
                jdbc.sql("""
                                UPDATE qualification.agreement
                                   SET mediator_signed_on = :today, mediator_signed_by = :by
                                 WHERE id = :id AND mediator_signed_on IS NULL
                                """)
                        .param("id", command.id().value())
                        .param("today", today)
                        .param("by", command.by().reference())
                        .update();
        }
        return new Outcome.Signed(agreements.find(command.id()).orElseThrow());
    }

    private int propose(Command command) {
        var terms = command.terms();
        var signedOn = Optional.of(Paris.today(clock));
        var byPlace = signedOn.filter(_ -> command.side() == Side.PLACE);
        var byMediator = signedOn.filter(_ -> command.side() == Side.MEDIATOR);
        return jdbc.sql("""
                        INSERT INTO qualification.agreement (id, mediator, place, paid, services, valid_from,
                               valid_until, place_signed_on, place_signed_by, mediator_signed_on, mediator_signed_by,
                               recorded_at)
                        VALUES (:id, :mediator, :place, :paid, :services::text[], :valid_from,
                               :valid_until, :place_signed_on, :place_signed_by, :mediator_signed_on,
                               :mediator_signed_by, :recorded_at)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", command.id().value())
                .param("mediator", terms.mediator())
                .param("place", terms.place().value())
                .param("paid", terms.paid().value())
                .param(
                        "services",
                        terms.services().stream()
                                .map(ServiceCode::value)
                                .sorted()
                                .toArray(String[]::new))
                .param("valid_from", terms.validFrom())
                .param("valid_until", terms.validUntil().orElse(null))
                .param("place_signed_on", byPlace.orElse(null))
                .param("place_signed_by", hand(byPlace, command.by()).orElse(null))
                .param("mediator_signed_on", byMediator.orElse(null))
                .param("mediator_signed_by", hand(byMediator, command.by()).orElse(null))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static Optional<String> hand(Optional<LocalDate> signedOn, Actor by) {
        return signedOn.map(_ -> by.reference());
    }
}
