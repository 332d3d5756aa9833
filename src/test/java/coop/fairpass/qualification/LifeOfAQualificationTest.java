package coop.fairpass.qualification;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.qualification.Candidates.SIRET;
import static coop.fairpass.qualification.Candidates.done;
import static coop.fairpass.qualification.Candidates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.places.AddOffer;
import coop.fairpass.places.OfferId;
import coop.fairpass.places.OpenPlace;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.DecideApplication.Choice;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.tariff.RateKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026, 9:00. */
@DisplayName("De la qualification à son terme : l’abonnement, le renouvellement, le nom des médiateurs")
@ExtendWith(TestDatabase.class)
class LifeOfAQualificationTest {

    private static final UUID PERSON = new UUID(9, 1);
    private static final UUID AGREEMENT = new UUID(9, 2);

    private final World world;
    private final Candidates candidates;

    LifeOfAQualificationTest(Db db, @TempDir Path home) {
        world = new World(db, home);
        candidates = new Candidates(world);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private OrganisationId qualified() {
        var application = candidates.decided(candidates.reviewed(SIRET), Choice.QUALIFY, REVIEWER);
        return application.organisation().orElseThrow();
    }

    private Qualification qualificationOf(OrganisationId provider) {
        return world.bean(Qualifications.class).of(provider).getFirst();
    }

    private QualificationState stateOn(OrganisationId provider, String day) {
        return world.bean(Qualifications.class).stateOn(provider, LocalDate.parse(day));
    }

    private Actor representativeOf(OrganisationId organisation) {
        return seatOf(Role.LEGAL_REPRESENTATIVE, organisation);
    }

    private Actor seatOf(Role role, OrganisationId organisation) {
        return world.bean(People.class).seatsIn(organisation).stream()
                .filter(seat -> seat.roles().contains(role))
                .findFirst()
                .orElseThrow()
                .actor();
    }

    // ── Subscription ─────────────────────────────────────────────────────────────────────────────────────────────

    private List<SubscriptionInvoices.Billed> billed(OrganisationId provider) {
        return world.bean(SubscriptionInvoices.class)
                .of(qualificationOf(provider).id());
    }

    private Money owed() {
        return world.bean(Ledger.class).balance(Account.PROVIDER_SUBSCRIPTIONS);
    }

    @Test
    @DisplayName("l’abonnement est facturé dès la qualification, 77 € HT, puis chaque année jusqu’au départ")
    void subscription() {
        world.enact(RateKind.SUBSCRIPTION, 77_00);
        var provider = qualified();
        var first = billed(provider);
        assertThat(first).singleElement().satisfies(one -> {
            assertThat(one.yearFrom()).isEqualTo("2026-10-01");
            var invoice = world.bean(Documents.class).invoice(one.invoice());
            assertThat(invoice.kind()).isEqualTo(InvoiceKind.SUBSCRIPTION);
            assertThat(invoice.totals().beforeVat()).isEqualTo(Money.cents(77_00));
            assertThat(invoice.totals().vat()).isEqualTo(Money.cents(15_40));
        });
        assertThat(world.bean(Documents.class).of(provider))
                .extracting(Documents.Listed::number)
                .containsExactly(first.getFirst().invoice());
        assertThat(owed()).isEqualTo(Money.cents(92_40));

        world.day("2027-09-30");
        assertThat(billed(provider)).hasSize(1);
        world.day("2027-10-01");
        world.dueWork(); // the same day, twice
        assertThat(billed(provider))
                .extracting(SubscriptionInvoices.Billed::yearFrom)
                .containsExactly(LocalDate.parse("2026-10-01"), LocalDate.parse("2027-10-01"));
        assertThat(owed()).isEqualTo(Money.cents(184_80));

        assertThat(world.bean(EndQualification.class)
                        .handle(new EndQualification.Command(
                                provider,
                                LocalDate.parse("2027-12-01"),
                                EndKind.WITHDRAWN,
                                "Départ.",
                                representativeOf(provider))))
                .isInstanceOf(EndQualification.Outcome.Ended.class);
        world.day("2028-10-01");
        assertThat(billed(provider)).hasSize(2);
    }

    @Test
    @DisplayName("sans prix décidé par l’assemblée, rien n’est facturé, et la structure est qualifiée quand même")
    void no_price_no_invoice() {
        var provider = qualified();
        assertThat(billed(provider)).isEmpty();
        assertThat(world.bean(Documents.class).of(provider)).isEmpty();
        assertThat(owed()).isEqualTo(Money.ZERO);
        assertThat(stateOn(provider, "2026-10-01")).isEqualTo(QualificationState.QUALIFIED);
    }

    // ── Establishments ───────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-102 : plusieurs établissements d’un même SIREN, une seule candidature, une seule qualification")
    void several_establishments() {
        var another = new Dossier.Establishment("43493312300037", "Antenne", "Beaune");
        var application = candidates.complete(SIRET);
        application = done(world.bean(SaveStep.class)
                .handle(application.id(), file -> file.with(file.identity().orElseThrow(), List.of(another))));
        assertThat(application.dossier().establishments()).containsExactly(another);
        var decided = candidates.decided(
                candidates.reviewed(candidates.signed(candidates.asked(application))), Choice.QUALIFY, REVIEWER);
        var provider = decided.organisation().orElseThrow();
        assertThat(world.bean(Qualifications.class).of(provider)).hasSize(1);
        var admin = seatOf(Role.PROVIDER_ADMIN, provider);
        var main = open(provider, "Siège", admin);
        var branch = open(provider, "Antenne", admin);
        assertThat(world.bean(Organisations.class)
                        .get(provider)
                        .siret()
                        .orElseThrow()
                        .digits())
                .isEqualTo(SIRET);
        var order = world.order(2);
        var booklet = world.handedOver(order, 1);
        var accounts = world.bean(BankAccounts.class);
        assertThat(accounts.validate(accounts.of(provider).getFirst().id(), TREASURER))
                .isInstanceOf(BankAccounts.Outcome.Done.class);
        assertThat(world.redeem(admin, main, world.given(booklet, 1)).result()).isEqualTo(Result.REDEEMED);
        assertThat(world.redeem(admin, branch, world.given(booklet, 2)).result())
                .isEqualTo(Result.REDEEMED);
    }

    private PlaceId open(OrganisationId provider, String name, Actor admin) {
        var place = new PlaceId(UUID.randomUUID());
        assertThat(world.bean(OpenPlace.class)
                        .handle(new OpenPlace.Command(
                                place,
                                provider,
                                name,
                                new Address("2 place Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                InseeCode.of("21231"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                world.today(),
                                admin)))
                .isInstanceOf(OpenPlace.Outcome.Opened.class);
        assertThat(world.bean(AddOffer.class)
                        .handle(new AddOffer.Command(
                                new OfferId(UUID.randomUUID()),
                                place,
                                ServiceCode.of(World.TEN_EUROS),
                                Money.cents(10_00),
                                true,
                                Optional.empty(),
                                world.today(),
                                Optional.empty(),
                                Set.of(WorkStatus.EMPLOYEE),
                                admin)))
                .isInstanceOf(AddOffer.Outcome.Added.class);
        return place;
    }

    // ── Renewal ──────────────────────────────────────────────────────────────────────────────────────────────────

    private List<String> reminders(OrganisationId provider) {
        return world.told(provider).stream()
                .filter(told -> told.contains("à renouveler"))
                .toList();
    }

    @Test
    @DisplayName("R-113 : 24 mois, un rappel 90, 30 et 7 jours avant, puis la fin si personne ne renouvelle")
    void lapses_after_reminders() {
        assertThat(stateOn(FIRST, "2026-10-01")).isEqualTo(QualificationState.QUALIFIED);
        var counts = new java.util.TreeMap<String, Integer>();
        for (var day : List.of(
                "2028-07-02", "2028-07-03", "2028-08-31", "2028-09-01", "2028-09-23", "2028-09-24", "2028-09-30")) {
            world.day(day);
            counts.put(day, reminders(FIRST).size());
        }
        assertThat(counts.values()).containsExactly(0, 1, 1, 2, 2, 3, 3);
        assertThat(stateOn(FIRST, "2028-09-30")).isEqualTo(QualificationState.QUALIFIED);
        world.day("2028-10-01");
        assertThat(stateOn(FIRST, "2028-10-01")).isEqualTo(QualificationState.ENDED);
        assertThat(qualificationOf(FIRST).end().orElseThrow().kind()).isEqualTo(EndKind.LAPSED);
    }

    @Test
    @DisplayName(
            "R-113 : le renouvellement reprend ce qui était écrit, ne redemande que les pièces échues, et vaut 24 mois")
    void renewal() {
        var provider = qualified();
        var representative = representativeOf(provider);
        var begin = world.bean(BeginApplication.class);
        world.clock.set("2028-07-02T09:00");
        assertThat(refused(begin.forOwn(new ApplicationId(UUID.randomUUID()), representative)))
                .isEqualTo(ApplicationReason.NOT_RENEWABLE_YET);
        world.clock.set("2028-07-03T09:00"); // ninety days before the term
        assertThat(refused(begin.forOwn(
                        new ApplicationId(UUID.randomUUID()),
                        new Actor(
                                "person/" + UUID.randomUUID(),
                                "Autre",
                                Optional.of(provider),
                                Set.of(Role.PROVIDER_STAFF)))))
                .isEqualTo(ApplicationReason.NOT_ALLOWED);
        var again = done(begin.forOwn(new ApplicationId(UUID.randomUUID()), representative));
        var before = world.bean(Applications.class).of(provider).stream()
                .filter(one -> !one.id().equals(again.id()))
                .findFirst()
                .orElseThrow();
        assertThat(again.kind()).isEqualTo(Application.ApplicationKind.RENEWAL);
        assertThat(again.dossier().identity().orElseThrow().legalName())
                .isEqualTo(before.dossier().identity().orElseThrow().legalName());
        assertThat(again.dossier().answers()).isEqualTo(before.dossier().answers());
        assertThat(again.dossier().team()).isEqualTo(before.dossier().team());

        var asked = candidates.asked(candidates.withDocuments(again));
        var signature = candidates.signature(asked);
        var sign = world.bean(SignApplication.class);
        assertThat(refused(sign.handle(signature)))
                .as("a known representative comes in to sign")
                .isEqualTo(ApplicationReason.REPRESENTATIVE_SIGNS);
        var signed = done(sign.handle(
                new SignApplication.Command(asked.id(), signature.charter(), true, true, Optional.of(representative))));
        var renewed = candidates.decided(candidates.reviewed(signed), Choice.QUALIFY, REVIEWER);
        assertThat(world.bean(DecideApplication.class).decisionsOn(renewed.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(DecideApplication.DecisionKind.RENEWED));
        assertThat(world.bean(Qualifications.class).of(provider))
                .as("the same right goes on")
                .hasSize(1);
        assertThat(world.bean(Qualifications.class).termOf(provider, world.today()))
                .as("nobody loses by asking early")
                .contains(LocalDate.parse("2030-10-01"));
        world.day("2028-10-01");
        assertThat(stateOn(provider, "2028-10-01")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(refused(begin.forOwn(new ApplicationId(UUID.randomUUID()), representative)))
                .isEqualTo(ApplicationReason.NOT_RENEWABLE_YET);
    }

    // ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────

    private List<String> named() {
        return world.bean(NamingConsents.class).namedAt(FIRST_PLACE, world.today());
    }

    @Test
    @DisplayName("un médiateur n’est nommable qu’avec son accord, repris aussitôt, et plus du tout sans convention")
    void naming() {
        var mediator = new Actor("person/" + PERSON, "Médiatrice Exemple", Optional.of(FIRST), Set.of(Role.MEDIATOR));
        var consents = world.bean(NamingConsents.class);
        world.bean(People.class).enter(PERSON, mediator.label(), Optional.empty());
        world.bean(People.class).grant(PERSON, FIRST, Role.MEDIATOR, FIRST_ADMIN);
        var terms = new Agreement.Terms(PERSON, FIRST_PLACE, FIRST, Set.of(), world.today(), Optional.empty());
        var sign = world.bean(SignAgreement.class);
        for (var side : List.of(Agreement.Side.PLACE, Agreement.Side.MEDIATOR)) {
            assertThat(sign.handle(new SignAgreement.Command(
                            new AgreementId(AGREEMENT),
                            terms,
                            side,
                            side == Agreement.Side.PLACE ? FIRST_ADMIN : mediator)))
                    .isInstanceOf(SignAgreement.Outcome.Signed.class);
        }
        assertThat(named()).as("bound, and said nothing").isEmpty();
        for (var other : List.of(FIRST_ADMIN, FIRST_STAFF)) {
            assertThat(consents.give(UUID.randomUUID(), "Elle", other))
                    .isEqualTo(new NamingConsents.Outcome.Refused(NamingConsents.ConsentReason.NOT_A_MEDIATOR));
        }
        assertThat(consents.give(UUID.randomUUID(), " ", mediator))
                .isEqualTo(new NamingConsents.Outcome.Refused(NamingConsents.ConsentReason.NAME_MISSING));
        consents.give(UUID.randomUUID(), "Prénom E.", mediator);
        assertThat(named()).containsExactly("Prénom E.");
        consents.give(UUID.randomUUID(), "P. Exemple", mediator);
        assertThat(named()).as("another name replaces the first").containsExactly("P. Exemple");
        consents.withdraw(mediator);
        assertThat(named()).as("at once").isEmpty();

        consents.give(UUID.randomUUID(), "P. Exemple", mediator);
        assertThat(world.bean(EndAgreement.class)
                        .handle(new EndAgreement.Command(
                                new AgreementId(AGREEMENT), LocalDate.parse("2026-10-05"), "Fin.", mediator)))
                .isInstanceOf(EndAgreement.Outcome.Ended.class);
        world.day("2026-10-04");
        assertThat(named()).containsExactly("P. Exemple");
        world.day("2026-10-05");
        assertThat(named()).as("bound to no place any more").isEmpty();
    }
}
