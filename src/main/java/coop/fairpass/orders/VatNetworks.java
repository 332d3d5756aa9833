package coop.fairpass.orders;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Rate;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.tariff.VatTreatment;
import coop.fairpass.territory.PerimeterCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads how providers are taxed: those accepted, and those that the rules of one order allow (R-223, T22). */
@Component
public class VatNetworks {

    private final JdbcClient jdbc;
    private final Tariff tariff;

    VatNetworks(JdbcClient jdbc, Tariff tariff) {
        this.jdbc = jdbc;
        this.tariff = tariff;
    }

    /** Every right to redeem, past, present and known to come. */
    @Transactional(readOnly = true)
    public VatNetwork all() {
        return new VatNetwork(jdbc.sql("""
                        SELECT p.provider, o.vat_regime, o.postal_code, p.valid_from, p.valid_until
                          FROM qualification.provider_period p
                          JOIN directory.organisation_name o ON o.id = p.provider
                        """)
                .query((row, _) -> new VatNetwork.Accepted(
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        kind(row),
                        row.getObject("valid_from", LocalDate.class),
                        Optional.ofNullable(row.getObject("valid_until", LocalDate.class))))
                .list());
    }

    /**
     * What the rules of a need make of its vouchers. A perimeter of communes or wider is open to whoever qualifies
     * there, whatever its regime; one of named places allows their providers and no other.
     */
    @Transactional(readOnly = true)
    public VatGuard.Qualification of(Need need, LocalDate on) {
        var perimeter =
                need.restrictions().perimeter().stream().map(PerimeterCode::of).toList();
        if (perimeter.isEmpty() || perimeter.stream().anyMatch(code -> code.kind() != PerimeterCode.Kind.PLACE)) {
            return VatGuard.Qualification.MULTI;
        }
        var places =
                perimeter.stream().map(code -> UUID.fromString(code.code())).toList();
        return VatGuard.of(kindsAt(places, on).stream()
                .map(kind -> new VatGuard.Treatment(kind.territory(), kind.regime(), rate(kind.territory(), on)))
                .collect(Collectors.toSet()));
    }

    private List<VatNetwork.Kind> kindsAt(List<UUID> places, LocalDate on) {
        return jdbc.sql("""
                        SELECT o.vat_regime, o.postal_code
                          FROM places.place_period p
                          JOIN directory.organisation_name o ON o.id = p.provider
                         WHERE p.place IN (:places)
                           AND coalesce(p.open_until > :on, true)
                        """)
                .param("places", places)
                .param("on", on)
                .query((row, _) -> kind(row))
                .list();
    }

    private Rate rate(VatTerritory territory, LocalDate on) {
        return tariff.vat(territory, on).map(VatTreatment::rate).orElse(Rate.ZERO);
    }

    private static VatNetwork.Kind kind(ResultSet row) throws SQLException {
        return new VatNetwork.Kind(
                VatTerritory.ofPostalCode(row.getString("postal_code")),
                VatRegime.valueOf(row.getString("vat_regime")));
    }
}
