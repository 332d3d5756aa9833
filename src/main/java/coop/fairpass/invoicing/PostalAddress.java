package coop.fairpass.invoicing;

import java.util.List;

/** Adresse : up to three lines, a post code, a city and a two-letter country. */
public record PostalAddress(List<String> lines, String postCode, String city, String countryCode) {

    public PostalAddress {
        lines = lines.stream()
                .map(line -> Printable.text("an address line", line))
                .toList();
        if (lines.isEmpty() || lines.size() > 3) {
            throw new IllegalArgumentException(
                    "an address has one to three lines before the post code, not " + lines.size());
        }
        postCode = Printable.text("post code", postCode);
        city = Printable.text("city", city);
        if (!countryCode.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("a country is two capital letters: " + countryCode);
        }
    }

    /** An address in France. */
    public static PostalAddress french(String line, String postCode, String city) {
        return new PostalAddress(List.of(line), postCode, city, "FR");
    }

    /** {@code 69001 Lyon}, and the country's code when it is not France. */
    public String cityLine() {
        return countryCode.equals("FR") ? postCode + " " + city : "%s %s (%s)".formatted(postCode, city, countryCode);
    }
}
