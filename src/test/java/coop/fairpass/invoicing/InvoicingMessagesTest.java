package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chaque référence manquante a sa phrase")
class InvoicingMessagesTest {

    @Test
    @DisplayName("ni phrase absente, ni phrase de trop")
    void every_reference_has_its_sentence() throws IOException {
        var messages = new Properties();
        try (var file = InvoicingMessagesTest.class.getResourceAsStream("/messages/invoicing.properties")) {
            assertThat(file).isNotNull();
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        assertThat(messages.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PortalReference.values())
                        .map(reference -> "PortalReference." + reference)
                        .toList());
    }
}
