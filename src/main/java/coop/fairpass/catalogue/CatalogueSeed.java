package coop.fairpass.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The 88 services that Fairpass proposes to a new cooperative, whose committee adopts or edits them. */
public final class CatalogueSeed {

    private CatalogueSeed() {}

    /** As a file for {@link ImportCatalogue}. */
    public static byte[] csv() {
        try (var stream = CatalogueSeed.class.getResourceAsStream("/catalogue/fairpass-catalogue.csv")) {
            if (stream == null) {
                throw new IllegalStateException("the program does not carry its catalogue");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
