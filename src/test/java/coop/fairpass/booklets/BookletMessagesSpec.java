package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chaque refus a sa phrase en français, et aucune phrase n’est de trop")
class BookletMessagesSpec {

    private static final List<Class<? extends Enum<?>>> FAULTS = List.of(
            SerialFault.class,
            CodeFault.class,
            QrFault.class,
            LogoFault.class,
            WordingFault.class,
            CertificateFault.class,
            BookletReason.class,
            BookletState.class,
            BookletStep.class,
            Audience.class,
            Channel.class,
            Loss.class,
            LotWork.class,
            LossReportState.class,
            LossReportReason.class,
            Dismissal.class);

    /** Said inside a sentence, on a voucher or after a name. */
    private static final Set<String> WORDS = Set.of("Audience", "Channel", "Loss", "LotWork", "Dismissal");

    @Test
    void every_fault_has_its_sentence() throws IOException {
        var sentences = new Properties();
        try (var file = BookletMessagesSpec.class.getResourceAsStream("/messages/booklets.properties")) {
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        var expected = FAULTS.stream()
                .flatMap(fault -> Arrays.stream(fault.getEnumConstants())
                        .map(constant -> fault.getSimpleName() + "." + constant.name()))
                .collect(Collectors.toSet());
        assertThat(sentences.stringPropertyNames()).isEqualTo(expected);
        assertThat(sentences.stringPropertyNames()).allSatisfy(key -> {
            boolean isWord = WORDS.contains(key.substring(0, key.indexOf('.')));
            assertThat(sentences.getProperty(key).endsWith(".")).as(key).isEqualTo(!isWord);
        });
    }
}
