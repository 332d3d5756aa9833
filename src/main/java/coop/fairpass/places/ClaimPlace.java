package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * « C’est notre lieu » : somebody who answers for an organisation that is qualified, or on its way to, says in their
 * own words that a listed place is theirs; it waits for a reviewer. The caller chose the id, so twice is once.
 */
@Component
public class ClaimPlace {

    /** @param listed the id by which its list made it known */
    public record Command(UUID id, UUID listed, String words, Actor by) {}

    public sealed interface Outcome {
        record Claimed(PlaceClaim claim) implements Outcome {}

        record Refused(PlaceClaimReason reason) implements Outcome {}
    }

    /** Letters of the words, and of the reviewer's reason. */
    static final int LONGEST = 1_000;

    /** Places that one organisation may wait for at a time. */
    static final int MOST_OPEN = 30;

    private final JdbcClient jdbc;
    private final ListedPlaces listed;
    private final PlaceClaims claims;
    private final Organisations organisations;
    private final Optional<QualifiedOrApplying> known;
    private final Notices notices;
    private final Clock clock;

    ClaimPlace(
            JdbcClient jdbc,
            ListedPlaces listed,
            PlaceClaims claims,
            Organisations organisations,
            ObjectProvider<QualifiedOrApplying> known,
            Notices notices,
            Clock clock) {
        this.jdbc = jdbc;
        this.listed = listed;
        this.claims = claims;
        this.organisations = organisations;
        this.known = Optional.ofNullable(known.getIfAvailable());
        this.notices = notices;
        this.clock = clock;
    }

    /** Who speaks for an organisation of its places. */
    static boolean speaks(Actor by) {
        return by.organisation().isPresent() && by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    }

    /** Whether an organisation is qualified or on its way to; anyone where nothing says it. */
    boolean mayClaim(OrganisationId organisation) {
        return known.map(who -> who.includes(organisation, Paris.today(clock))).orElse(true);
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = listed.lock(command.listed());
        if (place.isEmpty()) {
            return refused(PlaceClaimReason.UNKNOWN_PLACE);
        }
        if (!speaks(command.by())) {
            return refused(PlaceClaimReason.NOT_ALLOWED);
        }
        if (!command.by().isPerson()) {
            return refused(PlaceClaimReason.NOT_A_PERSON);
        }
        var organisation = command.by().organisation().orElseThrow();
        var words = command.words().strip();
        var same = claims.find(command.id());
        if (same.isPresent()) {
            return same.get().listed().equals(command.listed())
                            && same.get().organisation().equals(organisation)
                            && same.get().words().equals(words)
                    ? new Outcome.Claimed(same.get())
                    : refused(PlaceClaimReason.ID_TAKEN);
        }
        var reason = refusal(place.get(), organisation, words);
        if (reason.isPresent()) {
            return refused(reason.get());
        }
        jdbc.sql("""
                        INSERT INTO places.claim (id, listed, organisation, words, asked_at, asked_by)
                        VALUES (:id, :listed, :organisation, :words, :asked_at, :asked_by)
                        """)
                .param("id", command.id())
                .param("listed", command.listed())
                .param("organisation", organisation.value())
                .param("words", words)
                .param("asked_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("asked_by", command.by().reference())
                .update();
        tell(command.id(), place.get(), organisation);
        return new Outcome.Claimed(claims.find(command.id()).orElseThrow());
    }

    private Optional<PlaceClaimReason> refusal(ListedPlace place, OrganisationId organisation, String words) {
        if (place.place().isPresent()) {
            return Optional.of(PlaceClaimReason.PLACE_HELD);
        }
        if (!mayClaim(organisation)) {
            return Optional.of(PlaceClaimReason.NOT_QUALIFIED);
        }
        if (words.isEmpty() || words.length() > LONGEST) {
            return Optional.of(words.isEmpty() ? PlaceClaimReason.WORDS_MISSING : PlaceClaimReason.WORDS_TOO_LONG);
        }
        if (claims.of(organisation, place.id()).stream().anyMatch(PlaceClaim::isOpen)) {
            return Optional.of(PlaceClaimReason.CLAIM_PENDING);
        }
        return claims.countOpen(organisation) < MOST_OPEN ? Optional.empty() : Optional.of(PlaceClaimReason.TOO_MANY);
    }

    private void tell(UUID id, ListedPlace place, OrganisationId organisation) {
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "places/claim/" + id,
                        "Une structure dit qu’un lieu recensé est le sien",
                        "%s, pour « %s », %s. Répondez dans « Lieux demandés »."
                                .formatted(organisations.get(organisation).legalName(), place.name(), place.town())));
    }

    private static Outcome refused(PlaceClaimReason reason) {
        return new Outcome.Refused(reason);
    }
}
