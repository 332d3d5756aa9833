package coop.fairpass.catalogue;

import coop.fairpass.money.Money;
import coop.fairpass.web.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Différence between two versions of the catalogue: what came, what went, what changed and how; a pure function, the
 * same for the page and for programs.
 */
public record CatalogueDiff(List<Service> added, List<Service> removed, List<Changed> changed) {

    /** One service whose words or figures changed; its code and what it means stay. */
    public record Changed(Service before, Service after, List<Change> changes) {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** @param field as the file of the catalogue names it */
    public record Change(String field, String before, String after) {

        private static final Map<String, String> FRENCH = Map.of(
                "category", "Catégorie",
                "subcategory", "Sous-catégorie",
                "label", "Libellé",
                "level", "Niveau",
                "duration_minutes", "Durée en minutes",
                "format", "Format",
                "max_people", "Personnes, au plus",
                "standard_service", "Service du standard national",
                "default_price_cents", "Prix usuel");

        private static final Map<String, String> ENGLISH = Map.of(
                "category", "Category",
                "subcategory", "Subcategory",
                "label", "Label",
                "level", "Level",
                "duration_minutes", "Length in minutes",
                "format", "Format",
                "max_people", "People, at most",
                "standard_service", "Service of the national standard",
                "default_price_cents", "Usual price");

        /** As a page says it: « Libellé : « avant » devient « après » ». */
        public String french() {
            return "%s : « %s » devient « %s »".formatted(FRENCH.getOrDefault(field, field), read(before), read(after));
        }

        /** As an English page says it: “Label: “before” becomes “after””. */
        public String english() {
            return "%s: “%s” becomes “%s”"
                    .formatted(ENGLISH.getOrDefault(field, field), inEnglish(before), inEnglish(after));
        }

        private String inEnglish(String value) {
            return switch (field) {
                case "default_price_cents" -> Money.cents(Long.parseLong(value)).english();
                case "format" ->
                    ServiceFormat.ofFrench(value).map(Sentences::of).orElse(value);
                default -> value;
            };
        }

        private String read(String value) {
            return field.equals("default_price_cents")
                    ? Money.cents(Long.parseLong(value)).french()
                    : value;
        }
    }

    public CatalogueDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    public static CatalogueDiff between(List<Service> before, List<Service> after) {
        var old = byCode(before);
        var now = byCode(after);
        var added = now.values().stream()
                .filter(one -> !old.containsKey(one.code()))
                .toList();
        var removed = old.values().stream()
                .filter(one -> !now.containsKey(one.code()))
                .toList();
        var changed = new ArrayList<Changed>();
        old.forEach((code, was) -> Optional.ofNullable(now.get(code))
                .filter(is -> !is.equals(was))
                .ifPresent(is -> changed.add(new Changed(was, is, changes(was, is)))));
        return new CatalogueDiff(added, removed, changed);
    }

    private static Map<ServiceCode, Service> byCode(List<Service> services) {
        var all = new TreeMap<ServiceCode, Service>();
        services.forEach(one -> all.put(one.code(), one));
        return all;
    }

    /** What differs between two wordings of one service. */
    public static List<Change> changes(Service before, Service after) {
        var changes = new ArrayList<Change>();
        CatalogueCsv.cells(before).forEach((field, was) -> {
            var is = CatalogueCsv.cells(after).getOrDefault(field, "");
            if (!was.equals(is)) {
                changes.add(new Change(field, was, is));
            }
        });
        return changes;
    }

    /** The codes whose label changes: the committee answers that they mean the same. */
    public List<ServiceCode> rewordings() {
        return changed.stream()
                .filter(one -> !one.before().label().equals(one.after().label()))
                .map(one -> one.after().code())
                .toList();
    }
}
