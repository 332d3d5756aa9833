package coop.fairpass.places;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The services of the catalogue on a day, by code. An edition never changes, so that the last one asked about is kept:
 * a public page reads its labels at each visit.
 */
@Component
class ServicesNow {

    private record Known(UUID edition, Map<ServiceCode, Service> services) {}

    private static final Known NOTHING = new Known(new UUID(0, 0), Map.of());

    private final Catalogue catalogue;
    private volatile Known known = NOTHING;

    ServicesNow(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** None before the first version. */
    Map<ServiceCode, Service> on(LocalDate day) {
        var version = catalogue.on(day);
        if (version.isEmpty()) {
            return Map.of();
        }
        var last = known;
        if (!last.edition().equals(version.get().edition())) {
            last = new Known(
                    version.get().edition(),
                    catalogue.servicesOf(version.get().edition()).stream()
                            .collect(Collectors.toMap(
                                    Service::code, Function.identity(), (first, _) -> first, LinkedHashMap::new)));
            known = last;
        }
        return last.services();
    }

    /** Services by category, in the order of their codes. */
    static Map<String, List<Service>> byCategory(Map<ServiceCode, Service> services) {
        return services.values().stream()
                .sorted(Comparator.comparing(Service::code))
                .collect(Collectors.groupingBy(Service::category, LinkedHashMap::new, Collectors.toList()));
    }

    /** Codes of those that a category of the national standard holds. */
    static Set<ServiceCode> of(NationalCategory category, Map<ServiceCode, Service> services) {
        return services.values().stream()
                .filter(service -> service.nationalService() == category)
                .map(Service::code)
                .collect(Collectors.toSet());
    }

    /** The label of a service, or its code when the version of that day has it no more. */
    String label(ServiceCode code, LocalDate day) {
        return Optional.ofNullable(on(day).get(code)).map(Service::label).orElseGet(code::value);
    }
}
