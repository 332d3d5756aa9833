/**
 * Territories: which communes there are, what contains each, and how a perimeter is written.
 *
 * <p>Words: <em>commune</em> {@link coop.fairpass.territory.Commune}; <em>EPCI</em>, a group of communes, known by its
 * SIREN; <em>département</em> and <em>région</em>, known by their INSEE codes; <em>périmètre</em>, a set of {@link
 * coop.fairpass.territory.PerimeterCode}: {@code C:21231} the commune of Dijon, {@code E:242100410} its metropolis,
 * {@code D:21}, {@code R:27}, and {@code P:…} one place named by its id. A thing is inside a perimeter when one of its
 * codes is one of the perimeter's (domain §10).
 *
 * <p>Communes merge. A code of the past is followed to the commune of today ({@link
 * coop.fairpass.territory.Territories#commune}), and still stands for itself in a perimeter made before the merger. The
 * arrondissements of Paris, Lyon and Marseille are codes beside the commune (formats §8.6). A postal code never says
 * which commune: {@link coop.fairpass.territory.Territories#locate} wants the town's name too.
 *
 * <p>The data is that of {@code territory/NOTICE}, carried by the program and loaded by {@link
 * coop.fairpass.territory.LoadTerritory}.
 */
@ApplicationModule(
        displayName = "Territory",
        allowedDependencies = {"directory", "calendar", "doctor", "web"})
@NullMarked
package coop.fairpass.territory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
