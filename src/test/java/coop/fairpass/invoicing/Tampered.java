package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A sound XML made wrong by hand: the only way to a document that our own checks refuse to make. */
record Tampered(String xml) {

    static Tampered with(Invoice invoice) {
        return new Tampered(new String(CiiXml.write(invoice), StandardCharsets.UTF_8));
    }

    /** Replaces every occurrence; there must be one. */
    Tampered replacing(String original, String other) {
        assertThat(xml).contains(original);
        return new Tampered(xml.replace(original, other));
    }

    /** Takes every element of this name out; there must be one. */
    Tampered without(String element) {
        return new Tampered(found(element).matcher(xml).replaceAll(""));
    }

    /** The first element of this name, whole. */
    String first(String element) {
        var matcher = found(element).matcher(xml);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    Tampered insertingBefore(String marker, String fragment) {
        return replacing(marker, fragment + marker);
    }

    private Pattern found(String element) {
        assertThat(xml).contains("<" + element);
        return Pattern.compile("<%1$s[ >].*?</%1$s>\\s*".formatted(Pattern.quote(element)), Pattern.DOTALL);
    }

    byte[] bytes() {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
