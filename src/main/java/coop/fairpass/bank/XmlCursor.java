package coop.fairpass.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks an XML file forward, by local names, holding nothing of it.
 *
 * <p>Whoever asks for the children of an element is shown each by name, and may read it, go further down or leave it:
 * what was not read is skipped. Every limit and every fault of form ends in {@link UnreadableFile}.
 */
final class XmlCursor {

    /** The largest ISO 20022 messages have some six hundred names. */
    private static final int MOST_NAMES = 2_000;

    /** Some hundred and fifty thousand lines, each with a transaction and a text. */
    private static final int MOST_KEPT = 500_000;

    private final XMLStreamReader xml;
    private final XmlLimits limits;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int kept;

    private XmlCursor(XMLStreamReader xml, XmlLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /** Opens a file and stands on its root element. */
    static XmlCursor open(InputStream in, XmlLimits limits) {
        try {
            var cursor = new XmlCursor(parser().createXMLStreamReader(XmlSource.open(in, limits)), limits);
            while (cursor.depth == 0) {
                cursor.next();
            }
            return cursor;
        } catch (XMLStreamException e) {
            throw failure(e, 1);
        } catch (LimitMet e) {
            throw new UnreadableFile(e.problem(), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XMLInputFactory parser() {
        // the JDK's own, whatever else is on the class path
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // it counts each &amp; as an entity, and a large statement has more than the hundred thousand it allows
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    /** The local name of the element just shown. */
    String name() {
        return xml.getLocalName();
    }

    Position position() {
        Location location = xml.getLocation();
        return new Position(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    /** An attribute of the element just shown, before anything inside it is read. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i).strip());
            }
        }
        return Optional.empty();
    }

    /** Shows each child of the current element in turn, by its local name. */
    void children(Consumer<String> show) {
        int parent = depth;
        while (depth >= parent) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                show.accept(xml.getLocalName());
                while (depth > parent) {
                    next();
                }
            }
        }
    }

    /** The text inside the current element, whatever elements share it: {@code BOOK} or {@code <Cd>BOOK</Cd>}. */
    String text() {
        int element = depth;
        var text = new StringBuilder();
        while (depth >= element) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                if (text.length() > GuardedReader.LONGEST_PIECE) {
                    throw new UnreadableFile(
                            FileProblem.TEXT_TOO_LONG, position().line());
                }
            }
        }
        return text.toString().strip();
    }

    /** The text, or nothing when the element is empty. */
    Optional<String> someText() {
        return Optional.of(text()).filter(text -> !text.isEmpty());
    }

    /** Adds to what is held of the file: an element of seven characters may make an object of two hundred bytes. */
    <T> void keep(List<T> held, T one) {
        if (++kept > MOST_KEPT) {
            throw new UnreadableFile(FileProblem.TOO_MANY_ROWS, position().line());
        }
        held.add(one);
    }

    /** Reads to the end of the file, so that what follows is known to be well formed. */
    void finish() {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // nothing more is wanted
        }
    }

    private int next() {
        int event;
        try {
            event = xml.next();
        } catch (XMLStreamException e) {
            throw failure(e, position().line());
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> enter();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD ->
                throw new UnreadableFile(FileProblem.DTD_FORBIDDEN, position().line());
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> remember(xml.getPITarget());
            default -> {}
        }
        return event;
    }

    private void enter() {
        if (++depth > limits.depth()) {
            throw new UnreadableFile(FileProblem.TOO_DEEP, position().line());
        }
        remember(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            remember(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            remember("xmlns:" + xml.getNamespacePrefix(i));
        }
    }

    /** The parser never forgets a name: a file that invents millions of them would fill the memory with names. */
    private void remember(String name) {
        if (names.add(name) && names.size() > MOST_NAMES) {
            throw new UnreadableFile(FileProblem.TOO_MANY_NAMES, position().line());
        }
    }

    /** A file that is wrong is an answer; a disk or a network that fails is not. */
    private static RuntimeException failure(XMLStreamException e, int line) {
        return switch (e.getCause()) {
            case LimitMet met -> new UnreadableFile(met.problem(), line);
            case CharacterCodingException _ -> new UnreadableFile(FileProblem.NOT_WELL_FORMED, line);
            case IOException io -> new UncheckedIOException(io);
            case null, default -> new UnreadableFile(FileProblem.NOT_WELL_FORMED, line);
        };
    }
}
