package coop.fairpass.places;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Rooms;
import coop.fairpass.catalogue.AdoptCatalogueVersion;
import coop.fairpass.catalogue.CatalogueSeed;
import coop.fairpass.catalogue.Decision;
import coop.fairpass.catalogue.ImportCatalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Money;
import coop.fairpass.territory.LoadTerritory;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a test of places stands on: territories, a catalogue in force, two providers; today is 10 November 2026. */
public final class Ground implements AutoCloseable {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 10);
    public static final ServiceCode MAIL = ServiceCode.of("FP-COM-001");
    public static final OrganisationId PROVIDER = OrganisationId.of("11111111-0000-4000-8000-000000000001");
    public static final OrganisationId OTHER = OrganisationId.of("11111111-0000-4000-8000-000000000002");

    public static final Actor REVIEWER = actor("reviewer", Optional.empty(), Role.COOP_REVIEWER);
    public static final Actor ADMIN = actor("admin", Optional.of(PROVIDER), Role.PROVIDER_ADMIN);
    public static final Actor STAFF = actor("staff", Optional.of(PROVIDER), Role.PROVIDER_STAFF);
    public static final Actor FOREIGN_ADMIN = actor("foreign", Optional.of(OTHER), Role.PROVIDER_ADMIN);

    public final Db db;
    public final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    public final Rooms rooms;

    public Ground(Db db, String... otherRooms) {
        this.db = db;
        var names = new String[otherRooms.length + 5];
        System.arraycopy(new String[] {"directory", "territory", "catalogue", "notices", "places"}, 0, names, 0, 5);
        System.arraycopy(otherRooms, 0, names, 5, otherRooms.length);
        this.rooms = Rooms.open(db, clock, names);
        rooms.bean(LoadTerritory.class).handle();
        adoptCatalogue();
        register(PROVIDER, "Médiathèque de Dijon");
        register(OTHER, "Fablab de Beaune");
    }

    private void adoptCatalogue() {
        var committee = actor("committee", Optional.empty(), Role.COMMITTEE);
        var edition = UUID.randomUUID();
        rooms.bean(ImportCatalogue.class).handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), committee));
        rooms.bean(AdoptCatalogueVersion.class)
                .handle(new AdoptCatalogueVersion.Command(
                        edition, TODAY, new Decision("Comité", TODAY, "REF-2026-01"), Set.of(), committee));
    }

    private void register(OrganisationId id, String name) {
        rooms.bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        id,
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.ASSOCIATION,
                        VatRegime.EXEMPT,
                        new Address("1 rue des Écoles", PostalCode.of("21000"), "Dijon", Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** A place of {@link #PROVIDER}, open since 2020, in a commune, at its centre. */
    public PlaceId open(String name, String commune) {
        return open(name, commune, Optional.empty(), Optional.of(20));
    }

    public PlaceId open(String name, String commune, Optional<Point> position, Optional<Integer> weeklyCapacity) {
        var id = new PlaceId(UUID.randomUUID());
        if (rooms.bean(OpenPlace.class).handle(opening(id, name, commune, position, weeklyCapacity, ADMIN))
                instanceof OpenPlace.Outcome.Refused(var reason)) {
            throw new AssertionError("not opened: " + reason);
        }
        return id;
    }

    static OpenPlace.Command opening(
            PlaceId id,
            String name,
            String commune,
            Optional<Point> position,
            Optional<Integer> weeklyCapacity,
            Actor by) {
        return new OpenPlace.Command(
                id,
                PROVIDER,
                name,
                new Address("2 place de la République", PostalCode.of("21000"), "Dijon", Optional.empty()),
                InseeCode.of(commune),
                position,
                Optional.of(Telephone.of("0380000000")),
                Optional.of("accueil@example.org"),
                "Mo-Fr 09:00-12:00",
                weeklyCapacity,
                LocalDate.of(2020, 1, 1),
                by);
    }

    /** Offers a service from today on, without end, in the format that the catalogue gives it. */
    public OfferId offer(PlaceId place, ServiceCode service, Money price) {
        return offer(place, service, price, false, Optional.empty());
    }

    public OfferId offer(
            PlaceId place, ServiceCode service, Money price, boolean isRegulated, Optional<ServiceFormat> format) {
        var id = new OfferId(UUID.randomUUID());
        if (rooms.bean(AddOffer.class)
                        .handle(new AddOffer.Command(
                                id,
                                place,
                                service,
                                price,
                                isRegulated,
                                format,
                                TODAY,
                                Optional.empty(),
                                Set.of(WorkStatus.EMPLOYEE),
                                REVIEWER))
                instanceof AddOffer.Outcome.Refused(var reason)) {
            throw new AssertionError("not offered: " + reason);
        }
        return id;
    }

    /** The provider of a place says when it is open, whom it can receive and where it stops. */
    public void present(PlaceId place, String hours, Set<Care> care, List<Presentation.Stop> stops) {
        var nothing = List.<String>of();
        var said = new Presentation(
                "",
                nothing,
                "",
                "",
                "",
                nothing,
                "",
                nothing,
                nothing,
                care.stream().map(Care::standard).sorted().toList(),
                nothing,
                nothing,
                nothing,
                nothing,
                nothing,
                nothing,
                "",
                "",
                TODAY,
                stops);
        if (rooms.bean(PresentPlace.class)
                        .handle(new PresentPlace.Command(
                                place, Optional.of(Telephone.of("0380000000")), Optional.empty(), hours, said, ADMIN))
                instanceof PresentPlace.Outcome.Refused(var reason)) {
            throw new AssertionError("not presented: " + reason);
        }
    }

    private static Actor actor(String name, Optional<OrganisationId> organisation, Role role) {
        return new Actor("person/" + name, name, organisation, Set.of(role));
    }

    @Override
    public void close() {
        rooms.close();
    }
}
