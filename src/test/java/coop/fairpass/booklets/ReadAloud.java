package coop.fairpass.booklets;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as its structure tree tells it: of each piece, in order, its type and its text or what stands for it. */
final class ReadAloud {

    private final Map<PDPage, Map<Integer, String>> pieces = new HashMap<>();
    private final List<String> heard = new ArrayList<>();

    private ReadAloud() {}

    static List<String> of(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var reading = new ReadAloud();
            reading.node(document.getDocumentCatalog().getStructureTreeRoot());
            return reading.heard;
        }
    }

    private void node(PDStructureNode node) throws IOException {
        for (var kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                node(element);
            } else if (node instanceof PDStructureElement element) {
                var alternative = element.getAlternateDescription();
                var text = alternative == null ? piecesOf(element.getPage()).get(kid) : alternative;
                heard.add(
                        element.getStructureType() + " " + String.valueOf(text).replace('\u00a0', ' '));
            }
        }
    }

    private Map<Integer, String> piecesOf(PDPage page) throws IOException {
        var known = pieces.get(page);
        if (known == null) {
            var extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            known = new HashMap<>();
            for (var content : extractor.getMarkedContents()) {
                if (content.getMCID() >= 0) {
                    known.put(content.getMCID(), text(content));
                }
            }
            pieces.put(page, known);
        }
        return known;
    }

    private static String text(PDMarkedContent content) {
        return content.getContents().stream()
                .filter(TextPosition.class::isInstance)
                .map(piece -> ((TextPosition) piece).getUnicode())
                .collect(joining());
    }
}
