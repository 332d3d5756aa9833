package coop.fairpass.places;

import coop.fairpass.territory.Point;
import coop.fairpass.web.Language;
import java.util.Optional;

/**
 * The map, as a page holds it.
 *
 * @param pins address where the script reads the places
 * @param list address of the same search as a list
 * @param embedded address that another site may hold
 * @param tiles empty when nothing is asked of another host
 */
public record MapPage(
        Optional<Point> centre,
        int metres,
        String pins,
        String list,
        String embedded,
        String tiles,
        String attribution) {

    /** What another site copies into its own page. */
    public String code() {
        return "<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"480\" loading=\"lazy\"></iframe>"
                .formatted(embedded.replace("&", "&amp;"), Language.say("Carte des lieux", "Map of places"));
    }
}
