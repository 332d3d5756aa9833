package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.places.PlaceCandidate.Pivot;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cooperative takes a list of places in. A row is known by its source and its id there; a later file of the same
 * list says which rows are new, which have changed, which are gone. Gone is marked and never deleted, and what looks
 * like a place already known is proposed to a person, never merged (formats §8.4).
 *
 * <p>The caller chose the id: sending the same file twice with it imports once.
 */
@Component
public class ImportPlaceList {

    /** @param list whose list it is: a later file of the same list replaces this one */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(UUID id, String list, byte[] file, Actor by) {}

    public sealed interface Outcome {
        record Imported(ListImport report) implements Outcome {}

        record Refused(PlaceFileReason reason) implements Outcome {}
    }

    private record Row(PlaceCandidate candidate, String digest) {}

    private record Known(String digest, boolean isGone) {}

    private static final int MOST_NOTES_A_TIME = 20_000;

    /** What is said of a column and of no line is said of the first, where a file has its headers. */
    private static final long HEADERS = 1;

    private final JdbcClient jdbc;
    private final ExaminePlaceFile examine;
    private final AddedFormats formats;
    private final ProposeLikeness propose;
    private final PlaceLists lists;
    private final Clock clock;

    ImportPlaceList(
            JdbcClient jdbc,
            ExaminePlaceFile examine,
            AddedFormats formats,
            ProposeLikeness propose,
            PlaceLists lists,
            Clock clock) {
        this.jdbc = jdbc;
        this.examine = examine;
        this.formats = formats;
        this.propose = propose;
        this.lists = lists;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(PlaceFileReason.NOT_ALLOWED);
        }
        if (!command.list().matches("[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?")) {
            return new Outcome.Refused(PlaceFileReason.LIST_NAME_INVALID);
        }
        var digest = Sha256.of(command.file());
        // One file of a list at a time; two would each find the rows of the other gone.
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('places/' || :list, 0))")
                .param("list", command.list())
                .query((_, _) -> true)
                .single();
        var known = lists.find(command.id());
        if (known.isPresent()) {
            return known.get().digest().equals(digest) && known.get().list().equals(command.list())
                    ? new Outcome.Imported(known.get())
                    : new Outcome.Refused(PlaceFileReason.ID_TAKEN);
        }
        var added = formats.read();
        if (added.isEmpty()) {
            return new Outcome.Refused(PlaceFileReason.MAPPING_INVALID);
        }
        return switch (PlaceFile.read(command.file(), added.get())) {
            case PlaceFile.Reading.Unreadable(var reason) -> new Outcome.Refused(reason);
            case PlaceFile.Reading.Read read -> new Outcome.Imported(takeIn(command, digest, examine.located(read)));
        };
    }

    private ListImport takeIn(Command command, String digest, PlaceFile.Reading.Read read) {
        var rows = read.accepted().stream()
                .collect(Collectors.toMap(
                        PlaceCandidate::key,
                        candidate -> new Row(candidate, digest(candidate)),
                        (first, _) -> first,
                        LinkedHashMap::new));
        var before = known(rows.keySet());
        var created = rows.values().stream()
                .filter(row -> !before.containsKey(row.candidate().key()))
                .toList();
        var changed = rows.values().stream()
                .filter(row -> isChanged(row, before.get(row.candidate().key())))
                .toList();
        var present = new HashSet<>(rows.keySet());
        present.addAll(read.refusedKeys());
        var gone = gone(command.list(), present);
        var told = new ArrayList<PlaceCandidate.Key>();
        Stream.concat(created.stream(), changed.stream())
                .map(row -> row.candidate().key())
                .forEach(told::add);
        write(command, digest, read, created.size(), changed.size(), rows.size(), gone.size());
        write(command, Stream.concat(created.stream(), changed.stream()).toList());
        mark(gone);
        note(command.id(), read);
        int proposed = propose.among(told);
        jdbc.sql("UPDATE places.list_import SET proposed = :proposed WHERE id = :id")
                .param("proposed", proposed)
                .param("id", command.id())
                .update();
        return lists.find(command.id()).orElseThrow();
    }

    /** Changed, or back. */
    private static boolean isChanged(Row row, @Nullable Known before) {
        return before != null && (before.isGone() || !before.digest().equals(row.digest()));
    }

    private Map<PlaceCandidate.Key, Known> known(Set<PlaceCandidate.Key> keys) {
        record Found(PlaceCandidate.Key key, Known known) {}
        return jdbc
                .sql("""
                        SELECT l.source, l.source_id, l.digest, l.gone_on IS NOT NULL AS is_gone
                          FROM unnest(:sources::text[], :ids::text[]) AS k (source, id)
                          JOIN places.listed l ON l.source = k.source AND l.source_id = k.id
                        """)
                .param("sources", keys.stream().map(PlaceCandidate.Key::source).toArray(String[]::new))
                .param("ids", keys.stream().map(PlaceCandidate.Key::id).toArray(String[]::new))
                .query((row, _) -> new Found(
                        new PlaceCandidate.Key(row.getString("source"), row.getString("source_id")),
                        new Known(row.getString("digest"), row.getBoolean("is_gone"))))
                .stream()
                .collect(Collectors.toMap(Found::key, Found::known));
    }

    /** Rows of the list that this file has no more, refused or not. */
    private List<PlaceCandidate.Key> gone(String list, Set<PlaceCandidate.Key> present) {
        return jdbc
                .sql("SELECT source, source_id FROM places.listed WHERE list = :list AND gone_on IS NULL")
                .param("list", list)
                .query((row, _) -> new PlaceCandidate.Key(row.getString("source"), row.getString("source_id")))
                .list()
                .stream()
                .filter(key -> !present.contains(key))
                .toList();
    }

    private void write(
            Command command,
            String digest,
            PlaceFile.Reading.Read read,
            int created,
            int changed,
            int accepted,
            int gone) {
        jdbc.sql("""
                        INSERT INTO places.list_import (id, list, digest, format, rows_read, rows_accepted,
                               rows_refused, created, changed, unchanged, gone, proposed, unknown_columns, recorded_at,
                               recorded_by)
                        VALUES (:id, :list, :digest, :format, :rows_read, :rows_accepted, :rows_refused, :created,
                               :changed, :unchanged, :gone, 0, :unknown_columns, :recorded_at, :recorded_by)
                        """)
                .param("id", command.id())
                .param("list", command.list())
                .param("digest", digest)
                .param("format", read.format())
                .param("rows_read", read.rows())
                .param("rows_accepted", accepted)
                .param(
                        "rows_refused",
                        read.refused().stream()
                                .map(PlaceFile.RefusedRow::line)
                                .distinct()
                                .count())
                .param("created", created)
                .param("changed", changed)
                .param("unchanged", accepted - created - changed)
                .param("gone", gone)
                .param("unknown_columns", read.unknownColumns().toArray(String[]::new))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", command.by().reference())
                .update();
    }

    private void write(Command command, List<Row> rows) {
        jdbc.sql("""
                        INSERT INTO places.listed AS known
                               (id, source, source_id, list, siret, pivot, name, street, postal_code, town, commune,
                               latitude, longitude, telephone, email, hours, updated_on, accepts_vouchers, more, digest,
                               first_import, last_import)
                        SELECT r.id, r.source, r.source_id, :list, r.siret, r.pivot, r.name, r.street, r.postal_code,
                               r.town, r.commune, r.latitude, r.longitude, r.telephone, r.email, r.hours, r.updated_on,
                               r.accepts_vouchers, r.more::jsonb, r.digest, :import, :import
                          FROM unnest(:ids::uuid[], :sources::text[], :source_ids::text[], :sirets::text[],
                                      :pivots::text[], :names::text[], :streets::text[], :postal_codes::text[],
                                      :towns::text[], :communes::text[], :latitudes::double precision[],
                                      :longitudes::double precision[], :telephones::text[], :emails::text[],
                                      :hours::text[], :days::date[], :vouchers::boolean[], :mores::text[],
                                      :digests::text[])
                               AS r (id, source, source_id, siret, pivot, name, street, postal_code, town, commune,
                                     latitude, longitude, telephone, email, hours, updated_on, accepts_vouchers, more,
                                     digest)
                            ON CONFLICT (source, source_id) DO UPDATE
                           SET list = excluded.list, siret = excluded.siret, pivot = excluded.pivot,
                               name = excluded.name, street = excluded.street, postal_code = excluded.postal_code,
                               town = excluded.town, commune = excluded.commune, latitude = excluded.latitude,
                               longitude = excluded.longitude, telephone = excluded.telephone, email = excluded.email,
                               hours = excluded.hours, updated_on = excluded.updated_on,
                               accepts_vouchers = excluded.accepts_vouchers, more = excluded.more,
                               digest = excluded.digest, last_import = excluded.last_import, gone_on = NULL
                        """)
                .param("list", command.list())
                .param("import", command.id())
                .param("ids", rows.stream().map(_ -> UUID.randomUUID()).toArray(UUID[]::new))
                .param("sources", texts(rows, one -> one.key().source()))
                .param("source_ids", texts(rows, one -> one.key().id()))
                .param("sirets", texts(rows, one -> siret(one.pivot())))
                .param("pivots", texts(rows, one -> pivot(one.pivot())))
                .param("names", texts(rows, PlaceCandidate::name))
                .param("streets", texts(rows, PlaceCandidate::street))
                .param("postal_codes", texts(rows, one -> one.postalCode().digits()))
                .param("towns", texts(rows, PlaceCandidate::town))
                .param(
                        "communes",
                        texts(rows, one -> one.commune().map(InseeCode::value).orElse(null)))
                .param("latitudes", numbers(rows, Point::latitude))
                .param("longitudes", numbers(rows, Point::longitude))
                .param(
                        "telephones",
                        texts(
                                rows,
                                one -> one.telephone()
                                        .map(Telephone::international)
                                        .orElse(null)))
                .param("emails", texts(rows, one -> one.email().orElse(null)))
                .param("hours", texts(rows, PlaceCandidate::hours))
                .param(
                        "days",
                        texts(
                                rows,
                                one -> one.updatedOn().map(LocalDate::toString).orElse(null)))
                .param(
                        "vouchers",
                        rows.stream()
                                .map(row -> row.candidate().acceptsVouchers())
                                .toArray(Boolean[]::new))
                .param("mores", texts(rows, ImportPlaceList::more))
                .param("digests", rows.stream().map(Row::digest).toArray(String[]::new))
                .update();
    }

    private static @Nullable String[] texts(List<Row> rows, Function<PlaceCandidate, @Nullable String> text) {
        return rows.stream().map(row -> text.apply(row.candidate())).toArray(String[]::new);
    }

    private static @Nullable Double[] numbers(List<Row> rows, Function<Point, Double> number) {
        return rows.stream()
                .map(row -> row.candidate().position().map(number).orElse(null))
                .toArray(Double[]::new);
    }

    private void mark(List<PlaceCandidate.Key> gone) {
        jdbc.sql("""
                        UPDATE places.listed AS l
                           SET gone_on = :today
                          FROM unnest(:sources::text[], :ids::text[]) AS k (source, id)
                         WHERE l.source = k.source
                           AND l.source_id = k.id
                        """)
                .param("today", Paris.today(clock))
                .param("sources", gone.stream().map(PlaceCandidate.Key::source).toArray(String[]::new))
                .param("ids", gone.stream().map(PlaceCandidate.Key::id).toArray(String[]::new))
                .update();
    }

    private record Note(long line, String header, boolean isRefusal, String reason, String value) {}

    /** All of it: a report that stops in the middle would drop something in silence. */
    private void note(UUID id, PlaceFile.Reading.Read read) {
        var all = Stream.of(
                        read.refused().stream()
                                .map(row -> new Note(
                                        row.line(),
                                        row.column(),
                                        true,
                                        row.reason().name(),
                                        "")),
                        read.notes().stream()
                                .map(note -> new Note(
                                        note.line(),
                                        note.column(),
                                        false,
                                        note.reason().name(),
                                        note.value())),
                        read.leftAside().entrySet().stream()
                                .map(column -> new Note(
                                        HEADERS,
                                        column.getKey(),
                                        false,
                                        PlaceNoteReason.COLUMN_NOT_KEPT.name(),
                                        Plural.of(column.getValue(), "ligne", "lignes"))))
                .flatMap(notes -> notes)
                .toList();
        for (int first = 0; first < all.size(); first += MOST_NOTES_A_TIME) {
            var some = all.subList(first, Math.min(all.size(), first + MOST_NOTES_A_TIME));
            jdbc.sql("""
                            INSERT INTO places.list_note (import, rank, line, header, is_refusal, reason, value)
                            SELECT :import, :first + n.rank, n.line, n.header, n.is_refusal, n.reason, n.value
                              FROM unnest(:lines::bigint[], :headers::text[], :refusals::boolean[], :reasons::text[],
                                          :values::text[]) WITH ORDINALITY
                                   AS n (line, header, is_refusal, reason, value, rank)
                            """)
                    .param("import", id)
                    .param("first", first)
                    .param("lines", some.stream().map(Note::line).toArray(Long[]::new))
                    .param("headers", some.stream().map(Note::header).toArray(String[]::new))
                    .param("refusals", some.stream().map(Note::isRefusal).toArray(Boolean[]::new))
                    .param("reasons", some.stream().map(Note::reason).toArray(String[]::new))
                    .param("values", some.stream().map(Note::value).toArray(String[]::new))
                    .update();
        }
    }

    /** The establishment that a row names; nothing when it names none, or wrongly. */
    private static @Nullable String siret(Pivot pivot) {
        return switch (pivot) {
            case Pivot.Establishment(Siret siret) -> siret.digits();
            case Pivot.Company _, Pivot.Registered _, Pivot.Unknown _, Pivot.Unusable _ -> null;
        };
    }

    private static String pivot(Pivot pivot) {
        return switch (pivot) {
            case Pivot.Establishment(Siret siret) -> siret.digits();
            case Pivot.Company(Siren siren) -> siren.digits();
            case Pivot.Registered(var number) -> number;
            case Pivot.Unknown _, Pivot.Unusable _ -> "";
        };
    }

    /** What is not searched, under the names of the standard. */
    private static String more(PlaceCandidate one) {
        var said = one.presentation();
        var more = new HashMap<String, Object>();
        put(more, "complement_adresse", one.complement());
        put(more, "autres_courriels", said.otherEmails());
        put(more, "site_web", said.website());
        put(more, "presentation_resume", said.summary());
        put(more, "presentation_detail", said.detail());
        put(more, "typologie", said.typologies());
        put(more, "structure_parente", said.parent());
        put(more, "itinerance", said.moves());
        put(more, "publics_specifiquement_adresses", said.publics());
        put(more, "prise_en_charge_specifique", said.care());
        put(more, "langues", said.languages());
        put(more, "dispositif_programmes_nationaux", said.programmes());
        put(more, "formations_labels", said.labels());
        put(more, "autres_formations_labels", said.otherLabels());
        put(more, "modalites_acces", said.accessWays());
        put(more, "modalites_accompagnement", said.supportWays());
        put(more, "fiche_acces_libre", said.accessSheet());
        put(more, "prise_rdv", said.booking());
        put(more, "tarifs", one.prices());
        put(
                more,
                "services",
                one.services().stream().map(service -> service.label()).sorted().toList());
        put(
                more,
                "frais_a_charge",
                one.fees().stream().map(PlaceCandidate.Fee::label).sorted().toList());
        return JsonMapper.shared().writeValueAsString(new TreeMap<>(more));
    }

    private static void put(Map<String, Object> more, String name, Object value) {
        if (!value.equals("") && !value.equals(List.of())) {
            more.put(name, value);
        }
    }

    /** Whether a row has changed is whether what we keep of it has. */
    private static String digest(PlaceCandidate one) {
        return Sha256.of(String.join(
                        "\u0000",
                        pivot(one.pivot()),
                        one.name(),
                        one.street(),
                        one.postalCode().digits(),
                        one.town(),
                        one.commune().map(InseeCode::value).orElse(""),
                        one.position().map(Point::toString).orElse(""),
                        one.telephone().map(Telephone::international).orElse(""),
                        one.email().orElse(""),
                        one.hours(),
                        one.updatedOn().map(LocalDate::toString).orElse(""),
                        Boolean.toString(one.acceptsVouchers()),
                        more(one))
                .getBytes(StandardCharsets.UTF_8));
    }
}
