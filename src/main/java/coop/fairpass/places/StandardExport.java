package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.places.PlaceCandidate.Fee;
import coop.fairpass.places.PublishedPlaces.Offered;
import coop.fairpass.places.PublishedPlaces.Published;
import coop.fairpass.territory.Point;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The national standard of places 1.0, written as national collectors read it (formats §8.3): its 32 columns in order,
 * then ours for what it has no word for: prices, languages, where an itinerant place stops.
 */
@Component
class StandardExport {

    private static final List<String> COLUMNS = List.of(
            "id",
            "pivot",
            "nom",
            "commune",
            "code_postal",
            "code_insee",
            "adresse",
            "complement_adresse",
            "latitude",
            "longitude",
            "typologie",
            "telephone",
            "courriels",
            "site_web",
            "horaires",
            "presentation_resume",
            "presentation_detail",
            "source",
            "itinerance",
            "structure_parente",
            "date_maj",
            "services",
            "publics_specifiquement_adresses",
            "prise_en_charge_specifique",
            "frais_a_charge",
            "dispositif_programmes_nationaux",
            "formations_labels",
            "autres_formations_labels",
            "modalites_acces",
            "modalites_accompagnement",
            "fiche_acces_libre",
            "prise_rdv",
            "langues",
            "tarifs",
            "arrets");

    /** How the standard writes that nobody knows. */
    private static final String UNKNOWN_PIVOT = "00000000000000";

    private final PublishedPlaces published;
    private final ServicesNow services;
    private final String source;
    private final String label;

    StandardExport(
            PublishedPlaces published,
            ServicesNow services,
            @Value("${fairpass.places.source:${fairpass.instance:fairpass}}") String source,
            @Value("${fairpass.places.label:Pass numérique}") String label) {
        this.published = published;
        this.services = services;
        this.source = source;
        this.label = label;
    }

    String source() {
        return source;
    }

    /** {@code 20261110-exemple-lieux-de-mediation-numerique-france.csv}. */
    String fileName(String extension) {
        return "%s-%s-lieux-de-mediation-numerique-france.%s"
                .formatted(
                        published.today().toString().replace("-", ""),
                        source.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT),
                        extension);
    }

    /** UTF-8 without mark, commas, line feeds; a cell that holds something is quoted, an empty one is not. */
    void csv(OutputStream out) throws IOException {
        csv(out, published::each);
    }

    /** The same file for the places of one provider, on the map or not. */
    void csv(OutputStream out, OrganisationId provider) throws IOException {
        csv(out, reader -> published.of(provider).forEach(reader));
    }

    private void csv(OutputStream out, Consumer<Consumer<Published>> places) throws IOException {
        var known = services.on(published.today());
        try (var csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.NON_EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(COLUMNS);
            places.accept(one -> {
                var cells = row(one, known);
                csv.writeRecord(COLUMNS.stream()
                        .map(column -> plain(cells.getOrDefault(column, "")))
                        .toList());
            });
        }
    }

    /** Flat objects, without the fields that are empty; several values of one are joined by bars. */
    void json(OutputStream out) {
        var known = services.on(published.today());
        try (var list = JsonMapper.shared().writer().writeValuesAsArray(out)) {
            published.each(one -> {
                var object = new LinkedHashMap<String, Object>();
                row(one, known).forEach((column, cell) -> {
                    if (!cell.isEmpty()) {
                        boolean isNumber = column.equals("latitude") || column.equals("longitude");
                        object.put(column, isNumber ? Double.valueOf(cell) : cell);
                    }
                });
                list.write(object);
            });
        }
    }

    private static String plain(String cell) {
        return cell.replace("\"", "").replaceAll("\\R", " ");
    }

    /** The cells of a place. */
    Map<String, String> row(Published one, Map<ServiceCode, Service> known) {
        var place = one.place();
        var said = one.presentation();
        var emails = new LinkedHashSet<String>();
        place.email().ifPresent(emails::add);
        emails.addAll(said.otherEmails());
        var cells = new LinkedHashMap<String, String>();
        cells.put("id", place.id().toString());
        cells.put("pivot", pivot(one));
        cells.put("nom", place.name());
        cells.put("commune", place.address().town());
        cells.put("code_postal", place.address().postalCode().digits());
        cells.put("code_insee", place.commune().value());
        // Required by the standard; some hamlets have no streets.
        cells.put(
                "adresse",
                place.address().street().isBlank()
                        ? place.address().town()
                        : place.address().street());
        cells.put("complement_adresse", said.complement());
        cells.put(
                "latitude",
                place.position().map(Point::latitude).map(String::valueOf).orElse(""));
        cells.put(
                "longitude",
                place.position().map(Point::longitude).map(String::valueOf).orElse(""));
        cells.put("typologie", joined(said.typologies()));
        cells.put("telephone", place.telephone().map(Telephone::international).orElse(""));
        cells.put("courriels", joined(emails));
        cells.put("site_web", said.website());
        cells.put("horaires", place.openingHours());
        cells.put("presentation_resume", said.summary());
        cells.put("presentation_detail", said.detail());
        cells.put("source", source);
        cells.put("itinerance", joined(said.moves()));
        cells.put("structure_parente", said.parent());
        cells.put(
                "date_maj",
                (said.updatedOn().isAfter(place.knownOn()) ? said.updatedOn() : place.knownOn()).toString());
        cells.put("services", joined(categories(one, known)));
        cells.put("publics_specifiquement_adresses", joined(said.publics()));
        cells.put("prise_en_charge_specifique", joined(said.care()));
        cells.put("frais_a_charge", joined(fees(one)));
        cells.put("dispositif_programmes_nationaux", joined(said.programmes()));
        cells.put("formations_labels", joined(said.labels()));
        cells.put("autres_formations_labels", joined(withLabel(said.otherLabels())));
        cells.put("modalites_acces", joined(accessWays(place, said)));
        cells.put("modalites_accompagnement", joined(supportWays(one)));
        cells.put("fiche_acces_libre", said.accessSheet());
        cells.put("prise_rdv", said.booking());
        cells.put("langues", joined(said.languages()));
        cells.put("tarifs", one.offers().stream().map(StandardExport::price).collect(Collectors.joining("|")));
        cells.put("arrets", said.stops().stream().map(StandardExport::stop).collect(Collectors.joining("|")));
        return cells;
    }

    private static String pivot(Published one) {
        return one.siret()
                .map(Siret::digits)
                .or(() -> one.provider().flatMap(Organisation::siren).map(Siren::digits))
                .orElse(UNKNOWN_PIVOT);
    }

    /** In the order of the standard. */
    static List<String> categories(Published one, Map<ServiceCode, Service> known) {
        var categories = EnumSet.noneOf(NationalCategory.class);
        one.offers().stream()
                .flatMap(offer -> Optional.ofNullable(known.get(offer.service())).stream())
                .map(Service::nationalService)
                .forEach(categories::add);
        return categories.stream().map(NationalCategory::label).toList();
    }

    /** A voucher makes it free, on a condition; what it does not pay is paid. */
    private static List<String> fees(Published one) {
        if (one.offers().isEmpty()) {
            return List.of();
        }
        return one.offers().stream()
                        .allMatch(offer -> offer.charge().remaining().isZero())
                ? List.of(Fee.FREE_UNDER_CONDITIONS.label())
                : List.of(Fee.FREE_UNDER_CONDITIONS.label(), Fee.PAID.label());
    }

    private Collection<String> withLabel(List<String> labels) {
        var all = new LinkedHashSet<>(labels);
        all.add(label);
        return all;
    }

    /** As the place says, or as its contacts allow. */
    static Collection<String> accessWays(Place place, Presentation said) {
        if (!said.accessWays().isEmpty()) {
            return said.accessWays();
        }
        var ways = new LinkedHashSet<String>();
        ways.add("Se présenter");
        place.telephone().ifPresent(_ -> ways.add("Téléphoner"));
        place.email().ifPresent(_ -> ways.add("Contacter par mail"));
        return ways;
    }

    private static Collection<String> supportWays(Published one) {
        var ways = new LinkedHashSet<>(one.presentation().supportWays());
        for (var offer : one.offers()) {
            if (offer.format() != ServiceFormat.COLLECTIVE) {
                ways.add("Accompagnement individuel");
            }
            if (offer.format() != ServiceFormat.INDIVIDUAL) {
                ways.add("Dans un atelier collectif");
            }
        }
        return ways;
    }

    /** {@code FP-COM-001 10.00 reste 0.00 individuel}: a service, its price, what a voucher leaves, the format. */
    private static String price(Offered offer) {
        return "%s %s reste %s%s %s"
                .formatted(
                        offer.service(),
                        offer.charge().price().dotted(),
                        offer.charge().remaining().dotted(),
                        offer.charge().isRegulated() ? " réglementé" : "",
                        offer.format().french().replace("|", " et "));
    }

    private static String stop(Presentation.Stop stop) {
        return stop.commune() + " " + stop.address() + (stop.hours().isEmpty() ? "" : " [" + stop.hours() + "]");
    }

    private static String joined(Collection<String> values) {
        return String.join("|", values);
    }
}
