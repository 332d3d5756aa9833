package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.territory.Land;
import coop.fairpass.territory.Territories;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer answers, with a reason, those who say that a listed place is theirs. When accepted, it becomes a place of
 * that organisation under the very id by which it was listed, with all that its list says of it, confirmed that day;
 * its rows of lists stay tied to it, so that a later file neither writes over it nor makes a second one. Several who
 * claim one place are each answered by a person: at most one gets it.
 */
@Component
public class DecidePlaceClaim {

    /**
     * @param into the place of theirs that it is, when the organisation already has it among its places
     * @param commune where it is, when its list does not say it
     */
    public record Command(
            UUID claim,
            ClaimDecision decision,
            String reason,
            Optional<PlaceId> into,
            Optional<InseeCode> commune,
            Actor by) {}

    public sealed interface Outcome {
        /** @param place the place that it is from now on; none when it was refused */
        record Decided(PlaceClaim claim, Optional<PlaceId> place) implements Outcome {}

        record Refused(PlaceClaimReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final ListedPlaces listed;
    private final PlaceClaims claims;
    private final Places places;
    private final OpenPlace openPlace;
    private final Presentations presentations;
    private final Territories territories;
    private final Notices notices;
    private final Clock clock;

    DecidePlaceClaim(
            JdbcClient jdbc,
            ListedPlaces listed,
            PlaceClaims claims,
            Places places,
            OpenPlace openPlace,
            Presentations presentations,
            Territories territories,
            Notices notices,
            Clock clock) {
        this.jdbc = jdbc;
        this.listed = listed;
        this.claims = claims;
        this.places = places;
        this.openPlace = openPlace;
        this.presentations = presentations;
        this.territories = territories;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COOP_REVIEWER)) {
            return refused(PlaceClaimReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return refused(PlaceClaimReason.NOT_A_PERSON);
        }
        var asked = claims.find(command.claim());
        if (asked.isEmpty()) {
            return refused(PlaceClaimReason.UNKNOWN_CLAIM);
        }
        // All that is claimed of one place waits here: two reviewers cannot give it twice.
        var place = listed.lock(asked.get().listed()).orElseThrow();
        var claim = claims.find(command.claim()).orElseThrow();
        var reason = command.reason().strip();
        if (!claim.isOpen()) {
            return claim.decision().equals(Optional.of(command.decision()))
                            && claim.reason().equals(reason)
                    ? new Outcome.Decided(claim, place.place())
                    : refused(PlaceClaimReason.ALREADY_DECIDED);
        }
        if (reason.isEmpty() || reason.length() > ClaimPlace.LONGEST) {
            return refused(reason.isEmpty() ? PlaceClaimReason.REASON_MISSING : PlaceClaimReason.WORDS_TOO_LONG);
        }
        if (command.decision() == ClaimDecision.ACCEPTED) {
            var problem = give(command, claim, place);
            if (problem.isPresent()) {
                return refused(problem.get());
            }
        }
        write(command, reason);
        var decided = claims.find(command.claim()).orElseThrow();
        tell(decided);
        return new Outcome.Decided(decided, listed.find(place.id()).flatMap(ListedPlace::place));
    }

    /** Makes the place theirs, or says why it cannot be. */
    private Optional<PlaceClaimReason> give(Command command, PlaceClaim claim, ListedPlace place) {
        if (place.place().isPresent()) {
            var holder = places.get(place.place().get()).provider();
            return holder.equals(claim.organisation()) ? Optional.empty() : Optional.of(PlaceClaimReason.PLACE_HELD);
        }
        if (command.into().isPresent()) {
            var own = places.lock(command.into().get())
                    .filter(found -> found.provider().equals(claim.organisation()));
            if (own.isEmpty()) {
                return Optional.of(PlaceClaimReason.PLACE_OF_ANOTHER);
            }
            tie(place.id(), own.get().id());
            return Optional.empty();
        }
        var commune = place.commune()
                .or(command::commune)
                .filter(code -> territories.commune(code).isPresent());
        if (commune.isEmpty()) {
            return Optional.of(PlaceClaimReason.COMMUNE_UNKNOWN);
        }
        var id = new PlaceId(place.id());
        var opened = openPlace.handle(opening(id, claim.organisation(), place, commune.get(), command.by()));
        if (opened instanceof OpenPlace.Outcome.Refused(var why)) {
            throw new IllegalStateException("a listed place is not opened: " + why);
        }
        presentations.write(id, place.said(), command.by());
        tie(place.id(), id);
        return Optional.empty();
    }

    /** As its list says it; what a form of ours would not take is left for its organisation to write. */
    private OpenPlace.Command opening(
            PlaceId id, OrganisationId provider, ListedPlace place, InseeCode commune, Actor by) {
        return new OpenPlace.Command(
                id,
                provider,
                place.name(),
                new Address(place.street(), place.postalCode(), place.town(), Optional.of(commune)),
                commune,
                place.position().filter(point -> Land.of(commune).contains(point)),
                place.telephone(),
                place.email().filter(RegisterOrganisation::looksLikeEmail),
                OpeningHours.ofOsm(place.hours()).orElse(place.hours()),
                Optional.empty(),
                Paris.today(clock),
                by);
    }

    /** This row, and all those that a person said to be the same, in whichever list. */
    private void tie(UUID listedId, PlaceId place) {
        jdbc.sql("""
                        WITH RECURSIVE same (id) AS (
                               SELECT :listed::uuid
                                UNION
                               SELECT CASE WHEN k.listed = same.id THEN k.other ELSE k.listed END
                                 FROM same
                                 JOIN places.likeness k ON same.id IN (k.listed, k.other)
                                WHERE k.state = 'SAME'
                                  AND NOT k.is_place)
                        UPDATE places.listed l
                           SET place = :place
                          FROM same
                         WHERE l.id = same.id
                           AND l.place IS NULL
                        """).param("listed", listedId).param("place", place.value()).update();
    }

    private void write(Command command, String reason) {
        jdbc.sql("""
                        UPDATE places.claim
                           SET decision = :decision, reason = :reason, decided_at = :decided_at,
                               decided_by = :decided_by
                         WHERE id = :id
                        """)
                .param("id", command.claim())
                .param("decision", command.decision().name())
                .param("reason", reason)
                .param("decided_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("decided_by", command.by().reference())
                .update();
    }

    private void tell(PlaceClaim claim) {
        var why = claim.reason().endsWith(".") ? claim.reason() : claim.reason() + ".";
        notices.tell(
                claim.organisation(),
                "places/claim-decided/" + claim.id(),
                claim.isRefused()
                        ? "« %s » n’est pas à vous, dit la coopérative".formatted(claim.placeName())
                        : "« %s » est votre lieu".formatted(claim.placeName()),
                claim.isRefused()
                        ? ("Vous aviez demandé ce lieu. Une personne a répondu non. Motif : %s"
                                        + " Vous pouvez le demander de nouveau, en disant autre chose.")
                                .formatted(why)
                        : ("Motif : %s Relisez sa page dans « Mes lieux » : ce que vous y écrivez remplace ce que sa"
                                        + " liste disait, et se confirme tous les six mois.")
                                .formatted(why));
    }

    private static Outcome refused(PlaceClaimReason reason) {
        return new Outcome.Refused(reason);
    }
}
