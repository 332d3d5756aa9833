package coop.fairpass.directory;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cooperative enters an organisation in its directory; the caller chose the id, so twice is once. */
@Component
public class RegisterOrganisation {

    /** @param by who enters it; empty when it enters by itself: a file, an application, the first set-up */
    public record Command(
            OrganisationId id,
            String legalName,
            Optional<Siren> siren,
            Optional<Siret> siret,
            LegalNature nature,
            OrganisationKind kind,
            VatRegime vatRegime,
            Address address,
            Optional<String> email,
            Optional<Telephone> telephone,
            Optional<Actor> by) {

        /** Without a person who enters it. */
        public Command(
                OrganisationId id,
                String legalName,
                Optional<Siren> siren,
                Optional<Siret> siret,
                LegalNature nature,
                OrganisationKind kind,
                VatRegime vatRegime,
                Address address,
                Optional<String> email,
                Optional<Telephone> telephone) {
            this(id, legalName, siren, siret, nature, kind, vatRegime, address, email, telephone, Optional.empty());
        }
    }

    public sealed interface Outcome {
        record Registered(Organisation organisation) implements Outcome {}

        record Refused(OrganisationReason reason) implements Outcome {}
    }

    /** Why an organisation is not entered. */
    public enum OrganisationReason {
        NAME_MISSING,
        EMAIL_INVALID,
        SIRET_OF_ANOTHER_SIREN,
        SIRET_ALREADY_KNOWN,
        ID_TAKEN
    }

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Clock clock;

    RegisterOrganisation(JdbcClient jdbc, Organisations organisations, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Whether somebody may enter an organisation. */
    public static boolean isAllowedTo(Actor by) {
        return by.hasAny(Role.COOP_SALES, Role.COOP_REVIEWER, Role.OPERATOR);
    }

    @Transactional
    public Outcome handle(Command command) {
        var siren = command.siren()
                .or(() -> command.siret().flatMap(siret -> siret.siren().valid()));
        var unreadable = unreadable(command.legalName(), command.email());
        if (unreadable.isPresent()) {
            return new Outcome.Refused(unreadable.get());
        }
        if (command.siret()
                .filter(siret -> siren.filter(of -> siret.digits().startsWith(of.digits()))
                        .isEmpty())
                .isPresent()) {
            return new Outcome.Refused(OrganisationReason.SIRET_OF_ANOTHER_SIREN);
        }
        var known = organisations.find(command.id());
        if (known.isPresent()) {
            return same(known.get(), command)
                    ? new Outcome.Registered(known.get())
                    : new Outcome.Refused(OrganisationReason.ID_TAKEN);
        }
        int written = jdbc.sql("""
                        INSERT INTO directory.organisation (id, legal_name, siren, siret, nature, kind, vat_regime,
                               street, postal_code, town, commune, email, telephone, registered_at,
                               registered_by)
                        VALUES (:id, :legal_name, :siren, :siret, :nature, :kind, :vat_regime,
                               :street, :postal_code, :town, :commune, :email, :telephone, :registered_at,
                               :registered_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", command.id().value())
                .param("legal_name", command.legalName().strip())
                .param("siren", siren.map(Siren::digits).orElse(null))
                .param("siret", command.siret().map(Siret::digits).orElse(null))
                .param("nature", command.nature().name())
                .param("kind", command.kind().name())
                .param("vat_regime", command.vatRegime().name())
                .param("street", command.address().street())
                .param("postal_code", command.address().postalCode().digits())
                .param("town", command.address().town())
                .param(
                        "commune",
                        command.address().commune().map(InseeCode::value).orElse(null))
                .param("email", command.email().orElse(null))
                .param(
                        "telephone",
                        command.telephone().map(Telephone::international).orElse(null))
                .param("registered_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("registered_by", command.by().map(Actor::reference).orElse(null))
                .update();
        return written == 0
                ? new Outcome.Refused(OrganisationReason.SIRET_ALREADY_KNOWN)
                : new Outcome.Registered(organisations.get(command.id()));
    }

    /** Says which organisation runs this instance, once and for all. */
    @Transactional
    public void asCooperative(OrganisationId id) {
        jdbc.sql("INSERT INTO directory.cooperative (organisation) VALUES (:id) ON CONFLICT DO NOTHING")
                .param("id", id.value())
                .update();
    }

    /** Why a name or an address of mail cannot be written in the directory, if so. */
    static Optional<OrganisationReason> unreadable(String legalName, Optional<String> email) {
        if (legalName.isBlank() || legalName.length() > 200) {
            return Optional.of(OrganisationReason.NAME_MISSING);
        }
        return email.filter(one -> !looksLikeEmail(one)).map(_ -> OrganisationReason.EMAIL_INVALID);
    }

    /** Whether a text has the form of an address of mail, of 254 characters at most. */
    public static boolean looksLikeEmail(String email) {
        return email.length() <= 254 && email.matches("[^@\\s<>\"]{1,64}@[^@\\s<>\"]+\\.[^@\\s<>\".]{2,}");
    }

    private static boolean same(Organisation known, Command command) {
        return known.legalName().equals(command.legalName().strip())
                && known.siret().equals(command.siret())
                && known.nature() == command.nature()
                && known.kind() == command.kind();
    }
}
