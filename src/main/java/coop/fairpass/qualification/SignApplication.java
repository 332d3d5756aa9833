package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.ChangeSiret;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * From a draft to a signed file (Q2, Q3): the candidate asks, the legal representative reads the charter and the terms
 * at an address of their own, and signs the version that is shown. What is signed is frozen, the organisation
 * and its two people enter the directory, and its account is declared.
 */
@Component
public class SignApplication {

    /** How often one file may have a mail sent to its representative in a day: nobody is pestered. */
    static final int MOST_ASKED_A_DAY = 5;

    /** One signature: the file as it was, and the exact text accepted. */
    public record Signature(
            int number,
            Dossier dossier,
            int charter,
            String charterSha256,
            String by,
            String name,
            String office,
            java.time.Instant at) {}

    /**
     * @param charter the version that was shown
     * @param acceptsCharter whether the charter, and {@code acceptsTerms} whether the terms, were ticked
     * @param seat who has come in, if anybody
     */
    public record Command(
            ApplicationId application,
            int charter,
            boolean acceptsCharter,
            boolean acceptsTerms,
            Optional<Actor> seat) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final Charters charters;
    private final AcceptCharter acceptCharter;
    private final RegisterOrganisation registerOrganisation;
    private final Organisations organisations;
    private final ChangeSiret changeSiret;
    private final People people;
    private final LetIn letIn;
    private final BankAccounts accounts;
    private final PlaceAsked placeAsked;
    private final Notices notices;
    private final FileLetters letters;

    SignApplication(
            JdbcClient jdbc,
            Applications applications,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            Charters charters,
            AcceptCharter acceptCharter,
            RegisterOrganisation registerOrganisation,
            Organisations organisations,
            ChangeSiret changeSiret,
            People people,
            LetIn letIn,
            BankAccounts accounts,
            PlaceAsked placeAsked,
            Notices notices,
            FileLetters letters) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.charters = charters;
        this.acceptCharter = acceptCharter;
        this.registerOrganisation = registerOrganisation;
        this.organisations = organisations;
        this.changeSiret = changeSiret;
        this.people = people;
        this.letIn = letIn;
        this.accounts = accounts;
        this.placeAsked = placeAsked;
        this.notices = notices;
        this.letters = letters;
    }

    /** What a file still lacks to be signed. */
    @Transactional(readOnly = true)
    public List<Gap> gaps(Application application) {
        return Gap.in(
                application.dossier(),
                questionnaires.get(application.questionnaire()),
                documents.required(application, applications.today()));
    }

    /**
     * Asks for the signature: the address where it is given is mailed to the legal representative, who alone reads it,
     * unless that is the person who asks.
     *
     * @param secret of the address where it will be signed; asking again gives another, and the last one opens
     */
    @Transactional
    public ApplicationOutcome ask(ApplicationId id, String secret, Actor by) {
        var application = applications.lock(id);
        if (application.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        if (application.get().state() != ApplicationState.DRAFT
                && application.get().state() != ApplicationState.AWAITING_SIGNATURE) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_A_DRAFT);
        }
        if (!gaps(application.get()).isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.INCOMPLETE);
        }
        if (askedToday(id) >= MOST_ASKED_A_DAY) {
            return ApplicationOutcome.refused(ApplicationReason.SIGNATURE_ASKED_ENOUGH);
        }
        jdbc.sql("UPDATE qualification.application SET sign_digest = :digest WHERE id = :id")
                .param("id", id.value())
                .param("digest", Sha256.of(secret))
                .update();
        applications.move(id, ApplicationState.AWAITING_SIGNATURE);
        applications.note(id, EventKind.SIGNATURE_ASKED, "", by);
        letters.toSign(
                application.get(),
                application.get().dossier().contact().map(Dossier.Contact::name).orElse(by.label()),
                secret,
                addressesToSign(application.get(), by));
        return new ApplicationOutcome.Done(applications.get(id));
    }

    private long askedToday(ApplicationId id) {
        return applications.eventsOf(id).stream()
                .filter(one -> one.kind() == EventKind.SIGNATURE_ASKED
                        && Paris.dayOf(one.at()).equals(applications.today()))
                .count();
    }

    /** Whether the person who asks for the signature is the one who gives it, and may go on at once. */
    @Transactional(readOnly = true)
    public boolean signsToo(Application application, Actor by) {
        var known = knownRepresentatives(application);
        if (known.stream().anyMatch(one -> !one.reference().equals(named(application)))) {
            return known.stream().anyMatch(one -> one.reference().equals(by.reference()));
        }
        return application
                .dossier()
                .contact()
                .filter(Dossier.Contact::isRepresentative)
                .isPresent();
    }

    /** Where the address to sign is mailed: to nobody when the person who asks signs too. */
    @Transactional(readOnly = true)
    public List<String> addressesToSign(Application application, Actor by) {
        if (signsToo(application, by)) {
            return List.of();
        }
        var known = knownRepresentatives(application);
        if (known.stream().anyMatch(one -> !one.reference().equals(named(application)))) {
            var addresses = known.stream()
                    .flatMap(one -> one.person().stream())
                    .flatMap(one -> people.find(one).stream())
                    .flatMap(one -> one.email().stream())
                    .toList();
            if (!addresses.isEmpty()) {
                return addresses;
            }
        }
        return application.dossier().representative().map(Dossier.Representative::email).stream()
                .toList();
    }

    private List<Actor> knownRepresentatives(Application application) {
        return application.organisation().stream()
                .flatMap(organisation -> people.seatsIn(organisation).stream())
                .filter(one -> one.roles().contains(Role.LEGAL_REPRESENTATIVE))
                .map(People.Seat::actor)
                .toList();
    }

    private static String named(Application application) {
        return "person/" + application.representative();
    }

    @Transactional
    public ApplicationOutcome handle(Command command) {
        var locked = applications.lock(command.application());
        if (locked.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.UNKNOWN_APPLICATION);
        }
        var application = locked.get();
        if (application.state() == ApplicationState.SUBMITTED) {
            return new ApplicationOutcome.Done(application); // the same form, sent twice
        }
        if (application.state() != ApplicationState.AWAITING_SIGNATURE) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_AWAITING_SIGNATURE);
        }
        if (!command.acceptsCharter() || !command.acceptsTerms()) {
            return ApplicationOutcome.refused(ApplicationReason.NOT_ACCEPTED);
        }
        if (charters.on(applications.today()).number() != command.charter()) {
            return ApplicationOutcome.refused(ApplicationReason.CHARTER_CHANGED);
        }
        if (!gaps(application).isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.INCOMPLETE);
        }
        var signer = signer(application, command.seat());
        if (signer.isEmpty()) {
            return ApplicationOutcome.refused(ApplicationReason.REPRESENTATIVE_SIGNS);
        }
        var entered = enter(application);
        if (entered.isPresent()) {
            return ApplicationOutcome.refused(entered.get());
        }
        var organisation = application.organisation().orElseGet(() -> idOf(application));
        seat(application, organisation, signer.get());
        declareAccount(application, organisation);
        write(application, organisation, command.charter(), signer.get());
        acceptCharter.record(organisation, Capacity.PROVIDER, command.charter(), signer.get());
        applications.note(application.id(), EventKind.SIGNED, "", signer.get());
        placeAsked.claim(application, organisation, signer.get());
        tell(application, organisation);
        return new ApplicationOutcome.Done(applications.get(application.id()));
    }

    /**
     * The person who signs: of an organisation that has a legal representative, that one, who has come in; otherwise
     * whom the file names, who has the address.
     */
    private Optional<Actor> signer(Application application, Optional<Actor> seat) {
        var known = knownRepresentatives(application);
        var named = named(application);
        if (known.stream().anyMatch(one -> !one.reference().equals(named))) {
            return known.stream()
                    .filter(one -> seat.filter(who -> who.reference().equals(one.reference()))
                            .isPresent())
                    .findFirst();
        }
        var dossier = application.dossier();
        var name = dossier.contact()
                .filter(Dossier.Contact::isRepresentative)
                .map(Dossier.Contact::name)
                .or(() -> dossier.representative().map(Dossier.Representative::name))
                .orElseThrow();
        return Optional.of(new Actor(named, name, application.organisation(), Set.of(Role.LEGAL_REPRESENTATIVE)));
    }

    private static OrganisationId idOf(Application application) {
        return new OrganisationId(
                UUID.nameUUIDFromBytes((application.id() + "/organisation").getBytes(StandardCharsets.UTF_8)));
    }

    /** An organisation that was entered without a number receives that of its file: no invoice could name it else. */
    private Optional<ApplicationReason> number(OrganisationId organisation, Siret siret) {
        if (organisations.get(organisation).siret().isPresent()) {
            return Optional.empty();
        }
        boolean isOfAnother = siret.siren().valid().map(organisations::withSiren).orElse(List.of()).stream()
                .anyMatch(one -> !one.id().equals(organisation));
        return isOfAnother
                ? Optional.of(ApplicationReason.SIRET_USED)
                : changeSiret.handle(organisation, siret).map(_ -> ApplicationReason.SIRET_UNSOUND);
    }

    /** Enters the organisation in the directory, or says why not. */
    private Optional<ApplicationReason> enter(Application application) {
        if (application.organisation().isPresent()) {
            return number(
                    application.organisation().get(),
                    Siret.of(application.dossier().identity().orElseThrow().number()));
        }
        var identity = application.dossier().identity().orElseThrow();
        var siret = Siret.of(identity.number());
        if (siret.siren()
                .valid()
                .filter(siren -> organisations.withSiren(siren).isEmpty())
                .isEmpty()) {
            return Optional.of(
                    siret.siren().valid().isEmpty() ? ApplicationReason.SIRET_UNSOUND : ApplicationReason.SIRET_USED);
        }
        var contact = application.dossier().contact().orElseThrow();
        var command = new RegisterOrganisation.Command(
                idOf(application),
                identity.legalName(),
                siret.siren().valid(),
                Optional.of(siret),
                identity.form().orElseThrow().nature(),
                identity.form().orElseThrow().kind(),
                identity.vatRegime().orElseThrow(),
                new Address(
                        identity.street(),
                        PostalCode.of(identity.postalCode()),
                        identity.town(),
                        identity.commune().map(InseeCode::of)),
                Optional.of(contact.email()),
                Telephone.check(contact.telephone()).valid());
        return switch (registerOrganisation.handle(command)) {
            case RegisterOrganisation.Outcome.Registered(var _) -> Optional.empty();
            case RegisterOrganisation.Outcome.Refused(var reason) ->
                Optional.of(
                        reason == OrganisationReason.SIRET_ALREADY_KNOWN
                                ? ApplicationReason.SIRET_USED
                                : ApplicationReason.SIRET_UNSOUND);
        };
    }

    /** The candidate administers, the representative represents; who had a seat keeps it. */
    private void seat(Application application, OrganisationId organisation, Actor signer) {
        var contact = application.dossier().contact().orElseThrow();
        var known = organisations.get(organisation);
        letIn.handle(application.applicant(), contact.name(), contact.email(), known, Role.PROVIDER_ADMIN, signer);
        var person = signer.person().orElseThrow();
        var email = application
                .dossier()
                .representative()
                .filter(_ -> !person.equals(application.applicant()))
                .map(Dossier.Representative::email)
                .orElse(contact.email());
        letIn.handle(person, signer.label(), email, known, Role.LEGAL_REPRESENTATIVE, signer);
    }

    /** Declared by the candidate, so that somebody else must validate it; one that is already known is left alone. */
    private void declareAccount(Application application, OrganisationId organisation) {
        var account = application.dossier().account().orElseThrow();
        var iban = Iban.of(account.iban());
        if (accounts.of(organisation).stream().anyMatch(one -> one.iban().equals(iban))) {
            return;
        }
        var id = UUID.nameUUIDFromBytes(
                (application.id() + "/account/" + iban.value()).getBytes(StandardCharsets.UTF_8));
        accounts.declare(id, organisation, iban, Optional.empty(), account.holderName(), application.applicantActor());
    }

    private void write(Application application, OrganisationId organisation, int charter, Actor signer) {
        jdbc.sql("""
            INSERT INTO qualification.application_signature (application, number, content, charter,
                   charter_sha256, signed_by, signed_name, signed_office, signed_at)
            SELECT :application, coalesce(max(number), 0) + 1, :content::text, :charter,
                   :charter_sha256, :signed_by, :signed_name, :signed_office, :signed_at::timestamptz
              FROM qualification.application_signature
             WHERE application = :application
            """)
                .param("application", application.id().value())
                .param("content", KeptText.of(application.dossier()))
                .param("charter", charter)
                .param("charter_sha256", Charters.digestOf(charters.get(charter)))
                .param("signed_by", signer.reference())
                .param("signed_name", signer.label())
                .param(
                        "signed_office",
                        application
                                .dossier()
                                .representative()
                                .map(Dossier.Representative::office)
                                .orElse(""))
                .param("signed_at", applications.now())
                .update();
        // A file that came back keeps its reviewer: it returns to the same hands.
        jdbc.sql("""
            UPDATE qualification.application
               SET state = CASE WHEN taken_by IS NULL THEN 'SUBMITTED' ELSE 'IN_REVIEW' END,
                   organisation = :organisation, submitted_on = coalesce(submitted_on, :today),
                   asked_on = NULL, changed_at = :now
             WHERE id = :id
            """)
                .param("id", application.id().value())
                .param("organisation", organisation.value())
                .param("today", applications.today())
                .param("now", applications.now())
                .update();
    }

    private void tell(Application application, OrganisationId organisation) {
        notices.tell(
                organisation,
                "application-signed/" + application.id() + "/" + applications.now(),
                "Votre dossier %d est signé".formatted(application.number()),
                "Il est transmis à la coopérative, qui le prend en charge sous %d jours ouvrés."
                        .formatted(Application.DAYS_TO_TAKE));
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "application-signed/" + application.id() + "/" + applications.now(),
                        "Un dossier de qualification attend",
                        "Dossier %d, %s.".formatted(application.number(), application.name())));
    }

    /** The signatures of a file, in order. */
    @Transactional(readOnly = true)
    public List<Signature> signaturesOf(ApplicationId id) {
        return jdbc.sql("""
            SELECT number, content, charter, charter_sha256, signed_by, signed_name, signed_office,
                   signed_at
              FROM qualification.application_signature
             WHERE application = :application
             ORDER BY number
            """)
                .param("application", id.value())
                .query((row, _) -> new Signature(
                        row.getInt("number"),
                        KeptText.read(row.getString("content"), Dossier.class),
                        row.getInt("charter"),
                        row.getString("charter_sha256"),
                        row.getString("signed_by"),
                        row.getString("signed_name"),
                        row.getString("signed_office"),
                        row.getObject("signed_at", java.time.OffsetDateTime.class)
                                .toInstant()))
                .list();
    }
}
