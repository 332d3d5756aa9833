package coop.fairpass.catalogue;

import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.WebReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a proposed service from a form or a call, with the rules of the file of the catalogue (R-234). */
record ServiceForm(
        @Nullable String category,
        @Nullable String subcategory,
        @Nullable String label,
        @Nullable Long level,
        @Nullable Long minutes,
        @Nullable String format,
        @Nullable Long maxPeople,
        @Nullable String nationalService,
        @Nullable Long defaultPriceCents) {

    private static final int LONGEST = 200;

    /** The service, or nothing when a field is wrong, which the checks then say. */
    Optional<Service> read(ServiceCode code, Checks checks) {
        var ofCategory = text(checks, "category", category);
        var ofSubcategory = text(checks, "subcategory", subcategory);
        var words = text(checks, "label", label);
        var rank = checks.number("level", level, 1, 3);
        var time = checks.number("minutes", minutes, 1, Service.MOST_MINUTES);
        var shape = checks.choice("format", format, ServiceFormat.class, ServiceFormat.INDIVIDUAL);
        var people = checks.number("maxPeople", maxPeople, 1, 100);
        var national = NationalCategory.ofLabel(checks.text("nationalService", nationalService, LONGEST));
        var price = checks.cents("defaultPriceCents", defaultPriceCents, Money.cents(1), Money.cents(1_000_00));
        if (national.isEmpty()
                && checks.errors().stream().noneMatch(one -> one.field().equals("nationalService"))) {
            checks.refuse("nationalService", CatalogueRowReason.NATIONAL_SERVICE_UNKNOWN);
        }
        if (checks.errors().isEmpty() && (shape == ServiceFormat.INDIVIDUAL) != (people == 1)) {
            checks.refuse("maxPeople", CatalogueRowReason.PEOPLE_AND_FORMAT);
        }
        return checks.errors().isEmpty()
                ? Optional.of(new Service(
                        code,
                        ofCategory,
                        ofSubcategory,
                        words,
                        (int) rank,
                        (int) time,
                        shape,
                        (int) people,
                        national.orElseThrow(),
                        price))
                : Optional.empty();
    }

    /** A text that a spreadsheet would not run as a formula. */
    private static String text(Checks checks, String field, @Nullable String written) {
        var text = checks.text(field, written, LONGEST);
        if (!text.equals("?") && "=+-@".indexOf(text.charAt(0)) >= 0) {
            checks.refuse(field, WebReason.FIELD_INVALID);
        }
        return text.replaceAll("[\\r\\n\\t]+", " ");
    }
}
