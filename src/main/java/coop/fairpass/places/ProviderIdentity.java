package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.util.Optional;

/**
 * Identité : how a provider shows itself, before the common mark and never replaced by it.
 *
 * @param name its own, as people know it; its legal name when it chose none
 * @param colour {@code #0b5f56}
 */
public record ProviderIdentity(OrganisationId provider, String name, Optional<String> colour, boolean hasLogo) {

    /** Black or white, whichever is read best on the colour (WCAG 2.2, relative luminance). */
    static String inkOn(String colour) {
        double luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        double withWhite = 1.05 / (luminance + 0.05);
        double withBlack = (luminance + 0.05) / 0.05;
        return withWhite >= withBlack ? "#ffffff" : "#000000";
    }

    private static double linear(String colour, int from) {
        double part = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
