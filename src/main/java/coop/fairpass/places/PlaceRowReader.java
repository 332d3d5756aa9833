package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.directory.Checked;
import coop.fairpass.directory.IdentifierProblem;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.places.PlaceCandidate.Fee;
import coop.fairpass.places.PlaceCandidate.Pivot;
import coop.fairpass.territory.Land;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Sentences;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the rows of one format, field by field; a bad required field refuses the row, a bad optional one is dropped.
 */
final class PlaceRowReader {

    private static final int LONGEST = 200;
    private static final int LONGEST_SUMMARY = 280;
    private static final int LONGEST_DETAIL = 10_000;
    private static final int LONGEST_ADDRESS = 2_000;

    /** What describes a place, in the words of the standard. */
    private static final List<PlaceField> DESCRIPTIVE = List.of(
            PlaceField.MOVES,
            PlaceField.PUBLICS,
            PlaceField.CARE,
            PlaceField.LABELS,
            PlaceField.ACCESS_WAYS,
            PlaceField.SUPPORT_WAYS);

    private static final Pattern STOP = Pattern.compile("([0-9AB]{5}) ([^\\[\\]]+?)(?: \\[([^\\]]*)\\])?");

    /** Separators met in real files besides the declared one; a slash only with a space, because of « et/ou ». */
    private static final List<Pattern> OTHER_SEPARATORS = List.of(
            Pattern.compile("\\|"),
            Pattern.compile(";"),
            Pattern.compile("\\s*/\\s+|\\s+/\\s*"),
            Pattern.compile("\\R"),
            Pattern.compile(",\\s"));

    private final PlaceFormat format;
    private final Set<String> numeric;
    private final DateTimeFormatter dates;
    private final Map<PlaceField, Vocabulary> vocabularies = new EnumMap<>(PlaceField.class);
    private final List<PlaceFile.RefusedRow> refused = new ArrayList<>();
    private final List<PlaceFile.Note> notes = new ArrayList<>();

    PlaceRowReader(PlaceFormat format, Set<String> numeric) {
        this.format = format;
        this.numeric = numeric;
        this.dates = DateTimeFormatter.ofPattern(format.dates(), Locale.ROOT);
        vocabulary(
                PlaceField.SERVICES,
                Arrays.stream(NationalCategory.values())
                        .map(NationalCategory::label)
                        .toList());
        vocabulary(PlaceField.FEES, Arrays.stream(Fee.values()).map(Fee::label).toList());
        vocabulary(PlaceField.PROGRAMMES, List.of());
        vocabulary(PlaceField.OTHER_LABELS, List.of());
        for (var field : DESCRIPTIVE) {
            vocabulary(field, StandardWords.of(field));
        }
        vocabulary(PlaceField.LANGUAGES, Languages.codes());
        if (format.words().containsKey(PlaceField.TYPOLOGIES)) {
            vocabulary(PlaceField.TYPOLOGIES, List.of());
        }
    }

    /** The words of the format, and besides, in every format, those of the standard 1.0. */
    private void vocabulary(PlaceField field, Collection<String> standard) {
        var words = new HashMap<String, List<String>>();
        standard.forEach(label -> words.put(label, List.of(label)));
        words.putAll(format.words().getOrDefault(field, Map.of()));
        vocabularies.put(field, new Vocabulary(words, format.vouchers().getOrDefault(field, List.of())));
    }

    List<PlaceFile.RefusedRow> refused() {
        return refused;
    }

    List<PlaceFile.Note> notes() {
        return notes;
    }

    void refuse(PlaceRows.Row row, PlaceField field, PlaceRowReason reason) {
        refused.add(new PlaceFile.RefusedRow(row.line(), toComplete(row, field), reason));
    }

    /**
     * Where whoever corrects the list looks: the column of the field; when it is found inside another column, that one
     * and what is looked for there; the field itself when the list has no column for it.
     */
    private String toComplete(PlaceRows.Row row, PlaceField field) {
        var column = column(row, field);
        if (!column.isEmpty()) {
            return column;
        }
        var extract = format.extracts().get(field);
        var said = Sentences.french(field);
        return extract == null ? said : "%s (%s)".formatted(extract.column(), said);
    }

    /** What names a row, even one that is refused; empty when nothing does. */
    Optional<PlaceCandidate.Key> key(PlaceRows.Row row) {
        var source = text(row, PlaceField.SOURCE);
        var id = text(row, PlaceField.ID);
        return !row.isReadable() || id.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlaceCandidate.Key(source.isEmpty() ? format.source() : source, id));
    }

    Optional<PlaceCandidate> read(PlaceRows.Row row) {
        if (!row.isReadable()) {
            refused.add(new PlaceFile.RefusedRow(row.line(), "", PlaceRowReason.UNREADABLE));
            return Optional.empty();
        }
        int refusedBefore = refused.size();
        for (var field : format.required()) {
            if (text(row, field).isEmpty()) {
                refuse(row, field, PlaceRowReason.REQUIRED_EMPTY);
            }
        }
        var pivot = pivot(row);
        var postalCode = postalCode(row);
        var updatedOn = day(row);
        if (refused.size() > refusedBefore || postalCode.isEmpty()) {
            return Optional.empty();
        }
        var services = values(row, PlaceField.SERVICES);
        var fees = values(row, PlaceField.FEES);
        var programmes = values(row, PlaceField.PROGRAMMES);
        var source = text(row, PlaceField.SOURCE);
        var emails = emails(row);
        return Optional.of(new PlaceCandidate(
                row.line(),
                new PlaceCandidate.Key(source.isEmpty() ? format.source() : source, text(row, PlaceField.ID)),
                pivot,
                cut(row, PlaceField.NAME),
                cut(row, PlaceField.STREET),
                cut(row, PlaceField.COMPLEMENT),
                postalCode.get(),
                cut(row, PlaceField.TOWN),
                commune(row),
                position(row, Land.of(postalCode.get())),
                telephone(row),
                emails.stream().findFirst(),
                hours(row),
                updatedOn,
                services.meanings().stream()
                        .flatMap(label -> NationalCategory.ofLabel(label).stream())
                        .collect(Collectors.toSet()),
                Arrays.stream(Fee.values())
                        .filter(fee -> fees.meanings().contains(fee.label()))
                        .collect(Collectors.toSet()),
                programmes.meanings(),
                split(row, PlaceField.PRICES, Pattern.compile("\\|")),
                services.acceptVouchers()
                        || fees.acceptVouchers()
                        || programmes.acceptVouchers()
                        || otherLabelsAcceptVouchers(row),
                presentation(row, updatedOn, emails, programmes.meanings())));
    }

    private Presentation presentation(
            PlaceRows.Row row, Optional<LocalDate> updatedOn, List<String> emails, Set<String> programmes) {
        return new Presentation(
                cut(row, PlaceField.COMPLEMENT),
                emails.stream().skip(1).toList(),
                cut(row, PlaceField.WEBSITE, LONGEST_ADDRESS),
                cut(row, PlaceField.SUMMARY, LONGEST_SUMMARY),
                cut(row, PlaceField.DETAIL, LONGEST_DETAIL),
                format.words().containsKey(PlaceField.TYPOLOGIES)
                        ? words(row, PlaceField.TYPOLOGIES)
                        : split(row, PlaceField.TYPOLOGIES, Pattern.compile(Pattern.quote(format.separator()))),
                cut(row, PlaceField.PARENT, LONGEST_DETAIL),
                words(row, PlaceField.MOVES),
                words(row, PlaceField.PUBLICS),
                words(row, PlaceField.CARE),
                words(row, PlaceField.LANGUAGES),
                List.copyOf(programmes),
                words(row, PlaceField.LABELS),
                split(row, PlaceField.OTHER_LABELS, Pattern.compile(Pattern.quote(format.separator()))),
                words(row, PlaceField.ACCESS_WAYS),
                words(row, PlaceField.SUPPORT_WAYS),
                cut(row, PlaceField.ACCESS_SHEET, LONGEST_ADDRESS),
                cut(row, PlaceField.BOOKING, LONGEST_ADDRESS),
                updatedOn.orElse(LocalDate.EPOCH),
                stops(row));
    }

    /** The meanings of a cell, each once, in the order of the standard. */
    private List<String> words(PlaceRows.Row row, PlaceField field) {
        return List.copyOf(values(row, field).meanings());
    }

    private List<String> split(PlaceRows.Row row, PlaceField field, Pattern separator) {
        return split(Vocabulary.straight(text(row, field)), separator);
    }

    /** Our own column: {@code 21231 Place du Marché [Tu 09:00-12:00]|…}. */
    private List<Presentation.Stop> stops(PlaceRows.Row row) {
        var stops = new ArrayList<Presentation.Stop>();
        for (var written : split(row, PlaceField.STOPS, Pattern.compile("\\|"))) {
            var stop = STOP.matcher(written);
            if (stop.matches()) {
                stops.add(new Presentation.Stop(
                        stop.group(2), stop.group(1), stop.group(3) == null ? "" : stop.group(3)));
            } else {
                note(row, PlaceField.STOPS, PlaceNoteReason.VALUE_UNKNOWN, written);
            }
        }
        return stops;
    }

    private String column(PlaceRows.Row row, PlaceField field) {
        var columns = format.columns().getOrDefault(field, List.of());
        return columns.stream()
                .filter(header -> !row.cell(header).isEmpty())
                .findFirst()
                .orElse(columns.isEmpty() ? "" : columns.getFirst());
    }

    private String text(PlaceRows.Row row, PlaceField field) {
        var written = row.cell(column(row, field));
        if (!written.isEmpty()) {
            return written;
        }
        var part = Optional.ofNullable(format.extracts().get(field))
                .map(extract -> Pattern.compile(extract.pattern()).matcher(row.cell(extract.column())))
                .filter(Matcher::find)
                .map(found -> found.group(1).strip());
        if (part.isPresent()) {
            return part.get();
        }
        return field == PlaceField.ID && !format.idFrom().isEmpty()
                ? made(row)
                : format.constants().getOrDefault(field, "");
    }

    /** An id that the same row always gets, for a list that numbers nothing; empty when it says nothing. */
    private String made(PlaceRows.Row row) {
        var text = format.idFrom().stream()
                .map(field -> Vocabulary.straight(text(row, field)).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        return text.isBlank()
                ? ""
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String cut(PlaceRows.Row row, PlaceField field) {
        return cut(row, field, LONGEST);
    }

    private String cut(PlaceRows.Row row, PlaceField field, int longest) {
        var text = Vocabulary.straight(text(row, field));
        if (text.length() <= longest) {
            return text;
        }
        note(row, field, PlaceNoteReason.TEXT_CUT, "");
        return text.substring(0, longest).strip();
    }

    private void note(PlaceRows.Row row, PlaceField field, PlaceNoteReason reason, String value) {
        var shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        notes.add(new PlaceFile.Note(row.line(), column(row, field), reason, shown));
    }

    private Pivot pivot(PlaceRows.Row row) {
        var written = text(row, PlaceField.PIVOT).replaceAll("[\\s\\u00a0\\u202f]", "");
        if (written.isEmpty()) {
            return new Pivot.Unknown();
        }
        if (written.matches("[A-Za-z0-9]{9,13}") && !written.matches("\\d{9}|\\d{13}")) {
            return new Pivot.Registered(written);
        }
        return written.length() == 9
                ? pivot(row, Siren.check(written), Pivot.Company::new)
                : pivot(row, Siret.check(written), Pivot.Establishment::new);
    }

    private <T> Pivot pivot(PlaceRows.Row row, Checked<T> checked, Function<T, Pivot> make) {
        return switch (checked) {
            case Checked.Valid<T>(T value) -> make.apply(value);
            case Checked.Invalid<T>(var problem) -> {
                boolean isUnknown = problem == IdentifierProblem.ALL_ZEROS;
                boolean isDamaged = problem == IdentifierProblem.ROUNDED_BY_SPREADSHEET
                        || problem == IdentifierProblem.LEADING_ZERO_LOST;
                note(
                        row,
                        PlaceField.PIVOT,
                        isUnknown
                                ? PlaceNoteReason.PIVOT_UNKNOWN
                                : isDamaged ? PlaceNoteReason.PIVOT_DAMAGED : PlaceNoteReason.PIVOT_INVALID,
                        "");
                yield isUnknown ? new Pivot.Unknown() : new Pivot.Unusable(problem);
            }
        };
    }

    private Optional<PostalCode> postalCode(PlaceRows.Row row) {
        var written = text(row, PlaceField.POSTAL_CODE);
        var code =
                PostalCode.check(padded(row, PlaceField.POSTAL_CODE, written)).valid();
        if (!written.isEmpty() && code.isEmpty()) {
            refuse(row, PlaceField.POSTAL_CODE, PlaceRowReason.REQUIRED_INVALID);
        }
        return code;
    }

    private Optional<InseeCode> commune(PlaceRows.Row row) {
        var written = text(row, PlaceField.COMMUNE);
        var code = InseeCode.check(padded(row, PlaceField.COMMUNE, written)).valid();
        if (!written.isEmpty() && code.isEmpty()) {
            note(row, PlaceField.COMMUNE, PlaceNoteReason.COMMUNE_INVALID, written);
        }
        return code;
    }

    /** {@code 1000} for {@code 01000}, but only in a column stored as numbers: elsewhere a digit was forgotten. */
    private String padded(PlaceRows.Row row, PlaceField field, String written) {
        if (written.matches("\\d{4}") && numeric.contains(column(row, field))) {
            note(row, field, PlaceNoteReason.ZERO_RESTORED, written);
            return "0" + written;
        }
        return written;
    }

    private Optional<LocalDate> day(PlaceRows.Row row) {
        var written = text(row, PlaceField.UPDATED_ON);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(written, dates));
        } catch (DateTimeException e) {
            if (format.required().contains(PlaceField.UPDATED_ON)) {
                refuse(row, PlaceField.UPDATED_ON, PlaceRowReason.REQUIRED_INVALID);
            } else {
                note(row, PlaceField.UPDATED_ON, PlaceNoteReason.DATE_DROPPED, written);
            }
            return Optional.empty();
        }
    }

    /** Inside the land of its postal code, or swapped and then inside it, or nowhere. */
    private Optional<Point> position(PlaceRows.Row row, Land land) {
        var latitude = text(row, PlaceField.LATITUDE).replace(',', '.');
        var longitude = text(row, PlaceField.LONGITUDE).replace(',', '.');
        if (latitude.isEmpty() && longitude.isEmpty()) {
            return Optional.empty();
        }
        var written = point(latitude, longitude).filter(land::contains);
        if (written.isPresent()) {
            return written;
        }
        var swapped = point(longitude, latitude).filter(land::contains);
        note(
                row,
                PlaceField.LATITUDE,
                swapped.isPresent() ? PlaceNoteReason.COORDINATES_SWAPPED : PlaceNoteReason.COORDINATES_DROPPED,
                latitude + " " + longitude);
        return swapped;
    }

    private static Optional<Point> point(String latitude, String longitude) {
        var number = "-?\\d{1,3}(\\.\\d{1,20})?";
        if (!latitude.matches(number) || !longitude.matches(number)) {
            return Optional.empty();
        }
        double north = Double.parseDouble(latitude);
        double east = Double.parseDouble(longitude);
        return Point.isOnGlobe(north, east) ? Optional.of(new Point(north, east)) : Optional.empty();
    }

    private Optional<Telephone> telephone(PlaceRows.Row row) {
        var written = text(row, PlaceField.TELEPHONE);
        var telephone = Telephone.check(written).valid();
        if (!written.isEmpty() && telephone.isEmpty()) {
            note(row, PlaceField.TELEPHONE, PlaceNoteReason.TELEPHONE_DROPPED, "");
        }
        return telephone;
    }

    /** The addresses of desks; those of people are dropped. */
    private List<String> emails(PlaceRows.Row row) {
        var kept = new ArrayList<String>();
        for (var email : text(row, PlaceField.EMAIL).split("[|;,\\s]+", -1)) {
            if (email.isEmpty()) {
                continue;
            }
            if (!RegisterOrganisation.looksLikeEmail(email)) {
                note(row, PlaceField.EMAIL, PlaceNoteReason.EMAIL_DROPPED, "");
            } else if (PlaceEmail.namesAPerson(email)) {
                note(row, PlaceField.EMAIL, PlaceNoteReason.EMAIL_OF_A_PERSON, "");
            } else {
                kept.add(email);
            }
        }
        return kept;
    }

    /** Hours of the subset that we write, or the text as it was: never lost, never « closed ». */
    private String hours(PlaceRows.Row row) {
        if (format.hours().isEmpty()) {
            var written = text(row, PlaceField.HOURS);
            var hours = OpeningHours.ofOsm(written);
            if (!written.isEmpty() && hours.isEmpty()) {
                note(row, PlaceField.HOURS, PlaceNoteReason.HOURS_AS_TEXT, written);
            }
            return hours.orElse(Vocabulary.straight(written));
        }
        var cells = new LinkedHashMap<String, List<String>>();
        format.hours()
                .forEach((day, columns) ->
                        cells.put(day, columns.stream().map(row::cell).toList()));
        var hours = OpeningHours.ofDays(cells);
        if (!hours.isWhole()) {
            note(row, PlaceField.HOURS, PlaceNoteReason.HOURS_PARTLY_READ, "");
        }
        return hours.text();
    }

    /** What the values of a cell mean, and whether one says that vouchers are accepted. */
    private record Values(Set<String> meanings, boolean acceptVouchers) {}

    private Values values(PlaceRows.Row row, PlaceField field) {
        var vocabulary = vocabulary(field);
        var meanings = new TreeSet<String>();
        boolean acceptVouchers = false;
        for (var written : split(row, field)) {
            var found = vocabulary.find(written);
            if (found.isEmpty()) {
                if (isFirstToRead(field)) {
                    note(row, field, PlaceNoteReason.VALUE_UNKNOWN, written);
                }
                continue;
            }
            if (!found.get().isExact() && isFirstToRead(field)) {
                note(row, field, PlaceNoteReason.VALUE_APPROXIMATE, written);
            }
            meanings.addAll(found.get().meanings());
            acceptVouchers |= found.get().acceptsVouchers();
        }
        return new Values(meanings, acceptVouchers);
    }

    /** A column that several fields are read from is spoken of once. */
    private boolean isFirstToRead(PlaceField field) {
        var columns = format.columns().getOrDefault(field, List.of());
        return vocabularies.keySet().stream()
                .filter(other -> other.compareTo(field) < 0)
                .noneMatch(other ->
                        format.columns().getOrDefault(other, List.of()).stream().anyMatch(columns::contains));
    }

    private boolean otherLabelsAcceptVouchers(PlaceRows.Row row) {
        return split(row, PlaceField.OTHER_LABELS).stream()
                .anyMatch(vocabulary(PlaceField.OTHER_LABELS)::acceptsVouchers);
    }

    /** By the declared separator, unless another one lets more values be recognised. */
    private List<String> split(PlaceRows.Row row, PlaceField field) {
        var cell = text(row, field);
        var declared = split(cell, Pattern.compile(Pattern.quote(format.separator())));
        var best = declared;
        long most = recognised(declared, field);
        if (most < declared.size()) {
            for (var separator : OTHER_SEPARATORS) {
                var values = split(cell, separator);
                if (recognised(values, field) > most) {
                    best = values;
                    most = recognised(values, field);
                }
            }
        }
        if (!best.equals(declared) && isFirstToRead(field)) {
            note(row, field, PlaceNoteReason.SEPARATOR_OTHER, "");
        }
        return best;
    }

    private static List<String> split(String cell, Pattern separator) {
        return separator
                .splitAsStream(cell)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private long recognised(List<String> values, PlaceField field) {
        return values.stream()
                .filter(value -> vocabulary(field).find(value).isPresent()
                        || vocabulary(field).acceptsVouchers(value))
                .count();
    }

    private Vocabulary vocabulary(PlaceField field) {
        return Optional.ofNullable(vocabularies.get(field)).orElseThrow();
    }
}
