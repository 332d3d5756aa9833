package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.places.PublishedPlaces.Published;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places of a provider, what they offer, and what was said of them as far as they may read it. */
@Component
class PlacesTaken implements TakenAway {

    private static final int MOST = 10_000;

    private final Places places;
    private final PublishedPlaces published;
    private final ProviderIdentities identities;
    private final StandardExport standard;
    private final Opinions opinions;
    private final JdbcClient jdbc;

    PlacesTaken(
            Places places,
            PublishedPlaces published,
            ProviderIdentities identities,
            StandardExport standard,
            Opinions opinions,
            JdbcClient jdbc) {
        this.places = places;
        this.published = published;
        this.identities = identities;
        this.standard = standard;
        this.opinions = opinions;
        this.jdbc = jdbc;
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public void write(OrganisationId provider, Archive archive) throws IOException {
        archive.table(
                "lieux/lieux.csv",
                "Vos lieux, ouverts ou fermés, avec leurs horaires (notation d’OpenStreetMap).",
                List.of(
                        "id",
                        "nom",
                        "rue",
                        "code postal",
                        "ville",
                        "code INSEE",
                        "latitude",
                        "longitude",
                        "téléphone",
                        "adresse électronique",
                        "horaires",
                        "places par semaine",
                        "caché",
                        "ouvert depuis",
                        "fermé depuis",
                        "vérifié le"),
                table -> places.of(provider).forEach(place -> row(place, table)));
        archive.table(
                "lieux/offres.csv",
                "Tous les services que vos lieux ont offerts, avec leurs prix et leurs dates.",
                List.of(
                        "lieu",
                        "code du service",
                        "prix (EUR)",
                        "tarif réglementé",
                        "forme",
                        "depuis",
                        "jusqu’avant",
                        "conduit par"),
                table -> offers(provider, table));
        archive.json(
                "lieux/lieux.json",
                "Ce que chaque lieu dit de lui : présentation, publics, programmes, arrêts d’un lieu itinérant.",
                published.of(provider).stream().map(PlacesTaken::said).toList());
        archive.file(
                "lieux/lieux-standard-national.csv",
                "Les mêmes lieux dans le standard national des lieux de médiation numérique 1.0, que d’autres annuaires"
                        + " lisent.",
                out -> standard.csv(out, provider));
        archive.table(
                "lieux/identite.csv",
                "Le nom et la couleur que portent vos pages ; votre logo est à côté, s’il y en a un.",
                List.of("nom", "couleur"),
                table -> identities.find(provider).ifPresent(one -> table.row(one.name(), one.colour())));
        var logo = identities.logo(provider);
        if (logo.isPresent()) {
            archive.file("lieux/logo.png", "Votre logo.", out -> out.write(logo.get()));
        }
        archive.table(
                "lieux/avis.csv",
                "Les avis des douze derniers mois, comptés lieu par lieu comme vous les lisez : à partir de %d."
                        .formatted(OpinionCounts.LEAST_SHOWN),
                List.of("lieu", "avis", "dont recopiés", "question", "oui", "moyen", "non"),
                table -> opinions(provider, table));
        archive.table(
                "lieux/reclamations.csv",
                "Les réclamations dont vous avez été prévenus. Personne ne sait qui réclame ; la coopérative répond.",
                List.of("lieu", "objet", "reçue le", "réponse due le", "répondue le"),
                table -> complaints(provider, table));
        archive.table(
                "lieux/signalements.csv",
                "Les erreurs que des visiteurs ont signalées sur vos pages, et ce qui fut répondu.",
                List.of("lieu", "objet", "mots", "reçu le", "état", "réponse"),
                table -> signals(provider, table));
    }

    private static void row(Place place, Archive.Table table) {
        table.row(
                place.id(),
                place.name(),
                place.address().street(),
                place.address().postalCode().digits(),
                place.address().town(),
                place.commune().value(),
                place.position().map(coop.fairpass.territory.Point::latitude),
                place.position().map(coop.fairpass.territory.Point::longitude),
                place.telephone().map(Telephone::grouped),
                place.email(),
                place.openingHours(),
                place.weeklyCapacity(),
                place.isHidden() ? "oui" : "non",
                place.openedOn(),
                place.closedOn(),
                place.knownOn());
    }

    private void offers(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT p.name, o.service, o.price_cents, o.is_regulated, o.format, o.valid_from, o.valid_until,
                        """ + Places.LED_BY + """
                          FROM places.offer o
                          JOIN places.place p ON p.id = o.place
                         WHERE p.provider = :provider
                         ORDER BY p.name, p.id, o.service, o.valid_from
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    row.getString("name"),
                    row.getString("service"),
                    Money.cents(row.getLong("price_cents")).comma(),
                    row.getBoolean("is_regulated") ? "oui" : "non",
                    Sentences.french(coop.fairpass.catalogue.ServiceFormat.valueOf(row.getString("format"))),
                    row.getObject("valid_from", LocalDate.class),
                    Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                    Presentations.strings(row.getArray("led_by")).stream()
                            .map(status -> Sentences.french(WorkStatus.valueOf(status)))
                            .collect(Collectors.joining(", ")));
        });
    }

    private static Map<String, Object> said(Published one) {
        var said = one.presentation();
        var words = new LinkedHashMap<String, Object>();
        words.put("id", one.place().id().toString());
        words.put("nom", one.place().name());
        words.put("adresse", one.place().address().oneLine());
        words.put("complement", said.complement());
        words.put("horaires", one.place().openingHours());
        words.put("resume", said.summary());
        words.put("detail", said.detail());
        words.put("site", said.website());
        words.put("autres_courriels", said.otherEmails());
        words.put("typologies", said.typologies());
        words.put("structure_parente", said.parent());
        words.put("itinerance", said.moves());
        words.put("publics", said.publics());
        words.put("prise_en_charge", said.care());
        words.put("langues", said.languages());
        words.put("programmes", said.programmes());
        words.put("labels", said.labels());
        words.put("autres_labels", said.otherLabels());
        words.put("modalites_acces", said.accessWays());
        words.put("modalites_accompagnement", said.supportWays());
        words.put("fiche_acces_libre", said.accessSheet());
        words.put("prise_rdv", said.booking());
        words.put("modifie_le", said.updatedOn().toString());
        words.put("arrets", said.stops());
        words.put(
                "offres",
                one.offers().stream()
                        .map(offer -> Map.of(
                                "service", offer.service().value(),
                                "prix_eur", offer.charge().price().dotted(),
                                "reste_eur", offer.charge().remaining().dotted()))
                        .toList());
        return words;
    }

    private void opinions(OrganisationId provider, Archive.Table table) {
        opinions.byPlace(Optional.of(provider), MOST).stream()
                .filter(one -> one.counts().isShown())
                .forEach(one -> {
                    for (var question : OpinionQuestion.values()) {
                        table.row(
                                one.name(),
                                one.counts().total(),
                                one.counts().copied(),
                                Sentences.french(question),
                                one.counts().count(question, OpinionAnswer.YES),
                                one.counts().count(question, OpinionAnswer.SO_SO),
                                one.counts().count(question, OpinionAnswer.NO));
                    }
                });
    }

    private void complaints(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT p.name, c.kind, c.told_at, c.due_on, c.answered_at
                          FROM places.complaint c
                          JOIN places.place p ON p.id = c.place
                         WHERE p.provider = :provider
                         ORDER BY c.told_at, c.id
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    row.getString("name"),
                    Sentences.french(ComplaintKind.valueOf(row.getString("kind"))),
                    Paris.dayOf(row.getObject("told_at", OffsetDateTime.class).toInstant()),
                    row.getObject("due_on", LocalDate.class),
                    Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
                            .map(at -> Paris.dayOf(at.toInstant())));
        });
    }

    private void signals(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT p.name, s.kind, s.words, s.told_at, s.state, s.answer
                          FROM places.signal s
                          JOIN places.place p ON p.id = s.place
                         WHERE p.provider = :provider
                         ORDER BY s.told_at, s.id
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    row.getString("name"),
                    Sentences.french(SignalKind.valueOf(row.getString("kind"))),
                    row.getString("words"),
                    Paris.dayOf(row.getObject("told_at", OffsetDateTime.class).toInstant()),
                    Sentences.french(SignalState.valueOf(row.getString("state"))),
                    Optional.ofNullable(row.getString("answer")));
        });
    }
}
