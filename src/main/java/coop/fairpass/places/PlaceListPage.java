package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.territory.Commune;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Told;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of places, as a page shows it.
 *
 * @param told what was asked, and what is wrong with it
 * @param answer empty when it could not be read
 * @param labels of the services found
 */
public record PlaceListPage(
        Told told,
        Optional<Commune> commune,
        List<Other> others,
        Map<String, String> typed,
        Optional<PlaceSearch.Answer> answer,
        Map<OrganisationId, ProviderIdentity> identities,
        Map<ServiceCode, String> labels,
        Map<String, List<Service>> categories,
        Optional<String> previous,
        Optional<String> next,
        String map,
        boolean isHoliday) {

    /** Another commune of the same name, and the address of the same search around it. */
    public record Other(String name, String address) {}

    public List<Integer> kilometres() {
        return SearchForm.KILOMETRES;
    }

    public List<NationalCategory> needs() {
        return Arrays.asList(NationalCategory.values());
    }

    public List<Care> care() {
        return Arrays.asList(Care.values());
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean isTyped(String field, String value) {
        var typed = typed(field);
        return typed.indexOf('|') < 0
                ? typed.equals(value)
                : Arrays.asList(typed.split("\\|", -1)).contains(value);
    }

    /** Whether one of the fields that are folded away was used. */
    public boolean isPrecise() {
        return List.of("charge", "format", "care", "open").stream().anyMatch(typed::containsKey)
                || told.isWrong("charge")
                || told.isWrong("format")
                || told.isWrong("care");
    }

    /** {@code Autour de Dijon (21)}, {@code Dans toute la France}. */
    public String where() {
        return commune.map(found ->
                        Language.say("Autour de %s (%s)", "Around %s (%s)").formatted(found.name(), found.department()))
                .orElse(Language.say("Dans toute la France", "All over France"));
    }

    /** {@code 20 lieux, et d’autres à la page suivante}. */
    public String count() {
        return answer.map(found -> count(found.places().size())).orElse("");
    }

    private String count(int places) {
        if (places == 0) {
            return Language.say("Aucun lieu", "No place");
        }
        return Language.say(Plural.of(places, "lieu", "lieux"), Plural.english(places, "place", "places"))
                + (next.isPresent() ? Language.say(" sur cette page", " on this page") : "");
    }

    public ProviderIdentity identity(PlaceSearch.Found found) {
        return Optional.ofNullable(identities.get(found.place().provider()))
                .orElseGet(() -> new ProviderIdentity(
                        found.place().provider(), found.place().name(), Optional.empty(), false));
    }

    public String label(PlaceSearch.Found found) {
        return labels.getOrDefault(
                found.least().service(), found.least().service().value());
    }
}
