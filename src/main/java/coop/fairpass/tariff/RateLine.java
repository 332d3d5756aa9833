package coop.fairpass.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One kind, with all that was ever decided for it.
 *
 * @param inForce today, if anybody decided it
 * @param toCome decided, from a later day on, the next first
 * @param past what held before, the latest first
 */
public record RateLine(
        RateKind kind, Optional<Tariff.Dated> inForce, List<Tariff.Dated> toCome, List<Tariff.Dated> past) {

    public String name() {
        return RateWords.name(kind);
    }

    /** The name, where a line begins with it. */
    public String title() {
        return name().substring(0, 1).toUpperCase(Locale.FRENCH) + name().substring(1);
    }

    public String of() {
        return RateWords.of(kind);
    }

    static RateLine of(RateKind kind, List<Tariff.Dated> history, LocalDate today) {
        var begun = history.stream()
                .filter(dated -> !dated.validFrom().isAfter(today))
                .toList();
        return new RateLine(
                kind,
                begun.stream().findFirst(),
                history.stream()
                        .filter(dated -> dated.validFrom().isAfter(today))
                        .toList()
                        .reversed(),
                begun.stream().skip(1).toList());
    }
}
