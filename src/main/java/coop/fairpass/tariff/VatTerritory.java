package coop.fairpass.tariff;

/**
 * Territoire de TVA : where the customer of a fee is established, as far as VAT tells places apart (money-and-law
 * §2.4). The rate and category of each are dated data, to be confirmed by an accountant.
 */
public enum VatTerritory {
    /** Metropolitan France, Corsica and Monaco. */
    MAINLAND,
    GUADELOUPE,
    MARTINIQUE,
    REUNION,
    GUYANE,
    MAYOTTE,
    /** Saint-Martin, Saint-Barthélemy, Saint-Pierre-et-Miquelon and the Pacific: outside the French VAT territory. */
    OUTSIDE;

    /** The territory of a French postal code: {@code 97411} is in La Réunion, {@code 98000} in Monaco. */
    public static VatTerritory ofPostalCode(String postalCode) {
        return switch (postalCode.substring(0, Math.min(3, postalCode.length()))) {
            case "971" -> GUADELOUPE;
            case "972" -> MARTINIQUE;
            case "973" -> GUYANE;
            case "974" -> REUNION;
            case "976" -> MAYOTTE;
            case "975", "977", "978", "984", "986", "987", "988" -> OUTSIDE;
            default -> MAINLAND;
        };
    }

    /** Overseas places are delivered in 14 days rather than 7 (domain §7.1). */
    public boolean isOverseas() {
        return this != MAINLAND;
    }
}
