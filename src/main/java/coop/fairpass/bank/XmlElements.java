package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a bank message element by element, holding none of it: the same calls always give the same bytes. */
final class XmlElements {

    private final XMLStreamWriter xml;

    private XmlElements(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes {@code <Document xmlns="…">} and what is inside; leaves the stream open, as its owner opened it. */
    static void document(OutputStream out, String namespace, Consumer<XmlElements> content) throws IOException {
        var buffered = new BufferedOutputStream(out);
        try {
            // the JDK's own, whatever else is on the class path
            var xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(buffered, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(namespace);
            content.accept(new XmlElements(xml));
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            buffered.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    void element(String name, Runnable content) {
        try {
            xml.writeStartElement(name);
            content.run();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    void leaf(String name, String text) {
        element(name, () -> characters(text));
    }

    /** Writes nothing for an absent text. */
    void leaf(String name, Optional<String> text) {
        text.ifPresent(present -> leaf(name, present));
    }

    /** An amount in euros, unsigned in every bank message: the direction is said apart. */
    void euros(String name, Money amount) {
        try {
            xml.writeStartElement(name);
            xml.writeAttribute("Ccy", "EUR");
            xml.writeCharacters(amount.max(amount.negated()).dotted());
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** An instant to the second, with the offset of Paris. */
    void instant(String name, Instant instant) {
        leaf(
                name,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.truncatedTo(ChronoUnit.SECONDS).atZone(Paris.ZONE)));
    }

    private void characters(String text) {
        try {
            xml.writeCharacters(legal(text));
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** XML 1.0 cannot hold most control characters, even escaped. */
    private static String legal(String text) {
        boolean clean = text.codePoints().allMatch(XmlElements::isLegal);
        if (clean) {
            return text;
        }
        var legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : '.').forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
