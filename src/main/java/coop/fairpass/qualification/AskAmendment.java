package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ChangeSiret;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.PlaceId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A qualified provider asks that something said of it be changed, and may withdraw it while it waits. Nothing changes
 * before a reviewer accepts it; of one subject, one amendment waits at a time.
 */
@Component
public class AskAmendment {

    /**
     * @param id chosen by the page, so that a double click asks once
     * @param wanted what each field of the subject would say
     * @param place of an amendment of a place
     */
    public record Command(
            UUID id,
            OrganisationId provider,
            AmendmentSubject subject,
            Optional<PlaceId> place,
            Map<AmendedField, String> wanted,
            String why,
            Actor by) {
        public Command {
            wanted = Map.copyOf(wanted);
        }
    }

    public sealed interface Outcome {
        record Done(Amendment amendment) implements Outcome {}

        record Refused(AmendmentReason reason) implements Outcome {}
    }

    private static final int LONGEST = 254;

    private final JdbcClient jdbc;
    private final Amendments amendments;
    private final Qualifications qualifications;
    private final EstablishmentRegister register;
    private final ChangeSiret changeSiret;
    private final ToldOfAmendments told;
    private final Clock clock;

    AskAmendment(
            JdbcClient jdbc,
            Amendments amendments,
            Qualifications qualifications,
            EstablishmentRegister register,
            ChangeSiret changeSiret,
            ToldOfAmendments told,
            Clock clock) {
        this.jdbc = jdbc;
        this.amendments = amendments;
        this.qualifications = qualifications;
        this.register = register;
        this.changeSiret = changeSiret;
        this.told = told;
        this.clock = clock;
    }

    /** Whether somebody asks for an organisation: who administers or represents it. */
    static boolean isAllowedTo(Actor by, OrganisationId provider) {
        return Applications.appliesFor(by, Optional.of(provider));
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!isAllowedTo(command.by(), command.provider())) {
            return refused(AmendmentReason.NOT_ALLOWED);
        }
        var known = amendments.find(command.id());
        if (known.isPresent()) {
            return known.get().provider().equals(command.provider())
                            && known.get().wanted().equals(stripped(command.wanted()))
                    ? new Outcome.Done(known.get())
                    : refused(AmendmentReason.ID_TAKEN);
        }
        if (!qualifications.stateOn(command.provider(), Paris.today(clock)).isRunning()) {
            return refused(AmendmentReason.NOT_QUALIFIED);
        }
        boolean isOfAPlace = command.subject() == AmendmentSubject.PLACE;
        if (isOfAPlace
                && command.place()
                        .flatMap(place -> amendments.placeOf(command.provider(), place))
                        .isEmpty()) {
            return refused(AmendmentReason.UNKNOWN_PLACE);
        }
        var place = isOfAPlace ? command.place() : Optional.<PlaceId>empty();
        var was = amendments.today(command.provider(), command.subject(), place);
        var wanted = stripped(command.wanted());
        var reason = refusal(command.provider(), command.subject(), was, wanted)
                .or(() -> command.why().isBlank() ? Optional.of(AmendmentReason.WHY_MISSING) : Optional.empty());
        if (reason.isPresent()) {
            return refused(reason.get());
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.amendment (id, provider, subject, place, was, wanted, why, asked_at,
                               asked_by, state)
                        VALUES (:id, :provider, :subject, :place, :was, :wanted, :why, :asked_at,
                               :asked_by, 'WAITING')
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", command.id())
                .param("provider", command.provider().value())
                .param("subject", command.subject().name())
                .param("place", place.map(PlaceId::value).orElse(null), java.sql.Types.OTHER)
                .param("was", Amendments.kept(was))
                .param("wanted", Amendments.kept(wanted))
                .param("why", command.why().strip())
                .param("asked_at", now())
                .param("asked_by", command.by().reference())
                .update();
        if (written == 0) {
            return refused(AmendmentReason.ALREADY_ASKED);
        }
        var asked = amendments.find(command.id()).orElseThrow();
        told.asked(asked);
        return new Outcome.Done(asked);
    }

    private static Map<AmendedField, String> stripped(Map<AmendedField, String> wanted) {
        var stripped = new EnumMap<AmendedField, String>(AmendedField.class);
        wanted.forEach((field, words) -> stripped.put(field, words.strip()));
        return stripped;
    }

    private Optional<AmendmentReason> refusal(
            OrganisationId provider,
            AmendmentSubject subject,
            Map<AmendedField, String> was,
            Map<AmendedField, String> wanted) {
        if (!wanted.keySet().equals(was.keySet())
                || wanted.entrySet().stream()
                        .anyMatch(one -> one.getValue().length() > LONGEST
                                || (one.getKey() != AmendedField.STREET
                                        && one.getValue().isEmpty()))) {
            return Optional.of(AmendmentReason.UNREADABLE);
        }
        if (wanted.equals(was)) {
            return Optional.of(AmendmentReason.NOTHING_CHANGES);
        }
        return switch (subject) {
            case NAME, REPRESENTATIVE -> Optional.empty();
            case HEAD_OFFICE ->
                siretRefusal(provider, was, wanted.getOrDefault(AmendedField.SIRET, ""))
                        .or(() -> townRefusal(wanted));
            case PLACE -> townRefusal(wanted);
        };
    }

    private Optional<AmendmentReason> townRefusal(Map<AmendedField, String> wanted) {
        return amendments.addressIn(wanted).isEmpty() ? Optional.of(AmendmentReason.TOWN_UNKNOWN) : Optional.empty();
    }

    private Optional<AmendmentReason> siretRefusal(
            OrganisationId provider, Map<AmendedField, String> was, String written) {
        var siret = Siret.check(written).valid();
        if (siret.isEmpty()) {
            return Optional.of(AmendmentReason.UNREADABLE);
        }
        if (siret.get().digits().equals(was.get(AmendedField.SIRET))) {
            return Optional.empty();
        }
        return refusalOf(changeSiret, provider, siret.get())
                .or(() -> register.find(siret.get())
                        .filter(one -> one.state() == EstablishmentRegister.EstablishmentState.CLOSED)
                        .map(_ -> AmendmentReason.SIRET_CLOSED));
    }

    /** Another SIREN is another organisation, which makes its own file. */
    static Optional<AmendmentReason> refusalOf(ChangeSiret changeSiret, OrganisationId provider, Siret siret) {
        return changeSiret.refusal(provider, siret).map(reason -> switch (reason) {
            case SIRET_ALREADY_KNOWN -> AmendmentReason.SIRET_USED;
            case SIRET_OF_ANOTHER_SIREN -> AmendmentReason.OTHER_SIREN;
            case NAME_MISSING, EMAIL_INVALID, ID_TAKEN -> AmendmentReason.UNREADABLE;
        });
    }

    /** Withdrawn by those who may ask, as long as it waits; asked twice it is done once. */
    @Transactional
    public Outcome withdraw(UUID id, Actor by) {
        var found = amendments.lock(id).filter(one -> isAllowedTo(by, one.provider()));
        if (found.isEmpty()) {
            return refused(AmendmentReason.UNKNOWN_AMENDMENT);
        }
        return switch (found.get().state()) {
            case WITHDRAWN -> new Outcome.Done(found.get());
            case ACCEPTED, REFUSED -> refused(AmendmentReason.ALREADY_DECIDED);
            case WAITING -> {
                jdbc.sql("""
                                UPDATE qualification.amendment
                                   SET state = 'WITHDRAWN', decided_at = :at, decided_by = :by
                                 WHERE id = :id
                                """)
                        .param("id", id)
                        .param("at", now())
                        .param("by", by.reference())
                        .update();
                yield new Outcome.Done(amendments.find(id).orElseThrow());
            }
        };
    }

    private static Outcome refused(AmendmentReason reason) {
        return new Outcome.Refused(reason);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
