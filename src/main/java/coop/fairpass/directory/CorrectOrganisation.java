package coop.fairpass.directory;

import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cooperative corrects how an organisation is called and reached: what is written from then on says it, what was
 * invoiced keeps the words of its day. Its SIREN, nature and category are never changed: with others it is another
 * organisation. A SIRET changes by {@link ChangeSiret}, on an amendment.
 */
@Component
public class CorrectOrganisation {

    /** @param why the reason, which the journal shows; it names nobody */
    public record Command(
            OrganisationId id,
            String legalName,
            Address address,
            Optional<String> email,
            Optional<Telephone> telephone,
            String why,
            Actor by) {}

    public sealed interface Outcome {
        record Corrected(Organisation organisation) implements Outcome {}

        /** As where it would be entered. */
        record Unreadable(OrganisationReason reason) implements Outcome {}

        record Refused(CorrectionReason reason) implements Outcome {}
    }

    /** Why nothing is corrected. */
    public enum CorrectionReason {
        NOT_ALLOWED,
        UNKNOWN_ORGANISATION,
        WHY_MISSING
    }

    /** What an organisation was called, and where it was, before it was corrected. */
    public record Correction(Instant at, String wasCalled, String wasAt, String why) {}

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Clock clock;

    CorrectOrganisation(JdbcClient jdbc, Organisations organisations, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Whether somebody may correct an organisation: whoever may enter one. */
    public static boolean isAllowedTo(Actor by) {
        return RegisterOrganisation.isAllowedTo(by);
    }

    /** Asked twice it is done once: what is already so is no correction. */
    @Transactional
    public Outcome handle(Command command) {
        if (!isAllowedTo(command.by())) {
            return new Outcome.Refused(CorrectionReason.NOT_ALLOWED);
        }
        var name = command.legalName().strip();
        var unreadable = RegisterOrganisation.unreadable(name, command.email());
        if (unreadable.isPresent()) {
            return new Outcome.Unreadable(unreadable.get());
        }
        if (command.why().isBlank()) {
            return new Outcome.Refused(CorrectionReason.WHY_MISSING);
        }
        jdbc.sql("SELECT id FROM directory.organisation WHERE id = :id FOR UPDATE")
                .param("id", command.id().value())
                .query((_, _) -> 0)
                .optional();
        var known = organisations.find(command.id());
        if (known.isEmpty()) {
            return new Outcome.Refused(CorrectionReason.UNKNOWN_ORGANISATION);
        }
        var was = known.get();
        boolean isSo = was.legalName().equals(name)
                && was.address().equals(command.address())
                && was.email().equals(command.email())
                && was.telephone().equals(command.telephone());
        if (!isSo) {
            write(was, name, command);
        }
        return new Outcome.Corrected(organisations.get(command.id()));
    }

    private void write(Organisation was, String name, Command command) {
        jdbc.sql("""
                        INSERT INTO directory.organisation_correction (organisation, place, was_called, was_at, why,
                               corrected_at, corrected_by)
                        SELECT :id, count(*) + 1, :was_called, :was_at, :why, :at, :by
                          FROM directory.organisation_correction
                         WHERE organisation = :id
                        """)
                .param("id", was.id().value())
                .param("was_called", was.legalName())
                .param("was_at", was.address().oneLine())
                .param("why", command.why().strip())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
        var address = command.address();
        jdbc.sql("""
                        UPDATE directory.organisation
                           SET legal_name = :legal_name, street = :street, postal_code = :postal_code, town = :town,
                               commune = :commune, email = :email, telephone = :telephone
                         WHERE id = :id
                        """)
                .param("legal_name", name)
                .param("street", address.street())
                .param("postal_code", address.postalCode().digits())
                .param("town", address.town())
                .param("commune", address.commune().map(InseeCode::value).orElse(null))
                .param("email", command.email().orElse(null))
                .param(
                        "telephone",
                        command.telephone().map(Telephone::international).orElse(null))
                .param("id", was.id().value())
                .update();
    }

    /** What was corrected of an organisation, the last first. */
    @Transactional(readOnly = true)
    public List<Correction> of(OrganisationId id) {
        return jdbc.sql("""
                        SELECT corrected_at, was_called, was_at, why
                          FROM directory.organisation_correction
                         WHERE organisation = :id
                         ORDER BY place DESC
                        """)
                .param("id", id.value())
                .query((row, _) -> new Correction(
                        row.getObject("corrected_at", OffsetDateTime.class).toInstant(),
                        row.getString("was_called"),
                        row.getString("was_at"),
                        row.getString("why")))
                .list();
    }
}
