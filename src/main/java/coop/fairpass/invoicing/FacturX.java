package coop.fairpass.invoicing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * Factur-X : puts the electronic invoice inside the printed one, as a file that PDF/A-3 associates with the document.
 *
 * <p>A few lines instead of a library of seventeen jars: docs/decisions/0008.
 */
final class FacturX {

    static final String FILE_NAME = "factur-x.xml";
    static final String NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

    private FacturX() {}

    static void embed(PDDocument document, byte[] xml, PdfIdentity identity) throws IOException {
        var moment = GregorianCalendar.from(identity.moment());
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(xml), COSName.FLATE_DECODE);
        file.setSubtype("text/xml");
        file.setSize(xml.length);
        file.setCreationDate(moment);
        file.setModDate(moment);

        var specification = new PDComplexFileSpecification();
        specification.setFile(FILE_NAME);
        specification.setFileUnicode(FILE_NAME);
        specification.setFileDescription("Facture électronique EN 16931 (Factur-X)");
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        // In this profile the XML is a whole invoice, equal to the page: neither is a mere source of the other.
        specification.getCOSObject().setName(COSName.getPDFName("AFRelationship"), "Alternative");

        var files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(FILE_NAME, specification));
        var catalog = document.getDocumentCatalog();
        var names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(files);
        catalog.setNames(names);
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), new COSArray(List.of(specification.getCOSObject())));
    }
}
