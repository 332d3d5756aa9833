package coop.fairpass.places;

import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.places.PublishedPlaces.Offered;
import coop.fairpass.places.PublishedPlaces.Published;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Plural;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * data.inclusion v1 (schema 1.0.8): structures, and the services they give. It has no word for a voucher: what is paid
 * and what is left is said in {@code frais_precisions} and {@code conditions_acces}, and nobody's name is given.
 */
@Component
class DataInclusionExport {

    /** Words of the standard 1.0 and those of data.inclusion v1 that mean the same; none when there is no such one. */
    record Words(
            Map<String, List<String>> services,
            Map<String, List<String>> publics,
            Map<String, List<String>> care,
            Map<String, List<String>> accessWays,
            Map<String, List<String>> programmes) {}

    private static final Words WORDS = words();
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_TEXT = 10_000;
    private static final int SHORTEST_TEXT = 5;

    private final PublishedPlaces published;
    private final ServicesNow services;
    private final StandardExport standard;
    private final String label;
    private final URI publicAddress;

    DataInclusionExport(
            PublishedPlaces published,
            ServicesNow services,
            StandardExport standard,
            @Value("${fairpass.places.label:Pass numérique}") String label,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") URI publicAddress) {
        this.published = published;
        this.services = services;
        this.standard = standard;
        this.label = label;
        this.publicAddress = publicAddress;
    }

    void structures(OutputStream out) {
        try (var list = JsonMapper.shared().writer().writeValuesAsArray(out)) {
            published.each(one -> list.write(structure(one)));
        }
    }

    void services(OutputStream out) {
        try (var list = JsonMapper.shared().writer().writeValuesAsArray(out)) {
            published.each(one -> services(one, list));
        }
    }

    private Map<String, Object> structure(Published one) {
        var place = one.place();
        var said = one.presentation();
        var object = new LinkedHashMap<String, Object>();
        object.put("source", standard.source());
        object.put("id", idOf(place));
        object.put("nom", name(place.name()));
        object.put("date_maj", place.knownOn().toString());
        one.siret().map(Siret::digits).ifPresent(siret -> object.put("siret", siret));
        address(object, one);
        description(said).ifPresent(text -> object.put("description", text));
        web(said.website()).ifPresent(address -> object.put("site_web", address));
        web(said.accessSheet()).ifPresent(address -> object.put("accessibilite_lieu", address));
        object.put("lien_source", page(place));
        hours(place).ifPresent(hours -> object.put("horaires_accueil", hours));
        var networks = translated(said.programmes(), WORDS.programmes());
        if (!networks.isEmpty()) {
            object.put("reseaux_porteurs", networks);
        }
        return object;
    }

    private void services(Published one, SequenceWriter list) {
        var known = services.on(published.today());
        for (var offer : one.offers()) {
            var service = known.get(offer.service());
            if (service != null) {
                list.write(service(one, offer, service));
            }
        }
    }

    private Map<String, Object> service(Published one, Offered offer, Service service) {
        var place = one.place();
        var said = one.presentation();
        var object = new LinkedHashMap<String, Object>();
        object.put("source", standard.source());
        object.put("structure_id", idOf(place));
        object.put("id", idOf(place) + "--" + offer.service());
        object.put("nom", name(service.label()));
        object.put("description", "%s (%s).".formatted(service.label(), service.category()));
        object.put("date_maj", place.knownOn().toString());
        object.put("thematiques", translated(List.of(service.nationalService().label()), WORDS.services()));
        object.put("type", offer.format() == ServiceFormat.COLLECTIVE ? "atelier" : "accompagnement");
        object.put("frais", "payant");
        object.put(
                "frais_precisions",
                "Tarif : %s. Payable avec %s (%s), reste à payer : %s."
                        .formatted(
                                offer.charge().price().french(),
                                Plural.of(offer.charge().vouchers(), "chèque", "chèques"),
                                label,
                                offer.charge().remaining().french()));
        object.put("conditions_acces", "Accepte le " + label);
        var publics = translated(said.publics(), WORDS.publics());
        publics.addAll(translated(said.care(), WORDS.care()));
        if (!publics.isEmpty()) {
            object.put("publics", publics);
        }
        object.put("modes_accueil", List.of("en-presentiel"));
        var ways = translated(StandardExport.accessWays(place, said), WORDS.accessWays());
        if (!ways.isEmpty()) {
            object.put("modes_mobilisation", ways);
        }
        object.put("mobilisable_par", List.of("usagers", "professionnels"));
        web(said.booking()).ifPresent(address -> object.put("lien_mobilisation", address));
        object.put("lien_source", page(place));
        address(object, one);
        hours(place).ifPresent(hours -> object.put("horaires_accueil", hours));
        return object;
    }

    private static void address(Map<String, Object> object, Published one) {
        var place = one.place();
        object.put("commune", place.address().town());
        object.put("code_postal", place.address().postalCode().digits());
        object.put("code_insee", place.commune().value());
        if (!place.address().street().isBlank()) {
            object.put("adresse", place.address().street());
        }
        if (!one.presentation().complement().isEmpty()) {
            object.put("complement_adresse", one.presentation().complement());
        }
        place.position().map(Point::latitude).ifPresent(number -> object.put("latitude", number));
        place.position().map(Point::longitude).ifPresent(number -> object.put("longitude", number));
        place.telephone().map(Telephone::international).ifPresent(number -> object.put("telephone", number));
        place.email().ifPresent(email -> object.put("courriel", email));
    }

    private String idOf(Place place) {
        return standard.source() + "--" + place.id();
    }

    private String page(Place place) {
        return publicAddress.resolve("/lieux/" + place.id()).toString();
    }

    /** Three characters at least, no point at the end. */
    private static String name(String name) {
        var text =
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME).strip() : name;
        text = text.replaceAll("\\.+$", "");
        return text.length() < 3 ? "Lieu " + text : text;
    }

    private static Optional<String> description(Presentation said) {
        return Optional.of((said.summary() + (said.summary().isEmpty() ? "" : "\n") + said.detail()).strip())
                .filter(text -> text.length() >= SHORTEST_TEXT)
                .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    /** The first address that is one. */
    private static Optional<String> web(String addresses) {
        return List.of(addresses.split("\\|", -1)).stream()
                .map(String::strip)
                .filter(PresentPlace::isWebAddress)
                .findFirst();
    }

    /** Hours that a program can read; words are for people. */
    private static Optional<String> hours(Place place) {
        return OpeningHours.ofOsm(place.openingHours());
    }

    private static Collection<String> translated(Collection<String> written, Map<String, List<String>> words) {
        var all = new LinkedHashSet<String>();
        written.forEach(word -> all.addAll(words.getOrDefault(word, List.of())));
        return all;
    }

    private static Words words() {
        try (var stream = DataInclusionExport.class.getResourceAsStream("/places/data-inclusion-1-words.json")) {
            if (stream == null) {
                throw new IllegalStateException("the program does not carry the words of data.inclusion");
            }
            return JsonMapper.shared().readValue(stream.readAllBytes(), Words.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
