package coop.fairpass.catalogue;

import coop.fairpass.money.Money;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON under which a proposed service is kept. */
final class ServiceText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** A service in plain values. */
    private record Kept(
            String code,
            String category,
            String subcategory,
            String label,
            int level,
            int minutes,
            ServiceFormat format,
            int maxPeople,
            NationalCategory nationalService,
            long defaultPriceCents) {}

    private ServiceText() {}

    static String of(Service service) {
        return MAPPER.writeValueAsString(new Kept(
                service.code().value(),
                service.category(),
                service.subcategory(),
                service.label(),
                service.level(),
                service.minutes(),
                service.format(),
                service.maxPeople(),
                service.nationalService(),
                service.defaultPrice().cents()));
    }

    static Service read(String text) {
        var kept = MAPPER.readValue(text, Kept.class);
        return new Service(
                ServiceCode.of(kept.code()),
                kept.category(),
                kept.subcategory(),
                kept.label(),
                kept.level(),
                kept.minutes(),
                kept.format(),
                kept.maxPeople(),
                kept.nationalService(),
                Money.cents(kept.defaultPriceCents()));
    }
}
