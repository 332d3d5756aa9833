package coop.fairpass.orders;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServicePaths;
import coop.fairpass.catalogue.ServicePaths.ServicePath;
import coop.fairpass.directory.Siret;
import coop.fairpass.orders.Need.BuyerReferences;
import coop.fairpass.orders.Need.InvoiceOn;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.territory.Named;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/** Reads the form of a need, and writes one back into it; whatever was typed is kept as it was typed. */
final class NeedForm {

    /** More than any order; what is beyond is a typing error. */
    private static final long MOST_VOUCHERS = 2_000_000;

    private static final int MOST_LOTS = 50;
    private static final int MOST_TERRITORIES = 100;
    private static final int MOST_CHOICES = 500;

    private final MultiValueMap<String, String> sent;
    private final Territories territories;
    private final LocalDate today;
    private final EndRule rule;
    private final ServicePaths paths;
    private final Checks checks = new Checks();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    NeedForm(
            MultiValueMap<String, String> sent,
            Territories territories,
            ServicePaths paths,
            LocalDate today,
            EndRule rule) {
        this.sent = sent;
        this.territories = territories;
        this.today = today;
        this.rule = rule;
        this.paths = paths;
    }

    /** The need, when every field can be read. */
    Optional<Need> read(InvoiceOn usualInvoice) {
        long vouchers = number("vouchers", "", 1, MOST_VOUCHERS);
        int size = (int) number("bookletSize", "10", 1, 10);
        if (!BookletSplit.SIZES.contains(size)) {
            wrong.put(
                    "bookletSize",
                    Language.say("Choisissez des carnets de 5 ou de 10.", "Choose booklets of 5 or of 10."));
            size = 10;
        }
        var firstDay = checks.optionalDay("firstDay", one("firstDay")).orElse(usualFirstDay(today));
        var validUntil = checks.optionalDay("validUntil", one("validUntil")).orElse(usualLastDay(firstDay));
        var need = new Need(
                vouchers,
                size,
                firstDay,
                rule.of(validUntil),
                checks.optionalText("longerReason", one("longerReason"), 500),
                restrictions(firstDay),
                checks.optionalChoice("invoiceOn", one("invoiceOn"), InvoiceOn.class)
                        .orElse(usualInvoice),
                lots(vouchers / size),
                checks.optionalText("message", one("message"), 300).orElse(""),
                checks.optionalText("delivery", one("delivery"), 500).orElse(""),
                references());
        checks.errors().forEach(error -> wrong.putIfAbsent(error.field(), error.title()));
        return wrong.isEmpty() ? Optional.of(need) : Optional.empty();
    }

    /** What a form that cannot be read is told. */
    Told told() {
        return new Told(Told.Kind.REFUSED, Sentences.of(WebReason.FIELDS_INVALID), List.of(), wrong, typed(sent));
    }

    static LocalDate usualFirstDay(LocalDate today) {
        return today.plusDays(30);
    }

    /** Six months. */
    static LocalDate usualLastDay(LocalDate firstDay) {
        return firstDay.plusMonths(Need.DEFAULT_MONTHS);
    }

    private Restrictions restrictions(LocalDate firstDay) {
        var perimeter = territories();
        var path = path(firstDay);
        var ticked = many("services").stream()
                .filter(code -> {
                    boolean isOne = ServiceCode.check(code).isPresent();
                    if (!isOne) {
                        checks.refuse("services", WebReason.FIELD_INVALID);
                    }
                    return isOne;
                })
                .map(code ->
                        ServiceCode.of(code.strip().toUpperCase(Locale.ROOT)).value())
                .distinct()
                .toList();
        if (path.isPresent() && !ticked.isEmpty()) {
            wrong.put(
                    "path",
                    Language.say(
                            "Choisissez un parcours, ou cochez des services : pas les deux.",
                            "Choose a service path, or tick services: not both."));
        }
        var services = path.map(one -> paths.servicesOf(one, firstDay).stream()
                        .map(service -> service.code().value())
                        .toList())
                .orElse(ticked);
        var pathLabel = path.map(ServicePath::name)
                .or(() -> checks.optionalText("pathLabel", one("pathLabel"), 100))
                .orElse(services.isEmpty() ? "" : "%d services au choix".formatted(services.size()));
        return new Restrictions(
                perimeter.stream().map(found -> found.code().toString()).toList(),
                perimeter.stream().map(Named::name).collect(Collectors.joining(", ")),
                many("audiences").stream()
                        .flatMap(written -> checks.optionalText("audiences", written, 60).stream())
                        .distinct()
                        .toList(),
                services,
                services.isEmpty() ? "" : pathLabel,
                isTicked("isRegulated"),
                (int) number("vouchersPerService", "1", 1, 10),
                isTicked("refusesOwnDistributor"));
    }

    /** The path chosen: its services of the first day are written in the order, which keeps them. */
    private Optional<ServicePath> path(LocalDate firstDay) {
        var written = one("path").strip();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var chosen = paths.on(firstDay).stream()
                .filter(path -> path.id().toString().equals(written))
                .findFirst();
        if (chosen.filter(path -> !paths.servicesOf(path, firstDay).isEmpty()).isEmpty()) {
            wrong.put(
                    "path",
                    Language.say(
                            "Ce parcours n’est pas ouvert au premier jour de la commande. Choisissez-en un autre.",
                            "This service path is not open on the first day of the order. Choose another one."));
        }
        return chosen;
    }

    /** One territory a line, by its name or its code; a name that is that of several is asked again. */
    private List<Named> territories() {
        var found = new ArrayList<Named>();
        var written = checks.optionalText("territories", one("territories"), 5_000)
                .map(text -> Arrays.stream(text.split("[\n;]"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
        if (written.size() > MOST_TERRITORIES) {
            checks.refuse("territories", WebReason.TOO_LONG);
            return List.of();
        }
        for (var line : written) {
            var named = territories.named(line, 12);
            if (named.size() == 1) {
                found.add(named.getFirst());
            } else {
                wrong.putIfAbsent("territories", explained(line, named));
            }
        }
        return found.stream().distinct().toList();
    }

    private String explained(String line, List<Named> named) {
        var shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
        if (!named.isEmpty()) {
            return Language.say(
                            "Plusieurs territoires s’appellent « %s ». Écrivez le code de celui que vous voulez : %s.",
                            "Several territories are called “%s”. Write the code of the one you want: %s.")
                    .formatted(shown, said(named));
        }
        var near = territories.search(line, 5).stream()
                .map(commune -> "%s (%s), C:%s"
                        .formatted(
                                commune.name(),
                                commune.department(),
                                commune.code().value()))
                .collect(Collectors.joining(Language.say(" ; ", "; ")));
        return near.isEmpty()
                ? Language.say(
                                "Nous ne connaissons pas « %s ». Écrivez le nom d’une commune, d’un département ou d’une"
                                        + " région.",
                                "We do not know “%s”. Write the name of a commune, of a département or of a region.")
                        .formatted(shown)
                : Language.say(
                                "Nous ne connaissons pas « %s ». Vouliez-vous dire : %s ? Écrivez le code.",
                                "We do not know “%s”. Did you mean: %s? Write the code.")
                        .formatted(shown, near);
    }

    private static String said(List<Named> named) {
        return named.stream()
                .map(one ->
                        Language.say("%s pour %s (%s)", "%s for %s (%s)").formatted(one.code(), one.name(), one.kind()))
                .collect(Collectors.joining(Language.say(" ; ", "; ")));
    }

    /** Sizes of lots in booklets, as {@code 40, 60}; nothing written is one lot. */
    private List<Long> lots(long booklets) {
        var text = checks.optionalText("lots", one("lots"), 1_000);
        if (text.isEmpty()) {
            return List.of(booklets);
        }
        var sizes = Arrays.stream(text.get().split("[,;+\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (sizes.size() > MOST_LOTS || !sizes.stream().allMatch(part -> part.matches("[1-9]\\d{0,6}"))) {
            wrong.put(
                    "lots",
                    Language.say(
                            "Écrivez le nombre de carnets de chaque lot : « 40, 60 ».",
                            "Write the number of booklets of each lot: “40, 60”."));
            return List.of(booklets);
        }
        return sizes.stream().map(Long::valueOf).toList();
    }

    private BuyerReferences references() {
        return new BuyerReferences(
                checks.optionalIdentifier("siret", one("siret"), Siret::check),
                checks.optionalText("serviceCode", one("serviceCode"), 50),
                checks.optionalText("engagementNumber", one("engagementNumber"), 50),
                checks.optionalText("contractNumber", one("contractNumber"), 50));
    }

    private long number(String field, String usual, long least, long most) {
        var written = one(field).isBlank() ? usual : one(field);
        return checks.whole(field, written.replaceAll("[\\s\u00a0\u202f]", ""), least, most);
    }

    private String one(String field) {
        var value = sent.getFirst(field);
        return value == null ? "" : value;
    }

    private List<String> many(String field) {
        var values = checks.list(field, sent.get(field), MOST_CHOICES);
        return values.stream().filter(value -> !value.isBlank()).toList();
    }

    private boolean isTicked(String field) {
        return !one(field).isBlank();
    }

    /** Every field as it was typed; several values of one field are joined by a comma. */
    static Map<String, String> typed(MultiValueMap<String, String> sent) {
        var typed = new LinkedHashMap<String, String>();
        sent.forEach((field, values) -> typed.put(
                field, values.stream().map(value -> value == null ? "" : value).collect(Collectors.joining(","))));
        typed.remove("_csrf");
        return typed;
    }

    /** The fields that would make this need. */
    static Map<String, String> of(Need need) {
        var restrictions = need.restrictions();
        var references = need.references();
        var fields = new LinkedHashMap<String, String>();
        fields.put("vouchers", String.valueOf(need.vouchers()));
        fields.put("bookletSize", String.valueOf(need.bookletSize()));
        fields.put("firstDay", need.firstDay().toString());
        fields.put("validUntil", need.endDates().validUntil().toString());
        fields.put("longerReason", need.longerValidityReason().orElse(""));
        fields.put("territories", String.join("\n", restrictions.perimeter()));
        fields.put("audiences", String.join(",", restrictions.audiences()));
        fields.put("services", String.join(",", restrictions.servicePath()));
        fields.put("pathLabel", restrictions.pathLabel());
        fields.put("isRegulated", restrictions.isRegulated() ? "on" : "");
        fields.put("vouchersPerService", String.valueOf(restrictions.vouchersPerService()));
        fields.put("refusesOwnDistributor", restrictions.refusesOwnDistributor() ? "on" : "");
        fields.put("invoiceOn", need.invoiceOn().name());
        fields.put(
                "lots",
                need.lotBooklets().size() == 1
                        ? ""
                        : need.lotBooklets().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        fields.put("message", need.payerMessage());
        fields.put("delivery", need.deliveryAddress());
        fields.put("siret", references.siret().map(Siret::digits).orElse(""));
        fields.put("serviceCode", references.serviceCode().orElse(""));
        fields.put("engagementNumber", references.engagementNumber().orElse(""));
        fields.put("contractNumber", references.contractNumber().orElse(""));
        return fields;
    }

    /** The field beside which a refusal is told. */
    static String fieldOf(OrderReason reason) {
        return switch (reason) {
            case NOT_WHOLE_BOOKLETS -> "vouchers";
            case BOOKLETS_OF_FIVE_TOO_FEW -> "bookletSize";
            case LOTS_DO_NOT_ADD_UP -> "lots";
            case DATES_INVALID -> "validUntil";
            case LONGER_VALIDITY_NEEDS_A_REASON -> "longerReason";
            case UNKNOWN_TERRITORY, SINGLE_VAT_TREATMENT -> "territories";
            case UNKNOWN_SERVICE -> "services";
            case UNKNOWN_PAYER -> "payer";
            case SIRET_OF_ANOTHER -> "siret";
            case UNKNOWN_ORDER,
                    ID_TAKEN,
                    NOT_ALLOWED,
                    NOT_POSSIBLE_NOW,
                    NO_RATE_DECIDED,
                    VAT_OPINION_MISSING,
                    OPINION_DATES_INVALID,
                    NOT_THE_LAST_QUOTE,
                    QUOTE_LAPSED,
                    SIRET_MISSING,
                    CAPACITY_WARNING_NOT_TICKED,
                    COOPERATIVE_NOT_SET_UP,
                    BUYER_NOT_INVOICEABLE,
                    FRAMING_INCOMPLETE,
                    REJECTION_NEEDS_A_COMMENT,
                    NOT_THE_LAST_PROOF,
                    UNKNOWN_LOT,
                    CANCEL_THE_WHOLE_ORDER,
                    VALIDITY_OVER,
                    MORE_THAN_FUNDED,
                    LOT_NOT_RECEIVED,
                    LOT_ALREADY_ACTIVE,
                    LOT_NOT_FUNDED,
                    LOT_TOO_SMALL_TO_SPLIT,
                    COVERAGE_INCIDENT,
                    MONEY_ON_THE_WRONG_ACCOUNT,
                    A_LOT_IS_ACTIVE,
                    SHARES_ABOVE_100_PERCENT,
                    UNKNOWN_FUNDER,
                    SEVERAL_FUNDERS,
                    UNKNOWN_DOCUMENT,
                    NOTHING_PARKED,
                    MORE_THAN_PARKED,
                    MORE_THAN_OPEN,
                    VALIDITY_ALREADY_MOVED,
                    AFTER_STOP_DATE,
                    WIND_DOWN -> "";
        };
    }
}
