package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the directory knows of an organisation, and the journal of what concerns it. */
@Component
class DirectoryTaken implements TakenAway {

    private static final int AT_ONCE = 500;

    private final Organisations organisations;
    private final People people;
    private final BankAccounts accounts;
    private final ApiKeys keys;
    private final Acts acts;
    private final JournalSubjects subjects;

    DirectoryTaken(
            Organisations organisations,
            People people,
            BankAccounts accounts,
            ApiKeys keys,
            Acts acts,
            JournalSubjects subjects) {
        this.organisations = organisations;
        this.people = people;
        this.accounts = accounts;
        this.keys = keys;
        this.acts = acts;
        this.subjects = subjects;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public void write(OrganisationId id, Archive archive) throws IOException {
        archive.table(
                "structure/structure.csv",
                "Votre organisation, telle que ses documents la nomment.",
                List.of(
                        "numéro",
                        "raison sociale",
                        "SIREN",
                        "SIRET",
                        "nature",
                        "genre",
                        "régime de TVA",
                        "rue",
                        "code postal",
                        "ville",
                        "code INSEE",
                        "adresse électronique",
                        "téléphone"),
                table -> structure(id, table));
        archive.table(
                "structure/personnes.csv",
                "Les personnes de votre organisation et leurs rôles.",
                List.of("nom", "adresse électronique", "rôles"),
                table -> people.seatsIn(id)
                        .forEach(seat -> table.row(
                                seat.name(),
                                people.find(seat.person()).flatMap(People.Person::email),
                                seat.roles().stream()
                                        .sorted()
                                        .map(Sentences::french)
                                        .collect(Collectors.joining(", ")))));
        archive.table(
                "structure/comptes-bancaires.csv",
                "Les comptes où elle a été payée ; l’IBAN est masqué, comme sur les pages.",
                List.of("IBAN masqué", "BIC", "titulaire", "état", "utilisable à partir du"),
                table -> accounts.of(id)
                        .forEach(account -> table.row(
                                account.iban().masked(),
                                account.bic().map(Bic::value),
                                account.holderName(),
                                Sentences.french(account.state()),
                                account.usableFrom())));
        archive.table(
                "structure/cles-de-programmes.csv",
                "Les clés données à vos programmes, sans leur secret.",
                List.of("nom", "rôles", "dernier jour", "retirée le", "dernier usage"),
                table -> keys.of(id)
                        .forEach(key -> table.row(
                                key.name(),
                                key.roles().stream()
                                        .sorted()
                                        .map(Sentences::french)
                                        .collect(Collectors.joining(", ")),
                                key.expiresOn(),
                                key.revokedAt().map(Paris::dayOf),
                                key.lastUsedOn())));
        archive.table(
                "structure/journal.csv",
                "Ce que chacun a fait, décidé ou lu au sujet de votre organisation, comme le journal le montre.",
                List.of("quand", "qui", "quoi", "sur", "motif"),
                table -> journal(id, table));
    }

    private void structure(OrganisationId id, Archive.Table table) {
        var one = organisations.get(id);
        var address = one.address();
        table.row(
                one.number(),
                one.legalName(),
                one.siren().map(Siren::digits),
                one.siret().map(Siret::digits),
                one.isPublic() ? "publique" : "privée",
                french(one.kind()),
                Sentences.french(one.vatRegime()),
                address.street(),
                address.postalCode().digits(),
                address.town(),
                address.commune().map(InseeCode::value),
                one.email(),
                one.telephone().map(Telephone::grouped));
    }

    private static String french(OrganisationKind kind) {
        return switch (kind) {
            case STATE -> "État";
            case LOCAL_AUTHORITY -> "collectivité";
            case SOCIAL_BODY -> "organisme social";
            case MUTUAL -> "mutuelle";
            case COMPANY -> "entreprise";
            case FOUNDATION -> "fondation";
            case ASSOCIATION -> "association";
            case COOPERATIVE -> "coopérative";
            case OTHER -> "autre";
        };
    }

    /** What an organisation takes away names what anybody of it may read. */
    private static Actor readerOf(OrganisationId id) {
        return new Actor(
                "",
                "",
                Optional.of(id),
                Stream.of(Role.values())
                        .filter(role -> !role.isOfTheCooperative())
                        .collect(Collectors.toSet()));
    }

    private void journal(OrganisationId id, Archive.Table table) {
        var names = new JournalNames(people, organisations, Optional.of(id));
        var which = new Acts.Which(
                Optional.empty(),
                Optional.of(id),
                "",
                Optional.empty(),
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"));
        var reader = readerOf(id);
        var after = Optional.<String>empty();
        do {
            var page = acts.page(which, after, AT_ONCE);
            names.lines(page.items(), subjects, reader)
                    .forEach(line -> table.row(line.at(), line.author(), line.what(), line.subject(), line.why()));
            after = page.next();
        } while (after.isPresent());
    }
}
