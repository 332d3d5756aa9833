package coop.fairpass.demo;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.EnterCooperativeAccount;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.AdoptCatalogueVersion;
import coop.fairpass.catalogue.CatalogueSeed;
import coop.fairpass.catalogue.ImportCatalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.demo.Cast.Troupe;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.People;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.places.AddOffer;
import coop.fairpass.places.OfferId;
import coop.fairpass.places.OpenPlace;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.QualificationId;
import coop.fairpass.qualification.QualifyProvider;
import coop.fairpass.redemption.OfflineAllowances;
import coop.fairpass.settlement.ContributionChoices;
import coop.fairpass.tariff.Decision;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.territory.LoadTerritory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sets the stage, before anything is ordered: territory, catalogue, rates, organisations, people, accounts, places. */
@Component
class Stage {

    /** Our two accounts at the simulated bank. */
    static final Iban SEGREGATED = Cast.iban(901);

    static final Iban OPERATING = Cast.iban(902);

    /** Services given at every place, and their price: two leave nothing to pay, one leaves five euros. */
    static final List<ServiceCode> SERVICES =
            List.of(ServiceCode.of("FP-COM-001"), ServiceCode.of("FP-COM-002"), ServiceCode.of("FP-COM-003"));

    private static final List<Money> PRICES = List.of(Money.cents(10_00), Money.cents(10_00), Money.cents(15_00));
    private static final int WEEKLY_CAPACITY = 12;

    private final LoadTerritory loadTerritory;
    private final ImportCatalogue importCatalogue;
    private final AdoptCatalogueVersion adoptCatalogue;

    private record Town(String name, PostalCode postalCode, InseeCode commune) {}

    private static final List<Town> TOWNS = List.of(
            new Town("Dijon", PostalCode.of("21000"), InseeCode.of("21231")),
            new Town("Besançon", PostalCode.of("25000"), InseeCode.of("25056")),
            new Town("Nevers", PostalCode.of("58000"), InseeCode.of("58194")),
            new Town("Auxerre", PostalCode.of("89000"), InseeCode.of("89024")));

    private final EnactRate enactRate;
    private final RegisterOrganisation registerOrganisation;
    private final People people;
    private final BankAccounts bankAccounts;
    private final EnterCooperativeAccount enterAccount;
    private final PlacesOfTheStory places;
    private final OpenPlace openPlace;
    private final AddOffer addOffer;
    private final QualifyProvider qualifyProvider;
    private final OfflineAllowances offlineAllowances;
    private final ContributionChoices contributions;
    private final SimulatedBank bank;
    private final Clock clock;

    Stage(
            LoadTerritory loadTerritory,
            ImportCatalogue importCatalogue,
            AdoptCatalogueVersion adoptCatalogue,
            EnactRate enactRate,
            RegisterOrganisation registerOrganisation,
            People people,
            BankAccounts bankAccounts,
            EnterCooperativeAccount enterAccount,
            PlacesOfTheStory places,
            OpenPlace openPlace,
            AddOffer addOffer,
            QualifyProvider qualifyProvider,
            OfflineAllowances offlineAllowances,
            ContributionChoices contributions,
            SimulatedBank bank,
            Clock clock) {
        this.loadTerritory = loadTerritory;
        this.importCatalogue = importCatalogue;
        this.adoptCatalogue = adoptCatalogue;
        this.enactRate = enactRate;
        this.registerOrganisation = registerOrganisation;
        this.people = people;
        this.bankAccounts = bankAccounts;
        this.enterAccount = enterAccount;
        this.places = places;
        this.openPlace = openPlace;
        this.addOffer = addOffer;
        this.qualifyProvider = qualifyProvider;
        this.offlineAllowances = offlineAllowances;
        this.contributions = contributions;
        this.bank = bank;
        this.clock = clock;
    }

    /** Does it all, on the day that the clock shows. */
    void set() {
        loadTerritory.handle();
        adoptTheCatalogue();
        decideRates();
        enterOrganisations();
        enterOurAccounts();
        openPlaces();
    }

    private void adoptTheCatalogue() {
        var edition = Cast.id("catalogue");
        Refused.unless(
                ImportCatalogue.Outcome.Imported.class,
                "import the catalogue",
                importCatalogue.handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), Cast.BOARD.actor())));
        Refused.unless(
                AdoptCatalogueVersion.Outcome.Adopted.class,
                "adopt the catalogue",
                adoptCatalogue.handle(new AdoptCatalogueVersion.Command(
                        edition,
                        today(),
                        new coop.fairpass.catalogue.Decision("Comité du référentiel", today(), "CR-DEMO-1"),
                        Set.of(),
                        Cast.BOARD.actor())));
    }

    private void decideRates() {
        var decision = new Decision("Assemblée générale", today(), "AG-DEMO-1");
        enact(RateKind.UPSTREAM_FEE, 40_000, decision);
        enact(RateKind.DOWNSTREAM_FEE, 40_000, decision);
        enact(RateKind.CONTRIBUTION, 10_000, decision);
        enact(RateKind.SUBSCRIPTION, 77_00, decision);
        Refused.unless(
                OfflineAllowances.Outcome.Decided.class,
                "allow desks to accept without network",
                offlineAllowances.decide(
                        new OfflineAllowances.Allowance(
                                today(),
                                20,
                                Money.cents(200_00),
                                Duration.ofHours(12),
                                "Conseil d’administration",
                                today(),
                                "CA-DEMO-1"),
                        Cast.BOARD.actor()));
    }

    private void enact(RateKind kind, long value, Decision decision) {
        Refused.unless(
                EnactRate.Outcome.Enacted.class,
                "enact " + kind,
                enactRate.handle(new EnactRate.Command(kind, value, today(), decision)));
    }

    private void enterOrganisations() {
        for (var troupe : Cast.troupes()) {
            Refused.unless(
                    RegisterOrganisation.Outcome.Registered.class,
                    "register " + troupe.name(),
                    registerOrganisation.handle(new RegisterOrganisation.Command(
                            troupe.id(),
                            troupe.name(),
                            Optional.of(troupe.siren()),
                            Optional.of(siretOf(troupe)),
                            troupe.nature(),
                            troupe.kind(),
                            troupe.vatRegime(),
                            addressOf(troupe),
                            Optional.of(troupe.email()),
                            // A number that is kept for fiction.
                            troupe.equals(Cast.COOPERATIVE)
                                    ? Optional.of(Telephone.of("+33353010001"))
                                    : Optional.empty())));
        }
        registerOrganisation.asCooperative(Cast.COOPERATIVE.id());
        for (var player : Cast.players()) {
            people.enter(player.id(), player.name(), Optional.empty());
            player.roles()
                    .forEach(role -> people.grant(player.id(), player.troupe().id(), role, Actor.CLOCK));
        }
    }

    /** Those who hand booklets over are each in a town of their own; all others are in Dijon. */
    private static Address addressOf(Troupe troupe) {
        var town = TOWNS.get(Math.max(0, Cast.DISTRIBUTORS.indexOf(troupe)));
        return new Address("1 place de la Démonstration", town.postalCode(), town.name(), Optional.of(town.commune()));
    }

    static Siret siretOf(Troupe troupe) {
        for (int key = 0; key < 10; key++) {
            var checked = Siret.check("%s0001%d".formatted(troupe.siren().digits(), key))
                    .valid();
            if (checked.isPresent()) {
                return checked.get();
            }
        }
        throw new IllegalStateException("one digit in ten is a key");
    }

    private void enterOurAccounts() {
        enter(AccountKind.SEGREGATED, SEGREGATED);
        enter(AccountKind.OPERATING, OPERATING);
    }

    private void enter(AccountKind kind, Iban iban) {
        Refused.unless(
                EnterCooperativeAccount.Outcome.Entered.class,
                "enter the account " + kind,
                enterAccount.handle(new EnterCooperativeAccount.Command(
                        Cast.id("account/" + kind),
                        kind,
                        iban,
                        Optional.empty(),
                        "COOPERATIVE EXEMPLE",
                        Cast.TREASURER.actor())));
        bank.open(iban, "COOPERATIVE EXEMPLE");
    }

    private void openPlaces() {
        var sites = places.choose(Cast.PROVIDERS);
        for (int number = 1; number <= Cast.PROVIDERS; number++) {
            var provider = Cast.provider(number);
            var desk = Cast.desk(number).actor();
            openPlace(number, sites.get(number - 1), desk);
            Refused.unless(
                    QualifyProvider.Outcome.Qualified.class,
                    "qualify " + provider.name(),
                    qualifyProvider.handle(new QualifyProvider.Command(
                            new QualificationId(Cast.id("qualification/" + number)),
                            provider.id(),
                            today(),
                            new coop.fairpass.qualification.Decision("Comité de qualification", today(), "CQ-DEMO-1"),
                            Cast.REVIEWER.actor())));
            declareAccount(provider, provider.iban(), desk);
            if (number % 5 == 1) {
                contributions.choose(true, desk);
            }
        }
        declareAccount(Cast.COMPANY, Cast.COMPANY.iban(), Cast.COMPANY_BUYER.actor());
        declareAccount(Cast.DEPARTMENT, Cast.DEPARTMENT.iban(), Cast.DEPARTMENT_ACCOUNTANT.actor());
    }

    private void openPlace(int number, PlacesOfTheStory.Site site, Actor desk) {
        Refused.unless(
                OpenPlace.Outcome.Opened.class,
                "open " + site.name(),
                openPlace.handle(new OpenPlace.Command(
                        placeOf(number),
                        Cast.provider(number).id(),
                        site.name(),
                        site.address(),
                        site.commune(),
                        site.position(),
                        Optional.of(Neighbourhood.telephone(number)),
                        Optional.empty(),
                        site.hours(),
                        Optional.of(WEEKLY_CAPACITY),
                        today(),
                        desk)));
        for (int service = 0; service < SERVICES.size(); service++) {
            Refused.unless(
                    AddOffer.Outcome.Added.class,
                    "offer at " + site.name(),
                    addOffer.handle(new AddOffer.Command(
                            new OfferId(Cast.id("offer/" + number + "/" + service)),
                            placeOf(number),
                            SERVICES.get(service),
                            PRICES.get(service),
                            service < 2,
                            Optional.empty(),
                            today(),
                            Optional.empty(),
                            Set.of(WorkStatus.EMPLOYEE),
                            desk)));
        }
    }

    /** Declares an account and has another person validate it. */
    void declareAccount(Troupe troupe, Iban iban, Actor by) {
        var id = Cast.id("account/" + iban.value());
        Refused.unless(
                BankAccounts.Outcome.Done.class,
                "declare an account of " + troupe.name(),
                bankAccounts.declare(id, troupe.id(), iban, Optional.empty(), troupe.name(), by));
        Refused.unless(
                BankAccounts.Outcome.Done.class,
                "validate an account of " + troupe.name(),
                bankAccounts.validate(id, Cast.TREASURER.actor()));
        bank.open(iban, troupe.name());
    }

    static PlaceId placeOf(int provider) {
        return new PlaceId(Cast.id("place/" + provider));
    }

    private LocalDate today() {
        return Paris.today(clock);
    }
}
