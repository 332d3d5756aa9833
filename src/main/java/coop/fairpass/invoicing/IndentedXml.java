package coop.fairpass.invoicing;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML file that people can read too: one element a line, two spaces a level, always the same bytes. */
final class IndentedXml {

    /** What fills the file. */
    interface Content {
        void writeTo(IndentedXml xml) throws XMLStreamException;
    }

    private final XMLStreamWriter writer;
    private int depth;

    private IndentedXml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    /** The bytes of a file, in UTF-8. */
    static byte[] write(Content content) {
        var text = new StringWriter();
        try {
            // The JDK's own writer: another one on the class path would write other bytes. Into a text, since its way
            // to
            // bytes takes a lock for each of them.
            var writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            content.writeTo(new IndentedXml(writer));
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    void open(String element) throws XMLStreamException {
        indent();
        writer.writeStartElement(element);
        depth++;
    }

    /** An attribute of the element just opened. */
    void attribute(String name, String value) throws XMLStreamException {
        writer.writeAttribute(name, value);
    }

    void close() throws XMLStreamException {
        depth--;
        indent();
        writer.writeEndElement();
    }

    void empty(String element) throws XMLStreamException {
        indent();
        writer.writeEmptyElement(element);
    }

    void leaf(String element, String text) throws XMLStreamException {
        indent();
        writer.writeStartElement(element);
        writer.writeCharacters(text);
        writer.writeEndElement();
    }

    /** Nothing at all when there is no text. */
    void leaf(String element, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            leaf(element, text.get());
        }
    }

    void leaf(String element, String text, String attribute, String value) throws XMLStreamException {
        indent();
        writer.writeStartElement(element);
        writer.writeAttribute(attribute, value);
        writer.writeCharacters(text);
        writer.writeEndElement();
    }

    private void indent() throws XMLStreamException {
        writer.writeCharacters("\n" + "  ".repeat(depth));
    }
}
