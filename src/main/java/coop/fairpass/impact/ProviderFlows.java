package coop.fairpass.impact;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.money.Money;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Flux : what providers received over the twelve months that end with the last closed one, net of fees; each month as
 * it was itself, so that a negative month that the next one carries is counted once. Others are counted, never named,
 * and not at all when they are too few.
 */
@Component
class ProviderFlows {

    /** How many other providers must be behind a median before somebody else reads it: {@link SmallCells}. */
    static final long LEAST_OTHERS = SmallCells.LEAST_SHOWN;

    /** To what a median that others read is rounded, half up: in a small zone it would be somebody's to the cent. */
    private static final long ROUNDED_TO_CENTS = 100_00;

    private static final int MONTHS = 12;

    /** Twelve months, both included. */
    record Year(YearMonth first, YearMonth last) {

        static Year endingWith(YearMonth last) {
            return new Year(last.minusMonths(MONTHS - 1L), last);
        }

        LocalDate from() {
            return first.atDay(1);
        }

        /** First day after it. */
        LocalDate until() {
            return last.plusMonths(1).atDay(1);
        }
    }

    /**
     * A median that its reader cannot trace to one provider, rounded.
     *
     * @param zone how people name it; empty for all of the cooperative's providers
     */
    record Median(Optional<String> zone, Money rounded, int providers) {}

    /**
     * What one provider received, beside the others.
     *
     * @param counts whether it was qualified the whole time, and so is one of those the medians count
     * @param median of its département, or of all when its département has too few; empty when all are too few
     * @param hiddenZone the département whose median is not shown because others are too few there
     */
    record Own(Year year, Money flow, boolean counts, Optional<Median> median, Optional<String> hiddenZone) {}

    /** A suspension interrupts: whoever could not redeem for some days was not qualified for the whole year. */
    private static final String WHOLE_YEAR = """
            SELECT provider
              FROM qualification.provider_period
             WHERE (:all OR provider = ANY (:providers::uuid[]))
             GROUP BY provider
            HAVING range_agg(daterange(valid_from, valid_until)) @> daterange(:from, :until)
            """;

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Territories territories;
    private final Money target;

    ProviderFlows(
            JdbcClient jdbc,
            Organisations organisations,
            Territories territories,
            @Value("${fairpass.impact.consolidating-target-cents:2000000}") long targetCents) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.territories = territories;
        this.target = Money.cents(targetCents);
    }

    /** What the cooperative wants most providers to receive in a year: 20 000 € unless governance decides another. */
    Money target() {
        return target;
    }

    /** The twelve months that end with the last closed one; empty before any is closed. */
    @Transactional(readOnly = true)
    public Optional<Year> lastYear() {
        return jdbc.sql("SELECT max(month) AS month FROM redemption.closed_month")
                .query((row, _) -> Optional.ofNullable(row.getObject("month", LocalDate.class)))
                .single()
                .map(month -> Year.endingWith(YearMonth.from(month)));
    }

    /** The ratio of all the providers of the cooperative. */
    @Transactional(readOnly = true)
    public ConsolidatingRatio ratio(Year year) {
        return ConsolidatingRatio.of(flows(year, Optional.empty()).values());
    }

    /** What one provider reads; empty before a month is closed. */
    @Transactional(readOnly = true)
    public Optional<Own> of(OrganisationId provider) {
        return lastYear().map(year -> {
            var zone = zoneOf(organisations.get(provider));
            var near = zone.map(code -> flows(year, Optional.of(providersIn(code))))
                    .orElse(Map.of());
            var shown = median(near, provider, zone.flatMap(territories::label));
            var counts = jdbc.sql(WHOLE_YEAR)
                    .param("from", year.from())
                    .param("until", year.until())
                    .param("all", false)
                    .param("providers", new String[] {provider.toString()})
                    .query((row, _) -> row.getObject("provider", UUID.class))
                    .optional()
                    .isPresent();
            return new Own(
                    year,
                    flowOf(provider, year),
                    counts,
                    shown.or(() -> median(flows(year, Optional.empty()), provider, Optional.empty())),
                    shown.isPresent() ? Optional.empty() : zone.flatMap(territories::label));
        });
    }

    private static Optional<Median> median(
            Map<OrganisationId, Money> flows, OrganisationId reader, Optional<String> zone) {
        long others = flows.keySet().stream().filter(one -> !one.equals(reader)).count();
        return others < LEAST_OTHERS
                ? Optional.empty()
                : ConsolidatingRatio.of(flows.values())
                        .median()
                        .map(exact -> new Median(zone, rounded(exact), flows.size()));
    }

    private static Money rounded(Money exact) {
        return Money.cents(Math.floorDiv(exact.cents() + ROUNDED_TO_CENTS / 2, ROUNDED_TO_CENTS) * ROUNDED_TO_CENTS);
    }

    /** The département of an organisation, when its commune is known. */
    private Optional<PerimeterCode> zoneOf(Organisation organisation) {
        return organisation.address().commune().stream()
                .flatMap(commune -> territories.codesOf(commune).stream())
                .filter(code -> code.kind() == PerimeterCode.Kind.DEPARTMENT)
                .findFirst();
    }

    private Set<OrganisationId> providersIn(PerimeterCode zone) {
        var communes = territories.communesIn(Set.of(zone));
        return organisations.at(communes, List.of()).stream()
                .map(Organisation::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<OrganisationId, Money> flows(Year year, Optional<Collection<OrganisationId>> among) {
        return jdbc
                .sql("WITH whole AS (" + WHOLE_YEAR + """
                        )
                        SELECT w.provider, coalesce(sum(s.net_cents - s.carried_in_cents), 0)::bigint AS cents
                          FROM whole w
                          LEFT JOIN settlement.statement_facts s
                            ON s.provider = w.provider AND s.month >= :from AND s.month < :until
                         GROUP BY w.provider
                        """)
                .param("from", year.from())
                .param("until", year.until())
                .param("all", among.isEmpty())
                .param(
                        "providers",
                        among.orElse(Set.of()).stream()
                                .map(OrganisationId::toString)
                                .toArray(String[]::new))
                .query((row, _) -> Map.entry(
                        new OrganisationId(row.getObject("provider", UUID.class)), Money.cents(row.getLong("cents"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Money flowOf(OrganisationId provider, Year year) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(net_cents - carried_in_cents), 0)::bigint
                          FROM settlement.statement_facts
                         WHERE provider = :provider
                           AND month >= :from
                           AND month < :until
                        """)
                .param("provider", provider.value())
                .param("from", year.from())
                .param("until", year.until())
                .query(Long.class)
                .single());
    }
}
