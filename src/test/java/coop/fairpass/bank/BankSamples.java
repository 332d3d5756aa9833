package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.fairpass.directory.Iban;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Schemas and sample files, kept outside the project, and accounts to pay. */
public final class BankSamples {

    private BankSamples() {}

    /** A file of the shared data; the test is skipped, and says so, where it is absent. */
    static Path shared(String name) {
        var path = Path.of(Optional.ofNullable(System.getenv("FAIRPASS_SHARED_DATA"))
                        .orElse(System.getProperty("FAIRPASS_SHARED_DATA", "../shared/data")))
                .resolve("banque")
                .resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no sample at " + path.toAbsolutePath());
        return path;
    }

    static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(shared("exemples/" + name));
    }

    public static Schema schema(String message) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(shared("xsd/" + message + ".xsd").toFile());
        } catch (SAXException e) {
            throw new AssertionError("the schema itself is wrong", e);
        }
    }

    public static void assertValid(Schema schema, byte[] xml) throws IOException {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
        } catch (SAXException e) {
            assertThat(new String(xml, StandardCharsets.UTF_8))
                    .as(String.valueOf(e.getMessage()))
                    .isEmpty();
        }
    }

    /** A sound French account, one for each number: the RIB key first, then the key of the IBAN. */
    static Iban french(int number) {
        long rib = 97 - (89 * 20041L + 15 * 1005L + 3L * number) % 97;
        var bban = "2004101005%011d%02d".formatted(number, rib);
        for (int key = 2; key <= 98; key++) {
            var iban = Iban.check("FR%02d%s".formatted(key, bban)).valid();
            if (iban.isPresent()) {
                return iban.get();
            }
        }
        throw new AssertionError("no key fits " + bban);
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
