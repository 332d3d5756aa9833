package coop.fairpass.invoicing;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XsltExecutable;

/** A published set of rules, as its authors compiled it: gives the identifiers of the rules that an XML breaks. */
final class Rulebook {

    private static final Processor SAXON = new Processor(false);
    private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";

    /** The European norm, release 1.3.16. */
    static final Rulebook EN_16931 = new Rulebook("/external/schematron/1.3.16/cii/EN16931-CII-validation.xslt");

    /** The French rules, release 1.3.0 of 16 February 2026. */
    static final Rulebook FRANCE =
            new Rulebook("/external/schematron/ctc/1.3.0/xslt/20260216_BR-FR-Flux2-Schematron-CII_V1.3.0.xslt");

    private final String resource;
    private final XsltExecutable compiled;

    private Rulebook(String resource) {
        this.resource = resource;
        try {
            compiled = SAXON.newXsltCompiler().compile(new StreamSource(Rulebook.class.getResourceAsStream(resource)));
        } catch (SaxonApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rules broken, whatever their flag: a French warning blocks us as an error does. */
    List<String> brokenBy(byte[] xml) {
        try {
            var report = new XdmDestination();
            var transformer = compiled.load30();
            transformer.transform(new StreamSource(new ByteArrayInputStream(xml)), report);
            var xpath = SAXON.newXPathCompiler();
            xpath.declareNamespace("svrl", SVRL);
            var broken = new ArrayList<String>();
            for (var item : xpath.evaluate("//svrl:failed-assert | //svrl:successful-report", report.getXdmNode())) {
                broken.add(((XdmNode) item).getAttributeValue(new QName("id")));
            }
            var fired = xpath.evaluate("count(//svrl:fired-rule)", report.getXdmNode());
            if (fired.toString().equals("0")) {
                throw new AssertionError("no rule looked at this document: " + resource);
            }
            return broken;
        } catch (SaxonApiException e) {
            throw new IllegalStateException(e);
        }
    }
}
