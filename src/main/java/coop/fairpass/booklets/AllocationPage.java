package coop.fairpass.booklets;

import coop.fairpass.territory.SmallMap;
import coop.fairpass.web.Told;
import java.util.List;
import java.util.Optional;

/**
 * What the page that shares a lot shows.
 *
 * @param allocation the id that the page chose, so that a double click sends once
 * @param stock booklets to share
 * @param shares what would be sent, once it was asked
 */
public record AllocationPage(
        String lot,
        String orderNumber,
        int place,
        String allocation,
        long stock,
        String fixedEach,
        List<Line> lines,
        List<Share> shares,
        Optional<SmallMap> map,
        Told told) {

    /** One distributor that may be given some; {@code weight} as it is typed, empty to give it nothing. */
    public record Line(String distributor, String name, String commune, long inhabitants, String weight) {}

    /** What one distributor would be sent. */
    public record Share(String name, String commune, long booklets, String numbers) {}

    public AllocationPage {
        lines = List.copyOf(lines);
        shares = List.copyOf(shares);
    }
}
