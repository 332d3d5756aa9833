package coop.fairpass.catalogue;

import coop.fairpass.money.Money;

/**
 * Service of the catalogue, as one version says it.
 *
 * @param level 1 to 3, from first steps to mastery
 * @param minutes how long it usually takes, two hours at most
 * @param maxPeople how many together; one when it is individual only
 */
public record Service(
        ServiceCode code,
        String category,
        String subcategory,
        String label,
        int level,
        int minutes,
        ServiceFormat format,
        int maxPeople,
        NationalCategory nationalService,
        Money defaultPrice) {

    /** Longest usual time of a service: beyond, it is a training. */
    public static final int MOST_MINUTES = 120;

    public Service {
        if (level < 1 || level > 3 || minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("a service has a level of 1 to 3 and lasts two hours at most: " + code);
        }
        if ((format == ServiceFormat.INDIVIDUAL) != (maxPeople == 1) || maxPeople < 1) {
            throw new IllegalArgumentException("one person exactly when individual only: " + code);
        }
    }
}
