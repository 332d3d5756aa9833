package coop.fairpass.orders;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.tariff.VatTerritory;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Réseau des prestataires acceptés : how those who may redeem are taxed, day by day. Rules make a voucher multi-purpose
 * at issue; the network is the alarm: fewer than two treatments, and new orders need a recorded opinion (money-and-law
 * §14, R-223, T22).
 */
public record VatNetwork(List<Accepted> accepted) {

    /** How services are taxed: in a territory one rate goes with each regime, so these two tell treatments apart. */
    public record Kind(VatTerritory territory, VatRegime regime) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::territory)
                    .thenComparing(Kind::regime)
                    .compare(this, other);
        }
    }

    /** One provider's right: from a day included, until a day excluded, or without end. */
    public record Accepted(OrganisationId provider, Kind kind, LocalDate from, Optional<LocalDate> until) {

        boolean covers(LocalDate day) {
            return !from.isAfter(day) && until.filter(end -> !end.isAfter(day)).isEmpty();
        }
    }

    public VatNetwork {
        accepted = List.copyOf(accepted);
    }

    /** The distinct treatments of those who may redeem on a day. */
    public Set<Kind> on(LocalDate day) {
        return accepted.stream()
                .filter(one -> one.covers(day))
                .map(Accepted::kind)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many may redeem on a day. */
    public long providersOn(LocalDate day) {
        return accepted.stream()
                .filter(one -> one.covers(day))
                .map(Accepted::provider)
                .distinct()
                .count();
    }

    /** Whether that day calls for an opinion: all share one treatment, or nobody is accepted yet. */
    public boolean isAlarming(LocalDate day) {
        return VatGuard.mustAlert(on(day).size());
    }

    /**
     * The day on which the network shrank to fewer than two treatments, when it is so on a day; empty when it is not,
     * or when it never had two.
     */
    public Optional<LocalDate> shrankOn(LocalDate day) {
        if (!isAlarming(day)) {
            return Optional.empty();
        }
        var changes = accepted.stream()
                .flatMap(one -> Stream.concat(Stream.of(one.from()), one.until().stream()))
                .filter(change -> !change.isAfter(day))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (var change : changes) {
            if (!isAlarming(change.minusDays(1))) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }
}
