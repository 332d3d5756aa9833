package coop.fairpass.orders;

import coop.fairpass.catalogue.Service;
import coop.fairpass.orders.EstimateNeed.Estimate;
import coop.fairpass.orders.TargetPublics.TargetPublic;
import coop.fairpass.web.Told;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the form of a need shows.
 *
 * @param id the order that the form describes; empty for an estimate
 * @param payers who may be chosen; empty when it is the reader's own organisation
 * @param proposed by field, what an untouched form holds
 */
public record NeedPage(
        Optional<OrderId> id,
        boolean isNew,
        List<Payer> payers,
        List<Category> categories,
        List<Path> paths,
        List<TargetPublic> publics,
        Map<String, String> proposed,
        Told told,
        Optional<Estimate> estimate) {

    /** A box that was not ticked is not sent; any other field that was not sent was not asked for. */
    private static final Set<String> BOXES = Set.of("audiences", "services", "isRegulated", "refusesOwnDistributor");

    /** An organisation that may pay. */
    public record Payer(String id, String name) {}

    /** Services of one category of the catalogue. */
    public record Category(String name, List<Service> services) {}

    /** A list of services with a name, that orders may share. */
    public record Path(String id, String name, int services) {}

    public NeedPage {
        payers = List.copyOf(payers);
        categories = List.copyOf(categories);
        paths = List.copyOf(paths);
        publics = List.copyOf(publics);
        proposed = Map.copyOf(proposed);
    }

    /** Whether the form is for a visitor who wants a budget and nothing else. */
    public boolean isForAnyone() {
        return id.isEmpty();
    }

    /** What a field holds: what was typed, or what is proposed. */
    public String value(String field) {
        boolean isUntouched = told.typed().isEmpty() || (!told.typed().containsKey(field) && !BOXES.contains(field));
        return isUntouched ? proposed.getOrDefault(field, "") : told.typed().getOrDefault(field, "");
    }

    /** Whether a box of a group is ticked. */
    public boolean isTicked(String field, String value) {
        return Arrays.asList(value(field).split(",")).contains(value);
    }

    /** How many boxes of a category are ticked, so that a folded list says it. */
    public long ticked(Category category) {
        return category.services().stream()
                .filter(service -> isTicked("services", service.code().value()))
                .count();
    }
}
