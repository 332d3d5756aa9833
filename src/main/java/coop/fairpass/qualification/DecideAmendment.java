package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.ChangeSiret;
import coop.fairpass.directory.CorrectOrganisation;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.RoleEnd;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.AmendPlace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer who did not ask for it, and has no seat there, accepts an amendment, which takes effect at once, or
 * refuses it; either way with a reason that the provider reads.
 */
@Component
public class DecideAmendment {

    public record Command(UUID amendment, boolean isAccepted, String reason, Actor by) {}

    private final JdbcClient jdbc;
    private final Amendments amendments;
    private final CorrectOrganisation correct;
    private final ChangeSiret changeSiret;
    private final LetIn letIn;
    private final People people;
    private final AmendPlace amendPlace;
    private final ToldOfAmendments told;
    private final Clock clock;

    DecideAmendment(
            JdbcClient jdbc,
            Amendments amendments,
            CorrectOrganisation correct,
            ChangeSiret changeSiret,
            LetIn letIn,
            People people,
            AmendPlace amendPlace,
            ToldOfAmendments told,
            Clock clock) {
        this.jdbc = jdbc;
        this.amendments = amendments;
        this.correct = correct;
        this.changeSiret = changeSiret;
        this.letIn = letIn;
        this.people = people;
        this.amendPlace = amendPlace;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    public AskAmendment.Outcome handle(Command command) {
        var by = command.by();
        if (!by.has(Role.COOP_REVIEWER)) {
            return refused(AmendmentReason.NOT_ALLOWED);
        }
        if (!by.isPerson()) {
            return refused(AmendmentReason.NOT_A_PERSON);
        }
        var found = amendments.lock(command.amendment());
        if (found.isEmpty()) {
            return refused(AmendmentReason.UNKNOWN_AMENDMENT);
        }
        var amendment = found.get();
        var state = command.isAccepted() ? AmendmentState.ACCEPTED : AmendmentState.REFUSED;
        if (!amendment.isWaiting()) {
            return amendment.state() == state
                    ? new AskAmendment.Outcome.Done(amendment)
                    : refused(AmendmentReason.ALREADY_DECIDED);
        }
        if (amendments.ownOf(by).test(amendment)) {
            return refused(AmendmentReason.OWN_AMENDMENT);
        }
        if (command.reason().isBlank()) {
            return refused(AmendmentReason.REASON_MISSING);
        }
        var inTheWay = command.isAccepted() ? apply(amendment, by) : Optional.<AmendmentReason>empty();
        if (inTheWay.isPresent()) {
            return refused(inTheWay.get());
        }
        jdbc.sql("""
                        UPDATE qualification.amendment
                           SET state = :state, reason = :reason, decided_at = :at, decided_by = :by
                         WHERE id = :id
                        """)
                .param("id", amendment.id())
                .param("state", state.name())
                .param("reason", command.reason().strip())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
        var decided = amendments.find(amendment.id()).orElseThrow();
        told.decided(decided);
        return new AskAmendment.Outcome.Done(decided);
    }

    /** Says what is in the way, before anything is written; the world may have changed since it was asked. */
    private Optional<AmendmentReason> apply(Amendment amendment, Actor by) {
        return switch (amendment.subject()) {
            case NAME -> {
                correct(amendment, amendment.wanted(AmendedField.LEGAL_NAME), Optional.empty(), by);
                yield Optional.empty();
            }
            case REPRESENTATIVE -> {
                replaceRepresentative(amendment, by);
                yield Optional.empty();
            }
            case HEAD_OFFICE -> moveHeadOffice(amendment, by);
            case PLACE -> amendPlace(amendment);
        };
    }

    private Optional<AmendmentReason> moveHeadOffice(Amendment amendment, Actor by) {
        var siret = Siret.of(amendment.wanted(AmendedField.SIRET));
        var refusal = AskAmendment.refusalOf(changeSiret, amendment.provider(), siret);
        if (refusal.isPresent()) {
            return refusal;
        }
        var address = amendments.addressIn(amendment.wanted());
        if (address.isEmpty()) {
            return Optional.of(AmendmentReason.TOWN_UNKNOWN);
        }
        changeSiret.handle(amendment.provider(), siret).ifPresent(reason -> {
            throw new IllegalStateException("asked just before: " + reason);
        });
        correct(amendment, amendments.organisation(amendment.provider()).legalName(), address, by);
        return Optional.empty();
    }

    private Optional<AmendmentReason> amendPlace(Amendment amendment) {
        var place = amendment.place().orElseThrow();
        if (amendments.placeOf(amendment.provider(), place).isEmpty()) {
            return Optional.of(AmendmentReason.UNKNOWN_PLACE); // closed since
        }
        var address = amendments.addressIn(amendment.wanted());
        if (address.isEmpty()) {
            return Optional.of(AmendmentReason.TOWN_UNKNOWN);
        }
        amendPlace.handle(
                place,
                amendment.wanted(AmendedField.PLACE_NAME),
                address.get(),
                address.get().commune().orElseThrow());
        return Optional.empty();
    }

    private void correct(Amendment amendment, String name, Optional<Address> address, Actor by) {
        var known = amendments.organisation(amendment.provider());
        var outcome = correct.handle(new CorrectOrganisation.Command(
                known.id(),
                name,
                address.orElse(known.address()),
                known.email(),
                known.telephone(),
                "Avenant %d demandé par la structure.".formatted(amendment.number()),
                by));
        if (!(outcome instanceof CorrectOrganisation.Outcome.Corrected)) {
            throw new IllegalStateException("a sound amendment is not written: " + outcome);
        }
    }

    /**
     * Who is named represents it from now on, and whoever did before does no more. An address that is known there is a
     * person who keeps it; another is another person, invited at it, for nobody's own address is changed by others.
     */
    private void replaceRepresentative(Amendment amendment, Actor by) {
        var organisation = amendments.organisation(amendment.provider());
        var name = amendment.wanted(AmendedField.PERSON_NAME);
        var email = amendment.wanted(AmendedField.EMAIL);
        var before = amendments.representatives(amendment.provider());
        var known = people.seatsIn(amendment.provider()).stream()
                .map(People.Seat::person)
                .filter(one -> people.find(one)
                        .flatMap(People.Person::email)
                        .filter(email::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
        if (known.isPresent()) {
            people.rename(known.get(), name);
            people.grant(known.get(), amendment.provider(), Role.LEGAL_REPRESENTATIVE, by);
        } else {
            letIn.handle(idOf(amendment), name, email, organisation, Role.LEGAL_REPRESENTATIVE, by);
        }
        var seated = amendments.representatives(amendment.provider());
        var kept = known.or(() -> seated.stream()
                .map(People.Seat::person)
                .filter(one -> before.stream().noneMatch(seat -> seat.person().equals(one)))
                .findFirst());
        before.stream()
                .map(People.Seat::person)
                .filter(one -> kept.filter(one::equals).isEmpty() && kept.isPresent())
                .forEach(one -> people.revoke(
                        one,
                        amendment.provider(),
                        Role.LEGAL_REPRESENTATIVE,
                        Optional.of(new People.Why(RoleEnd.OTHER_WORK, "")),
                        by));
    }

    private static UUID idOf(Amendment amendment) {
        return UUID.nameUUIDFromBytes((amendment.id() + "/representative").getBytes(StandardCharsets.UTF_8));
    }

    private static AskAmendment.Outcome refused(AmendmentReason reason) {
        return new AskAmendment.Outcome.Refused(reason);
    }
}
