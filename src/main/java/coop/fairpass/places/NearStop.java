package coop.fairpass.places;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.Point;

/**
 * Arrêt of a place that goes from place to place, nearer than its own address.
 *
 * @param address with the name of its commune
 * @param hours in the syntax of OpenStreetMap, empty when they are not said
 */
public record NearStop(String address, InseeCode commune, Point at, String hours) {

    /** {@code Place du Marché, Dijon}; the name of the commune is not said twice. */
    static String address(String written, String town) {
        return written.contains(town) ? written : written + ", " + town;
    }
}
