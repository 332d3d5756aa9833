package coop.fairpass.invoicing;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/**
 * Métadonnées XMP : the properties of a PDF in the form that PDF/A, PDF/UA and Factur-X each look for.
 *
 * <p>They repeat the information dictionary word for word, as PDF/A wants, and declare the two vocabularies that PDF/A
 * does not know by itself.
 */
final class XmpMetadata {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private XmpMetadata() {}

    static byte[] of(PdfIdentity identity, String producer, boolean isFacturX) {
        return """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                    pdfaid:part="3" pdfaid:conformance="U"/>
                <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
                <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                  <pdf:Producer>%1$s</pdf:Producer>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                  <xmp:CreatorTool>%1$s</xmp:CreatorTool>
                  <xmp:CreateDate>%2$s</xmp:CreateDate>
                  <xmp:ModifyDate>%2$s</xmp:ModifyDate>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <dc:format>application/pdf</dc:format>
                  <dc:language><rdf:Bag><rdf:li>fr</rdf:li></rdf:Bag></dc:language>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%3$s</rdf:li></rdf:Alt></dc:title>
                  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%4$s</rdf:li></rdf:Alt></dc:description>
                  <dc:creator><rdf:Seq><rdf:li>%5$s</rdf:li></rdf:Seq></dc:creator>
                </rdf:Description>
                <rdf:Description rdf:about=""
                    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
                    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
                    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                  <pdfaExtension:schemas>
                    <rdf:Bag>
                      <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                        <pdfaSchema:property>
                          <rdf:Seq>
            %6$s
                          </rdf:Seq>
                        </pdfaSchema:property>
                      </rdf:li>
            %7$s
                    </rdf:Bag>
                  </pdfaExtension:schemas>
                </rdf:Description>
            %8$s
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.formatted(
                        escaped(producer),
                        MOMENT.format(identity.moment()),
                        escaped(identity.title()),
                        escaped(identity.subject()),
                        escaped(identity.author()),
                        property("part", "Integer", "internal", "Part of PDF/UA"),
                        isFacturX ? facturXSchema() : "",
                        isFacturX ? facturX() : "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String facturX() {
        return """
                <rdf:Description rdf:about="" xmlns:fx="%s">
                  <fx:DocumentType>INVOICE</fx:DocumentType>
                  <fx:DocumentFileName>%s</fx:DocumentFileName>
                  <fx:Version>1.0</fx:Version>
                  <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
                </rdf:Description>
            """.formatted(FacturX.NAMESPACE, FacturX.FILE_NAME);
    }

    private static String facturXSchema() {
        return """
                      <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
                        <pdfaSchema:property>
                          <rdf:Seq>
            %s
                          </rdf:Seq>
                        </pdfaSchema:property>
                      </rdf:li>
            """.formatted(
                        FacturX.NAMESPACE,
                        property("DocumentFileName", "Text", "external", "Name of the embedded XML file")
                                + property("DocumentType", "Text", "external", "INVOICE")
                                + property("Version", "Text", "external", "Version of the Factur-X XML")
                                + property("ConformanceLevel", "Text", "external", "Profile of the Factur-X XML"));
    }

    private static String property(String name, String type, String category, String description) {
        return """
                            <rdf:li rdf:parseType="Resource">
                              <pdfaProperty:name>%s</pdfaProperty:name>
                              <pdfaProperty:valueType>%s</pdfaProperty:valueType>
                              <pdfaProperty:category>%s</pdfaProperty:category>
                              <pdfaProperty:description>%s</pdfaProperty:description>
                            </rdf:li>
            """.formatted(name, type, category, description);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
