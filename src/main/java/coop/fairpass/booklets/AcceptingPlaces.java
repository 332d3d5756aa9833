package coop.fairpass.booklets;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Telephone;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.places.NearestPlaces;
import coop.fairpass.places.Places;
import coop.fairpass.places.ProviderIdentities;
import coop.fairpass.places.ProviderIdentity;
import coop.fairpass.places.SpokenHours;
import coop.fairpass.territory.PerimeterCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The nearest places where the vouchers of an order can be used on a day: open, inside its perimeter, with a service
 * of its path, and of a provider qualified that day.
 */
@Component
class AcceptingPlaces {

    private final NearestPlaces nearest;
    private final ProviderIdentities identities;
    private final JdbcClient jdbc;

    AcceptingPlaces(NearestPlaces nearest, ProviderIdentities identities, JdbcClient jdbc) {
        this.nearest = nearest;
        this.identities = identities;
        this.jdbc = jdbc;
    }

    List<NearPlace> near(InseeCode commune, VoucherOrder order, LocalDate on) {
        var restrictions = order.need().restrictions();
        var filter = new Places.Filter(
                on,
                restrictions.perimeter().stream().map(PerimeterCode::of).collect(Collectors.toSet()),
                restrictions.servicePath().stream().map(ServiceCode::of).collect(Collectors.toSet()));
        var found = nearest.to(
                commune,
                new NearestPlaces.Search(
                        filter,
                        Optional.of(qualified(on)),
                        order.signedTerms().faceValue(),
                        restrictions.vouchersPerService(),
                        OrientationLetter.PLACES));
        var own = identities.of(
                found.stream().map(near -> near.place().provider()).collect(Collectors.toSet()));
        return found.stream()
                .map(near -> said(
                        near,
                        Optional.ofNullable(own.get(near.place().provider())).map(this::mark)))
                .toList();
    }

    private NearPlace.Mark mark(ProviderIdentity own) {
        return new NearPlace.Mark(
                own.name(), own.colour(), identities.logo(own.provider()).flatMap(file -> switch (Logo.read(file)) {
                    case Logo.Reading.Read(var logo) -> Optional.of(logo);
                    case Logo.Reading.Refused _ -> Optional.<Logo>empty();
                }));
    }

    private static NearPlace said(NearestPlaces.NearPlace found, Optional<NearPlace.Mark> mark) {
        var place = found.place();
        return new NearPlace(
                mark,
                place.name(),
                found.address(),
                SpokenHours.onPaper(found.openingHours()),
                place.telephone().map(Telephone::grouped),
                found.metres());
    }

    private Set<OrganisationId> qualified(LocalDate on) {
        return jdbc.sql("""
                        SELECT DISTINCT provider
                          FROM qualification.provider_period
                         WHERE valid_from <= :on
                           AND (valid_until IS NULL OR valid_until > :on)
                        """).param("on", on).query(UUID.class).list().stream()
                .map(OrganisationId::new)
                .collect(Collectors.toSet());
    }
}
