/**
 * Lieux : where services are given, which ones, at what price and when; which is the nearest, and who is left without.
 *
 * <p>Words. A {@link coop.fairpass.places.Place} (<em>lieu</em>) is a site of a provider with its own address, hours
 * and prices; it is open from a day to another, and may be hidden from the map while still open. An {@link
 * coop.fairpass.places.Offer} (<em>offre</em>) is a service of the catalogue at a place, at a price, from a day to
 * another. A regulated price (<em>tarif réglementé</em>) leaves nothing to pay: it is a whole number of vouchers
 * . The <em>reste à payer</em> is what the person pays on top.
 *
 * <p>{@link coop.fairpass.places.NearestPlaces} answers the letter that goes with a booklet and the map;
 * {@link coop.fairpass.places.PerimeterCoverage} says, before a quote, whether an order can be used where it is meant
 * to be.
 *
 * <p>What a place says of itself is its {@link coop.fairpass.places.Presentation}, in the words of the national
 * standard 1.0; how its provider shows itself first is a {@link coop.fairpass.places.ProviderIdentity}. Pages
 * are confirmed every six months ({@link coop.fairpass.places.Freshness}), and anybody may signal a change ({@link
 * coop.fairpass.places.Signal}, R-081). {@link coop.fairpass.places.PlaceSearch} answers the public list and the map.
 *
 * <p>{@link coop.fairpass.places.PlaceFile} reads the lists of places that exist, in the national standard or in a
 * format described by a resource of {@code places/formats}: rows become {@link coop.fairpass.places.PlaceCandidate}s,
 * which are not places yet, for want of a provider who answers for them. {@link coop.fairpass.places.ImportPlaceList}
 * keeps them as listed places, says what is new, changed or gone, and proposes doubles to a person (docs/places.md). An
 * organisation says that a {@link coop.fairpass.places.ListedPlace} (<em>lieu recensé</em>) is its own by a {@link
 * coop.fairpass.places.PlaceClaim} (<em>demande</em>), which a reviewer decides.
 *
 * <p>After a service, anybody may say how it was ({@link coop.fairpass.places.GiveOpinion}, <em>avis</em>, R-095):
 * {@link coop.fairpass.places.OpinionCounts} says from how many people on which of it may be read.
 */
@ApplicationModule(
        displayName = "Places",
        allowedDependencies = {
            "territory",
            "catalogue",
            "directory",
            "money",
            "calendar",
            "notices",
            "doctor",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.places;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
