package coop.fairpass.bank;

import java.util.Set;

/** Where a SEPA transfer can go, and where it needs no bank code and no address. */
final class SepaArea {

    /** European Economic Area: the Union, Iceland, Liechtenstein and Norway. */
    private static final Set<String> ECONOMIC_AREA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /** The other countries of the scheme; the Channel Islands and the Isle of Man have British IBANs. */
    private static final Set<String> BEYOND =
            Set.of("AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA");

    private SepaArea() {}

    static boolean holds(String country) {
        return isEconomicArea(country) || BEYOND.contains(country);
    }

    static boolean isEconomicArea(String country) {
        return ECONOMIC_AREA.contains(country);
    }
}
