package coop.fairpass.orders;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PerimeterCoverage;
import coop.fairpass.places.Places;
import coop.fairpass.territory.PerimeterCode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the perimeter of a need offers on a day, with the providers qualified that day. */
@Component
public class PerimeterReach {

    private static final long PPM = 1_000_000;

    private final PerimeterCoverage coverage;
    private final JdbcClient jdbc;

    PerimeterReach(PerimeterCoverage coverage, JdbcClient jdbc) {
        this.coverage = coverage;
        this.jdbc = jdbc;
    }

    /** The coverage of a need: places, inhabitants near one, capacity over its weeks of validity, communes left out. */
    @Transactional(readOnly = true)
    public PerimeterCoverage.Coverage coverageOf(Need need, LocalDate on) {
        var restrictions = need.restrictions();
        var filter = new Places.Filter(
                on,
                restrictions.perimeter().stream().map(PerimeterCode::of).collect(Collectors.toSet()),
                restrictions.servicePath().stream().map(ServiceCode::of).collect(Collectors.toSet()));
        return coverage.of(
                new PerimeterCoverage.Question(filter, Optional.of(qualified(on)), need.vouchers(), weeks(need, on)));
    }

    Quote.Reach of(Need need, LocalDate on) {
        return reach(need, coverageOf(need, on));
    }

    static Quote.Reach reach(Need need, PerimeterCoverage.Coverage found) {
        return new Quote.Reach(
                found.openPlaces(),
                found.inhabitantsCovered(),
                found.inhabitants(),
                found.weeklyCapacity(),
                Math.multiplyExact(found.capacity(), PPM) / need.vouchers());
    }

    /** Weeks during which vouchers may be used, begun ones included. */
    private static long weeks(Need need, LocalDate on) {
        var from = need.firstDay().isBefore(on) ? on : need.firstDay();
        long days = ChronoUnit.DAYS.between(from, need.endDates().validUntil()) + 1;
        return Math.ceilDiv(Math.max(days, 0), 7);
    }

    private Set<OrganisationId> qualified(LocalDate on) {
        return jdbc.sql("""
                        SELECT DISTINCT provider
                          FROM qualification.provider_period
                         WHERE valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
                        """).param("on", on).query(UUID.class).list().stream()
                .map(OrganisationId::new)
                .collect(Collectors.toSet());
    }
}
