package coop.fairpass.booklets;

import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/**
 * Arbre de structure : what each mark of a PDF is, in the order in which it is read aloud (PDF/UA-1, ISO 14289-1;
 * R-328, criterion 13.3 of the RGAA). An element either holds elements or is one piece of one page.
 */
final class StructureTree {

    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Map<Integer, PDParentTreeValue> owners = new TreeMap<>();
    private PDStructureElement holder;
    private COSArray pieces = new COSArray();

    StructureTree() {
        holder = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
        root.appendKid(holder);
    }

    /** What follows is drawn on this page, which has no content yet. */
    void turnTo(PDPage page) {
        pieces = new COSArray();
        page.setStructParents(owners.size());
        owners.put(owners.size(), new PDParentTreeValue(pieces));
    }

    /** An element that holds those that follow, until it is closed. */
    PDStructureElement open(String type) {
        var element = new PDStructureElement(type, holder);
        holder.appendKid(element);
        holder = element;
        return element;
    }

    void close() {
        holder = (PDStructureElement) holder.getParent();
    }

    /** The open element is the next piece of its page; gives the number that marks the piece in what is drawn. */
    int piece(PDPage page) {
        int number = pieces.size();
        holder.setPage(page);
        holder.appendKid(number);
        pieces.add(holder);
        return number;
    }

    /** Puts the tree, whole, into the document that was drawn. */
    void plantIn(PDDocumentCatalog catalog) {
        var byPage = new PDNumberTreeNode(PDParentTreeValue.class);
        byPage.setNumbers(Map.copyOf(owners));
        root.setParentTree(byPage);
        root.setParentTreeNextKey(owners.size());
        var tagged = new PDMarkInfo();
        tagged.setMarked(true);
        catalog.setMarkInfo(tagged);
        catalog.setStructureTreeRoot(root);
    }
}
